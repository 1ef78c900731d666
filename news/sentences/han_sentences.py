"""Split Chinese and Japanese sentences: full-width stops, ； between clauses, whole quotations."""

from __future__ import annotations

import re

from news.sentences.quotations import Spans, find_spans

_TERMINATOR = re.compile(r"[。！？!?…｡]+[”’」』）)》】\"]*|；")
# Characters before a ； that make what it ends long enough to stand alone.
_SEMICOLON = 30
_SPEAKER = re.compile(
    r"[^，。！？：；“「]{0,14}?"
    r"(?:[说說説]道?|問道?|问道?|答道?|表示|称|稱|介绍|介紹|告诉|告訴|指出|回忆|回憶|坦言|补充|補充|强调|強調|认为|認為"
    r"|感叹|感嘆|透露|直言|笑道|喊道?|写道|寫道|感慨|解释|解釋)"
    r"(?:[^，。！？：；“「]{0,8})?[，。！？：；]"
)
# What goes on with the sentence right behind a closing mark: “好。”的说法,
# 「行く。」と述べた.
_CONTINUED = frozenset("，、：；的とをがはにのでへもや")


def cut_han(line: str) -> list[str]:
    """Cut a line into sentences; a quotation that ends a sentence ends it.

    他说：“雨停了。走吧。”于是出发。 → 他说：“雨停了。走吧。” and 于是出发。
    """
    spans = find_spans(line)
    cut: list[str] = []
    start = 0
    for match in _TERMINATOR.finditer(line):
        if _ends(line, start, match, spans):
            cut.append(line[start : match.end()].strip())
            start = match.end()
    rest = line[start:].strip()
    return list(filter(None, [*cut, rest]))


def _ends(line: str, start: int, match: re.Match[str], spans: Spans) -> bool:
    """Tell whether a mark ends a sentence: not inside a quotation, nor where its speaker follows; a
    semicolon ends a long one.
    """
    end = match.end()
    if spans.holds(end):
        return False
    if match.group() == "；":
        return end - start > _SEMICOLON + 1
    if end == len(line) or line[end - 1] not in '”’」』"':
        return not _is_name(line, match)
    # “……。”的说法 goes on, and so does “……？”他问。 where the quotation opens the
    # sentence.
    if line[end] in _CONTINUED:
        return False
    quoted = spans.starting(start) == end - 1
    return not (quoted and _SPEAKER.match(line, end, end + 24))


def _is_name(line: str, match: re.Match[str]) -> bool:
    """Return whether a mark belongs to a Latin name that goes on: Yahoo!は."""
    behind = line[match.end() : match.end() + 1]
    letter = line[match.start() - 1 : match.start()]
    is_mark = match.group() in {"!", "?"}
    return is_mark and letter.isascii() and behind in _CONTINUED
