"""Numbers and examples of the README and the docs are those of the code."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path

from babel.dates import format_date

from bot.rendering.i18n import LOCALES
from news import catalogue
from news.dates import parse_date
from news.dates.date_names import MONTH_LANGUAGES
from news.filters import parse
from news.schedule import format_schedule, parse_schedule
from news.zones import find_zone
from tests.jobs.hostile import TABLE

ROOT = Path(__file__).parents[1]
LATER = datetime(2027, 1, 1, tzinfo=UTC)
# In these a date is numbers with words of its own, which need no month's name.
NUMBERED = ("zh", "ja", "ko")


def promised(file: str, pattern: str) -> int:
    """Return the number that a sentence of a page states."""
    found = re.search(pattern, (ROOT / file).read_text("utf-8"))
    assert found, f"{file}: no sentence like {pattern}"
    return int(found.group(1))


def in_both_readmes(*examples: str) -> bool:
    pages = [
        (ROOT / name).read_text("utf-8")
        for name in ("README.md", "README.zh.md")
    ]
    return all(example in page for page in pages for example in examples)


def reads_every_month(language: str) -> bool:
    pattern = "long" if language in NUMBERED else "d MMMM y"
    days = [date(2026, month, 17) for month in range(1, 13)]
    return all(
        (
            moment := parse_date(
                format_date(day, pattern, locale=language),
                now=LATER,
                language=language,
            )
        )
        and moment.date() == day
        for day in days
    )


def test_dates_are_read_in_as_many_languages_as_the_readme_says() -> None:
    languages = {*NUMBERED, *MONTH_LANGUAGES}
    read = {name for name in languages if reads_every_month(name)}
    # Mongolian's eleventh and twelfth month are three words long.
    assert languages - read == {"mn"}
    for file, pattern in (
        ("README.md", r"dates in (\d+) languages"),
        ("README.zh.md", r"能读 (\d+) 种语言的日期"),
        ("docs/sources.md", r"dates of (\d+) languages"),
    ):
        assert promised(file, pattern) == len(read)


def test_the_catalogue_has_the_regions_and_languages_that_the_docs_say() -> (
    None
):
    assert promised("docs/index.md", r"from (\d+) regions") == len(
        catalogue.regions()
    )
    languages = {source.language for source in catalogue.listed_sources()}
    assert len(languages) == 7
    assert "in seven languages" in (ROOT / "docs/index.md").read_text("utf-8")


def test_the_interface_has_eight_languages() -> None:
    assert len(LOCALES) == 8
    assert "has eight languages" in (ROOT / "README.md").read_text("utf-8")
    assert "界面支持八种语言" in (ROOT / "README.zh.md").read_text("utf-8")


def test_as_many_hostile_addresses_are_tried_as_the_page_says() -> None:
    assert promised("SECURITY.md", r"(\d+) hostile addresses") == len(TABLE)


def test_the_filters_of_the_readmes_find_what_they_say() -> None:
    assert in_both_readmes("芯片 +华为 !广告")
    wanted = parse("芯片 +华为 !广告")
    assert wanted.matches("华为发布新芯片", "zh")
    assert not wanted.matches("小厂发布新芯片", "zh")
    assert not wanted.matches("华为芯片的广告", "zh")
    exact = parse('"exact words"')
    assert exact.matches("these exact words", "en")
    assert not exact.matches("words, more or less exact", "en")
    assert parse("/bri(dge|ck)/").matches("a brick", "en")


def test_the_times_and_zones_of_the_readmes_are_understood() -> None:
    assert in_both_readmes(
        "/schedule 工作日早上八点",
        "/schedule 08:00 20:00 weekdays",
        "/timezone 上海",
    )
    chinese = parse_schedule("工作日早上八点", "en")
    assert format_schedule(chinese) == "08:00 weekdays"
    both = parse_schedule("08:00 20:00 weekdays", "zh-Hans")
    assert format_schedule(both) == "08:00 20:00 weekdays"
    assert find_zone("上海") == "Asia/Shanghai"
