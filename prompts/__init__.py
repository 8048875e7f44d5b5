"""The words sent to a model: reviewed like code, versioned, their inputs declared.

A prompt is a Markdown file with front matter (`version`, `inputs`, `why`) and two parts, the
instructions and what is asked, parted by a line `--- ask ---`. Filling refuses unknown and
missing variables. Nothing here talks to a model.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent
ASK = "\n--- ask ---\n"
VARIABLE = re.compile(r"\{([a-z_]+)\}")


class PromptError(Exception):
    """A prompt file, or the way it is filled, is wrong: a mistake in the code, not of a person."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as it was reviewed. `text` is the template, `digest` of the whole file."""

    name: str
    version: str
    digest: str
    inputs: tuple[str, ...]
    text: str

    @property
    def instructions(self) -> str:
        return self.text.split(ASK)[0].strip()

    @property
    def ask(self) -> str:
        return self.text.split(ASK)[1].strip()

    def checked(self, values: Mapping[str, str]) -> dict[str, str]:
        """The values, refused unless they are exactly the declared inputs."""
        missing = sorted(set(self.inputs) - set(values))
        unknown = sorted(set(values) - set(self.inputs))
        if missing or unknown:
            raise PromptError(f"prompt {self.name}: missing {missing}, unknown {unknown}")
        return {name: fenced(values[name]) for name in self.inputs}


def fenced(data: str) -> str:
    """Data between marks that it cannot contain: the mark is drawn from the data itself."""
    mark = hashlib.sha256(data.encode()).hexdigest()[:12]
    return f"<<<data {mark}\n{data}\ndata {mark}>>>"


def load_prompt(name: str) -> Prompt:
    """Read and check `prompts/<name>.md`."""
    path = FOLDER / f"{name}.md"
    if not re.fullmatch(r"[a-z_]+", name) or not path.is_file():
        raise PromptError(f"there is no prompt named {name!r}")
    raw = path.read_text("utf-8")
    _, head, text = raw.split("---\n", 2)
    facts = yaml.safe_load(head)
    inputs = tuple(facts["inputs"])
    if not facts.get("version") or not facts.get("why"):
        raise PromptError(f"prompt {name}: version and why are needed")
    if text.count(ASK) != 1 or set(VARIABLE.findall(text)) != set(inputs):
        raise PromptError(f"prompt {name}: declared inputs and variables in the text differ")
    digest = hashlib.sha256(raw.encode()).hexdigest()[:16]
    return Prompt(name, str(facts["version"]), digest, inputs, text)
