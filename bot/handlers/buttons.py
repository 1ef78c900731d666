"""Every pressed button finds its handler here; an old one still answers sensibly."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.handlers import (
    alerts,
    channels,
    digests,
    documents,
    evidence,
    forget,
    help,
    language,
    listing,
    mutes,
    operator,
    pages,
    profile,
    quiet,
    schedule,
    settings,
    sharing,
    start,
    story,
    subscribe,
    unknown,
    zone,
)
from bot.handlers.here import Here
from bot.keyboards import read_data

Press = Callable[[Here, list[str]], Awaitable[None]]
PRESSES: dict[str, Press] = {
    "setlang": start.set_language,
    "settop": start.choose_topic,
    "settopdone": start.topics_done,
    "setzone": start.choose_zone,
    "sethour": start.set_hour,
    "now": digests.now_,
    "lang": language.choose,
    "pg": pages.show,
    "set": settings.set_,
    "news": settings.choose_news,
    "forget": forget.decided,
    "top": subscribe.tick,
    "topics": subscribe.show_topics,
    "subs": listing.turn,
    "sub": listing.open_,
    "unsub": listing.remove,
    "w": listing.weigh,
    "add": subscribe.decide,
    "do": unknown.do,
    "hour": schedule.hour,
    "sch": schedule.press,
    "pause": schedule.press_pause,
    "tz": zone.choose,
    "quiet": quiet.press,
    "alerts": alerts.choose,
    "channel": channels.choose,
    "profile": profile.forget,
    "export": sharing.export_chosen,
    "feed": sharing.feed_chosen,
    "import": documents.decided,
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


async def press(here: Here) -> None:
    """Act on a button; what no version of ours wrote is answered, not ignored."""
    query = here.update.callback_query
    action, values = read_data(query.data if query else "")
    handler = PRESSES.get(action)
    if handler is None:
        await here.toast(here.speech.say("button.old"), alert=True)
        return
    await handler(here, values)
    if not here.answered:
        await here.toast(here.speech.say("button.old"), alert=True)
