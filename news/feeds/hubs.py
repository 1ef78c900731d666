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
        href = node.get("href")
        if not href or local(node).lower() != "link":
            continue
        relations = (node.get("rel") or "").lower().split()
        for relation in relations:
            links.setdefault(relation, place.join(href))
    return _hub(links.get("hub", ""), links.get("self", ""), place)


def hub_in_json(document: dict[str, Any], place: Place) -> Hub | None:
    """Return the WebSub hub among `hubs` of a JSON Feed."""
    hubs = document.get("hubs")
    if not isinstance(hubs, list):
        return None
    for hub in hubs[:5]:
        if isinstance(hub, dict) and str(hub.get("type")).lower() == "websub":
            address = str(hub.get("url") or "")
            topic = str(document.get("feed_url") or "")
            return _hub(place.join(address), place.join(topic), place)
    return None


def _hub(address: str, topic: str, place: Place) -> Hub | None:
    if address:
        return Hub(address, topic or place.url)
    return None
