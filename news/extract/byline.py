"""Time, publisher, author and editor: declared, or read from the lines about the headline and the end of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from news.dates import parse_date
from news.extract.body import Body
from news.extract.facts import Facts
from news.extract.page import BLOCKS, Page, clean, names_of

# A value ends where the next label, a bar, a bracket or wide space begins.
_NEXT = (
    r"(?=\s*(?:来源|稿源|来自|信息来源|文章来源|作者|记者|通讯员|编辑|责任编辑|责编|编审|审核|校对|时间|日期|发布|浏览|点击|阅读|字号|字体|字|大|分享|评论|"
    r"打印|收藏|关注|举报|原标题|版权|摄影|摄|文|图|供稿|签发|监制|点赞|我要|查看|参与|访问|【|\[|\||｜|/|[(（)）\]】<>《;；,，。]|\d{2,4}[-年/.]|https?:|$))"
)
SOURCE = re.compile(
    r"(?:信息来源|文章来源|新闻来源|本文来源|稿件来源|来\s*源\s*于?|稿\s*源|来\s*自|转\s*自|转载自|出\s*处|Source)\s*[:：]\s*[《“\"]?\s*(.{2,40}?)"
    + _NEXT,
    re.IGNORECASE,
)
EDITOR = re.compile(
    r"(?:责任编辑|責任編輯|责\s*编|責\s*編|网络编辑|值班编辑|本文编辑|编\s*辑|編\s*輯|Editor(?:ed by)?)\s*[:：/／丨]\s*([^\s:：,，。;；|/\[\]【】()（）<>]{2,24}(?:\s(?-i:[A-Z][a-z]+)\b)*)",
    re.IGNORECASE,
)
AUTHOR = re.compile(
    r"(?:(?:本文|文章)?作\s*者|撰\s*文|文\s*字|文|(?:本报|本网|见习|实习|首席|特约)?记\s*者|通讯员|撰稿人?)\s*[:：丨|/／]\s*"
    r"([^\s:：,，。;；|/\[\]【】()（）<>]{2,16}(?:\s(?:[A-Z][a-z]+|[\u4e00-\u9fff]{2,4}(?=\s|$)))*)"
)
_REPORTER = re.compile(
    r"(?:本报|本网|本台|见习|实习)?记者\s*([\u4e00-\u9fff·]{2,4}(?:[\s、][\u4e00-\u9fff·]{2,4}){0,3})\s*(?=[)）\s报]|$)"
)
_BY = re.compile(
    r"^\s*(?:By|Written by|Von|Par|Por)[\s:]+((?:[A-Z][\w.'’-]+\s?){1,4}(?:(?:,| and| und| et| y)\s(?:[A-Z][\w.'’-]+\s?){1,4})*)"
)
STAMP = re.compile(
    r"(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?(?:\s*[T\s]?\s*(?:星期.|周.)?\s*(?:上午|下午|晚上)?\s*\d{1,2}\s*[:：时]\s*\d{1,2}(?:\s*[:：分]\s*\d{1,2})?)?|"
    r"(?<!\d)\d{2}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}|(?<!\d)\d{1,2}月\d{1,2}日\s*\d{1,2}:\d{2}|(?<!\d)\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}|"
    r"\b\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+\d{4}(?:[,\s]+(?:at\s+)?\d{1,2}:\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s+[A-Z]{2,4})?)?|"
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},?\s+\d{4}(?:[,\s]+(?:at\s+)?\d{1,2}:\d{2}(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s+[A-Z]{2,4})?)?"
)
_UPDATED = re.compile(
    r"更新|修改|编辑于|updated|modified|截止|上一篇|下一篇|copyright|©|版权", re.IGNORECASE
)
_SOURCED = re.compile(
    r"(?:^|[\s_-])(?:[\w]*source\w*|laiyuan|ly|copyfrom|origin\w*|media[_-]?name|from)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:author|byline|writer|zuozhe|reporter|author[_-]?name)(?:$|[\s_-])",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"^(?:未知|佚名|本站|本网|网络|互联网|原创|转载|综合|admin|管理员|编辑|来源|作者|site|官网|本站原创|-+|N/A|null|undefined|none|无)$",
    re.IGNORECASE,
)
_CODE = re.compile(r"[_\s]*[A-Z]{1,5}\d{2,}$|_[A-Za-z]*\d+$|[)）\]】]+$")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who and when."""

    published_at: datetime | None
    publisher: str
    author: str
    editor: str


def read(page: Page, facts: Facts, title: str, body: Body) -> Byline:
    """Read the byline; declared facts come first, then the head of the article, then its end."""
    head, tail = _surroundings(page, title, body)
    text = "\n".join(head + tail)
    author = _author(page, facts, head, tail)
    return Byline(
        published_at=_time(page, facts, head, tail),
        publisher=_publisher(page, facts, text),
        author=author,
        editor=_editor(facts, tail, head, body),
    )


def _surroundings(page: Page, title: str, body: Body) -> tuple[list[str], list[str]]:
    """Return the lines from the headline to the first paragraph, and those that follow the text."""
    lines = lines_of(page.tree)
    stem = re.sub(r"\W+", "", title)[:12]
    paragraphs = [clean(line) for line in body.raw.split("\n") if line.strip()]
    first, last = (
        paragraphs[0][:16] if paragraphs else "",
        paragraphs[-1][-16:] if paragraphs else "",
    )
    folded = [re.sub(r"\W+", "", line) for line in lines]
    begin = max(
        (
            index
            for index, line in enumerate(folded[:3000])
            if stem and stem in line and len(line) < 160
        ),
        default=0,
    )
    starts = [index for index, line in enumerate(lines) if first and first in line]
    start = starts[0] if starts else min(begin + 12, len(lines))
    titled = [
        index
        for index, line in enumerate(folded[: start + 1])
        if stem and stem in line and len(line) < 160
    ]
    begin = titled[-1] if titled else max(0, start - 12)
    ends = [index for index, line in enumerate(lines) if last and last in line and index >= start]
    end = ends[-1] if ends else start
    head = lines[max(0, begin - 6) : start + 1]
    return head, lines[max(start, end - 3) : end + 14]


def lines_of(tree: HtmlElement) -> list[str]:
    """Return the page's visible text, a line for each block."""
    parts: list[str] = []
    _walk(tree, parts)
    return [line for raw in "".join(parts).split("\n") if (line := clean(raw))]


def _walk(tree: HtmlElement, parts: list[str]) -> None:
    skip = {"head", "title", "select", "option"}
    stack: list[tuple[HtmlElement, bool]] = [(tree, False)]
    while stack:
        node, closing = stack.pop()
        if closing:
            parts.append(
                "\n"
                if node.tag in BLOCKS or node.tag == "br"
                else " "
                if node.tag in {"span", "a", "em", "i"}
                else ""
            )
            parts.append(node.tail or "")
            continue
        if node.tag in skip or not isinstance(node.tag, str):
            parts.append(node.tail or "")
            continue
        parts.append("\n" if node.tag in BLOCKS or node.tag == "br" else "")
        parts.append(node.text or "")
        stack.append((node, True))
        stack += [(child, False) for child in reversed(node)]


def _time(page: Page, facts: Facts, head: list[str], tail: list[str]) -> datetime | None:
    # The first paragraph may speak of any day: it is asked last.
    shown = (
        _stamped(page, head[:-1])
        or _labelled(page)
        or _stamped(page, tail)
        or _stamped(page, head[-1:])
    )
    declared = facts.published_at
    if declared and (
        facts.timed or not shown or not _exact(shown) or abs((declared - shown).days) > 1
    ):
        return declared
    return shown or declared or _element_time(page) or _script_time(page)


def _stamped(page: Page, lines: list[str]) -> datetime | None:
    shown = None
    for line in lines:
        for match in STAMP.finditer(line[:300]):
            if _UPDATED.search(line[max(0, match.start() - 12) : match.start()]):
                continue
            found = parse_date(match.group(0), zone=page.zone, now=page.now)
            if found and (
                shown is None
                or (_exact(found) and not _exact(shown) and found.date() == shown.date())
            ):
                shown = found
        if shown and _exact(shown):
            break
    return shown


_LABELLED = re.compile(r"(?:发布|发表|公布|刊发|成文|上传)(?:日期|时间|于)?\s*[:：]?\s*$")


def _labelled(page: Page) -> datetime | None:
    """Read a date that a label such as 发布日期 announces, wherever it stands."""
    for line in lines_of(page.tree):
        match = STAMP.search(line[:200])
        if match and _LABELLED.search(line[: match.start()]):
            return parse_date(match.group(0), zone=page.zone, now=page.now)
    return None


def _exact(found: datetime) -> bool:
    return (found.hour, found.minute) != (0, 0)


def _element_time(page: Page) -> datetime | None:
    for node in page.tree.iter("time"):
        if found := parse_date(
            node.get("datetime") or clean(node.text_content()), zone=page.zone, now=page.now
        ):
            return found
    for node in page.tree.iter("span", "div", "p", "em", "td", "i", "li", "h6", "small"):
        if len(node) < 4 and re.search(r"time|date|pub", names_of(node), re.IGNORECASE):
            match = STAMP.search(clean(node.text_content())[:200])
            if match and (found := parse_date(match.group(0), zone=page.zone, now=page.now)):
                return found
    return None


_SCRIPT_TIME = re.compile(
    r"[\"']?\b(?:publish_?time|pub_?date|pub_?time|publish_?date|create_?time|oriCreateTime|ct|ptime|time|date)[\"']?\s*[:=]\s*[\"']?"
    r"(\d{4}-\d{1,2}-\d{1,2}[ T]\d{1,2}:\d{2}(?::\d{2})?|\d{4}-\d{1,2}-\d{1,2}|\d{13}|\d{10})\b",
    re.IGNORECASE,
)


def _script_time(page: Page) -> datetime | None:
    for script in page.scripts:
        if match := _SCRIPT_TIME.search(script[:400_000]):
            found = parse_date(match.group(1), zone=page.zone, now=page.now)
            if found and found.year >= 1995:
                return found
    return None


def _publisher(page: Page, facts: Facts, text: str) -> str:
    candidates = [facts.publisher]
    candidates += [match.group(1) for match in SOURCE.finditer(text)]
    for node in page.tree.xpath("//*[@class or @id]"):
        if (
            node.tag in {"a", "span", "em", "i", "p", "div", "cite", "li", "td"}
            and len(node) <= 2
            and _SOURCED.search(names_of(node))
        ):
            shown = clean(node.text_content())
            if 2 <= len(shown) <= 40:
                match = SOURCE.search(shown)
                candidates.append(match.group(1) if match else shown)
    candidates += [_written(page)]
    for candidate in candidates:
        name = tidy(candidate)
        if (
            2 <= len(name) <= 30
            and not _VAGUE.match(name)
            and not re.search(r"\d{4}-|[:：?？]|https?|©", name)
        ):
            return name
    return "" if page.cjk else facts.site


_SCRIPT_SOURCE = re.compile(
    r"[\"']?\b(?:source|media_?name|sourceName|copyfrom)[\"']?\s*[:=]\s*[\"']([^\"'<>{}\\]{2,20})[\"']",
    re.IGNORECASE,
)


def _written(page: Page) -> str:
    """Read the publisher from data in scripts, where a page is drawn by them."""
    for script in page.scripts:
        match = _SCRIPT_SOURCE.search(script[:400_000])
        if match and re.search(r"[\u4e00-\u9fff]{2}", match.group(1)):
            return match.group(1)
    return ""


def tidy(name: str) -> str:
    """Trim quotes, labels, codes and channel furniture from a name."""
    name = clean(name).strip(" :：-—|/\\“”\"'《》()（）[]【】·⋅•>")
    name = re.sub(
        r"^(?:(?:来源|稿源|作者|编辑|责编|责任编辑|记者|文|by|source)\s*[:：/]\s*|by\s+)",
        "",
        name,
        flags=re.IGNORECASE,
    )
    name = re.sub(r"(?:官方微博|微信公众号|公众号|客户端)?$", "", name) if len(name) > 8 else name
    return _CODE.sub("", name).strip()


def _editor(facts: Facts, tail: list[str], head: list[str], body: Body) -> str:
    for lines in ([*reversed(body.dropped)], tail, head, body.raw.split("\n")[-4:]):
        for line in lines:
            if match := EDITOR.search(line[:400]):
                name = tidy(match.group(1))
                if len(name) >= 2 and not _VAGUE.match(name):
                    return name
    return tidy(facts.editor)


def _author(page: Page, facts: Facts, head: list[str], tail: list[str]) -> str:
    for line in head + tail:
        if match := AUTHOR.search(line[:200]) or _BY.match(line[:120]):
            name = tidy(match.group(1))
            if 2 <= len(name) <= 60 and not _VAGUE.match(name):
                return name
    if (
        facts.author
        and tidy(facts.author) not in {facts.site, facts.publisher}
        and not _VAGUE.match(facts.author)
    ):
        return tidy(facts.author)
    for node in page.tree.xpath("//*[@class or @rel]"):
        plain = node.tag in {"a", "span", "div", "p", "em", "address"} and len(node) <= 3
        if (
            plain
            and _NAMED.search(f"{node.get('class') or ''} {node.get('rel') or ''}")
            and not EDITOR.search(node.text_content()[:80])
        ):
            name = tidy(
                re.sub(
                    r"^(?:by|作者|文)[\s:：/]+", "", clean(node.text_content()), flags=re.IGNORECASE
                )
            )
            if 2 <= len(name) <= 30 and not _VAGUE.match(name):
                return name
    for line in head + tail[:6]:
        if match := _REPORTER.search(line[:300]):
            return match.group(1)
    return ""
