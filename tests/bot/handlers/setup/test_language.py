"""Languages by tag, and by name in any of the languages."""

from __future__ import annotations

import pytest

from bot.handlers.setup.language import language_named


@pytest.mark.parametrize(
    ("said", "tag"),
    [
        ("中文", "zh-Hans"), ("简体", "zh-Hans"), ("繁體中文", "zh-Hant"), ("Chinese", "zh-Hans"), ("zh-HK", "zh-Hant"), ("英语", "en"), ("English", "en"), ("inglés", "en"),
        ("allemand", "de"), ("de-CH", "de"), ("フランス語", "fr"), ("испанский", "es"), ("俄语", "ru"), ("日文", "ja"), ("Klingon", ""), ("pt", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_language_has_many_names(said: str, tag: str) -> None:
    assert language_named(said) == tag
