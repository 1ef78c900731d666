"""Every pressed button finds its handler here; an old one still answers sensibly."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.handlers import fallback, help
from bot.handlers.context import UpdateContext
from bot.handlers.groups import channels
from bot.handlers.operator import operator
from bot.handlers.reading import digests, evidence, profile, story
from bot.handlers.schedule import alerts, quiet_hours, schedule
from bot.handlers.setup import forget, language, settings, settings_pages, start, zone
from bot.handlers.sharing import sharing
from bot.handlers.subscriptions import mutes, opml_import, subscribe, subscription_list
from bot.rendering.keyboards import read_data, scope_of

Press = Callable[[UpdateContext, list[str]], Awaitable[None]]
PRESSES: dict[str, Press] = {
    "setlang": start.set_language,
    "settop": start.choose_topic,
    "settopdone": start.topics_done,
    "setzone": start.choose_zone,
    "sethour": start.set_hour,
    "now": digests.now_,
    "lang": language.choose,
    "pg": settings_pages.show,
    "set": settings.set_,
    "news": settings.choose_news,
    "forget": forget.outdated,
    "erase": forget.decided,
    "top": subscribe.tick,
    "topics": subscribe.show_topics,
    "subs": subscription_list.turn,
    "sub": subscription_list.open_,
    "unsub": subscription_list.remove,
    "w": subscription_list.weigh,
    "by": subscription_list.send_by,
    "add": subscribe.decide,
    "do": fallback.do,
    "hour": schedule.hour,
    "sch": schedule.press,
    "pause": schedule.press_pause,
    "tz": zone.choose,
    "quiet": quiet_hours.press,
    "alerts": alerts.choose,
    "channel": channels.choose,
    "profile": profile.forget,
    "export": sharing.export_chosen,
    "feed": sharing.feed_chosen,
    "import": opml_import.decided,
    "help": help.subject,
    "s": story.open_,
    "fb": story.rate,
    "mute": mutes.at_once,
    "mutes": mutes.ask,
    "mutethis": mutes.this_story,
    "mutepub": mutes.publisher,
    "mutetop": mutes.topic,
    "mutenot": mutes.cancel,
    "muted": mutes.show,
    "unmute": mutes.undo,
    "save": story.save,
    "why": story.why,
    "bc": operator.press_broadcast,
    "ev": evidence.show,
}


READING = frozenset({"s"})
"""What anybody may do on a message that shows the button, proof or not: it opens a story, and changes nothing."""


async def press(ctx: UpdateContext) -> None:
    """Act on a button that its message offers in this chat; any other is answered, and does nothing."""
    query = ctx.update.callback_query
    written = (query.data if query else "") or ""
    action, values = read_data(written)
    handler = PRESSES.get(action)
    # A channel that is gone, or no longer this person's, is not made up for by the chat itself.
    lost = scope_of(written) is not None and ctx.home is None
    if handler is None or lost:
        await ctx.answer_callback(ctx.speech.say("button.old"), alert=True)
        return
    read_anyway = action in READING and written in ctx.pressed.offered
    if not read_anyway and not ctx.pressed.may_press(written):
        await _offer_anew(ctx, written)
        return
    await handler(ctx, values)
    if not ctx.answered:
        await ctx.answer_callback(ctx.speech.say("button.old"), alert=True)


async def _offer_anew(ctx: UpdateContext, written: str) -> None:
    """Answer what may not be pressed; a button of an earlier version, which its message still shows, by a fresh menu."""
    await ctx.answer_callback(ctx.speech.say("button.old"), alert=True)
    # A channel's readers are a crowd, and its posts are no place for menus.
    if written in ctx.pressed.offered and ctx.place.kind != "channel":
        await ctx.answer(*await settings_pages.page(ctx, ""))
