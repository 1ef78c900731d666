"""Settings for the store: its address, and the keys that seal its secrets."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from pydantic import Field, SecretStr, field_validator

from bot.settings_parts import SettingsPart, secret


class DatabasePart(SettingsPart):
    """The address and the keys of the store."""

    url: str = Field("sqlite:///data/jianbao.db", repr=False)
    """The store's address; it may hold a password."""
    direct_url: str = Field("", repr=False)
    """PostgreSQL's own address if `url` leads to a pooler such as PgBouncer;
    used by the queue's LISTEN and by migrations.
    """
    prepared_statements: bool = True
    """Set it to false for a pooler in transaction mode, where connections share
    prepared statements and settings.
    """
    key: SecretStr = SecretStr("")
    """The key that encrypts addresses with a secret: 32 random characters or
    more; better in a file. Empty: they are stored in clear.
    """
    key_file: Path | None = None
    """A file that holds the key. Of several lines, the first encrypts and all
    decrypt.
    """

    @field_validator("url")
    @classmethod
    def _known(cls, value: str) -> str:
        if not value.startswith(("sqlite:///", "postgresql://")):
            raise ValueError(
                "expected sqlite:///path/to/file.db or postgresql://user@host/name"
            )
        return value

    @field_validator("direct_url")
    @classmethod
    def _direct(cls, value: str) -> str:
        if value and not value.startswith("postgresql://"):
            raise ValueError("expected postgresql://user@host/name")
        return value

    @property
    def address(self) -> str:
        """Return the address for opening the store."""
        if self.prepared_statements or not self.url.startswith("postgresql://"):
            return self.url
        return f"{self.url}{'&' if '?' in self.url else '?'}prepared_statements=off"

    max_megabytes: int = Field(0, ge=0)
    """The size limit: when it is reached, old articles are deleted sooner and
    new sources wait. 0: the size of SQLite's disk less 256 MB.
    """

    def read_keys(self) -> tuple[str, ...]:
        """Return the keys that seal and open secrets, the newest first; an
        empty list if none is set.
        """
        return tuple(
            secret(self.key, self.key_file, "database.key_file").split()
        )

    @property
    def direct(self) -> str:
        """Return the address that bypasses a connection pooler."""
        return self.direct_url or self.address


def password(url: str) -> str:
    """Return the password in a database's address; empty if there is none."""
    try:
        return unquote(urlsplit(url).password or "")
    except ValueError:
        return ""
