"""/profile: show and edit what 👍 and 👎 have taught the bot."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import ForgetOpinion
from bot.rendering.button_data import Rows, data
from bot.rendering.keyboards import grid
from news.models import Button, Story
from news.rank import learn
from news.topics import catalogue
from store.chats import feedback, votes
from store.news import stories

# The most topics and publishers to show, the strongest first.
MOST = 12
Word = tuple[Story, int]


async def profile(ctx: UpdateContext) -> None:
    """Show what the bot learned, with a button to forget each part."""
    words = await _words(ctx)
    await ctx.answer(_text(ctx, words), _rows(ctx, words))


async def forget(ctx: UpdateContext, pressed: ForgetOpinion) -> None:
    """Handle a button of /profile: forget the votes on one topic or publisher,
    or all of them.
    """
    if not await may_change(ctx):
        return
    words = await _words(ctx)
    kind, name = pressed.kind, pressed.name
    gone = [
        story.id
        for story, _ in words
        if kind == "all"
        or (kind == "topic" and name in story.topics[:1])
        or (kind == "publisher" and name == _short(story.publisher))
    ]
    await ctx.tools.db.write(votes.forget, ctx.chat.id, gone)
    await ctx.answer_callback(ctx.say("profile.forgotten"))
    words = await _words(ctx)
    await ctx.edit(_text(ctx, words), _rows(ctx, words))


async def _words(ctx: UpdateContext) -> list[Word]:
    """Return the chat's votes on stories that still exist."""
    said = (await ctx.tools.db.read(feedback.of_chats, [ctx.chat.id])).get(
        ctx.chat.id, []
    )
    told = await ctx.tools.db.read(
        stories.by_ids, {opinion.story_id for opinion in said}, ctx.chat.id
    )
    return [
        (told[opinion.story_id], opinion.value)
        for opinion in said
        if opinion.story_id in told
    ]


def _short(name: str) -> str:
    """Return a short hash of a publisher's name: a name may be longer than a
    button's data.
    """
    return blake2b(name.encode(), digest_size=6).hexdigest()


def _strongest(weights: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(
        ((name, value) for name, value in weights.items() if value),
        key=lambda each: -abs(each[1]),
    )[:MOST]


def _text(ctx: UpdateContext, words: list[Word]) -> str:
    learned = learn(words)
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
        if listed := _strongest(weights):
            rows = (
                f"{_bar(value)} {telegram_html.escape(names.get(name, name))} {value:+.2f}"
                for name, value in listed
            )
            parts.append(f"<b>{ctx.say(key)}</b>\n" + "\n".join(rows))
    return "\n\n".join([*parts, ctx.say("profile.note")])


def _bar(value: float) -> str:
    return ("🟩" if value > 0 else "🟥") * max(1, min(4, round(abs(value) * 5)))


def _rows(ctx: UpdateContext, words: list[Word]) -> Rows:
    learned = learn(words)
    names = {info.key: info.name(ctx.place.locale) for info in catalogue()}
    buttons = [
        Button(f"↺ {names.get(name, name)}", data(ForgetOpinion("topic", name)))
        for name, _ in _strongest(learned.topics)
    ]
    buttons += [
        Button(
            f"↺ {telegram_html.shorten(telegram_html.clean(name), 30)}",
            data(ForgetOpinion("publisher", _short(name))),
        )
        for name, _ in _strongest(learned.publishers)
    ]
    everything = (
        (
            (
                Button(
                    f"🗑 {ctx.speech.say('profile.all')}",
                    data(ForgetOpinion("all", "-")),
                ),
            ),
        )
        if words
        else ()
    )
    return (*grid(buttons, 2), *everything)
