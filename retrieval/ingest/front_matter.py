"""The contract of a knowledge file's front matter, validated once.

No key is required. What can be mended is mended with a warning (a missing title, a word outside
the vocabulary); what would mislead (broken YAML, a year that is no year) refuses the file with
its name, line and key. Keys that we do not know are kept.
"""

import re
from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
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
_Loader.add_constructor("tag:yaml.org,2002:binary", yaml.SafeLoader.construct_yaml_str)  # type: ignore[type-var] # texts only


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


def parse(source: str, path: str, first_line: int, warnings: list[str]) -> FrontMatter:
    """Front matter from its YAML; `first_line` is where the YAML begins in the file.

    Raises:
        SourceError: naming file, line and key, for each fault.
    """
    loader = _Loader(source)
    try:
        node = loader.get_single_node()
        if node is None:
            return FrontMatter()
        if not isinstance(node, yaml.MappingNode):
            raise SourceError(path, "the front matter is not a list of `key: value`", line=first_line)
        written: dict[object, object] = loader.construct_document(node)
        lines = {str(loader.construct_object(key, deep=True)): key.start_mark.line for key, _value in node.value}
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise _broken(error, source, path, first_line) from None
    finally:
        loader.dispose()
    names = [_key(str(key.value)) for key, _value in node.value]
    twice = sorted({name for name in names if names.count(name) > 1})
    warnings += [f"{name}: is written twice; the last one counts" for name in twice]
    faults: list[tuple[str, str]] = [("audience", "is written twice; keep one")] if "audience" in twice else []
    for name in names:
        near = None if name in FrontMatter.model_fields else _near(name)
        if near == "audience":  # a slip of the keyboard must not publish what is internal
            faults.append((name, "is not a key; write audience, or choose a name that is less like it"))
        elif near:
            warnings.append(f"{name}: is not a key that is read; did you mean {near}?")
    try:
        front = FrontMatter.model_validate({_key(str(key)): value for key, value in written.items()})
    except ValidationError as error:
        wrong = {str(one["loc"][0]): one["input"] for one in reversed(error.errors(include_url=False))}
        faults += [(key, f"{_shown(value)}: {_problem(key, value)}") for key, value in wrong.items()]
    if faults:
        at = {_key(key): first_line + line for key, line in lines.items()}
        errors = [SourceError(path, problem, line=at.get(key), key=key) for key, problem in faults]
        first, *others = sorted(errors, key=lambda one: one.line or 0)
        raise SourceError(path, first.problem, line=first.line, key=first.key, others=tuple(others))
    return front


def _key(written: str) -> str:
    """`Review-By` is `review_by`; a key that is not ours stays as it is."""
    name = re.sub(r"[\s-]+", "_", written.strip().lower())
    return name if name in FrontMatter.model_fields else written


def _near(name: str) -> str | None:
    return next(iter(get_close_matches(name.lower(), FrontMatter.model_fields, 1, cutoff=0.75)), None)


def _broken(error: Exception, source: str, path: str, first_line: int) -> SourceError:
    """Points to where a bracket or quotation was opened rather than to the end of the file."""
    mark = getattr(error, "problem_mark", None)
    context = str(getattr(error, "context", ""))
    if "flow" in context or "quoted" in context:
        mark = getattr(error, "context_mark", mark)
    number = mark.line if mark else 0
    key = re.match(r"(\w+)\s*:", "\n".join(source.split("\n")[number : number + 1]))
    problem = f"the front matter is not valid YAML ({getattr(error, 'problem', None) or 'a value cannot be read'})"
    return SourceError(path, problem, line=first_line + number, key=key.group(1) if key else None)


def _shown(value: object) -> str:
    text = str(value)
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"


def _problem(key: str, value: object) -> str:
    known = {
        "year": "is not a year",
        "review_by": "is not a date; write YYYY-MM-DD",
        "reviewed_on": "is not a date; write YYYY-MM-DD",
        "status": "is not a status; write current, superseded, draft or archived",
        "audience": "is not an audience; write all or internal",
        "language": "is not a language code; write two letters, such as en",
        "brief": "is neither true nor false",
    }
    listed = "is a list; write one text" if isinstance(value, list) else "is not a text; write one in quotation marks"
    return known.get(key, listed)


def describe(
    front: FrontMatter, extract: Extract, path: str, document_id: str, vocabulary: Vocabulary, warnings: list[str]
) -> Document:
    """The document that a file is, with what was missing filled in and said."""
    title = (front.title or _own_title(extract, path, warnings))[:_TITLE_LENGTH]
    themes = [_known(theme, vocabulary.themes, "theme", warnings) for theme in front.themes]
    countries = [_known(country, vocabulary.countries, "country", warnings) for country in front.country]
    values: dict[str, Any] = front.model_dump(exclude={"brief", *(front.model_extra or {})})
    values |= {
        "title": title,
        "type": front.type and _known(front.type, vocabulary.types, "type", warnings),
        "themes": tuple(dict.fromkeys(themes)),
        "region": front.region and _known(front.region, vocabulary.regions, "region", warnings),
        "country": tuple(countries),
        "language": (front.language or detect(extract.text or title))[:2],
        "status": front.status or DocumentStatus.CURRENT,
        "audience": front.audience or Audience.ALL,
        "is_brief": front.brief,
        "extra": dict(front.model_extra or {}),
    }
    if front.year and front.year > date.today().year + 1:
        warnings.append(f"year: {front.year} is in the future")
    return Document(document_id, path, **values)


def _own_title(extract: Extract, path: str, warnings: list[str]) -> str:
    own = extract.title or (extract.headings[0].title if extract.headings else None)
    title = own or PurePosixPath(path).stem.replace("-", " ").replace("_", " ").strip() or path
    warnings.append(f"title: none given; “{title[:_TITLE_LENGTH]}” is used")
    return title


def _known(word: str, codes: Mapping[str, str], kind: str, warnings: list[str]) -> str:
    """The code for a word; one outside the vocabulary is kept."""
    code = codes.get(word.casefold())
    if code is None and codes:
        hint = f"; a list is written [{word}]" if "," in word else ""
        warnings.append(f"{kind}: “{word}” is not in the vocabulary; kept as written{hint}")
    return code or word
