"""How well keywords, embeddings and their weighted sum rank public collections, where present."""

import json
import math
import os
from collections import defaultdict
from pathlib import Path
from statistics import mean

import numpy as np

from bot.settings import load_settings
from retrieval.index.embeddings import open_embedder
from retrieval.index.hybrid import DENSE_WEIGHT, KEYWORD_WEIGHT
from retrieval.index.keywords import Alternative, KeywordIndex
from retrieval.language.words import terms
from retrieval.settings import ModelSettings

COLLECTIONS = Path(__file__).resolve().parents[3] / "shared" / "collections"
LARGEST = 2_500
QUERIES = 300


def collections_ranking(folder: Path) -> dict[str, object]:
    """nDCG@10 of keywords alone, embeddings alone and the weighted sum; goal: the sum is best."""
    wanted = os.environ.get("COLLECTIONS", "cranfield,cisi,squad2,covidqa").split(",")
    found = [name for name in wanted if (COLLECTIONS / name / "docs.jsonl").is_file()]
    return {name: rank_collection(COLLECTIONS / name) for name in found} or {"collections": "none"}


def rank_collection(path: Path) -> dict[str, float]:
    documents = _lines(path / "docs.jsonl")[:LARGEST]
    place = {document["_id"]: at for at, document in enumerate(documents)}
    judged = _judgements(path / "qrels.tsv", place)
    queries = [one for one in _lines(path / "queries.jsonl") if one["_id"] in judged][:QUERIES]
    texts = [f"{one.get('title', '')}\n{one['text']}" for one in documents]
    keywords = KeywordIndex([terms(text, "en") for text in texts])
    embedder = open_embedder(ModelSettings(), load_settings().cache_dir)
    vectors = None if embedder is None else np.concatenate([*embedder.embed_passages(texts)])
    gains: dict[str, list[float]] = defaultdict(list)
    for query in queries:
        concepts = [(Alternative((stem,)),) for stem in dict.fromkeys(terms(query["text"], "en"))]
        keyword = keywords.scores(concepts)
        gains["keywords"].append(_ndcg(keyword, judged[query["_id"]]))
        if embedder is not None and vectors is not None:
            cosine = vectors @ embedder.embed_queries([query["text"]])[0]
            weighted = DENSE_WEIGHT * cosine + KEYWORD_WEIGHT * keyword
            gains["embeddings"].append(_ndcg(cosine, judged[query["_id"]]))
            gains["weighted"].append(_ndcg(weighted, judged[query["_id"]]))
    return {"queries": len(queries)} | {name: round(mean(all_), 3) for name, all_ in gains.items()}


def _ndcg(scores: np.ndarray, judged: dict[int, float], depth: int = 10) -> float:
    top = np.argsort(-scores, kind="stable")[:depth]
    gain = sum(judged.get(int(at), 0) / math.log2(rank + 2) for rank, at in enumerate(top))
    ideal = sorted(judged.values(), reverse=True)[:depth]
    return gain / sum(value / math.log2(rank + 2) for rank, value in enumerate(ideal))


def _judgements(path: Path, place: dict[str, int]) -> dict[str, dict[int, float]]:
    judged: dict[str, dict[int, float]] = defaultdict(dict)
    for line in path.read_text("utf-8").splitlines()[1:]:
        query, document, score = line.split("\t")
        if document in place and float(score) > 0:
            judged[query][place[document]] = float(score)
    return judged


def _lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
