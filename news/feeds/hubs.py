"""Find the hub that announces a feed's news (W3C WebSub, 4 Discovery)."""

from __future__ import annotations

from itertools import islice

from news.feeds.json_values import objects_in, text_at
from news.feeds.place import Place
from news.feeds.xml_tree import Element, named
from news.models import Hub
from news.safe_json import JsonObject

# Elements of a feed's head that are looked at: hubs stand among the first.
LINKS = 60
# Hubs of a JSON Feed that are looked at.
MAX_HUBS = 5


def hub_of(head: Element, place: Place) -> Hub | None:
    """Return the hub that a feed's head names, and the feed's own address there.

    `<link rel="hub" href="https://hub.example/"/>` names a hub.
    """
    links: dict[str, str] = {}
    for link in named(islice(head, LINKS), "link"):
        address = place.join(link.get("href", ""))
        for relation in link.get("rel", "").lower().split():
            links[relation] = links.get(relation) or address
    return _hub(links.get("hub", ""), links.get("self", ""), place)


def hub_in_json(document: JsonObject, place: Place) -> Hub | None:
    """Return the WebSub hub among `hubs` of a JSON Feed."""
    topic = place.join(text_at(document, "feed_url"))
    hubs = objects_in(document.get("hubs"), MAX_HUBS)
    addresses = (
        text_at(hub, "url")
        for hub in hubs
        if text_at(hub, "type").lower() == "websub"
    )
    return _hub(place.join(next(addresses, "")), topic, place)


def _hub(address: str, topic: str, place: Place) -> Hub | None:
    """Name a hub; `topic` is the feed's own address there, by default the one it was read at."""
    return Hub(address, topic or place.url) if address else None
