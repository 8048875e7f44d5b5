"""The real command line, run in this process on a data folder of its own."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

import pytest

from bot.cli.main import run
from bot.settings import Settings


@dataclass(frozen=True)
class Result:
    status: int
    out: str
    err: str


class Command(Protocol):
    def __call__(self, *words: str, **settings: str) -> Result: ...


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def command(data_dir: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs `mediation-bot WORDS` with nothing set but DATA_DIR and the settings given."""
    monkeypatch.chdir(data_dir.parent)
    for name in Settings.model_fields:
        if name != "xdg_cache_home":
            monkeypatch.delenv(name.upper(), raising=False)

    def command(*words: str, **settings: str) -> Result:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["mediation-bot", *words])
            for name, value in {"DATA_DIR": str(data_dir), **settings}.items():
                patch.setenv(name, value)
            capsys.readouterr()
            try:
                run()
                status: Any = 0
            except SystemExit as end:
                status = end.code or 0
            said = capsys.readouterr()
        return Result(int(status), said.out, said.err)

    return command


Answers = dict[str, tuple[int, dict[str, str], str]]


@pytest.fixture
def web_server() -> Iterator[Callable[[Answers], str]]:
    """Starts a server that gives fixed answers by path, 404 to the rest; yields its address."""
    servers: list[ThreadingHTTPServer] = []

    def start(answers: Answers) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, headers, body = answers.get(self.path, (404, {}, "{}"))
                self.send_response_only(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, format: str, *args: object) -> None:
                """Nothing: the test's output is the command's."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()
