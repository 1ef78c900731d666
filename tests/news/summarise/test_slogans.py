"""Chinese sentences that call for something or praise it, and report nothing."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.slogans import is_slogan


@pytest.mark.parametrize(
    ("text", "slogan"),
    [
        ("桥梁事业持续发展，创新活力不断增强，为出行注入新动能。", True),
        (
            "大家表示，要凝聚合力、锚定目标，奋力谱写渡口高质量发展新篇章。",
            True,
        ),
        ("橋梁事業持續發展，創新動能不斷增強，加快構建出行新格局。", True),
        (
            "2026年，桥梁事业持续发展，创新活力不断增强，为出行注入新动能。",
            True,
        ),
        (
            "桥梁事业持续发展，全年通车12座，创新活力不断增强。",
            False,
        ),
        ("桥梁事业持续发展，海州大桥今天通车，为出行注入新动能。", False),
        ("海州大桥的桥面断了，渡轮停航，渔民在岸上等了很久。", False),
        ("海州银行宣布降息，以促进经济复苏。", False),
        ("两国签署协议，将加强渡轮领域合作。", False),
        ("东海内阁批准全面停火协议。", False),
        ("海州交通局全面停运旧渡轮，客轮升级推迟。", False),
        ("The bridge holds.", False),
    ],
)
def test_praise_without_a_fact_is_a_slogan(text: str, slogan: bool) -> None:
    assert is_slogan(text) is slogan


def test_a_headline_of_which_only_slogans_stand_is_told_alone() -> None:
    slogans = (
        "海州坚持创新引领，桥梁事业持续发展，活力不断增强。"
        "大家表示，要凝聚合力、锚定目标，奋力谱写渡口高质量发展新篇章。"
    )
    title = "海州持续推进桥梁事业高质量发展"
    assert summarise(slogans, title=title, language="zh-Hans") == []
    fact = "今年海州有12座大桥通车，桥梁建设比去年快了两成。"
    told = summarise(
        slogans.partition("。")[0] + "。" + fact,
        title=title,
        language="zh-Hans",
    )
    assert fact in told
    assert summarise(slogans, title=title, language="zh-Hans", always=True)
