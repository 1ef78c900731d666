"""/start: a short guided set-up by buttons: language, topics, hour."""

from __future__ import annotations

from bot import keyboards
from bot.handlers import sharing, zone
from bot.handlers.here import Here, may_change
from bot.keyboards import data
from bot.languages import LOCALES
from bot.times import first_due
from news.models import Button
from news.schedule import format_schedule, parse_schedule
from news.topics import catalogue
from news.zones import find_zone
from store import subscriptions


async def start(here: Here) -> None:
    """Greet and begin the set-up; a deep link `topic_tech` subscribes at once, `story_7` opens a story."""
    if here.chat.state != "active" and here.chat.kind == "private":
        await here.change(state="active")
    if here.args and here.args[0].startswith("topic_") and await may_change(here):
        await _subscribe_to(here, here.args[0].removeprefix("topic_"))
        return
    if here.args and await sharing.open_link(here, here.args[0]):
        return
    await here.answer(here.say("start.welcome"), keyboards.languages("setlang"))


async def _subscribe_to(here: Here, key: str) -> None:
    info = next((info for info in catalogue() if info.key == key), None)
    if info is None:
        await here.answer(here.say("start.welcome"), keyboards.languages("setlang"))
        return
    await here.tools.db.write(
        subscriptions.add,
        here.chat.id,
        "topic",
        key,
        limit=here.tools.defaults.subscriptions,
        now=here.tools.clock(),
    )
    await begin_schedule(here)
    await here.answer(here.say("subscribe.topic", name=info.name(here.place.locale)))


async def set_language(here: Here, values: list[str]) -> None:
    """First step: the language of the interface."""
    if values and values[0] in LOCALES and await may_change(here):
        await here.change(locale=values[0])
        await here.toast()
        await show_topics(here)


async def show_topics(here: Here) -> None:
    """Second step: topics, ticked as they are chosen."""
    chosen = await topics_of(here)
    done = here.speech.say("start.next")
    await here.edit(
        here.say("start.topics"),
        keyboards.topics(here.place.locale, chosen, action="settop", done=done),
    )


async def topics_of(here: Here) -> set[str]:
    """Return the topics that the chat has."""
    rows = await here.tools.db.read(subscriptions.of_chat, here.chat.id)
    return {row.value for row in rows if row.kind == "topic"}


async def toggle(here: Here, key: str) -> bool | None:
    """Take or leave a topic; returns whether the chat has it now, None for what is no topic."""
    if key not in {info.key for info in catalogue()}:
        return None
    if await here.tools.db.write(subscriptions.remove, here.chat.id, "topic", key):
        return False
    await here.tools.db.write(
        subscriptions.add,
        here.chat.id,
        "topic",
        key,
        limit=here.tools.defaults.subscriptions,
        now=here.tools.clock(),
    )
    return True


async def choose_topic(here: Here, values: list[str]) -> None:
    """A topic's button in the set-up."""
    if values and await may_change(here):
        await toggle(here, values[0])
        await here.toast()
        await show_topics(here)


async def topics_done(here: Here, _values: list[str]) -> None:
    """Third step: the hour."""
    if not await topics_of(here):
        await here.toast(here.say("start.none"), alert=True)
        return
    await here.toast()
    await _hour(here)


async def _hour(here: Here) -> None:
    where = (
        (Button(f"🌍 {here.speech.say('settings.zone')}: {here.chat.zone}", data("setzone")),),
    )
    rows = (*keyboards.hours("sethour", here.chat.schedule), *where)
    await here.edit(here.say("start.hour", zone=here.chat.zone), rows)


async def choose_zone(here: Here, values: list[str]) -> None:
    """The zone's button of the third step: its choice, and back to the hour."""
    if not values:
        await here.toast()
        await here.edit(
            here.say("timezone.is", zone=here.chat.zone), zone.choices(here, action="setzone")
        )
    elif await may_change(here):
        await zone.move(here, find_zone(values[0]))
        await here.toast()
        await _hour(here)


async def set_hour(here: Here, values: list[str]) -> None:
    """Last step: the schedule is set and the next digest promised."""
    if values and await may_change(here):
        await set_schedule(here, values[0].replace(".", ":"))
        await here.toast()
        rows = ((Button(here.speech.say("start.now"), data("now")),),)
        await here.edit(
            here.say("start.done", schedule=here.chat.schedule, zone=here.chat.zone), rows
        )


async def set_schedule(here: Here, text: str) -> None:
    """Set when digests come; raises ScheduleError for what is no schedule."""
    schedule = format_schedule(parse_schedule(text))
    await here.change(
        schedule=schedule, next_due_at=first_due(schedule, here.chat.zone, here.tools.now())
    )


async def begin_schedule(here: Here) -> None:
    """Let digests come by the clock as soon as there is something to tell, where a schedule stands and none is due yet."""
    if here.chat.schedule and here.chat.next_due_at is None and here.chat.state == "active":
        await set_schedule(here, here.chat.schedule)
