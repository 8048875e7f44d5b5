"""The contract of a knowledge file's front matter, validated once.

No key is required. What can be mended is mended with a warning (a missing title, a word outside
the vocabulary); what would mislead (broken YAML, a year that is no year) refuses the file with
its name, line and key. Keys that we do not know are kept.
"""

import re
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from retrieval.errors import SourceError
from retrieval.ingest.readers.extract import Extract
from retrieval.ingest.vocabulary import Vocabulary
from retrieval.language.detection import detect
from retrieval.models import Audience, Document, DocumentStatus

_TITLE_LENGTH = 300


class _Loader(yaml.SafeLoader):
    """YAML in which `NO` is Norway: only true and false are booleans."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, re.compile("^(?i:true|false)$") if tag == "tag:yaml.org,2002:bool" else pattern)
        for tag, pattern in resolvers
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _words(value: object) -> object:
    """One word or a list of them, empty when absent."""
    if value is None:
        return ()
    listed = value if isinstance(value, list | tuple) else [value]
    return tuple(_text(entry) for entry in listed if entry not in (None, ""))


def _text(value: object) -> object:
    if isinstance(value, dict | list):
        return value  # pydantic says what is wrong with it
    return None if value is None or str(value).strip() == "" else str(value).strip()


def _source(value: object) -> object:
    """Sources may be written as texts or as {title, publisher, year, url}."""
    listed = value if isinstance(value, list) else [value]
    return _words(
        [
            ", ".join(str(part) for part in entry.values() if part) if isinstance(entry, dict) else entry
            for entry in listed
        ]
    )


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]
Sources = Annotated[tuple[str, ...], BeforeValidator(_source)]
Text = Annotated[str | None, BeforeValidator(_text)]


def _lower(value: object) -> object:
    return value.strip().lower() if isinstance(value, str) else value


class FrontMatter(BaseModel):
    """The keys as people write them; what is left out is None or empty."""

    model_config = ConfigDict(extra="allow")

    title: Text = None
    type: Text = None
    themes: Words = ()
    region: Text = None
    country: Words = ()
    language: Annotated[str | None, BeforeValidator(_lower)] = Field(None, pattern=r"^[a-z]{2,3}(-[a-z]{2,4})?$")
    source: Sources = ()
    publisher: Text = None
    url: Text = None
    year: int | None = Field(None, ge=1000, le=2100)
    status: Annotated[DocumentStatus | None, BeforeValidator(_lower)] = None
    supersedes: Words = ()
    superseded_by: Text = None
    review_by: date | None = None
    owner: Text = None
    reviewed_by: Text = None
    reviewed_on: date | None = None
    translation_of: Text = None
    also_asked: Words = ()
    audience: Annotated[Audience | None, BeforeValidator(_lower)] = None
    brief: bool = False


def parse(source: str, path: str, first_line: int) -> FrontMatter:
    """Front matter from its YAML; `first_line` is where the YAML begins in the file.

    Raises:
        SourceError: naming file, line and key.
    """
    try:
        values = yaml.load(source, Loader=_Loader)
    except (yaml.YAMLError, ValueError) as error:
        raise _broken(error, source, path, first_line) from None
    if values is None:
        return FrontMatter()
    if not isinstance(values, dict):
        raise SourceError(path, "the front matter is not a list of `key: value`", line=first_line)
    try:
        return FrontMatter.model_validate({str(key): value for key, value in values.items()})
    except ValidationError as error:
        raise _refusal(error, source, path, first_line) from None


def _broken(error: yaml.YAMLError | ValueError, source: str, path: str, first_line: int) -> SourceError:
    """Points to where a bracket or quotation was opened rather than to the end of the file."""
    mark = getattr(error, "problem_mark", None)
    context = str(getattr(error, "context", ""))
    if "flow" in context or "quoted" in context:
        mark = getattr(error, "context_mark", mark)
    number = mark.line if mark else 0
    key = re.match(r"(\w+)\s*:", "\n".join(source.split("\n")[number : number + 1]))
    problem = getattr(error, "problem", None) or "a value cannot be read"
    return SourceError(
        path,
        f"the front matter is not valid YAML ({problem})",
        line=first_line + number,
        key=key.group(1) if key else None,
    )


def _refusal(error: ValidationError, source: str, path: str, first_line: int) -> SourceError:
    first = error.errors(include_url=False)[0]
    key = str(first["loc"][0])
    found = re.search(rf"^[\"']?{re.escape(key)}[\"']?\s*:", source, re.MULTILINE)
    line = first_line + source[: found.start()].count("\n") if found else None
    return SourceError(path, f"{_shown(first['input'])}: {_problem(key)}", line=line, key=key)


def _shown(value: object) -> str:
    text = str(value)
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


def _problem(key: str) -> str:
    return {
        "year": "is not a year",
        "review_by": "is not a date; write YYYY-MM-DD",
        "reviewed_on": "is not a date; write YYYY-MM-DD",
        "status": "is not a status; write current, superseded, draft or archived",
        "audience": "is not an audience; write all or internal",
        "language": "is not a language code; write two letters, such as en",
        "brief": "is neither true nor false",
    }.get(key, "cannot be used here; write a text or a list of texts")


def describe(
    front: FrontMatter, extract: Extract, path: str, document_id: str, vocabulary: Vocabulary
) -> tuple[Document, tuple[str, ...]]:
    """The document that a file is, with what was missing filled in and said."""
    warnings: list[str] = []
    title = (front.title or _own_title(extract, path, warnings))[:_TITLE_LENGTH]
    themes = tuple(_known(theme, vocabulary.themes, "theme", warnings) for theme in front.themes)
    region = front.region and _known(front.region, vocabulary.regions, "region", warnings)
    values: dict[str, Any] = front.model_dump(exclude={"brief", *(front.model_extra or {})})
    values |= {
        "title": title,
        "themes": tuple(dict.fromkeys(themes)),
        "region": region,
        "country": _countries(front.country, vocabulary, warnings),
        "language": (front.language or detect(extract.text or title))[:2],
        "status": front.status or DocumentStatus.CURRENT,
        "audience": front.audience or Audience.ALL,
        "is_brief": front.brief,
        "extra": dict(front.model_extra or {}),
    }
    if front.type and vocabulary.types and front.type not in vocabulary.types:
        warnings.append(f"type: “{front.type}” is not in the vocabulary; kept as written")
    return Document(document_id, path, **values), tuple(warnings)


def _own_title(extract: Extract, path: str, warnings: list[str]) -> str:
    own = extract.title or (extract.headings[0].title if extract.headings else None)
    title = own or PurePosixPath(path).stem.replace("-", " ").replace("_", " ").strip() or path
    warnings.append(f"title: none given; “{title[:_TITLE_LENGTH]}” is used")
    return title


def _known(word: str, codes: dict[str, str] | Any, kind: str, warnings: list[str]) -> str:
    code: str | None = codes.get(word.casefold())
    if code is None and codes:
        warnings.append(f"{kind}: “{word}” is not in the vocabulary; kept as written")
    return code or word


def _countries(written: tuple[str, ...], vocabulary: Vocabulary, warnings: list[str]) -> tuple[str, ...]:
    kept = []
    for country in written:
        known = country.upper() in vocabulary.countries
        if not known and vocabulary.countries:
            warnings.append(f"country: “{country}” is not in the vocabulary; kept as written")
        kept.append(country.upper() if known else country)
    return tuple(kept)
