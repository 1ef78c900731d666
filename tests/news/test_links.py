"""Addresses."""

from __future__ import annotations

import pytest

from news.links import host, join, key, outward, same_site, site, web_address


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.a.example/x/", "https://a.example/x"),
        (
            "https://a.example/x?utm_source=b&id=1#top",
            "https://a.example/x?id=1",
        ),
        ("https://m.a.example/x/index.html", "https://a.example/x"),
        ("https://a.example/?b=2&a=1", "https://a.example/?a=1&b=2"),
        ("https://a.example/x?CMP=share&at_campaign=b", "https://a.example/x"),
        ("https://a.example/x?from=rss", "https://a.example/x"),
        ("https://a.example/x?a=1&amp;b=2", "https://a.example/x?a=1&b=2"),
        ("https://a.example/x?amp;utm_source=rss", "https://a.example/x"),
        ("https://a.example/x?traffic_source=b&hmsr=c", "https://a.example/x"),
        ("https://a.example/x;jsessionid=0A?b=1", "https://a.example/x?b=1"),
        ("https://a.example/x?PHPSESSID=0a", "https://a.example/x"),
        ("https://a.example/%7eann/%e4%b8%ad", "https://a.example/~ann/中"),
        ("https://a.example/x#xtor=RSS-3", "https://a.example/x"),
        ("https://a.example/x#:~:text=word", "https://a.example/x"),
        ("https://a.example/x#more-120", "https://a.example/x"),
        (
            "https://www.youtube.com/watch?v=1&si=abc",
            "https://youtube.com/watch?v=1",
        ),
        (
            "https://mp.weixin.qq.com/s?__biz=1&scene=27#wechat_redirect",
            "https://mp.weixin.qq.com/s?__biz=1",
        ),
    ],
)
def test_two_addresses_of_one_article(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/x?id=1", "https://a.example/x?id=2"),
        ("http://a.example:8080/x", "http://a.example/x"),
        (
            "https://a.example/topic.php?t=71",
            "https://a.example/topic.php?t=72",
        ),
        (
            "https://a.example/item?source=12",
            "https://a.example/item?source=13",
        ),
        ("https://a.example/p?from=paris", "https://a.example/p?from=rome"),
        ("https://a.example/p?via=1", "https://a.example/p?via=2"),
        ("https://a.example/p?app=notes", "https://a.example/p?app=mail"),
        (
            "https://a.example/at?timestamp=1",
            "https://a.example/at?timestamp=2",
        ),
        ("https://a.example/changes#v1", "https://a.example/changes#v2"),
        ("https://a.example/#/story/1", "https://a.example/#/story/2"),
        (
            "https://a.example/watch?v=1&si=2",
            "https://a.example/watch?v=1&si=3",
        ),
        ("https://a.example/a%2Fb", "https://a.example/a/b"),
    ],
)
def test_different_articles_stay_apart(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../c#d", "https://a.example/c#d"),
        (
            " https://a.example/Tax News?q=a b#x y ",
            "https://a.example/Tax%20News?q=a%20b#x%20y",
        ),
        ("/é/中", "https://a.example/%C3%A9/%E4%B8%AD"),
        ("/50%25/%E4", "https://a.example/50%25/%E4"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://A.Example/Path", "https://a.example/Path"),
        ("www.other.example/x", "https://www.other.example/x"),
        ("/a\n/b", "https://a.example/a/b"),
        ("https:\\\\a.example\\x", "https://a.example/x"),
        ("https://u:p w@a.example:8080/", "https://u:p%20w@a.example:8080/"),
        ("https://[::1]/x", "https://[::1]/x"),
        ("https://a b.example/", ""),
        ("https://\ud800.example/", ""),
        ("https://a.example:99999/", ""),
        ("http://[bad", ""),
        ("https://xn--/é", "https://xn--/%C3%A9"),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.example", ""),
        ("", ""),
    ],
)
def test_links_as_browsers_write_them(link: str, expected: str) -> None:
    assert web_address(link, "https://a.example/b/") == expected


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
    assert (
        site("http://one.rumour.example/x")
        == site("http://two.rumour.example/")
        == "rumour.example"
    )
    assert site("http://[2001:db8::1]/") == "2001:db8::1"
    assert key("http://[bad") == "http://[bad"


def test_a_host_is_one_in_letters_and_in_idna() -> None:
    assert key("https://bücher.example/neu") == key(
        "https://xn--bcher-kva.example/neu"
    )
    assert key("https://-ü-.example/neu").endswith("/neu")


@pytest.mark.parametrize(
    "link",
    [
        "http://192.168.0.1/admin", "http://localhost:8080/x", "http://[::1]/", "http://router/", "http://nas.local/a",
        "http://ann@10.0.0.5", "http://169.254.169.254/latest", "http://0x7f000001/", "http://intranet",
    ],
)  # fmt: skip
def test_a_page_of_the_web_leads_into_no_network_of_its_readers(
    link: str,
) -> None:
    assert join("https://paper.example/news/", link) == ""
    assert outward(link, "https://paper.example/feed") == ""
    # A page of such a network may name its neighbours.
    assert outward(link, "http://192.168.0.2/feed") == link


@pytest.mark.parametrize(
    "link",
    [
        "https://163.example/a",
        "http://8.8.8.8/a",
        "https://local.example/a.local",
        "https://paper.example?to=http://localhost/",
    ],
)
def test_public_links_stay(link: str) -> None:
    assert outward(link, "https://paper.example/feed") == link
