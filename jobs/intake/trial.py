"""Read a source once to see whether it works; store nothing of what it lists."""

from __future__ import annotations

from dataclasses import dataclass

from jobs.context import JobContext
from jobs.intake import fetch
from news.errors import JianbaoError, ServerTrouble, TimedOut
from store.rows import Source


@dataclass(frozen=True, slots=True)
class SourceTrial:
    """The entries that a source listed, or the reason why it cannot be read."""

    kind: str = ""
    entries: int = 0
    error: str = ""
    # Whether no answer came at all: the fault may be the network's.
    unreachable: bool = False

    @property
    def works(self) -> bool:
        """Return whether anything was listed."""
        return self.entries > 0


async def try_source(context: JobContext, source: Source) -> SourceTrial:
    """Download and read a source as a fetch would."""
    try:
        download = await context.downloader.get(
            source.url, kind="page" if source.kind == "page" else "feed"
        )
        reading = await fetch.read(context, source, download)
    except JianbaoError as error:
        silent = isinstance(error, TimedOut | ServerTrouble)
        return SourceTrial(error=str(error)[:200], unreachable=silent)
    entries = len(reading.feed.entries)
    return SourceTrial(
        kind=reading.feed.kind,
        entries=entries,
        error="" if entries else "it lists nothing",
    )
