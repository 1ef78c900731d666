"""Headers of pages at addresses that only one person should know."""

from __future__ import annotations


def private_headers(policy: str) -> dict[str, str]:
    """Return headers that keep an address out of referrers, search engines and
    caches; `policy` is the page's Content-Security-Policy.
    """
    return {
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": policy,
    }
