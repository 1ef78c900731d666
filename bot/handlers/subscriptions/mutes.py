"""/mute, /unmute and 🔕: hide a topic, a publisher, a phrase or one story, and
undo it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions.naming import name_of, names_of, topic_name
from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import (
    AskMute,
    KeepUnmuted,
    ListMutes,
    MuteAtOnce,
    MutePublisher,
    MuteStory,
    MuteTopic,
    Unmute,
)
from bot.rendering.button_data import MenuPage, Rows, action_button, data
from bot.rendering.keyboards import grid
from bot.rendering.paging import list_page
from bot.subscription_names import SIGNS
from news.durations import DAY
from news.models import Story
from news.topics import catalogue, find
from news.words import fold
from store.chats import subscriptions
from store.news import publishers, stories
from store.rows import Subscription, SubscriptionKind

LONGEST = 100
RECENT = 30 * DAY
# A chat may have this many mutes for each subscription that it may have.
MUTES_A_SUBSCRIPTION = 5
# The most topics to mute at once.
MOST = 10
# The most mutes with a similar name that an answer offers, and the similarity
# that they need: that of words with one or two letters changed.
NEAR, ALIKE = 3, 0.5
_BETWEEN = re.compile(r"[\s,，、;；]+")
# Phones type the quotation marks of their language.
_QUOTED = re.compile(r"^(?:[\"“”„«»‘’‚「『《])(.+)(?:[\"“”„«»‘’‚」』》])$")


async def mute(ctx: UpdateContext) -> None:
    """Mute a topic or a publisher by its name, otherwise a phrase (in quotes
    always a phrase); without words show the list.
    """
    if not ctx.args:
        await ctx.answer(*await page(ctx))
        return
    if not await may_change(ctx):
        return
    typed = ctx.text.strip()
    for text in _topics_of(typed) or [typed]:
        kind, value = await _meaning(ctx, text)
        await _add(ctx, kind, value)


def _topics_of(text: str) -> list[str]:
    """Return the words of a text if each names a topic; none if the whole text
    is one topic.
    """
    words = [word for word in _BETWEEN.split(text) if word]
    several = 1 < len(words) <= MOST and all(find(word) for word in words)
    if several and not find(text):
        return words
    return []


async def _meaning(
    ctx: UpdateContext, text: str
) -> tuple[SubscriptionKind, str]:
    if quoted := _QUOTED.match(text):
        return "mute-phrase", quoted.group(1).strip()[:LONGEST]
    if key := find(text):
        return "mute-topic", key
    # Only a publisher that was read lately counts: an older name is more likely
    # meant as a phrase.
    known = await ctx.read(publishers.recent, ctx.clock() - RECENT)
    wanted = fold(text)
    for name in known:
        if fold(name) == wanted:
            return "mute-publisher", name
    return "mute-phrase", text[:LONGEST]


async def mute_topic(ctx: UpdateContext, key: str) -> None:
    """Mute a topic by its key, if the person may change settings."""
    if await may_change(ctx):
        await _add(ctx, "mute-topic", key)


async def _add(ctx: UpdateContext, kind: SubscriptionKind, value: str) -> None:
    row = await _put(ctx, kind, value)
    name = await name_of(ctx, row)
    label = f"↩ {ctx.say('mute.undo')}"
    undo = ((action_button(label, Unmute(row.id)),),)
    what = kind.removeprefix("mute-")
    text = ctx.say(f"mute.done.{what}", name=name)
    if ctx.update.callback_query:
        await ctx.answer_callback()
        await ctx.edit(text, undo)
    else:
        await ctx.answer(text, undo)


async def _put(
    ctx: UpdateContext, kind: SubscriptionKind, value: str
) -> Subscription:
    # Readers mute single stories often, so there is more room for mutes than
    # for subscriptions.
    limit = MUTES_A_SUBSCRIPTION * ctx.defaults.subscriptions
    now = ctx.clock()
    return await ctx.write(
        subscriptions.add, ctx.chat.id, kind, value, limit=limit, now=now
    )


async def unmute(ctx: UpdateContext) -> None:
    """Remove a mute by its name; without words show the list."""
    if not ctx.args:
        await ctx.answer(*await page(ctx))
        return
    if not await may_change(ctx):
        return
    rows = await _muted(ctx)
    names = await names_of(ctx, rows)
    wanted = fold(_QUOTED.sub(r"\1", ctx.text.strip()))
    key = find(ctx.text)
    for row in rows:
        is_topic = row.kind == "mute-topic" and row.value == key
        if is_topic or fold(names[row.id]) == wanted:
            await ctx.write(subscriptions.remove_id, ctx.chat.id, row.id)
            await ctx.reply("mute.undone", name=names[row.id])
            return
    folded = {row.id: fold(names[row.id]) for row in rows}
    near = get_close_matches(wanted, list(folded.values()), NEAR, ALIKE)
    close = [row for row in rows if folded[row.id] in near]
    text = ctx.say("mute.unknown", name=ctx.text)
    await ctx.answer(text, _buttons(close, names))


async def page(ctx: UpdateContext, number: int = 0) -> MenuPage:
    """Return one page of the list of mutes, each with a button that removes it."""
    rows = await _muted(ctx)
    if not rows:
        return ctx.say("mute.none"), ()
    shown = list_page(rows, number)
    names = await names_of(ctx, shown.rows)
    lines = [ctx.say("mute.list", n=len(rows))]
    for row in shown.rows:
        name = telegram_html.shorten(names[row.id], LONGEST)
        lines.append(f"{SIGNS[row.kind]} {telegram_html.escape(name)}")
    turn = shown.turn(lambda to: data(ListMutes(to)))
    return "\n".join(lines), (*_buttons(shown.rows, names), turn)


def _buttons(rows: Sequence[Subscription], names: dict[int, str]) -> Rows:
    buttons = []
    for row in rows:
        name = telegram_html.shorten(names[row.id], 24)
        buttons.append(action_button(f"↩ {name}", Unmute(row.id, "list")))
    return grid(buttons, 2)


async def _muted(ctx: UpdateContext) -> list[Subscription]:
    """Return the chat's mutes, the newest first."""
    rows = await ctx.subscriptions()
    return [row for row in reversed(rows) if row.kind.startswith("mute-")]


async def show(ctx: UpdateContext, pressed: ListMutes) -> None:
    """Handle a button that opens the list or turns its pages."""
    await ctx.answer_callback()
    await ctx.edit(*await page(ctx, pressed.page))


async def undo(ctx: UpdateContext, pressed: Unmute) -> None:
    """Handle the ↩ button of a mute."""
    if not await may_change(ctx):
        return
    row = next(
        (mute for mute in await _muted(ctx) if mute.id == pressed.mute), None
    )
    if row is None:
        await ctx.notify("mute.gone")
        return
    name = await name_of(ctx, row)
    await ctx.write(subscriptions.remove_id, ctx.chat.id, row.id)
    await ctx.notify("mute.undone-short")
    if pressed.place == "list":
        await ctx.edit(*await page(ctx))
    else:
        await ctx.edit(ctx.say("mute.undone", name=name))


async def _story(ctx: UpdateContext, number: int) -> Story | None:
    story = await ctx.read(stories.get, number, ctx.chat.id)
    if story is None:
        await ctx.alert("story.gone")
    return story


async def ask(ctx: UpdateContext, pressed: AskMute) -> None:
    """Handle 🔕 under an open story: ask what to mute."""
    story = await _story(ctx, pressed.story)
    # In a group or channel anybody can press the button under an alert: only
    # people who may mute get the question.
    if story is None or not await may_change(ctx):
        return
    await ctx.answer_callback()
    buttons = [
        action_button(f"📰 {ctx.say('mute.this-story')}", MuteStory(story.id))
    ]
    if story.publisher:
        name = telegram_html.shorten(story.publisher, 30)
        buttons.append(action_button(f"🗞 {name}", MutePublisher(story.id)))
    if story.topics:
        # The first topic is the one that fits best.
        key = story.topics[0]
        name = topic_name(ctx, key)
        buttons.append(action_button(f"🏷 {name}", MuteTopic(key)))
    buttons.append(action_button(f"❌ {ctx.say('no')}", KeepUnmuted()))
    title = telegram_html.shorten(story.title, 200)
    await ctx.answer(ctx.say("mute.ask", title=title), grid(buttons, 1))


async def this_story(ctx: UpdateContext, pressed: MuteStory) -> None:
    """Mute one story from the question that 🔕 asks."""
    story = await _story(ctx, pressed.story)
    if story is not None and await may_change(ctx):
        await _add(ctx, "mute-story", str(story.id))


async def at_once(ctx: UpdateContext, pressed: MuteAtOnce) -> None:
    """Handle 🔕 under an alert or a follow-up: mute its story without a
    question.
    """
    story = await _story(ctx, pressed.story)
    if story is not None and await may_change(ctx):
        await _put(ctx, "mute-story", str(story.id))
        await ctx.notify("story.muted")


async def publisher(ctx: UpdateContext, pressed: MutePublisher) -> None:
    """Mute the publisher of a story."""
    story = await _story(ctx, pressed.story)
    if story is not None and story.publisher and await may_change(ctx):
        await _add(ctx, "mute-publisher", story.publisher)


async def topic(ctx: UpdateContext, pressed: MuteTopic) -> None:
    """Mute a topic."""
    known = {info.key for info in catalogue()}
    if pressed.topic in known and await may_change(ctx):
        await _add(ctx, "mute-topic", pressed.topic)


async def cancel(ctx: UpdateContext, _pressed: KeepUnmuted) -> None:
    """Handle ❌ under the question: mute nothing."""
    await ctx.answer_callback()
    await ctx.edit(ctx.say("mute.kept"))
