"""From typed data to what Telegram is given: HTML with everything escaped, and buttons.

Texts come from the catalogue in the recipient's language at the moment of sending; words of
people, documents and models are cleaned and escaped, and never become markup, links or commands.
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat.callbacks import Undo
from bot.chat.keyboards import LABEL_CHARACTERS, button
from bot.chat.rendering_intake import RequesterTexts
from bot.chat.rendering_requests import TeamTexts
from bot.chat.splitting import is_blank
from bot.texts.catalogue import RIGHT_TO_LEFT, Catalogue

Data = Mapping[str, Any]
# Control characters, bidirectional embeddings and overrides, lone surrogates: what could reorder
# or hide the words around them. Isolates stay: the catalogue sets them in pairs.
_UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\ud800-\udfff]")
_ISOLATES = re.compile(r"[\u2066-\u2069]")
_LINKED = re.compile(r"(?<![\w@/])([@/])(?=\w)|(://)|(?<=[\w-])(\.)(?=[a-zA-Z]{2})")
_RIGHT_TO_LEFT_LETTER = re.compile(r"[\u0590-\u08ff]")
WORD_JOINER = "\u2060"


@dataclass(frozen=True, slots=True)
class Rendered:
    """One message, before it is cut to Telegram's length."""

    html: str
    keyboard: InlineKeyboardMarkup | ForceReply | None = None


def clean(text: object) -> str:
    return _UNSAFE.sub("", str(text))


def unlinked(text: str) -> str:
    """A model's words, with what Telegram would turn into links or commands made inert."""
    return _LINKED.sub(lambda found: found.group() + WORD_JOINER, text)


class Renderer:
    """Renders every kind of outgoing text."""

    def __init__(self, catalogue: Catalogue, labels: Mapping[str, Mapping[str, str]] | None = None) -> None:
        """`labels` of themes and regions, by code and language."""
        self._catalogue = catalogue
        self._team = TeamTexts(self.text, _escaped, labels or {})
        self._requester = RequesterTexts(self.text, _escaped)
        self._kinds: dict[str, Callable[[Data, str], Iterable[str]]] = {
            "say": self._say,
            "progress": lambda data, language: [self.text(language, "progress")],
            "partial": self._partial,
            "answer": self._answer,
            "passages": self._passages,
            "invitation_used": self._invitation_used,
            **self._requester.kinds,
            **self._team.kinds,
        }

    def render(self, kind: str, data: Data, language: str) -> Rendered:
        """Raises KeyError for a kind that nobody defined."""
        paragraphs = self._kinds[kind](data, language)
        body = "\n\n".join(paragraph for paragraph in paragraphs if paragraph)
        rows = data.get("buttons") or ()
        if kind == "invitation_used":
            rows = [[button("button-undo", Undo(data["invitation"]))]]
        if build := (self._requester.buttons | self._team.buttons).get(kind):
            rows = build(data)
        if data.get("force_reply"):
            return Rendered(body, ForceReply(selective=bool(data.get("mention"))))
        return Rendered(body, self.keyboard(rows, language))

    def keyboard(self, rows: Sequence[Sequence[Data]], language: str) -> InlineKeyboardMarkup | None:
        """Buttons whose label is a catalogue id (`text`) or words as they are (`label`)."""
        built = [[self._button(item, language) for item in row] for row in rows if row]
        return InlineKeyboardMarkup(built) if built else None

    def mentions(self, data: Data, language: str) -> str:
        return self._team.mentions(data, language)

    def plain(self, language: str, text_id: str, arguments: Data | None = None) -> str:
        """A catalogue text with cleaned arguments, without markup."""
        cleaned = {
            name: value if isinstance(value, int) else _ISOLATES.sub("", clean(value))
            for name, value in (arguments or {}).items()
        }
        text = self._catalogue.format(language, text_id, cleaned)
        # Isolation is for mixed directions; elsewhere its marks only disturb a copy.
        is_mixed = language in RIGHT_TO_LEFT or _RIGHT_TO_LEFT_LETTER.search(text)
        return text if is_mixed else _ISOLATES.sub("", text)

    def text(self, language: str, text_id: str, arguments: Data | None = None) -> str:
        return _escaped(self.plain(language, text_id, arguments))

    def _button(self, item: Data, language: str) -> InlineKeyboardButton:
        words = item["label"] if "label" in item else self.plain(language, item["text"], item.get("arguments"))
        label = "…" if is_blank(_escaped(words)) else clean(words).replace("\n", " ").strip()
        if len(label) > LABEL_CHARACTERS:
            label = label[: LABEL_CHARACTERS - 1] + "…"
        return InlineKeyboardButton(label, callback_data=item["data"])

    def _say(self, data: Data, language: str) -> Iterable[str]:
        """Catalogue texts as paragraphs, then words as they are (`verbatim`)."""
        for text_id, arguments in data.get("lines", ()):
            yield self.text(language, text_id, arguments)
        yield "\n".join(_escaped(line) for line in data.get("verbatim", ()))

    def _partial(self, data: Data, language: str) -> Iterable[str]:
        yield _lines(data["statements"])
        yield f"<i>{self.text(language, 'progress-writing')}</i>"

    def _answer(self, data: Data, language: str) -> Iterable[str]:
        if data.get("asked_at"):
            yield _italic(self.text(language, "answer-asked-at", {"time": data["asked_at"]}))
        if data.get("read_as"):
            yield _italic(self.text(language, "answer-read-as", {"question": data["read_as"]}))
        yield _lines(data["lead"])
        yield _lines(data["statements"])
        yield _lines(data["notes"])
        if data["support"]:
            yield _italic(_escaped(data["support"][:1].upper() + data["support"][1:]))
        yield self._sources(data["sources"], language)

    def _sources(self, sources: Sequence[Data], language: str) -> str:
        if not sources:
            return ""
        lines = [_source(item) for item in sources]
        title = f"<b>{self.text(language, 'sources-title')}</b>"
        return "<blockquote expandable>" + "\n".join([title, *lines]) + "</blockquote>"

    def _passages(self, data: Data, language: str) -> Iterable[str]:
        """Passages as they stand, each with where it is from."""
        for text_id in data.get("notes", ()):
            yield self.text(language, text_id)
        for item in data["passages"]:
            yield f"{_source(item)}\n<blockquote>{_escaped(item['text'])}</blockquote>"

    def _invitation_used(self, data: Data, language: str) -> Iterable[str]:
        arguments = {"role": data["role"], "name": data["name"] or "–", "person": data["person"]}
        yield self.text(language, "invitation-used", arguments)


def _source(item: Data) -> str:
    numbers = "".join(f"[{number}]" for number in item["numbers"])
    place = f", {_escaped(item['place'])}" if item["place"] else ""
    return f"{numbers} {_escaped(item['wording'])}{place}".strip()


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(_escaped(text) for text in texts)


def _italic(escaped: str) -> str:
    return f"<i>{escaped}</i>"


def _escaped(text: object) -> str:
    return html.escape(clean(text), quote=False)
