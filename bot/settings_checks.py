"""Check the values of settings (addresses, hosts, languages, selectors, names
of variables); each error says what is expected.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from urllib.parse import urlsplit

from babel import Locale

from bot.rendering.i18n import LOCALES
from news.errors import ConfigError, ScheduleError
from news.schedule import format_schedule, parse_schedule

_HOST = re.compile(r"[\w.-]+|\[?[0-9a-fA-F:.]+(?:%\w+)?\]?")
# As @BotFather writes it: the bot's number, a colon, and the secret part.
_TOKEN = re.compile(r"[0-9]+:[\w-]+", re.ASCII)
# As Telegram's setWebhook takes it.
_HOOK_SECRET = re.compile(r"[\w-]{1,256}", re.ASCII)
# The variables that Kubernetes sets for each service of a namespace:
# JIANBAO_SERVICE_HOST, JIANBAO_BOT_PORT_8080_TCP_ADDR …
_SERVICE = re.compile(
    r"_SERVICE_(HOST|PORT)(_\w+)?$|_PORT(_\d+_(TCP|UDP|SCTP)(_\w+)?)?$"
)


def web_address(value: str, *schemes: str) -> str:
    """Return a web address; raise ValueError for one without a known scheme or
    a host.
    """
    wanted = schemes or ("https", "http")
    parts = urlsplit(value)
    # Reading the port raises ValueError too if it is not a number.
    known_port = parts.port != 0
    if (
        parts.scheme not in wanted
        or not _HOST.fullmatch(parts.hostname or "")
        or not known_port
    ):
        raise ValueError(
            f"expected an address that begins with {' or '.join(f'{s}://' for s in wanted)}"
        )
    return value


def proxy(value: str) -> str:
    """Return a proxy's address; raise a ValueError that does not quote it,
    because it may hold a password.
    """
    try:
        return web_address(value, "http", "https", "socks5", "socks5h")
    except ValueError:
        schemes = "http://, https://, socks5:// or socks5h://"
        raise ValueError(
            f"expected a proxy's address that begins with {schemes}"
        ) from None


def host(value: str) -> str:
    """Return a host's name or number; raise ValueError for an address, a path
    or an empty value.
    """
    if not _HOST.fullmatch(value):
        raise ValueError(
            "expected a host alone, such as 127.0.0.1, without http:// and without a port"
        )
    return value


def host_and_port(value: str) -> str:
    """Return a host, with or without a port; raise ValueError for an address or
    an empty value.
    """
    name, colon, number = value.rpartition(":")
    if _HOST.fullmatch(value) or (
        colon and _HOST.fullmatch(name) and number.isdecimal()
    ):
        return value
    raise ValueError(
        f"{value!r}: expected a host such as intranet.example or intranet.example:8080"
    )


def language(value: str) -> str:
    """Return a language tag; raise ValueError for a tag that names no language."""
    known = Locale.parse("en").languages
    if value and value.split("-", 1)[0].lower() not in known:
        raise ValueError(
            f"{value!r} is no language; expected a tag such as zh, en or pt-BR"
        )
    return value


def interface(value: str) -> str:
    """Return a language of the interface; raise ValueError for any other."""
    if value not in LOCALES:
        raise ValueError(f"{value!r}: expected one of {', '.join(LOCALES)}")
    return value


def schedule(value: str) -> str:
    """Return a schedule in its plain form; raise ValueError if it is not a
    schedule.
    """
    try:
        return format_schedule(parse_schedule(value))
    except ScheduleError as error:
        raise ValueError(str(error)) from error


def selector(value: str) -> str:
    """Return a CSS selector; raise ValueError if it is not one."""
    if not value:
        return value
    import soupsieve  # noqa: PLC0415 - few settings have selectors, and it takes 0.06 s

    try:
        soupsieve.compile(value)
    except (soupsieve.SelectorSyntaxError, NotImplementedError) as error:
        raise ValueError(
            f"no CSS selector: {str(error).splitlines()[0]}"
        ) from error
    return value


def bot_token(value: str) -> str:
    """Return a bot's token, or nothing where there is none; raise a ConfigError
    that does not quote it for any other text.
    """
    expected = "the token as @BotFather writes it, such as 123456789:AAF…"
    return _secret_of(_TOKEN, value, f"telegram.token: expected {expected}")


def webhook_secret(value: str) -> str:
    """Return a webhook's secret, or nothing where there is none; raise a
    ConfigError that does not quote it for a text that Telegram would refuse.
    """
    expected = "up to 256 of A-Z, a-z, 0-9, _ and -, such as `openssl rand -hex 32` writes"
    return _secret_of(
        _HOOK_SECRET, value, f"telegram.webhook_secret: expected {expected}"
    )


def _secret_of(form: re.Pattern[str], value: str, fault: str) -> str:
    if value and not form.fullmatch(value):
        raise ConfigError(fault)
    return value


def unknown_key(key: str, known: Collection[str]) -> str:
    """Return what to say of a key that sets nothing: the nearest known one.

    `known` are the keys of all settings, such as `digests.schedule`.
    """
    near = difflib.get_close_matches(key, known, n=1, cutoff=0.7)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"no such setting{hint}"


def unknown_variables(
    environment: Mapping[str, str],
    prefix: str,
    known: Collection[str],
    lists: Collection[str],
) -> list[str]:
    """List the variables that set nothing, each with the nearest known name.

    `known` are the names of all settings' variables, `lists` the prefixes of
    list settings.
    """
    return [
        f"environment: {name}: no such setting{_nearest(name, known)}"
        for name, value in environment.items()
        if name.upper().startswith(prefix)
        and name.upper() not in known
        and not _foreign(name.upper(), value, prefix, lists)
    ]


def _foreign(
    name: str, value: str, prefix: str, lists: Collection[str]
) -> bool:
    """Tell whether a variable belongs to another program or is part of a list."""
    if name.startswith(
        (f"{prefix}TEST_", *(f"{prefix}{begin}__" for begin in lists))
    ):
        return True
    from_service = (
        value.startswith(("tcp://", "udp://", "sctp://")) or "_SERVICE_" in name
    )
    return bool(_SERVICE.search(name)) and (from_service or "_PORT_" in name)


def _nearest(name: str, known: Collection[str]) -> str:
    near = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.7)
    if near:
        return f"; did you mean {near[0]}?"
    return "; docs/settings.md has all"
