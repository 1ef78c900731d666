"""saved story → the chat's read-later service."""

from __future__ import annotations

import structlog

from jobs.http.downloader import Downloader
from news.errors import FetchError
from news.read_later import (
    Account,
    Call,
    Item,
    first_call,
    needs_two,
    second_call,
)

log = structlog.get_logger()


async def send(downloader: Downloader, account: Account, item: Item) -> None:
    """Send an article to a service; raises FetchError if it is not accepted.

    Nothing of the account is logged or stands in an error: only the service and its status.
    """
    answer = await _post(downloader, account, first_call(account, item))
    following = second_call(account, item, answer)
    if following is not None:
        await _post(downloader, account, following)
    elif needs_two(account):
        raise FetchError(f"{account.service} gave no token")
    log.info("read-later.sent", service=account.service)


async def _post(downloader: Downloader, account: Account, call: Call) -> bytes:
    status, answer = await downloader.post(
        call.url, content=call.body, headers=call.headers
    )
    if not 200 <= status < 300:
        log.info("read-later.refused", service=account.service, status=status)
        raise FetchError(f"{account.service} answered {status}")
    return answer
