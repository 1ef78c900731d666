"""A sheet of digest items for a reader to judge: `python -m benchmarks.quality_sheet --data DIR [--seed N]`.

Draws thirty items a language (zh, en, ru, de) by a seed from the real articles in the folder, prints each as a digest
tells it with its source, and beside it the verdict of `quality_verdicts.tsv`, where one was given for the very same words.
Ends with the share of items that have a fault. The texts themselves are no part of the project.

With `--wide` every second item is of further sets: broadcasts' items in Chinese, reports in English, the other of two
reports in Russian, and pages of more sets that declare themselves news, so that a new seed holds items nobody judged.
With `--fresh` only items are drawn that have no verdict. `--texts DIR` adds articles of the reader's own: files `de-….txt`,
in which each article opens with `== its title`, may go on with `# its publisher's description`, and then its lines.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from hashlib import blake2b
from itertools import chain, zip_longest
from pathlib import Path

from jobs.workers.worker_tasks import understand
from news.errors import NoArticle
from news.extract import extract
from news.links import host
from news.models import SENTENCES, Article
from news.shorten import DIGEST_ALONE, digest_room, fit_sentences
from news.site_names import SiteNames

LANGUAGES = ("zh", "en", "ru", "de")
EACH = 30
LEAST_TEXT = 200
"""Characters of a text below which a page is a picture's or a list's."""
KINDS = (
    "dangling", "no-fact", "dateline", "glued", "fragment", "cut-word", "twice", "not-news", "site-name", "wrong-topic",
)  # fmt: skip
SAMPLES = (
    "dev/pages/trafi",
    "dev/pages/hdate",
    "dev/pages/postlight",
    "dev/pages/mozilla",
)
"""Sets that sample the web, shops and diaries too; pages count that declare themselves news."""
ROWS = {
    "categories": "dev/telling/categories",
    "pairs": "dev/telling/pairs",
    "broadcasts": "telling/zh-summary",
    "reports": "telling/en-topics",
}
"""Sets of rows, and where they are in the folder."""
FURTHER_ROWS = {
    "zh": (("broadcasts", ""),),
    "en": (
        ("reports", ""),
        ("categories", ""),
        ("pairs", "first_"),
        ("pairs", "second_"),
    ),
    "ru": (("pairs", "second_"),),
    "de": (),
}
"""Rows of the sets for a wide draw, and what their fields begin with."""
VERDICTS = Path(__file__).with_name("quality_verdicts.tsv")


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a digest."""

    language: str
    source: str
    title: str
    summary: str
    topic: str

    @property
    def mark(self) -> str:
        """Return a mark of the very words, so that a verdict holds for nothing that changed."""
        words = f"{self.title}\n{self.summary}\n{self.topic}"
        return blake2b(
            words.encode("utf-8", "replace"), digest_size=6
        ).hexdigest()


def draw(
    data: Path,
    seed: int,
    *,
    wide: bool = False,
    fresh: bool = False,
    texts: Path | None = None,
) -> list[Item]:
    """Return thirty items of each language, as the seed has them."""
    chance = random.Random(seed)
    known = verdicts() if fresh else {}
    drawn: list[Item] = []
    for language in LANGUAGES:
        sources = sorted(_sources(data, language))
        if texts is not None:
            sources += sorted(_own_sources(texts, language))
        chance.shuffle(sources)
        items = _items(data, sources, language)
        if wide:
            further = sorted(_further_sources(data, language))
            chance.shuffle(further)
            pairs = zip_longest(items, _items(data, further, language))
            items = filter(None, chain.from_iterable(pairs))
        drawn += _first_told(item for item in items if item.mark not in known)
    return drawn


def _items(data: Path, sources: list[str], language: str) -> Iterator[Item]:
    """Give the items of the sources that are of a language and have a text."""
    items = (_item(data, source, language) for source in sources)
    return (item for item in items if item is not None)


def _first_told(items: Iterable[Item]) -> list[Item]:
    """Return the first items of different headlines, as many as a language has."""
    told: dict[str, Item] = {}
    for item in items:
        told.setdefault(item.title, item)
        if len(told) == EACH:
            break
    return list(told.values())


def _sources(data: Path, language: str) -> list[str]:
    """Return names of pages and of rows that may be of a language."""
    if language == "ru":
        rows = [*_rows(data, "categories"), *_rows(data, "pairs")]
        return [
            f"row:{number}"
            for number, row in enumerate(rows)
            if row["language"] == "ru"
        ]
    folders = {
        "zh": ("zh-pages", "dev/pages/news4k"),
        "en": ("dev/pages/andy",),
        "de": ("dev/pages/trafi", "dev/pages/hdate"),
    }
    return [
        str(path.relative_to(data))
        for folder in folders[language]
        for path in (data / folder).glob("*.html.gz")
    ]


def _own_sources(texts: Path, language: str) -> Iterator[str]:
    """Give the names of the articles in the reader's own files: `own:de-b.txt:7`."""
    for path in texts.glob(f"{language}-*.txt"):
        yield from (f"own:{path}:{number}" for number in range(len(_own(path))))


@cache
def _own(path: Path) -> list[Article]:
    """Return the articles of a file that the reader wrote."""
    articles = []
    for piece in f"\n{path.read_text('utf-8')}".split("\n== ")[1:]:
        title, *lines = filter(None, piece.split("\n"))
        told = [line for line in lines if not line.startswith("# ")]
        said = [line[2:] for line in lines if line.startswith("# ")]
        articles.append(
            Article(
                f"https://news.example/{len(articles)}",
                title=title,
                text="\n".join(told),
                description="\n".join(said),
            )
        )
    return articles


def _further_sources(data: Path, language: str) -> list[str]:
    """Return names of pages and of rows beyond `_sources` that may be of a language."""
    rows = [
        f"{name}:{number}:{field}"
        for name, field in FURTHER_ROWS[language]
        for number, row in enumerate(_rows(data, name))
        if row.get("language", language) == language
    ]
    known = set(_sources(data, language))
    pages = (
        str(path.relative_to(data))
        for folder in SAMPLES
        for path in (data / folder).glob("*.html.gz")
    )
    return rows + [page for page in pages if page not in known]


@cache
def _rows(data: Path, name: str) -> list[dict[str, str]]:
    path = data / f"{ROWS[name]}.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _item(data: Path, source: str, language: str) -> Item | None:
    """Return the item of a source; None for what is in another language or has no text."""
    try:
        article = _article(data, source)
    except NoArticle:
        return None
    # A digest tells what has a date; the sets hold shops, clubs and diaries too.
    if source.startswith("dev/pages") and article.published_at is None:
        return None
    read = understand(article)
    whole = bool(article.title) and len(article.text) >= LEAST_TEXT
    if read.no_news or not whole or not read.language.startswith(language):
        return None
    shown = read.summary[: SENTENCES["short"]]
    room = digest_room(read.language)
    summary = fit_sentences(shown, read.language, room, alone=DIGEST_ALONE)
    topic = read.topics[0].key if read.topics else "other"
    return Item(language, source, article.title, summary, topic)


def _article(data: Path, source: str) -> Article:
    if source.startswith("own:"):
        path, _, number = source.removeprefix("own:").rpartition(":")
        return _own(Path(path))[int(number)]
    if source.startswith("row:"):
        row = [*_rows(data, "categories"), *_rows(data, "pairs")][
            int(source.removeprefix("row:"))
        ]
        title, text = (
            row.get("title") or row["first_title"],
            row.get("text") or row["first_text"],
        )
        return Article(source, title=title, text=text, language="ru")
    if source.count(":") == 2:
        return _row_article(data, source)
    page = gzip.decompress((data / source).read_bytes())
    if source.startswith(SAMPLES) and b"NewsArticle" not in page:
        raise NoArticle(f"{source}: does not say that it is news")
    url = _addresses(data).get(source, "https://news.example/item.html")
    article = extract(page, url=url)
    title = SiteNames().strip(host(url), article.title, site=article.publisher)
    return replace(article, title=title)


def _row_article(data: Path, source: str) -> Article:
    """Return the article of a row: `pairs:7:second_`; a report without a title opens with it."""
    name, number, field = source.split(":")
    row = _rows(data, name)[int(number)]
    text = row[f"{field}text"]
    title = row.get(f"{field}title")
    if title is None:
        title, _, text = text.partition("\n")
    return Article(
        row.get(f"{field}url", source), title=title, text=text.strip()
    )


@cache
def _addresses(data: Path) -> dict[str, str]:
    """Return the address of each page whose set tells it."""
    rows = (
        json.loads(line)
        for path in sorted((data / "dev" / "pages").glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    )
    return {f"dev/{row['file']}": row["url"] for row in rows if row.get("url")}


def verdicts() -> dict[str, str]:
    """Return what was judged, by mark: `good`, or kinds of fault with commas."""
    if not VERDICTS.exists():
        return {}
    rows = (
        line.split("\t") for line in VERDICTS.read_text("utf-8").splitlines()
    )
    return {
        row[0]: row[2]
        for row in rows
        if len(row) > 2 and not row[0].startswith("#")
    }


def _lines(items: list[Item]) -> Iterator[str]:
    judged = verdicts()
    for number, item in enumerate(items, 1):
        said = judged.get(item.mark, "not judged")
        yield f"{number} {item.language} {item.mark} [{item.topic}] {said} · {item.source}\n  {item.title}\n  {item.summary}\n"
    counts = Counter(judged.get(item.mark, "not judged") for item in items)
    news = len(items) - counts["not judged"] - counts["not-news"]
    bad = news - counts["good"]
    alone = sum(not item.summary for item in items)
    yield f"{dict(counts)}; told by the headline alone: {alone}"
    yield f"with a fault: {bad + counts['not-news']} of {news + counts['not-news']}; of those that are news: {bad} of {news}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=17)
    parser.add_argument("--wide", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--texts", type=Path)
    options = parser.parse_args()
    drawn = draw(
        options.data,
        options.seed,
        wide=options.wide,
        fresh=options.fresh,
        texts=options.texts,
    )
    for line in _lines(drawn):
        print(line)
