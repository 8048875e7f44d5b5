"""Every sentence the assistant says, in six languages, from Fluent files beside this module.

A person's words go in as arguments and come out as they are: Fluent's isolation marks keep
right-to-left and left-to-right text from disturbing each other.
"""

from collections.abc import Mapping
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

LANGUAGES = ("en", "fr", "es", "ar", "ru", "pt")
FALLBACK = "en"
# Fluent refuses arguments beyond 2,500 characters; a sentence that quotes so much is unreadable.
LONGEST_ARGUMENT = 1500
RIGHT_TO_LEFT = frozenset({"ar", "fa", "ps", "ku", "ur", "he"})


class Catalogue:
    """Formats texts by id. Raises KeyError for an id that no catalogue has: a bug, not a state."""

    def __init__(self, bundles: Mapping[str, FluentBundle]) -> None:
        self._bundles = bundles

    def format(self, language: str, text_id: str, arguments: Mapping[str, str | int] | None = None) -> str:
        """The text in the language, or in English where the language does not have it."""
        bundle = self._bundles.get(language, self._bundles[FALLBACK])
        if not bundle.has_message(text_id):
            bundle = self._bundles[FALLBACK]
        message = bundle.get_message(text_id)
        if message.value is None:
            raise KeyError(text_id)
        given = {name: _shortened(value) for name, value in (arguments or {}).items()}
        text, errors = bundle.format_pattern(message.value, given)
        if errors:
            raise KeyError(f"{text_id}: {errors[0]}")
        # Isolated words lend a line no direction: without a mark this one would run left to right.
        is_adrift = language in RIGHT_TO_LEFT and str(text).startswith("\u2068")
        return f"\u200f{text}" if is_adrift else str(text)

    def ids(self, language: str) -> frozenset[str]:
        return frozenset(self._bundles[language]._messages)


def _shortened(value: str | int) -> str | int:
    if isinstance(value, str) and len(value) > LONGEST_ARGUMENT:
        return f"{value[:LONGEST_ARGUMENT].rstrip()} …"
    return value


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """Reads `<language>.ftl` for every language."""
    folder = folder or Path(__file__).parent
    bundles = {}
    for language in LANGUAGES:
        bundle = FluentBundle([language], use_isolating=True)
        bundle.add_resource(FluentResource((folder / f"{language}.ftl").read_text("utf-8")))
        bundles[language] = bundle
    return Catalogue(bundles)
