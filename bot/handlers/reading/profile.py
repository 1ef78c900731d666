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
from news.rank import learn
from news.topics import catalogue
from store.chats import votes


async def profile(ctx: UpdateContext) -> None:
    """Show what the bot learned, with a button to forget each part."""
    opinions = await opinions_of(ctx.tools.db, ctx.chat.id)
    await ctx.answer(_text(ctx, opinions), _rows(ctx, opinions))


async def forget(ctx: UpdateContext, pressed: ForgetOpinion) -> None:
    """Handle a button of /profile: forget the votes on one topic or publisher,
    or all of them.
    """
    if not await may_change(ctx):
        return
    opinions = await opinions_of(ctx.tools.db, ctx.chat.id)
    kind = pressed.kind
    name = pressed.name
    gone = [
        story.id
        for story, _ in opinions
        if kind == "all"
        or (kind == "topic" and name in story.topics[:1])
        or (kind == "publisher" and name == _short(story.publisher))
    ]
    await ctx.write(votes.forget, ctx.chat.id, gone)
    await ctx.notify("profile.forgotten")
    opinions = await opinions_of(ctx.tools.db, ctx.chat.id)
    await ctx.edit(_text(ctx, opinions), _rows(ctx, opinions))


def _short(name: str) -> str:
    """Return a short hash of a publisher's name: a name may be longer than a
    button's data.
    """
    return blake2b(name.encode(), digest_size=6).hexdigest()


def _text(ctx: UpdateContext, opinions: list[Opinion]) -> str:
    learned = learn(opinions)
    if not learned.topics and not learned.publishers:
        return ctx.say("profile.empty")
    names = {
        info.key: f"{info.emoji} {info.name(ctx.place.locale)}"
        for info in catalogue()
    }
    parts = [ctx.say("profile.title")]
    for key, weights in (
        ("profile.topics", learned.topics),
        ("profile.publishers", learned.publishers),
    ):
        if listed := strongest(weights):
            rows = (
                f"{_bar(value)} {telegram_html.escape(names.get(name, name))} {value:+.2f}"
                for name, value in listed
            )
            parts.append(f"<b>{ctx.say(key)}</b>\n" + "\n".join(rows))
    return "\n\n".join([*parts, ctx.say("profile.note")])


def _bar(value: float) -> str:
    return ("🟩" if value > 0 else "🟥") * max(1, min(4, round(abs(value) * 5)))


def _rows(ctx: UpdateContext, opinions: list[Opinion]) -> Rows:
    learned = learn(opinions)
    names = {info.key: info.name(ctx.place.locale) for info in catalogue()}
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
                    f"🗑 {ctx.say('profile.all')}", ForgetOpinion("all", "-")
                ),
            ),
        )
        if opinions
        else ()
    )
    return (*grid(buttons, 2), *everything)
