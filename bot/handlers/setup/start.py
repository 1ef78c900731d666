"""/start: a short guided set-up by buttons: language, topics, hour."""

from __future__ import annotations

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.schedule import resting
from bot.handlers.setup import zone
from bot.handlers.sharing import sharing
from bot.rendering import keyboards
from bot.rendering.actions.settings_actions import (
    ChooseFirstHour,
    ChooseFirstLanguage,
    ChooseFirstNews,
    ChooseFirstZone,
    FinishTopics,
    FirstNews,
    ShowFirstTopics,
    ToggleFirstTopic,
)
from bot.rendering.actions.story_actions import SendDigest
from bot.rendering.actions.subscription_actions import ShowRegions
from bot.rendering.button_data import action_button
from bot.rendering.i18n import LOCALES, language_name
from bot.rendering.keyboards import grid
from bot.rendering.schedule_text import describe, next_in_full
from news.schedule import first_due, format_schedule, parse_schedule
from news.topics import catalogue
from news.zones import find_zone, zone_title
from store.chats import subscriptions


async def start(context: UpdateContext) -> None:
    """Greet and begin the set-up; a deep link `topic_tech` subscribes at once,
    `story_7` opens a story.
    """
    # Telegram shows a button for /start to a person who comes back.
    if context.chat.state != "active" and context.chat.kind == "private":
        await context.change(
            **resting.active(context.chat, now=context.clock())
        )
    link = context.args[0] if context.args else ""
    if link.startswith("topic_") and await may_change(context):
        await _subscribe_to(context, link.removeprefix("topic_"))
        return
    if link and await sharing.open_link(context, link):
        return
    await _welcome(context)


async def _welcome(context: UpdateContext) -> None:
    """Show the first step: the language of the interface."""
    languages = keyboards.languages(ChooseFirstLanguage)
    await context.reply("start.welcome", languages)


async def _subscribe_to(context: UpdateContext, key: str) -> None:
    topic = next((topic for topic in catalogue() if topic.key == key), None)
    # A link may be older than the catalogue.
    if topic is None:
        await _welcome(context)
        return
    await _add_topic(context, key)
    await begin_schedule(context)
    await context.reply(
        "subscribe.topic", name=topic.name(context.place.locale)
    )


async def _add_topic(context: UpdateContext, key: str) -> None:
    await context.write(
        subscriptions.add,
        context.chat.id,
        "topic",
        key,
        limit=context.defaults.subscriptions,
        now=context.clock(),
    )


async def set_language(
    context: UpdateContext, pressed: ChooseFirstLanguage
) -> None:
    """Handle the first step: the language of the interface."""
    if pressed.locale in LOCALES and await may_change(context):
        await context.change(locale=pressed.locale)
        await context.answer_callback()
        # Chinese readers have sources enough, so nobody asks them for another
        # language.
        if pressed.locale.startswith("zh"):
            await show_topics(context)
        else:
            await _ask_news(context)


async def _ask_news(context: UpdateContext) -> None:
    """Ask for the languages of the news: many sources of a new bot are Chinese."""
    own = language_name(context.place.locale, context.speech)
    chinese = language_name("zh", context.speech)
    labels: dict[FirstNews, str] = {
        "own": own,
        "both": f"{own} + {chinese}",
        "all": context.say("settings.all"),
    }
    buttons = (
        action_button(label, ChooseFirstNews(which))
        for which, label in labels.items()
    )
    await context.reply_in_place("start.news", grid(buttons, 1))


async def choose_news(context: UpdateContext, pressed: ChooseFirstNews) -> None:
    """Store the languages of the news; go on to the topics."""
    if not await may_change(context):
        return
    own = context.place.locale.partition("-")[0]
    languages: dict[FirstNews, tuple[str, ...]] = {
        "own": (own,),
        "both": (own, "zh"),
        "all": (),
    }
    await context.change(languages=languages[pressed.which])
    await context.answer_callback()
    await show_topics(context)


async def show_topics(context: UpdateContext) -> None:
    """Show the second step: topics, with a tick on the chosen ones."""
    chosen = await topics_of(context)
    done = action_button(context.say("start.next"), FinishTopics())
    rows = keyboards.topics(
        context.place.locale, chosen, action=ToggleFirstTopic
    )
    # An operator may have switched the catalogue of sources off.
    if context.tools.catalogue:
        label = f"🗺 {context.say('regions.title')}"
        rows = (*rows, (action_button(label, ShowRegions()),))
    await context.reply_in_place("start.topics", (*rows, (done,)))


async def back_to_topics(
    context: UpdateContext, _pressed: ShowFirstTopics
) -> None:
    """Lead back from the regions to the topics."""
    await context.answer_callback()
    await show_topics(context)


async def topics_of(context: UpdateContext) -> set[str]:
    """Return the topics that the chat follows."""
    rows = await context.subscriptions()
    return {
        subscription.value
        for subscription in rows
        if subscription.kind == "topic"
    }


async def _anything(context: UpdateContext) -> bool:
    """Tell whether the chat has chosen a topic, or a region's source."""
    rows = await context.subscriptions()
    return any(
        not subscription.kind.startswith("mute-") for subscription in rows
    )


async def toggle(context: UpdateContext, key: str) -> bool | None:
    """Follow or unfollow a topic; return whether the chat follows it now, None
    for an unknown topic.
    """
    if key not in {topic.key for topic in catalogue()}:
        return None
    if await context.write(subscriptions.remove, context.chat.id, "topic", key):
        return False
    await _add_topic(context, key)
    return True


async def choose_topic(
    context: UpdateContext, pressed: ToggleFirstTopic
) -> None:
    """Handle a topic's button in the set-up."""
    if await may_change(context):
        await toggle(context, pressed.topic)
        await context.answer_callback()
        await show_topics(context)


async def topics_done(context: UpdateContext, _pressed: FinishTopics) -> None:
    """Show the third step: the hour."""
    if not await _anything(context):
        await context.alert("start.none")
        return
    await context.answer_callback()
    guess = zone.guess(context.place.locale)
    # A zone other than the operator's was chosen by the person.
    if (
        context.chat.zone == context.defaults.zone
        and guess != context.chat.zone
    ):
        await _ask_zone(context, guess)
    else:
        await _hour(context)


async def _ask_zone(context: UpdateContext, guess: str) -> None:
    """Show the local time of a likely zone: one tap confirms it, or shows the
    others.
    """
    time = context.speech.clock(context.now(), guess)
    where = zone.city(context, guess)
    yes = f"✅ {time} · {where}"
    other = f"🌍 {context.say('start.other-zone')}"
    rows = (
        (action_button(yes, ChooseFirstZone(guess)),),
        (action_button(other, ChooseFirstZone()),),
    )
    await context.reply_in_place("start.zone", rows, time=time, zone=where)


async def _hour(context: UpdateContext) -> None:
    """Show the hours, with the zone in which they count and its time now."""
    zone_name = zone_title(context.chat.zone)
    zone = context.speech.labelled(context.say("settings.zone"), zone_name)
    label = f"🌍 {zone}"
    other_zone = (action_button(label, ChooseFirstZone()),)
    hours = keyboards.hours(ChooseFirstHour, context.chat.schedule)
    time = context.speech.clock(context.now(), context.chat.zone)
    text = context.say("start.hour", zone=zone_name, time=time)
    await context.edit(text, (*hours, other_zone))


async def choose_zone(context: UpdateContext, pressed: ChooseFirstZone) -> None:
    """Handle the zone's buttons of the third step: the choice of zones, and the
    way back to the hour.
    """
    if not pressed.zone:
        await context.answer_callback()
        await context.reply_in_place(
            "timezone.is",
            zone.choices(context, action=ChooseFirstZone),
            zone=zone_title(context.chat.zone),
        )
    elif await may_change(context):
        await zone.move(context, find_zone(pressed.zone))
        await context.answer_callback()
        await _hour(context)


async def set_hour(context: UpdateContext, pressed: ChooseFirstHour) -> None:
    """Handle the last step: set the schedule and promise the next digest."""
    if await may_change(context):
        await set_schedule(context, pressed.times.replace(".", ":"))
        await context.answer_callback()
        rows = ((action_button(context.say("start.now"), SendDigest()),),)
        chat = context.chat
        text = context.say(
            "start.done",
            schedule=chat.schedule,
            zone=zone_title(chat.zone),
        )
        await context.edit(text, rows)


async def set_schedule(context: UpdateContext, text: str) -> None:
    """Set when digests come; raises ScheduleError for words that are no
    schedule.
    """
    schedule = format_schedule(parse_schedule(text, context.place.locale))
    await keep_schedule(context, schedule)


async def keep_schedule(context: UpdateContext, schedule: str) -> None:
    """Set when digests come, by a schedule in its stored form."""
    await context.change(
        schedule=schedule,
        next_due_at=first_due(schedule, context.chat.zone, context.now()),
    )


def times_in_words(context: UpdateContext, key: str) -> str:
    """Return the interface's text `key` with the chat's times, its zone and the
    next digest.
    """
    written = context.chat.schedule
    zone = context.chat.zone
    return context.say(
        key,
        schedule=describe(written, context.speech),
        zone=zone_title(zone),
        next=next_in_full(written, zone, context.now(), context.speech),
    )


async def begin_schedule(context: UpdateContext) -> None:
    """Start sending digests by the schedule as soon as there are stories, if a
    schedule is set and none is due yet.
    """
    chat = context.chat
    waits = chat.state == "active" and chat.next_due_at is None
    if waits and chat.schedule:
        due_at = first_due(chat.schedule, chat.zone, context.now())
        await context.change(next_due_at=due_at)
