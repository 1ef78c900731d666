"""/export, /feed and /share, and the deep links behind them."""

from __future__ import annotations

import json
from dataclasses import asdict

from telegram import InputFile

from bot import opml
from bot.handlers.admission import may_change
from bot.handlers.context import UpdateContext
from bot.handlers.reading import story
from bot.opml import Outline
from bot.rendering.actions.settings_actions import ChangeFeed, ExportData
from bot.rendering.button_data import Rows, action_button, number_of
from bot.rendering.keyboards import grid
from bot.rendering.links import deep_link, share_link
from bot.rendering.telegram_html import OwnText, escape, escape_own
from news.models import Button
from news.topics import catalogue
from store.chats import chats
from store.news import sources
from store.operations import privacy


async def export(context: UpdateContext) -> None:
    """Send the subscriptions as OPML, or all of the chat's data as JSON:
    `/export opml`, `/export json`, or by buttons.
    """
    asked = context.text.strip().lower()
    if asked in {"opml", "json"}:
        await _send_file(context, asked)
        return
    rows = (
        (
            action_button("OPML", ExportData("opml")),
            action_button("JSON", ExportData("json")),
        ),
    )
    await context.reply("export.choose", rows)


async def export_chosen(context: UpdateContext, pressed: ExportData) -> None:
    """Handle a button of /export."""
    await context.answer_callback()
    await _send_file(context, pressed.form)


async def _send_file(context: UpdateContext, kind: str) -> None:
    if not await may_change(context):
        return
    content = await (_opml(context) if kind == "opml" else _json(context))
    await context.bot.send_document(
        context.place.telegram_id,
        document=InputFile(
            content.encode("utf-8", "replace"), filename=f"jianbao.{kind}"
        ),
        caption=context.noted(context.say(f"export.{kind}")),
        parse_mode="HTML",
        message_thread_id=context.place.thread_id or None,
    )


async def _opml(context: UpdateContext) -> str:
    """Return a chat's subscriptions as OPML: sources with address and language, topics by their
    names in the chat's language, filters as they were written. A source that is gone from the store
    is left out.
    """
    listed = await context.subscriptions()
    followed = [
        int(subscription.value)
        for subscription in listed
        if subscription.kind == "source"
    ]
    rows = await context.read(sources.of_ids, followed)
    known = {str(source.id): source for source in rows}
    names = {
        topic.key: topic.name(context.place.locale) for topic in catalogue()
    }
    outlines = []
    for subscription in listed:
        if subscription.kind == "source" and (
            source := known.get(subscription.value)
        ):
            outlines.append(
                Outline(
                    kind="source",
                    value=source.url,
                    title=source.title,
                    language=source.language,
                    mode=subscription.mode,
                    form=subscription.format,
                    label=subscription.label,
                    words=subscription.words,
                )
            )
        # Two comparisons, from which mypy learns the kinds.
        elif subscription.kind == "topic" or subscription.kind == "filter":  # noqa: PLR1714
            title = names.get(subscription.value, subscription.value)
            outlines.append(
                Outline(
                    subscription.kind,
                    subscription.value,
                    title,
                    mode=subscription.mode,
                    form=subscription.format,
                    label=subscription.label,
                )
            )
    return opml.write(outlines)


async def _json(context: UpdateContext) -> str:
    held = await context.read(privacy.export, context.chat.telegram_id)
    return json.dumps(asdict(held), ensure_ascii=False, indent=2)


async def feed(context: UpdateContext) -> None:
    """Show the addresses of the chat's web page and private feed; create, renew
    or end them.
    """
    if not context.defaults.public_url:
        await context.reply("feed.unavailable")
    elif await may_change(context):
        await context.answer(_feed_text(context), _feed_rows(context))


async def feed_chosen(context: UpdateContext, pressed: ChangeFeed) -> None:
    """Handle a button of /feed."""
    if not context.defaults.public_url or not await may_change(context):
        return
    if pressed.change == "off":
        await context.change(feed_token="")
    else:
        await context.change(
            feed_token=await context.write(
                chats.new_feed_token, context.chat.id
            )
        )
    await context.answer_callback()
    await context.edit(_feed_text(context), _feed_rows(context))


def _feed_text(context: UpdateContext) -> str:
    if not context.chat.feed_token:
        return context.say("feed.none")
    page = f"{context.defaults.public_url}/d/{context.chat.feed_token}"
    return context.say(
        "feed.is", page=OwnText(page), feed=OwnText(f"{page}/feed.xml")
    )


def _feed_rows(context: UpdateContext) -> Rows:
    if not context.chat.feed_token:
        return (
            (
                action_button(
                    f"🔗 {context.say('feed.make')}", ChangeFeed("new")
                ),
            ),
        )
    return (
        (
            action_button(f"🔁 {context.say('feed.renew')}", ChangeFeed("new")),
            action_button(f"🗑 {context.say('feed.end')}", ChangeFeed("off")),
        ),
    )


async def share(context: UpdateContext) -> None:
    """Send links that open the bot with one of this chat's topics already
    chosen.
    """
    names = {topic.key: topic for topic in catalogue()}
    listed = await context.subscriptions()
    topics = [
        names[subscription.value]
        for subscription in listed
        if subscription.kind == "topic" and subscription.value in names
    ]
    bot = deep_link(context.tools.username, "hello")
    buttons = (
        [
            Button(
                f"📤 {context.say('share.bot')}",
                url=share_link(bot, "Jianbao 简报"),
            )
        ]
        if bot
        else []
    )
    lines = [context.say("share.title", link=bot)]
    for topic in topics[:30]:
        link = deep_link(context.tools.username, f"topic_{topic.key}")
        name = escape(topic.name(context.place.locale))
        labelled = context.speech.labelled(name, escape_own(link))
        lines.append(f"{topic.emoji} {labelled}")
        buttons.append(
            Button(
                f"📤 {topic.name(context.place.locale)}",
                url=share_link(link, topic.name(context.place.locale)),
            )
        )
    await context.answer(
        "\n".join(lines), grid([button for button in buttons if button.url], 2)
    )


async def open_link(context: UpdateContext, payload: str) -> bool:
    """Act on a deep link's content; return False if it is unknown."""
    if not payload.startswith("story_"):
        return False
    number = number_of(payload.removeprefix("story_"))
    shared = await context.story(number) if number is not None else None
    if shared is None:
        await context.reply("story.gone")
    else:
        await story.show(context, shared)
    return True
