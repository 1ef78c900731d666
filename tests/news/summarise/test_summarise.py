"""Summaries: the text's own sentences, in order, that read alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.summarise import summarise
from news.summarise.shape import readable, tidy

SCENE = (
    "“志愿者在关键时刻冲上第一线，义不容辞！”4月1日下午，居民区门口，志愿者老戈已经忙碌了一天。\n"
    "自3月初以来，全市志愿者积极参与社区服务，发挥了重要作用。\n他说：“挑战来临，就应该用行动说话。”\n"
    "截至4月6日，全市已有52.3万名志愿者向社区报到，组成八千余个服务小组。"
)


def test_an_opening_cry_is_passed_over_for_the_fact_of_the_headline() -> None:
    found = summarise(SCENE, title="52.3万名志愿者向社区报到", language="zh-Hans", sentences=2)
    assert any("52.3万名" in sentence for sentence in found)
    assert not any(sentence.startswith("“") for sentence in found)


def test_datelines_go_and_sentences_stay_as_they_stand() -> None:
    text = "新华社巴黎12月9日电（记者唐某）法国政府9日宣布，将在三年内投资二十亿欧元修建铁路。新线路将连接四座城市，预计创造一万个岗位。"
    (first,) = summarise(text, title="法国将修铁路", language="zh-Hans", sentences=1)
    assert first == "法国政府9日宣布，将在三年内投资二十亿欧元修建铁路。"
    assert (
        tidy("LONDON (Reuters) - The bank held rates on Monday.", 0)
        == "The bank held rates on Monday."
    )
    assert tidy("本报讯（记者 张三）今天全市开展植树活动。", 0) == "今天全市开展植树活动。"


@pytest.mark.parametrize(
    "sentence",
    [
        "图为施工现场。张三摄",
        "她说，一切都会好起来的。",
        "“太好了！”",
        "点击关注我们的公众号，获取更多精彩内容。",
        "修桥啦",
    ],
)
def test_what_does_not_read_alone_is_worth_little(sentence: str) -> None:
    assert (
        readable(sentence, "修桥啦")
        < 0.3
        < readable("市交通局今天宣布新建三座跨江大桥，总投资四亿元。", "修桥啦")
    )


def test_nothing_is_said_twice() -> None:
    line = "市交通局今天宣布新建三座跨江大桥，总投资四亿元。"
    found = summarise(
        f"{line}\n{line}\n第一座大桥将在明年九月开放，供行人和自行车使用。",
        title="",
        language="zh-Hans",
        sentences=2,
    )
    assert found == [line, "第一座大桥将在明年九月开放，供行人和自行车使用。"]


def test_a_width_bounds_the_sum() -> None:
    assert len(summarise(SCENE, title="", language="zh-Hans", sentences=3, width=90)) == 1


@pytest.mark.parametrize(
    "text",
    ["", " ", "x", "。", "12345", "😀😀", "a" * 100_000, "中" * 100_000, "https://a.example/b"],
)
def test_odd_texts_give_an_answer(text: str) -> None:
    assert isinstance(summarise(text, title="t", language="", sentences=3), list)


@given(st.text(max_size=300), st.integers(0, 4))
@settings(max_examples=60)
def test_no_text_raises(text: str, count: int) -> None:
    assert len(summarise(text, title=text[:20], language="en", sentences=count)) <= count


def test_a_stamp_and_a_call_to_scroll_are_no_sentences() -> None:
    text = (
        "By . Jane Roe . PUBLISHED: . 06:14 EST, 12 July 2012 . | . UPDATED: . 08:14 EST, 12 July 2012 . "
        "A baker from Leeds has been fined £4,000 after inspectors found mice in her kitchen. Scroll down for video . "
        "Inspectors visited the shop in March. The shop reopened in June with a new kitchen."
    )
    found = summarise(text, title="", language="en", sentences=3)
    assert found[0].startswith("A baker from Leeds")
    assert not any(mark in " ".join(found) for mark in ("EST", "Scroll", "PUBLISHED", "Jane Roe"))
