"""Read sources that need a login, header or cookie with what their subscriber gave."""

from __future__ import annotations

from dataclasses import replace

from jobs.context import JobContext
from jobs.http.downloader import Download
from news.doors import door_name, origin_of, with_door
from news.errors import FetchError
from store.news import doors


async def opened(context: JobContext, url: str) -> JobContext:
    """Return the services of a reading, whose downloads carry the source's login.

    The same services for an address without a door; raises FetchError where the door is gone.
    """
    name = door_name(url)
    if not name:
        return context
    door = await context.db.read(doors.get, name)
    if door is None:
        raise FetchError(
            "what opened this source is gone: subscribe to it anew"
        )
    return replace(context, downloader=context.downloader.with_door(door))


def keep_mark(download: Download, url: str) -> Download:
    """Return a download whose permanent redirects keep the mark of the login; a redirect
    to another site moves nothing.
    """
    name = door_name(url)
    moved = download.moved_to
    if not name or not moved:
        return download
    same = origin_of(moved) == origin_of(url)
    return replace(download, moved_to=with_door(moved, name) if same else "")
