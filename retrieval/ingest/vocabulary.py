"""The controlled words of front matter, from the bundled file and the folders' own.

A word outside the vocabulary is kept as written and reported; it is never an error.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from retrieval.errors import LibraryError

FILE_NAME = "vocabulary.yaml"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Codes by the case-folded code or label that people may write."""

    themes: Mapping[str, str]
    regions: Mapping[str, str]
    countries: Mapping[str, str]
    types: Mapping[str, str]


def load_vocabulary(folders: Iterable[Path]) -> Vocabulary:
    """Raises LibraryError naming the file that cannot be read."""
    vocabulary = Vocabulary({}, {}, {}, {})
    for folder in folders:
        content = _read(folder / FILE_NAME)
        regions = _entries(content.get("regions"))
        countries = {str(code) for region in regions for code in region.get("countries") or ()}
        vocabulary = Vocabulary(
            {**vocabulary.themes, **_codes(content.get("themes"))},
            {**vocabulary.regions, **_codes(content.get("regions"))},
            {**vocabulary.countries, **{code.casefold(): code.upper() for code in countries}},
            {**vocabulary.types, **_codes(content.get("document_types"))},
        )
    return vocabulary


def _read(path: Path) -> dict[str, list[object]]:
    if not path.is_file():
        return {}
    try:
        content = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        raise LibraryError(f"{path} cannot be read as YAML; correct it or remove it.") from None
    return content if isinstance(content, dict) else {}


def _entries(value: list[object] | None) -> list[dict[str, list[object]]]:
    """Entries may be codes alone."""
    return [entry if isinstance(entry, dict) else {"code": entry} for entry in value or ()]  # type: ignore[dict-item]


def _codes(value: list[object] | None) -> dict[str, str]:
    listed = [(str(entry.get("code", "")), str(entry.get("label", ""))) for entry in _entries(value)]
    return {name.casefold(): code for code, label in listed for name in (label, code) if name}
