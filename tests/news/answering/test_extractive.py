"""Answers are sentences of articles; where none says it there is none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from news.answering import (
    Passage,
    answer,
    best_answers,
    rank_sentences,
    read_question,
    retrieve,
)

NOW = datetime(2026, 3, 11, 6, tzinfo=UTC)
HARBOUR = (
    "The Tarn Bay lighthouse reopened on Friday after a repair of two years.",
    "Keeper Maud Ellery said that 640 lamps were replaced.",
    "The tower had been closed because its stairs were rotten.",
)
MARKET = (
    "白沙镇新菜市场十月八日开业，设有摊位二百一十个。",
    "镇长马国梁说，市场由旧粮仓改建而成。",
    "由于停车位不足，周末将加开两班公交。",
)


def passage(
    number: int, title: str, text: tuple[str, ...], **values: object
) -> Passage:
    """Make an article of an hour ago."""
    given: dict[str, object] = {"language": "en", "story": number}
    at = NOW - timedelta(hours=1)
    address = f"https://news.example/{number}"
    return Passage(
        number, title, "\n".join(text), address, "Paper", at, **(given | values)
    )  # type: ignore[arg-type]


ARTICLES = [
    passage(1, "Tarn Bay lighthouse reopens", HARBOUR),
    passage(2, "白沙镇新菜市场开业", MARKET, language="zh"),
    passage(
        3,
        "Bakers in Lowick go on strike",
        ("Bakers in Lowick began a strike on Monday.",),
    ),
    passage(
        4, "黄石村修路", ("黄石村的公路下月开工，全长九公里。",), language="zh"
    ),
]


def first(question: str) -> str:
    found = answer(read_question(question, now=NOW), ARTICLES)
    return found[0].text if found else ""


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        (
            "How many lamps were replaced in the Tarn Bay lighthouse?",
            HARBOUR[1],
        ),
        ("Why was the Tarn Bay lighthouse closed?", HARBOUR[2]),
        ("When did the Tarn Bay lighthouse reopen?", HARBOUR[0]),
        ("Who is the keeper of the Tarn Bay lighthouse?", HARBOUR[1]),
        ("白沙镇新菜市场有多少个摊位？", MARKET[0]),
        ("白沙镇的镇长是谁？", MARKET[1]),
        ("白沙镇菜市场为什么加开公交？", MARKET[2]),
    ],
)
def test_the_sentence_that_says_it_is_first(question: str, wanted: str) -> None:
    assert first(question) == wanted


@pytest.mark.parametrize(
    "question",
    [
        "Who designed the Tarn Bay lighthouse?",
        "How many people died in the Tarn Bay lighthouse?",
        "When did the Quarry Point lighthouse reopen?",
        "How much did the Tarn Bay repair cost?",
        "白沙镇新菜市场投资多少元？",
        "青石镇的镇长是谁？",
        "who?",
        "",
    ],
)
def test_what_no_article_says_is_refused(question: str) -> None:
    assert first(question) == ""


def test_a_time_leaves_out_older_articles() -> None:
    old = passage(9, "Tarn Bay lighthouse reopens", HARBOUR)
    asked = read_question(
        "Why was the Tarn Bay lighthouse closed last month?", now=NOW
    )
    assert answer(asked, [old]) == ()


def test_the_chats_own_articles_answer_before_others() -> None:
    other = passage(
        5,
        "Tarn Bay lighthouse",
        ("The Tarn Bay lighthouse was closed because of rats.",),
    )
    own = passage(6, "Tarn Bay lighthouse reopens", HARBOUR, preferred=True)
    asked = read_question("Why was the Tarn Bay lighthouse closed?", now=NOW)
    assert [one.passage.article for one in answer(asked, [other, own])] == [6]


def test_an_answer_has_four_sentences_at_the_most_and_none_twice() -> None:
    text = tuple(
        f"Visitor Ann Bell {n} saw the Tarn Bay lighthouse." for n in range(30)
    )
    same = [passage(n, "Tarn Bay", text) for n in range(70)]
    asked = read_question("Who saw the Tarn Bay lighthouse?", now=NOW)
    assert 1 <= len(answer(asked, same)) <= 4
    assert len(rank_sentences(asked, same)) <= 60


def test_what_is_retrieved_holds_the_answer_and_says_nothing_twice() -> None:
    question = read_question("Why was the Tarn Bay lighthouse closed?", now=NOW)
    again = passage(5, "Tarn Bay lighthouse", (HARBOUR[2], HARBOUR[0]))
    found = retrieve(question, [*ARTICLES, again])
    assert best_answers(found)[0].text == HARBOUR[2]
    assert len({one.text for one in found}) == len(found) <= 12


def test_where_nothing_answers_nothing_is_retrieved() -> None:
    assert (
        retrieve(
            read_question("Who designed the Tarn Bay lighthouse?", now=NOW),
            ARTICLES,
        )
        == ()
    )
    assert best_answers(()) == ()


BRIDGE = passage(
    11,
    "Old Kelm bridge to open again",
    (
        "The film about the Kelm bridge took five years.",
        "The bridge opens in May, engineers say.",
    ),
)
QIAO = passage(
    12,
    "乌溪大桥年内通车",
    (
        "纪录片用五年记录了乌溪大桥通车前的日子。",
        "乌溪大桥明年三月通车，全长三点六公里。",
        "长跑女子组冠军为挪威选手安娜·贝里。",
    ),
    language="zh",
)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        # A length of time is no time, nor is a decimal: 五年, 三点六.
        ("乌溪大桥啥时候通车啊", "明年三月"),
        ("女子组冠军是哪国人", "挪威"),
        ("乌溪大桥现在全长多少公里", "三点六公里"),
        # Words of talk say nothing of the subject.
        ("how many ppl work on the lighthouse lamps", "640 lamps"),
    ],
)
def test_questions_may_be_put_as_people_type(question: str, words: str) -> None:
    asked = read_question(question, now=NOW)
    answers = answer(asked, [*ARTICLES, BRIDGE, QIAO])
    assert words in answers[0].text


def test_words_of_a_like_meaning_alone_are_no_answer() -> None:
    trial = passage(
        13,
        "Daily walks cut heart risk",
        ("The effect was largest in people over 50, the doctors wrote.",),
    )
    asked = read_question("who wrote the lost symphony", now=NOW)
    assert answer(asked, [trial]) == ()
