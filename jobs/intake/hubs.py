"""source with a hub → ask the hub to announce news (W3C WebSub, 5 Subscribing)."""

from __future__ import annotations

import secrets
from urllib.parse import urlencode

import structlog

from jobs.context import JobContext
from news.errors import JianbaoError
from news.masking import mask_addresses
from store.news import hub_subscriptions
from store.news.hub_subscriptions import LEASE, PATH, HubSubscription

log = structlog.get_logger()
# Hubs that are asked in one sweep.
AT_ONCE = 20
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


async def sweep(context: JobContext) -> int:
    """Ask the hubs whose turn has come; return how many accepted.

    Each answers later, by calling us: `bot.web.hubs` hears it.
    """
    if not context.fetch.callback:
        return 0
    due = await context.db.write(
        hub_subscriptions.claim_due,
        now=context.clock(),
        limit=AT_ONCE,
        fresh=lambda: secrets.token_urlsafe(32),
    )
    return sum([await _ask(context, row) for row in due])


async def _ask(context: JobContext, row: HubSubscription) -> bool:
    """Ask one hub; one that does not accept is asked again later."""
    content = urlencode(_wish(row, context.fetch.callback)).encode()
    try:
        status, _ = await context.downloader.post(
            row.hub, content=content, headers=_FORM
        )
    except JianbaoError as error:
        log.info(
            "hub.unreachable",
            source=row.source_id,
            error=mask_addresses(str(error)),
        )
        return False
    taken = status in {202, 204}
    log.info("hub.asked", source=row.source_id, status=status)
    return taken


def _wish(row: HubSubscription, callback: str) -> dict[str, str]:
    """Return the parameters of a request to a hub.

    The secret goes to hubs without TLS too: who forges a hub's call gains no more than one reading
    of the feed at its own address.
    """
    return {
        "hub.callback": f"{callback}{PATH}{row.token}",
        "hub.mode": "subscribe",
        "hub.topic": row.topic,
        "hub.lease_seconds": str(LEASE),
        "hub.secret": row.secret,
    }
