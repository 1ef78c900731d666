"""A client's cookies where it is to keep none."""

from __future__ import annotations

import httpx


class NoCookies(httpx.Cookies):
    """Keeps no cookie of any answer, and does not look for them: that takes a twentieth of
    a request.
    """

    def extract_cookies(self, response: httpx.Response) -> None:
        """Take nothing."""
        del response
