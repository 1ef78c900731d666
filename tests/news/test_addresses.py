"""What people mean by the addresses that they paste: a test a rule of the table."""

from __future__ import annotations

import json

import pytest

from news.addresses import (
    Instances,
    Target,
    board_name,
    is_operators_board,
    names_board,
    read_answer,
    resolve,
    rules,
)

OWN = Instances(
    ("https://hub.example/", "https://hub2.example"),
    ("https://boards.example",),
)
CHANNEL = "UCabcdefghijklmnopqrstuv"
# The rule, what is pasted, the first address that is tried.
CASES = [
    (
        "youtube-feed",
        f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}",
        f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}",
    ),
    (
        "youtube-playlist",
        "https://m.youtube.com/watch?v=x&list=PL0123456789&index=3",
        "https://www.youtube.com/feeds/videos.xml?playlist_id=PL0123456789",
    ),
    (
        "youtube-channel",
        f"youtube.com/channel/{CHANNEL}/videos",
        f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}",
    ),
    (
        "youtube-user",
        "https://youtube.com/user/somebody",
        "https://www.youtube.com/feeds/videos.xml?user=somebody",
    ),
    (
        "youtube-handle",
        "https://www.youtube.com/@some-body/shorts",
        "https://www.youtube.com/@some-body",
    ),
    (
        "bilibili-user",
        "https://space.bilibili.com/4242?from=x",
        "https://hub.example/bilibili/user/video/4242",
    ),
    (
        "bluesky",
        "https://bsky.app/profile/ann.example/post/1",
        "https://bsky.app/profile/ann.example/rss",
    ),
    (
        "bluesky-handle",
        "@ann.bsky.social",
        "https://bsky.app/profile/ann.bsky.social/rss",
    ),
    (
        "activitypub-handle",
        "@ann@social.example",
        "https://social.example/@ann.rss",
    ),
    ("members-only", "https://x.com/ann", ""),
    (
        "weibo-user",
        "https://weibo.com/u/1234567?refer_flag=1",
        "https://hub.example/weibo/user/1234567",
    ),
    ("telegram-private", "https://t.me/+AbCdEf", ""),
    ("telegram-channel", "t.me/some_paper/120", "https://t.me/s/some_paper"),
    (
        "reddit-feed",
        "https://old.reddit.com/r/x_y/.rss?limit=5",
        "https://www.reddit.com/r/x_y/.rss?limit=5",
    ),
    (
        "reddit-sorted",
        "https://old.reddit.com/r/news/top/?t=week",
        "https://www.reddit.com/r/news/top/.rss?t=week",
    ),
    (
        "reddit-comments",
        "https://www.reddit.com/r/news/comments/1ab/a_title/",
        "https://www.reddit.com/r/news/comments/1ab/.rss",
    ),
    ("reddit", "r/news", "https://www.reddit.com/r/news/.rss"),
    (
        "reddit-user",
        "https://www.reddit.com/user/some_body/",
        "https://www.reddit.com/user/some_body/.rss",
    ),
    (
        "discourse-category",
        "https://forum.example/c/news/local/5",
        "https://forum.example/c/news/local/5.rss",
    ),
    (
        "discourse-topic",
        "https://forum.example/t/a-title/120/3",
        "https://forum.example/t/a-title/120.rss",
    ),
    (
        "discourse-latest",
        "https://forum.example/latest",
        "https://forum.example/latest.rss",
    ),
    (
        "github-releases",
        "https://github.com/o/r/tags",
        "https://github.com/o/r/tags.atom",
    ),
    (
        "github-category",
        "https://github.com/o/r/discussions/categories/news",
        "https://github.com/o/r/discussions/categories/news.atom",
    ),
    (
        "github-file",
        "https://github.com/o/r/blob/main/docs/a.md",
        "https://github.com/o/r/commits/main/docs/a.md.atom",
    ),
    (
        "github-branch",
        "https://github.com/o/r/tree/dev",
        "https://github.com/o/r/commits/dev.atom",
    ),
    (
        "github-commits",
        "https://github.com/o/r/commits/",
        "https://github.com/o/r/commits.atom",
    ),
    ("github", "github.com/o/r.git", "https://github.com/o/r/releases.atom"),
    (
        "github-user",
        "https://github.com/somebody",
        "https://github.com/somebody.atom",
    ),
    (
        "substack",
        "https://letter.substack.com/p/x",
        "https://letter.substack.com/feed",
    ),
    (
        "substack-open",
        "https://open.substack.com/pub/letter/p/x?r=1",
        "https://letter.substack.com/feed",
    ),
    (
        "medium-tag",
        "https://medium.com/tag/chips",
        "https://medium.com/feed/tag/chips",
    ),
    (
        "medium-subdomain",
        "https://ann.medium.com/a-1",
        "https://ann.medium.com/feed",
    ),
    (
        "medium",
        "https://medium.com/@ann/a-title-1a",
        "https://medium.com/feed/@ann",
    ),
    (
        "wordpress-part",
        "https://blog.wordpress.com/tag/a/",
        "https://blog.wordpress.com/tag/a/feed/",
    ),
    (
        "wordpress",
        "https://blog.wordpress.com/2026/11/x",
        "https://blog.wordpress.com/feed/",
    ),
    (
        "ghost-part",
        "https://blog.ghost.io/author/ann/",
        "https://blog.ghost.io/author/ann/rss/",
    ),
    ("ghost", "https://blog.ghost.io/a-post/", "https://blog.ghost.io/rss/"),
    (
        "blogger",
        "https://blog.blogspot.com/2026/11/x.html",
        "https://blog.blogspot.com/feeds/posts/default",
    ),
    ("tumblr", "https://blog.tumblr.com/post/1", "https://blog.tumblr.com/rss"),
    (
        "apple-podcast",
        "https://podcasts.apple.com/us/podcast/x/id123456789?i=1",
        "https://itunes.apple.com/lookup?id=123456789&entity=podcast",
    ),
    (
        "google-news-search",
        "https://news.google.com/search?q=%E8%8A%AF%E7%89%87&hl=zh-CN",
        "https://news.google.com/rss/search?q=%E8%8A%AF%E7%89%87&hl=zh-CN",
    ),
    (
        "google-news-list",
        "https://news.google.com/topics/CAAq?hl=de",
        "https://news.google.com/rss/topics/CAAq?hl=de",
    ),
    (
        "bing-news-search",
        "https://www.bing.com/news/search?q=chips&FORM=X",
        "https://www.bing.com/news/search?q=chips&format=rss",
    ),
    (
        "rsshub-hot",
        "https://rsshub.app/zhihu/hotlist?limit=5",
        "https://hub.example/zhihu/hotlist?limit=5",
    ),
    (
        "rsshub",
        "https://rsshub.app/zhihu/daily?limit=5",
        "https://hub.example/zhihu/daily?limit=5",
    ),
    ("newsnow", "微博热搜", "https://boards.example/api/s?id=weibo"),
    (
        "activitypub-tag",
        "https://mastodon.example/tags/news",
        "https://mastodon.example/tags/news.rss",
    ),
    (
        "activitypub",
        "https://social.example/@ann/with_replies",
        "https://social.example/@ann.rss",
    ),
]


def found(text: str, instances: Instances = OWN) -> Target:
    target = resolve(text, instances)
    assert target
    return target


@pytest.mark.parametrize(
    ("rule", "text", "expected"), CASES, ids=[case[0] for case in CASES]
)
def test_each_rule(rule: str, text: str, expected: str) -> None:
    target = found(text)
    assert target.rule == rule
    assert (target.addresses[:1] or ("",))[0] == expected
    assert bool(target.problem) is not bool(expected)


def test_each_rule_has_a_test() -> None:
    assert [rule.name for rule in rules()] == [case[0] for case in CASES]


def test_instances_are_tried_in_their_order() -> None:
    assert found("rsshub://weibo/search/hot").addresses == (
        "https://hub.example/weibo/search/hot",
        "https://hub2.example/weibo/search/hot",
    )


def test_a_board_is_asked_of_newsnow_first_and_then_of_rsshub() -> None:
    target = found("微博热搜")
    assert (target.kind, target.title) == ("hotlist", "微博")
    assert target.addresses == (
        "https://boards.example/api/s?id=weibo",
        "https://hub.example/weibo/search/hot",
        "https://hub2.example/weibo/search/hot",
    )
    hub = Instances(rsshub=("https://hub.example",))
    assert found("知乎热榜", hub).addresses == (
        "https://hub.example/zhihu/hot",
    )
    assert (names_board("B站"), names_board("Brindle")) == (True, False)


def test_a_route_on_an_instance_of_the_operators_is_a_route() -> None:
    target = found("https://hub2.example/weibo/search/hot")
    assert (target.rule, target.kind) == ("rsshub-hot", "hotlist")


@pytest.mark.parametrize(
    ("url", "is_one"),
    [
        ("https://boards.example/api/s?id=weibo", True),
        ("https://hub2.example/weibo/search/hot", True),
        ("https://hub.example/some/other/route", False),
        ("https://boards.example.evil.example/api/s?id=weibo", False),
        ("https://evil.example/weibo/search/hot", False),
    ],
)
def test_boards_of_the_operators_instances_are_known(
    url: str, is_one: bool
) -> None:
    assert is_operators_board(url, OWN) is is_one


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("rsshub://a/b", "rsshub"),
        ("知乎热榜", "newsnow"),
        ("https://www.facebook.com/paper", "account"),
    ],
)
def test_why_there_is_no_address(text: str, problem: str) -> None:
    target = found(text, Instances())
    assert (target.addresses, target.problem) == ((), problem)


@pytest.mark.parametrize(
    ("text", "address", "kind"),
    [
        ("feed://paper.example/rss", "https://paper.example/rss", "feed"),
        ("feed:https://paper.example/rss", "https://paper.example/rss", "feed"),
        ("itpc://paper.example/cast", "https://paper.example/cast", "feed"),
        ("paper.example/world", "https://paper.example/world", "auto"),
        (
            " HTTPS://Paper.example/中 ",
            "https://paper.example/%E4%B8%AD",
            "auto",
        ),
        (
            "https://github.com/topics/python",
            "https://github.com/topics/python",
            "auto",
        ),
        (
            "https://www.youtube.com/watch?v=1",
            "https://www.youtube.com/watch?v=1",
            "auto",
        ),
        (
            "https://t.me/share/url?url=x",
            "https://t.me/share/url?url=x",
            "auto",
        ),
    ],
)
def test_other_addresses_are_their_own(
    text: str, address: str, kind: str
) -> None:
    target = found(text)
    assert (target.addresses, target.kind, target.rule) == (
        (address,),
        kind,
        "",
    )


@pytest.mark.parametrize(
    "text",
    ["", "hello world", "javascript:alert(1)", "ann@mail.example", "x" * 5000],
)
def test_what_is_no_address(text: str) -> None:
    assert resolve(text) is None


def test_what_only_looks_like_a_rule_is_tried_as_it_stands_too() -> None:
    assert (
        "https://paper.example/c/news/5"
        in found("https://paper.example/c/news/5").addresses
    )
    assert (
        "https://paper.example/@ann"
        in found("https://paper.example/@ann").addresses
    )


def test_unconfirmed_rules_are_marked() -> None:
    assert not found("https://www.youtube.com/@x").confirmed
    assert found("r/news").confirmed


def test_the_address_in_an_answer() -> None:
    path = ("results", 0, "feedUrl")
    answer = json.dumps(
        {"results": [{"feedUrl": "https://cast.example/rss"}]}
    ).encode()
    assert read_answer(answer, path) == "https://cast.example/rss"
    for other in (
        b"no json",
        b"[]",
        b'{"results": []}',
        b'{"results": [{"feedUrl": 5}]}',
    ):
        assert read_answer(other, path) == ""


def test_boards_have_names() -> None:
    assert board_name("zhihu") == "知乎"
    assert board_name("unknown") == "unknown"


@pytest.mark.parametrize(
    "route",
    [
        "../admin",
        "a/../../admin",
        "%2e%2e/admin",
        "a%2f..%2f/admin",
        ".%2E/./admin",
        "//admin",
    ],
)
def test_a_route_stays_below_its_instance(route: str) -> None:
    below = Instances(rsshub=("https://home.example/hub/",))
    target = resolve(f"rsshub://{route}?key=../x", below)
    assert target is not None
    (address,) = target.addresses
    assert address.startswith("https://home.example/hub/")
    assert ".." not in address.partition("?")[0]
    assert address.endswith("admin?key=../x")
