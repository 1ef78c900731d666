"""/filter: a phrase, `+must`, `!not`, `"exact words"`, `/regex/`; first tried on what was told lately, then asked."""

from __future__ import annotations

from difflib import get_close_matches

from bot.handlers import pending_confirmations
from bot.handlers.context import UpdateContext, may_change
from bot.handlers.pending_confirmations import Proposal
from bot.handlers.subscriptions import delivery_modes, filter_preview, listed_sources
from bot.handlers.subscriptions.naming import topic_name
from bot.rendering import telegram_html
from bot.rendering.actions.subscription_actions import AnswerProposal, ToggleTopic
from bot.rendering.button_data import Rows, data
from bot.rendering.keyboards import yes_no
from news.filters import Filter, parse
from news.models import Button
from news.topics import catalogue, find
from news.words import fold
from store.chats import subscriptions
from store.news import stories
from store.rows import DeliveryMode

EXAMPLES = 3
TAGGED = 2000
"""Stories that a new filter's term is put on at once, the newest."""


async def filter_(ctx: UpdateContext) -> None:
    """Try an expression, and ask whether to follow it; without words say how one is written."""
    if not ctx.args:
        await ctx.answer(ctx.say("filter.usage"))
    elif await may_change(ctx):
        await try_out(ctx, ctx.text)


async def try_out(ctx: UpdateContext, text: str, mode: DeliveryMode | None = None) -> None:
    """Answer with what a filter would have sent and hidden, and ✅ and ❌; raises FilterError.

    `mode` says how its stories are to come, where the person said so.
    """
    wanted = parse(text)
    rows = await ctx.tools.db.read(subscriptions.of_chat, ctx.chat.id)
    known = next((row for row in rows if row.value == wanted.expression), None)
    if known is not None and known.kind == "filter":
        await delivery_modes.already(ctx, known, wanted.expression, mode)
        return
    found = await filter_preview.run(ctx.tools.db, wanted, ctx.chat.languages, ctx.tools.clock())
    token = await ctx.tools.db.write(
        pending_confirmations.put,
        ctx.chat,
        Proposal("filter", wanted.expression, mode=mode or ""),
        ctx.tools.clock(),
    )
    named = await listed_sources.offers(ctx, text)
    lines = await _told(ctx, wanted, found)
    if named:
        lines.append(ctx.say("catalogue.offer"))
    await ctx.answer("\n".join(lines), (*_rows(ctx, token, text), *named))


async def _told(ctx: UpdateContext, wanted: Filter, found: filter_preview.Trial) -> list[str]:
    lines = [f"🔎 <b>{telegram_html.escape(wanted.expression)}</b>"]
    if not found.sent and not found.hidden:
        return [*lines, ctx.say("filter.nothing-yet"), ctx.say("filter.ask")]
    sent = ctx.speech.say("settings.stories", n=len(found.sent))
    days = ctx.speech.say("days", n=found.days)
    lines.append(ctx.say("filter.trial", days=days, sent=sent, hidden=found.hidden))
    shown = await ctx.tools.db.read(stories.by_ids, found.sent[:EXAMPLES])
    for number in found.sent[:EXAMPLES]:
        if story := shown.get(number):
            lines.append(
                f"• {telegram_html.link(telegram_html.shorten(story.title, 100), story.url)}"
            )
    return [*lines, ctx.say("filter.ask")]


def _rows(ctx: UpdateContext, token: str, text: str) -> Rows:
    accepted, declined = (
        AnswerProposal(accepted=True, token=token),
        AnswerProposal(accepted=False, token=token),
    )
    decide = yes_no(ctx.speech, accepted, declined)
    near = near_topic(text)
    return (
        (*decide, (Button(f"🏷 {topic_name(ctx, near)}", data(ToggleTopic(near))),))
        if near
        else decide
    )


async def tag(ctx: UpdateContext, expression: str, term: int | None) -> int:
    """Put a new filter's term on the stories that meet it, so that the next digest can hold them.

    Returns how many of the last day there are, which the next digest will look at.
    """
    if term is None:
        return 0
    found = await filter_preview.run(
        ctx.tools.db, parse(expression), ctx.chat.languages, ctx.tools.clock()
    )
    await ctx.tools.db.write(stories.tag, [(story, term) for story in found.met[:TAGGED]])
    return found.fresh


def near_topic(text: str) -> str | None:
    """Return the topic that a misspelt name may mean: `sciense`, `Wissenshaft`, `人工只能`; None for none or an exact one."""
    wanted = fold(text.strip())
    if find(text) or len(wanted) > 30:
        return None
    names = {
        fold(value): info.key
        for info in catalogue()
        for value in (info.key, *(name for _, name in info.names))
    }
    # Two characters of Chinese are alike too easily; of three, one may be wrong.
    near = get_close_matches(
        wanted, [name for name in names if len(name) > 2], 1, 0.74 if wanted.isascii() else 0.66
    )
    return names[near[0]] if near else None
