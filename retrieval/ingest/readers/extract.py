"""What every reader hands over: the text as it stands, where its headings and pages are.

Readers know nothing of front matter's meaning, of passages or of the index.
"""

from dataclasses import dataclass


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


class Unreadable(Exception):
    """A file cannot be read: one sentence, and the 1-based line where that is known."""

    def __init__(self, problem: str, line: int | None = None) -> None:
        self.line = line
        super().__init__(problem)


def decode(content: bytes) -> str:
    """Text of UTF-8 (or, with its mark, UTF-16) bytes, with one kind of line end."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        if not _is_binary(content):
            line = content.count(b"\n", 0, error.start) + 1
            raise Unreadable("the line is not UTF-8 text; save the file as UTF-8", line) from None
        text = "\0"
    if "\0" in text:
        raise Unreadable("the file is not text; its content does not fit its name")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_binary(content: bytes) -> bool:
    """Texts of any 8-bit encoding hold no control characters but white space."""
    return any(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in content[:4096])
