"""An opening that says the headline again gets a sentence beside it that says more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from news.summarise import summarise
from news.summarise.headline import read_headline
from news.summarise.restating import restates, says_again, with_more
from news.summarise.shape import Candidate, candidate

# Title, an opening that says it again, a sentence that is too long to stand
# beside it, and one that fits.
REPORTS = {
    "en": (
        "Lowfield junior coach sacked after 27-0 win",
        "The coach of the Lowfield junior team was sacked on Monday after the 27-0 win over Hightown.",
        "The club’s chairman said in a long statement to the members of the Lowfield team that a game between children of unequal strength, played in the rain and without a single pause, was never meant to end in such a way, and that nobody had been proud of it.",
        "Lowfield gave the team to his deputy.",
    ),
    "ru": (
        "Тренера юниоров Лугова уволили после победы 27:0",
        "Тренера юниоров клуба из Лугова уволили после победы со счётом 27:0.",
        "Председатель клуба в длинном заявлении для членов команды Лугова сказал, что игра детей неравной силы, сыгранная под дождём и без единого перерыва, никогда не должна была так закончиться, и что никто из взрослых на трибунах ею не гордился ни минуты.",
        "Команду Лугова принял его помощник Петров.",
    ),
    "de": (
        "Juniorentrainer von Lohfeld nach 27:0-Sieg entlassen",
        "Der Juniorentrainer von Lohfeld ist nach dem 27:0-Sieg am Montag entlassen worden.",
        "Der Vorsitzende des Vereins erklärte in einem langen Schreiben an die Mitglieder in Lohfeld, dass ein Spiel zwischen Kindern so ungleicher Kraft, im Regen und ohne eine einzige Pause gespielt, niemals so hätte enden dürfen und dass niemand stolz darauf gewesen sei.",
        "Die Mannschaft von Lohfeld übernimmt der Vertreter.",
    ),
    "zh": (
        "低田少年队教练27比0大胜后被解职",
        "低田少年队教练在27比0大胜对手后于周一被解职。",
        "俱乐部主席在写给低田队全体成员的长信中表示，"
        + "孩子们实力悬殊、冒雨进行而且中途没有任何休息的比赛，" * 10
        + "本不该以这样的方式结束。",
        "低田队由助理教练王明接手，本赛季余下的六场比赛照常进行。",
    ),
}


@pytest.mark.parametrize("language", REPORTS)
def test_the_sentence_beside_a_repetition_fits_and_says_more(
    language: str,
) -> None:
    title, opening, long, more = REPORTS[language]
    told = summarise(
        "\n".join((opening, long, more)),
        title=title,
        language=language,
        sentences=4,
        short=2,
        room=260,
    )
    assert told == [opening, more]


@pytest.mark.parametrize("language", REPORTS)
def test_an_opening_that_says_the_headline_again(language: str) -> None:
    title, opening, long, more = REPORTS[language]
    headline = read_headline(title, language)
    told = [
        restates(
            candidate(text, place, title=title, language=language), headline
        )
        for place, text in enumerate((opening, long, more))
    ]
    assert told == [True, False, False]


def test_what_fits_and_adds_stays() -> None:
    title, opening, _, more = REPORTS["en"]
    better = "Lowfield paid 900 pounds to Hightown."
    told = summarise(
        f"{opening} {better} {more}",
        title=title,
        language="en",
        sentences=2,
        room=260,
    )
    assert told == [opening, better]


def test_what_is_about_something_else_is_not_told() -> None:
    title, opening, long, _ = REPORTS["en"]
    told = summarise(
        f"{opening} {long} A kettle boiled over in Marlow harbour.",
        title=title,
        language="en",
        sentences=4,
        short=2,
        room=260,
    )
    assert told[:2] == [opening, long]


HEADLINE = read_headline("Lowfield ferry sinks beside harbour wall", "en")
OPENING = Candidate(
    0,
    "The ferry of Lowfield sinks, and pilots, sailors, cooks and tourists swim.",
    1.0,
)
AGAIN = Candidate(9, "Its harbour wall shields Lowfield from storms.", 1.0)
FURTHER = Candidate(8, "Nine divers of Lowfield search for a captain.", 1.0)


def test_a_sentence_near_by_that_adds_something_is_told() -> None:
    usable = [OPENING, FURTHER]
    told = with_more([OPENING, AGAIN], usable, HEADLINE, 260)
    assert told == [OPENING, FURTHER, AGAIN]


@pytest.mark.parametrize(
    "passed_over",
    [
        replace(FURTHER, position=9),
        replace(FURTHER, depends=True),
        replace(FURTHER, relies_on=5),
        replace(FURTHER, shape=0.8),
        replace(AGAIN, position=8),
        replace(FURTHER, text="Nine divers search for a captain."),
        replace(
            FURTHER,
            text="Pilots, sailors, cooks, tourists of Lowfield sang hymns, psalms, songs.",
        ),
    ],
    ids=["far", "depends", "surname", "unreadable", "again", "other", "alike"],
)
def test_what_is_not_told_beside_a_repetition(passed_over: Candidate) -> None:
    chosen = [OPENING, AGAIN]
    assert with_more(chosen, [OPENING, passed_over], HEADLINE, 260) is chosen


def test_what_adds_something_keeps_its_place() -> None:
    nearer = replace(FURTHER, position=1)
    usable = [OPENING, nearer, FURTHER]
    chosen = [OPENING, FURTHER]
    assert with_more(chosen, usable, HEADLINE, 260) is chosen


def test_a_summary_of_one_sentence_stays_one() -> None:
    title, opening, _, more = REPORTS["en"]
    told = summarise(
        f"{opening} {more}", title=title, language="en", sentences=1, room=260
    )
    assert told == [opening]


def test_nobody_is_introduced_twice() -> None:
    told = summarise(
        "Jane Roe, 37, is a teacher at the school of Lowfield and a mother.\n"
        "Jane Roe, 37, lives with five children in the old mill by the river.\n"
        "Most of the roofs leak when it rains for weeks.",
        title="Jane Roe and the leaking school of Lowfield",
        language="en",
        sentences=2,
    )
    assert len([one for one in told if one.startswith("Jane Roe, 37")]) == 1


def test_function_words_do_not_hide_what_is_said_again() -> None:
    told = summarise(
        "Пресс-секретарь губернатора сообщил о своём заражении гриппом.\n"
        "Пресс-секретарь губернатора области Иван Роев заразился гриппом.\n"
        "Губернатор области уехал из Лугова на две недели.",
        title="Роев в больнице с гриппом",
        language="ru",
        sentences=2,
    )
    assert sum("секретарь" in one for one in told) == 1


@pytest.mark.parametrize(
    ("language", "title", "text", "behind"),
    [
        (
            "en",
            "Jane Roe to steer the Lowfield ferry",
            "Jane Roe will steer the ferry of Lowfield. "
            "It will be her second ferry in Lowfield, after nine years on the lifeboat of the harbour. "
            "The harbour has been open since the spring, and the lifeboat sails on Sundays.",
            "It will be her second ferry",
        ),
        (
            "ru",
            "Луговской паром поведёт Анна Роева",
            "Луговской паром поведёт Анна Роева. "
            "Для неё это второй луговской паром после девяти лет на спасательном катере в гавани. "
            "Гавань открыта с весны, и катер выходит по воскресеньям.",
            "Для неё это второй луговской паром",
        ),
    ],
)
def test_what_points_at_the_headline_said_again_opens(
    language: str, title: str, text: str, behind: str
) -> None:
    told = summarise(text, title=title, language=language, sentences=2)
    assert told
    assert told[0].startswith(behind)


FAIR_HEADLINE = read_headline(
    "Anglers' fair in Lowfield in May gives prizes", "en"
)
FAIR = Candidate(
    0,
    "The next fair of Lowfield is set for 21 May, when all anglers swing rods in the harbour park.",
    1.0,
)
RODS = "In May anglers swing their rods in the harbour park of Lowfield."


@pytest.mark.parametrize(
    ("text", "again"),
    [
        (RODS, True),
        (RODS.replace("their", "4,000"), False),
        (RODS.replace("their rods", "rods for prizes"), False),
        (
            "Brass bands, cooks and divers come to the harbour park in May.",
            False,
        ),
    ],
    ids=["again", "a number", "a word of the headline", "more"],
)
def test_what_the_opening_said_is_said_again(text: str, again: bool) -> None:
    behind = Candidate(6, text, 1.0)
    assert says_again(behind, FAIR, FAIR_HEADLINE) is again


@pytest.mark.parametrize(("position", "again"), [(6, True), (2, False)])
def test_what_comes_back_to_the_headline_deep_in_a_text_says_it_again(
    position: int, again: bool
) -> None:
    text = "Anglers love the fair of Lowfield in May, as brass bands, cooks, divers and old captains prove."
    behind = Candidate(position, text, 1.0)
    assert says_again(behind, FAIR, FAIR_HEADLINE) is again


def test_another_sentence_stands_in_place_of_what_was_said() -> None:
    again = Candidate(6, RODS, 1.0)
    more = Candidate(3, "Lowfield’s bands, cooks and divers come too.", 1.0)
    other = "Many visitors of the fair swing long, heavy rods."
    usable = [FAIR, Candidate(2, other, 1.0), more, again]
    told = with_more([FAIR, again], usable, FAIR_HEADLINE, 260)
    assert told[:2] == [FAIR, more]
