"""Check every line that the bot logs during an end-to-end test for secrets and personal data."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable

import structlog

from bot.logging import set_up
from sandbox.world.world import World

SHORTEST = 10
"""Characters from which what somebody wrote can't stand in a log by chance."""
_QUERY = re.compile(r"https?://[^\s\"'<>?#]*[?#](?!…)")
_USER = re.compile(r"://[^\s/\"'<>?#]*@")


class LogWatch:
    """Collects log lines as they are written in service, at the level that says most."""

    def __init__(self) -> None:
        self._written = io.StringIO()

    def begin(self, secrets: Iterable[str]) -> None:
        """Write all logs here from now on; the test's fixture for logs takes it back."""
        set_up("debug", "json", secrets)
        structlog.configure(
            logger_factory=structlog.PrintLoggerFactory(self._written)
        )
        for handler in logging.getLogger().handlers:
            if isinstance(handler, logging.StreamHandler):
                handler.setStream(self._written)

    @property
    def lines(self) -> list[str]:
        """The lines so far."""
        return self._written.getvalue().splitlines()

    def faults(self, world: World, secrets: Iterable[str]) -> list[str]:
        """Name what the lines must not hold: secrets, people's words, queries and users in addresses."""
        planted = [*secrets, *words_of_people(world)]
        patterns = (_QUERY, _USER)
        found = [
            text for text in planted if any(text in line for line in self.lines)
        ]
        odd = [
            line
            for line in self.lines
            if any(pattern.search(line) for pattern in patterns)
        ]
        return found + odd


def words_of_people(world: World) -> set[str]:
    """Return what people wrote to the bot, commands and bare addresses left out."""
    messages = (
        message
        for place in world.places.values()
        for message in place.messages.values()
    )
    written = (
        message.get("text", "")
        for message in messages
        if not message["from"]["is_bot"]
    )
    arguments = (
        text.partition(" ")[2] if text.startswith("/") else text
        for text in written
    )
    return {
        text
        for text in map(str.strip, arguments)
        if len(text) >= SHORTEST and "://" not in text
    }
