"""Which characters one way of writing Chinese has and the other has not: a file holds OpenCC's answer."""

from __future__ import annotations

from opencc import OpenCC

from news.language import han

HAN = "".join(map(chr, range(0x4E00, 0xA000)))


def changed_by(table: str) -> set[str]:
    converted = OpenCC(table).convert("\n".join(HAN)).split("\n")
    return {
        char
        for char, other in zip(HAN, converted, strict=True)
        if char != other
    }


def test_every_one_sided_character_is_opencc_s() -> None:
    old, new = changed_by("t2s"), changed_by("s2t")
    wrong = [
        char
        for char in old ^ new
        if han.chinese(char) != ("zh-Hant" if char in old else "zh-Hans")
    ]
    assert wrong == []


def test_characters_of_both_ways_decide_nothing() -> None:
    both = (set(HAN) - changed_by("t2s")) - changed_by("s2t")
    assert han.chinese("".join(sorted(both))) == "zh-Hans"
    assert han.chinese("".join(sorted(both)) + "這") == "zh-Hant"
