"""Sentences that tell that somebody spoke, and not what he said."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.vague_speech import is_vague_speech


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Mayor Roe opened up about her years at sea on Monday."),
        ("en", "Mayor Roe explained why the bridge is shut."),
        ("de", "Bürgermeisterin Roe äußert sich zum Bau der Brücke."),
        ("de", "Roe spricht im Hafenblatt über ihre Jahre auf See."),
        ("fr", "Mme Roux s’est exprimée sur le pont."),
        ("es", "La alcaldesa Roa habló sobre el puente."),
        ("pt", "A prefeita Roa falou sobre a ponte."),
        ("ru", "Мэр Роева рассказала о работе порта."),
        ("ru", "Певица Роева рассказала, сколько стоит её дом."),
        ("uk", "Мер Роєва розповіла про роботу порту."),
        ("zh", "市长畅谈二十年来在海上生活的感受。"),
        ("ja", "市長は橋について語った。"),
        ("en", "The club has confirmed who will lead it."),
        ("en", "Mayor Roe reacted to the vote on the bridge."),
        ("en", "Roe responded to the rumours on Monday."),
        ("de", "Roe reagiert auf die Vorwürfe aus dem Hafen."),
        ("de", "Bürgermeisterin Roe nahm am Montag zum Bau Stellung."),
        ("de", "Roe verrät, wann die Brücke öffnet."),
        ("fr", "Mme Roux a réagi aux critiques."),
        ("fr", "La mairie a annoncé quand ouvrira le pont."),
        ("es", "La alcaldesa Roa reaccionó a las críticas."),
        ("es", "Roa reveló cuándo abrirá el puente."),
        ("pt", "A prefeita Roa reagiu às críticas."),
        ("it", "La sindaca Roi ha commentato il voto."),
        ("it", "Roi svela quando aprirà il ponte."),
        ("pl", "Burmistrz Roj skomentowała głosowanie."),
        ("pl", "Roj zdradziła, kiedy otworzą most."),
        ("ru", "Мэр Роева отреагировала на критику."),
        ("ru", "Тренер Роев поделился ожиданиями от матча."),
        ("uk", "Мер Роєва прокоментувала голосування."),
        ("tr", "Başkan Kaya köprü hakkında açıklama yaptı."),
        ("ar", "تحدثت رئيسة البلدية عن الجسر."),
        ("hi", "महापौर ने पुल पर प्रतिक्रिया दी।"),
        ("zh", "市长就大桥停工一事作出回应。"),
        ("ja", "市長は橋の閉鎖について見解を示した。"),
    ],
)
def test_speech_of_which_nothing_is_given(language: str, sentence: str) -> None:
    assert is_vague_speech(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Talks on the bridge begin on Monday, Mayor Roe said."),
        ("en", "Roe spoke about the bridge: it opens in May."),
        ("de", "Roe sagte, die Brücke öffne im Mai."),
        ("ru", "Мэр Роева рассказала, что мост откроют в мае."),
        ("ru", "Роева рассказала о погоде: ожидаются дожди."),
        ("zh", "市长说，大桥五月通车。"),
        ("ko", "시장은 다리에 대해 말했다."),
        ("en", "Roe responded to a fire on the bridge."),
        ("en", "Roe responded to critics by opening the bridge."),
        ("de", "Die Stadt reagiert auf das Hochwasser mit einer Mauer."),
        ("es", "Los bomberos respondieron a la alarma."),
        ("ru", "Ущерб оценили в 4 млн рублей."),
        ("ar", "تحدثت رئيسة البلدية قائلة إن الجسر مفتوح."),
        ("zh", "市长回应称，大桥五月通车。"),
    ],
)
def test_speech_that_is_given(language: str, sentence: str) -> None:
    assert not is_vague_speech(sentence, language)


def test_what_was_said_goes_before_that_it_was_said() -> None:
    told = summarise(
        "Mayor Roe spoke at length about the bridge of Lowfield. The bridge of Lowfield opens in May, two years late.",
        title="Lowfield bridge opens in May, says Roe",
        language="en",
        sentences=1,
    )
    assert told == ["The bridge of Lowfield opens in May, two years late."]


def test_what_was_said_is_told_behind_that_it_was_said() -> None:
    told = summarise(
        "Певица Анна Роева рассказала, сколько зарабатывает за один концерт. По её словам, за концерт она получает от 40 тысяч евро. "
        "На себя певица Роева тратит мало. Концерт Роевой пройдёт в Лугове в мае.",
        title="Анна Роева рассказала, сколько зарабатывает за концерт",
        language="ru",
        sentences=2,
        short=2,
        room=260,
    )
    assert told[1].startswith("По её словам")


def test_an_announcement_without_its_speech_is_not_told() -> None:
    text = (
        "Minister Roe speaks about the end of all grants for new roofs in the towns of the northern coast.\n"
        "The end of grants for roofs is a fatal sign to 900 builders and owners on the coast, who planned for years."
    )
    title = "End of grants for roofs is a fatal sign"
    told = summarise(text, title=title, language="en", sentences=2)
    assert told == [text.split("\n")[1]]
    alone = text.split("\n", maxsplit=1)[0]
    assert summarise(alone, title=title, language="en") == []


def test_a_german_answer_about_a_long_matter_is_vague() -> None:
    told = "Die Reederei hat sich erstmals zu Plänen der Hafenministerin Anna Rohe für neue Kais geäußert."
    assert is_vague_speech(told, "de")
