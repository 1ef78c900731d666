"""The client for the web, which keeps nothing from one request to the next."""

from __future__ import annotations

import httpx

from jobs.config import FetchConfig
from jobs.http.body import ENCODINGS
from jobs.http.guard import authorities
from jobs.http.no_cookies import NoCookies


def web_client(
    config: FetchConfig, transport: httpx.AsyncBaseTransport
) -> httpx.AsyncClient:
    """Make the client: no redirects, no proxies of the environment, no cookies."""
    client = httpx.AsyncClient(
        transport=transport,
        headers={"User-Agent": config.agent, "Accept-Encoding": ENCODINGS},
        follow_redirects=False,
        trust_env=False,
        verify=authorities(trust_env=False),
        timeout=httpx.Timeout(
            config.deadline, connect=min(10.0, config.deadline)
        ),
    )
    # httpx has no public way to keep no cookies.
    client._cookies = NoCookies()
    return client
