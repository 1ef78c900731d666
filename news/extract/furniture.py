"""Remove boilerplate lines around an article: source lines, disclaimers, promotions, share bars."""

from __future__ import annotations

import re

from news.extract import furniture_words as words
from news.extract.byline_labels import BY
from news.extract.markup import fold_title, weight
from news.extract.person_names import people

# Weights of lines (a CJK character counts as two and a half letters), measured
# on 30 Chinese and the development half of 990 European pages. From here a line
# is a paragraph, if it ends as a sentence.
PARAGRAPH = 110.0
# Behind the heading of a list of other articles, from here a line that ends as
# a sentence is the text again.
SENTENCE = 80.0
MAX_END = 200.0
MAX_LABEL = 260.0
MAX_RIGHTS = 700.0
MAX_PROMOTION = 420.0
_ENDS = ("。", "！", "？", "；", ".", "!", "?", "…", "।")
_CLOSING = "\"'”’）)」』»“"
# Characters of a line that names author and date only.
MAX_BYLINE = 100

_DATE_WORDS = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)?|[apm.]{2,4}|uhr|h|min|read|by|at|on|um|am|de|del|le|e[sd]t|utc|"
    r"gmt|p[sd]t|bst|ces?t|ist|"
    r"updated?|published|posted|stand|aktualisiert|veröffentlicht|publié|publicado|mis|à|jour|"
    r"mon|tue|tues|wed|thu|thurs|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|"
    r"saturday|sunday|"
    r"jan\w*|feb\w*|mar(?:ch|zo|s|z)?|apr\w*|avril|ma[iy]o?|jun[ieo]?|jul\w*|juin|aug\w*|août|"
    r"ago\w*|sep\w*|okt\w*|oct\w*|nov\w*|dec\w*|de[zc]\w*|dic\w*|enero|"
    r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|"
    r"freitag|samstag|sonntag)\b",
    re.IGNORECASE,
)


def strip_lines(lines: list[str], title: str) -> tuple[list[str], list[str]]:
    """Part the article's lines from the furniture; returns (kept, dropped), both in order."""
    stripper = _Stripper(lines, fold_title(title))
    for number in range(len(lines)):
        if stripper.take(number):
            break
    return stripper.kept, stripper.dropped


class _Stripper:
    """Goes through the lines of one text, and knows how much of it has passed."""

    def __init__(self, lines: list[str], stem: str) -> None:
        self.lines = lines
        self.stem = stem
        self.kept: list[str] = []
        self.dropped: list[str] = []
        self._sizes = [weight(line) for line in lines]
        self._total = sum(self._sizes) or 1.0
        self._passed = 0.0
        # True behind the heading of a list of other articles, until a paragraph
        # comes.
        self._in_list = False

    def take(self, number: int) -> bool:
        """Keep or drop one line; True where the text ends before it."""
        line, size = self.lines[number], self._sizes[number]
        self._passed += size
        share = self._passed / self._total
        if size < MAX_END and self._ends(line, number, share):
            self.dropped += self.lines[number:]
            return True
        self._in_list = self._in_list and not is_paragraph(line, size, SENTENCE)
        if (
            size < MAX_END
            and words.RELATED.match(line)
            and not is_paragraph(line, size)
        ):
            self._in_list = True
        if self._in_list or is_boilerplate(line, size, share, self.stem):
            self.dropped.append(line)
        else:
            self._keep(line)
        return False

    def _keep(self, line: str) -> None:
        shorter = words.TAIL_CREDIT.sub("", line)
        # Blanks before a credit go with it; as a part of the expression a row
        # of blanks took quadratic time.
        shorter = shorter.rstrip() if shorter != line else line
        if shorter != line:
            self.dropped.append(line[len(shorter) :])
        if shorter:
            self.kept.append(shorter)

    def _ends(self, line: str, number: int, share: float) -> bool:
        """Return whether the text ends here: by a closing mark in its later part, or where only
        short lines follow."""
        closing = words.END.match(line)
        if not closing and not words.RELATED.match(line):
            return False
        if closing and share > 0.6:
            return True
        rest = len(self.lines) - number - 1
        sentences = self._sentences_after(number)
        if sentences > 0.2 * rest:
            return False
        late = share > 0.25
        return late and rest > 0 if closing else late or not sentences

    def _sentences_after(self, number: int) -> int:
        """Count the lines behind one that are running text."""
        behind = zip(
            self.lines[number + 1 :], self._sizes[number + 1 :], strict=True
        )
        return sum(is_paragraph(line, size, SENTENCE) for line, size in behind)


def is_paragraph(line: str, size: float, least: float = PARAGRAPH) -> bool:
    """Tell running text: long, ends as a sentence, speaks of no rights."""
    if size <= least or words.COPYRIGHT.search(line):
        return False
    return line.rstrip(_CLOSING).endswith(_ENDS)


def ends_sentence(line: str) -> bool:
    """Recognise a line that ends as a sentence, a quotation or a remark in brackets does."""
    return line.endswith((*_ENDS, *_CLOSING, ":"))


def is_boilerplate(line: str, size: float, share: float, stem: str) -> bool:
    """Recognise a line of furniture; `share` is how much of the text has passed, `stem` the headline's
    letters."""
    return (
        _is_short_furniture(line, size)
        or _is_about_page(line, size, share)
        or (share < 0.3 and _repeats_head(line, stem))
    )


def _is_short_furniture(line: str, size: float) -> bool:
    if words.SCORE.match(line) or words.CODE.match(line):
        return True
    if "(" in line and words.CALL.search(line):
        return True
    if size < 130 and (words.STAMPED.match(line) or words.POINTER.match(line)):
        return True
    return (
        size < MAX_LABEL
        and bool(words.LABEL.match(line))
        and not is_paragraph(line, size)
    )


def _is_about_page(line: str, size: float, share: float) -> bool:
    """Recognise a line about rights, promotions or the paywall."""
    if (
        size < MAX_RIGHTS
        and words.COPYRIGHT.search(line)
        and (share > 0.7 or size < 200)
    ):
        return True
    if size < MAX_LABEL and words.CURTAIN.search(line):
        return True
    outer = share < 0.25 or share > 0.75
    return size < MAX_PROMOTION and outer and bool(words.PROMOTION.search(line))


def _repeats_head(line: str, stem: str) -> bool:
    """Recognise the headline once more above the text, and the byline."""
    if stem and fold_title(line) == stem:
        return True
    if len(line) > MAX_BYLINE or line.endswith((".", "?", "!")):
        return False
    rest = _DATE_WORDS.sub("", line)
    if any(map(str.isdigit, line)) and not any(map(str.isalpha, rest)):
        return True
    return (
        bool(BY.match(line)) and bool(people(line)) and len(line.split()) <= 12
    )
