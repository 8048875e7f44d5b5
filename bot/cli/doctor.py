"""`doctor`: each check of the installation on one line, with what mends it.

It looks and changes nothing. A check that crashes is a failed line, never a traceback; secrets
and addresses that hold them are never shown. Warnings do not fail, failures end with status 1.
"""

import asyncio
import re
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import typer

from bot.cli.printing import AsJson, show
from bot.errors import BotError, Retryable
from bot.settings import Settings, load_settings
from retrieval.errors import RetrievalError
from retrieval.models import EVERYTHING

SCARCE_BYTES = 1_000_000_000
TIMEOUT_SECONDS = 8
TELEGRAM_PORTS = {None, 443, 80, 88, 8443}
SIGNS = {"ok": "✓", "warning": "!", "failed": "✗"}


class Finding(Exception):
    """Ends a check with what is wrong and what mends it."""

    def __init__(self, said: str, mend: str, *, state: str = "failed") -> None:
        self.said, self.mend, self.state = said, mend, state


def fail_if(wrong: object, said: str, mend: str) -> None:
    if wrong:
        raise Finding(said, mend)


def warn_if(wrong: object, said: str, mend: str) -> None:
    if wrong:
        raise Finding(said, mend, state="warning")


def doctor(as_json: AsJson = False) -> None:
    """Check the installation: one line for each thing, with the mend."""
    settings = load_settings()
    found = [{"check": name, **_examine(check, settings)} for name, check in CHECKS.items()]
    show(found, "\n".join(map(_line, found)), as_json)
    if any(one["state"] == "failed" for one in found):
        raise typer.Exit(1)


def _line(one: dict[str, str]) -> str:
    mend = f" → {one['mend']}" if one["mend"] else ""
    return f"{SIGNS[one['state']]} {one['check']:<{max(map(len, CHECKS))}}  {one['said']}{mend}"


def _examine(check: Callable[[Settings], str], settings: Settings) -> dict[str, str]:
    state, mend = "failed", ""
    try:
        state, said = "ok", check(settings)
    except Finding as found:
        state, said, mend = found.state, found.said, found.mend
    except Retryable as error:
        said, mend = f"no answer ({error.reason})", "check the address, the server and its rights"
    except (BotError, RetrievalError) as error:
        said = str(error)
    except httpx.HTTPError as error:
        said, mend = f"no answer ({type(error).__name__})", "check the address and the network"
    except Exception as error:  # noqa: BLE001 - a check that crashes is itself a finding
        said, mend = f"could not be checked ({type(error).__name__})", "see the settings it reads"
    return {"state": state, "said": said, "mend": mend}


def _data_folder(settings: Settings) -> str:
    folder = settings.data_dir.absolute()
    existing = next(place for place in (folder, *folder.parents) if place.exists())
    try:
        with tempfile.TemporaryFile(dir=existing):
            pass
    except OSError as error:
        raise Finding(f"{folder} cannot be written ({error.strerror})", "correct DATA_DIR") from None
    free = shutil.disk_usage(existing).free
    said = f"{folder}, {free // 1_000_000:,} MB free"
    warn_if(free < SCARCE_BYTES, said, "free some space")
    return said


def _secret_key(settings: Settings) -> str:
    from bot.database.secret import FILE_NAME, load_or_make_secret

    path = settings.data_dir / FILE_NAME
    if settings.secret_key is None and not path.exists():
        return "will be made at the first start"
    load_or_make_secret(settings)
    if settings.secret_key:
        return "set"
    fail_if(path.stat().st_mode & 0o077, f"{path} can be read by others", f"chmod 600 {path}")
    return f"kept in {path}; keep a copy apart from backups"


def _database(settings: Settings) -> str:
    made = _is_made(settings.sqlalchemy_url)
    warn_if(not made, "not made yet", "the first `serve` makes it, or `mediation-bot db upgrade`")
    return asyncio.run(_look_into_database(settings))


async def _look_into_database(settings: Settings) -> str:
    from bot.database import migrate
    from bot.database.engine import async_engine, opened_engine
    from bot.database.secret import key_fits, load_or_make_secret
    from bot.database.transactions import Database
    from bot.database.vault import Vault
    from bot.delivery.store import InboxRows, OutboxRows

    database, rows, now = (
        Database(async_engine(settings.sqlalchemy_url)),
        (InboxRows(), OutboxRows()),
        datetime.now(UTC),
    )
    try:
        await database.is_alive()
        with opened_engine(settings.sqlalchemy_url) as engine:
            revision, newest = migrate.current_revision(engine), migrate.newest_revision()
            fail_if(revision != newest, f"at revision {revision}, not {newest}", "mediation-bot db upgrade")
            fits = key_fits(engine, Vault(load_or_make_secret(settings)))
            fail_if(not fits, "SECRET_KEY does not fit it", "set the key this data was made with")
        async with database.transaction() as tx:
            waiting, unsent = [await queue.pending(tx, now) for queue in rows]
            aside = sum([await queue.set_aside(tx) for queue in rows])
    finally:
        await database.close()
    said = f"revision {revision}; {waiting} wait, {unsent} to send, {aside} set aside"
    warn_if(aside, said, "the log of `serve` says why, by their ids")
    return said


def _library(settings: Settings) -> str:
    from bot.database.engine import library_url
    from bot.wiring.library import opened_library

    missing = [str(path) for path in settings.library.folders if not path.is_dir()]
    fail_if(missing, f"no folder {', '.join(missing)}", "correct KNOWLEDGE_DIR")
    made = settings.data_dir.is_dir() and _is_made(library_url(settings.sqlalchemy_url, settings.data_dir))
    warn_if(not made, "not built yet", "`serve` builds it, or `mediation-bot knowledge sync`")
    with opened_library(settings, owner=False) as library:
        documents, version = library.documents(EVERYTHING), library.version
    warn_if(not documents, "empty", "put documents into KNOWLEDGE_DIR; `mediation-bot knowledge check`")
    return f"{len(documents)} documents, version {version}"


def _weights(settings: Settings) -> str:
    from retrieval.index.weights import find_local_model

    if settings.embedding_model != "local":
        return f"not needed, EMBEDDING_MODEL is {settings.embedding_model}"
    missing = find_local_model(settings.cache_dir) is None
    warn_if(missing, f"none in {settings.cache_dir}; keywords alone are searched", "make weights")
    return f"in {settings.cache_dir}"


def _chroma(settings: Settings) -> str:
    if settings.chroma_url is None:
        return "embedded in DATA_DIR"
    status = httpx.get(f"{settings.chroma_url.rstrip('/')}/api/v2/heartbeat", timeout=TIMEOUT_SECONDS).status_code
    fail_if(status != 200, f"the server answers {status}", "correct CHROMA_URL")
    return "the server answers"


def _telegram(settings: Settings) -> str:
    if settings.telegram_bot_token is None:
        raise Finding("TELEGRAM_BOT_TOKEN is not set", "`serve` needs one, from @BotFather", state="warning")
    token = settings.telegram_bot_token.get_secret_value()
    fail_if(not re.fullmatch(r"\d+:[\w-]+", token), "not like a token", "copy it again from @BotFather")
    reply = httpx.get(f"{settings.telegram_api_base_url}{token}/getMe", timeout=TIMEOUT_SECONDS)
    fail_if(reply.status_code in (401, 404), "Telegram refuses the token", "copy it again from @BotFather")
    fail_if(reply.status_code != 200, f"Telegram answers {reply.status_code}", "correct TELEGRAM_API_BASE_URL")
    return f"@{reply.json()['result']['username']}"


def _webhook(settings: Settings) -> str:
    if settings.webhook_url is None:
        return "not used: long polling"
    url = urlsplit(settings.webhook_url)
    is_address = url.scheme in ("http", "https") and url.hostname
    fail_if(not is_address, "WEBHOOK_URL is no web address", "write https://host/path")
    fail_if(url.port not in TELEGRAM_PORTS, f"Telegram does not call port {url.port}", "use 443, 80, 88 or 8443")
    warn_if(url.scheme == "http", "WEBHOOK_URL has no TLS", "Telegram itself calls https only")
    return f"updates come to {url.hostname}"


def _model(settings: Settings) -> str:
    models = settings.library.models
    if not models.has_chat_model:
        return "none: answers are quoted sentences"
    base = (models.base_url or "https://api.openai.com/v1").rstrip("/")
    headers = {"Authorization": f"Bearer {models.api_key}"} if models.api_key else {}
    reply = httpx.get(f"{base}/models", headers=headers, timeout=TIMEOUT_SECONDS)
    fail_if(reply.status_code in (401, 403), "the endpoint refuses the key", "correct OPENAI_API_KEY")
    fail_if(reply.status_code >= 500, f"the endpoint answers {reply.status_code}", "answers are quoted until it works")
    known = re.findall(r'"id"\s*:\s*"([^"]+)"', reply.text)
    is_missing = known and models.chat_model not in known
    fail_if(is_missing, f"the endpoint has no model {models.chat_model}", "correct CHAT_MODEL")
    return f"answers, {models.chat_model}"


def _contacts(settings: Settings) -> str:
    from bot.conversation.emergency import load_contacts

    contacts = load_contacts(settings.emergency_contacts)
    mend = "set EMERGENCY_CONTACTS: people in danger are shown nobody to call"
    complain = fail_if if settings.access == "invite" else warn_if
    complain(not contacts, "nobody to call", mend)
    return f"{len(contacts)} in {settings.emergency_contacts}"


def _is_made(url: str) -> bool:
    """Opening a SQLite file that is not there would make it."""
    _, is_sqlite, path = url.partition("sqlite:///")
    return not is_sqlite or Path(path).exists()


CHECKS: dict[str, Callable[[Settings], str]] = {
    "Data folder": _data_folder,
    "Secret key": _secret_key,
    "Database": _database,
    "Library": _library,
    "Weights": _weights,
    "Chroma": _chroma,
    "Telegram": _telegram,
    "Webhook": _webhook,
    "Language model": _model,
    "Emergency contacts": _contacts,
}
