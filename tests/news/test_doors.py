"""What people send to open a source, and to whom it goes."""

from __future__ import annotations

import base64

import pytest

from news.doors import (
    Door,
    door_name,
    read_door,
    split_login,
    with_door,
    without_door,
)
from news.private_addresses import is_private, masked

URL = "https://paper.example/feed"
BASIC = "Basic " + base64.b64encode(b"ann:s3cret").decode()


@pytest.mark.parametrize(
    ("said", "header", "value"),
    [
        ("ann s3cret", "Authorization", BASIC),
        (" ann:s3cret\n", "Authorization", BASIC),
        ("Cookie: sid=a1b2; lang=en", "Cookie", "sid=a1b2; lang=en"),
        ("X-Api-Key: k-123", "X-Api-Key", "k-123"),
        ("Authorization: Bearer abc", "Authorization", "Bearer abc"),
    ],
)
def test_what_is_understood(said: str, header: str, value: str) -> None:
    assert read_door(said, URL) == Door(
        header, value, "https://paper.example:443"
    )


@pytest.mark.parametrize(
    "said",
    [
        "",
        "ann",
        "what is this for",
        "Host: evil.example",
        "Content-Length: 5",
        "Proxy-X: 1",
        "Cookie: a\r\nX-Other: b",
        "Cookie: ключ",
        "Cookie: " + "a" * 5000,
        "If-None-Match: x",
    ],
)
def test_what_is_not(said: str) -> None:
    assert read_door(said, URL) is None


@pytest.mark.parametrize(
    ("door_at", "asked", "sent"),
    [
        (URL, "https://paper.example/a/1", True),
        (URL, "https://paper.example:443/a/1", True),
        (URL, "https://www.paper.example/a/1", False),
        (URL, "https://paper.example:8443/a/1", False),
        (URL, "http://paper.example/a/1", False),
        (URL, "https://evil.example/", False),
        (URL, "https://paper.example.evil.example/", False),
        ("http://paper.example/feed", "https://paper.example/feed", True),
        ("http://paper.example:8080/feed", "https://paper.example/feed", False),
        (URL, "mailto:ann@paper.example", False),
    ],
)
def test_it_is_sent_to_its_own_site_alone(
    door_at: str, asked: str, sent: bool
) -> None:
    door = read_door("ann s3cret", door_at)
    assert door is not None
    assert door.headers_for(asked) == ({"Authorization": BASIC} if sent else {})
    assert "s3cret" not in repr(door)
    assert BASIC not in repr(door)


def test_a_login_in_an_address_is_parted_from_it() -> None:
    bare, door = split_login("https://ann:s3%63ret@paper.example:8443/feed?x=1")
    assert bare == "https://paper.example:8443/feed?x=1"
    assert door == Door("Authorization", BASIC, "https://paper.example:8443")
    for url in (URL, "https://ann@paper.example/feed", "https://[::1"):
        assert split_login(url) == (url, None)


def test_the_mark_of_a_door_makes_an_address_private() -> None:
    marked = with_door(f"{URL}#top", "k" * 22)
    assert (marked, door_name(marked)) == (f"{URL}#door-{'k' * 22}", "k" * 22)
    assert (without_door(marked), door_name(URL)) == (URL, "")
    assert is_private(marked)
    assert masked(marked) == "https://paper.example/…"
