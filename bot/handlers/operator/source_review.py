"""/sources: list failing sources, and the chats' sources that wait for an
operator's approval.
"""

from __future__ import annotations

from datetime import UTC, datetime

from bot.handlers.context import UpdateContext
from bot.handlers.operator.operator import is_operator
from bot.rendering import telegram_html
from bot.rendering.actions.operator_actions import ApproveSource, RefuseSource
from bot.rendering.button_data import MenuPage, action_button
from bot.web.admin import views
from news.models import Button
from store.news import source_trust, sources
from store.rows import Source

# The most sources listed in a chat; the dashboard has all.
TROUBLED = 15
# The most waiting sources in one message: each takes a row of buttons.
WAITING = 8
# Characters of a title on a button.
_WIDTH = 24


async def sources_(context: UpdateContext) -> None:
    """List failing sources, the worst first, and waiting ones, the most
    subscribed first.
    """
    await context.answer(*await _overview(context))


async def approve(context: UpdateContext, pressed: ApproveSource) -> None:
    """Show a source's articles to everybody."""
    if is_operator(context):
        now = context.clock()
        await context.write(source_trust.approve, pressed.source, now)
        await _done(context, pressed.source, "operator.source.approved")


async def refuse(context: UpdateContext, pressed: RefuseSource) -> None:
    """Show a source's articles to its subscribers only."""
    if is_operator(context):
        now = context.clock()
        await context.write(source_trust.refuse, pressed.source, now)
        await _done(context, pressed.source, "operator.source.refused")


async def _done(context: UpdateContext, source_id: int, key: str) -> None:
    source = await context.read(sources.get, source_id)
    if source is None:
        await context.alert("button.old")
        return
    await context.notify(key, name=source.shown_name)
    await context.edit(*await _overview(context))


async def _overview(context: UpdateContext) -> MenuPage:
    """Return the operator's page of sources: how many there are, the worst of those
    that fail, and those that wait for approval, most subscribers first, with two
    buttons each.
    """
    rows = await context.read(
        views.source_list, context.clock(), sort="errors", down=True
    )
    sources = [row.health.source for row in rows]
    bad = [source for source in sources if _is_unwell(source)]
    lines = [context.say("operator.sources", n=len(sources), bad=len(bad))]
    lines += [_trouble(source) for source in bad[:TROUBLED]]
    waiting = await context.read(source_trust.waiting, WAITING)
    if waiting:
        lines += ["", context.say("operator.sources.waiting")]
    buttons = []
    for source, count in waiting:
        lines.append(f"👥 {count} · {_linked(source)}")
        buttons.append(_buttons(source))
    return "\n".join(lines), tuple(buttons)


def _is_unwell(source: Source) -> bool:
    """Tell whether a source fails, ended, or has been reported as silent for
    longer than its rhythm allows.
    """
    return (
        source.state != "active"
        or source.failures > 0
        or source.told_at is not None
    )


def _trouble(source: Source) -> str:
    """Return a source's problem: its state and error, or the day of its last
    news.
    """
    if source.state == "active" and not source.failures:
        day = datetime.fromtimestamp(
            source.last_entry_at or source.created_at, UTC
        )
        return f"🔕 {_linked(source)} · {day:%Y-%m-%d}"
    sign = "⏸" if source.state in {"paused", "ended"} else "⚠️"
    error = telegram_html.escape(source.last_error[:80])
    return f"{sign} {_linked(source)} · {source.state} · {source.failures}× · {error}"


def _linked(source: Source) -> str:
    """Return a source's name with its address; only the site if the address
    holds a secret.
    """
    name = telegram_html.shorten(source.shown_name, 60)
    if source.private:
        return telegram_html.escape(name)
    return telegram_html.link(name, source.url)


def _buttons(source: Source) -> tuple[Button, ...]:
    name = telegram_html.shorten(source.shown_name, _WIDTH)
    return (
        action_button(f"✅ {name}", ApproveSource(source.id)),
        action_button(f"❌ {name}", RefuseSource(source.id)),
    )
