"""Logs: one event a line, for a console or as JSON, without tokens and without
the text of messages.
"""

from __future__ import annotations

import io
import logging
import re
import sys
from collections.abc import Iterable, MutableMapping
from contextlib import suppress
from typing import Any, Literal, TextIO, cast

import structlog

from news.masking import mask_addresses, show_controls

# No word boundary in front: in Telegram's addresses the token follows "bot"
# directly.
_TOKEN = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}")
# The password in a database's address, and the token in a private feed's.
_PASSWORD = re.compile(r"(?<=://)([^\s/:@'\"]*):[^\s/@'\"]+@")
_PRIVATE = re.compile(r"(?<=/d/)[A-Za-z0-9_-]{20,100}")

# Libraries' loggers, and the lowest level of theirs that is written.
NOISE = {
    # A sweep still running at its next turn skips that turn. That is intended,
    # and /healthz notices one that hangs.
    "apscheduler": logging.ERROR,
    # This logger quotes answers that are not JSON, which may hold people's
    # words; our own log records the call's result.
    "telegram.request": logging.CRITICAL,
}


class SecretRedactor:
    """A filter that replaces secrets in a text: known values, and everything
    that looks like a token or a password.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        # The longest first, because one may contain another; very short ones
        # would hide common words.
        known = sorted(
            {secret for secret in secrets if len(secret) >= 6},
            key=len,
            reverse=True,
        )
        self._known = (
            re.compile("|".join(map(re.escape, known))) if known else None
        )

    def __call__(self, text: str) -> str:
        """Return the text without secrets."""
        text = self._known.sub("<secret>", text) if self._known else text
        return _PRIVATE.sub(
            "<token>",
            _PASSWORD.sub(r"\1:<password>@", _TOKEN.sub("<token>", text)),
        )


class LogStream(io.TextIOBase):
    """Standard error, as the log writes it: a line that cannot be written is
    lost and ends nothing. The log's disk may be full, or its reader gone.
    """

    def write(self, text: str) -> int:
        """Write a text, if that is possible now."""
        # A closed file raises ValueError.
        with suppress(OSError, ValueError):
            sys.stderr.write(text)
        return len(text)

    def flush(self) -> None:
        """Write what is left, if that is possible now."""
        with suppress(OSError, ValueError):
            sys.stderr.flush()


def set_up(
    level: str, form: Literal["console", "json"], secrets: Iterable[str] = ()
) -> None:
    """Configure structlog and the library's own logging alike; the values of
    `secrets` are never written.
    """
    hide = SecretRedactor(secrets)

    def tidy(
        _logger: object, _name: str, event: MutableMapping[str, Any]
    ) -> Any:
        # Before colours are added: a stranger's text must not move the cursor
        # or expose a reader's address.
        return {name: _tidied(value) for name, value in event.items()}

    def hide_line(_logger: object, _name: str, line: Any) -> str:
        return hide(str(line))

    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        tidy,
    ]
    last = _renderer(form)
    number = getattr(logging, level.upper())
    structlog.configure(
        processors=[*shared, last, hide_line],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(cast(TextIO, LogStream())),
        cache_logger_on_first_use=False,
    )
    _set_up_libraries(number, shared, [last, hide_line])


def _set_up_libraries(level: int, shared: list[Any], last: list[Any]) -> None:
    """Write the libraries' log records in the same form, from level WARNING on."""
    handler = logging.StreamHandler(LogStream())
    own = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last]
    named = structlog.stdlib.add_logger_name
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=own, foreign_pre_chain=[named, *shared]
        )
    )
    logging.basicConfig(
        level=max(level, logging.WARNING), handlers=[handler], force=True
    )
    for library, least in NOISE.items():
        logging.getLogger(library).setLevel(least)


def _renderer(form: Literal["console", "json"]) -> Any:
    if form == "json":
        return structlog.processors.JSONRenderer(ensure_ascii=False)
    # Plain tracebacks: pretty ones show local variables, and so tokens and
    # messages.
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(),
        exception_formatter=structlog.dev.plain_traceback,
    )


def _tidied(value: object) -> object:
    """Return a value whose texts hold no control character and no address with
    a query.
    """
    if isinstance(value, str):
        return show_controls(mask_addresses(value))
    if isinstance(value, list | tuple):
        return [_tidied(item) for item in value]
    if isinstance(value, dict):
        return {name: _tidied(item) for name, item in value.items()}
    if isinstance(value, Exception):
        return _tidied(str(value))
    return value


def writes_json() -> bool:
    """Tell whether `set_up` was called for JSON."""
    last = structlog.processors.JSONRenderer
    return any(
        isinstance(step, last) for step in structlog.get_config()["processors"]
    )
