"""The publisher's own description opens a summary where the text's opening tells less."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.publisher_lead import described_sentences, read_leads

FEATURES = {
    "en": (
        "Old ferry becomes a library for three islands",
        "The morning smells of salt, and gulls circle over a rusty deck. Mara Lind pours coffee into paper cups.\n"
        "Everybody here has a story, and most of them begin with rain. Some end with it too.",
        "A ferry built in 1961 now carries 9,000 books to three islands.",
    ),
    "de": (
        "Alte Fähre wird Bücherei für drei Inseln",
        "Der Morgen riecht nach Salz, und Möwen kreisen über rostigem Deck. Mara Lind gießt Kaffee in Becher.\n"
        "Hier hat jeder eine Geschichte, und die meisten beginnen mit Regen. Manche enden damit.",
        "Eine Fähre von 1961 bringt als Bücherei 9000 Bücher auf drei Inseln.",
    ),
    "ru": (
        "Старый паром стал библиотекой для трёх островов",
        "Утро пахнет солью, над ржавой палубой кружат чайки. Мара Линд разливает кофе по стаканам.\n"
        "Здесь у каждого есть история, и почти каждая начинается с дождя. Иные им и кончаются.",
        "Паром 1961 года стал библиотекой и возит 9000 книг на три острова.",
    ),
    "zh": (
        "老渡轮变身三座小岛的图书馆",
        "清晨的空气里有盐味，海鸥在生锈的甲板上空盘旋。林太太把咖啡倒进纸杯。\n"
        "住在岸边的人大多有故事，故事大多从雨天开始。有些故事也在雨天结束。",
        "一艘1961年造的渡轮成了图书馆，把九千册书送到三座小岛。",
    ),
}


def _opening(language: str, description: str) -> str:
    title, text, _ = FEATURES[language]
    told = summarise(
        text,
        title=title,
        language=language,
        description=description,
        always=True,
    )
    return told[0]


@pytest.mark.parametrize("language", FEATURES)
def test_a_description_that_tells_the_headline_opens_a_feature(
    language: str,
) -> None:
    described = FEATURES[language][2]
    assert _opening(language, f"Read it here!\n{described}") == described


REPORT = (
    "The council of Marlow voted on Monday to close the old bridge for two years. "
    "Buses will take the northern road from March."
)


@pytest.mark.parametrize(
    "description",
    [
        # It says what the report says.
        "Marlow's council closes the old bridge for two years.",
        # It only says the headline again.
        "Council closes the old bridge.",
        # It speaks of the site, or to the reader.
        "The Marlow Daily is the newspaper of the valley since 1901.",
        "I tell you why the bridge of Marlow is closed by the council.",
        # It points at what is not told.
        "They closed the old bridge of Marlow after the council's vote.",
        # It asks.
        "Is the bridge of Marlow, closed by the council, really too old?",
        # It was cut off.
        "The old bridge of Marlow is too weak, says the council, and will be clo",
        "The old bridge of Marlow is too weak, the council found, and …",
        "",
    ],
)
def test_a_report_keeps_its_own_opening(description: str) -> None:
    first = summarise(
        REPORT,
        title="Council of Marlow closes the old bridge",
        language="en",
        description=description,
    )[0]
    assert first.startswith("The council of Marlow voted on Monday")


@pytest.mark.parametrize("language", FEATURES)
def test_a_description_of_something_else_is_not_told(language: str) -> None:
    other = {
        "en": "All the news of the region, every day.",
        "de": "Alle Nachrichten der Region, jeden Tag.",
        "ru": "Все новости региона каждый день.",
        "zh": "本网站每天发布地区新闻，权威可靠。",
    }[language]
    assert _opening(language, other) != other


def test_a_description_without_its_mark_gets_one_where_it_is_whole() -> None:
    described = FEATURES["en"][2]
    whole = described.replace("islands.", "rain")
    assert _opening("en", whole) == f"{whole}."
    assert _opening("en", whole.removesuffix("rain") + "isl")[-3:] != "isl"


def test_nothing_is_told_twice_beside_a_description() -> None:
    title, text, described = FEATURES["en"]
    again = "The ferry built in 1961 carries 9,000 books to the islands."
    told = summarise(
        f"{text}\n{again}", title=title, language="en", description=described
    )
    assert not (described in told and again in told)


def test_a_label_before_a_described_sentence_is_cut() -> None:
    sentence = "The council of Marlow voted on Monday to close the old bridge for two years."
    first = summarise(
        f"CITY/VALLEY {sentence} Buses will take the northern road.",
        title="Council closes the bridge",
        language="en",
        description=sentence,
    )[0]
    assert first == sentence


def test_a_description_serves_where_the_page_has_no_text() -> None:
    told = summarise(
        "",
        title="Ferry becomes a library",
        language="en",
        description="A ferry built in 1961 carries 9,000 books to three islands as a library.",
    )
    assert len(told) == 1


def test_a_description_is_told_with_the_sentence_that_points_back_at_it() -> (
    None
):
    title, text, described = FEATURES["en"]
    behind = "They also show films there on Fridays."
    told = summarise(
        text,
        title=title,
        language="en",
        sentences=2,
        description=f"{described} {behind}",
    )
    assert told == [described, behind]


def test_markup_in_a_description_is_not_told() -> None:
    described = "<p><strong>Lowfield opens its flood wall to walkers from May.</strong></p><p>Dogs may come.</p>"
    assert described_sentences(described, "en") == [
        "Lowfield opens its flood wall to walkers from May.",
        "Dogs may come.",
    ]
    assert described_sentences("Rain < 5 mm and wind > 9.", "en") == [
        "Rain < 5 mm and wind > 9."
    ]


@pytest.mark.parametrize(
    ("language", "description", "told"),
    [
        (
            "en",
            "The old ferry of Lowfield carries books again — see the pictures!",
            "The old ferry of Lowfield carries books again.",
        ),
        (
            "ru",
            "Паром в Лугове снова возит книги — смотрите фото!",
            "Паром в Лугове снова возит книги.",
        ),
        (
            "it",
            "Il traghetto porta libri – guarda le foto",
            "Il traghetto porta libri.",
        ),
        (
            "en",
            "The old ferry sails again – watch keepers are missing.",
            "The old ferry sails again – watch keepers are missing.",
        ),
    ],
)
def test_a_call_behind_a_description_is_cut(
    language: str, description: str, told: str
) -> None:
    assert described_sentences(description, language) == [told]


@pytest.mark.parametrize(
    ("language", "description"),
    [
        ("en", "The island has a new mayor - Lee wins by five votes."),
        ("es", "La isla elige alcalde – Lee gana por cinco votos."),
        ("pt", "Fogo na serra – Guarda em alerta."),
        ("it", "Nuove norme per i traghetti – leggi in vigore da lunedì."),
    ],
)
def test_a_name_or_noun_behind_a_dash_calls_nobody(
    language: str, description: str
) -> None:
    assert described_sentences(description, language) == [description]


def test_a_description_that_calls_to_the_reader_opens_nothing() -> None:
    text = (
        "Jane Roe, who sings as Ains, is back in Lowfield this week.\n"
        "Her new songs were written on a ferry, she told the harbour paper."
    )
    told = summarise(
        text,
        title="Ains, once known as Jane Roe, wants Lowfield to sing",
        language="en",
        description="Read about Ains, once known as Jane Roe, who wants all of Lowfield to sing again.",
    )
    assert not any(sentence.startswith("Read about") for sentence in told)


@pytest.mark.parametrize(
    "saying",
    [
        "Two years ago the old ferry of Lowfield was the guest of honour.",
        "I sailed on the new ferry of Lowfield, and there is no way back.",
    ],
)
def test_a_scene_of_a_description_is_no_lead(saying: str) -> None:
    title = "New ferry of Lowfield is close to its first voyage"
    described = described_sentences(saying, "en")
    assert not read_leads(described, "", title=title, language="en")


@pytest.mark.parametrize(
    ("opening", "opens"),
    [
        ("Gulls circle over a rusty deck in the grey morning.", True),
        ("A library smells of salt in the grey morning.", False),
    ],
)
def test_one_word_of_the_headline_does_beside_an_opening_without_any(
    opening: str, opens: bool
) -> None:
    description = "The town of Marlow has given its old ship a second life."
    told = summarise(
        f"{opening} Paper cups stand on a table, and coffee is poured.",
        title="Old ferry becomes a library for three islands",
        language="en",
        description=description,
        always=True,
    )
    assert (told[0] == description) is opens


@pytest.mark.parametrize(
    ("behind", "told"),
    [
        ("Sailors of Marlow have painted its hull in bright colours.", True),
        ("The ferry of 1961 now carries 9,000 books to islands.", False),
    ],
)
def test_a_description_goes_on_unless_it_says_the_same(
    behind: str, told: bool
) -> None:
    title, text, described = FEATURES["en"]
    summary = summarise(
        text,
        title=title,
        language="en",
        sentences=2,
        description=f"{described} {behind}",
    )
    assert summary[0] == described
    assert (behind in summary) is told
