"""Kinds of unfaithful sentences, each next to similar faithful ones, in seven languages."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources

ARTICLES = {
    "en": (
        "Ferry line sold",
        "Northway Ferries will sell its Brack line to Seacombe Lines for $64 million, of which $20 million is due in May. "
        "Union secretary Moira Kent said the sale would cost 340 jobs. "
        '"We keep every timetable," said managing director Leo Hartmann on Thursday. '
        "Passenger numbers rose by 9% last year. The port authority has not approved the sale. "
        "New ships may arrive in 2031. Northway denied that it had broken its licence.",
    ),
    "zh": (
        "南湾大桥开工",
        "南湾大桥9月12日开工，总投资58亿元，其中省级财政补助21亿元。市长杜明远表示：“大桥将缩短两岸车程。”"
        "居民代表高翠兰说，噪音影响休息。去年过江车辆达4300万辆次，同比增长6.5%。大桥预计2030年通车。"
        "环保部门尚未批准夜间施工。周二，专家组到场检查。",
    ),
    "de": (
        "Werk in Altbruck",
        "Der Konzern Ferrum schließt sein Werk in Altbruck zum 3. Juni. Betriebsrätin Ute Sommer kritisierte den Beschluss. "
        '"Wir finden neue Stellen", sagte Vorstand Jens Falk am Mittwoch. Der Umsatz sank um 8 Prozent auf 2,1 Milliarden Euro. '
        "Das Land hat keinen Kredit bewilligt. Möglicherweise übernimmt Nordstahl das Gelände.",
    ),
    "ru": (
        "В Каменке открыли школу",
        "В Каменке 2 сентября открыли школу на 900 мест. Строительство обошлось в 640 млн рублей, из них 400 млн выделил край. "
        "«Школа нужна всем», — сказала директор Вера Зимина. Родитель Павел Орлов сообщил, что автобусов не хватает. "
        "Подрядчик не признал вину. Число учеников выросло на 7%.",
    ),
    "ja": (
        "北浜駅の改修",
        "北浜市は7月8日、駅の改修を始めると発表した。費用は24億円で、うち県が9億円を負担する。大野市長は「安全を高める」と述べた。"
        "利用者は昨年3%減った。市は運賃を値上げしない。工事は2027年に完成する予定だ。",
    ),
    "es": (
        "Cierra la mina",
        "La minera Cobrex cerrará la mina de Valdeoro el 14 de marzo. La mina emplea a 520 trabajadores. "
        "La alcaldesa Pilar Soto dijo: «Pelearemos por cada empleo». El sindicalista Raúl Vega pidió ayuda al Gobierno. "
        "La producción bajó un 12% el año pasado. La empresa no ha presentado un plan.",
    ),
    "fr": (
        "La ligne rouvre",
        "La ligne Aubrac-Velle rouvrira le 9 mai, a annoncé la région. Les travaux ont coûté 38 millions d'euros, "
        "dont 15 millions payés par l'État. « C'est un jour de fête », a déclaré la maire Élise Garnier. "
        "Le conducteur Marc Dufour a estimé que les trains étaient trop vieux. Le trafic a augmenté de 5 %.",
    ),
}


def _why(language: str, claim: str, source: int = 1, **names: str) -> str:
    title, text = ARTICLES[language]
    _, dropped = check(
        [Claim(claim, source, names or None)], read_sources([(1, title, text)])
    )
    return dropped[0].why if dropped else ""


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        (
            "en",
            "Northway Ferries is selling its Brack line to Seacombe Lines for $64m.",
        ),
        ("en", "Union secretary Moira Kent said 340 jobs would be lost."),
        (
            "en",
            "The port authority has yet to approve the sale; it has not approved it.",
        ),
        ("en", "Northway says it did not break its licence."),
        ("en", "Passenger numbers were up 9 percent last year."),
        ("zh", "南湾大桥总投资五十八亿元，省级财政补助21亿元。"),
        ("zh", "夜间施工未获环保部门批准。"),
        ("zh", "去年过江车辆超4000万辆次，比上年增加6.5%。"),
        (
            "de",
            "Ferrum macht sein Werk in Altbruck am 3. Juni zu und schließt es.",
        ),
        ("de", "Einen Kredit hat das Land nicht bewilligt."),
        ("ru", "Строительство школы стоило 640 миллионов рублей."),
        ("ja", "駅の改修費用は24億円。"),
        ("ja", "工事は令和9年に完成する予定。"),
        ("es", "La producción cayó un 12% el año pasado."),
        ("fr", "Le trafic a progressé de 5 %."),
    ],
)
def test_the_same_in_other_words_is_kept(language: str, claim: str) -> None:
    assert _why(language, claim) == ""


@pytest.mark.parametrize(
    ("language", "claim", "why"),
    [
        (
            "en",
            "The port authority has approved the sale.",
            "relation polarity",
        ),
        ("en", "Northway broke its licence.", "relation polarity"),
        ("zh", "环保部门批准了夜间施工。", "relation polarity"),
        ("de", "Das Land hat einen Kredit bewilligt.", "relation polarity"),
        ("ru", "Подрядчик признал вину.", "relation polarity"),
        ("ja", "市は運賃を値上げする。", "relation polarity"),
        ("es", "La empresa ha presentado un plan.", "relation polarity"),
        ("en", "Passenger numbers fell by 9% last year.", "relation"),
        ("zh", "去年过江车辆达4300万辆次，同比下降6.5%。", "relation"),
        (
            "de",
            "Der Umsatz stieg um 8 Prozent auf 2,1 Milliarden Euro.",
            "relation",
        ),
        ("ja", "利用者は昨年3%増えた。", "relation"),
        ("fr", "La ligne Aubrac-Velle fermera le 9 mai.", "relation"),
        ("en", "Leo Hartmann said the sale would cost 340 jobs.", "speaker"),
        ("zh", "居民代表高翠兰表示：“大桥将缩短两岸车程。”", "speaker"),
        (
            "de",
            '"Wir finden neue Stellen", sagte Betriebsrätin Ute Sommer.',
            "speaker office",
        ),
        (
            "ru",
            "Директор Вера Зимина сообщила, что автобусов не хватает.",
            "speaker",
        ),
        ("fr", "Marc Dufour a déclaré : « C'est un jour de fête ».", "speaker"),
        ("es", "Raúl Vega dijo: «Pelearemos por cada empleo».", "speaker"),
        (
            "en",
            "The line will be sold for $20 million, of which $64 million is due in May.",
            "number",
        ),
        ("ja", "費用は9億円で、うち県が24億円を負担する。", "number"),
        ("zh", "南湾大桥总投资58万元。", "number"),
        ("es", "La mina emplea a 5.200 trabajadores.", "number"),
        ("en", "New ships arrived in 2031.", "modality"),
        ("de", "Nordstahl übernimmt das Gelände.", "modality"),
        ("zh", "大桥已经通车。", "modality"),
        (
            "en",
            '"We keep every timetable," said Leo Hartmann on Monday.',
            "day",
        ),
        ("zh", "周五，专家组到场检查。", "day"),
        ("ru", "В Каменке 3 сентября открыли школу.", "day"),
        (
            "en",
            "Seacombe Lines will sell its Brack line to Northway Ferries.",
            "roles",
        ),
        ("zh", "市长高翠兰说，噪音影响休息。", "office"),
        ("es", "La alcaldesa Raúl Vega pidió ayuda al Gobierno.", "office"),
        ("en", "Managing director Leo Hartmann was arrested.", "event"),
        ("fr", "La maire Élise Gauthier est en fête.", "name"),
    ],
)
def test_another_meaning_is_dropped(
    language: str, claim: str, why: str
) -> None:
    assert _why(language, claim) in why.split()


@pytest.mark.parametrize(
    ("language", "claim", "source", "names"),
    [
        ("zh", "The Nanwan bridge will cost 5.8 billion yuan.", 1, {}),
        ("zh", "Last year 43 million vehicles crossed, up 6.5%.", 4, {}),
        ("ru", "The school cost 640 million roubles.", 2, {}),
        ("en", "去年乘客人数增长9%。", 4, {}),
        ("de", "Revenue fell 8% to 2.1 billion euros.", 4, {}),
        (
            "en",
            "工会秘书莫伊拉·肯特说，出售将减少340个岗位。",
            2,
            {"莫伊拉·肯特": "Moira Kent"},
        ),
    ],
)
def test_across_languages(
    language: str, claim: str, source: int, names: dict[str, str]
) -> None:
    assert _why(language, claim, source, **names) == ""


@pytest.mark.parametrize(
    ("language", "claim", "source", "names"),
    [
        ("zh", "The Nanwan bridge will cost 58 billion yuan.", 1, {}),
        ("zh", "Last year 43 million vehicles crossed, down 6.5%.", 4, {}),
        (
            "zh",
            "Mayor Li Wei said the bridge would shorten journeys.",
            2,
            {"Li Wei": "杜明远"},
        ),
        ("en", "去年乘客人数下降9%。", 4, {}),
        (
            "en",
            "董事莱奥·哈特曼说，出售将减少340个岗位。",
            2,
            {"莱奥·哈特曼": "Leo Hartmann"},
        ),
        ("de", "Revenue rose 8% to 2.1 billion euros.", 4, {}),
        ("ja", "The city will raise fares.", 5, {}),
    ],
)
def test_across_languages_another_meaning_is_dropped(
    language: str, claim: str, source: int, names: dict[str, str]
) -> None:
    assert _why(language, claim, source, **names)


@pytest.mark.parametrize(
    ("article", "is_kept"),
    [
        ("Мэр Елена Соколова обещала ремонт причала до осени.", True),
        # "около" has the consonants of Elena and begins no name.
        ("Жители собрались около суда. Сокол пролетел над ними.", False),
    ],
)
def test_across_languages_a_small_word_is_no_name(
    article: str, is_kept: bool
) -> None:
    claim = Claim("Mayor Elena Sokolova promised to repair the pier.", 0)
    kept, _ = check([claim], read_sources([(1, "", article)]))
    assert bool(kept) is is_kept


def test_a_rounded_number_needs_a_word_that_says_so() -> None:
    assert _why("zh", "去年过江车辆约4300万辆次。") == ""
    assert _why("zh", "去年过江车辆逾4000万辆次。") == ""
    assert _why("zh", "去年过江车辆4000万辆次。") == "number"


def test_what_remains_may_be_reckoned() -> None:
    assert (
        _why(
            "en",
            "Of $64 million, $20 million is due in May, the remaining $44 million later.",
        )
        == ""
    )
    assert (
        _why(
            "en",
            "Of $64 million, $20 million is due in May, the remaining $46 million later.",
        )
        == "number"
    )


def test_a_list_of_more_numbers_or_names_than_are_compared_is_dropped() -> None:
    numbers = "; ".join(str(number) for number in range(100, 130))
    people = ", ".join(f"Ann {letter}ee" for letter in "BCDFGHJKLMNPQRSTVWZ")
    sources = read_sources(
        [
            (
                1,
                "Lists",
                f"Today the list has {numbers} in it. Also present were {people}.",
            )
        ]
    )
    for claim in (f"The list has {numbers} in it.", f"Present were {people}."):
        kept, dropped = check([Claim(claim, 1)], sources)
        assert (kept, dropped[0].why in {"number", "name"}) == ([], True)


def test_without_capitals_a_claim_must_follow_its_sentence_closely() -> None:
    lines = (
        "the harbour club beat the valley side by three goals on sunday and moved up to second place in the table.",
        "the coach of the valley side praised his goalkeeper after the match and spoke of a difficult month ahead.",
        "the hill team lost at home to the island side and stays at the bottom of the table without a single win.",
    )
    sources = read_sources([(1, "", "\n".join(lines))])
    copied = "The harbour club beat the valley side by three goals on sunday."
    mixed = "The hill team beat the valley side by three goals on sunday."
    kept, _ = check([Claim(copied), Claim(mixed)], sources)
    assert [line.text for line in kept] == [copied]


def test_without_capitals_a_claim_is_not_put_together_from_words_of_many_sentences() -> (
    None
):
    lines = (
        "the mayor of lower tarn opened the new swimming hall on friday before two hundred guests and a brass band.",
        "the baker ellen rudd sold four hundred rolls at the gate and gave the money to the children's home.",
        "a storm that came up in the evening tore the flags from the roof and ended the feast an hour early.",
    )
    sources = read_sources([(1, "", "\n".join(lines))])
    true = "A storm that came up in the evening tore the flags from the roof."
    mixed = "The baker ended the mayor at the roof of the money."
    kept, _ = check([Claim(true), Claim(mixed)], sources)
    assert [line.text for line in kept] == [true]


def test_a_win_that_was_claimed_was_had() -> None:
    sources = read_sources(
        [(1, "", "The Wrens claimed a 40-13 win over Ashby on Saturday.")]
    )
    kept, _ = check(
        [Claim("The Wrens won 40-13 over Ashby on Saturday.")], sources
    )
    assert len(kept) == 1
    doubtful = read_sources(
        [(1, "", "The clerk claimed the safe was empty on Saturday.")]
    )
    assert check([Claim("The safe was empty on Saturday.")], doubtful)[0] == []
