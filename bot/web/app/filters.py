"""The screen of filters: try words on the last week, and follow them."""

from __future__ import annotations

from bot import filter_preview
from bot.rendering import telegram_html
from bot.web.app.desk import Visit
from news.errors import FilterError, LimitReached
from news.filters import parse
from store.chats import subscriptions
from store.news import stories

# The most headlines that a trial shows.
EXAMPLES = 5
# Articles that are tried, the newest: an answer comes while a person types.
MOST = 3_000
# The most characters of an expression.
LONGEST = 200


async def show(visit: Visit) -> str:
    """Return the whole screen."""
    rows = await visit.desk.db.read(subscriptions.of_chat, visit.chat.id)
    own = [row for row in rows if row.kind == "filter"]
    return visit.render(
        "filters.html", rows=own, asked=visit.field("expression")
    )


async def preview(visit: Visit) -> str:
    """Return the stories that an expression would have sent; nothing is saved."""
    written = visit.field("expression")[:LONGEST]
    if not written:
        return ""
    try:
        wanted = parse(written)
    except FilterError:
        return visit.render("trial.html", refused=True)
    tried = await filter_preview.run(
        visit.desk.db,
        [wanted],
        visit.chat.languages,
        visit.desk.clock(),
        most=MOST,
    )
    shown = tried.sent[:EXAMPLES]
    told = await visit.desk.db.read(stories.by_ids, shown, visit.chat.id)
    days = visit.say("days", n=tried.days)
    text = visit.say(
        "filter.trial", days=days, sent=len(tried.sent), hidden=tried.hidden
    )
    titles = [told[story].title for story in shown if story in told]
    return visit.render(
        "trial.html", text=telegram_html.plain(text), titles=titles
    )


async def add(visit: Visit) -> str:
    """Follow an expression."""
    try:
        wanted = parse(visit.field("expression")[:LONGEST])
        await visit.desk.db.write(
            subscriptions.add,
            visit.chat.id,
            "filter",
            wanted.expression,
            limit=visit.desk.most,
            now=visit.desk.clock(),
        )
    except FilterError:
        return await show(visit.noted(visit.say("app.no-filter")))
    except LimitReached as error:
        return await show(visit.noted(visit.say(error.key, **error.details)))
    return await show(visit.noted(visit.say("settings.changed")))


async def remove(visit: Visit) -> str:
    """End a filter."""
    own = visit.chat.id
    row = visit.number("id")
    await visit.desk.db.write(subscriptions.remove_id, own, row)
    return await show(visit.noted(visit.say("settings.changed")))
