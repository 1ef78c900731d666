"""Other addresses of one page."""

from __future__ import annotations

import pytest

from news.address_forms import main_host, main_path, own_address
from news.links import key

PAGE = "https://a.example/2026/11/ferry-runs"


@pytest.mark.parametrize(
    "other",
    [
        "https://a.example./2026/11/ferry-runs",
        "https://a.example/2026//11/ferry-runs",
        "https://amp.a.example/2026/11/ferry-runs",
        "https://mobile.a.example/2026/11/ferry-runs",
        f"{PAGE}/amp/",
        f"{PAGE}.amp",
        "https://a.example/amp/2026/11/ferry-runs",
        "https://www-a-example.cdn.ampproject.org/c/s/www.a.example/2026/11/ferry-runs",
        "https://www.google.com/amp/s/www.a.example/2026/11/ferry-runs",
        f"https://www.google.com/url?rct=j&url={PAGE}&ct=ga",
        f"{PAGE}?outputType=amp",
        f"{PAGE}?amp",
        f"{PAGE}?print=1",
        f"{PAGE}?partner=rss&emc=rss",
        f"{PAGE}?__source=rss%7Cmain",
        f"{PAGE}?mod=rss_markets_main",
    ],
)
def test_one_page_by_another_address(other: str) -> None:
    assert key(other) == key(PAGE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/amp", "https://a.example/"),
        ("https://a.example/guitars/amp", "https://a.example/guitars"),
        ("https://a.example/x?mod=photo", "https://a.example/x?mod=video"),
        ("https://a.example/x?view=map", "https://a.example/x?view=list"),
        ("https://a.example/x?print=pier", "https://a.example/x?print=lock"),
    ],
)
def test_pages_that_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("name", "registered", "main"),
    [
        ("m.paper.example", "paper.example", "paper.example"),
        ("en.m.paper.example", "paper.example", "en.paper.example"),
        ("amp.example", "amp.example", "amp.example"),
        ("mobile.news.example", "news.example", "news.example"),
    ],
)
def test_hosts_for_phones(name: str, registered: str, main: str) -> None:
    assert main_host(name, registered) == main


def test_paths_for_phones() -> None:
    assert main_path("/a/b.amp.html") == "/a/b.html"
    assert main_path("/camp/1") == "/camp/1"


@pytest.mark.parametrize(
    ("counted", "page"),
    [
        (
            "https://www.bing.com/news/apiclick.aspx?aid=&url=https%3a%2f%2fa.example%2fx",
            "https://a.example/x",
        ),
        (
            "https://www.google.com/url?q=javascript:1&url=https://a.example/",
            "https://a.example/",
        ),
        (
            "https://www.google.com/url?q=words",
            "https://www.google.com/url?q=words",
        ),
        (
            "https://a.example/url?url=https://b.example/",
            "https://a.example/url?url=https://b.example/",
        ),
    ],
)
def test_the_page_behind_a_counter_of_clicks(counted: str, page: str) -> None:
    assert own_address(counted) == page
