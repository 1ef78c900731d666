"""/profile: show and edit what 👍 and 👎 have taught the bot."""

from __future__ import annotations

from hashlib import blake2b

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.interests import Opinion, opinions_of, strongest
from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import ForgetOpinion
from bot.rendering.button_data import Rows, action_button
from bot.rendering.keyboards import grid
from news.models import Story
from news.rank import learn
from news.topics import catalogue
from store.chats import votes


async def profile(context: UpdateContext) -> None:
    """Show what the bot learned, with a button to forget each part."""
    opinions = await opinions_of(context.tools.db, context.chat.id)
    await context.answer(_text(context, opinions), _rows(context, opinions))


async def forget(context: UpdateContext, pressed: ForgetOpinion) -> None:
    """Handle a button of /profile: forget the votes on one topic or publisher,
    or all of them.
    """
    if not await may_change(context):
        return
    opinions = await opinions_of(context.tools.db, context.chat.id)
    gone = [story.id for story, _ in opinions if _concerns(pressed, story)]
    await context.write(votes.forget, context.chat.id, gone)
    await context.notify("profile.forgotten")
    opinions = await opinions_of(context.tools.db, context.chat.id)
    await context.edit(_text(context, opinions), _rows(context, opinions))


def _concerns(pressed: ForgetOpinion, story: Story) -> bool:
    """Tell whether a vote on a story belongs to the part of the profile that a
    button forgets: all, a first topic, or a publisher.
    """
    names: dict[str, tuple[str, ...]] = {
        "topic": story.topics[:1],
        "publisher": (_short(story.publisher),),
    }
    return pressed.kind == "all" or pressed.name in names.get(pressed.kind, ())


def _short(name: str) -> str:
    """Return a short hash of a publisher's name: a name may be longer than a
    button's data.
    """
    return blake2b(name.encode(), digest_size=6).hexdigest()


def _text(context: UpdateContext, opinions: list[Opinion]) -> str:
    learned = learn(opinions)
    if not learned.topics and not learned.publishers:
        return context.say("profile.empty")
    names = {
        topic.key: f"{topic.emoji} {topic.name(context.place.locale)}"
        for topic in catalogue()
    }
    parts = [context.say("profile.title")]
    for key, weights in (
        ("profile.topics", learned.topics),
        ("profile.publishers", learned.publishers),
    ):
        if listed := strongest(weights):
            rows = (
                f"{_bar(value)} {telegram_html.escape(names.get(name, name))} {value:+.2f}"
                for name, value in listed
            )
            parts.append(f"<b>{context.say(key)}</b>\n" + "\n".join(rows))
    return "\n\n".join([*parts, context.say("profile.note")])


def _bar(value: float) -> str:
    return ("🟩" if value > 0 else "🟥") * max(1, min(4, round(abs(value) * 5)))


def _rows(context: UpdateContext, opinions: list[Opinion]) -> Rows:
    learned = learn(opinions)
    names = {
        topic.key: topic.name(context.place.locale) for topic in catalogue()
    }
    buttons = [
        action_button(
            f"↺ {names.get(name, name)}", ForgetOpinion("topic", name)
        )
        for name, _ in strongest(learned.topics)
    ]
    buttons += [
        action_button(
            f"↺ {telegram_html.shorten(telegram_html.clean(name), 30)}",
            ForgetOpinion("publisher", _short(name)),
        )
        for name, _ in strongest(learned.publishers)
    ]
    everything = (
        (
            (
                action_button(
                    f"🗑 {context.say('profile.all')}", ForgetOpinion("all", "-")
                ),
            ),
        )
        if opinions
        else ()
    )
    return (*grid(buttons, 2), *everything)
