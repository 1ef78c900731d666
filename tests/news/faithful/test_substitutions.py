"""A word, name or number of the articles in another's place, and a word that no article has."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources

ARTICLES = {
    "en": (
        "Zoo in Penbury sells elephants",
        "Penbury Zoo will move its four elephants to a park in Kestle in June. "
        "The keeper Ida Marsh said the old house was too small. "
        "The vet Omar Quill, whom Penbury Zoo hired in 2020, warned about the long drive. "
        "The zoo sold 210 of its 480 season tickets in the spring. "
        "The fence was repaired on May 9, two weeks after it fell. "
        "A sponsor from Lindle offered 70,000 pounds, and the town 45,000 pounds.",
    ),
    "de": (
        "Theater in Mohrau zieht um",
        "Das Theater in Mohrau zieht im Herbst in die alte Fabrik nach Selb. "
        "Die 30 Musiker des Orchesters behalten ihre Stellen. "
        "Der Förderverein hatte der Stadt 2 Millionen Euro geliehen. "
        "Intendantin Vera Kolb begründete den Umzug mit einem undichten Dach. "
        "Die 12 Tänzer bekommen einen neuen Saal.",
    ),
    "ru": (
        "В Липках построят бассейн",
        "В Липках построят бассейн за 90 млн рублей. "
        "В бассейне будут работать 40 человек, из них 15 тренеров. "
        "Директор спортшколы Алла Гусева обратилась в суд. "
        "Власти не исключают, что цена вырастет.",
    ),
    "ja": (
        "白川市、図書館を改築へ",
        "白川市は4月2日、図書館を11月から改築すると発表した。"
        "読書会は市に要望書を提出した。"
        "隣の大沢町の図書館は来年休館する。",
    ),
    "fr": (
        "Le stade de Corbel fermé",
        "La justice de Nevrac a fermé le stade de Corbel. "
        "L'association Mirande reproche à la mairie son silence. "
        "Le stade accueille 900 enfants.",
    ),
    "es": (
        "El puerto de Albor crece",
        "El puerto de Albor contratará a 60 de sus 200 eventuales. "
        "La directora Ana Pozo pidió paciencia a los vecinos. "
        "El alcalde Luis Cano lamentó el ruido.",
    ),
}


def _is_kept(language: str, claim: str) -> bool:
    return bool(
        check([Claim(claim)], read_sources([(1, *ARTICLES[language])]))[0]
    )


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        ("en", "Penbury Zoo moves its four elephants to Kestle in June."),
        ("en", "Ida Marsh said the old house was too small."),
        ("en", "The zoo's elephants go to a park in Kestle."),
        ("en", "In the spring the zoo sold 210 of its 480 season tickets."),
        ("en", "The fence was repaired on May 9."),
        ("de", "Im Herbst zieht das Theater von Mohrau nach Selb."),
        ("de", "Der Stadt hatte der Förderverein 2 Millionen Euro geliehen."),
        ("ru", "Бассейн в Липках построят за 90 млн рублей."),
        ("ja", "白川市は図書館を11月から改築する。"),
        ("fr", "L'association Mirande reproche son silence à la mairie."),
        ("es", "Ana Pozo pidió a los vecinos paciencia."),
    ],
)
def test_what_follows_its_sentence_is_kept(language: str, claim: str) -> None:
    assert _is_kept(language, claim)


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        pytest.param("en", "The zoo sold 480 season tickets.", id="whole"),
        pytest.param("en", "The fence fell on May 9.", id="another clause"),
        pytest.param(
            "en", "A sponsor offered 480 pounds.", id="another's number"
        ),
        pytest.param(
            "en", "Omar Quill hired Penbury Zoo in 2020.", id="object"
        ),
        pytest.param(
            "en", "The zoo will move its four elephants to Lindle.", id="place"
        ),
        pytest.param(
            "en", "The keeper Ida Marsh resigned.", id="invented event"
        ),
        pytest.param(
            "en", "The sick elephants will move in June.", id="invented detail"
        ),
        pytest.param("de", "Die 30 Tänzer behalten ihre Stellen.", id="noun"),
        pytest.param(
            "de",
            "Die Stadt hatte dem Förderverein 2 Millionen Euro geliehen.",
            id="articles",
        ),
        pytest.param(
            "de", "Vera Kolb begründete den Umzug mit der Miete.", id="reason"
        ),
        pytest.param("ru", "В бассейне будут работать 15 человек.", id="part"),
        pytest.param("ru", "Цена вырастет.", id="not ruled out"),
        pytest.param("ja", "市は読書会に要望書を提出した。", id="particles"),
        pytest.param("ja", "大沢市の図書館は来年休館する。", id="other town"),
        pytest.param(
            "fr", "La justice de Corbel a fermé le stade.", id="whose court"
        ),
        pytest.param(
            "fr",
            "La mairie reproche à l'association Mirande son silence.",
            id="who blames whom",
        ),
        pytest.param("fr", "Le stade accueille 900 chevaux.", id="counted"),
        pytest.param(
            "es", "Luis Cano pidió paciencia a los vecinos.", id="asker"
        ),
        pytest.param("es", "El alcalde celebró el ruido.", id="welcomed"),
    ],
)
def test_what_changes_its_sentence_is_dropped(
    language: str, claim: str
) -> None:
    assert not _is_kept(language, claim)


def test_the_last_word_may_stand_in_anothers_place_too() -> None:
    article = (
        1,
        "Theater bleibt zu",
        "Das Ensemble spielt im Kino Rex. Die Stadt bot dem Theater die Festhalle an.",
    )
    sources = read_sources([article])
    right = Claim("Das Ensemble spielt im Kino Rex.")
    wrong = Claim("Das Ensemble spielt in der Festhalle.")
    kept, _ = check([right, wrong], sources)
    assert [sentence.text for sentence in kept] == [right.text]
