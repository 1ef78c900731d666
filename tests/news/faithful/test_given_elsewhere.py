"""What the articles give to another sentence, clause, day or person."""

from __future__ import annotations

import pytest

from news.faithful import Claim, SourceSentence, check


def _why(claim: str, *sources: str, **names: str) -> str:
    listed = [SourceSentence(0, sentence) for sentence in sources]
    dropped = check([Claim(claim, 0, names)], listed)[1]
    return dropped[0].why if dropped else ""


@pytest.mark.parametrize(
    ("sources", "right", "wrong", "why"),
    [
        # The number is another sentence's.
        (
            (
                "El incendio de Robleda ha quemado 3.900 hectáreas desde el sábado.",
                "En 2019, otro incendio quemó 1.300 hectáreas en Robleda.",
            ),
            "El incendio ha quemado 3.900 hectáreas desde el sábado.",
            "El incendio ha quemado 1.300 hectáreas desde el sábado.",
            "number",
        ),
        # The number is another clause's.
        (
            (
                "Un marinero de 51 años murió y otros cuatro resultaron heridos.",
            ),
            "Un marinero murió.",
            "Cuatro marineros murieron.",
            "number",
        ),
        # The words are a later number's.
        (
            ("五号线全长40公里，设30座车站，其中8座仍未完工。",),
            "五号线全长40公里，设30座车站。",
            "30座车站仍未完工。",
            "number",
        ),
        (
            ("В музее работают 520 человек, но в мае уволили 130.",),
            "В музее работают 520 человек.",
            "В музее уволили 520 человек.",
            "number",
        ),
        # What it was and what it will be are exchanged.
        (
            ("入館料は4月に250円から300円になる。",),
            "入館料は250円から300円になる。",
            "入館料は300円から250円になる。",
            "number",
        ),
        # Nothing opens in the month from which it was put off.
        (
            ("海湖线的开通时间由今年9月推迟到明年4月。",),
            "海湖线推迟到明年4月开通。",
            "海湖线今年9月开通。",
            "day",
        ),
        # The number is the nearest word's: a profit of 3, a loss of 8.
        (
            (
                "Завод получил прибыль в 4,1 млрд рублей после убытка в 700 млн.",
            ),
            "Завод получил прибыль в 4,1 млрд рублей.",
            "Завод получил убыток в 4,1 млрд рублей.",
            "relation",
        ),
        # Nothing happens on the day.
        (
            (
                "Pilots have called off a strike planned for 7 March, they said.",
            ),
            "Pilots called off their strike on 7 March.",
            "Pilots will strike on 7 March.",
            "day",
        ),
        (
            (
                "L'ouverture du musée, prévue le 4 mai, est repoussée au 9 juin.",
            ),
            "Le musée ouvrira le 9 juin.",
            "Le musée ouvrira le 4 mai.",
            "day",
        ),
        # It comes next month: Japanese has no future.
        (
            ("県は来月、予算案を議会に提出する。",),
            "県は来月、予算案を議会に提出する予定だ。",
            "県は予算案を議会に提出した。",
            "modality",
        ),
        # A first name with another's family name, which also stands alone.
        (
            (
                "El alcalde de Robleda, Mateo Lara, pidió más bomberos.",
                "La consejera Inés Prado lo negó. Según Prado, hay bastantes.",
            ),
            "El alcalde Mateo Lara pidió más bomberos.",
            "El alcalde Mateo Prado pidió más bomberos.",
            "name",
        ),
        # A speaker without an office.
        (
            (
                "专家刘启明认为，车流可能低于预期。",
                "副市长何文静周二宣布大桥通车。",
            ),
            "专家刘启明认为，车流可能低于预期。",
            "专家何文静认为，车流可能低于预期。",
            "office",
        ),
        # Trucks are no buses.
        (
            ("The tunnel has been closed to trucks since May 3.",),
            "Since May 3 the tunnel has been closed to lorries.",
            "The tunnel has been closed to buses since May 3.",
            "relation",
        ),
    ],
)
def test_what_is_told_of_another_is_dropped(
    sources: tuple[str, ...], right: str, wrong: str, why: str
) -> None:
    assert _why(right, *sources) == ""
    assert _why(wrong, *sources) == why


def test_lists_of_vehicles_have_no_order() -> None:
    source = "Легковые машины могут проезжать, автобусы тоже."
    assert _why("Легковые машины и автобусы могут проезжать.", source) == ""
