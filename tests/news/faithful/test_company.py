"""Attribution: actors, numbers, shares and places that a claim gives to another."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources

ARTICLES = {
    "en": (
        "Tarn rents buses",
        "Tarn will rent 30 buses from Oxley Motors for six years. The council voted 8-5 for it. "
        "Mayor Ruth Calder said the first twelve buses would run in May. "
        "Traffic chief Ivo Penn welcomed the plan. Half of the drivers have been trained. "
        "The depot moves from Tarn to Lowbridge. Oxley's rival Brandt filed a complaint.",
    ),
    "zh": (
        "青湖队二比零胜白岭队",
        "青湖队昨晚在主场以2比0击败白岭队，升至第三位。青湖队前锋高远梅开二度，白岭队队长石磊扑出一个点球。"
        "白岭队主教练沈一鸣说，球队错失了机会。白岭队已连续四场不胜，跌至第十位。门将石磊预计休战六周。"
        "票房收入比去年增长30%，创新高。公交工程由南江集团与北桥公司承建，其中南江集团出资八成。南江集团否认拖欠工资。",
    ),
    "de": (
        "Ferro baut ab",
        "Der Hersteller Ferro legte beim Umsatz um 6 Prozent zu, der Gewinn brach um 30 Prozent ein. "
        "Chefin Anke Roth wies den Vorwurf der Täuschung zurück. CDU-Fraktionschef Udo Lenz lobte sie. "
        "Das Lager bleibt in Altbruck.",
    ),
    "ru": (
        "Завод «Искра» наймёт людей",
        "Завод «Искра» наймёт 200 рабочих, сообщил директор Пётр Лунин. "
        "Лунин опроверг сообщения о продаже завода. Свет дали в половине цехов. "
        "Губернатор Нина Осипова обещала построить дорогу.",
    ),
    "fr": (
        "Un tram pour Brenne",
        "La région paiera 4 millions d'euros pour le tram de Brenne.",
    ),
}


def _kept(language: str, claim: str) -> bool:
    kept, _ = check([Claim(claim, 0)], read_sources([(1, *ARTICLES[language])]))
    return bool(kept)


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        ("en", "Tarn rents 30 buses from Oxley Motors for six years."),
        ("en", "The first twelve buses run in May, Ruth Calder said."),
        ("en", "The council voted 8-5 for the buses."),
        ("en", "The depot moves to Lowbridge."),
        ("en", "Half of the drivers are trained."),
        ("zh", "青湖队以2比0战胜白岭队。"),
        ("zh", "高远打进两球，梅开二度。"),
        ("zh", "白岭队跌至第十位。"),
        ("zh", "沈一鸣说球队错失了机会。"),
        ("zh", "石磊预计休战六周。"),
        ("zh", "南江集团出资八成。"),
        ("zh", "白岭队连续四场不胜，跌至第10位。"),
        ("de", "Der Umsatz stieg um 6 Prozent."),
        ("de", "Anke Roth bestritt den Vorwurf der Täuschung."),
        ("ru", "«Искра» наймёт 200 рабочих."),
        ("ru", "Лунин отрицает продажу завода."),
        ("fr", "La région versera 4 millions d'euros pour le tram."),
    ],
)
def test_what_the_right_one_does_is_kept(language: str, claim: str) -> None:
    assert _kept(language, claim)


@pytest.mark.parametrize(
    ("language", "claim"),
    [
        ("en", "Tarn will buy 30 buses from Oxley Motors."),
        ("en", "Oxley Motors will rent 30 buses from Tarn."),
        ("en", "Brandt will rent 30 buses from Oxley Motors."),
        ("en", "The first 30 buses run in May, Ruth Calder said."),
        ("en", "The council voted 5-8 for it."),
        ("en", "Tarn rents 30 buses for six months."),
        ("en", "All of the drivers have been trained."),
        ("en", "The depot moves from Lowbridge to Tarn."),
        ("zh", "白岭队以2比0战胜青湖队。"),
        ("zh", "石磊梅开二度。"),
        ("zh", "白岭队升至第三位。"),
        ("zh", "青湖队跌至第十位。"),
        ("zh", "青湖队主教练沈一鸣说，球队错失了机会。"),
        ("zh", "石磊预计休战六个月。"),
        ("zh", "北桥公司出资八成。"),
        ("zh", "票房收入创新低。"),
        ("zh", "南江集团证实拖欠工资。"),
        ("de", "Der Umsatz brach um 6 Prozent ein."),
        ("de", "Anke Roth räumte die Täuschung ein."),
        ("de", "CDU-Fraktionschefin Anke Roth lobte den Plan."),
        ("de", "Das Lager verlässt Altbruck und wird verlegt."),
        ("ru", "«Искра» сократит 200 рабочих."),
        ("ru", "Лунин подтвердил продажу завода."),
        ("ru", "Осипова обещала нанять 200 рабочих на завод."),
        ("ru", "Свет дали во всех цехах."),
        ("fr", "La ville paiera 4 millions d'euros pour le tram."),
    ],
)
def test_what_another_does_is_dropped(language: str, claim: str) -> None:
    assert not _kept(language, claim)


LEDGER = (
    "Kelm library saves money",
    "Kelm library will save 40,000 euros a year, the city said. "
    "Director Jana Wolff said the library hopes to open on Sundays from June. "
    "Treasurer Emil Brandt cancelled the new reading room. "
    "The branch lends books to nineteen schools daily. The repairs are partly paid by the state.",
)


@pytest.mark.parametrize(
    ("claim", "why"),
    [
        ("Kelm library will cost 40,000 euros a year.", "relation"),
        ("The repairs are paid entirely by the state.", "relation"),
        ("The branch lends books to nineteen prisons.", "number"),
        ("Jana Wolff cancelled the new reading room.", "roles"),
        ("The branch lends books to nineteen schools weekly.", "relation"),
    ],
)
def test_what_a_claim_changes_in_one_word_is_found(
    claim: str, why: str
) -> None:
    _, dropped = check([Claim(claim)], read_sources([(1, *LEDGER)]))
    assert [one.why for one in dropped] == [why]


@pytest.mark.parametrize(
    "claim",
    [
        "Kelm library will save 40,000 euros annually.",
        "The state pays part of the repairs.",
        "The branch lends books to nineteen schools each day.",
        "Emil Brandt cancelled the reading room.",
    ],
)
def test_the_same_in_other_words_is_kept(claim: str) -> None:
    kept, _ = check([Claim(claim)], read_sources([(1, *LEDGER)]))
    assert kept


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (
            "The president of the port, Ana Rey, puts the loss at 36 million euros.",
            "The minister of transport, Ana Rey, puts the loss at 36 million euros.",
        ),
        (
            "La presidenta del puerto, Ana Rey, calcula una pérdida de 36 millones de euros.",
            "La ministra de Transportes, Ana Rey, calcula una pérdida de 36 millones de euros.",
        ),
        (
            "La présidente du port, Ana Rey, estime la perte à 36 millions d'euros.",
            "La ministre des Transports, Ana Rey, estime la perte à 36 millions d'euros.",
        ),
    ],
)
def test_an_office_before_a_comma_stays_with_its_name(
    right: str, wrong: str
) -> None:
    minister = wrong.split(",", maxsplit=1)[0] + ", Leo Paz, disagrees."
    sources = read_sources([(1, "", f"{right} {minister}")])
    assert check([Claim(right)], sources)[0]
    assert not check([Claim(wrong)], sources)[0]


def test_a_rival_has_its_own_number() -> None:
    text = (
        "The dairy Volna lost 41 million dollars in the first half. Shops sold less of its "
        "cheese. The rival Greenmoor earned 58 million dollars last week."
    )
    sources = read_sources([(1, "Losses at the dairy Volna", text)])
    wrong = "The rival Greenmoor lost 41 million dollars."
    assert not check([Claim(wrong)], sources)[0]
    right = "The rival Greenmoor earned 58 million dollars."
    assert check([Claim(right)], sources)[0]
