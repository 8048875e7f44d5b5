"""The README is short and promises nothing that does not exist."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_readme_is_read_in_five_minutes() -> None:
    assert len(README.splitlines()) < 160


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z]+)", README))))
def test_every_make_target_of_the_readme_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.M)


@pytest.mark.parametrize("path", sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", README))))
def test_every_link_of_the_readme_leads_somewhere(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize(
    "command", sorted(set(re.findall(r"mediation-bot ([a-z]+(?: (?:sync|check|list|invite|show))?)", README)))
)
def test_every_command_of_the_readme_exists(command: str) -> None:
    finished = subprocess.run([sys.executable, "-m", "bot", *command.split(), "--help"], capture_output=True, text=True)

    assert finished.returncode == 0, finished.stderr


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys\n"
        "from typer.testing import CliRunner\n"
        "from bot.cli.main import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "heavy = {'chromadb', 'langchain', 'langchain_core', 'telegram', 'onnxruntime', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )

    finished = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)

    assert finished.stdout.strip() == "[]", finished.stdout + finished.stderr
