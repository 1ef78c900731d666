"""A text that says its headline at its start is told from the sentence behind on."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.echoes import without_echoes
from news.summarise.headline import read_headline
from news.summarise.shape import Candidate, candidate

# Title, the same as a sentence, what the text goes on with, and sentences deeper in it
# that hold more of the headline.
SAID_AGAIN = {
    "en": (
        "Lowfield council elects Jane Roe as harbour master",
        "The Lowfield council elects Jane Roe as harbour master.",
        "All 14 members voted for the former sailor on Monday evening.",
        "The harbour of Lowfield was without a master since Jane Roe’s predecessor left in May. "
        "Jane Roe has sat on the Lowfield council for the sailors since 2019.",
    ),
    "ru": (
        "Начальником лугового порта стала Анна Роева",
        "Начальником лугового порта стала Анна Роева.",
        "Депутаты городского совета единогласно проголосовали за её кандидатуру.",
        "Прежний начальник порта ушёл на пенсию в мае. С 2019 года Анна Роева работала помощником начальника порта.",
    ),
    "zh": (
        "海州市三大港口继续领跑全国",
        "2026年，海州市三大港口继续领跑全国。",
        "全年货物吞吐量、旅客人数和新开航线分别增长12%、9%和7%。",
        "目前全市共有码头42座。不仅三大港口继续领跑全国，海州市的造船厂也拿到了新的订单。",
    ),
}


@pytest.mark.parametrize("language", SAID_AGAIN)
def test_a_text_goes_on_behind_its_headline(language: str) -> None:
    title, echo, behind, deeper = SAID_AGAIN[language]
    told = summarise(
        f"{echo} {behind} {deeper}",
        title=title,
        language=language,
        sentences=2,
    )
    assert told[0] == behind


def _read(*texts: str) -> list[Candidate]:
    title = SAID_AGAIN["en"][0]
    sentences = [
        candidate(text, place, title=title, language="en")
        for place, text in enumerate(texts)
    ]
    return without_echoes(sentences, read_headline(title, "en"))


def _leads(*texts: str) -> list[int]:
    return [one.position for one in _read(*texts) if one.is_lead]


_, ECHO, BEHIND, _ = SAID_AGAIN["en"]


@pytest.mark.parametrize(
    "between",
    [
        "They sailed for nine years before the vote of the members.",
        "All votes at a glance",
    ],
    ids=["points back", "reads badly"],
)
def test_the_next_sentence_that_stands_alone_leads(between: str) -> None:
    assert _leads(ECHO, between, BEHIND) == [2]


def test_what_points_at_the_headline_leads() -> None:
    pointing = "She was the only candidate of the council for the post of harbour master."
    assert _leads(ECHO, pointing) == [1]


def test_what_stands_two_sentences_behind_leads_nothing() -> None:
    assert _leads(ECHO, "Well done!", "Well done!", BEHIND) == []


@pytest.mark.parametrize("before", [2, 3])
def test_a_repetition_deeper_in_a_text_is_no_start(before: int) -> None:
    other = (
        "Rain fell on the boats of the northern bay for a week, sailors said."
    )
    leads = _leads(*(other,) * before, ECHO, BEHIND)
    assert leads == ([before + 1] if before < 3 else [])


def test_a_part_of_the_headline_is_no_repetition() -> None:
    assert _leads("Jane Roe, harbour master.", BEHIND) == []
