"""Logs: one event a line, for a console or as JSON; never a token or a message's text."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, Literal

import structlog

# No word boundary in front: in Telegram's addresses a token follows "bot" without one.
_TOKEN = re.compile(r"(?<!\d)\d{6,12}:[A-Za-z0-9_-]{30,}")


def set_up(level: str, form: Literal["console", "json"]) -> None:
    """Configure structlog and the library's own logging alike."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info if form == "json" else _same,
        hide_secrets,
    ]
    last: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        # Plain tracebacks: pretty ones show local variables, and so tokens and messages.
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    number = getattr(logging, level.upper())
    structlog.configure(
        processors=[*shared, last, _hide_line],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_HideTokens("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)


def _same(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    return event


def hide_secrets(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace whatever looks like a token in an event's values."""
    for key, value in event.items():
        if isinstance(value, str) and _TOKEN.search(value):
            event[key] = _TOKEN.sub("<token>", value)
    return event


def _hide_line(_logger: object, _name: str, line: Any) -> str:
    """Replace tokens in a finished line; a console's traceback is only written there."""
    return _TOKEN.sub("<token>", str(line))


class _HideTokens(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Replace tokens in what libraries log, in addresses and tracebacks above all."""
        return _TOKEN.sub("<token>", super().format(record))
