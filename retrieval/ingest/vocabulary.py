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
    """Codes by the lower-case code or label that people may write."""

    themes: Mapping[str, str]
    regions: Mapping[str, str]
    countries: frozenset[str]
    types: frozenset[str]


def load_vocabulary(folders: Iterable[Path]) -> Vocabulary:
    """Raises LibraryError naming the file that cannot be read."""
    themes: dict[str, str] = {}
    regions: dict[str, str] = {}
    countries: set[str] = set()
    types: set[str] = set()
    for folder in folders:
        content = _read(folder / FILE_NAME)
        themes |= _codes(content.get("themes"))
        regions |= _codes(content.get("regions"))
        for region in _entries(content.get("regions")):
            countries |= {str(code).upper() for code in region.get("countries") or ()}
        for entry in content.get("document_types") or ():
            types.add(str(entry["code"] if isinstance(entry, dict) else entry))
    return Vocabulary(themes, regions, frozenset(countries), frozenset(types))


def _read(path: Path) -> dict[str, list[object]]:
    if not path.is_file():
        return {}
    try:
        content = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError):
        raise LibraryError(f"{path} cannot be read as YAML; correct it or remove it.") from None
    return content if isinstance(content, dict) else {}


def _entries(value: list[object] | None) -> list[dict[str, list[object]]]:
    return [entry for entry in value or () if isinstance(entry, dict)]


def _codes(value: list[object] | None) -> dict[str, str]:
    codes: dict[str, str] = {}
    for entry in _entries(value):
        code = str(entry.get("code", ""))
        codes[code.casefold()] = codes[str(entry.get("label", code)).casefold()] = code
    return codes
