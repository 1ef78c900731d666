"""Deliver updates to the bot: by long polling or a webhook."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import httpx

from sandbox.bot_api.parameters import load
from sandbox.errors import Refusal
from sandbox.json_object import JsonObject
from sandbox.world.world import World

# Seconds that a poll waits at the most, and updates that it returns (TBA
# `process_get_updates_query`).
LONGEST_POLL = 50.0
MAX_UPDATES = 100
# Seconds until a webhook is called again.
_PAUSE = 0.2
_CONFLICT = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
    " running"
)
_HOOKED = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
    " webhook first"
)


async def poll(world: World, parameters: JsonObject) -> list[JsonObject]:
    """Poll for updates: one poller at a time; an offset confirms earlier
    updates (TBA `do_get_updates`).
    """
    if world.webhook:
        raise Refusal(409, _HOOKED)
    world.listen(load(parameters.get("allowed_updates")))
    world.poller += 1
    mine = world.poller
    world.arrived.set()  # an earlier poller gets its conflict answer
    _acknowledge(world, int(parameters.get("offset") or 0))
    seconds = min(float(parameters.get("timeout") or 0), LONGEST_POLL)
    await _wait(world, mine, seconds)
    limit = int(parameters.get("limit") or MAX_UPDATES)
    if not 1 <= limit <= MAX_UPDATES:
        limit = MAX_UPDATES
    return list(world.updates)[:limit]


def _acknowledge(world: World, offset: int) -> None:
    """Drop the updates that an offset confirms; a negative offset keeps only
    the last ones.

    Of the updates 6, 7, 8, an offset of 8 leaves only 8, an offset of -2 leaves
    7 and 8, and 0 leaves all.
    """
    updates = world.updates
    while updates and updates[0]["update_id"] < offset:
        updates.popleft()
    while offset < 0 and len(updates) > -offset:
        updates.popleft()


async def _wait(world: World, mine: int, seconds: float) -> None:
    """Wait until an update arrives or the time is over; raise an error if
    another poller came.
    """
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while not world.updates:
                await world.arrived.wait()
                if world.poller != mine:
                    raise Refusal(409, _CONFLICT)


async def _hooked(world: World) -> None:
    """Wait until there is a webhook and an update for it."""
    while not world.webhook or not world.updates:
        await world.arrived.wait()


async def deliver(world: World) -> None:
    """Send updates to a webhook; repeat a call that is not answered with 2xx."""
    # The client loads all authorities, so it is created only for a webhook.
    await _hooked(world)
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        while True:
            await _hooked(world)
            if await _brought(world, client) and world.updates:
                world.updates.popleft()
            else:
                await asyncio.sleep(_PAUSE)


async def _brought(world: World, client: httpx.AsyncClient) -> bool:
    """Call the webhook with the first update; record errors for getWebhookInfo.

    Return whether the bot took the update; a redirect counts as an error.
    """
    secret = world.webhook.get("secret")
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    url = world.webhook["url"]
    update = world.updates[0]
    try:
        answer = await client.post(url, json=update, headers=headers)
    except httpx.HTTPError:
        return _note_error(world, "Connection refused")
    if answer.is_success:
        return True
    status = f"{answer.status_code} {answer.reason_phrase}"
    return _note_error(world, f"Wrong response from the webhook: {status}")


def _note_error(world: World, wrong: str) -> bool:
    """Keep an error for `getWebhookInfo`; False, for the update was not taken."""
    world.webhook_error = (int(world.clock()), wrong)
    return False
