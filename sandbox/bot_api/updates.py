"""Deliver updates to the bot: by long polling or a webhook."""

from __future__ import annotations

import asyncio

import httpx

from sandbox.bot_api.parameters import load
from sandbox.errors import Refusal
from sandbox.json_object import JsonObject
from sandbox.world.world import World

_CONFLICT = (
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is"
    " running"
)
_HOOKED = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
    " webhook first"
)


async def poll(world: World, data: JsonObject) -> list[JsonObject]:
    """Poll for updates: one poller at a time; an offset confirms earlier
    updates (TBA `do_get_updates`).
    """
    if world.webhook:
        raise Refusal(409, _HOOKED)
    world.listen(load(data.get("allowed_updates")))
    world.poller += 1
    mine = world.poller
    world.arrived.set()  # an earlier poller gets its conflict answer
    _acknowledge(world, int(data.get("offset") or 0))
    await _wait(world, mine, min(float(data.get("timeout") or 0), 50.0))
    limit = int(data.get("limit") or 100)
    return list(world.updates)[: limit if 1 <= limit <= 100 else 100]


def _acknowledge(world: World, offset: int) -> None:
    """Drop the updates that an offset confirms; a negative offset keeps only
    the last ones.
    """
    while (
        world.updates and offset > 0 and world.updates[0]["update_id"] < offset
    ):
        world.updates.popleft()
    while offset < 0 and len(world.updates) > -offset:
        world.updates.popleft()


async def _wait(world: World, mine: int, seconds: float) -> None:
    """Wait until an update arrives or the time is over; raise an error if
    another poller came.
    """
    end = asyncio.get_running_loop().time() + seconds
    while not world.updates:
        left = end - asyncio.get_running_loop().time()
        if left <= 0:
            return
        try:
            await asyncio.wait_for(world.arrived.wait(), left)
        except TimeoutError:
            return
        if world.poller != mine:
            raise Refusal(409, _CONFLICT)


async def _hooked(world: World) -> None:
    while not world.webhook or not world.updates:
        await world.arrived.wait()


async def deliver(world: World) -> None:
    """Send updates to a webhook; repeat a call that is not answered with 2xx."""
    await _hooked(
        world
    )  # the client loads all authorities, so create it only for a webhook
    async with httpx.AsyncClient(trust_env=False, timeout=10) as client:
        while True:
            await _hooked(world)
            if await _brought(world, client) and world.updates:
                world.updates.popleft()
            else:
                await asyncio.sleep(0.2)


async def _brought(world: World, client: httpx.AsyncClient) -> bool:
    """Call the webhook with the first update; record errors for getWebhookInfo."""
    secret = world.webhook.get("secret")
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
    try:
        answer = await client.post(
            world.webhook["url"], json=world.updates[0], headers=headers
        )
    except httpx.HTTPError:
        wrong = "Connection refused"
    else:
        status = f"{answer.status_code} {answer.reason_phrase}"
        wrong = (
            ""
            if answer.is_success
            else f"Wrong response from the webhook: {status}"
        )
    if wrong:
        world.webhook_error = (int(world.clock()), wrong)
    return not wrong
