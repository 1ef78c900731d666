"""Show the entries at an address before a chat subscribes to it."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from bot.handlers import pending_confirmations
from bot.handlers.admission import translate_error
from bot.handlers.context import UpdateContext
from bot.handlers.pending_confirmations import PendingAction
from bot.handlers.subscriptions import (
    doors,
    opml_import,
    source_words,
    timed_wishes,
)
from bot.handlers.subscriptions.deliveries import delivery_of
from bot.rendering import keyboards, telegram_html
from bot.rendering.actions.subscription_actions import AnswerProposal
from bot.rendering.button_data import Rows
from news.doors import door_name
from news.errors import JianbaoError
from news.models import Entry
from news.private_addresses import masked

log = structlog.get_logger()


async def look(context: UpdateContext, url: str, asked: PendingAction) -> bool:
    """Show the entries at an address and ask; return whether it can be read.

    `asked` holds the wanted delivery, label and words.
    """
    number = await context.reply("source.looking", url=masked(url))
    try:
        source = await context.tools.discover(url, context.chat.zone)
    except JianbaoError as error:
        log.info("source.refused", url=url, error=str(error))
        rows = (
            () if door_name(url) else await doors.offer(context, error, asked)
        )
        await context.amend(number, translate_error(context, error), rows)
        return False
    if source.listing:
        # Another reader's export names sources, and lists no news.
        asks = await opml_import.question(context, source.listing)
        await context.amend(number, *asks)
        return True
    proposal = PendingAction(
        "source",
        source.url,
        form=source.kind,
        title=source.title,
        language=source.language,
        # A hot list's lines come only with digests.
        mode=asked.mode if source.kind != "hotlist" else "",
        label=asked.label,
        words=asked.words,
        schedule=asked.schedule,
    )
    instead = "source.instead" if source.instead else "source.found"
    head = context.say(
        instead if source.entries else "source.found-empty",
        title=source.title or masked(source.url),
        kind=context.say(f"source.{source.kind}"),
    )
    lines = [
        head,
        *_listed(context, source.entries, asked.words),
        *timed_wishes.announced(context, delivery_of(asked)),
    ]
    await context.amend(
        number, "\n".join(lines), await _decide(context, proposal)
    )
    return True


async def _decide(context: UpdateContext, proposal: PendingAction) -> Rows:
    """Store a proposal; return its ✅ and ❌ buttons."""
    token = await pending_confirmations.propose(context, proposal)
    return keyboards.yes_no(
        context.speech,
        AnswerProposal(accepted=True, token=token),
        AnswerProposal(accepted=False, token=token),
    )


def _listed(
    context: UpdateContext, entries: Sequence[Entry], words: str
) -> list[str]:
    """Return the lines of a source's entries; with words, only matching
    entries.
    """
    lines = [context.say("words.only", words=words)] if words else []
    shown = source_words.met(entries, words)
    if entries and not shown:
        lines.append(context.say("words.none-listed"))
    for entry in shown:
        title = telegram_html.shorten(
            entry.title or entry.summary or entry.url, 100
        )
        lines.append(f"• {telegram_html.link(title, entry.url)}")
    return lines
