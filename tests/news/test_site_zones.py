"""Which time zone a site uses."""

from __future__ import annotations

import pytest

from news.site_zones import site_zone


@pytest.mark.parametrize(
    ("url", "language", "zone"),
    [
        ("https://news.example.jp/a", "", "Asia/Tokyo"),
        ("https://news.example.com/a", "ja", "Asia/Tokyo"),
        ("https://news.example.co.kr/a", "en", "Asia/Seoul"),
        ("https://news.example.com/a", "ko-KR", "Asia/Seoul"),
        ("https://news.example.com/a", "zh-Hans", "Asia/Shanghai"),
        ("https://news.example.com/a", "zh-Hant", "Asia/Taipei"),
        ("https://news.example.hk/a", "zh-Hant", "Asia/Hong_Kong"),
        ("https://news.example.co.uk/a", "en", "Europe/London"),
        ("https://news.example.de/a", "", "Europe/Berlin"),
        ("https://news.example.com/a", "de-AT", "Europe/Vienna"),
        ("https://news.example.com.br/a", "pt", "America/Sao_Paulo"),
        ("https://news.example.ru/a", "", "Europe/Moscow"),
        ("https://news.example.io/a", "pl", "Europe/Warsaw"),
        ("https://news.example.tv/a", "", "UTC"),
        ("https://news.example.com/a", "en-US", "UTC"),
        ("https://news.example.com/a", "es", "UTC"),
        ("https://[bad", "xx", "UTC"),
        ("", "", "UTC"),
    ],
)
def test_country_then_language(url: str, language: str, zone: str) -> None:
    assert site_zone(url, language=language) == zone


def test_the_source_s_own_zone_goes_first() -> None:
    assert (
        site_zone("https://a.jp/", source_zone="Europe/Paris") == "Europe/Paris"
    )
    assert site_zone("https://a.jp/", source_zone="UTC") == "Asia/Tokyo"
