"""Hot lists."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from news.feeds import parse

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
BOARD = {
    "status": "cache",
    "id": "weibo",
    "updatedTime": 1795435200000,
    "items": [
        {
            "id": "一条热搜",
            "title": "一条热搜",
            "url": "https://board.example/1",
            "mobileUrl": "https://m.board.example/1",
        },
        {
            "id": 42,
            "title": "另一条 <b>",
            "url": "",
            "mobileUrl": "/2",
            "extra": {"hover": "说明", "date": 1795400000000},
        },
        {"id": 43, "title": "", "url": "https://board.example/3"},
        "no line",
        {
            "id": 44,
            "title": "第三条",
            "url": "https://board.example/4",
            "pubDate": "2026-11-23 09:00",
            "extra": "odd",
        },
    ],
}


def test_a_board_is_read_in_the_order_of_its_ranks() -> None:
    feed = parse(
        json.dumps(BOARD).encode(),
        url="https://boards.example/api/s?id=weibo",
        zone="Asia/Shanghai",
        now=NOW,
    )
    assert (feed.kind, feed.title) == ("hotlist", "微博")
    assert [(entry.id, entry.title, entry.url) for entry in feed.entries] == [
        ("一条热搜", "一条热搜", "https://board.example/1"),
        ("42", "另一条 <b>", "https://boards.example/2"),
        ("44", "第三条", "https://board.example/4"),
    ]
    assert feed.entries[1].summary == "说明"
    assert feed.entries[1].published_at is not None
    assert feed.entries[2].published_at is not None
    assert (
        feed.entries[2].published_at.isoformat() == "2026-11-23T09:00:00+08:00"
    )
