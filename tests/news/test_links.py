"""Addresses."""

from __future__ import annotations

import pytest

from news.links import host, join, key, same_site, site


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.a.example/x/", "https://a.example/x"),
        ("https://a.example/x?utm_source=b&id=1#top", "https://a.example/x?id=1"),
        ("https://m.a.example/x/index.html", "https://a.example/x"),
        ("https://a.example/?b=2&a=1", "https://a.example/?a=1&b=2"),
    ],
)
def test_two_addresses_of_one_article(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_different_articles_stay_apart() -> None:
    assert key("https://a.example/x?id=1") != key("https://a.example/x?id=2")
    assert key("http://a.example:8080/x") != key("http://a.example/x")


def test_joining() -> None:
    assert join("https://a.example/b/", "../c#d") == "https://a.example/c"
    assert join("https://a.example/", "javascript:alert(1)") == ""
    assert join("https://a.example/", "http://[bad") == ""


def test_sites() -> None:
    assert site("https://news.a.com.cn/x") == "a.com.cn"
    assert same_site("https://x.b.co.uk/", "https://y.b.co.uk/")
    assert not same_site("https://b.co.uk/", "https://c.co.uk/")
    assert site("http://127.0.0.1:80/") == "127.0.0.1"
    assert host("http://[bad") == ""
    assert site("nonsense") == ""
    assert key("http://[bad") == "http://[bad"
