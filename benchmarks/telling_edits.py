"""Sentences of strangers' articles with one edit: `python -m benchmarks.telling_edits --data DIR [--short]`.

DIR holds telling/qags.jsonl.gz, telling/realsumm.jsonl.gz, telling/lcsts.jsonl.gz and
telling/cliff.jsonl.gz. Each drawn sentence is held against its own article as it stands, with a
negation put in or taken out, with a direction turned round, with two names exchanged, and with
another name of the article in a name's place. The edits are mechanical, so a few make no sense: an
article's sentence never becomes them by chance.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.figures import Figure, finish, options
from news.faithful import Claim, SourceSentence, check
from news.sentences import sentences

SENTENCES = 14
"""Sentences of an article that are its evidence."""
DRAWN = 3
"""Sentences of an article that are edited."""
SEED = 5
WORDS = range(6, 61)
AUXILIARY = re.compile(
    r" (is|are|was|were|will|would|could|has|have|had|should|can) (?!not\b|n't)"
)
CHINESE = (
    ("将", "不会"),
    ("已经", "没有"),
    ("已", "没有"),
    ("是", "不是"),
    ("可以", "不可以"),
    ("能", "不能"),
    ("没有", "有"),
    ("不", ""),
)
TURNS = (
    ("rose", "fell"),
    ("increased", "decreased"),
    ("more", "less"),
    ("higher", "lower"),
    ("won", "lost"),
    ("before", "after"),
    ("上涨", "下跌"),
    ("增长", "下降"),
    ("增加", "减少"),
    ("高于", "低于"),
    ("盈利", "亏损"),
)
NAME = re.compile(
    r"\b[A-Z][a-z]+(?: [A-Z][a-z]+)+\b|(?<=[a-z,] )[A-Z][a-z]{2,}\b"
)
LIST = re.compile(r"(?:'s?)?(?: and | or | & |, and )")
"""What stands between two names of one list, which say the same in any order."""
Edit = Callable[[str, list[str]], str]


def unchanged(sentence: str, _: list[str]) -> str:
    """Return a sentence as it stands."""
    return sentence


def negated(sentence: str, _: list[str]) -> str:
    """Put in a negation, or take one out; empty where there is no place for it."""
    auxiliary = AUXILIARY.search(sentence)
    if auxiliary:
        return f"{sentence[: auxiliary.end()]}not {sentence[auxiliary.end() :]}"
    for word in (" not ", " never ", " no "):
        if word in sentence:
            return sentence.replace(word, " ", 1)
    return _replaced(sentence, CHINESE)


def turned(sentence: str, _: list[str]) -> str:
    """Put a word's opposite in its place; empty where the sentence has none of the words."""
    both = (*TURNS, *((other, one) for one, other in TURNS))
    for one, other in both:
        pattern = rf"\b{one}\b" if one.isascii() else one
        changed = re.sub(pattern, other, sentence, count=1)
        if changed != sentence:
            return changed
    return ""


def exchanged(sentence: str, _: list[str]) -> str:
    """Exchange the first two names of an English sentence; empty where it has fewer.

    The names of one list are left in their places.
    """
    names = list(NAME.finditer(sentence))
    others = [name for name in names if name.group() != names[0].group()]
    if not others:
        return ""
    one, other = names[0], others[0]
    between = sentence[one.end() : other.start()]
    if LIST.fullmatch(between):
        return ""
    return (
        sentence[: one.start()]
        + other.group()
        + between
        + one.group()
        + sentence[other.end() :]
    )


def renamed(sentence: str, article: list[str]) -> str:
    """Put another name of the article, of as many words, in the place of a sentence's first name.

    Empty where there is none. A name that shares a word with one of the sentence is passed over.
    """
    name = NAME.search(sentence)
    if name is None:
        return ""
    own = set(re.findall(r"\w+", sentence))
    length = len(name.group().split())
    for other in NAME.findall(" ".join(article)):
        words = other.split()
        if len(words) == length and own.isdisjoint(words):
            return sentence.replace(name.group(), other, 1)
    return ""


def _replaced(sentence: str, pairs: tuple[tuple[str, str], ...]) -> str:
    for one, other in pairs:
        if one in sentence:
            return sentence.replace(one, other, 1)
    return ""


def articles(folder: Path, share: int) -> Iterator[list[str]]:
    """Yield the sentences of one article in `share` of each set."""
    fields = {
        "qags": ("source", "en"),
        "realsumm": ("text", "en"),
        "lcsts": ("text", "zh"),
        "cliff": ("source", "en"),
    }
    for name, (field, language) in fields.items():
        with gzip.open(
            folder / f"{name}.jsonl.gz", "rt", encoding="utf-8"
        ) as lines:
            texts = dict.fromkeys(json.loads(line)[field] for line in lines)
        for text in list(texts)[::share]:
            yield sentences(text, language)[:SENTENCES]


def measure(folder: Path, share: int) -> list[Figure]:
    """Count what is kept of each kind of edit."""
    draw = random.Random(SEED)
    edits: dict[str, Edit] = {
        "as it stands": unchanged,
        "negated": negated,
        "turned round": turned,
        "with two names exchanged": exchanged,
        "with another name of the article": renamed,
    }
    tried, kept = Counter[str](), Counter[str]()
    for article in articles(folder, share):
        sources = [SourceSentence(0, sentence) for sentence in article]
        for sentence in draw.sample(article, min(DRAWN, len(article))):
            if _length(sentence) not in WORDS:
                continue
            for kind, edit in edits.items():
                claim = edit(sentence, article)
                if claim:
                    tried[kind] += 1
                    kept[kind] += len(check([Claim(claim)], sources)[0])
    return [_figure(kind, kept[kind], tried[kind]) for kind in edits]


def _length(sentence: str) -> int:
    """Return the words of a sentence; two Chinese characters are one."""
    return len(sentence.split()) if sentence.isascii() else len(sentence) // 2


def _figure(kind: str, kept: int, tried: int) -> Figure:
    name = f"sentences kept, {kind}"
    note = f"{tried} sentences"
    if kind == "as it stands":
        return Figure(name, kept / tried, "", 0.95, "higher", note=note)
    aim = 0.10 if "name" in kind else 0.05
    return Figure(name, kept / tried, "", aim, "lower", note=note)


if __name__ == "__main__":
    data, short, _ = options("Sentences of articles with one edit.")
    if data is None:
        sys.exit("telling_edits: name the sets' folder by --data DIR")
    finish(measure(data / "telling", 8 if short else 1))
