"""What a person typed after /subscribe."""

from __future__ import annotations

import pytest

from news.errors import FilterError
from news.filters import (
    FilterRequest,
    SourceRequest,
    TopicRequest,
    is_plain_phrase,
    parse,
    read_subscriptions,
)
from news.topics import find


@pytest.mark.parametrize(
    ("typed", "requests"),
    [
        ("sports", [TopicRequest("sports")]),
        ("体育 科技", [TopicRequest("sports"), TopicRequest("tech")]),
        (
            "体育，科技、芯片",
            [TopicRequest("sports"), TopicRequest("tech"), "芯片"],
        ),
        ("sports, sports", [TopicRequest("sports")]),
        ("科技和财经", [TopicRequest("tech"), TopicRequest("business")]),
        ("sports and tech", [TopicRequest("sports"), TopicRequest("tech")]),
        ("sport und technik", [TopicRequest("sports"), TopicRequest("tech")]),
        ("rock and roll", ["rock and roll"]),
        ("和平 体育馆", ["和平 体育馆"]),
        ("climate change", ["climate change"]),
        ("sports chips", ["sports chips"]),
        ("chips | wafers", ["chips | wafers"]),
        ("chips +Huawei !ads; boats", ["chips +Huawei !ads", "boats"]),
        ('"one, two", three', ['"one, two"', "three"]),
        (r"/a{1,3}b/, cars", [r"/a{1,3}b/", "cars"]),
        (
            "https://paper.example/feed?a=1,2",
            [SourceRequest("https://paper.example/feed?a=1,2")],
        ),
        ("paper.example, boats", [SourceRequest("paper.example"), "boats"]),
        (
            "体育\n科技\n芯片 出口",
            [TopicRequest("sports"), TopicRequest("tech"), "芯片 出口"],
        ),
        (
            "a.example b.example/x",
            [SourceRequest("a.example"), SourceRequest("b.example/x")],
        ),
        (
            "https://a.example/f +chip !ads",
            [SourceRequest("https://a.example/f", "+chip !ads")],
        ),
        (
            "https://a.example/f chips",
            [SourceRequest("https://a.example/f", "chips")],
        ),
        (
            "https://a.example/f -ads",
            [SourceRequest("https://a.example/f", "-ads")],
        ),
        (
            "https://a.example/f +chip, -ads",
            [SourceRequest("https://a.example/f", "+chip, -ads")],
        ),
        (
            "https://a.example/f +chip, boats",
            [SourceRequest("https://a.example/f", "+chip"), "boats"],
        ),
        (
            "a.example b.example 芯片 -广告",
            [
                SourceRequest("a.example", "芯片 -广告"),
                SourceRequest("b.example", "芯片 -广告"),
            ],
        ),
        (
            "sports a.example",
            [TopicRequest("sports"), SourceRequest("a.example")],
        ),
    ],
)
def test_each_part_is_a_topic_an_address_or_a_filter(
    typed: str, requests: list[object]
) -> None:
    wanted = [
        FilterRequest(parse(request)) if isinstance(request, str) else request
        for request in requests
    ]
    assert list(read_subscriptions(typed, find)) == wanted


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("climate change", True),
        ("芯片 出口", True),
        *(
            (typed, False)
            for typed in (
                "chips",
                "chips +Huawei",
                "chips | wafers",
                "chips, cars",
            )
        ),
        ('"interest rates"', False),
    ],
)
def test_a_plain_phrase_is_several_words_and_no_sign(
    typed: str, plain: bool
) -> None:
    assert is_plain_phrase(parse(typed)) is plain


@pytest.mark.parametrize("typed", ["", " , ", "boats, !ads", "boats, /(/"])
def test_what_is_no_filter_is_refused(typed: str) -> None:
    with pytest.raises(FilterError):
        read_subscriptions(typed, find)
