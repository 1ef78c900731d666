"""Topics learned from sections."""

from __future__ import annotations

import pytest

from news.learner import BUCKETS, LEAST, Example, TopicLearner, buckets, train

SPORTS = (
    "主队",
    "客队",
    "进球",
    "联赛",
    "教练",
    "决赛",
    "冠军",
    "比分",
    "球迷",
    "门将",
)
MONEY = (
    "利率",
    "股价",
    "央行",
    "净利",
    "债券",
    "汇率",
    "营收",
    "融资",
    "基金",
    "通胀",
)


def _examples(count: int) -> list[Example]:
    return [
        Example(
            words[index % 10]
            + words[(index * 3 + 1) % 10]
            + words[(index * 7 + 2) % 10],
            topic,
        )
        for index in range(count)
        for words, topic in ((SPORTS, "sports"), (MONEY, "markets"))
    ]


def test_it_learns_from_sections_and_tells_new_texts() -> None:
    learner = train(_examples(60))
    assert learner is not None
    assert learner.topics == ("markets", "sports")
    chances = learner.chances("门将扑出点球，球迷欢呼")
    assert max(chances, key=chances.__getitem__) == "sports"
    assert chances["sports"] > -0.4
    chances = learner.chances("央行公布利率")
    assert max(chances, key=chances.__getitem__) == "markets"


def test_what_it_learned_outlives_the_process_in_a_third_of_a_megabyte() -> (
    None
):
    learner = train(_examples(40))
    assert learner is not None
    data = learner.dump()
    assert len(data) < 20 * 2 * BUCKETS * 1.1
    again = TopicLearner.load(data)
    assert again is not None
    assert again.chances("比分") == pytest.approx(
        learner.chances("比分"), abs=0.02
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"JBL1",
        b"JBL1\xff\xff\xff\xff[]",
        b"XXXX\x02\x00\x00\x00[]",
        b"\x00" * 100,
    ],
)
def test_what_is_no_model_is_none(data: bytes) -> None:
    assert TopicLearner.load(data) is None


def test_too_few_examples_teach_nothing() -> None:
    assert train([]) is None
    assert train(_examples(LEAST - 1)) is None
    assert train([Example("只有一类", "sports")] * 100) is None


@pytest.mark.parametrize("text", ["", "。。。", "的了在是"])
def test_a_text_without_features_is_unknown(text: str) -> None:
    learner = train(_examples(40))
    assert learner is not None
    assert len(buckets(text)) == 0 or text == "的了在是"
    assert buckets("").size == 0
    assert learner.chances("") == {}
