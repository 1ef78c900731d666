"""Lines of a page that are no sentences of its report, and sentences that look like them."""

from __future__ import annotations

import pytest

from news.summarise.label_lines import is_label


@pytest.mark.parametrize(
    "text",
    [
        "Video games may soon be part of each lesson in Lowfield.",
        "Image rights made the player a rich man, a court heard.",
        "Photo agencies in Lowfield went on strike on Monday.",
        "Bild berichtet, dass die Fähre erst im Mai fährt.",
        "Vidéosurveillance à Lohfeld : la mairie pose 40 caméras.",
        "Crédit Lohfeld a annoncé la fermeture de 30 agences.",
        "Légende du club, Jean Roe quitte Lohfeld à 40 ans.",
        "Imagen positiva de la alcaldesa cae al 31 por ciento.",
        "视频平台远航宣布下月涨价。",
        "The ferry fair in Marlow was closed on Nov. 8, 2023.",
        "摄影师王明在海州举办个展。",
    ],
)
def test_a_sentence_about_pictures_is_a_sentence(text: str) -> None:
    assert not is_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "Video: the bridge falls into the river",
        "Photo by Jane Roe shows the bridge before the storm",
        "Image of the bridge taken on Monday",
        "Bild: Die Fähre im Hafen von Lohfeld",
        "Vidéo de la mairie de Lohfeld sur le pont",
        "Crédits : mairie de Lohfeld, service du port",
        "视频：大桥通车",
        "摄影 王明 李华",
        "Editor Rating: greatUser Rating: fine - 0% (1) Roe sings of Lowfield.",
        "Note des lecteurs : 4/5 (12 votes) Roe chante Lohfeld.",
        "Leserwertung: 4 von 5 (12) Roe singt von Lohfeld.",
        "Оценка читателей: 4 из 5 (12) Роев поёт о Лугове.",
        "读者评分：4.5 王明歌唱海州。",
        "Jane Roe and two mayors attend the third ferry fair in Marlow, Texas, Nov. 8, 2023.",
    ],
)
def test_what_says_what_a_picture_shows_is_none(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "The following table lists each ferry of Lowfield.",
        "Der folgenden Tabelle liegen Zahlen des Hafens zugrunde.",
        "В таблице ниже — все паромы Лугова.",
        "各航线票价见下表。",
        "Read: Ferry to Hightown sinks.",
        "Strict Standards: Only variables go here in /srv/ferry.php on line 7",
        "Many ferries sail; the full list is below: Lowfield has promised more.",
    ],
)
def test_a_sentence_about_a_table_of_the_page_is_none(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize(
    "call",
    [
        "Pour écouter l'entretien, cliquez sur l'image.",
        "Les horaires du bac figurent ci-dessous.",
        "Per ascoltare l'intervista clicca sulla foto.",
        "Para oír la entrevista, pincha aquí.",
        "Klicken Sie auf das Bild, um den Fahrplan zu sehen.",
        "フェリーの時刻表はこちらから確認できる。",
    ],
)
def test_a_call_to_use_the_page_is_no_sentence(call: str) -> None:
    assert is_label(call)
