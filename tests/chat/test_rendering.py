"""Whatever the words are, Telegram takes the messages and nothing in them is markup, a link or a
command of a model."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.rendering import Renderer, unlinked
from bot.chat.splitting import LIMIT_UNITS, is_blank, split_html, units
from bot.simulator.formatting import format_text
from bot.texts.catalogue import LANGUAGES, load_catalogue

RENDERER = Renderer(load_catalogue())
ANY_TEXT = st.text(st.characters(), max_size=300) | st.sampled_from(
    ["<b>", "</blockquote>", "&amp;&lt;", "\u202eabc", "\ud83d", "😀" * 200, "\u2067", "\x00", "‏"]
)
LONG_TEXT = st.builds(lambda text, times: text * times, ANY_TEXT, st.integers(1, 60))
LANGUAGE = st.sampled_from(LANGUAGES)


class Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.feed(html)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(parts: list[str]) -> str:
    return "".join(Reader(part).text for part in parts)


def visible(text: str) -> str:
    return "".join(letter for letter in text if not letter.isspace() and letter.isprintable())


@given(LONG_TEXT, LONG_TEXT, LANGUAGE)
def test_any_answer_is_cut_into_messages_that_telegram_takes(body: str, title: str, language: str) -> None:
    data = {
        "lead": [],
        "statements": [body, body],
        "notes": [title],
        "support": None,
        "sources": [{"numbers": [1], "wording": title, "place": body}],
    }

    parts = split_html(RENDERER.render("answer", data, language).html)

    for part in parts:
        text = format_text(part, "HTML").text
        assert 0 < units(text) <= 4096
        assert units(part) <= LIMIT_UNITS
        assert not is_blank(part)


@given(LONG_TEXT)
def test_no_word_is_lost_between_the_parts(body: str) -> None:
    html = RENDERER.render("say", {"verbatim": [body]}, "en").html

    assert visible(shown(split_html(html))) in (visible(Reader(html).text), "…")


@given(ANY_TEXT)
def test_words_never_become_markup_or_change_direction(body: str) -> None:
    html = RENDERER.render("say", {"verbatim": [body]}, "en").html

    assert "<" not in html
    assert not set(html) & set("\u202a\u202b\u202c\u202d\u202e\x00")


@given(ANY_TEXT, LANGUAGE)
def test_any_label_fits_on_a_button(label: str, language: str) -> None:
    keyboard = RENDERER.keyboard([[{"label": label, "data": "n"}]], language)

    assert keyboard is not None
    assert 0 < len(keyboard.inline_keyboard[0][0].text) <= 60


def test_a_models_links_and_commands_are_inert() -> None:
    text = unlinked("See https://evil.example/x, www.evil.com, @someone and /start now. No. 5, e.g. 3.5")

    for active in ("https://evil", "evil.example", "evil.com", "@someone", "/start"):
        assert active not in text
    assert text.replace("\u2060", "").endswith("No. 5, e.g. 3.5")
