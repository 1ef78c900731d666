"""Find the hub that announces a feed's news (W3C WebSub, 4 Discovery)."""

from __future__ import annotations

from itertools import islice
from typing import Any

from news.feeds.place import Place
from news.feeds.tree import Element, local
from news.models import Hub

# Elements of a feed's head that are looked at: hubs stand among the first.
LINKS = 60


def hub_of(head: Element | None, place: Place) -> Hub | None:
    """Return the hub that a feed's head names, and the feed's own address there."""
    if head is None:
        return None
    links: dict[str, str] = {}
    for node in islice(head, LINKS):
        if local(node).lower() != "link" or not node.get("href"):
            continue
        for relation in (node.get("rel") or "").lower().split():
            links.setdefault(relation, place.join(node.get("href", "")))
    return _hub(links.get("hub", ""), links.get("self", ""), place)


def hub_in_json(document: dict[str, Any], place: Place) -> Hub | None:
    """Return the WebSub hub among `hubs` of a JSON Feed."""
    hubs = document.get("hubs")
    for item in hubs[:5] if isinstance(hubs, list) else []:
        if isinstance(item, dict) and str(item.get("type")).lower() == "websub":
            address = place.join(str(item.get("url") or ""))
            return _hub(
                address, place.join(str(document.get("feed_url") or "")), place
            )
    return None


def _hub(address: str, topic: str, place: Place) -> Hub | None:
    return Hub(address, topic or place.url) if address else None
