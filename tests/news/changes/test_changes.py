"""What a later report adds, and what a corrected article changed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from news.changes import Correction, compare, developments, is_notice_of_removal
from news.numbers import numbers

FIRST = "清江特大桥今天上午正式合龙。大桥全长三千二百米，连接江州和临江两市。工程总投资四十亿元，预计明年六月通车。"
LATER = (
    "清江特大桥今天上午正式合龙。交通部门傍晚宣布，通车时间提前到今年12月28日。"
    "收费标准同时公布，小型客车每次通行收费15元，公交车免费。"
)


def test_only_sentences_that_nobody_said_are_new() -> None:
    found = developments([FIRST], LATER, "zh-Hans")
    assert len(found) == 2
    assert "提前到今年12月28日" in found[0]
    assert "15元" in found[1]


def test_the_same_in_other_words_is_no_development() -> None:
    again = "连接江州和临江两市的清江特大桥今天上午合龙了。大桥全长三千二百米，工程投资总共四十亿元。"
    assert developments([FIRST], again, "zh-Hans") == ()
    assert developments([FIRST], FIRST, "zh-Hans") == ()
    assert developments([FIRST], "", "zh-Hans") == ()


def test_one_new_phrase_without_a_number_is_no_development() -> None:
    said = "The council approved the new bridge on Monday after a long debate in the town hall."
    one = f"{said} Residents gathered outside with colourful umbrellas and handmade banners."
    assert developments([said], one, "en") == ()
    two = f"{one} Engineers warned that winter storms could delay the foundations considerably."
    assert len(developments([said], two, "en")) == 2
    number = f"{said} Construction companies estimated total costs near 480 million dollars."
    assert len(developments([said], number, "en")) == 1


def test_a_changed_number_is_a_correction_with_both_sentences() -> None:
    new = FIRST.replace("四十亿元", "四十六亿元").replace(
        "今天上午正式合龙。", "今天上午正式合龙！"
    )
    found = compare(("大桥合龙", FIRST), ("大桥合龙", new), language="zh-Hans")
    assert found is not None
    assert found.pairs == (
        (
            "工程总投资四十亿元，预计明年六月通车。",
            "工程总投资四十六亿元，预计明年六月通车。",
        ),
    )
    assert (found.withdrawn, found.notice, found.more) == (False, "", 0)


def test_a_notice_brings_all_that_changed() -> None:
    old = "The minister resigned on Monday. Two aides left with him. The party has not commented."
    new = "The minister resigned on Tuesday. The party has not commented. Correction: an earlier version gave the wrong day."
    found = compare(
        ("Minister resigns", old), ("Minister resigns", new), language="en"
    )
    assert found is not None
    assert found.notice.startswith("Correction:")
    assert found.sentences == (
        (
            "The minister resigned on Monday.",
            "The minister resigned on Tuesday.",
        ),
        ("Two aides left with him.", ""),
    )


def test_another_headline_is_told_and_a_sites_name_is_not() -> None:
    found = compare(
        ("三人受伤", FIRST), ("五人受伤", FIRST), language="zh-Hans"
    )
    assert found == Correction(title=("三人受伤", "五人受伤"))
    assert found.pairs == (("三人受伤", "五人受伤"),)
    assert (
        compare(
            ("大桥合龙", FIRST), ("大桥合龙_新闻网", FIRST), language="zh-Hans"
        )
        is None
    )
    assert (
        compare(("Bridge opens!", "A."), ("bridge opens", "A."), language="en")
        is None
    )


def test_growth_and_polish_are_no_correction() -> None:
    assert (
        compare(
            ("桥", FIRST),
            ("桥", FIRST + "记者将继续关注。"),
            language="zh-Hans",
        )
        is None
    )
    assert (
        compare(
            ("桥", FIRST),
            ("桥", FIRST.replace("正式", "顺利")),
            language="zh-Hans",
        )
        is None
    )
    assert compare(("桥", FIRST), ("桥", ""), language="zh-Hans") is None


def test_counters_clocks_and_labels_state_nothing() -> None:
    for old, new in (
        (
            "本文阅读量 1024 次，评论 12 条。",
            "本文阅读量 2048 次，评论 19 条。",
        ),
        ("发布于 3 小时前，来源江州日报。", "发布于 5 小时前，来源江州日报。"),
        ("11:33", "12:41"),
        (
            "This story has 120 comments and 30 shares.",
            "This story has 125 comments and 31 shares.",
        ),
        (
            "12,300人参加了今天上午的比赛。",
            "１２３００人参加了今天上午的比赛。",
        ),
    ):
        assert (
            compare(("t", FIRST + old), ("t", FIRST + new), language="zh-Hans")
            is None
        ), old


def test_another_script_or_a_shorter_page_is_no_correction() -> None:
    traditional = "清江特大橋今天上午正式合龍。大橋全長三千二百米，連接江州和臨江兩市。工程總投資四十億元，預計明年六月通車。"
    assert (
        compare(
            ("两桥合龙", FIRST), ("兩橋合龍", traditional), language="zh-Hans"
        )
        is None
    )
    cut = FIRST[: FIRST.index("四十亿")] + "……"
    assert compare(("桥", FIRST), ("桥", cut), language="zh-Hans") is None


def test_links_and_headings_below_a_text_are_no_news() -> None:
    links = "\n• 央行宣布下调存款准备金率0.5个百分点\n• 北方多地迎来今年首场暴雪 气温骤降12度\n相关阅读：高铁新时刻表公布"
    assert developments([FIRST], FIRST + links, "zh-Hans") == ()


def test_a_long_list_of_changes_is_cut_and_counted() -> None:
    old = "".join(
        f"第{n}区今年新增绿地面积{n}00亩，投资稳步增长。" for n in range(1, 10)
    )
    new = "".join(
        f"第{n}区今年新增绿地面积{n}50亩，投资稳步增长。" for n in range(1, 10)
    )
    found = compare(("绿地", old), ("绿地", new), language="zh-Hans")
    assert found is not None
    assert (len(found.sentences), found.more) == (6, 3)


def test_numbers_are_read_in_every_writing() -> None:
    read = numbers("１２，３００人 3.5% 二十三日")
    assert read == {Decimal(12300), Decimal("3.5"), Decimal(23)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "全县新增就业岗位4.2万个，好于去年同期。",
            "全县新增就业岗位42000个，好于去年同期。",
        ),
        (
            "工程总投资三十亿元，由三家银行出资。",
            "工程总投资30亿元，由三家银行出资。",
        ),
        (
            "出口同比下降百分之七，降幅有所收窄。",
            "出口同比下降7%，降幅有所收窄。",
        ),
        (
            "Rettungskräfte brachten 2,5 Millionen Sandsäcke.",
            "Rettungskräfte brachten 2.500.000 Sandsäcke.",
        ),
        (
            "The fund paid 3.4 billion dollars to farmers.",
            "The fund paid $3.4bn to farmers.",
        ),
        (
            "El plan costará 120 mil euros al municipio.",
            "El plan costará 120.000 euros al municipio.",
        ),
        (
            "В больницу поступило 12 тысяч обращений за год.",
            "В больницу поступило 12 000 обращений за год.",
        ),
        (
            "La ville compte 1,2 million d'habitants recensés.",
            "La ville compte 1 200 000 habitants recensés.",
        ),
        (
            "工場の投資額は12億5000万円に達する見通しだ。",
            "工場の投資額は1,250,000,000円に達する見通しだ。",
        ),
        (
            "The strike began on 6 April across the region.",
            "The strike began on April 6 across the region.",
        ),
    ],
)
def test_the_same_value_written_otherwise_is_no_correction(
    old: str, new: str
) -> None:
    assert compare(("t", old), ("t", new)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "全县新增就业岗位4.2万个，好于去年同期。",
            "全县新增就业岗位4.6万个，好于去年同期。",
        ),
        (
            "出口同比下降百分之七，降幅有所收窄。",
            "出口同比下降7.7%，降幅有所收窄。",
        ),
        (
            "The strike began on 6 April across the region.",
            "The strike began on 7 April across the region.",
        ),
        (
            "The fund paid 3.4 billion dollars to farmers.",
            "The fund paid 3.4 million dollars to farmers.",
        ),
        (
            "The fund paid 3.4 million dollars to farmers.",
            "The fund paid 3.4 million euros to farmers.",
        ),
    ],
)
def test_another_value_or_unit_or_day_is_a_correction(
    old: str, new: str
) -> None:
    found = compare(("t", old), ("t", new))
    assert found is not None
    assert found.sentences == ((old, new),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "The mayor Anna Field opened the new library.",
            "The mayor Anna Ford opened the new library.",
        ),
        (
            "Judges rejected the appeal of the company.",
            "Judges did not reject the appeal of the company.",
        ),
        (
            "The company confirmed the sale of the plant.",
            "The company did not confirm the sale of the plant.",
        ),
        (
            "Prices rose sharply in the valley last month.",
            "Prices fell sharply in the valley last month.",
        ),
        (
            "The council meets on Tuesday in the town hall.",
            "The council meets on Thursday in the town hall.",
        ),
        (
            "市长王建平出席了大桥通车仪式并致辞。",
            "市长刘志远出席了大桥通车仪式并致辞。",
        ),
        ("公司承认向供应商拖欠货款多月。", "公司否认向供应商拖欠货款多月。"),
        ("法院批准了公司的重组方案。", "法院没有批准公司的重组方案。"),
        (
            "Der Stadtrat hat den Plan am Abend genehmigt.",
            "Der Stadtrat hat den Plan am Abend nicht genehmigt.",
        ),
        (
            "Суд признал вину директора завода.",
            "Суд не признал вину директора завода.",
        ),
    ],
)
def test_another_name_day_negation_or_direction_is_a_correction(
    old: str, new: str
) -> None:
    found = compare(("t", old), ("t", new))
    assert found is not None
    assert found.sentences == ((old, new),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "The mayor opened the new library in the morning.",
            "Mayor Anna Field opened the new library in the morning.",
        ),
        (
            "Prices rose sharply in the valley last month.",
            "Prices climbed sharply in the valley last month.",
        ),
        (
            "The council meets in the town hall again.",
            "The council meets on Thursday in the town hall again.",
        ),
        ("法院批准了公司的重组方案。", "法院已批准公司的重组方案。"),
        ("公司股价上涨，投资者感到意外。", "公司股价上升，投资者感到意外。"),
        (
            "Der Stadtrat hat den Plan am Abend genehmigt.",
            "Der Stadtrat hat am Abend den Plan gebilligt.",
        ),
    ],
)
def test_other_words_of_the_same_meaning_are_no_correction(
    old: str, new: str
) -> None:
    assert compare(("t", old), ("t", new)) is None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("新增就业4.2万人", "新增就业42000人"),
        (
            "Fund pays 3.4 billion dollars to farmers",
            "Fund pays $3.4bn to farmers",
        ),
        ("出口下降百分之七", "出口下降7%"),
    ],
)
def test_a_number_written_otherwise_is_no_other_headline(
    old: str, new: str
) -> None:
    assert compare((old, FIRST), (new, FIRST)) is None


def test_a_sentence_that_moved_is_no_correction() -> None:
    first, second = (
        "Two hundred houses were flooded in the night.",
        "The army sent thirty boats.",
    )
    assert (
        compare(
            ("t", f"{first} {second}"),
            ("t", f"{second} {first}"),
            language="en",
        )
        is None
    )


def test_pages_that_say_an_article_is_gone() -> None:
    assert is_notice_of_removal("抱歉，该文章已被删除。")
    assert is_notice_of_removal(
        "This article has been withdrawn by the publisher."
    )
    assert not is_notice_of_removal(FIRST)
    assert not is_notice_of_removal("文章已删除" * 100)


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_compare_and_a_text_equals_itself(
    one: str, other: str
) -> None:
    compare(("a", one), ("a", other))
    assert compare((one, other), (one, other)) is None
    assert all(sentence for sentence in developments([one], other))
