"""How far somebody moves the times of digests, and from when to when, in each language."""

from __future__ import annotations

import pytest

from news.wishes.time_moves import TimeMove, read_move


@pytest.mark.parametrize(
    ("locale", "text", "minutes"),
    [
        ("en", "can you make the digest two hours earlier please?", -120),
        ("en", "delay it by 20 minutes", 20),
        ("en", "an hour and a half later", 90),
        ("zh-Hans", "往前挪一刻钟", -15),
        ("zh-Hans", "推迟两个小时", 120),
        ("zh-Hant", "晚半個小時發", 30),
        ("ja", "2時間早くしてください", -120),
        ("ja", "45分遅らせて", 45),
        ("de", "bitte um 30 Minuten nach hinten", 30),
        ("de", "anderthalb Stunden früher", -90),
        ("es", "adelántalo una hora y media", -90),
        ("es", "dos horas más tarde", 120),
        ("fr", "repousse le résumé de 15 minutes", 15),
        ("fr", "un quart d'heure plus tôt", -15),
        ("ru", "на полтора часа позже", 90),
        ("ru", "на 10 минут раньше", -10),
        ("ru", "one hour later", 60),
    ],
)
def test_a_length_and_a_direction_move_the_times(
    locale: str, text: str, minutes: int
) -> None:
    assert read_move(text, locale) == TimeMove(minutes)


@pytest.mark.parametrize(
    ("locale", "text", "schedule"),
    [
        ("en", "please change it from 7 to 7:45", "07:45"),
        ("en", "move my digest from 6 pm to 9 pm", "21:00"),
        ("zh-Hans", "时间从7点改成7点半", "07:30"),
        ("ja", "7時から10時に変更してください", "10:00"),
        ("de", "verschieb es von 7 auf 10 Uhr", "10:00"),
        ("es", "pásalo de las 7 a las 10", "10:00"),
        ("fr", "passe de 7h à 10h", "10:00"),
        ("ru", "перенеси с 7 на 10", "10:00"),
    ],
)
def test_of_two_times_the_second_is_the_new_one(
    locale: str, text: str, schedule: str
) -> None:
    assert read_move(text, locale) == TimeMove(schedule=schedule)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        # It complains.
        ("en", "it comes two hours late"),
        ("zh-Hans", "晚了两个小时"),
        ("ja", "2時間遅く届く"),
        ("ru", "приходит на два часа позже"),
        # It names a time.
        ("en", "send it later, in two hours"),
        ("zh-Hans", "早上两小时"),
        ("fr", "il y a deux heures"),
        ("de", "vor zwei Stunden"),
        ("fr", "envoie avant 7 heures"),
        ("fr", "repousse à 10h"),
        ("es", "retrasa a las 10 h"),
        ("ru", "раньше 7 часов"),
        ("de", "später um 10 h"),
        # The numbers are no times.
        ("en", "change stories from 10 to 6"),
        ("en", "change my quiet hours from 7 to 9"),
        ("en", "switch the limit from 10 to 6"),
        ("de", "ändere die Anzahl der Meldungen von 10 auf 6"),
        ("fr", "change le nombre de 10 à 6"),
        ("ru", "измени число с 10 на 6"),
        # It says more, both, or no direction.
        ("en", "markets fell an hour later"),
        ("en", "an hour later or an hour earlier?"),
        ("en", "an hour"),
        ("en", "later"),
        # It may be 9:00 or 21:00; it is no time.
        ("en", "change it from 8 pm to 9"),
        ("en", "move me from Oslo to Rome"),
        ("en", "an hour later " * 20),
    ],
)
def test_other_texts_move_nothing(locale: str, text: str) -> None:
    assert read_move(text, locale) is None
