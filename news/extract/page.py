"""The page, parsed and walked once; its elements and visible lines are shared by all readers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from lxml.html import HtmlElement

from news.charset import decode
from news.extract.hidden import prune
from news.extract.visible import Line, walk
from news.html_tree import parse_html
from news.site_zones import site_zone

MAX_CHARACTERS = 4_000_000
# Characters of a script that may hold data.
MIN_SCRIPT = 40
# Visible characters from which the script of a page is told.
SAMPLE = 30_000

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_HANGUL = re.compile(r"[\uac00-\ud7af]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class Page:
    """A parsed page and how to read its dates."""

    tree: HtmlElement
    url: str
    # In which its dates are read.
    zone: str
    # False where only its language told the zone, or nothing did.
    zone_known: bool
    now: datetime
    # Most of its letters are Chinese, Japanese or Korean.
    cjk: bool
    # The text of scripts that may hold data.
    scripts: list[str]
    # The visible lines in the order of the document.
    lines: list[Line]
    # The elements by tag.
    tags: dict[str, list[HtmlElement]]
    # The elements that bear a class or an id, each with both in one text.
    named: list[tuple[HtmlElement, str]]
    # The elements that microdata or RDFa mark.
    marked: list[HtmlElement]
    # The elements that may bear a moment in an attribute.
    timed: list[HtmlElement]
    # The different names among them: far fewer than elements.
    names: frozenset[str]
    # What the page declares of its language, such as `zh-CN`; empty where it
    # says nothing.
    language: str = ""

    def named_like(
        self, pattern: re.Pattern[str]
    ) -> list[tuple[HtmlElement, str]]:
        """Return the elements in whose class or id a pattern is found, with both in one text."""
        fitting = set(filter(pattern.search, self.names))
        return [pair for pair in self.named if pair[1] in fitting]


def read_page(
    data: bytes | str,
    *,
    url: str,
    content_type: str | None,
    zone: str,
    now: datetime,
) -> Page | None:
    """Parse a page leniently; None for what holds no markup."""
    if isinstance(data, bytes):
        data = decode(data, content_type=content_type).text
    tree = parse_html(data[:MAX_CHARACTERS].replace("\x00", ""))
    if tree is None:
        return None
    texts = (node.text or "" for node in tree.iter("script"))
    scripts = [text for text in texts if len(text) > MIN_SCRIPT]
    prune(tree)
    visible = walk(tree)
    script = _script(visible.lines)
    language = tree.get("lang", "")
    # Templates leave lang="en" on Chinese pages; the letters say better.
    if script and not language.lower().startswith(script):
        language = script
    home = site_zone(url, language=language, source_zone=zone)
    return Page(
        tree=tree,
        url=url,
        zone=home,
        zone_known=site_zone(url, source_zone=zone) != "UTC",
        now=now,
        cjk=bool(script),
        scripts=scripts,
        lines=visible.lines,
        tags=visible.tags,
        named=visible.named,
        marked=visible.marked,
        timed=visible.timed,
        names=frozenset(names for _, names in visible.named),
        language=language,
    )


def _script(lines: list[Line]) -> str:
    """Return `zh`, `ja` or `ko` where most of a page's letters are so; empty for other pages."""
    text = "".join(line.text for line in lines)
    sample = text[:SAMPLE]
    wide = sum(map(len, _CJK.findall(sample)))
    letters = sum(map(len, _LETTERS.findall(sample)))
    if wide * 5 <= letters:
        return ""
    # Korean and Japanese mix their own letters with Chinese ones; a few of them
    # stand on Chinese pages too.
    if len(_HANGUL.findall(sample)) * 5 > wide:
        return "ko"
    return "ja" if len(_KANA.findall(sample)) * 10 > wide else "zh"
