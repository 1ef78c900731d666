"""Language, topics, filters, the whole of enrich after extraction, and odd input: right answers and time."""

from __future__ import annotations

import gzip
import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import psutil

from benchmarks.figures import Figure
from news.cluster import Clusterer
from news.filters import FilterSet, parse
from news.language import detect
from news.learner import Example, TopicLearner, train
from news.models import Article
from news.summarise import summarise
from news.topics import classify, find
from news.words import search_words

# What the sets' classes are called as sections of a feed, and the topics that are right for each.
SECTIONS = {
    "science": "科技", "politics": "时政", "entertainment": "娱乐", "society": "社会", "stocks": "股票", "sports": "体育", "realty": "房产",
    "game": "游戏", "education": "教育", "finance": "财经",
}  # fmt: skip
RIGHT = {
    "science": {"tech", "science", "ai"}, "sports": {"sports", "football"}, "sport": {"sports", "football"},
    "politics": {"politics", "world", "china", "military", "law"}, "entertainment": {"entertainment", "culture"},
    "stocks": {"markets", "business"}, "finance": {"business", "markets"}, "business": {"business", "markets"}, "realty": {"business"},
    "education": {"education"}, "society": {"society", "law", "local"}, "game": {"tech"}, "tech": {"tech", "ai", "science"},
}  # fmt: skip
ODD = (
    "",
    "中",
    "。" * 3000,
    "1" * 100_000,
    "a " * 500_000,
    "中文" * 250_000,
    "😀" * 50_000,
    "中 a я ع 한 日本の " * 5000,
    "\ud800" * 1000,
)


def run(data: Path | None, *, short: bool) -> list[Figure]:
    """Return all figures; those over sets only with data."""
    figures = [_filters(), *_odd()]
    if data is None:
        return figures
    language = [
        (row["text"], _tag(row["language"])) for row in _read(data, "language")
    ]
    chinese, english = _read(data, "zh-topics"), _read(data, "en-topics")
    return [
        *_language(language, short=short),
        *_chinese_topics(chinese),
        _english_topics(english),
        *_enrich(english, data),
        *figures,
    ]


def _read(data: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(
        data / "telling" / f"{name}.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        return [json.loads(line) for line in lines]


def _tag(language: str) -> str:
    return {"zh": "zh-Hans", "zh-hant": "zh-Hant"}.get(language, language)


def _language(rows: list[tuple[str, str]], *, short: bool) -> list[Figure]:
    tags = tuple(sorted({tag for _, tag in rows}))
    good = sum(detect(text, tags) == tag for text, tag in rows) / len(rows)
    ours = _each(lambda text: detect(text, tags), [text for text, _ in rows])
    some = random.Random(1).sample(rows, 100 if short else 600)
    peer, theirs = _lingua(some, tags)
    return [
        Figure(
            "language: right",
            good,
            "",
            0.992,
            "higher",
            f"lingua on {len(some)}",
            peer,
        ),
        Figure(
            "language: time a title",
            ours * 1e6,
            "µs",
            50,
            "lower",
            "lingua µs",
            theirs * 1e6,
        ),
    ]


def _lingua(
    rows: list[tuple[str, str]], tags: tuple[str, ...]
) -> tuple[float, float]:
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [
        getattr(IsoCode639_1, tag[:2].upper())
        for tag in {tag[:2] for tag in tags}
    ]
    detector = LanguageDetectorBuilder.from_iso_codes_639_1(*codes).build()
    found = [detector.detect_language_of(text) for text, _ in rows]
    good = sum(
        button is not None and button.iso_code_639_1.name.lower() == tag[:2]
        for button, (_, tag) in zip(found, rows, strict=True)
    )
    return good / len(rows), _each(
        detector.detect_language_of, [text for text, _ in rows], rounds=1
    )


def _chinese_topics(rows: list[dict[str, Any]]) -> list[Figure]:
    random.Random(3).shuffle(rows)
    half = len(rows) // 2
    lessons = [
        Example(row["title"], find(SECTIONS[row["topic"]]) or "")
        for row in rows[:half]
    ]
    start = time.process_time()
    taught = train(lessons)
    spent = time.process_time() - start
    assert taught is not None
    alone, plain = _decided(
        [
            (Article("", title=row["title"]), row["topic"])
            for row in rows[half:]
        ],
        None,
    )
    decided, precise = _decided(
        [
            (Article("", title=row["title"]), row["topic"])
            for row in rows[half:]
        ],
        taught,
    )
    note = f"taught by the sections of {half} other titles in {spent:.1f} s, {len(taught.dump()) // 1024} KB"
    return [
        Figure(
            "topics of Chinese titles: precision where decided",
            precise,
            "",
            0.85,
            "higher",
            "words alone",
            plain,
            note,
        ),
        Figure(
            "topics of Chinese titles: decided",
            decided,
            "",
            0.55,
            "higher",
            "words alone",
            alone,
        ),
    ]


def _english_topics(rows: list[dict[str, Any]]) -> Figure:
    pairs = [(_article(row["text"]), row["topic"]) for row in rows]
    decided, precise = _decided(pairs, None)
    return Figure(
        "topics of English articles: precision where decided",
        precise,
        "",
        0.90,
        "higher",
        note=f"decided {decided:.2f}",
    )


def _article(text: str) -> Article:
    title, _, body = text.partition("\n")
    return Article("", title=title, text=body)


def _decided(
    pairs: list[tuple[Article, str]], learner: TopicLearner | None
) -> tuple[float, float]:
    """Return (share decided, precision of the first topic where decided)."""
    found = [
        (classify(article, learner=learner), topic) for article, topic in pairs
    ]
    told = [(topics[0].key, topic) for topics, topic in found if topics]
    return len(told) / len(pairs), sum(
        key in RIGHT.get(topic, {topic}) for key, topic in told
    ) / max(len(told), 1)


def _filters() -> Figure:
    """Ten thousand phrases of two made-up words each against an article of 1,000 characters that holds a few."""
    chance = random.Random(2)
    syllables = [chr(0x4E00 + chance.randrange(0x3000)) for _ in range(900)]
    phrases = [
        "".join(chance.choices(syllables, k=chance.choice((2, 3, 4))))
        for _ in range(10_000)
    ]
    wanted = FilterSet(
        [(number, parse(phrase)) for number, phrase in enumerate(phrases)]
    )
    text = (
        "，".join("".join(chance.choices(syllables, k=6)) for _ in range(150))
        + "。"
        + "，".join(phrases[:3])
    )
    spent = _each(wanted.matching, [text] * 20)
    start = time.process_time()
    for _ in range(5):
        [phrase for phrase in phrases if phrase in text]
    naive = (time.process_time() - start) / 5
    return Figure(
        "10,000 phrase filters against an article",
        spent * 1e3,
        "ms",
        0.12,
        "lower",
        "a loop of `in`, ms",
        naive * 1e3,
    )


def _enrich(rows: list[dict[str, Any]], data: Path) -> list[Figure]:
    """Language, summary, topics, search words and story of each article, English and Chinese, in one process."""
    english = [_article(row["text"]) for row in rows[:150]]
    chinese = [
        Article(f"u{row['title']}", title=row["title"], text=row["text"])
        for row in _read(data, "zh-summary")[:150]
    ]
    clusterer = Clusterer()

    def enrich(article: Article) -> None:
        language = detect(f"{article.title} {article.text[:300]}")
        summarise(article.text, title=article.title, language=language)
        classify(article)
        search_words(f"{article.title}\n{article.text[:3000]}", language)
        clusterer.place(article)

    enrich(english[0])
    enrich(chinese[0])
    spent = _each(enrich, english + chinese, rounds=1)
    memory = psutil.Process().memory_info().rss / 2**20
    return [
        Figure(
            "enrich after extraction: an article", spent * 1e3, "ms", 6, "lower"
        ),
        Figure(
            "memory of this process, peers of the benchmark left out",
            _own_memory(),
            "MB",
            200,
            "lower",
            "with them",
            memory,
        ),
    ]


def _own_memory() -> float:
    """Return the memory of a fresh process that has told an article of each kind, in MB."""
    import subprocess
    import sys

    code = (
        "import psutil; from news.cluster import Clusterer; from news.language import detect; from news.models import Article;"
        "from news.summarise import summarise; from news.topics import classify; from news.words import search_words;"
        "c = Clusterer();"
        "[(detect(t), summarise(t, title=t, language=l), classify(Article('', title=t)), search_words(t, l), c.place(Article(t, title=t, text=t * 9)))"
        " for t, l in (('新闻标题与正文。', 'zh-Hans'), ('A headline and a text.', 'en'), ('Заголовок и текст.', 'ru'))];"
        "print(psutil.Process().memory_info().rss / 2**20)"
    )
    return float(
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
    )


def _odd() -> list[Figure]:
    """Return the slowest answer to odd input, in CPU, after a warm-up; any exception ends the benchmark."""
    clusterer, slowest, what = Clusterer(), 0.0, ""
    jobs: dict[str, Callable[[str], object]] = {
        "detect": detect,
        "summarise": lambda text: summarise(
            text, title=text[:50], language="zh-Hans"
        ),
        "classify": lambda text: classify(
            Article("", title=text[:200], text=text)
        ),
        "place": lambda text: clusterer.place(
            Article("u", title=text[:200], text=text)
        ),
    }
    for name, job in jobs.items():
        for warm in ("Warm up, if you please.", "热身。", "Разминка."):
            job(warm)
        for index, text in enumerate(ODD):
            start = time.process_time()
            job(text)
            spent = time.process_time() - start
            if spent > slowest:
                slowest, what = spent, f"{name} of odd text {index}"
    return [
        Figure(
            "odd input: the slowest answer",
            slowest * 1e3,
            "ms",
            50,
            "lower",
            note=what,
        )
    ]


def _each(
    job: Callable[[Any], object], items: list[Any], *, rounds: int = 5
) -> float:
    """Return the median over rounds of the CPU seconds for one item, warm."""
    job(items[0])
    spent = []
    for _ in range(rounds):
        start = time.process_time()
        for item in items:
            job(item)
        spent.append((time.process_time() - start) / len(items))
    return median(spent)
