"""What opens a summary, and when the headline is told alone."""

from __future__ import annotations

from collections import Counter

import pytest

from news.summarise import summarise
from news.summarise.headline import read_headline
from news.summarise.openings import find_opening, with_lead
from news.summarise.scenes import stems_of
from news.summarise.shape import candidate
from tests.news.summarise.test_publisher_lead import FEATURES

REPORTS = {
    "en": (
        "Old ferry becomes a library for three islands",
        "The ferry Alma, built in 1961, sails as a library from Monday.",
    ),
    "de": (
        "Alte Fähre wird Bücherei für drei Inseln",
        "Die Fähre Alma von 1961 fährt ab Montag als Bücherei.",
    ),
    "ru": (
        "Старый паром стал библиотекой для трёх островов",
        "Паром «Алма» 1961 года с понедельника ходит как библиотека.",
    ),
    "zh": (
        "老渡轮变身三座小岛的图书馆",
        "1961年造的渡轮阿尔玛号从周一起成为图书馆。",
    ),
}


def _told(language: str, text: str, *, always: bool = False) -> list[str]:
    return summarise(
        text,
        title=FEATURES[language][0],
        language=language,
        sentences=2,
        always=always,
    )


@pytest.mark.parametrize("language", FEATURES)
def test_a_headline_is_told_alone_where_no_sentence_tells_it(
    language: str,
) -> None:
    scene = FEATURES[language][1]
    assert _told(language, scene) == []
    assert _told(language, scene, always=True)


@pytest.mark.parametrize("language", FEATURES)
def test_a_sentence_that_tells_the_headline_is_told(language: str) -> None:
    report = REPORTS[language][1]
    assert report in _told(language, f"{report}\n{FEATURES[language][1]}")
    assert report in _told(language, f"{FEATURES[language][1]}\n{report}")


def test_a_figure_at_the_start_is_a_reports_in_other_words() -> None:
    text = "Some 9,000 volumes sail to remote villages from Monday. They are lent for free."
    assert _told("en", text)


@pytest.mark.parametrize("language", FEATURES)
def test_a_text_that_is_the_publishers_description_is_told(
    language: str,
) -> None:
    title, scene, _ = FEATURES[language]
    assert summarise(scene, title=title, language=language, description=scene)


def test_a_headline_of_two_words_measures_nothing() -> None:
    text = "Gulls circle over a rusty deck, and somebody pours coffee."
    assert summarise(text, title="A quiet harbour", language="en") == [text]


def test_a_price_in_the_background_opens_no_summary() -> None:
    lead = "Drivers in Marlow ask the maker Rotor for their money back, for the promised pilot never came."
    price = "Rotor sold the option for £5,800 in those days."
    told = summarise(
        f"{lead} The firm is silent. {price}",
        title="Rotor drivers demand money back for £5,800 pilot",
        language="en",
        sentences=1,
    )
    assert told == [lead]


def test_a_scene_is_passed_over_with_what_points_back_at_it() -> None:
    scene = "Odd words, a strange evening and a long silence."
    back = "That is what the mayor of Marlow left behind at the bridge vote."
    fact = "The council of Marlow closes the old bridge for two years."
    told = summarise(
        f"{scene} {back} {fact}",
        title="Marlow council closes the bridge after a vote",
        language="en",
        sentences=2,
    )
    assert told[0] == fact


def test_the_first_sentences_are_the_best_summary_of_their_number() -> None:
    fact, more = (
        REPORTS["en"][1],
        "Nine thousand books for the islands lie on its old car deck.",
    )
    title, scene = FEATURES["en"][:2]
    text = f"{scene}\n{fact}\nThe crew learned to lend. {more}\nThe crew also serves tea to all readers in the saloon."
    two = summarise(text, title=title, language="en", sentences=2)
    four = summarise(text, title=title, language="en", sentences=4, short=2)
    assert four[:2] == two
    assert len(four) > len(two)
    places = [text.index(sentence) for sentence in four]
    assert places == sorted(places)


def test_what_was_before_the_news_gives_way_to_what_holds_as_much_of_the_headline() -> (
    None
):
    told = summarise(
        "A few weeks ago divers of Aberville raised a bell from the bay. "
        "Divers of Lowfield have raised a ship's bell of 1640 from the harbour.",
        title="Divers raise bell of 1640",
        language="en",
        sentences=2,
        short=2,
    )
    assert told[0].startswith("Divers of Lowfield")


def test_a_day_does_not_make_the_headline_news() -> None:
    told = summarise(
        "2027年，我国渡轮三项指标继续领先。2027年，我国渡轮载客量、航线数、船速分别占世界的56%、69%和66%。",
        title="我国渡轮三项指标继续领先",
        language="zh-Hans",
        sentences=2,
    )
    assert told == [
        "2027年，我国渡轮载客量、航线数、船速分别占世界的56%、69%和66%。"
    ]


def test_a_thing_that_is_named_deep_in_a_text_gives_way() -> None:
    told = summarise(
        "Rain fell on the old harbour all night long. Sailors stayed in their cabins until noon. "
        "The fair shows wooden boats in four halls. "
        "Builders from the northern coast brought wooden boats to Lowfield for the first time since 1990.",
        title="Wooden boats at Lowfield fair",
        language="en",
        sentences=2,
        short=2,
    )
    assert told[0].startswith("Builders from the northern coast")


IN_OTHER_WORDS = {
    "en": (
        "Villagers save crossing with coins",
        "The town board of Lowfield will keep the old ferry after the crossing nearly closed. "
        "The ferry carries two hundred people a day from Lowfield to the hospital of the town. "
        "The board of the town pays its crew, and Lowfield pays the fuel of the old ferry. "
        "The villagers filled a jar with coins to save the ferry, a clerk of the board said.",
    ),
    "ru": (
        "Жители спасли переправу монетами",
        "Совет города Лугового сохранит старый паром, хотя переправу почти закрыли. "
        "Паром возит из Лугового в больницу города двести человек в день. "
        "Совет города платит команде, а Луговое покупает топливо для старого парома. "
        "Жители спасли паром и собрали монетами шестую часть суммы, сообщил секретарь совета.",
    ),
}


@pytest.mark.parametrize("language", IN_OTHER_WORDS)
def test_a_lead_that_says_the_headline_in_other_words_opens(
    language: str,
) -> None:
    title, text = IN_OTHER_WORDS[language]
    told = summarise(text, title=title, language=language, sentences=2)
    assert text.startswith(told[0])


def test_a_line_under_the_headline_gives_way_to_the_lead_right_behind() -> None:
    title, text = IN_OTHER_WORDS["en"]
    line, _, rest = text.partition(". ")
    lead = "Villagers filled a jar with coins to save the ferry of Lowfield, the old crossing of the town."
    told = summarise(
        f"{line}. {lead} {rest}", title=title, language="en", sentences=1
    )
    assert told == [lead]


def test_a_scene_without_what_a_text_comes_back_to_is_not_told() -> None:
    title, text = IN_OTHER_WORDS["en"]
    scene = "The rain had stopped at last, and gulls sat on the crossing."
    _, _, rest = text.partition(". ")
    told = summarise(f"{scene} {rest}", title=title, language="en", sentences=2)
    assert told
    assert scene not in told


@pytest.mark.parametrize(("place", "opening"), [(8, 8), (9, 0)])
def test_no_sentence_deep_in_a_text_opens_in_place_of_the_first(
    place: int, opening: int
) -> None:
    headline = read_headline("Villagers save crossing with coins", "en")
    told = (
        "Two women from Lowfield are charged with stealing a boat, the police said.",
        *("A boat was found on the beach with a broken mast.",) * (place - 1),
        "The villagers had to save the crossing with coins of their own, a clerk said.",
    )
    usable = [
        candidate(text, position, title="", language="en")
        for position, text in enumerate(told)
    ]
    bags = [Counter(stems_of(sentence)) for sentence in usable]
    assert find_opening(usable, bags, headline, [0, place]) == opening


# Title, a report's first sentence in other words, and sentences that hold a little more of
# the headline and tell its background.
FIRST_IN_OTHER_WORDS = {
    "en": (
        "Fire destroys Marn sailing club's boats",
        "Nine dinghies burned out on Monday night when flames spread through a shed of a club on the coast of Lowfield. "
        "Marn is a village of 300 people with a long beach. "
        "The sailing school of Marn was opened in 1961 by two teachers. ",
    ),
    "ru": (
        "Врачи Лугова впервые пересадили больному сердце",
        "Хирурги областной больницы в понедельник провели семичасовую операцию, которой раньше в городе Лугове не делали. "
        "В больнице работают сорок врачей. "
        "По меркам хирургии, сердце — орган простой, и врачи его знают. ",
    ),
}


@pytest.mark.parametrize("language", FIRST_IN_OTHER_WORDS)
def test_a_reports_first_sentence_stands_before_its_background(
    language: str,
) -> None:
    title, text = FIRST_IN_OTHER_WORDS[language]
    told = summarise(text, title=title, language=language, sentences=2)
    assert text.startswith(told[0])


HALM = "Halm Air suspends two island services"
LEAD = "The airline of Halm is to halt its flights to the northern coast and to the eastern bay from May."
BACKGROUND = "The island has a runway of grass since 1961."
ANNOUNCED = "Halm Air suspends both island services, the firm said."


@pytest.mark.parametrize(
    ("first", "other", "leads"),
    [
        (LEAD, BACKGROUND, True),
        ("The airline of Halm is to halt flights.", BACKGROUND, False),
        (LEAD.replace(" of Halm", ""), BACKGROUND, False),
        (LEAD, ANNOUNCED, False),
        (LEAD.replace("The airline", "I think the airline"), BACKGROUND, False),
    ],
    ids=["a lead", "short", "no word", "announced", "an opinion"],
)
def test_a_long_first_sentence_with_a_word_of_the_headline_leads(
    first: str, other: str, leads: bool
) -> None:
    usable = [
        candidate(text, place, title=HALM, language="en")
        for place, text in enumerate((first, other))
    ]
    marked = with_lead(usable, 1, read_headline(HALM, "en"))
    assert marked[0].is_lead is leads


def test_what_stands_behind_others_leads_nothing() -> None:
    headline = read_headline(HALM, "en")
    deep = [
        candidate(text, place, title=HALM, language="en")
        for place, text in enumerate((LEAD, BACKGROUND), 2)
    ]
    assert not with_lead(deep, 1, headline)[0].is_lead


def test_a_chosen_first_sentence_needs_no_mark() -> None:
    headline = read_headline(HALM, "en")
    usable = [candidate(LEAD, 0, title=HALM, language="en")]
    assert with_lead(usable, 0, headline) is usable
