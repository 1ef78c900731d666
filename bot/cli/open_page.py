"""Open the sandbox's page in a browser when somebody sits at a screen; do
nothing otherwise.
"""

from __future__ import annotations

import os
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping


def open_page(
    url: str,
    *,
    attended: bool | None = None,
    environment: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    opener: Callable[[str], object] = webbrowser.open,
) -> threading.Thread | None:
    """Open a page in the browser; return None if nobody would see it.

    A terminal shows that somebody is there; a server or a container has no
    screen. The browser starts in a thread of its own: some take seconds, and
    the bot does not wait for them.
    """
    watched = sys.stdout.isatty() if attended is None else attended
    if not watched or not _has_screen(environment, platform):
        return None
    thread = threading.Thread(target=_open, args=(url, opener), daemon=True)
    thread.start()
    return thread


def _has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Return whether a browser would open where the person is: not over SSH, and on
    Linux only with a display.
    """
    if "SSH_CONNECTION" in environment:
        return False
    if platform in {"darwin", "win32"}:
        return True
    return bool(
        environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")
    )


def _open(url: str, opener: Callable[[str], object]) -> None:
    # If no browser starts, the address on the terminal is enough.
    try:
        opener(url)
    except (webbrowser.Error, OSError):
        return
