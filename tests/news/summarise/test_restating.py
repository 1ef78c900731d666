"""An opening that says the headline again gets a sentence beside it that says more."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.headline import read_headline
from news.summarise.restating import restates
from news.summarise.shape import candidate

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
