"""Answer links that a person sends or forwards, with the story or the article
behind them.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from telegram import Message
from telegram.constants import MessageEntityType

from bot.handlers import pending_confirmations
from bot.handlers.admission import take_quota
from bot.handlers.context import UpdateContext
from bot.handlers.handler_context import Linked
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.reading import story
from bot.rendering import telegram_html
from bot.rendering.actions.story_actions import KeepLink
from bot.rendering.actions.subscription_actions import TreatWords
from bot.rendering.button_data import Rows, action_button
from bot.rendering.credit import credit_html
from bot.rendering.telegram_html import CodeText
from news.errors import FetchError, ReadingError
from news.links import host, key
from news.models import Button
from news.shorten import fit_sentences
from store.chats import saved_links
from store.news import articles, stories

# Characters of an article that are compared to find similar ones.
LONGEST = 600
# The most links of one message to answer; a digest of another bot has dozens.
MOST = 3
SUMMARY = 900
_PLAIN = re.compile(r"https?://[^\s<>\"“”「」（）]+")
_LINKS: list[str | None] = [MessageEntityType.URL, MessageEntityType.TEXT_LINK]


def links_of(message: Message) -> list[str]:
    """Return the web addresses in a message or its attachments, each once, in
    their order.
    """
    entities = message.parse_entities(_LINKS) or message.parse_caption_entities(
        _LINKS
    )
    addresses = [entity.url or text for entity, text in entities.items()]
    # Telegram marks no numeric addresses and few local names, which an
    # operator's own network may use.
    addresses += _PLAIN.findall(message.text or message.caption or "")
    web = [url if "://" in url else f"https://{url}" for url in addresses]
    return list(
        dict.fromkeys(
            url for url in web if url.startswith(("http://", "https://"))
        )
    )


async def answer(ctx: UpdateContext, links: list[str]) -> None:
    """Answer each link: with the stored story and all its sources, or with a
    summary of the article.
    """
    for url in links[:MOST]:
        number = await ctx.read(articles.story_at, key(url), ctx.chat.id)
        known = (
            await ctx.read(stories.get, number, ctx.chat.id)
            if number is not None
            else None
        )
        if known is not None:
            await story.show(ctx, known)
        elif await take_quota(ctx):
            await _read(ctx, url)


async def _read(ctx: UpdateContext, url: str) -> None:
    """Summarise an article that belongs to no story; a page that is no article
    may still be a site to subscribe to.
    """
    try:
        article = await ctx.tools.read_link(url, ctx.chat.zone)
    except (ReadingError, FetchError):
        text = ctx.say("unknown.address", text=CodeText(url))
        await ctx.answer(text, (await _subscribe(ctx, url),))
        return
    await ctx.answer(_told(ctx, article), await _rows(ctx, article))


async def _rows(ctx: UpdateContext, article: Linked) -> Rows:
    """Return the buttons for an article outside every story: keep it, find
    more, follow its site, read it.
    """
    say = ctx.speech.say
    link = await _put(
        ctx, PendingAction("link", article.url, title=article.title[:200])
    )
    told = " ".join((article.title, *article.summary))[:LONGEST]
    words = await _put(ctx, PendingAction("words", told))
    keep = action_button(f"💾 {say('story.save-button')}", KeepLink(link))
    more = action_button(f"🔎 {say('more.button')}", TreatWords("more", words))
    home = "{0.scheme}://{0.netloc}/".format(urlsplit(article.url))
    read = Button(
        f"↗ {say('story.read')}", url=telegram_html.safe_url(article.url)
    )
    return (
        (keep, more),
        await _subscribe(ctx, home),
        (read,) if read.url else (),
    )


async def keep(ctx: UpdateContext, pressed: KeepLink) -> None:
    """Handle 💾 under an article outside every story: keep its link, or remove
    it.
    """
    link = await ctx.read(pending_confirmations.get, ctx.chat, pressed.token)
    if link is None:
        await ctx.alert("button.old")
        return
    now = ctx.clock()
    kept = await ctx.write(
        saved_links.keep, ctx.chat.id, link.value, link.title, now
    )
    await ctx.notify("story.saved" if kept else "story.unsaved")


def _told(ctx: UpdateContext, article: Linked) -> str:
    title = telegram_html.link(
        telegram_html.shorten(article.title, 300), article.url
    )
    lines = [f"<b>{title}</b>"]
    if summary := fit_sentences(article.summary, article.language, SUMMARY):
        lines.append(telegram_html.escape(summary))
    zone = ctx.chat.zone
    now = ctx.now()
    if line := credit_html(
        ctx.speech, article.publisher, article.published_at, zone, now
    ):
        lines.append(line)
    return "\n\n".join(lines)


async def _subscribe(ctx: UpdateContext, address: str) -> tuple[Button, ...]:
    """Return the row that offers to follow a site."""
    token = await _put(ctx, PendingAction("words", address))
    name = host(address) or address
    label = f"➕ {ctx.say('unknown.follow')}: {telegram_html.shorten(name, 30)}"
    return (action_button(label, TreatWords("subscribe", token)),)


async def _put(ctx: UpdateContext, proposal: PendingAction) -> str:
    """Store a button's subject; return the token that finds it."""
    now = ctx.clock()
    return await ctx.write(pending_confirmations.put, ctx.chat, proposal, now)
