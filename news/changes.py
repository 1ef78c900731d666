"""What a text says that was not said before, and what a corrected article says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from news.sentences import sentences
from news.words import content_words, fold

MOST_SENTENCES = 400
"""Sentences of a text that are compared; what comes later is comments and archives."""
MOST_PAIRS = 6
_NUMBER = re.compile(
    r"\d+(?:[.,:]\d+)*|[〇零两一二三四五六七八九十百千万亿萬億]{2,}|[〇零两三四五六七八九十百千万亿萬億]"
)
_NOTICE = re.compile(
    r"更正|勘误|勘誤|订正声明|特此更正|撤稿|撤回.{0,6}(?:报道|稿件|文章)|此前(?:报道|版本).{0,12}有误|编者注|編者按|"
    r"\bcorrections?\s*(?:\(|:|to this|was|note|notice)|\bthis (?:article|story|report|post) (?:has been|was) (?:amended|corrected|updated to correct)|"
    r"\ban earlier version\b|\beditor[’']?s note\b|\bclarification\b|\bretract(?:ed|ion)\b|\berratum\b|"
    r"\b(?:Korrektur|Berichtigung|In einer früheren Version)\b|\b(?:rectificati[fv]|une version précédente)\b|"
    r"\b(?:corrección|fe de erratas|una versión anterior)\b|\bисправлен[ао]\b|訂正|お詫び",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"(?:文章|内容|內容|页面|頁面|稿件|信息|新闻|新聞)(?:已|已经|已經)?(?:被)?(?:删除|刪除|撤回|撤稿|下线|下線|不存在)|"
    r"\b(?:article|story|page|post)\b.{0,20}\b(?:has been|was|is)\b.{0,12}\b(?:removed|withdrawn|retracted|deleted|no longer available)\b|"
    r"\bpage not found\b",
    re.IGNORECASE,
)
# Numbers that go up by themselves: counters, ages, clocks, prices of the moment.
_COUNTER = re.compile(
    r"阅读|閱讀|浏览|瀏覽|点击|點擊|评论|評論|点赞|點讚|播放|转发|轉發|粉丝|参与|分钟前|分鐘前|小时前|小時前|更新时间|更新時間|"
    r"\b(?:views?|reads?|comments?|likes?|shares?|followers?|min(?:ute)?s? ago|hours? ago|days? ago|last updated|updated at|read time)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[。！？!?.…；;][”’」』）)\]\"']*$")
_SHORTEST = 3
"""Content words of a sentence whose numbers matter; below are labels, dates and prices."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What an article says otherwise than it did."""

    withdrawn: bool = False
    notice: str = ""
    """The page's own words on the correction, where it has any."""
    title: tuple[str, str] = ("", "")
    """(old, new) where the headline changed."""
    sentences: tuple[tuple[str, str], ...] = ()
    """(old, new) in the text's order; empty on the side where there is none."""
    more: int = 0
    """Further changes that are not listed."""

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """All that changed, the headline first."""
        return ((self.title,) if any(self.title) else ()) + self.sentences


def numbers(text: str) -> set[str]:
    """Return the numbers of a text, full-width and grouped ones as plain, Chinese ones in simplified characters."""
    return {found.replace(",", "") for found in _NUMBER.findall(fold(text))}


def is_notice_of_removal(text: str) -> bool:
    """Tell whether a short page says that its article is no longer there."""
    return len(text) < 400 and bool(_GONE.search(text))


def developments(
    said: Iterable[str], text: str, language: str = "", *, limit: int = 4
) -> tuple[str, ...]:
    """Return the sentences of a new report that tell what none of the texts said, in their order; empty where it is little.

    A sentence is new when two fifths of its content words were in no earlier text, or a fifth and a number that was in
    none. One new sentence without a number is no development: reporters always phrase something their own way.
    """
    earlier = list(said)
    known = {word for each in earlier for word in content_words(each, language)}
    counted = {number for each in earlier for number in numbers(each)}
    found: list[tuple[int, int, str, bool]] = []
    for place, sentence in enumerate(sentences(text, language)[:MOST_SENTENCES]):
        fresh = _novelty(sentence, language, known, counted)
        if fresh:
            found.append((fresh[0], place, sentence, fresh[1]))
            known.update(content_words(sentence, language))
    if len(found) < 2 and not any(number for *_, number in found):
        return ()
    best = sorted(found, key=lambda each: (-each[0], each[1]))[:limit]
    return tuple(sentence for _, _, sentence, _ in sorted(best, key=lambda each: each[1]))


def _novelty(
    sentence: str, language: str, known: set[str], counted: set[str]
) -> tuple[int, bool] | None:
    """Return (new words, a new number) of a sentence that says something new; None for one that does not."""
    words = set(content_words(sentence, language))
    # What does not end as a sentence does is a heading, a caption or a link to something else.
    if len(words) < 4 or not _ENDS.search(sentence):
        return None
    new = words - known
    number = bool(numbers(sentence) - counted)
    share = len(new) / len(words)
    if (len(new) >= 3 and share >= 0.4) or (number and new and share >= 0.2):
        return len(new), number
    return None


def compare(
    old: Sequence[str], new: Sequence[str], *, language: str = "", limit: int = MOST_PAIRS
) -> Correction | None:
    """Compare (title, text) of an article as it was told with what its page says now; None where nothing was corrected.

    A correction is a notice that was not there, another headline, or another number in a sentence that is otherwise
    much the same. Sentences that were added or polished are not: a page grows as its story does.
    """
    before, after = (sentences(each[1], language)[:MOST_SENTENCES] for each in (old, new))
    pairs = _pairs(before, after)
    notice = next((b for a, b in pairs if b and _NOTICE.search(b) and not _NOTICE.search(a)), "")
    title = (old[0], new[0]) if _other_words(old[0], new[0], language) else ("", "")
    counted = [pair for pair in pairs if all(pair) and _miscounted(*pair, language)]
    if not (notice or any(title) or counted):
        return None
    # With a notice every sentence that changed or went counts; without one only the numbers do.
    listed = [pair for pair in pairs if pair[0] and pair != ("", notice)] if notice else counted
    return Correction(False, notice, title, tuple(listed[:limit]), max(len(listed) - limit, 0))


def _miscounted(old: str, new: str, language: str) -> bool:
    """Tell whether two versions of one statement give other numbers; counters and clocks state nothing."""
    if numbers(old) == numbers(new) or _COUNTER.search(new):
        return False
    # Cut short, as behind a wall for subscribers: what is left says nothing else.
    if _bare(old).startswith(_bare(new).rstrip(".…")):
        return False
    return len([word for word in content_words(new, language) if not word.isnumeric()]) >= _SHORTEST


def _pairs(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    """Return what changed between two lists of sentences, each old one beside the new one that replaced it."""
    matcher = SequenceMatcher(
        None, [_bare(each) for each in before], [_bare(each) for each in after], autojunk=False
    )
    found: list[tuple[str, str]] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            found += _matched(before[a:b], list(after[c:d]))
    return found


def _matched(gone: Sequence[str], come: list[str]) -> list[tuple[str, str]]:
    found = []
    for old in gone[:50]:
        best = max(come[:50], key=lambda new: _likeness(old, new), default="")
        if best and _likeness(old, best) >= 0.6:
            come.remove(best)
            found.append((old, best))
        else:
            found.append((old, ""))
    return found + [("", new) for new in come]


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old[:500], new[:500], autojunk=False).ratio()


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", fold(text))


def _other_words(old: str, new: str, language: str) -> bool:
    """Tell whether two headlines differ in more than marks, case and a site's name at the end."""
    a, b = _bare(old), _bare(new)
    if not a or not b or a == b or a.startswith(b) or b.startswith(a):
        return False
    if numbers(old) != numbers(new):
        return True
    return set(content_words(old, language)) != set(content_words(new, language))
