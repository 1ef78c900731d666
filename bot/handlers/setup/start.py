"""/start: a short guided set-up by buttons: language, topics, hour."""

from __future__ import annotations

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
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
from bot.rendering.schedule_text import first_due
from news.schedule import format_schedule, parse_schedule
from news.topics import catalogue
from news.zones import find_zone, zone_title
from store.chats import subscriptions


async def start(ctx: UpdateContext) -> None:
    """Greet and begin the set-up; a deep link `topic_tech` subscribes at once,
    `story_7` opens a story.
    """
    if ctx.chat.state != "active" and ctx.chat.kind == "private":
        await ctx.change(state="active")
    if ctx.args and ctx.args[0].startswith("topic_") and await may_change(ctx):
        await _subscribe_to(ctx, ctx.args[0].removeprefix("topic_"))
        return
    if ctx.args and await sharing.open_link(ctx, ctx.args[0]):
        return
    await ctx.answer(
        ctx.say("start.welcome"), keyboards.languages(ChooseFirstLanguage)
    )


async def _subscribe_to(ctx: UpdateContext, key: str) -> None:
    info = next((info for info in catalogue() if info.key == key), None)
    if info is None:
        await ctx.answer(
            ctx.say("start.welcome"), keyboards.languages(ChooseFirstLanguage)
        )
        return
    await ctx.write(
        subscriptions.add,
        ctx.chat.id,
        "topic",
        key,
        limit=ctx.defaults.subscriptions,
        now=ctx.clock(),
    )
    await begin_schedule(ctx)
    await ctx.reply("subscribe.topic", name=info.name(ctx.place.locale))


async def set_language(
    ctx: UpdateContext, pressed: ChooseFirstLanguage
) -> None:
    """Handle the first step: the language of the interface."""
    if pressed.locale in LOCALES and await may_change(ctx):
        await ctx.change(locale=pressed.locale)
        await ctx.answer_callback()
        if pressed.locale.startswith("zh"):
            await show_topics(ctx)
        else:
            await _ask_news(ctx)


async def _ask_news(ctx: UpdateContext) -> None:
    """Ask for the languages of the news: many sources of a new bot are Chinese."""
    own = language_name(ctx.place.locale, ctx.speech)
    chinese = language_name("zh", ctx.speech)
    labels: dict[FirstNews, str] = {
        "own": own,
        "both": f"{own} + {chinese}",
        "all": ctx.say("settings.all"),
    }
    buttons = (
        action_button(label, ChooseFirstNews(which))
        for which, label in labels.items()
    )
    await ctx.edit(ctx.say("start.news"), grid(buttons, 1))


async def choose_news(ctx: UpdateContext, pressed: ChooseFirstNews) -> None:
    """Store the languages of the news; go on to the topics."""
    if not await may_change(ctx):
        return
    own = ctx.place.locale.partition("-")[0]
    languages: dict[FirstNews, tuple[str, ...]] = {
        "own": (own,),
        "both": (own, "zh"),
        "all": (),
    }
    await ctx.change(languages=languages[pressed.which])
    await ctx.answer_callback()
    await show_topics(ctx)


async def show_topics(ctx: UpdateContext) -> None:
    """Show the second step: topics, with a tick on the chosen ones."""
    chosen = await topics_of(ctx)
    done = action_button(ctx.say("start.next"), FinishTopics())
    rows = keyboards.topics(ctx.place.locale, chosen, action=ToggleFirstTopic)
    if ctx.tools.catalogue:
        places = action_button(f"🗺 {ctx.say('regions.title')}", ShowRegions())
        rows = (*rows, (places,))
    await ctx.edit(ctx.say("start.topics"), (*rows, (done,)))


async def back_to_topics(ctx: UpdateContext, _pressed: ShowFirstTopics) -> None:
    """Lead back from the regions to the topics."""
    await ctx.answer_callback()
    await show_topics(ctx)


async def topics_of(ctx: UpdateContext) -> set[str]:
    """Return the topics that the chat follows."""
    rows = await ctx.subscriptions()
    return {row.value for row in rows if row.kind == "topic"}


async def _anything(ctx: UpdateContext) -> bool:
    """Tell whether the chat has chosen a topic, or a region's source."""
    rows = await ctx.subscriptions()
    return any(not row.kind.startswith("mute-") for row in rows)


async def toggle(ctx: UpdateContext, key: str) -> bool | None:
    """Follow or unfollow a topic; return whether the chat follows it now, None
    for an unknown topic.
    """
    if key not in {info.key for info in catalogue()}:
        return None
    if await ctx.write(subscriptions.remove, ctx.chat.id, "topic", key):
        return False
    await ctx.write(
        subscriptions.add,
        ctx.chat.id,
        "topic",
        key,
        limit=ctx.defaults.subscriptions,
        now=ctx.clock(),
    )
    return True


async def choose_topic(ctx: UpdateContext, pressed: ToggleFirstTopic) -> None:
    """Handle a topic's button in the set-up."""
    if await may_change(ctx):
        await toggle(ctx, pressed.topic)
        await ctx.answer_callback()
        await show_topics(ctx)


async def topics_done(ctx: UpdateContext, _pressed: FinishTopics) -> None:
    """Show the third step: the hour."""
    if not await _anything(ctx):
        await ctx.alert("start.none")
        return
    await ctx.answer_callback()
    guess = zone.guess(ctx.place.locale)
    # A zone other than the operator's was chosen by the person.
    if ctx.chat.zone == ctx.defaults.zone and guess != ctx.chat.zone:
        await _ask_zone(ctx, guess)
    else:
        await _hour(ctx)


async def _ask_zone(ctx: UpdateContext, guess: str) -> None:
    """Show the local time of a likely zone: one tap confirms it, or shows the
    others.
    """
    time = ctx.speech.clock(ctx.now(), guess)
    where = zone.city(ctx, guess)
    rows = (
        (action_button(f"✅ {time} · {where}", ChooseFirstZone(guess)),),
        (
            action_button(
                f"🌍 {ctx.say('start.other-zone')}", ChooseFirstZone()
            ),
        ),
    )
    await ctx.edit(ctx.say("start.zone", time=time, zone=where), rows)


async def _hour(ctx: UpdateContext) -> None:
    where = (
        (
            action_button(
                f"🌍 {ctx.say('settings.zone')}: {zone_title(ctx.chat.zone)}",
                ChooseFirstZone(),
            ),
        ),
    )
    rows = (*keyboards.hours(ChooseFirstHour, ctx.chat.schedule), *where)
    time = ctx.speech.clock(ctx.now(), ctx.chat.zone)
    await ctx.edit(
        ctx.say("start.hour", zone=zone_title(ctx.chat.zone), time=time), rows
    )


async def choose_zone(ctx: UpdateContext, pressed: ChooseFirstZone) -> None:
    """Handle the zone's buttons of the third step: the choice of zones, and the
    way back to the hour.
    """
    if not pressed.zone:
        await ctx.answer_callback()
        await ctx.edit(
            ctx.say("timezone.is", zone=zone_title(ctx.chat.zone)),
            zone.choices(ctx, action=ChooseFirstZone),
        )
    elif await may_change(ctx):
        await zone.move(ctx, find_zone(pressed.zone))
        await ctx.answer_callback()
        await _hour(ctx)


async def set_hour(ctx: UpdateContext, pressed: ChooseFirstHour) -> None:
    """Handle the last step: set the schedule and promise the next digest."""
    if await may_change(ctx):
        await set_schedule(ctx, pressed.times.replace(".", ":"))
        await ctx.answer_callback()
        rows = ((action_button(ctx.say("start.now"), SendDigest()),),)
        await ctx.edit(
            ctx.say(
                "start.done",
                schedule=ctx.chat.schedule,
                zone=zone_title(ctx.chat.zone),
            ),
            rows,
        )


async def set_schedule(ctx: UpdateContext, text: str) -> None:
    """Set when digests come; raises ScheduleError for words that are no
    schedule.
    """
    schedule = format_schedule(parse_schedule(text, ctx.place.locale))
    await ctx.change(
        schedule=schedule,
        next_due_at=first_due(schedule, ctx.chat.zone, ctx.now()),
    )


async def begin_schedule(ctx: UpdateContext) -> None:
    """Start sending digests by the schedule as soon as there are stories, if a
    schedule is set and none is due yet.
    """
    if (
        ctx.chat.schedule
        and ctx.chat.next_due_at is None
        and ctx.chat.state == "active"
    ):
        written = ctx.chat.schedule
        zone = ctx.chat.zone
        await ctx.change(next_due_at=first_due(written, zone, ctx.now()))
