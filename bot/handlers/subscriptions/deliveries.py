"""How the stories of new subscriptions come, as the person named it with them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.handlers.pending_confirmations import PendingAction
from store.chats import subscriptions
from store.rows import DeliveryMode


@dataclass(frozen=True, slots=True)
class Delivery:
    """The mode, the label and the times that a person named, if any."""

    mode: DeliveryMode | None = None
    label: str = ""
    # The times of the chat's digests, as they are stored; empty leaves the
    # chat's own.
    schedule: str = ""


def delivery_of(asked: PendingAction) -> Delivery:
    """Return the delivery that a person named with a proposal."""
    mode = subscriptions.mode_of(asked.mode)
    return Delivery(mode, asked.label, asked.schedule)


def with_delivery(asked: PendingAction, delivery: Delivery) -> PendingAction:
    """Return a proposal that keeps the delivery that a person named with it."""
    return replace(
        asked,
        mode=delivery.mode or "",
        label=delivery.label,
        schedule=delivery.schedule,
    )
