"""Question sets: what is asked and what a right reply looks like.

A set is a YAML list or JSON lines. `facts` are groups of alternatives: of each group one must stand
in the answer. `expect` is an outcome; without it, only what is stated is measured.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from retrieval.errors import SourceError


class PastMessage(BaseModel):
    """A message before the question."""

    role: str
    text: str


class Case(BaseModel):
    """One question of a set. Unknown keys are ignored, null means absent."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    text: str
    language: str = "en"
    kind: str = "direct"
    expect: str | None = None
    documents: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    facts: tuple[tuple[str, ...], ...] = ()
    turns: tuple[PastMessage, ...] = Field(())

    @field_validator("documents", "sections", "facts", "turns", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return () if value is None else value

    @field_validator("facts", mode="before")
    @classmethod
    def _one_alternative(cls, value: object) -> object:
        if not isinstance(value, Sequence) or isinstance(value, str):
            return value
        groups = [group if isinstance(group, list | tuple) else (group,) for group in value]
        return tuple(tuple(map(str, group)) for group in groups)


def load_cases(path: Path) -> list[Case]:
    """The cases of a file, or of all sets in a folder, in order. Raises SourceError."""
    if path.is_dir():
        found = sorted([*path.rglob("*.yaml"), *path.rglob("*.jsonl")])
        return [case for file in found for case in load_cases(file)]
    try:
        text = path.read_text("utf-8")
        rows = _json_lines(text) if path.suffix in (".jsonl", ".json") else yaml.safe_load(text)
        return [Case.model_validate(row) for row in rows or ()]
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"]))
        raise SourceError(path.name, error.errors()[0]["msg"], key=where) from error
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError, TypeError) as error:
        problem = str(error).splitlines()[0]
        raise SourceError(path.name, f"is not a question set: {problem}") from error


def _json_lines(text: str) -> list[object]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]
