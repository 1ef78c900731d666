"""The machine's own addresses and networks: they count as internal, however public they look."""

from __future__ import annotations

import ipaddress
import re
import time
from contextlib import suppress
from pathlib import Path

from jobs.http.timer import Timer

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
PROC = Path("/proc/net")
# Seconds for which what was read holds: a lease of an address may change while
# the bot runs.
FRESH = 60.0
# Prefixes below which an on-link route is a way to everywhere, such as a
# tunnel's, and no network of an interface.
WIDEST_V4, WIDEST_V6 = 8, 32
_LOCAL = re.compile(r"\|-- (\d+\.\d+\.\d+\.\d+)\n\s+/32 host LOCAL")


class OwnNetworks:
    """The kernel's tables of addresses, read at most once a minute; where there are none,
    nothing is known.
    """

    def __init__(
        self, proc: Path = PROC, clock: Timer = time.monotonic
    ) -> None:
        self._proc = proc
        self._clock = clock
        self._until = float("-inf")
        self._networks: frozenset[Network] = frozenset()

    def hold(self, address: str) -> bool:
        """Return whether an address is the machine's own, or its neighbour's."""
        try:
            ip = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        if self._clock() >= self._until:
            self._networks = read_own_networks(self._proc)
            self._until = self._clock() + FRESH
        # A network of the other version holds no address.
        return any(ip in network for network in self._networks)


def read_own_networks(proc: Path = PROC) -> frozenset[Network]:
    """Read addresses and on-link networks out of Linux's `/proc/net`;
    what can't be read is left out.
    """
    networks: set[Network] = set()
    with suppress(OSError, ValueError):
        addresses = _LOCAL.findall((proc / "fib_trie").read_text("ascii"))
        networks |= {ipaddress.ip_network(address) for address in addresses}
    with suppress(OSError, ValueError, IndexError):
        rows = (proc / "route").read_text("ascii").splitlines()[1:]
        networks |= {
            network for fields in rows if (network := _on_link(fields.split()))
        }
    with suppress(OSError, ValueError, IndexError):
        rows = (proc / "if_inet6").read_text("ascii").splitlines()
        networks |= {
            network
            for fields in rows
            if (network := _of_interface(fields.split()))
        }
    return frozenset(networks)


def _on_link(fields: list[str]) -> Network | None:
    """Read a route (interface, destination, gateway, …, mask at 7;
    little-endian hex) that leads through no gateway.
    """
    destination = int(fields[1], 16)
    gateway = int(fields[2], 16)
    mask = int(fields[7], 16)
    prefix = mask.bit_count()
    if gateway or prefix < WIDEST_V4:
        return None
    address = destination.to_bytes(4, "little")
    return ipaddress.ip_network((address, prefix), strict=False)


def _of_interface(fields: list[str]) -> Network | None:
    """Read an interface's IPv6 address (address, number, prefix; hex)."""
    address = bytes.fromhex(fields[0])
    prefix = int(fields[2], 16)
    return ipaddress.ip_network((address, max(prefix, WIDEST_V6)), strict=False)
