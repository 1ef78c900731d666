"""Article pages: the checks of real pages beside trafilatura; pages a second, metadata included; the slowest page."""

from __future__ import annotations

import gzip
import json
import re
import time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.figures import Figure
from news.extract import extract
from news.models import Article

HOME = ZoneInfo("Asia/Shanghai")


def run(data: Path | None, *, short: bool) -> list[Figure]:
    """Return all figures; empty without data."""
    if data is None:
        return []
    truth = json.loads((data / "zh-pages" / "truth.json").read_text("utf-8"))
    pages = {
        name: gzip.decompress(
            (data / "zh-pages" / (name.replace("/", "-") + ".gz")).read_bytes()
        )
        for name in truth
    }
    good = total = 0
    missed = []
    for name, facts in truth.items():
        checks = _checks(
            extract(pages[name], url="https://news.example/a/1.html"), facts
        )
        good, total = good + sum(checks.values()), total + len(checks)
        missed += [
            f"{name} {check}" for check, held in checks.items() if not held
        ]
    ours, slowest = _time(
        lambda page: extract(page, url="https://news.example/a/1.html"),
        pages,
        1 if short else 3,
    )
    theirs, _ = _time(_trafilatura, pages, 1 if short else 3)
    return [
        Figure(
            "article pages: share of all checks",
            good / total,
            "",
            0.97,
            "higher",
            "trafilatura",
            _peer(pages, truth),
            f"missed: {', '.join(missed)}",
        ),
        Figure(
            "article pages: speed beside trafilatura's default",
            theirs / ours,
            "×",
            1.2,
            "higher",
            "trafilatura pages/s",
            len(pages) / theirs,
            f"ours {len(pages) / ours:.0f} pages/s",
        ),
        Figure(
            "article pages: the slowest page", slowest * 1e3, "ms", 300, "lower"
        ),
    ]


def _flat(text: str) -> str:
    return re.sub(r"\s", "", text)


def _checks(article: Article, facts: dict[str, Any]) -> dict[str, bool]:
    text = _flat(article.text)
    found = {"title": facts["title"] in article.title}
    if facts.get("published_at"):
        shown = (
            article.published_at.astimezone(HOME).isoformat()
            if article.published_at
            else ""
        )
        found["time"] = shown.startswith(facts["published_at"])
    for name in ("publisher", "editor", "author"):
        if facts.get(name):
            found[name] = getattr(article, name) == facts[name]
    found |= {
        f"must {part[:8]}": _flat(part) in text
        for part in facts.get("must", ())
    }
    found |= {
        f"forbid {part[:8]}": _flat(part) not in text
        for part in facts.get("forbid", ())
    }
    if facts.get("chars"):
        found["length"] = abs(len(text) - facts["chars"]) <= max(
            30, 0.12 * facts["chars"]
        )
    return found


def _trafilatura(page: bytes) -> Any:
    from trafilatura import bare_extraction

    return bare_extraction(
        page, with_metadata=True, url="https://news.example/a/1.html"
    )


def _peer(pages: dict[str, bytes], truth: dict[str, Any]) -> float:
    good = total = 0
    for name, facts in truth.items():
        found = _trafilatura(pages[name])
        date = getattr(found, "date", None)
        article = Article(
            "",
            title=getattr(found, "title", "") or "",
            text=getattr(found, "text", "") or "",
            author=getattr(found, "author", "") or "",
            publisher=getattr(found, "sitename", "") or "",
        )
        checks = _checks(article, facts)
        if "time" in checks:
            checks["time"] = bool(date) and facts["published_at"] == date
        good, total = good + sum(checks.values()), total + len(checks)
    return good / total


def _time(
    work: Any, pages: dict[str, bytes], rounds: int
) -> tuple[float, float]:
    for page in pages.values():
        work(page)
    sums, slowest = [], []
    for _ in range(rounds):
        spent = []
        for page in pages.values():
            start = time.process_time()
            work(page)
            spent.append(time.process_time() - start)
        sums.append(sum(spent))
        slowest.append(max(spent))
    return sorted(sums)[len(sums) // 2], min(slowest)
