"""English-style pages: real articles' text set into layouts of our own, F1 over 4-word shingles, beside trafilatura."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.figures import Figure
from news.extract import extract

_NAV = "".join(
    f"<li><a href='/{name.lower()}/'>{name}</a></li>"
    for name in (
        "Home",
        "World",
        "Politics",
        "Business",
        "Sport",
        "Culture",
        "Weather",
        "More",
    )
)
_RELATED = "".join(
    f"<li><a href='/story/{n}'>Another story that readers may want to see number {n}</a></li>"
    for n in range(7)
)
_FOOT = "<footer><p>© 2026 The Sample Times. All rights reserved. Registered in the sample islands.</p><a href='/privacy'>Privacy policy</a> <a href='/terms'>Terms of use</a></footer>"
_SIGN = "<div class='newsletter'><h3>Sign up for our newsletter</h3><p>Get the day's stories in your inbox every morning, free of charge.</p><form><input><button>Sign up</button></form></div>"
_COMMENTS = "<section id='comments' class='comments'><h2>Comments</h2><div class='comment'><p>I completely disagree with this article, and I will tell you why in many words here.</p></div></section>"
Layout = Callable[[str, list[str]], str]


def _paragraphs(parts: list[str], between: str = "") -> str:
    return "".join(
        f"<p>{escape(part)}</p>{between if n == len(parts) // 2 else ''}"
        for n, part in enumerate(parts)
    )


LAYOUTS: dict[str, Layout] = {
    "semantic": lambda title, parts: (
        f"<header><nav><ul>{_NAV}</ul></nav></header><main><article><h1>{title}</h1><p class='byline'>By Ann Doe</p><time datetime='2026-11-20T08:00:00Z'>20 Nov 2026</time>{_paragraphs(parts)}</article><aside class='related'><h2>Related</h2><ul>{_RELATED}</ul></aside></main>{_FOOT}"
    ),
    "divs": lambda title, parts: (
        f"<div id='top'><ul class='menu'>{_NAV}</ul></div><div id='content'><div class='story'><h1>{title}</h1><div class='meta'>Posted by Ann on November 20, 2026</div><div class='story-body'>{_paragraphs(parts)}</div><div class='share'><a>Share</a><a>Tweet</a></div></div><div id='sidebar'><h3>Most read</h3><ol>{_RELATED}</ol></div></div>{_FOOT}"
    ),
    "blog": lambda title, parts: (
        f"<div class='site-header'><a href='/'>A blog</a></div><div class='post hentry'><h2 class='entry-title'>{title}</h2><div class='entry-content'>{_paragraphs(parts)}</div><div class='post-tags'>Tags: <a href='/t/1'>one</a>, <a href='/t/2'>two</a></div></div>{_COMMENTS}{_FOOT}"
    ),
    "aside inside": lambda title, parts: (
        f"<ul>{_NAV}</ul><article><h1>{title}</h1>{_paragraphs(parts, f'<aside class=related><h3>More on this story</h3><ul>{_RELATED}</ul></aside>')}{_SIGN}</article>{_COMMENTS}{_FOOT}"
    ),
    "table layout": lambda title, parts: (
        f"<table><tr><td width=150><ul>{_NAV}</ul></td><td><font size=5><b>{title}</b></font><br>{_paragraphs(parts)}</td><td><ul>{_RELATED}</ul></td></tr></table>{_FOOT}"
    ),
    "sections": lambda title, parts: (
        f"<nav><ul>{_NAV}</ul></nav><main><h1>{title}</h1><div class='article-text'><section>{_paragraphs(parts[: len(parts) // 2])}</section>{_SIGN}<section>{_paragraphs(parts[len(parts) // 2 :])}</section></div><section class='recommended'><h2>Recommended for you</h2><ul>{_RELATED}</ul></section></main>{_FOOT}"
    ),
}


def run(data: Path | None, *, short: bool) -> list[Figure]:
    """Return F1 over articles and layouts; empty without data."""
    if data is None:
        return []
    rows = (
        gzip.decompress((data / "telling" / "en-topics.jsonl.gz").read_bytes())
        .decode()
        .splitlines()[: 20 if short else 80]
    )
    ours: list[float] = []
    theirs: list[float] = []
    by_layout: dict[str, list[float]] = {name: [] for name in LAYOUTS}
    for row in rows:
        title, *rest = [
            line.strip()
            for line in json.loads(row)["text"].split("\n")
            if line.strip()
        ]
        parts = [sentence for part in rest for sentence in _split(part)]
        for name, layout in LAYOUTS.items():
            page = f"<html lang='en'><head><title>{escape(title)} - The Sample Times</title></head><body>{layout(escape(title), parts)}</body></html>"
            wanted = "\n".join(parts)
            ours.append(
                f1(
                    extract(page, url="https://times.example/story/1").text,
                    wanted,
                )
            )
            by_layout[name].append(ours[-1])
            theirs.append(f1(_trafilatura(page), wanted))
    low = [
        f"{name} {sum(values) / len(values):.3f}"
        for name, values in by_layout.items()
        if sum(values) / len(values) < 0.98
    ]
    return [
        Figure(
            f"English-style pages, F1 over {len(ours)} (made layouts, real text)",
            sum(ours) / len(ours),
            "",
            0.962,
            "higher",
            "trafilatura",
            sum(theirs) / len(theirs),
            "; ".join(low),
        )
    ]


def _split(text: str) -> list[str]:
    """Cut a long paragraph at every second sentence, as pages set them."""
    sentences = text.replace(". ", ".\n").split("\n")
    return [
        " ".join(sentences[index : index + 2])
        for index in range(0, len(sentences), 2)
    ]


def _trafilatura(page: str) -> str:
    import trafilatura

    return trafilatura.extract(page) or ""


def f1(found: str, wanted: str) -> float:
    """Return F1 over shingles of four words, as the public article-extraction-benchmark scores."""
    one, other = _shingles(found), _shingles(wanted)
    hit = sum((one & other).values())
    if not hit:
        return 0.0
    precision, recall = hit / sum(one.values()), hit / sum(other.values())
    return 2 * precision * recall / (precision + recall)


def _shingles(text: str) -> Counter[Any]:
    words = text.split()
    return Counter(
        tuple(words[index : index + 4])
        for index in range(max(len(words) - 3, 1))
    )
