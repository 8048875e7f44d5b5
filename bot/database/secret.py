"""The one SECRET_KEY: taken from the settings, or made once and kept beside the data.

Two first starts at the same moment end with the same key. A key that does not fit the database
is refused before anything is read or written with it.
"""

import os
import secrets
from contextlib import suppress
from pathlib import Path

import sqlalchemy as sa

from bot.database.tables import installation
from bot.database.vault import Vault
from bot.errors import Misconfigured
from bot.settings import Settings

FILE_NAME = "secret.key"
SHORTEST = 16
PLACEHOLDERS = ("changeme", "change-me", "change_me", "placeholder", "example", "your-", "secret-key")


def load_or_make_secret(settings: Settings) -> str:
    """Raises Misconfigured for a placeholder, a short key, and a folder that cannot be used."""
    if settings.secret_key is not None:
        return _strong(settings.secret_key.get_secret_value().strip(), "SECRET_KEY")
    path = settings.data_dir / FILE_NAME
    try:
        if not path.exists():
            _make(path)
        return _strong(path.read_text("ascii").strip(), str(path))
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "not a text"
        raise Misconfigured(f"{path} cannot be used ({reason}); correct DATA_DIR or its permissions.") from None


def fit_key(engine: sa.Engine, vault: Vault) -> None:
    """Refuses a key that the data was not sealed with; remembers the first one.

    Raises:
        Misconfigured: another key is needed.
    """
    known = sa.select(installation.c.value).where(installation.c.name == "key")
    # Another process may be the first at the same moment: then its key is compared with ours.
    with suppress(sa.exc.IntegrityError), engine.begin() as connection:
        if connection.scalar(known) is None:
            row = {"name": "key", "value": vault.fingerprint}
            connection.execute(installation.insert().values(row))
    if not key_fits(engine, vault):
        raise Misconfigured(
            "SECRET_KEY does not fit the database; set the key that this data was made with, "
            f"or put its {FILE_NAME} back into DATA_DIR."
        )


def key_fits(engine: sa.Engine, vault: Vault) -> bool:
    """True also while the database has seen no key yet."""
    with engine.connect() as connection:
        known = sa.select(installation.c.value).where(installation.c.name == "key")
        return connection.scalar(known) in (None, vault.fingerprint)


def _strong(secret: str, place: str) -> str:
    weak = len(secret) < SHORTEST or len(set(secret)) < SHORTEST // 2
    if weak or any(word in secret.lower() for word in PLACEHOLDERS):
        raise Misconfigured(
            f"{place} is a placeholder or too short; use 32 random characters, for example from `openssl rand -hex 32`."
        )
    return secret


def _make(path: Path) -> None:
    """Written beside and linked, so that nobody ever reads half a key or overwrites one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{FILE_NAME}.{secrets.token_hex(8)}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48) + "\n")
            os.fsync(file.fileno())
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink(missing_ok=True)
