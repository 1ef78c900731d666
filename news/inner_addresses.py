"""Tell addresses of inner networks from public ones: by number, and by names that only a
network of its own resolves.
"""

from __future__ import annotations

import ipaddress
import socket
from functools import lru_cache

# Python 3.11's `is_global` lets these through (IANA special-purpose registries;
# metadata services of clouds).
_DENIED = tuple(
    ipaddress.ip_network(net)
    for net in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24",
        "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4",
        "240.0.0.0/4", "255.255.255.255/32", "168.63.129.16/32", "100.100.100.200/32",
        "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "2620:4f:8000::/48",
    )
)  # fmt: skip
_UNICAST = (ipaddress.ip_network("0.0.0.0/0"), ipaddress.ip_network("2000::/3"))
# Endings of names that no public server answers for (RFC 6762, 8375, 9476 and the
# reserved ones of RFC 6761).
_INNER_ENDINGS = (".localhost", ".local", ".internal", ".home.arpa")


@lru_cache(maxsize=4096)
def is_public(address: str) -> bool:
    """Return whether an address is global unicast, and none of the special ranges that look so."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    is_special = not ip.is_global or ip.is_multicast or ip.is_reserved
    # A network of the other version holds no address.
    is_unicast = any(ip in network for network in _UNICAST)
    is_denied = any(ip in network for network in _DENIED)
    return is_unicast and not is_special and not is_denied


def is_inner_name(name: str) -> bool:
    """Return whether a host's name is one of the machine or of its own network: printer.local."""
    return name == "localhost" or name.endswith(_INNER_ENDINGS)


@lru_cache(maxsize=4096)
def is_inner(name: str) -> bool:
    """Return whether a host is one that only a machine or its network reaches: a bare name, a
    name of `is_inner_name`, a number that is no public address.

    Nothing at all is the machine's own, as in the address of a file.
    """
    low = name.rstrip(".").lower()
    address = literal(low)
    if address:
        return not is_public(address)
    return "." not in low or is_inner_name(low)


def literal(name: str) -> str:
    """Return the address that a numeric host name means (decimal, hex, octal,
    short): `2130706433`, `0x7f.1` and `0177.0.0.1` → `127.0.0.1`.

    Empty for a real name.
    """
    bare = name.strip("[]")
    if ":" in bare:
        return bare
    if not _is_numeric(bare):
        return ""
    try:
        return socket.inet_ntoa(socket.inet_aton(bare))
    except OSError:
        # A number that is no address is refused like a private one.
        return "0.0.0.0"  # noqa: S104


def _is_numeric(name: str) -> bool:
    """Tell whether each part of a name is a number, or begins as a hexadecimal
    one: `10.1`, `0x7f.1`.
    """
    parts = name.split(".")
    are_numbers = all(part.isdigit() or part.startswith("0x") for part in parts)
    return are_numbers and "".join(parts).isalnum()
