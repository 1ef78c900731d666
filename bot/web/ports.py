"""Check that the web server's port is free before anything is started."""

from __future__ import annotations

import socket


def listen(host: str, port: int) -> socket.socket:
    """Bind a port of this machine as a server does; raises OSError if that
    fails.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def why_not(host: str, port: int) -> str:
    """Return the reason why a port cannot be bound; empty if it can."""
    try:
        listen(host, port).close()
    except OSError as error:
        return error.strerror or str(error)
    return ""


def a_free_port(host: str) -> int:
    """Return a port that is free now."""
    with listen(host, 0) as held:
        return int(held.getsockname()[1])
