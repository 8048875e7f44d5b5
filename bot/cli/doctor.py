"""`doctor`: each check of the installation on one line, with what mends it.

It looks and changes nothing. A check that crashes is a failed line, never a traceback; secrets
and addresses that hold them are never shown. Warnings do not fail, failures end with status 1.
"""

import asyncio
import hashlib
import json
import os
import platform
import re
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.markup import escape

from bot.cli.database import AsJson
from bot.errors import BotError, Retryable
from bot.settings import Settings, load_settings
from retrieval.errors import RetrievalError
from retrieval.models import DocumentStatus, SearchFilter

ENOUGH_BYTES, SCARCE_BYTES = 1_000_000_000, 200_000_000
TIMEOUT_SECONDS = 8
CLOCK_MAY_DIFFER_SECONDS = 60
TOKEN_SHAPE = re.compile(r"\d+:[A-Za-z0-9_-]{20,}")
EVERYTHING = SearchFilter(statuses=tuple(DocumentStatus), internal=True)
TEAM_SETTINGS = ("ADMIN_IDS", "UNIT_NAME", "SECURE_CONTACT")
TELEGRAM_PORTS = {None, 443, 80, 88, 8443}


SIGNS = {"ok": "[green]✓[/]", "warning": "[yellow]![/]", "failed": "[red]✗[/]"}


@dataclass(frozen=True, slots=True)
class Finding:
    state: str
    said: str
    mend: str = ""


ok, warning, failed = (partial(Finding, state) for state in ("ok", "warning", "failed"))


class Unwell(Exception):
    """Ends a check with what it found."""


def warn_if(wrong: object, said: str, mend: str) -> None:
    if wrong:
        raise Unwell("warning", said, mend)


def fail_if(wrong: object, said: str, mend: str) -> None:
    if wrong:
        raise Unwell("failed", said, mend)


def register(app: typer.Typer) -> None:
    app.command("doctor")(doctor)


def doctor(as_json: AsJson = False) -> None:
    """Check the installation: one line for each thing, with the mend."""
    settings = load_settings()
    findings = {name: _examine(check, settings) for name, check in CHECKS.items()}
    if as_json:
        lines = [{"check": name, **asdict(found)} for name, found in findings.items()]
        typer.echo(json.dumps(lines, ensure_ascii=False))
    else:
        _show(findings)
    if any(found.state == "failed" for found in findings.values()):
        raise typer.Exit(1)


def _show(findings: dict[str, Finding]) -> None:
    console, width = Console(soft_wrap=True, highlight=False), max(map(len, findings))
    for name, found in findings.items():
        mend = f" → {found.mend}" if found.mend else ""
        console.print(f"{SIGNS[found.state]} {name:<{width}}  {escape(found.said + mend)}")


def _examine(check: Callable[[Settings], Finding], settings: Settings) -> Finding:
    try:
        return check(settings)
    except Unwell as unwell:
        return Finding(*unwell.args)
    except Retryable as error:
        return failed(f"no answer ({error.reason})", "check the address, the server and its rights")
    except (BotError, RetrievalError) as error:
        return failed(str(error), "")
    except (HTTPError, URLError, TimeoutError, ConnectionError) as error:
        return failed(f"no answer ({_why(error)})", "check the address and the network")
    except Exception as error:  # noqa: BLE001 - a check that crashes is itself a finding
        return failed(f"could not be checked ({type(error).__name__})", "see the settings it reads")


def _data_folder(settings: Settings) -> Finding:
    folder = settings.data_dir.absolute()
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        return failed(f"{folder} cannot be written ({error.strerror})", "correct DATA_DIR")
    free = shutil.disk_usage(existing).free
    said = f"{folder}, {free // 1_000_000:,} MB free"
    fail_if(free < SCARCE_BYTES, said, "free some space")
    return ok(said) if free >= ENOUGH_BYTES else warning(said, "free some space soon")


def _secret_key(settings: Settings) -> Finding:
    from bot.database.secret import FILE_NAME, load_or_make_secret

    path = settings.data_dir / FILE_NAME
    if settings.secret_key is None and not path.exists():
        return ok("will be made at the first start")
    load_or_make_secret(settings)
    if settings.secret_key is None and path.stat().st_mode & 0o077:
        return failed(f"{path} can be read by others", f"chmod 600 {path}")
    return ok("set" if settings.secret_key else f"kept in {path}; keep a copy apart from backups")


def _database(settings: Settings) -> Finding:
    if not _is_made(settings.sqlalchemy_url):
        return warning("not made yet", "the first `serve` makes it, or `mediation-bot db upgrade`")
    return asyncio.run(_look_into_database(settings))


async def _look_into_database(settings: Settings) -> Finding:
    from bot.database import migrate
    from bot.database.engine import async_engine, opened_engine
    from bot.database.secret import key_fits, load_or_make_secret
    from bot.database.transactions import Database
    from bot.database.vault import Vault
    from bot.delivery.store import InboxRows, OutboxRows

    database = Database(async_engine(settings.sqlalchemy_url))
    async with AsyncExitStack() as stack:
        stack.push_async_callback(database.close)
        engine = stack.enter_context(opened_engine(settings.sqlalchemy_url))
        await database.is_alive()
        revision, newest = migrate.current_revision(engine), migrate.newest_revision()
        fail_if(revision != newest, f"at revision {revision}, not {newest}", "mediation-bot db upgrade")
        if not key_fits(engine, Vault(load_or_make_secret(settings))):
            return failed("SECRET_KEY does not fit it", "set the key this data was made with")
        async with database.transaction() as tx:
            now, inbox, outbox = datetime.now(UTC), InboxRows(), OutboxRows()
            waiting, unsent = await inbox.pending(tx, now), await outbox.pending(tx, now)
            aside = await inbox.set_aside(tx) + await outbox.set_aside(tx)
    kind = "PostgreSQL" if database.is_postgresql else "SQLite"
    said = f"{kind}, revision {revision}; {waiting} wait, {unsent} to send, {aside} set aside"
    return ok(said) if not aside else warning(said, "the log of `serve` says why, by their ids")


def _knowledge(settings: Settings) -> Finding:
    missing = [str(path) for path in settings.library.folders if not path.is_dir()]
    fail_if(missing, f"no folder {', '.join(missing)}", "correct KNOWLEDGE_DIR")
    return ok(", ".join(str(path) for path in settings.library.folders))


def _library(settings: Settings) -> Finding:
    from bot.database.engine import library_url
    from bot.wiring.library import opened_library

    is_empty = not settings.data_dir.is_dir() and not _is_made(settings.sqlalchemy_url)
    if is_empty or not _is_made(library_url(settings.sqlalchemy_url, settings.data_dir)):
        return warning("not built yet", "`serve` builds it, or `mediation-bot knowledge sync`")
    with opened_library(settings, owner=False) as library:
        documents, version = library.documents(EVERYTHING), library.version
        passages = sum(len(library.passages(one.document_id)) for one in documents)
    warn_if(not documents, "empty", "put documents into KNOWLEDGE_DIR; `mediation-bot knowledge check`")
    return ok(f"{len(documents)} documents, {passages} passages, version {version}")


def _weights(settings: Settings) -> Finding:
    from retrieval.index.weights import SHA256, find_local_model

    if settings.embedding_model != "local":
        return ok(f"not needed, EMBEDDING_MODEL is {settings.embedding_model}")
    if (model := find_local_model(settings.cache_dir)) is None:
        return warning(f"none in {settings.cache_dir}; keywords alone are searched", "make weights")
    folder, digest = model.tokenizer.parent, hashlib.sha256(model.tokenizer.read_bytes()).hexdigest()
    if digest != SHA256["tokenizer.json"]:
        return failed(f"{folder} is not the known model", f"remove {folder}, then make weights")
    return ok(f"in {settings.cache_dir}")


def _chroma(settings: Settings) -> Finding:
    if settings.chroma_url is None:
        return ok("embedded in DATA_DIR")
    status, *_ = _get(f"{settings.chroma_url.rstrip('/')}/api/v2/heartbeat")
    fail_if(status != 200, f"the server answers {status}", "correct CHROMA_URL")
    return ok("the server answers")


def _telegram(settings: Settings) -> Finding:
    if settings.telegram_bot_token is None:
        return warning("TELEGRAM_BOT_TOKEN is not set", "`serve` needs one, from @BotFather")
    token = settings.telegram_bot_token.get_secret_value()
    fail_if(not TOKEN_SHAPE.fullmatch(token), "TELEGRAM_BOT_TOKEN is not like a token", "copy it again from @BotFather")
    status, headers, body = _get(f"{settings.telegram_api_base_url}{token}/getMe")
    fail_if(status in (401, 404), "Telegram refuses the token", "copy it again from @BotFather")
    if status != 200 or not json.loads(body).get("ok"):
        return failed(f"Telegram answers {status}", "correct TELEGRAM_API_BASE_URL")
    sent = headers.get("Date")
    if sent and abs(parsedate_to_datetime(sent).timestamp() - time.time()) > CLOCK_MAY_DIFFER_SECONDS:
        return failed("this machine's clock differs from Telegram's", "set the clock (NTP)")
    return ok(f"@{json.loads(body)['result']['username']}")


def _webhook(settings: Settings) -> Finding:
    if settings.webhook_url is None:
        return ok("not used: long polling")
    url = urlsplit(settings.webhook_url)
    if url.scheme not in ("http", "https") or not url.hostname:
        return failed("WEBHOOK_URL is no web address", "write https://host/path")
    _host("WEBHOOK_LISTEN", settings.webhook_listen)
    warn_if(url.scheme == "http", "WEBHOOK_URL has no TLS", "Telegram itself calls https only")
    fail_if(url.port not in TELEGRAM_PORTS, f"Telegram does not call port {url.port}", "use 443, 80, 88 or 8443")
    try:
        status, _, _ = _get(settings.webhook_url)
    except (URLError, TimeoutError, ConnectionError) as error:
        return warning(f"no answer from here ({_why(error)})", "start `serve` and the proxy")
    return ok(f"answers ({status}) over TLS")


def _model(settings: Settings) -> Finding:
    models = settings.library.models
    if not models.has_chat_model:
        return ok("none: answers are quoted sentences")
    base = (models.base_url or "https://api.openai.com/v1").rstrip("/")
    headers = {"Authorization": f"Bearer {models.api_key}"} if models.api_key else {}
    status, _, body = _get(f"{base}/models", headers)
    fail_if(status in (401, 403), "the endpoint refuses the key", "correct OPENAI_API_KEY")
    fail_if(status >= 500, f"the endpoint answers {status}", "answers are quoted until it works")
    known = re.findall(r'"id"\s*:\s*"([^"]+)"', body)
    if status == 200 and known and models.chat_model not in known:
        return failed(f"the endpoint has no model {models.chat_model}", "correct CHAT_MODEL")
    return ok(f"answers, {models.chat_model}")


def _contacts(settings: Settings) -> Finding:
    from bot.conversation.emergency import load_contacts

    if contacts := load_contacts(settings.emergency_contacts):
        return ok(f"{len(contacts)} in {settings.emergency_contacts}")
    said = "EMERGENCY_CONTACTS is empty" if settings.emergency_contacts else "EMERGENCY_CONTACTS is not set"
    found = failed if settings.access == "invite" else warning
    return found(said, "set it: people in danger are shown nobody to call")


def _team(settings: Settings) -> Finding:
    missing = [name for name in TEAM_SETTINGS if not getattr(settings, name.lower())]
    warn_if(missing, f"{', '.join(missing)} not set", "see .env.example for what they are for")
    return ok(f"{settings.unit_name}, {len(settings.admin_ids)} administrators in ADMIN_IDS")


def _times(settings: Settings) -> Finding:
    try:
        ZoneInfo(settings.time_zone)
    except (KeyError, ValueError, OSError):
        return failed(f"there is no time zone {settings.time_zone}", "write e.g. Europe/Brussels")
    if not re.fullmatch(r"([01]?\d|2[0-3])-([01]?\d|2[0-3])", settings.quiet_hours):
        return failed("QUIET_HOURS is no span of hours", "write e.g. 22-07")
    fail_if(time.gmtime().tm_year < 2026, "this machine's clock is years behind", "set the clock (NTP)")
    return ok(f"{settings.time_zone}, quiet {settings.quiet_hours}")


def _console(settings: Settings) -> Finding:
    host = _host("CONSOLE_LISTEN", settings.console_listen)
    shown = urlsplit(settings.console_url or f"http://{host}").hostname
    if shown in ("127.0.0.1", "localhost", "::1", None):
        return warning("links point at this machine only", "set CONSOLE_URL behind your proxy")
    return ok(str(settings.console_url))


def _host(name: str, address: str) -> str:
    """Of an address to listen on, which names a port too."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or not 0 <= int(port) < 65_536:
        raise BotError(f"{name} is not HOST:PORT")
    return host


def _is_made(url: str) -> bool:
    """Opening a SQLite file that is not there would make it."""
    _, is_sqlite, path = url.partition("sqlite:///")
    return not is_sqlite or Path(path).exists()


def _get(url: str, headers: dict[str, str] | None = None) -> tuple[int, Any, str]:
    try:
        with urlopen(Request(url, headers=headers or {}), timeout=TIMEOUT_SECONDS) as reply:
            return reply.status, reply.headers, reply.read().decode("utf-8", "replace")
    except HTTPError as error:
        return error.code, error.headers, ""


def _why(error: OSError) -> str:
    """The kind of failure only: a message could hold the address, and with it the token."""
    reason = getattr(error, "reason", error)
    return os.strerror(reason.errno) if isinstance(reason, OSError) and reason.errno else type(reason).__name__


CHECKS: dict[str, Callable[[Settings], Finding]] = {
    "Python": lambda _settings: ok(platform.python_version()),
    "Data folder": _data_folder,
    "Secret key": _secret_key,
    "Database": _database,
    "Knowledge": _knowledge,
    "Library": _library,
    "Weights": _weights,
    "Chroma": _chroma,
    "Telegram": _telegram,
    "Webhook": _webhook,
    "Language model": _model,
    "Emergency contacts": _contacts,
    "Team": _team,
    "Times": _times,
    "Console": _console,
}
