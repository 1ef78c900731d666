"""Summaries beside lead, LexRank and TextRank (sumy): ROUGE, with a portal's furniture left in, and time.

The public English summary sets can't be had here: the English score is against the article's own headline, which no summariser is
given. It tells the rankers apart, not what a person would write.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import time
import warnings
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import Figure
from news.boilerplate import Boilerplate
from news.sentences import sentences
from news.summarise import summarise

Summariser = Callable[[str], Sequence[str]]
HOSTS = ("北方财经", "东方资讯网", "江南日报网", "华夏在线")


def run(data: Path | None, *, short: bool) -> list[Figure]:
    """Return all figures; empty without data."""
    if data is None:
        return []
    english = [
        row["text"].partition("\n")[::2] for row in _read(data, "en-topics")
    ][: 70 if short else 400]
    chinese = [(row["title"], row["text"]) for row in _read(data, "zh-summary")]
    return [*_english(english), *_chinese(chinese), _furnished(chinese)]


def _read(data: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(
        data / "telling" / f"{name}.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        return [json.loads(line) for line in lines]


def _english(items: list[tuple[str, str]]) -> list[Figure]:
    ways: dict[str, Summariser] = {
        "ours": lambda text: summarise(
            text, title="", language="en", sentences=3
        ),
        "lead-3": lambda text: sentences(text, "en")[:3],
        "LexRank": _sumy("lex_rank", "LexRankSummarizer", 3),
        "TextRank": _sumy("text_rank", "TextRankSummarizer", 3),
    }
    scores = {name: _rouge_l(items, way) for name, way in ways.items()}
    spent = {name: _time(items, ways[name]) for name in ("ours", "LexRank")}
    return [
        Figure("English n=3: ROUGE-L to the headline beside lead-3", scores["ours"] / scores["lead-3"], "×", 0.97, "higher", "lead-3", scores["lead-3"], "a proxy: see the docstring"),
        Figure("English n=3: ROUGE-L beside LexRank", scores["ours"] / scores["LexRank"], "×", 1.10, "higher", "LexRank", scores["LexRank"], f"TextRank {scores['TextRank']:.3f}"),
        Figure("time beside LexRank", spent["ours"] / spent["LexRank"], "×", 0.3, "lower", "LexRank ms", spent["LexRank"] * 1e3, f"ours {spent['ours'] * 1e3:.2f} ms"),
    ]  # fmt: skip


def _chinese(items: list[tuple[str, str]]) -> list[Figure]:
    ours = _characters(
        items,
        lambda text: summarise(text, title="", language="zh-Hans", sentences=1),
    )
    lead = _characters(items, lambda text: sentences(text, "zh-Hans")[:1])
    return [
        Figure(
            "Chinese n=1: ROUGE-L beside lead-1",
            ours / lead,
            "×",
            1.0,
            "higher",
            "lead-1",
            lead,
        )
    ]


def _furnished(items: list[tuple[str, str]]) -> Figure:
    """Score ROUGE-1 with furniture of four portals about each text, the hosts' filters learning as they read."""
    clean = _one(items, [_first(text) for _, text in items])
    boilerplate, chosen, lead = Boilerplate(), [], []
    for title, text, host in _framed(items):
        kept = boilerplate.strip(host, text)
        boilerplate.learn(host, text)
        chosen.append(
            "".join(
                summarise(kept, title=title, language="zh-Hans", sentences=1)
            )
        )
        lead.append(sentences(text, "zh-Hans")[0])
    return Figure(
        "Chinese n=1 with portal furniture: share of the clean score", _one(items, chosen) / clean, "", 0.97, "higher",
        "lead alone", _one(items, lead) / clean,
    )  # fmt: skip


def _first(text: str) -> str:
    return "".join(summarise(text, title="", language="zh-Hans", sentences=1))


def _framed(items: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    """Put each text into a portal's page: path, source line, hot list of other headlines, share bar, disclaimer."""
    chance = random.Random(5)
    hot = {
        host: [title for title, _ in chance.sample(items, 12)] for host in HOSTS
    }
    framed = []
    for number, (_, text) in enumerate(items):
        host = HOSTS[number % len(HOSTS)]
        rows = "\n".join(
            f"{place}  {name[:20]}" for place, name in enumerate(hot[host], 1)
        )
        above = f"您当前的位置：{host} >> 新闻中心 >> 国内要闻\n26-11-{1 + number % 28:02d} 11:{number % 60:02d} 来源：央视网 编辑：李平\n【字号：大 中 小】【打印本页】"
        below = f"{host}声明：转载此文出于传递更多信息之目的，不代表本网赞同其观点。\n24小时热榜\n{rows}\n分享到 微信 微博\n扫一扫关注{host}公众号，看更多新闻"
        framed.append(("", f"{above}\n{text}\n{below}", host))
    return framed


def _sumy(module: str, name: str, count: int) -> Summariser:
    from importlib import import_module

    from sumy.parsers.plaintext import PlaintextParser

    class Words:
        """The same sentences and words for every ranker."""

        def to_sentences(self, text: str) -> tuple[str, ...]:
            return tuple(sentences(text, "en"))

        def to_words(self, text: str) -> tuple[str, ...]:
            return tuple(re.findall(r"\w+", text.lower()))

    ranker = getattr(import_module(f"sumy.summarizers.{module}"), name)()

    def summary(text: str) -> list[str]:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return [
                str(sentence)
                for sentence in ranker(
                    PlaintextParser.from_string(text, Words()).document, count
                )
            ]

    return summary


def _rouge_l(items: list[tuple[str, str]], way: Summariser) -> float:
    from rouge_score.rouge_scorer import RougeScorer

    scorer = RougeScorer(["rougeL"], use_stemmer=True)
    return sum(
        scorer.score(title, " ".join(way(text)))["rougeL"].fmeasure
        for title, text in items
    ) / len(items)


def _characters(items: list[tuple[str, str]], way: Summariser) -> float:
    """Return the mean ROUGE-L over characters."""
    return sum(
        _overlap("".join(way(text)), title) for title, text in items
    ) / len(items)


def _overlap(one: str, other: str) -> float:
    a, b = re.sub(r"\s", "", one), re.sub(r"\s", "", other)
    row = [0] * (len(b) + 1)
    for char in a:
        previous = 0
        for index, letter in enumerate(b):
            previous, row[index + 1] = (
                row[index + 1],
                previous + 1
                if char == letter
                else max(row[index + 1], row[index]),
            )
    return 2 * row[-1] / (len(a) + len(b)) if a and b else 0.0


def _one(items: list[tuple[str, str]], summaries: list[str]) -> float:
    """Return the mean ROUGE-1 over characters."""
    total = 0.0
    for (title, _), summary in zip(items, summaries, strict=True):
        rest, met = list(title), 0
        for char in summary:
            if char in rest:
                rest.remove(char)
                met += 1
        total += 2 * met / (len(title) + len(summary)) if summary else 0.0
    return total / len(items)


def _time(items: list[tuple[str, str]], way: Summariser) -> float:
    """Return the median seconds of CPU for one text, warm."""
    way(items[0][1])
    rounds = []
    for _ in range(3):
        start = time.process_time()
        for _, text in items[:60]:
            way(text)
        rounds.append((time.process_time() - start) / len(items[:60]))
    return median(rounds)
