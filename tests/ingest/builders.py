"""Files as ingestion finds them."""

from pathlib import Path

from retrieval.ingest.sources import SourceFile


def a_file(text: str, path: str = "a.md", *, metadata: str | None = None) -> SourceFile:
    beside = None if metadata is None else metadata.encode()
    return SourceFile(Path("/knowledge"), path, text.encode(), beside)
