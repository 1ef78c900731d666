"""Addresses of inner networks, and those that only look public."""

from __future__ import annotations

import pytest

from news.inner_addresses import is_inner, is_public


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111"])
def test_public_addresses_pass(address: str) -> None:
    assert is_public(address)
    assert not is_inner(address)


@pytest.mark.parametrize(
    "address",
    [
        "nonsense",
        "64:ff9b::1",
        "2002::1",
        "192.0.0.192",
        "168.63.129.16",
        "::",
        "fe80::1%eth0",
    ],
)
def test_addresses_that_only_look_public_do_not(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "name",
    [
        "localhost", "LOCALHOST.", "router", "nas.local", "db.internal", "box.home.arpa", "10.0.0.5", "127.1",
        "2130706433", "0x7f.1", "::1", "fe80::1", "",
    ],
)  # fmt: skip
def test_names_that_only_a_network_of_its_own_resolves(name: str) -> None:
    assert is_inner(name)


@pytest.mark.parametrize(
    "name",
    ["paper.example", "163.example", "local.example", "10.example", "8.8.8.8"],
)
def test_names_of_the_public_web(name: str) -> None:
    assert not is_inner(name)
