"""Decide whether a link's text is a headline or a word of navigation."""

from __future__ import annotations

import re

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NAVIGATION = (
    r"^(?:更多|more|查看更多|全部|首页|下一页|上一页|末页|尾页|登录|注册|关于我们|联系我们|网站地图|广告服务|版权声明|返回|"
    r"next|previous|read more|sign in|log in|subscribe|about us|contact( us)?|privacy( policy)?|terms.*|"
    r"\d+|[<>«»‹›]+|阅读全文|详细|.*备案.*|.*许可证.*|.*举报.*|"
    r"view all (?:posts|articles|stories)\b.*|(?:\d+|no|leave a|add a|post a) comments?.*)[>»…]*$"
)
# 第02版：综合, "A3版": a page of a printed paper; not: 第5版人民币将发行.
_PRINTED_PAGE = (
    r"^第?\s*[A-Za-z]?\d{1,3}\s*版(?:(?:\s*[:：·|]\s*|\s+)\S{1,6})?$"
)
# "March 2016", "2016年03月 (12)", "2013-09": an archive of a month.
_MONTH = r"^\W*(?:[^\W\d]{3,12}\.?,?\s+)?(?:19|20)\d{2}(?:\s*[年/.-]\s*(?:\d{1,2}\s*月?)?)?\W*(?:\d+\W*)?$"
_NO_HEADLINE = re.compile(f"{_NAVIGATION}|{_PRINTED_PAGE}|{_MONTH}", re.I)
_COUNTED = re.compile(r"[(（\[]\s*[\d,.]+\s*[)）\]]$")
# Widths of 10, 18 and 26 are four, seven and ten Han characters.
LEAST, SHORT, FULL, LONGEST = 10, 18, 26, 220
# The width from which a text weighs so as a headline: a word, a menu's words,
# a short headline, a headline, a paragraph.
_STEPS = ((0, -2.0), (LEAST, -0.4), (SHORT, 0.7), (FULL, 1.8), (LONGEST, 0.4))


def width(text: str) -> int:
    """Weigh a text: a CJK character says as much as about two and a half letters."""
    wide = len(_CJK.findall(text))
    narrow = len(text) - wide
    return round(wide * 2.5 + narrow)


def is_navigation(text: str) -> bool:
    """Recognise a text that never is a headline: "more", a page's number, a month, 第02版."""
    return bool(_NO_HEADLINE.match(text))


def judge_headline(text: str) -> float:
    """Weigh a text as a headline by its length: -2 to 1.8.

    A count in brackets makes it a category.
    """
    wide = width(text)
    # The weight of the widest step that the text reaches.
    steps = [weight for least, weight in _STEPS if wide >= least]
    counted = 1.5 if _COUNTED.search(text) else 0.0
    return steps[-1] - counted
