"""How long something lasts, in Chinese and Japanese."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources
from news.faithful.alignment import align
from news.faithful.case import Case
from news.faithful.han_durations import lasts_otherwise
from news.faithful.pool import Pool
from news.faithful.sentence_reading import read


@pytest.mark.parametrize(
    ("source", "claim", "otherwise"),
    [
        ("食堂停业一周。", "食堂停业一个月。", True),
        ("食堂停业一周。", "食堂停业七天。", False),
        ("车站将关闭两个月。", "车站将关闭两年。", True),
        ("车站将关闭十二个月。", "车站将关闭一年。", False),
        ("工事は3年間続く。", "工事は3か月続く。", True),
        # A day of the calendar, a rank and an age are no lengths.
        ("车站5月3日关闭两个月。", "车站5月3日关闭。", False),
        ("车站关闭两个月。", "车站第三年关闭。", False),
        # Where the evidence names no length, other checks judge.
        ("车站将关闭。", "车站将关闭两年。", False),
    ],
)
def test_a_length_must_be_that_of_the_evidence(
    source: str, claim: str, otherwise: bool
) -> None:
    pool = Pool(tuple(read_sources([(1, "", source)])))
    reading = read(claim, pool.language)
    case = Case(Claim(claim), reading, align(reading, pool), pool)
    assert lasts_otherwise(case) is otherwise


def test_a_claim_with_another_length_is_dropped_for_its_number() -> None:
    sources = read_sources([(1, "旧桥维修", "旧桥将关闭两个月进行维修。")])
    _, dropped = check([Claim("旧桥将关闭两年进行维修。")], sources)
    assert [one.why for one in dropped] == ["number"]
