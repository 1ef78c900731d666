"""Inline mode: `@bot words` finds stories and shares one in any chat."""

from __future__ import annotations

import structlog
from telegram import (
    InlineQuery,
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    LinkPreviewOptions,
    Update,
)
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from bot.handlers.handler_context import HandlerContext
from bot.handlers.permissions import may_use
from bot.rendering import telegram_html
from bot.rendering.credit import credit
from bot.rendering.i18n import Translator, nearest, tongue
from bot.rendering.links import deep_link
from news.language import matches
from news.models import Story
from news.shorten import fit_sentences
from news.words import words
from store.chats import chats
from store.news import stories
from store.news.visibility import NOBODY
from store.rows import Chat

log = structlog.get_logger()
PAGE = 20
# Seconds during which Telegram may cache an answer: news changes fast.
CACHE = 60


async def asked(
    update: Update, telegram_context: ContextTypes.DEFAULT_TYPE
) -> None:
    """Answer an inline query; a person who may not use the bot, or asks too
    often, gets no results and a link to the bot.
    """
    query = update.inline_query
    if query is None:
        return
    tools: HandlerContext = telegram_context.bot_data["tools"]
    chat = await tools.db.read(chats.find, query.from_user.id)
    speech = tongue(
        chat.locale if chat else nearest(query.from_user.language_code)
    )
    person = query.from_user.id
    allowed = may_use(
        tools.defaults, person, chat
    ) and not tools.allowance.take(person, tools.clock(), "inline")
    matching = await _find(tools, chat, query) if allowed else []
    results = [_result(story, speech, tools, chat) for story in matching]
    none = speech.say("inline.none" if query.query.strip() else "inline.hint")
    try:
        await query.answer(
            results,
            cache_time=CACHE if allowed else 5,
            is_personal=True,
            next_offset=str(_offset(query) + PAGE)
            if len(matching) == PAGE
            else "",
            button=None
            if results
            else InlineQueryResultsButton(none[:64], start_parameter="inline"),
        )
    except BadRequest as error:
        log.info("inline.late", error=str(error))


def _offset(query: InlineQuery) -> int:
    if query.offset.isascii() and query.offset.isdigit():
        return min(int(query.offset), 1000)
    return 0


async def _find(
    tools: HandlerContext, chat: Chat | None, query: InlineQuery
) -> list[Story]:
    """Search by words; without words return the newest stories in the person's
    languages.
    """
    wanted = words(query.query[:200])[:12]
    reader = chat.id if chat else NOBODY
    if wanted:
        offset = _offset(query)
        return await tools.db.read(
            stories.search, wanted, limit=PAGE, offset=offset, reader=reader
        )
    if query.query.strip() or _offset(query):
        return []
    newest = await tools.db.read(stories.latest, limit=3 * PAGE, reader=reader)
    return [
        story
        for story in newest
        if chat is None or matches(story.language, chat.languages)
    ][: PAGE - 1]


def _result(
    story: Story, speech: Translator, tools: HandlerContext, chat: Chat | None
) -> InlineQueryResultArticle:
    zone = chat.zone if chat else tools.defaults.zone
    line = credit(
        speech, story.publisher, story.published_at, zone, tools.now()
    )
    summary = fit_sentences(story.summary[:3], story.language, 800)
    lines = [
        f"<b>{telegram_html.link(telegram_html.shorten(story.title, 300), story.url)}</b>",
        telegram_html.escape(summary),
        telegram_html.aside(telegram_html.escape(line), speech.locale),
    ]
    if address := deep_link(tools.username, f"story_{story.id}"):
        lines.append(
            f'<a href="{telegram_html.escape_own(address)}">{telegram_html.escape(speech.say("inline.more"))}</a>'
        )
    preview = telegram_html.safe_url(story.url)
    return InlineQueryResultArticle(
        id=str(story.id),
        title=telegram_html.shorten(telegram_html.clean(story.title), 120)
        or "—",
        description=telegram_html.shorten(
            telegram_html.clean(" — ".join(filter(None, (line, summary)))), 200
        ),
        thumbnail_url=telegram_html.safe_url(story.image) or None,
        input_message_content=InputTextMessageContent(
            "\n".join(line for line in lines if line),
            parse_mode="HTML",
            link_preview_options=LinkPreviewOptions(url=preview)
            if preview
            else LinkPreviewOptions(is_disabled=True),
        ),
    )
