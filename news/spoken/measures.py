"""Write money, shares and units in words: "$3.5bn" becomes "3.5 billion US dollars"."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from news.spoken.figures import (
    NO_WORD_BEFORE,
    figure_pattern,
    read_figure,
    said,
    scale_name,
    scale_pattern,
)
from news.spoken.spoken_words import EarWords

# Signs of money, the longest first: HK$ is no $.
_SIGNS = {
    "US$": "USD",
    "HK$": "HKD",
    "NT$": "TWD",
    "AU$": "AUD",
    "A$": "AUD",
    "CA$": "CAD",
    "C$": "CAD",
    "S$": "SGD",
    "R$": "BRL",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₽": "RUB",
    "₩": "KRW",
    "₹": "INR",
    "₴": "UAH",
    "¥": "CNY",
    "￥": "CNY",
    "₺": "TRY",
    "₫": "VND",
    "฿": "THB",
}
_CODES = frozenset(
    {
        "USD",
        "EUR",
        "GBP",
        "JPY",
        "CNY",
        "RMB",
        "HKD",
        "TWD",
        "CHF",
        "RUB",
        "KRW",
        "INR",
    }
)
# A sum that a scale counts takes its money in the plural of many.
_MANY = 5
_UNITS = {
    "km/h": "speed-kilometer-per-hour",
    "км/ч": "speed-kilometer-per-hour",
    "mph": "speed-mile-per-hour",
    "m/s": "speed-meter-per-second",
    "м/с": "speed-meter-per-second",
    "°C": "temperature-celsius",
    "℃": "temperature-celsius",
    "°F": "temperature-fahrenheit",
    "℉": "temperature-fahrenheit",
    "km²": "area-square-kilometer",
    "km2": "area-square-kilometer",
    "км²": "area-square-kilometer",
    "m²": "area-square-meter",
    "м²": "area-square-meter",
    "㎡": "area-square-meter",
    "km": "length-kilometer",
    "км": "length-kilometer",
    "cm": "length-centimeter",
    "см": "length-centimeter",
    "mm": "length-millimeter",
    "мм": "length-millimeter",
    "kg": "mass-kilogram",
    "кг": "mass-kilogram",
    "kWh": "energy-kilowatt-hour",
    "MW": "power-megawatt",
    "GW": "power-gigawatt",
    "kW": "power-kilowatt",
    "GB": "digital-gigabyte",
    "TB": "digital-terabyte",
    "MB": "digital-megabyte",
    "GHz": "frequency-gigahertz",
}

# How a match is said.
_Say = Callable[[re.Match[str]], str]
_TWICE = re.compile("(?:时速|時速)(每小时|每小時|時速)")


def measures_said(text: str, words: EarWords) -> str:
    """Return a text with its sums, shares and units in words."""
    for pattern, say in _rules(words):
        text = pattern.sub(say, text)
    # "时速120km/h" says twice what it measures.
    return _TWICE.sub(r"\1", text)


@lru_cache(maxsize=16)
def _rules(words: EarWords) -> tuple[tuple[re.Pattern[str], _Say], ...]:
    """Return the patterns of sums, shares and units in a language, each with how it is said."""
    number = figure_pattern(words)
    scale = scale_pattern(words)
    signs = "|".join(map(re.escape, _SIGNS))
    codes = "|".join(sorted(_CODES))
    units = "|".join(map(re.escape, sorted(_UNITS, key=len, reverse=True)))
    gap = "[ \u00a0\u202f]?"
    start = r"(?<![\d.,])"
    amount = rf"(?P<number>{number})(?:{gap}(?P<scale>{scale}))?"
    # $3.5bn, and 3,5 Mrd. € or 5 bn EUR.
    before = rf"{NO_WORD_BEFORE}(?P<sign>{signs}){gap}{amount}"
    sign_behind = rf"(?P<sign>[€£₽₩₹]|(?:{codes})(?!\w))"
    behind = f"{start}{amount}{gap}{sign_behind}"
    # A language that says no span has none before a share either.
    between = re.escape(words.span.replace("{}", "")) or "(?!)"

    def money(match: re.Match[str]) -> str:
        return _sum(match["number"], match["scale"], match["sign"], words)

    def share(match: re.Match[str]) -> str:
        figure = read_figure(match["number"], words)
        form = words.form(words.percent, figure.value)
        # Chinese says what the number is a part of before a whole span.
        return form.format(f"{match['lower'] or ''}{said(figure, words)}")

    def unit(match: re.Match[str]) -> str:
        return _measured(match["number"], _UNITS[match["unit"]], words)

    lower = rf"(?P<lower>{number}{between})?"
    of_whole = rf"{start}{lower}(?P<number>{number}){gap}[%％]"
    of_unit = rf"{start}(?P<number>{number}){gap}(?P<unit>{units})(?!\w)"
    return (
        (re.compile(before), money),
        (re.compile(behind), money),
        (re.compile(of_whole), share),
        (re.compile(of_unit), unit),
    )


def _sum(written: str, scale: str | None, sign: str, words: EarWords) -> str:
    """Return a sum of money in words: "3.5", "bn", "$" → "3.5 billion US dollars"."""
    figure = read_figure(written, words)
    name = _money_name(sign, _MANY if scale else figure.value, words)
    number = said(figure, words)
    if not scale:
        return words.gap.join((number, name))
    whole = scale_name(scale, figure.value, words)
    return words.gap.join((number, whole, _partitive(whole, name, words)))


def _partitive(scale: str, name: str, words: EarWords) -> str:
    """Return what a scale counts: millones de dólares, milliards d’euros, mil dólares."""
    thousands = dict(words.scales).get(3, ())
    if not words.partitive or scale in thousands:
        return name
    if words.babel == "fr" and name[:1] in "aeiouéh":
        return f"d’{name}"
    return words.partitive + name


def _money_name(sign: str, count: Decimal | int, words: EarWords) -> str:
    """Return what a sign or code of money is called: ¥ is yen in Japanese, yuan elsewhere."""
    from babel.numbers import get_currency_name  # noqa: PLC0415 - its tables take time to load

    code = _SIGNS.get(sign, sign).replace("RMB", "CNY")
    if code == "CNY" and words.babel == "ja" and sign in "¥￥":
        code = "JPY"
    if code == "CNY" and words.babel.startswith("zh"):
        return "元"
    return str(get_currency_name(code, count=count, locale=words.babel))


def _measured(written: str, unit: str, words: EarWords) -> str:
    """Return a number with CLDR's name of a unit: "12", km → "12 kilometres"."""
    from babel.units import format_unit  # noqa: PLC0415 - its tables take time to load

    figure = read_figure(written, words)
    for length in ("long", "short"):
        text = str(
            format_unit(
                figure.value, unit, length, "0.######", locale=words.babel
            )
        )
        # Chinese and Japanese have some units in their short form alone.
        if unit not in text:
            return text.replace(figure.digits, said(figure, words))
    return written
