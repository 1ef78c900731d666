"""Sentence boundaries in Chinese (quotes, brackets, ；) and in languages with spaces (abbreviations)."""

from __future__ import annotations

import re

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_CLOSERS = "”’」』）》】〉\"')]}"
_OPENERS = "“‘「『（《【〈([{"
_PAIRS = dict(zip("”’」』）》】〉)]}", _OPENERS, strict=True))
MAX_SENTENCE = 2000
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\"“'])(?:mr|mrs|ms|dr|prof|sr|jr|st|gen|col|lt|sgt|capt|rev|hon|gov|sen|rep|pres|no|vs|etc|inc|ltd|co|corp|dept|est|fig|approx|"
    r"jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|mt|ft|ave|blvd|e\.g|i\.e|a\.m|p\.m|u\.s|u\.k|u\.n|d\.c|ph\.d|[a-z])\.$",
    re.IGNORECASE,
)


def sentences(text: str, language: str = "") -> list[str]:
    """Cut a text into sentences as they stand; a newline always ends one. Linear in the text's length."""
    found: list[str] = []
    for line in text.split("\n"):
        line = line.strip()  # noqa: PLW2901
        if line:
            chinese = language.startswith(("zh", "ja")) or (
                not language and bool(_CJK.search(line[:200]))
            )
            found += _chinese(line) if chinese else _spaced(line)
    return found


def _chinese(line: str) -> list[str]:
    """Cut at 。！？… and at ； between clauses, outside brackets; a quotation that ends a sentence ends it."""
    found: list[str] = []
    depth: list[str] = []
    start = index = 0
    while index < len(line):
        char = line[index]
        if char in _OPENERS:
            depth.append(char)
        elif char in _PAIRS and depth and depth[-1] == _PAIRS[char]:
            depth.pop()
        elif char in "。！？!?…" or (char == "；" and not depth and index - start > 30):
            end = _past_closers(line, index + 1, depth)
            # Inside a bracket or quotation the sentence goes on, unless that closes right here.
            if not depth or end - start > MAX_SENTENCE:
                found.append(line[start:end].strip())
                start = end
            index = end
            continue
        index += 1
    rest = line[start:].strip()
    return [each for each in [*found, rest] if each]


def _past_closers(line: str, index: int, depth: list[str]) -> int:
    while index < len(line) and line[index] in _CLOSERS + "。！？!?…":
        if depth and _PAIRS.get(line[index]) == depth[-1]:
            depth.pop()
            # “…。”他说：the quotation is not the sentence's end when more of it follows at once.
            if line[index] in "”’」』" and index + 1 < len(line) and line[index + 1] in "，、：的":
                depth.append("")
                return index + 1
        index += 1
    if depth and depth[-1] == "":
        depth.pop()
    return index


def _spaced(line: str) -> list[str]:
    found: list[str] = []
    start = 0
    for match in re.finditer(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]?[^\Wa-z_]|\s*$)", line):
        head = line[start : match.end()]
        if match.group(0) == "." and _ABBREVIATION.search(head[-12:]) and match.end() < len(line):
            continue
        if re.search(r"\s\d{1,3}\.$", head[-6:]) and match.end() < len(line) and len(head) < 6:
            continue
        found.append(head.strip())
        start = match.end()
    rest = line[start:].strip()
    return [each for each in [*found, rest] if each]
