"""Times of day."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from news.dates import find_clock, find_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10:33", time(10, 33)),
        ("2:33 PM", time(14, 33)),
        ("12:05 a.m.", time(0, 5)),
        ("5 pm", time(17)),
        ("8h30", time(8, 30)),
        ("15 Uhr", time(15)),
        ("下午3點半", time(15, 30)),
        ("오후 3시 5분", time(15, 5)),
        ("午前9時05分", time(9, 5)),
        ("24:00", time(0)),
        ("早7点", time(7)),
        ("晚9点半", time(21, 30)),
        ("朝6時", time(6)),
        ("夜里2点", time(2)),
        ("夜里10点", time(22)),
        ("夜9時15分", time(21, 15)),
        ("中午1点", time(13)),
        ("中午11点40分", time(11, 40)),
        ("शाम 6:05", time(18, 5)),
        ("सुबह 6:05", time(6, 5)),
        ("6:05 petang", time(18, 5)),
        ("6:05 de la tarde", time(18, 5)),
        ("9:05 malam", time(21, 5)),
        ("12:05 de la noche", time(0, 5)),
        ("no time", None),
        ("won 3:2", None),
        ("99:99", None),
    ],
)
def test_a_bare_time(text: str, expected: time | None) -> None:
    assert find_clock(text) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("14 March 2025 24:00", "2025-03-15T00:00"),
        ("14 March 2025 08:30 - 10:15", "2025-03-14T08:30"),
        ("14.03.2025 08:30 – 15.03.2025 10:15", "2025-03-14T08:30"),
        ("2025-03-14 08:30-10:15", "2025-03-14T08:30"),
        ("14 March 2025 3.50%", "2025-03-14T00:00"),
        ("14 March 2025. Chapter 10:30", "2025-03-14T00:00"),
        ("08:30, Friday, 14 March 2025", "2025-03-14T08:30"),
        ("14 марта 2025 года в 08:30", "2025-03-14T08:30"),
        ("14. марта 2025. у 08:30", "2025-03-14T08:30"),
        ("14 mars 2025 klockan 08.30", "2025-03-14T08:30"),
        ("14 Μαρτίου 2025 στις 08:30", "2025-03-14T08:30"),
        ("14 marca 2025 roku, 08:30", "2025-03-14T08:30"),
        ("2025年3月14日晚12点", "2025-03-15T00:00"),
        # What a machine writes with a zone, people write with a half of the day.
        ("14 Mar 2025 4:20 PM", "2025-03-14T16:20"),
        ("Fri, 14 Mar 2025 04:20:10 pm", "2025-03-14T16:20"),
        ("14 Mac 2025 4:20 PTG", "2025-03-14T16:20"),
        ("2025年3月14日 (五) 08:30", "2025-03-14T08:30"),
        ("pt., 14.03.2025, godz. 08:30", "2025-03-14T08:30"),
        ("14 март 2025 во 08:30", "2025-03-14T08:30"),
        ("יום שישי, 14 במרץ 2025 בשעה 08:30", "2025-03-14T08:30"),
        ("14 Mart Cuma 2025 - 08:30", "2025-03-14T08:30"),
        ("14 Th3, 2025 08:30", "2025-03-14T08:30"),
        ("১৪ মার্চ ২০২৫, ০৪:২০ পিএম", "2025-03-14T16:20"),
        ("১৪ মার্চ ২০২৫, ০৪:২০ এএম", "2025-03-14T04:20"),
        ("14 مارس 2025م الساعة 04:20 مساءً", "2025-03-14T16:20"),
        (
            "الجمعة 14 رمضان 1446هـ الموافق 14 مارس 2025م - 08:30 صباحاً",
            "2025-03-14T08:30",
        ),
    ],
)
def test_the_time_that_belongs_to_a_day(line: str, expected: str) -> None:
    found = find_date(line, now=datetime(2026, 11, 23, tzinfo=UTC))
    assert found
    assert found.moment.isoformat()[:16] == expected
