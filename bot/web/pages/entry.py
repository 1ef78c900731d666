"""Page of an entry without an address of its own: the text that its feed gave."""

from __future__ import annotations

from datetime import UTC, datetime

from jinja2 import Environment
from starlette.requests import Request

from bot.rendering import telegram_html
from bot.rendering.i18n import nearest, tongue
from store.engine.database import Database
from store.news import entry_pages

# The most characters of the unguessable part; ours have 24.
LONGEST = 100


async def entry_page(
    db: Database, public_url: str, env: Environment, request: Request
) -> str | None:
    """Return the page as HTML; None for an unknown address."""
    source = request.path_params["source"]
    token = request.path_params["token"]
    if len(token) > LONGEST or source >= 2**31:
        return None
    address = f"{public_url}/e/{source}/{token}"
    entry = await db.read(entry_pages.read, source, address)
    if entry is None:
        return None
    # The reader is unknown: the page uses the browser's language, the text its
    # own.
    speech = tongue(
        nearest(
            request.headers.get("accept-language", "")[:20].partition(",")[0]
        )
    )
    published = datetime.fromtimestamp(entry.published_at, UTC)
    return env.get_template("entry.html").render(
        entry=entry,
        title=telegram_html.clean(entry.title),
        lines=[
            telegram_html.clean(line)
            for line in entry.text.split("\n")
            if line.strip()
        ],
        at=speech.moment(published, "UTC"),
        speech=speech,
        locale=speech.locale,
        up="../../d/",
    )
