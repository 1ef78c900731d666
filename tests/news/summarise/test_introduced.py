"""Sentences about a thing that the sentence before them introduces."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.introduced import needs_introduction


@pytest.mark.parametrize(
    ("language", "sentence", "needs"),
    [
        ("en", "The fair is held for the ninth time.", True),
        ("en", "The Second Division side held Lowfield to a draw.", True),
        ("en", "The idea, says Roe, is to sail without oil.", True),
        ("en", "The move comes a week after the storm.", True),
        ("en", "The 45-minute show is free.", True),
        ("en", "The decision to sail was taken in May.", False),
        ("en", "The government is asked for money.", False),
        ("en", "The number of boats was small.", False),
        ("en", "The Lowfield Fair is held in May.", False),
        ("de", "Die Messe zeigt 300 Boote.", True),
        ("de", "Die Landesregierung hat das Gesetz gebilligt.", False),
        ("fr", "Le salon présente 300 bateaux.", True),
        ("fr", "Le gouvernement a retiré la loi.", False),
        ("es", "La feria muestra 300 barcos.", True),
        ("es", "El alcalde fue elegido en mayo.", False),
        ("pt", "A feira mostra 300 barcos.", True),
        ("pt", "O governo foi avisado.", False),
        ("it", "La fiera presenta 300 barche.", True),
        ("it", "Il sindaco ha firmato.", False),
        ("ru", "Документ предусматривает штрафы.", True),
        ("ru", "Губернатор подписал закон.", False),
        ("zh-Hans", "指数显示，渔业产量上升。", True),
        ("zh-Hant", "會議強調，漁港要擴建。", True),
        ("zh-Hans", "海州渔业指数显示，产量上升。", False),
        ("ja", "報告書は、漁獲量の減少を示した。", True),
        ("ja", "青浜市の報告書は、減少を示した。", False),
        ("ko", "보고서는 감소를 보여준다.", False),
        ("en", "At the ceremony, 300 guests sang.", True),
        ("en", "During the talks both sides agreed on fish.", True),
        ("en", "At the ceremony of the fishers, 300 sang.", False),
        ("de", "Bei der Veranstaltung sprachen 300 Gäste.", True),
        ("de", "In der Mitteilung heißt es, das Boot sinke.", True),
        ("de", "Bei der Veranstaltung der Fischer kamen 300.", False),
        ("fr", "Lors de la réunion, le maire a promis un quai.", True),
        ("fr", "Lors de la réunion du port, il a plu.", False),
        ("es", "Durante la reunión, se habló de peces.", True),
        ("es", "Durante la reunión del puerto se habló.", False),
        ("pt", "Na reunião, falou-se de peixes.", True),
        ("it", "Durante l’incontro, si è parlato di pesci.", True),
        ("ru", "На мероприятии выступили 300 гостей.", True),
        ("ru", "В заявлении говорится, что лодка цела.", True),
        ("ru", "На заседании совета выступили 300 гостей.", False),
        ("zh-Hans", "会上传达了市长的要求。", True),
        ("zh-Hans", "会谈中，双方谈到渔业。", True),
        ("zh-Hant", "聲明說，兩艘船受損。", True),
        ("zh-Hans", "海州渔业大会上，市长谈到渔港。", False),
        ("ja", "式典では、三百人が歌った。", True),
    ],
)
def test_a_thing_that_another_sentence_names(
    language: str, sentence: str, needs: bool
) -> None:
    assert needs_introduction(sentence, language) is needs


@pytest.mark.parametrize(
    ("language", "title", "first", "second", "third"),
    [
        (
            "en",
            "Doors open at biggest boat show",
            "Thousands of sailors came to Lowfield for the annual Sea Days.",
            "The show is the biggest of all boat shows in the north.",
            "About 50,000 tickets were sold in advance.",
        ),
        (
            "de",
            "Größte Bootsmesse öffnet Türen",
            "Tausende Segler kamen nach Lohfeld zu den jährlichen Meerestagen.",
            "Die Bootsmesse ist die größte Messe für Boote im ganzen Norden.",
            "Rund 50.000 Karten wurden vorab verkauft.",
        ),
    ],
)
def test_the_first_sentence_that_introduces_it_opens(
    language: str, title: str, first: str, second: str, third: str
) -> None:
    told = summarise(
        f"{first} {second} {third}",
        title=title,
        language=language,
        sentences=3,
        short=2,
        room=260,
    )
    assert told[:2] == [first, second]


def test_deeper_in_a_text_it_opens_itself() -> None:
    told = summarise(
        "Rain fell. Some sailors slept on deck. "
        "The show is the biggest of all boat shows in the north.",
        title="Doors open at biggest boat show",
        language="en",
        sentences=1,
    )
    assert told == ["The show is the biggest of all boat shows in the north."]


def test_of_one_sentence_it_is_the_one_that_introduces() -> None:
    first = "Thousands of sailors came to Lowfield for the annual Sea Days."
    told = summarise(
        f"{first} The show is the biggest of all boat shows in the north.",
        title="Doors open at biggest boat show",
        language="en",
        sentences=1,
        always=True,
    )
    assert told == [first]
