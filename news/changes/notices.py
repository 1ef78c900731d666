"""Words by which a page says that it was corrected, or that its article was withdrawn."""

from __future__ import annotations

import re

_NOTICE = re.compile(
    r"更正|勘误|勘誤|订正声明|特此更正|撤稿|撤回.{0,6}(?:报道|稿件|文章)|此前(?:报道|版本).{0,12}有误|"
    r"编者注|編者按|"
    r"\bcorrections?\s*(?:\(|:|to this|was|note|notice)|"
    r"\bthis (?:article|story|report|post) (?:has been|was) "
    r"(?:amended|corrected|updated to correct)|"
    r"\ban earlier version\b|\beditor[’']?s note\b|\bclarification\b|\bretract(?:ed|ion)\b|"
    r"\berratum\b|"
    r"\b(?:Korrektur|Berichtigung|In einer früheren Version)\b|"
    r"\b(?:rectificati[fv]|une version précédente)\b|"
    r"\b(?:corrección|fe de erratas|una versión anterior)\b|\bисправлен[ао]\b|訂正|お詫び",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"(?:文章|内容|內容|页面|頁面|稿件|信息|新闻|新聞)(?:已|已经|已經)?(?:被)?"
    r"(?:删除|刪除|撤回|撤稿|下线|下線|不存在)|"
    r"\b(?:article|story|page|post)\b.{0,20}\b(?:has been|was|is)\b.{0,12}"
    r"\b(?:removed|withdrawn|retracted|deleted|no longer available)\b|"
    r"\bpage not found\b",
    re.IGNORECASE,
)
# Characters; a longer page has a text of its own, in which such words are news.
_LONGEST_NOTICE_OF_REMOVAL = 400


def is_notice_of_correction(sentence: str) -> bool:
    """Return whether a sentence says that the page was corrected."""
    return bool(_NOTICE.search(sentence))


def is_notice_of_removal(text: str) -> bool:
    """Return whether a short page says that its article is no longer there."""
    return len(text) < _LONGEST_NOTICE_OF_REMOVAL and bool(_GONE.search(text))
