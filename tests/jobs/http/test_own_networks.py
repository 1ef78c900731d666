"""The machine's own addresses and networks are inside, whatever they look like."""

from __future__ import annotations

from pathlib import Path

import pytest

from jobs.http.guard import Guard
from jobs.http.own_networks import FRESH, OwnNetworks, read_own_networks
from news.errors import Refused

ROUTE = """Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
eth0\t00000000\t0100D8B9\t0003\t0\t0\t0\t00000000\t0\t0\t0
eth0\t0000D8B9\t00000000\t0001\t0\t0\t0\t00F0FFFF\t0\t0\t0
tun0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0
"""
TRIE = """Local:
  +-- 0.0.0.0/0 3 0 5
     |-- 198.97.38.12
        /32 host LOCAL
     |-- 198.97.38.255
        /32 link BROADCAST
"""
INET6 = "26061700000000000000000000001234 02 40 00 80     eth0\n"


@pytest.fixture
def proc(tmp_path: Path) -> Path:
    (tmp_path / "route").write_text(ROUTE)
    (tmp_path / "fib_trie").write_text(TRIE)
    (tmp_path / "if_inet6").write_text(INET6)
    return tmp_path


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("198.97.38.12", True),
        ("198.97.38.13", False),
        ("185.216.0.7", True),
        ("185.216.15.255", True),
        ("185.216.16.1", False),
        ("2606:1700::1234", True),
        ("2606:1700::ffff", True),
        ("2606:1700:0:1::1", False),
        ("8.8.8.8", False),
        ("nonsense", False),
    ],
)
def test_own_addresses_and_neighbours(
    proc: Path, address: str, own: bool
) -> None:
    assert OwnNetworks(proc).hold(address) is own


async def test_the_guard_lets_nobody_to_them(proc: Path) -> None:
    async def lookup(_host: str, _port: int) -> list[str]:
        return ["8.8.8.8", "185.216.0.7"]

    guard = Guard(lookup=lookup, own=OwnNetworks(proc))
    for url in ("http://198.97.38.12/", "http://[2606:1700::1234]/"):
        with pytest.raises(Refused, match="own network"):
            guard.check_url(url)
    with pytest.raises(Refused, match="own network"):
        await guard.resolve("mixed.example", 443)
    assert guard.check_url("http://8.8.8.8/") == "http://8.8.8.8/"


def test_a_new_address_is_known_after_a_minute(proc: Path) -> None:
    moment = [0.0]
    own = OwnNetworks(proc, lambda: moment[0])
    assert not own.hold("198.97.38.99")
    (proc / "fib_trie").write_text(TRIE.replace("198.97.38.12", "198.97.38.99"))
    assert not own.hold("198.97.38.99")
    moment[0] += FRESH
    assert own.hold("198.97.38.99")


def test_without_the_kernels_tables_nothing_is_known(tmp_path: Path) -> None:
    assert read_own_networks(tmp_path) == frozenset()
    (tmp_path / "route").write_text("garbage\nmore garbage\n")
    assert read_own_networks(tmp_path) == frozenset()
