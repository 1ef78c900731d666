"""A claim must not add "all", a reason or "already", nor turn a side, a body or a share."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources


def _kept(claim: str, text: str, title: str = "") -> bool:
    return bool(check([Claim(claim)], read_sources([(1, title, text)]))[0])


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        # "All" needs an "all" in the evidence.
        (
            "Two of the five pools in Halden are shut.",
            "Two pools in Halden are shut.",
            "All pools in Halden are shut.",
        ),
        (
            "部分乘客滞留在车站。",
            "部分乘客滞留车站。",
            "所有乘客滞留在车站。",
        ),
        (
            "Solo una de las seis salas está abierta.",
            "Una de las seis salas está abierta.",
            "Todas las salas están abiertas.",
        ),
        # A reason needs a sentence that gives one.
        (
            "The fair was put off to May because of heavy rain. The ticket price is not known.",
            "The fair was put off to May because of the rain.",
            "The fair was put off to May because of the ticket price.",
        ),
        # The reason must be the one that its own sentence gives.
        (
            "The mill was fined because of its smoke. Because of the blast, the school was shut.",
            "The mill was fined because of its smoke.",
            "The mill was fined because of the blast.",
        ),
        (
            "工厂爆炸造成两人受伤。该厂2023年曾因违规排放被罚款40万元。",
            "该厂2023年因违规排放被罚款40万元。",
            "该厂因爆炸被罚款40万元。",
        ),
        (
            "受大雪影响，马拉松比赛推迟到3月9日举行。奖金尚未确定。",
            "因大雪，马拉松比赛推迟到3月9日举行。",
            "因奖金未定，马拉松比赛推迟到3月9日举行。",
        ),
        # "Already" makes no fact of a plan.
        (
            "Das Windrad soll ab Mai 900 Häuser versorgen.",
            "Das Windrad soll 900 Häuser versorgen.",
            "Das Windrad versorgt bereits 900 Häuser.",
        ),
        # What is put off does not happen on its first day.
        (
            "原定5月2日的音乐会推迟到5月9日举行。",
            "音乐会推迟到5月9日举行。",
            "音乐会推迟到5月2日举行。",
        ),
        # What may happen is not done.
        (
            "公司说，新车或于9月进入市场。",
            "公司说，新车可能9月进入市场。",
            "新车已于9月进入市场。",
        ),
        # Who announces an intention has not done it.
        (
            "Le maire a annoncé son intention de vendre le stade.",
            "Le maire a l'intention de vendre le stade.",
            "Le maire a vendu le stade.",
        ),
        # For and against.
        (
            "Viele Bürger unterschrieben gegen den Umbau.",
            "Viele Bürger haben gegen den Umbau unterschrieben.",
            "Viele Bürger haben für den Umbau unterschrieben.",
        ),
        # Over and under.
        (
            "来場者数は昨年の半分以下だった。",
            "来場者数は昨年の半分以下だった。",
            "来場者数は昨年の半分以上だった。",
        ),
        # Another body.
        (
            "La police de Morlan a fermé le bar hier. Le parquet de Morlan a ouvert une enquête pour fraude.",
            "Le parquet de Morlan a ouvert une enquête.",
            "La police a ouvert une enquête pour fraude.",
        ),
        (
            "La préfecture de Morlan a fermé le bar hier. Le parquet de Morlan a ouvert une enquête pour fraude.",
            "Le parquet de Morlan a ouvert une enquête.",
            "La préfecture a ouvert une enquête pour fraude.",
        ),
        # Another share.
        (
            "Die Firma lässt ein Fünftel der Halle frei.",
            "Die Firma lässt ein Fünftel der Halle frei.",
            "Die Firma lässt die Hälfte der Halle frei.",
        ),
        # One verb in two forms of its stem.
        (
            "Прокуратура отказалась возбуждать дело.",
            "Прокуратура отказалась возбудить дело.",
            "Прокуратура возбудила дело.",
        ),
        # A verb that parts says the opposite of another one.
        (
            "Bürgermeister Falk Rohde lehnte neue Zuschüsse ab.",
            "Falk Rohde lehnte neue Zuschüsse ab.",
            "Bürgermeister Falk Rohde sagte neue Zuschüsse zu.",
        ),
    ],
)
def test_an_added_word_needs_a_witness(
    text: str, right: str, wrong: str
) -> None:
    assert _kept(right, text)
    assert not _kept(wrong, text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (
            "Its treasurer, Paul Lindner, accused the club of hiding debts before the vote.",
            "The club accused Paul Lindner of hiding debts before the vote.",
        ),
        # Who begins a clause without a verb acts in it.
        (
            "Bauleiter Rolf Kern sprach von einem klugen Entwurf, Direktorin Ines Vogt von einer teuren Baustelle.",
            "Rolf Kern sprach von einer teuren Baustelle.",
        ),
        (
            "El gobernador Raúl Soler criticó a la empresa por haber avisado tarde.",
            "Minerex criticó al gobernador Raúl Soler por haber avisado tarde.",
        ),
        (
            "Children in hilly districts who go to school by bicycle are half as likely to fall ill as those who ride in cars, "
            "according to a study from the University of Brenn.",
            "Children who ride in cars are half as likely to fall ill as those who go to school by bicycle.",
        ),
    ],
)
def test_sides_do_not_change_places(text: str, wrong: str) -> None:
    assert not _kept(wrong, text)


def test_a_quotation_stays_with_the_speaker_behind_two_words_of_title() -> None:
    text = (
        "El ministro, Raúl Robles, explicó los problemas del puerto. "
        '"Nadie va a perder el barco", dijo el presidente regional, Andrés Vidal.'
    )
    assert _kept('"Nadie va a perder el barco", dijo Andrés Vidal.', text)
    assert not _kept(
        '"Nadie va a perder el barco", dijo el ministro Raúl Robles.', text
    )
