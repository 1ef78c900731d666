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
from store.news import articles

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
    return [
        url
        for url in dict.fromkeys(web)
        if url.startswith(("http://", "https://"))
    ]


async def answer(context: UpdateContext, links: list[str]) -> None:
    """Answer each link: with the stored story and all its sources, or with a
    summary of the article.
    """
    for url in links[:MOST]:
        number = await context.read(
            articles.story_at, key(url), context.chat.id
        )
        known = await context.story(number) if number is not None else None
        if known is not None:
            await story.show(context, known)
        elif await take_quota(context):
            await _read(context, url)


async def _read(context: UpdateContext, url: str) -> None:
    """Summarise an article that belongs to no story; a page that is no article
    may still be a site to subscribe to.
    """
    try:
        article = await context.tools.read_link(url, context.chat.zone)
    except (ReadingError, FetchError):
        text = context.say("unknown.address", text=CodeText(url))
        await context.answer(text, (await _subscribe(context, url),))
        return
    await context.answer(_told(context, article), await _rows(context, article))


async def _rows(context: UpdateContext, article: Linked) -> Rows:
    """Return the buttons for an article outside every story: keep it, find
    more, follow its site, read it.
    """
    say = context.speech.say
    link = await pending_confirmations.propose(
        context, PendingAction("link", article.url, title=article.title[:200])
    )
    told = " ".join((article.title, *article.summary))[:LONGEST]
    words = await pending_confirmations.propose(
        context, PendingAction("words", told)
    )
    keep = action_button(f"💾 {say('story.save-button')}", KeepLink(link))
    more = action_button(f"🔎 {say('more.button')}", TreatWords("more", words))
    home = "{0.scheme}://{0.netloc}/".format(urlsplit(article.url))
    read = Button(
        f"↗ {say('story.read')}", url=telegram_html.safe_url(article.url)
    )
    return (
        (keep, more),
        await _subscribe(context, home),
        (read,) if read.url else (),
    )


async def keep(context: UpdateContext, pressed: KeepLink) -> None:
    """Handle 💾 under an article outside every story: keep its link, or remove
    it.
    """
    link = await pending_confirmations.proposed(context, pressed.token)
    if link is None:
        return
    now = context.clock()
    kept = await context.write(
        saved_links.keep, context.chat.id, link.value, link.title, now
    )
    await context.notify("story.saved" if kept else "story.unsaved")


def _told(context: UpdateContext, article: Linked) -> str:
    title = telegram_html.link(
        telegram_html.shorten(article.title, 300), article.url
    )
    lines = [f"<b>{title}</b>"]
    if summary := fit_sentences(article.summary, article.language, SUMMARY):
        lines.append(telegram_html.escape(summary))
    zone = context.chat.zone
    now = context.now()
    if line := credit_html(
        context.speech, article.publisher, article.published_at, zone, now
    ):
        lines.append(line)
    return "\n\n".join(lines)


async def _subscribe(
    context: UpdateContext, address: str
) -> tuple[Button, ...]:
    """Return the row that offers to follow a site."""
    token = await pending_confirmations.propose(
        context, PendingAction("words", address)
    )
    name = host(address) or address
    site = telegram_html.shorten(name, 30)
    follow = context.speech.labelled(context.say("unknown.follow"), site)
    label = f"➕ {follow}"
    return (action_button(label, TreatWords("subscribe", token)),)
