"""Fits `bot/conversation/learnt.json` to our labelled messages, and says how well it does on messages
that were held back. Run by hand: `python -m tests.quality.train_intents [--write]`.

Ridge regression, one column a label, so that what it says of each message when it was fitted without
that message follows in closed form: those figures choose the strength and the sharpness.
"""

import base64
import hashlib
import json
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from bot.conversation import learnt
from bot.conversation.intent import recognise
from bot.conversation.models import Intent
from bot.conversation.phrases import Said
from retrieval.evaluation.cases import load_cases

ROOT = Path(__file__).resolve().parents[2]
MATERIAL = Path(__file__).parent / "material" / "intents"
EARLIER = ROOT / "tests" / "conversation" / "messages.yaml"
WEIGHTS = Path(learnt.__file__).with_name("learnt.json")
STRENGTH = 0.2
BIAS = 0.3
SHARPNESS = (2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
Numbers = NDArray[np.float64]
Labelled = tuple[str, str]
"""A message and its `intent` or `intent.kind`."""


def blocks(path: Path) -> list[Labelled]:
    return [
        (text, label) for label, block in yaml.safe_load(path.read_text("utf-8")).items() for text in block.splitlines()
    ]


def held_back() -> list[Labelled]:
    return blocks(MATERIAL / "held-out.yaml")


def earlier(part: str) -> list[Labelled]:
    parts = yaml.safe_load(EARLIER.read_text("utf-8"))[part]
    return [(text, intent) for intent, texts in parts.items() for text in texts]


def asked(*, held_out: bool) -> list[Labelled]:
    """Questions of the question sets: those that have or nearly have an answer in a library."""
    folders = (ROOT / "knowledge" / "questions", MATERIAL.parent / "questions")
    paths = [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
    chosen = [path for path in paths if (path.name == "held-out.yaml") is held_out]
    beside = ("small_talk", "emergency", "out_of_scope", "off_library", "follow_up")
    return [(case.text, "question") for path in chosen for case in load_cases(path) if case.kind not in beside]


def trained_from() -> list[Labelled]:
    own = [one for path in sorted(MATERIAL.glob("*.yaml")) if path.name != "held-out.yaml" for one in blocks(path)]
    return list(dict(own + earlier("tuned") + asked(held_out=False)).items())


def digest_of(messages: Sequence[Labelled]) -> str:
    """Of the messages and of the entries that they are looked through for."""
    entries = learnt.entries("concepts"), {name: learnt.entries("phrases")[name] for name in learnt.RULES}
    return hashlib.sha256(json.dumps([messages, entries]).encode()).hexdigest()[:16]


def targets(labels: Sequence[str], columns: Sequence[str]) -> Numbers:
    """1 for the label and its intent, -1 for others, 0 where the kind of the right intent is not known."""
    rows = []
    for label in labels:
        intent = label.partition(".")[0]
        row = [1.0 if column in (label, intent) else -1.0 for column in columns]
        if label == intent:
            row = [
                0.0 if column.startswith(f"{intent}.") else value for column, value in zip(columns, row, strict=True)
            ]
        rows.append(row)
    return np.array(rows)


def fitted(signs: Numbers, right: Numbers) -> tuple[Numbers, Numbers]:
    """Weights, and the scores of each message when fitted without it."""
    inverse = np.linalg.inv(signs @ signs.T + STRENGTH * np.eye(len(signs)))
    shares = inverse @ right
    return signs.T @ shares, right - shares / np.diag(inverse)[:, None]


def sharpness_of(scores: Numbers, right: Numbers) -> float:
    """Under which the likelihoods of the right intents are highest."""

    def surprise(sharpness: float) -> float:
        powers = np.exp(sharpness * scores)
        return float(-np.log((powers / powers.sum(1, keepdims=True))[right > 0]).mean())

    return min(SHARPNESS, key=surprise)


def describe(name: str, messages: Sequence[Labelled], intent_of: Callable[[str], str]) -> None:
    """Prints the confusion of intents: a row is what a message is, a column what it is taken for."""
    found = Counter((label.partition(".")[0], intent_of(text)) for text, label in messages)
    intents = [str(intent) for intent in Intent]
    there = [sum(found[one, other] for other in intents) for one in intents]
    taken = [sum(found[other, one] for other in intents) for one in intents]
    f1 = [2 * found[one, one] / (t + k) for one, t, k in zip(intents, there, taken, strict=True) if t]
    print(f"{name}: {len(messages)} messages, macro F1 {sum(f1) / len(f1):.3f}")
    for one, count in zip(intents, there, strict=True):
        print(f"  {one:15} {'  '.join(f'{found[one, other]:4}' for other in intents)}   of {count}")


def write(columns: Sequence[str], weights: Numbers, sharpness: float, messages: Sequence[Labelled]) -> None:
    steps = np.abs(weights).max(0) / 127
    packed = zlib.compress(np.round(weights / steps).astype(np.int8).tobytes(), 9)
    text = base64.b85encode(packed).decode()
    kept = {
        "fitted_to": digest_of(messages),
        "labels": list(columns),
        "sharpness": sharpness,
        "steps": [round(float(step), 8) for step in steps],
        "weights": [text[at : at + 110] for at in range(0, len(text), 110)],
    }
    WEIGHTS.write_text(json.dumps(kept, indent=0) + "\n")
    learnt.learnt.cache_clear()


def main() -> None:
    messages = trained_from()
    labels = [label for _, label in messages]
    columns = [*map(str, Intent), *sorted({label for label in labels if "." in label})]
    signs = np.array([learnt.vector(Said(text)) for text, _ in messages], np.float64)
    signs[:, -1] = BIAS
    right = targets(labels, columns)
    weights, without = fitted(signs, right)
    weights[-1] *= BIAS
    intents = len(Intent)
    sharpness = sharpness_of(without[:, :intents], right[:, :intents])
    guesses = dict(zip((text for text, _ in messages), without[:, :intents].argmax(1), strict=True))
    describe("each when fitted without it", messages, lambda text: columns[guesses[text]])
    if "--write" in sys.argv:
        write(columns, weights, sharpness, messages)
        print(f"sharpness {sharpness}, {WEIGHTS.stat().st_size // 1024} KB")
    describe("held back", held_back(), lambda text: str(recognise(text).intent))
    describe("held back earlier", earlier("held_out"), lambda text: str(recognise(text).intent))
    describe("held back questions", asked(held_out=True), lambda text: str(recognise(text).intent))


if __name__ == "__main__":
    main()
