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
from store.news import sources, stories
from store.operations import privacy


async def export(ctx: UpdateContext) -> None:
    """Send the subscriptions as OPML, or all of the chat's data as JSON:
    `/export opml`, `/export json`, or by buttons.
    """
    asked = ctx.text.strip().lower()
    if asked in {"opml", "json"}:
        await _send_file(ctx, asked)
        return
    rows = (
        (
            action_button("OPML", ExportData("opml")),
            action_button("JSON", ExportData("json")),
        ),
    )
    await ctx.answer(ctx.say("export.choose"), rows)


async def export_chosen(ctx: UpdateContext, pressed: ExportData) -> None:
    """Handle a button of /export."""
    await ctx.answer_callback()
    await _send_file(ctx, pressed.form)


async def _send_file(ctx: UpdateContext, kind: str) -> None:
    if not await may_change(ctx):
        return
    content = await (_opml(ctx) if kind == "opml" else _json(ctx))
    await ctx.bot.send_document(
        ctx.place.telegram_id,
        document=InputFile(
            content.encode("utf-8", "replace"), filename=f"jianbao.{kind}"
        ),
        caption=ctx.noted(ctx.say(f"export.{kind}")),
        parse_mode="HTML",
        message_thread_id=ctx.place.thread_id or None,
    )


async def _opml(ctx: UpdateContext) -> str:
    listed = await ctx.subscriptions()
    followed = [int(row.value) for row in listed if row.kind == "source"]
    rows = await ctx.read(sources.of_ids, followed)
    known = {str(source.id): source for source in rows}
    names = {info.key: info.name(ctx.place.locale) for info in catalogue()}
    outlines = []
    for row in listed:
        if row.kind == "source" and (source := known.get(row.value)):
            outlines.append(
                Outline(
                    kind="source",
                    value=source.url,
                    title=source.title,
                    language=source.language,
                    mode=row.mode,
                    form=row.format,
                    label=row.label,
                    words=row.words,
                )
            )
        # Two comparisons, from which mypy learns the kinds.
        elif row.kind == "topic" or row.kind == "filter":  # noqa: PLR1714
            title = names.get(row.value, row.value)
            outlines.append(
                Outline(
                    row.kind,
                    row.value,
                    title,
                    mode=row.mode,
                    form=row.format,
                    label=row.label,
                )
            )
    return opml.write(outlines)


async def _json(ctx: UpdateContext) -> str:
    held = await ctx.read(privacy.export, ctx.chat.telegram_id)
    return json.dumps(asdict(held), ensure_ascii=False, indent=2)


async def feed(ctx: UpdateContext) -> None:
    """Show the addresses of the chat's web page and private feed; create, renew
    or end them.
    """
    if not ctx.defaults.public_url:
        await ctx.reply("feed.unavailable")
    elif await may_change(ctx):
        await ctx.answer(_feed_text(ctx), _feed_rows(ctx))


async def feed_chosen(ctx: UpdateContext, pressed: ChangeFeed) -> None:
    """Handle a button of /feed."""
    if not ctx.defaults.public_url or not await may_change(ctx):
        return
    if pressed.change == "off":
        await ctx.change(feed_token="")
    else:
        await ctx.change(
            feed_token=await ctx.write(chats.new_feed_token, ctx.chat.id)
        )
    await ctx.answer_callback()
    await ctx.edit(_feed_text(ctx), _feed_rows(ctx))


def _feed_text(ctx: UpdateContext) -> str:
    if not ctx.chat.feed_token:
        return ctx.say("feed.none")
    page = f"{ctx.defaults.public_url}/d/{ctx.chat.feed_token}"
    return ctx.say(
        "feed.is", page=OwnText(page), feed=OwnText(f"{page}/feed.xml")
    )


def _feed_rows(ctx: UpdateContext) -> Rows:
    if not ctx.chat.feed_token:
        return (
            (action_button(f"🔗 {ctx.say('feed.make')}", ChangeFeed("new")),),
        )
    return (
        (
            action_button(f"🔁 {ctx.say('feed.renew')}", ChangeFeed("new")),
            action_button(f"🗑 {ctx.say('feed.end')}", ChangeFeed("off")),
        ),
    )


async def share(ctx: UpdateContext) -> None:
    """Send links that open the bot with one of this chat's topics already
    chosen.
    """
    names = {info.key: info for info in catalogue()}
    listed = await ctx.subscriptions()
    topics = [
        names[row.value]
        for row in listed
        if row.kind == "topic" and row.value in names
    ]
    bot = deep_link(ctx.tools.username, "hello")
    buttons = (
        [
            Button(
                f"📤 {ctx.say('share.bot')}",
                url=share_link(bot, "Jianbao 简报"),
            )
        ]
        if bot
        else []
    )
    lines = [ctx.say("share.title", link=bot)]
    for info in topics[:30]:
        link = deep_link(ctx.tools.username, f"topic_{info.key}")
        lines.append(
            f"{info.emoji} {escape(info.name(ctx.place.locale))}: {escape_own(link)}"
        )
        buttons.append(
            Button(
                f"📤 {info.name(ctx.place.locale)}",
                url=share_link(link, info.name(ctx.place.locale)),
            )
        )
    await ctx.answer(
        "\n".join(lines), grid([button for button in buttons if button.url], 2)
    )


async def open_link(ctx: UpdateContext, payload: str) -> bool:
    """Act on a deep link's content; return False if it is unknown."""
    if not payload.startswith("story_"):
        return False
    number = number_of(payload.removeprefix("story_"))
    shared = (
        await ctx.read(stories.get, number, ctx.chat.id)
        if number is not None
        else None
    )
    if shared is None:
        await ctx.reply("story.gone")
    else:
        await story.show(ctx, shared)
    return True
