"""Columns sealed with the operator's keys: addresses with secrets, and logins of sources.

A sealed text is `sealed:` and base64 of AES-SIV (RFC 5297), under a key that HKDF-SHA-512 makes of
the operator's own. The cipher is deterministic, so a unique column still finds what it holds: two
rows show that they are equal, and nothing more. The name of the column is authenticated too: a
sealed text that is moved to another column does not open.

A column has the type `SealedText` or `SealedAddress`, and statements use it like any other. Values
that are bound as JSON (`rows_of`, `texts`) pass the type by: seal them with `sealed`. Without a key
texts are stored as they are; `store.operations.resealing` seals them at the first start with a key.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA512
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Column, Connection, Dialect, Text
from sqlalchemy.types import TypeDecorator

from news.errors import ConfigError
from news.private_addresses import SEALED, is_private

__all__ = [
    "NO_KEYS",
    "Keyring",
    "SealedAddress",
    "SealedText",
    "is_sealed",
    "keyring_of",
    "sealed",
]

# Characters of a key: 32 of base64 hold 192 bits.
SHORTEST_KEY = 32
# AES-SIV's tag alone is 16 bytes, which are 22 characters and padding.
_SEALED = re.compile(rf"{SEALED}[A-Za-z0-9_-]{{22,}}=*")
_PURPOSE = b"jianbao sealed text 1"
# Of AES-256-SIV: half of them for the tag, half for the cipher.
_KEY_BYTES = 64


class Keyring:
    """The operator's keys, the newest first: it seals, and each of them opens.

    Raises ConfigError for a key that is too short to be a random one.
    """

    __slots__ = ("_ciphers", "fingerprint")

    def __init__(self, keys: Sequence[str] = ()) -> None:
        if any(len(key) < SHORTEST_KEY for key in keys):
            raise ConfigError(
                f"database.key: expected {SHORTEST_KEY} characters or more in each line, for example"
                " from `openssl rand -base64 32`"
            )
        derived = [_derived(key) for key in keys]
        self._ciphers = tuple(AESSIV(key) for key in derived)
        # Tells these keys from others, and no key from it.
        self.fingerprint = hashlib.sha256(b"".join(derived)).digest()

    def __bool__(self) -> bool:
        return bool(self._ciphers)

    def seal(self, text: str, column: str) -> str:
        """Seal a text under the newest key; without keys, and of a sealed text, it is the same."""
        if not self._ciphers or not text or is_sealed(text):
            return text
        hidden = self._ciphers[0].encrypt(text.encode(), [column.encode()])
        return SEALED + base64.urlsafe_b64encode(hidden).decode()

    def open(self, text: str, column: str) -> str:
        """Open a sealed text; one that no key opens stays sealed, and a plain one is the same."""
        if not is_sealed(text):
            return text
        try:
            hidden = base64.urlsafe_b64decode(text.removeprefix(SEALED))
        except ValueError:
            return text
        for cipher in self._ciphers:
            try:
                return cipher.decrypt(hidden, [column.encode()]).decode()
            except InvalidTag:
                continue
        return text


def _derived(key: str) -> bytes:
    return HKDF(SHA512(), _KEY_BYTES, salt=None, info=_PURPOSE).derive(
        key.encode()
    )


def is_sealed(text: str) -> bool:
    """Return whether a text is sealed: read from a column, that is one whose key is lost."""
    return text.startswith(SEALED) and _SEALED.fullmatch(text) is not None


def give_keys(dialect: Dialect, keys: Keyring) -> None:
    """Let the columns of an engine be sealed and opened; called once, when the engine is made."""
    dialect.jianbao_keys = keys  # type: ignore[attr-defined]


NO_KEYS = Keyring()


def keyring_of(dialect: Dialect) -> Keyring:
    """Return the keys of an engine; none where it was opened without."""
    keys = getattr(dialect, "jianbao_keys", NO_KEYS)
    return keys if isinstance(keys, Keyring) else NO_KEYS


class SealedText(TypeDecorator[str]):
    """A text that is sealed in the table and plain outside of it."""

    impl = Text
    cache_ok = True

    def __init__(self, column: str) -> None:
        super().__init__()
        # Its name, `table.column`: what is sealed for it opens nowhere else.
        self.column = column

    def is_secret(self, text: str) -> bool:
        """Return which texts are sealed: all of them."""
        return bool(text)

    def process_bind_param(
        self, value: str | None, dialect: Dialect
    ) -> str | None:
        """Seal a value that is written or compared."""
        if value is None or not self.is_secret(value):
            return value
        return keyring_of(dialect).seal(value, self.column)

    def process_result_value(
        self, value: str | None, dialect: Dialect
    ) -> str | None:
        """Open a value that was read."""
        return (
            None
            if value is None
            else keyring_of(dialect).open(value, self.column)
        )


class SealedAddress(SealedText):
    """A web address that is sealed where it carries a secret."""

    cache_ok = True

    def is_secret(self, text: str) -> bool:
        """Return which addresses are sealed."""
        return is_private(text)


def sealed(connection: Connection, column: Column[str], text: str) -> str:
    """Return a text as the column stores it, for values that are bound as JSON."""
    kind = column.type
    return (
        kind.process_bind_param(text, connection.dialect) or ""
        if isinstance(kind, SealedText)
        else text
    )
