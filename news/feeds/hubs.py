"""Find the hub that announces a feed's news (W3C WebSub, 4 Discovery)."""

from __future__ import annotations

from itertools import islice

from news.feeds.json_values import objects_in, text_in
from news.feeds.place import Place
from news.feeds.tree import Element, local
from news.models import Hub
from news.safe_json import JsonObject

# Elements of a feed's head that are looked at: hubs stand among the first.
LINKS = 60
# Hubs of a JSON Feed that are looked at.
MAX_HUBS = 5


def hub_of(head: Element | None, place: Place) -> Hub | None:
    """Return the hub that a feed's head names, and the feed's own address there."""
    if head is None:
        return None
    links: dict[str, str] = {}
    for node in islice(head, LINKS):
        address = node.get("href", "")
        if not address or local(node) != "link":
            continue
        for relation in node.get("rel", "").lower().split():
            links.setdefault(relation, place.join(address))
    address = links.get("hub", "")
    return _hub(address, links.get("self", ""), place)


def hub_in_json(document: JsonObject, place: Place) -> Hub | None:
    """Return the WebSub hub among `hubs` of a JSON Feed."""
    topic = place.join(text_in(document.get("feed_url")))
    hubs = objects_in(document.get("hubs"), MAX_HUBS)
    addresses = (
        text_in(hub.get("url"))
        for hub in hubs
        if text_in(hub.get("type")).lower() == "websub"
    )
    address = place.join(next(addresses, ""))
    return _hub(address, topic, place)


def _hub(address: str, topic: str, place: Place) -> Hub | None:
    return Hub(address, topic or place.url) if address else None
