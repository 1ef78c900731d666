"""Which links are articles: each scored alone, then by the company that it keeps."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from urllib.parse import urlsplit

from news.links import same_site
from news.models import Entry
from news.pages.candidates import Link, entry_of, url_date, width

MAX_ENTRIES = 300
THRESHOLD = 3.0
_FILE = re.compile(r"\.(?:s?html?|php|aspx?|jsp)$", re.IGNORECASE)
_BINARY = re.compile(
    r"\.(?:jpe?g|png|gif|webp|pdf|zip|rar|apk|exe|mp[34]|docx?|xlsx?)$", re.IGNORECASE
)
_WORDS = re.compile(
    r"/(?:article|articles|news|story|stories|content|detail|post|posts|blog|p|a|c|doc|info|newsdetail\w*|archives?)[/_-]",
    re.I,
)
_LISTS = re.compile(
    r"/(?:tags?|category|categories|topics?|authors?|users?|u|people|login|register|about|contact|search|list|video|live|help|"
    r"terms|privacy|subscribe|account|app|download|special|zt|index|page|channel|columns?|rss|feed|jobs|careers|shop)(?:[/_.?-]|$)",
    re.IGNORECASE,
)
_NAV_TEXT = re.compile(
    r"^(?:更多|more|查看更多|全部|首页|下一页|上一页|末页|尾页|登录|注册|关于我们|联系我们|网站地图|广告服务|版权声明|返回|next|previous|read more|"
    r"sign in|log in|subscribe|about us|contact( us)?|privacy( policy)?|terms.*|\d+|[<>«»‹›]+|阅读全文|详细|.*备案.*|.*许可证.*|.*举报.*)[>»…]*$",
    re.IGNORECASE,
)


def choose(links: list[Link], url: str) -> list[Entry]:
    """Return the entries among a page's links, in the page's order."""
    own = url.split("#", maxsplit=1)[0].rstrip("/")
    links = [link for link in links if link.text and link.url.rstrip("/") != own]
    for link in links:
        link.score = _alone(link, url)
    _company(links)
    chosen = [link for link in links if link.score >= THRESHOLD]
    if len(chosen) < 3:
        chosen = _dominant(links) or chosen
    chosen.sort(key=lambda link: link.position)
    return [entry_of(link) for link in chosen[:MAX_ENTRIES]]


def _alone(link: Link, url: str) -> float:
    """Score a link by its address and its text."""
    parts = urlsplit(link.url)
    path = parts.path
    if (
        _BINARY.search(path)
        or _NAV_TEXT.match(link.text)
        or (path in {"", "/"} and not parts.query)
    ):
        return -5.0
    score = _address(path, parts.query, link.url) + _headline(link)
    if not same_site(link.url, url):
        score -= 2.5
    if link.away:
        score -= 3.0
    if link.side:
        score -= 0.8
    return score


def _address(path: str, query: str, url: str) -> float:
    last = path.rstrip("/").rpartition("/")[2]
    digits = len(re.findall(r"\d", last))
    score = 0.0
    if url_date(url):
        score += 1.6
    if digits >= 5:
        score += 1.2
    elif digits >= 2:
        score += 0.5
    if last.count("-") >= 3 or last.count("_") >= 3:
        score += 1.4
    if _FILE.search(last) and digits:
        score += 0.4
    if _WORDS.search(path):
        score += 0.6
    if re.search(
        r"(?:^|&)(?:id|aid|newsid|docid|articleid|nid|p|tid)=\w{2,}", query, re.IGNORECASE
    ):
        score += 0.9
    if _LISTS.search(path) and digits < 5 and last.count("-") < 3:
        score -= 1.6
    if path.endswith("/") and not digits and last.count("-") < 2:
        score -= 0.8
    if path.count("/") <= 1 and not digits and last.count("-") < 3:
        score -= 0.7
    return score


def _headline(link: Link) -> float:
    wide = width(link.text)
    if wide < 10:
        return -2.0
    if wide < 18:
        score = -0.4
    elif wide < 26:
        score = 0.7
    else:
        score = 1.8 if wide < 220 else 0.4
    if link.heading:
        score += 0.8
    if link.date:
        score += 1.3
    if link.summary:
        score += 0.5
    if len(link.texts) > 1 and link.image:
        score += 0.3
    return score


def _company(links: list[Link]) -> None:
    """Raise links whose template or place is shared by many good ones, lower those in bad company."""
    for names in ([link.shape for link in links], [link.path for link in links]):
        groups: dict[str, list[Link]] = defaultdict(list)
        for name, link in zip(names, links, strict=True):
            groups[name].append(link)
        for group, shift in [(group, _shift(group)) for group in groups.values()]:
            for link in group:
                link.score += shift


def _shift(group: list[Link]) -> float:
    if len(group) < 3:
        return 0.0
    scores = sorted(link.score for link in group)
    middle = scores[len(scores) // 2]
    if middle >= THRESHOLD - 0.5:
        return min(1.2, 0.3 + len(group) * 0.06)
    return -1.0 if middle < 0.8 else 0.2 if middle > 1.8 else 0.0


def _dominant(links: list[Link]) -> list[Link]:
    """Fall back to the largest group of one template and place with headline-like text."""
    good = [link for link in links if width(link.text) >= 18 and not link.away and link.score > -3]
    if not good:
        return []
    counts = Counter(link.path for link in good)
    path, count = counts.most_common(1)[0]
    return [link for link in good if link.path == path] if count >= 4 else []
