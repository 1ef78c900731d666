"""How the stories of new subscriptions come, as the person named it with them."""

from __future__ import annotations

from dataclasses import dataclass

from store.rows import DeliveryMode


@dataclass(frozen=True, slots=True)
class Delivery:
    """The mode, the label and the times that a person named, if any."""

    mode: DeliveryMode | None = None
    label: str = ""
    # The times of the chat's digests, as they are stored; empty leaves the
    # chat's own.
    schedule: str = ""
