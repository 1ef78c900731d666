"""Read what the header `Link` of an answer names."""

from __future__ import annotations

import httpx

from news.links import web_address
from news.models import Hub


def hub_of(url: str, response: httpx.Response) -> Hub | None:
    """Return the hub in an answer's `Link` header (W3C WebSub, 4); None without one."""
    if "hub" not in response.headers.get("link", ""):
        return None
    named = {}
    for name in ("hub", "self"):
        link = response.links.get(name, {})
        named[name] = web_address(link.get("url", ""), url)
    if named["hub"]:
        return Hub(named["hub"], named["self"] or url)
    return None
