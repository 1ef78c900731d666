"""Sentence boundaries."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.sentences import sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今天开工。明天完工！", ["今天开工。", "明天完工！"]),
        ("“我来！”他说。然后走了。", ["“我来！”他说。", "然后走了。"]),
        ("他说：“好。”大家笑了。", ["他说：“好。”", "大家笑了。"]),
        ("（见图。）完。", ["（见图。）", "完。"]),
        ("第一行\n第二行", ["第一行", "第二行"]),
        ("会不会？！当然。", ["会不会？！", "当然。"]),
        ("没有句号", ["没有句号"]),
        ("「會下雨。」她說。然後走了。", ["「會下雨。」她說。", "然後走了。"]),
        (
            "企業Wow!は黒字だ。株価も上がった。",
            ["企業Wow!は黒字だ。", "株価も上がった。"],
        ),
        ("", []),
    ],
)
def test_chinese(text: str, expected: list[str]) -> None:
    assert sentences(text, "zh-Hans") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Mr. Smith went to the U.S. on Jan. 5. He said "Go." Then left.',
            [
                "Mr. Smith went to the U.S. on Jan. 5.",
                'He said "Go."',
                "Then left.",
            ],
        ),
        ("It cost $3.5 million! OK?", ["It cost $3.5 million!", "OK?"]),
        ("Wait... What?", ["Wait...", "What?"]),
        ("no end", ["no end"]),
    ],
)
def test_english(text: str, expected: list[str]) -> None:
    assert sentences(text, "en") == expected


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        (
            "ru",
            "Участок площадью 12 тыс. га продали за 3 млрд. руб. Покупателя не назвали.",
            2,
        ),
        ("ru", "В 2024 г. Минфин повысил акцизы. Это случилось в г. Твери.", 2),
        ("ru", "«Мы готовы. Мы ждём», — заявил он. Потом он ушёл.", 2),
        (
            "ru",
            "Премьер М. В. Роев посетил завод им. С. П. Лугова, ул. Полевая, д. 5.",
            1,
        ),
        ("ru", "Он родился в 1990-х гг. XX в. в семье врача.", 1),
        ("el", "Θα βρέξει αύριο; Κανείς δεν ξέρει.", 2),
        ("en", "eMule closed. tvOS grew.", 2),
        (
            "de",
            "Am 20. November trifft sich der Ausschuss. Die 3. Liga pausiert.",
            2,
        ),
        (
            "de",
            "Das sagte Prof. Dr. h. c. Maier. Ca. 300 Leute kamen, u. a. Schüler.",
            2,
        ),
        (
            "de",
            "„Wir gehen. Wir kommen“, sagte Huber. »Nein. Nie«, rief Roth. Im Jahr 2020. Danach.",
            4,
        ),
        (
            "fr",
            "Mme Duval et M. Petit ont signé. L'art. 49.3 a été utilisé.",
            2,
        ),
        ("fr", "« Pourquoi ? » demande Jean. Personne ne répond.", 2),
        (
            "es",
            "La Dra. Ruiz vive en la Avda. Sol, n.º 5. ¿Qué pasa? ¡Nada!",
            3,
        ),
        (
            "pt",
            "O Sr. Silva e a Sra. Souza chegaram. A Av. Paulista fechou.",
            2,
        ),
        (
            "it",
            "Il dott. Rossi e l'avv. Bianchi sono qui. Il sig. Verdi no.",
            2,
        ),
        ("pl", "Odbyło się to 5. maja na ul. Polnej. Nikt nie przyszedł.", 2),
        ("en", "He paid Acme Inc. The firm was happy. J.P. Roe wasn't.", 3),
        ("en", "It opened at 5 p.m. Eastern time. At 6 a.m. it closed.", 2),
        (
            "en",
            '"Why now?" Mr. Roe asked. "We don\'t know. Nobody does," she said.',
            2,
        ),
        ("en", "Jeopardy! Productions was sold. What now! Nothing.", 3),
        (
            "en",
            "The price fell.The market closed at example.com. iPads sold.",
            3,
        ),
        ("en", "See No. 7. He said no. Then he left.", 3),
        ("ja", "「いいね！」と彼は言った。『本。物語。』を出版した。", 2),
        ("ko", "정부는 오늘 발표했다. 야당은 반대했다.", 2),
        (
            "zh-Hans",
            "李某说：“我来。你走。”众人笑了。“好！”王某喊道。散会。",
            4,
        ),
        ("zh-Hans", "《你好。再见》今天上映。观众说“好看！”的很多。", 2),
        ("ar", "وصل د. أحمد اليوم. هل يبقى؟ لا أحد يعلم!", 3),
        ("hi", "डॉ. शर्मा आए। वे बोले। क्यों?", 3),
        ("ur", "کیا ہوا؟ کچھ نہیں۔ سب ٹھیک ہے۔", 3),
    ],
)
def test_each_language_has_its_own_dots(
    language: str, text: str, count: int
) -> None:
    assert len(sentences(text, language)) == count, sentences(text, language)


def test_a_quotation_is_kept_whole_unless_it_is_never_closed() -> None:
    assert sentences('She said: "It rained. It snowed." He left.', "en") == [
        'She said: "It rained. It snowed."',
        "He left.",
    ]
    assert len(sentences('"It rained. It snowed. It cleared.', "en")) == 3
    assert len(sentences("“下雨了。下雪了。放晴了。", "zh-Hans")) == 3


def test_a_long_quotation_is_cut_like_other_text() -> None:
    said = " ".join(
        f"This is the statement number {number} of many."
        for number in range(40)
    )
    assert len(sentences(f'"{said}"', "en")) == 40


@given(st.text(alphabet="中文。！？“”（）；.!? aAb\n\"'", max_size=200))
@settings(max_examples=100)
def test_nothing_is_lost(text: str) -> None:
    joined = "".join("".join(sentences(text)).split())
    assert joined == "".join(text.split())


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("de", "Das Haus in der Hafenstr. 12 brannte. Zwei flohen.", 2),
        ("de", "Er wohnt in der Hafenstr. Das Haus brannte.", 2),
        ("es", "La Dra. Roa, de la Univ. Central, habló.", 1),
        ("en", "The ferry left at 2 a.m. Three men were saved.", 2),
        ("pt", "O barco parou na Rod. BR-9, km. 45.", 1),
        ("nl", "De pont vaart vr. 12 mei.", 1),
        ("tr", "Gemi Liman Cad. No: 12'de yandı.", 1),
    ],
)
def test_a_street_and_a_university_are_short(
    language: str, text: str, count: int
) -> None:
    assert len(sentences(text, language)) == count
