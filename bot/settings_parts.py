"""The parts of the settings: one class for each table of `config.toml`, with
defaults and checks.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator

from bot import settings_checks as checks
from news.errors import ConfigError
from news.topics import find
from news.zones import zone_names


class SettingsPart(BaseModel):
    """One table of the file; an unknown name in it is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def secret(value: SecretStr, path: Path | None, name: str) -> str:
    """Return a secret: the content of its file if one is named, otherwise the
    value itself.

    Raises ConfigError for a file that cannot be read or is empty: the bot must
    not start as if no secret were wanted.
    """
    if path is None:
        return value.get_secret_value().strip()
    # An empty variable becomes the path of the current folder.
    if path == Path():
        raise ConfigError(f"{name}: is empty; expected the path of a file")
    try:
        held = path.read_text(
            "utf-8-sig"
        ).strip()  # some editors write a byte order mark
    except OSError as error:
        raise ConfigError(
            f"{name}: {path} can't be read: {error.strerror}"
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{name}: {path} is no text in UTF-8") from error
    if not held:
        raise ConfigError(f"{name}: {path} is empty")
    return held


def endpoint_key(value: SecretStr, path: Path | None, name: str) -> str:
    """Return a key that is sent to an endpoint in a header.

    Raises ConfigError, beside what `secret` raises, for a letter that no header
    can hold: such as a space of another width, pasted along with the key.
    """
    held = secret(value, path, name)
    if not held.isascii():
        raise ConfigError(
            f"{name.removesuffix('_file')}: holds another letter than ASCII; expected the key alone"
        )
    return held


class Telegram(SettingsPart):
    """Settings for the connection to Telegram."""

    token: SecretStr = SecretStr("")
    token_file: Path | None = None
    base_url: str = "https://api.telegram.org/bot"
    """Telegram's Bot API, or your own server with the same API."""
    base_file_url: str = "https://api.telegram.org/file/bot"
    """The address from which files are downloaded."""
    admins: list[int] = []
    webhook_url: str = ""
    webhook_secret: SecretStr = SecretStr("")
    """The secret that Telegram sends with each update; only A-Z, a-z, 0-9, _
    and -. Better in a file.
    """
    webhook_secret_file: Path | None = None
    messages_per_second: float = Field(30, gt=0, le=1000)
    messages_per_second_chat: float = Field(1, gt=0, le=30)
    messages_per_minute_group: int = Field(20, gt=0, le=600)
    allow_paid_broadcast: bool = False

    @field_validator("base_url", "base_file_url")
    @classmethod
    def _server(cls, value: str) -> str:
        return checks.web_address(value)

    @field_validator("webhook_url")
    @classmethod
    def _hook(cls, value: str) -> str:
        if value:
            return checks.web_address(value, "https")
        return ""

    def read_token(self) -> str:
        """Return the token; empty if there is none. Raises ConfigError for a
        text that is no token, without quoting it.
        """
        token = secret(self.token, self.token_file, "telegram.token_file")
        return checks.bot_token(token)

    def read_webhook_secret(self) -> str:
        """Return the webhook's secret; empty if there is none. Raises
        ConfigError for one that Telegram would refuse.
        """
        held = secret(
            self.webhook_secret,
            self.webhook_secret_file,
            "telegram.webhook_secret_file",
        )
        return checks.webhook_secret(held)


class Web(SettingsPart):
    """The local web server: health, metrics, digest pages, dashboard, webhook."""

    enabled: bool = True
    host: str = "127.0.0.1"
    port: int = Field(8080, ge=0, le=65535)
    metrics_token: SecretStr = SecretStr("")
    """The bearer token that Prometheus sends to read `/metrics`; empty:
    everybody who reaches the port may read.
    """
    metrics_token_file: Path | None = None
    admin_token: SecretStr = SecretStr("")
    """A token that signs in to `/admin`, besides the one-time links that the
    bot sends to admins; empty: only the links.
    """
    admin_token_file: Path | None = None
    mcp_token: SecretStr = SecretStr("")
    """The bearer token that an assistant sends to use `/mcp` (needs the extra
    `mcp`); empty: `/mcp` does not exist.
    """
    mcp_token_file: Path | None = None
    public_url: str = ""
    """The public address for readers, without a slash at the end; empty
    switches digest pages and private feeds off.
    """

    @field_validator("public_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if value:
            return checks.web_address(value).rstrip("/")
        return ""

    @field_validator("host")
    @classmethod
    def _host(cls, value: str) -> str:
        return checks.host(value)

    def read_metrics_token(self) -> str:
        """Return the token for `/metrics`; empty if there is none."""
        return secret(
            self.metrics_token,
            self.metrics_token_file,
            "web.metrics_token_file",
        )

    def read_mcp_token(self) -> str:
        """Return the token for `/mcp`; empty if there is none."""
        return secret(self.mcp_token, self.mcp_token_file, "web.mcp_token_file")

    def read_admin_token(self) -> str:
        """Return the token for `/admin`; empty if there is none."""
        return secret(
            self.admin_token, self.admin_token_file, "web.admin_token_file"
        )


class Fetch(SettingsPart):
    """Settings for reading sources and articles."""

    contact: str = ""
    interval_minutes: int = Field(15, ge=1, le=720)
    ceiling_hours: int = Field(12, ge=1, le=168)
    concurrency: int = Field(16, ge=1, le=256)
    per_host: int = Field(2, ge=1, le=8)
    pause_seconds: float = Field(1.0, ge=0, le=60)
    timeout_seconds: float = Field(20, gt=0, le=120)
    max_megabytes: float = Field(8, gt=0, le=64)
    private_hosts: list[str] = []
    ports: list[int] = [80, 443, 8080, 8443]
    obey_robots: bool = True
    proxy: SecretStr = SecretStr("")
    """The proxy for sources and articles: http://, https://, socks5:// or
    socks5h://. Put an address with a password into a file. Empty: no proxy.
    """
    proxy_file: Path | None = None
    """A file that holds the proxy's address."""
    proxy_hosts: list[str] = []
    rsshub: list[str] = []
    newsnow: list[str] = []
    catalogue: bool = True
    languages: list[str] = []
    workers: int = Field(0, ge=0, le=64)
    jobs: int = Field(4, ge=2, le=64)

    @field_validator("contact")
    @classmethod
    def _contact(cls, value: str) -> str:
        if not (value.isascii() and value.isprintable()):
            raise ValueError("expected letters of ASCII, for a header")
        return value

    @field_validator("private_hosts")
    @classmethod
    def _hosts(cls, value: list[str]) -> list[str]:
        return [checks.host_and_port(host) for host in value]

    @field_validator("proxy")
    @classmethod
    def _proxy(cls, value: SecretStr) -> SecretStr:
        if address := value.get_secret_value().strip():
            checks.proxy(address)
        return value

    @field_validator("proxy_hosts")
    @classmethod
    def _proxy_hosts(cls, value: list[str]) -> list[str]:
        return [checks.host(host.removeprefix("*.")) for host in value]

    def read_proxy(self) -> str:
        """Return the proxy's address; empty for none. Raises ConfigError for an
        invalid address.
        """
        address = secret(self.proxy, self.proxy_file, "fetch.proxy_file")
        try:
            if address:
                return checks.proxy(address)
            return ""
        except ValueError as error:
            raise ConfigError(f"fetch.proxy_file: {error}") from error

    @field_validator("ports")
    @classmethod
    def _ports(cls, value: list[int]) -> list[int]:
        wrong = [port for port in value if not 0 < port < 65_536]
        if wrong:
            raise ValueError(f"{wrong[0]} is no port; expected 1 to 65535")
        return value

    @field_validator("languages")
    @classmethod
    def _languages(cls, value: list[str]) -> list[str]:
        return [checks.language(tag) for tag in value]


class Digests(SettingsPart):
    """The defaults of a new chat, and the pace of digests."""

    schedule: str = "08:00"
    zone: str = "Asia/Shanghai"
    locale: str = "zh-Hans"
    stories: int = Field(10, ge=1, le=30)
    spread_seconds: int = Field(0, ge=0, le=3600)
    max_age_hours: int = Field(36, ge=1, le=168)

    @field_validator("zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        if value not in zone_names():
            raise ValueError("expected an IANA zone such as Asia/Shanghai")
        return value

    @field_validator("schedule")
    @classmethod
    def _schedule(cls, value: str) -> str:
        return checks.schedule(value)

    @field_validator("locale")
    @classmethod
    def _locale(cls, value: str) -> str:
        return checks.interface(value)


class Alerts(SettingsPart):
    """The conditions for telling a story at once to the chats that want alerts."""

    publishers: int = Field(3, ge=2, le=50)
    within_minutes: int = Field(60, ge=5, le=1440)


class Retention(SettingsPart):
    """The time for which rows are kept, in days."""

    articles: int = Field(30, ge=2, le=3650)
    outbox: int = Field(14, ge=1, le=365)
    seen: int = Field(15, ge=7, le=3650)
    """The record of which chat got which story; a digest looks back at most
    fourteen days.
    """
    digests: int = Field(21, ge=7, le=3650)
    """The stories of sent digests, for their pages and for 'why this?'."""


class Log(SettingsPart):
    """The form of log events."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"


class SourcePart(SettingsPart):
    """One source of the operator's."""

    url: str
    """A feed, a sitemap or a section page."""
    title: str = ""
    """Its name; empty takes the feed's own name."""
    kind: Literal["auto", "feed", "sitemap", "page", "hotlist"] = "auto"
    """Its kind; auto detects it."""
    language: str = ""
    """The language of its articles, e.g. zh; empty detects it for each article.
    """
    zone: str = "UTC"
    """The zone of times that are written without one."""
    topics: list[str] = []
    """The topics of all its articles; `jianbao sources --topics` lists the
    names.
    """
    selector: str = ""
    """For a page: a CSS selector of its links, if the automatic search finds
    the wrong ones.
    """

    @field_validator("url")
    @classmethod
    def _web(cls, value: str) -> str:
        return checks.web_address(value, "http", "https")

    @field_validator("language")
    @classmethod
    def _language(cls, value: str) -> str:
        return checks.language(value)

    @field_validator("selector")
    @classmethod
    def _selector(cls, value: str) -> str:
        return checks.selector(value)

    @field_validator("zone")
    @classmethod
    def _zone(cls, value: str) -> str:
        return Digests._zone(value)

    @field_validator("topics")
    @classmethod
    def _topics(cls, value: list[str]) -> list[str]:
        """Return the keys of topics that may be named in any language: 科技 → tech."""
        for name in value:
            if find(name) is None:
                raise ValueError(
                    f"{name!r} is no topic; `jianbao sources --topics` lists them"
                )
        return [find(name) or name for name in value]
