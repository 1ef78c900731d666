"""/mute, /unmute and 🔕: hide a topic, a publisher, a phrase or one story, and
undo it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.handlers import pending_confirmations
from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.subscriptions.naming import (
    is_called,
    name_of,
    names_of,
    similar,
    topic_name,
    with_id,
)
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
from bot.rendering.actions.subscription_actions import TreatWords
from bot.rendering.button_data import MenuPage, Rows, action_button, data
from bot.rendering.keyboards import grid, search_words
from bot.rendering.paging import list_page
from bot.subscription_names import SIGNS
from news.durations import DAY
from news.models import Story
from news.topics import catalogue, find
from news.words import fold
from store.chats import subscriptions
from store.news import publishers
from store.rows import Subscription, SubscriptionKind

LONGEST = 100
RECENT = 30 * DAY
# A chat may have this many mutes for each subscription that it may have.
MUTES_A_SUBSCRIPTION = 5
# The most topics to mute at once.
MOST = 10
_BETWEEN = re.compile(r"[\s,，、;；]+")
# Phones type the quotation marks of their language.
_QUOTED = re.compile(r"^(?:[\"“”„«»‘’‚「『《])(.+)(?:[\"“”„«»‘’‚」』》])$")


async def mute(context: UpdateContext) -> None:
    """Mute a topic or a publisher by its name, otherwise a phrase (in quotes
    always a phrase); without words show the list.
    """
    typed = await _typed(context)
    if not typed:
        return
    for text in _topics_of(typed) or [typed]:
        kind, value = await _meaning(context, text)
        await _add(context, kind, value)


async def propose(
    context: UpdateContext, words: str, question: str = "mute.ask"
) -> None:
    """Ask whether to mute words that a person no longer wants to see, or to
    search for them; `question` is the key of the text.
    """
    token = await pending_confirmations.offer(context, "mute", words)
    hide = action_button(f"🔕 {words}", TreatWords("mute", token))
    search = search_words(context.speech, token)
    await context.reply(question, ((hide,), (search,)), title=words)


async def _typed(context: UpdateContext) -> str:
    """Return the words after a command of a person who may change mutes.

    Empty if there is nothing left to do: without words the list is shown, and
    a person without the right is told so.
    """
    if not context.args:
        await context.answer(*await page(context))
        return ""
    return context.text.strip() if await may_change(context) else ""


def _topics_of(text: str) -> list[str]:
    """Return the words of a text if each names a topic: "tech, sports".

    None if the whole text is one topic: "artificial intelligence".
    """
    words = list(filter(None, _BETWEEN.split(text)))
    is_list = 1 < len(words) <= MOST and not find(text)
    return words if is_list and all(map(find, words)) else []


async def _meaning(
    context: UpdateContext, text: str
) -> tuple[SubscriptionKind, str]:
    """Return the kind of mute that a text means, and its value: `tech` is a
    topic, `BBC News` a publisher, `"tech"` and other words are a phrase.
    """
    if quoted := _QUOTED.match(text):
        return "mute-phrase", quoted.group(1).strip()[:LONGEST]
    if key := find(text):
        return "mute-topic", key
    # Only a publisher that was read lately counts: an older name is more likely
    # meant as a phrase.
    known = await context.read(publishers.recent, context.clock() - RECENT)
    wanted = fold(text)
    for name in known:
        if fold(name) == wanted:
            return "mute-publisher", name
    return "mute-phrase", text[:LONGEST]


async def mute_topic(context: UpdateContext, key: str) -> None:
    """Mute a topic by its key, if the person may change settings."""
    if await may_change(context):
        await _add(context, "mute-topic", key)


async def _add(
    context: UpdateContext, kind: SubscriptionKind, value: str
) -> None:
    """Mute something and offer to undo it, in the question's place if a button
    was pressed.
    """
    subscription = await _put(context, kind, value)
    name = await name_of(context, subscription)
    label = f"↩ {context.say('mute.undo')}"
    undo = ((action_button(label, Unmute(subscription.id)),),)
    what = kind.removeprefix("mute-")
    text = context.say(f"mute.done.{what}", name=name)
    if context.update.callback_query:
        await context.answer_callback()
        await context.edit(text, undo)
    else:
        await context.answer(text, undo)


async def _put(
    context: UpdateContext, kind: SubscriptionKind, value: str
) -> Subscription:
    # Readers mute single stories often, so there is more room for mutes than
    # for subscriptions.
    limit = MUTES_A_SUBSCRIPTION * context.defaults.subscriptions
    now = context.clock()
    return await context.write(
        subscriptions.add, context.chat.id, kind, value, limit=limit, now=now
    )


async def unmute(context: UpdateContext) -> None:
    """Remove a mute by its name; without words show the list."""
    typed = await _typed(context)
    if not typed:
        return
    rows = await _muted(context)
    names = await names_of(context, rows)
    wanted = _QUOTED.sub(r"\1", typed)
    topic = find(context.text)
    for subscription in rows:
        name = names[subscription.id]
        if is_called(subscription, name, wanted, topic):
            await _remove(context, subscription)
            await context.reply("mute.undone", name=name)
            return
    near = similar(names, [wanted])
    close = [subscription for subscription in rows if subscription.id in near]
    text = context.say("mute.unknown", name=context.text)
    await context.answer(text, _buttons(close, names))


async def _remove(context: UpdateContext, mute: Subscription) -> None:
    await context.write(subscriptions.remove_id, context.chat.id, mute.id)


async def page(context: UpdateContext, number: int = 0) -> MenuPage:
    """Return one page of the list of mutes, each with a button that removes it."""
    rows = await _muted(context)
    if not rows:
        return context.say("mute.none"), ()
    shown = list_page(rows, number)
    names = await names_of(context, shown.rows)
    lines = [context.say("mute.list", n=len(rows))]
    for subscription in shown.rows:
        name = telegram_html.shorten(names[subscription.id], LONGEST)
        lines.append(f"{SIGNS[subscription.kind]} {telegram_html.escape(name)}")
    turn = shown.turn(lambda to: data(ListMutes(to)))
    return "\n".join(lines), (*_buttons(shown.rows, names), turn)


def _buttons(rows: Sequence[Subscription], names: dict[int, str]) -> Rows:
    buttons = []
    for subscription in rows:
        name = telegram_html.shorten(names[subscription.id], 24)
        buttons.append(
            action_button(f"↩ {name}", Unmute(subscription.id, "list"))
        )
    return grid(buttons, 2)


async def _muted(context: UpdateContext) -> list[Subscription]:
    """Return the chat's mutes, the newest first."""
    rows = await context.subscriptions()
    return [
        subscription
        for subscription in reversed(rows)
        if subscription.kind.startswith("mute-")
    ]


async def show(context: UpdateContext, pressed: ListMutes) -> None:
    """Handle a button that opens the list or turns its pages."""
    await context.answer_callback()
    await context.edit(*await page(context, pressed.page))


async def undo(context: UpdateContext, pressed: Unmute) -> None:
    """Handle the ↩ button of a mute."""
    if not await may_change(context):
        return
    subscription = with_id(await _muted(context), pressed.mute)
    if subscription is None:
        await context.notify("mute.gone")
        return
    name = await name_of(context, subscription)
    await _remove(context, subscription)
    await context.notify("mute.undone-short")
    if pressed.place == "list":
        await context.edit(*await page(context))
    else:
        await context.reply_in_place("mute.undone", name=name)


async def ask(context: UpdateContext, pressed: AskMute) -> None:
    """Handle 🔕 under an open story: ask what to mute."""
    story = await _story_to_mute(context, pressed.story)
    if story is None:
        return
    await context.answer_callback()
    buttons = [
        action_button(
            f"📰 {context.say('mute.this-story')}", MuteStory(story.id)
        )
    ]
    if story.publisher:
        name = telegram_html.shorten(story.publisher, 30)
        buttons.append(action_button(f"🗞 {name}", MutePublisher(story.id)))
    if story.topics:
        # The first topic is the one that fits best.
        key = story.topics[0]
        name = topic_name(context, key)
        buttons.append(action_button(f"🏷 {name}", MuteTopic(key)))
    buttons.append(action_button(f"❌ {context.say('no')}", KeepUnmuted()))
    title = telegram_html.shorten(story.title, 200)
    await context.reply("mute.ask", grid(buttons, 1), title=title)


async def _story_to_mute(context: UpdateContext, number: int) -> Story | None:
    """Return the story that a button names; None, and say so, if it is gone or
    this person may not mute it.
    """
    story = await context.story_pressed(number)
    # In a group or channel anybody can press the button under an alert.
    if story is None or not await may_change(context):
        return None
    return story


async def this_story(context: UpdateContext, pressed: MuteStory) -> None:
    """Mute one story from the question that 🔕 asks."""
    story = await _story_to_mute(context, pressed.story)
    if story is not None:
        await _add(context, "mute-story", str(story.id))


async def at_once(context: UpdateContext, pressed: MuteAtOnce) -> None:
    """Handle 🔕 under an alert or a follow-up: mute its story without a
    question.
    """
    story = await _story_to_mute(context, pressed.story)
    if story is not None:
        await _put(context, "mute-story", str(story.id))
        await context.notify("story.muted")


async def publisher(context: UpdateContext, pressed: MutePublisher) -> None:
    """Mute the publisher of a story."""
    story = await context.story_pressed(pressed.story)
    if story is not None and story.publisher and await may_change(context):
        await _add(context, "mute-publisher", story.publisher)


async def topic(context: UpdateContext, pressed: MuteTopic) -> None:
    """Mute a topic."""
    known = {topic.key for topic in catalogue()}
    if pressed.topic in known and await may_change(context):
        await _add(context, "mute-topic", pressed.topic)


async def cancel(context: UpdateContext, _pressed: KeepUnmuted) -> None:
    """Handle ❌ under the question: mute nothing."""
    await context.answer_callback()
    await context.reply_in_place("mute.kept")
