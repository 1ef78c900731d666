"""Where a byline may stand: the lines between headline and first paragraph, and those
after the text.
"""

from __future__ import annotations

from dataclasses import dataclass

from news.extract.beside import BESIDE
from news.extract.main_text import Body
from news.extract.page import Page
from news.extract.page_elements import fold_title
from news.extract.visible import Line

# Lines above the headline: kicker and date may stand there.
BEFORE = 6
# Lines after the text: agency, editor and dates may stand there.
AFTER = 14
# Last lines of the text that are looked at once more: a credit may close it.
INSIDE = 3
# First lines of the text, in which reporters and agencies name themselves.
OPENING = 3
# First lines of the text among which a date is sought.
DATED = 6
# Lines of the head at most, where text and headline stand far apart.
MAX_HEAD = 40
MAX_TITLE = 160
# Characters of a line in which such letters are sought.
MAX_FOLDED = 400
_STEM = 12
# Letters by which a paragraph is known again.
_MARK = 24


@dataclass(frozen=True, slots=True)
class ContextLines:
    """The lines about an article."""

    # The lines before the headline, the nearest first.
    above: list[str]
    # The same without teasers, comments and lists of other articles.
    kicker: list[str]
    # The headline and the lines from it to the first paragraph, which is left
    # out.
    head: list[str]
    # The first paragraphs: a byline may open them.
    lead: list[str]
    # A few more of them, short notes among which a date may stand.
    opening: list[str]
    # The last lines of the text and those after it.
    tail: list[str]
    # The same without teasers and their like.
    ending: list[str]

    @property
    def before(self) -> list[str]:
        """All that stands before the text, the likeliest lines first."""
        return [*self.head, *self.above]

    @property
    def front(self) -> list[str]:
        """All that stands before the text, and its first paragraphs."""
        return [*self.before, *self.lead]

    @property
    def around(self) -> list[str]:
        """All lines in which an article may name its author or its origin."""
        return [*self.front, *self.tail]


def context_lines(page: Page, title: str, body: Body) -> ContextLines:
    """Find the lines; where the headline is not on the page, those before the text."""
    lines = [line.text for line in page.lines]
    # The head is sought against the text without its furniture: the container
    # may begin with headline and byline.
    texts = body.text.split("\n")[body.standfirst :]
    paragraphs = list(filter(None, texts))
    start, end = _extent(lines, paragraphs)
    begin = _title_line(lines, title, start)
    if not paragraphs:
        start = end = min(begin + AFTER, len(lines))
    begin = max(begin, start - MAX_HEAD)
    first = max(0, begin - BEFORE)
    above = page.lines[first:begin]
    closing = max(start, end - INSIDE) + 1
    tail = page.lines[closing : end + AFTER]
    lead = lines[start : start + OPENING]
    first_lines = page.lines[start : start + DATED]
    opening = _apart(first_lines)
    return ContextLines(
        _texts(above)[::-1],
        _apart(above)[::-1],
        lines[begin:start],
        lead,
        opening,
        _texts(tail),
        _apart(tail),
    )


def _texts(lines: list[Line]) -> list[str]:
    return [line.text for line in lines]


def _apart(lines: list[Line]) -> list[str]:
    """Return the lines that belong to no teaser, comment or list of other articles.

    The dates and names in such boxes are other articles' and other people's.
    """
    return [line.text for line in lines if not BESIDE.hold(line.node)]


def _extent(lines: list[str], paragraphs: list[str]) -> tuple[int, int]:
    """Return the numbers of the first and the last line of the text."""
    if not paragraphs:
        return 0, 0
    first = fold_title(paragraphs[0])[:_MARK]
    last = fold_title(paragraphs[-1])[-_MARK:]
    forwards = range(len(lines))
    start = _find(first, lines, forwards, 0)
    backwards = range(len(lines) - 1, start, -1)
    end = _find(last, lines, backwards, start)
    return start, end


def _find(mark: str, lines: list[str], numbers: range, otherwise: int) -> int:
    """Return the first of these numbers whose line holds the letters of a mark.

    A mark is the beginning or the end of a paragraph, which may share its line with a label.
    """
    fitting = (number for number in numbers if mark in _folded(lines[number]))
    return next(fitting, otherwise)


def _folded(line: str) -> str:
    """Return the letters of a line, of its first `MAX_FOLDED` characters."""
    return fold_title(line[:MAX_FOLDED])


def _title_line(lines: list[str], title: str, start: int) -> int:
    """Return the number of the headline's line: the last one before the text that
    hardly holds more.

    Where no line shows it, the number of the line `_STEM` lines before the text.
    """
    whole = fold_title(title)
    longest = min(MAX_TITLE, 2 * len(whole) + _STEM)
    last = min(start, len(lines)) - 1
    for number in range(last, -1, -1):
        folded = _folded(lines[number])
        if whole[:_STEM] in folded and len(folded) <= longest:
            return number
    return max(0, start - _STEM)
