"""Encryption of what is at rest, and keyed pseudonyms, from the one SECRET_KEY.

Every purpose has its own derived key, so that a pseudonym of one table says nothing in another.
"""

import base64
import hashlib
import hmac
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.errors import Misconfigured


class Vault:
    """Seals texts and JSON values; makes pseudonyms that only the key's holder can recompute."""

    def __init__(self, secret_key: str) -> None:
        self._secret = secret_key.encode()
        self._fernet = Fernet(base64.urlsafe_b64encode(self._derive("encryption")))

    def seal(self, text: str) -> str:
        # Telegram's JSON may hold half of a surrogate pair; it must come back as it was.
        return self._fernet.encrypt(text.encode("utf-8", "surrogatepass")).decode("ascii")

    def open(self, sealed: str) -> str:
        try:
            return self._fernet.decrypt(sealed.encode("ascii")).decode("utf-8", "surrogatepass")
        except InvalidToken:
            raise Misconfigured("SECRET_KEY does not fit what is stored; use the key of this data.") from None

    def seal_json(self, value: Any) -> str:
        return self.seal(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def open_json(self, sealed: str) -> Any:
        return json.loads(self.open(sealed))

    def pseudonym(self, purpose: str, value: str | int) -> str:
        """The same 32 hex digits for the same purpose and value, and nobody can go back."""
        key = self._derive(f"pseudonym:{purpose}")
        return hmac.new(key, str(value).encode(), hashlib.sha256).hexdigest()[:32]

    @property
    def fingerprint(self) -> str:
        """Stored with the data, to refuse a key that does not fit."""
        return self.pseudonym("fingerprint", "of this key")

    def _derive(self, purpose: str) -> bytes:
        return HKDF(SHA256(), 32, salt=None, info=purpose.encode()).derive(self._secret)
