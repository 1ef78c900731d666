"""Proxies: those of the environment are used for Telegram only, never for
addresses on this machine.
"""

from __future__ import annotations

import ipaddress
from ssl import SSLContext
from typing import Any
from urllib.parse import urlsplit


def is_loopback(url: str) -> bool:
    """Tell whether an address is on this machine."""
    host = urlsplit(url).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def telegram_options(base_url: str, verify: SSLContext) -> dict[str, Any]:
    """Return httpx's options for calls to a Bot API; HTTPS_PROXY, ALL_PROXY and
    NO_PROXY count unless the API is local.
    """
    # A proxy would look for "127.0.0.1" on its own machine.
    return {"verify": verify, "trust_env": not is_loopback(base_url)}
