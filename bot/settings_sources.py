"""Settings for sources: the listed ones, and the catalogue in the operator's
languages.
"""

from __future__ import annotations

from bot.settings import Settings
from news.catalogue import ListedSource, listed_sources
from news.topics import find
from store.rows import Source


def settings_sources(settings: Settings) -> list[Source]:
    """Return the sources that the settings list."""
    return [
        Source(
            id=0,
            url=part.url,
            kind=part.kind,
            title=part.title,
            language=part.language,
            zone=part.zone,
            topics=tuple(find(name) or name for name in part.topics),
            selector=part.selector,
            configured=True,
        )
        for part in settings.sources
    ]


def catalogue_of(settings: Settings) -> tuple[ListedSource, ...]:
    """Return the catalogue's sources in the operator's languages, without those
    that the settings list themselves.
    """
    if not settings.fetch.catalogue:
        return ()
    own = {source.url for source in settings.sources}
    languages = {tag.partition("-")[0] for tag in settings.fetch.languages}
    rows = [row for row in listed_sources() if row.url not in own]
    if not languages:
        return tuple(rows)
    return tuple(row for row in rows if row.language in languages)
