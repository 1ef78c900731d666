"""Settings: `config.toml`, then `JIANBAO_…` variables; secrets also from files.
They are read once and checked as a whole.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    BaseModel,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from bot.settings_access import Access
from bot.settings_checks import unknown_key, unknown_variables
from bot.settings_model import Model
from bot.settings_parts import (
    Alerts,
    Digests,
    Fetch,
    Log,
    Retention,
    SourcePart,
    Telegram,
    Web,
)
from bot.settings_speech import Speech
from bot.settings_store import DatabasePart, password
from bot.settings_stories import Stories
from news.errors import ConfigError
from news.toml_tables import Table

PREFIX = "JIANBAO_"


class Settings(BaseSettings):
    """All settings; each part is one table of `config.toml`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
    )

    engine: Literal["embedded", "pgqueuer"] = "embedded"
    """Where jobs run: in this process, or in workers over PostgreSQL."""
    sandbox: bool = True
    """Start the sandbox if there is no token. The container and the unit set it
    to false; `run --sandbox` starts it anyway.
    """
    telegram: Telegram = Telegram()
    database: DatabasePart = DatabasePart()
    web: Web = Web()
    fetch: Fetch = Fetch()
    digests: Digests = Digests()
    stories: Stories = Stories()
    alerts: Alerts = Alerts()
    access: Access = Access()
    model: Model = Model()
    speech: Speech = Speech()
    retention: Retention = Retention()
    log: Log = Log()
    sources: list[SourcePart] = []

    @model_validator(mode="after")
    def _together(self) -> Settings:
        """Check what one part cannot see alone: the engine with the store's address, the
        webhook with its secret, and that no source is listed twice.
        """
        if self.engine == "pgqueuer" and not self.database.url.startswith(
            "postgresql://"
        ):
            raise ValueError(
                'engine: "pgqueuer" needs database.url = "postgresql://…"'
            )
        if self.telegram.webhook_url and not (
            self.telegram.webhook_secret_file or self.telegram.webhook_secret
        ):
            raise ValueError(
                "telegram.webhook_secret: expected with telegram.webhook_url, else anybody could write updates"
            )
        known: set[str] = set()
        for source in self.sources:
            if source.url in known:
                raise ValueError(f"sources: {source.url} is listed twice")
            known.add(source.url)
        return self

    def secrets(self) -> list[str]:
        """Return every secret value in the settings, for redaction; an
        unreadable file contributes none.
        """
        values = [*self.access.invite_codes, password(self.database.url)]
        values.append(password(self.database.direct_url))
        values += [
            value.get_secret_value().strip()
            for _, value in self._fields()
            if isinstance(value, SecretStr)
        ]
        for path in self.secret_files().values():
            with suppress(OSError, UnicodeError):
                values.append(path.read_text("utf-8").strip())
        with suppress(ConfigError):
            values += [
                *self.database.read_keys(),
                password(self.fetch.read_proxy()),
            ]
        return [value for value in values if value]

    def secret_files(self) -> dict[str, Path]:
        """Return the files that hold secrets, by the names of their settings."""
        return {
            name: value
            for name, value in self._fields()
            if isinstance(value, Path) and name.endswith("_file")
        }

    def _fields(self) -> Iterator[tuple[str, object]]:
        """Yield each setting within a table by its full name: ("web.port", 8080)."""
        for part in type(self).model_fields:
            held = getattr(self, part)
            for name in (
                type(held).model_fields if isinstance(held, BaseModel) else ()
            ):
                yield f"{part}.{name}", getattr(held, name)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Give variables priority over the file's values, which arrive as
        arguments.
        """
        return env_settings, init_settings


def load(path: Path | None, **changes: Any) -> Settings:
    """Read the settings; if the default file is missing, use the defaults.

    Raises ConfigError with the key, its value and what is expected.
    """
    if strange := unknown_variables(
        os.environ, PREFIX, _variables(), ("SOURCES",)
    ):
        raise ConfigError("\n".join(strange))
    values: Table = {}
    where = path or Path("config.toml")
    if path is not None or where.exists():
        values = _read(where)
    try:
        settings = Settings(**_merge(values, changes))
    except ValidationError as error:
        raise ConfigError(_explain(error, where)) from error
    # Tests use port 0 for a free port; nobody would know where a bot listens.
    if settings.web.enabled and settings.web.port == 0:
        raise ConfigError(f"{where}: web.port: expected 1 to 65535 (is 0)")
    return settings


def _keys() -> list[str]:
    """Return the keys of all settings, such as `digests` and `digests.schedule`."""
    keys = list(Settings.model_fields)
    for part, field in Settings.model_fields.items():
        held = field.annotation
        if isinstance(held, type) and issubclass(held, BaseModel):
            keys += [f"{part}.{name}" for name in held.model_fields]
    return keys


def _variables() -> list[str]:
    """Return the names of all settings' variables."""
    return [f"{PREFIX}{key.replace('.', '__')}".upper() for key in _keys()]


def _read(path: Path) -> Table:
    try:
        return tomllib.loads(
            path.read_text("utf-8-sig")
        )  # some editors write a byte order mark
    except OSError as error:
        raise ConfigError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            f"{path}: is not UTF-8 (at byte {error.start}); save it as UTF-8"
        ) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error


def _merge(values: Table, changes: Table) -> Table:
    merged = dict(values)
    for key, value in changes.items():
        mine = merged.get(key)
        merged[key] = (
            {**mine, **value}
            if isinstance(mine, dict) and isinstance(value, dict)
            else value
        )
    return merged


# Words in the names of settings whose values are never shown.
_SECRET = (
    "token",
    "secret",
    "key",
    "password",
    "invite",
    "database",
    "proxy",
)


def _explain(error: ValidationError, path: Path) -> str:
    faults = error.errors(include_url=False, include_context=False)
    return "\n".join(_line(fault, path) for fault in faults)


def _line(fault: ErrorDetails, path: Path) -> str:
    """Say in a line which setting is wrong, where it stands, and what is
    expected.
    """
    names = [str(part) for part in fault["loc"]]
    key = ".".join(names) or "settings"
    variable = f"{PREFIX}{'__'.join(names)}".upper()
    where = "environment" if variable in os.environ else path
    if fault["type"] == "extra_forbidden":
        known = [
            *_keys(),
            *(f"sources.{name}" for name in SourcePart.model_fields),
        ]
        plain = ".".join(name for name in names if not name.isdecimal())
        return f"{where}: {key}: {unknown_key(plain, known)}"
    message = fault["msg"].removeprefix("Value error, ")
    return f"{where}: {key}: {message}{_shown(key, fault['input'])}"


def _shown(key: str, value: object) -> str:
    """Return a wrong value for the line about it; nothing for a secret or a
    whole table.
    """
    secret = any(word in key for word in _SECRET)
    if secret or isinstance(value, dict | list | Settings):
        return ""
    return f" (is {value!r})"
