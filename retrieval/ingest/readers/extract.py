"""What every reader hands over: the text as it stands, where its headings and pages are.

Readers know nothing of front matter's meaning, of passages or of the index.
"""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading's own span in the text, its depth from 1, and its words."""

    start: int
    end: int
    level: int
    title: str


@dataclass(frozen=True, slots=True)
class Extract:
    """What a file says.

    Attributes:
        text: everything that can be quoted, as it stands in the file.
        front_matter: YAML found in the file itself, or None.
        title: the title that the format itself carries (of a PDF or HTML file).
        page_starts: offset of each page in `text`; empty where there are no pages.
    """

    text: str
    headings: tuple[Heading, ...] = ()
    front_matter: str | None = None
    title: str | None = None
    page_starts: tuple[int, ...] = ()


class Reader(Protocol):
    def read(self, content: bytes) -> Extract:
        """Raises ValueError with one sentence when the content cannot be read."""


def decode(content: bytes) -> str:
    """Text of UTF-8 (or, with its mark, UTF-16) bytes, with one kind of line end."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise ValueError("the file is not UTF-8 text; save it as UTF-8") from None
    if "\0" in text:
        raise ValueError("the file is not text; its content does not fit its name")
    return text.replace("\r\n", "\n").replace("\r", "\n")
