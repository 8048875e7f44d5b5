"""What a message resembles, learnt from labelled messages: a linear model over its words, parts of
words, and what its words are about (entries of phrases.yaml and concepts.yaml, alone and in pairs).

`learnt.json` holds the weights and the digest of what they were fitted to
(`python -m tests.quality.train_intents --write`). Nothing is learnt while the assistant runs.
"""

import base64
import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import combinations, pairwise

import numpy as np
from numpy.typing import NDArray

from bot.conversation.phrases import Said, entries

BUCKETS = 8192
PARTS = (3, 4, 5)
RULES = (
    "expert", "expert_request", "about_experts", "asked_kindly", "request_status", "feedback_wrong",
    "feedback_useful", "mine", "person", "phone_word", "phone", "distress", "threat", "now", "plea",
    "threat_word", "now_word", "phone_word_taken", "distress_word", "about_danger", "prediction", "opinion",
    "out_of_scope", "domain", "greeting", "thanks", "goodbye", "help", "who_are_you", "opener", "courtesy",
)  # fmt: skip
Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Model:
    """Attributes:
    labels: an intent ("feedback") or one with its kind ("feedback.wrong"), a column each.
    weights: a row for each bucket and a last one for the bias.
    sharpness: makes scores likelihoods that are right as often as they say.
    """

    labels: tuple[str, ...]
    weights: Weights
    sharpness: float

    def likelihoods(self, said: Said) -> dict[str, float]:
        """Of each intent, and of each kind among those of its intent."""
        scores = self.sharpness * (vector(said) @ self.weights)
        found: dict[str, float] = {}
        for prefix in {label.rpartition(".")[0] for label in self.labels}:
            places = [place for place, label in enumerate(self.labels) if label.rpartition(".")[0] == prefix]
            powers = np.exp(scores[places] - scores[places].max())
            found |= {self.labels[p]: float(share) for p, share in zip(places, powers / powers.sum(), strict=True)}
        return found


def vector(said: Said) -> Weights:
    """The signs of a message in their buckets, of length one, and a last place for the bias."""
    row = np.zeros(BUCKETS + 1, np.float32)
    for sign in signs(said):
        row[zlib.crc32(sign.encode()) % BUCKETS] += 1.0
    row /= np.linalg.norm(row) or 1.0
    row[-1] = 1.0
    return row


def signs(said: Said) -> set[str]:
    words = re.findall(r"\w+|[?!]", said.form)
    about = [entry for entry in (*RULES, *entries("concepts")) if said.has(entry)]
    about += [f"no {entry}" for entry in ("domain", "field", "expert") if entry not in about]
    return {
        *words,
        *(f"{one} {other}" for one, other in pairwise(("^", *words, "$"))),
        *(part for word in words for part in _parts(f"<{word}>")),
        *(f"first {word}" for word in words[:2]),
        f"length {min(len(words).bit_length(), 5)}",
        *(f"#{entry}" for entry in about),
        *(f"#{one} {other}" for one, other in combinations(about, 2)),
    }


def _parts(word: str) -> Sequence[str]:
    return [f"-{word[at : at + size]}" for size in PARTS for at in range(max(1, len(word) - size + 1))]


@cache
def learnt() -> Model:
    kept = json.loads(resources.files("bot.conversation").joinpath("learnt.json").read_text("utf-8"))
    packed = zlib.decompress(base64.b85decode("".join(kept["weights"])))
    weights = np.frombuffer(packed, np.int8).reshape(-1, len(kept["labels"])).astype(np.float32)
    return Model(tuple(kept["labels"]), weights * np.array(kept["steps"], np.float32), kept["sharpness"])
