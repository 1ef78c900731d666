"""Stories: edited copies beside MinHash, template twins, sixty copies of forty stories, one event in other words, growth."""

from __future__ import annotations

import gzip
import json
import random
import time
from collections import defaultdict
from collections.abc import Hashable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import Figure
from news.cluster import Clusterer
from news.extract.furniture import strip_lines
from news.models import Article
from news.words import fold

EVENTS = Path(__file__).with_name("events.txt")
TWINS = Path(__file__).with_name("twins.txt")
START = datetime(2026, 11, 20, tzinfo=UTC)
# Forms that only a name, an ordinal or a date tells apart; every pair is two events.
FORMS = (
    "省人大常委会召开第{}次会议 审议多项议案", "{}严重违纪违法被开除党籍和公职", "11月{}日全国天气预报：中东部大范围降温", "第{}届全国青少年书法大赛开幕",
    "{}接受纪律审查和监察调查", "{}月份居民消费价格指数公布", "{}日早盘提示：关注三大板块", "The {} annual river festival opens",
)  # fmt: skip
FILLINGS = (
    ("二", "三", "四"), ("张大年", "李小川", "王建业"), ("3", "4", "5"), ("六", "七", "八"), ("赵立新", "钱文博", "孙海"), ("8", "9", "10"),
    ("12", "13", "16"), ("2nd", "3rd", "4th"),
)  # fmt: skip


def run(data: Path | None, *, short: bool) -> list[Figure]:
    """Return all figures; those over sets only with data."""
    figures = [
        _twins(),
        _blind_twins(),
        *_events(),
        *_growth((1000, 6000) if short else (1000, 10_000, 100_000)),
    ]
    return [*_copies(data, short=short), *figures] if data else figures


def _read(data: Path, name: str) -> list[dict[str, Any]]:
    with gzip.open(
        data / "telling" / f"{name}.jsonl.gz", "rt", encoding="utf-8"
    ) as lines:
        return [json.loads(line) for line in lines]


def _copies(data: Path, *, short: bool) -> list[Figure]:
    rows = _read(data, "duplicates")
    random.Random(4).shuffle(rows)
    gold = [row["family"] for row in rows]
    items = [
        Article(f"u{number}", title=_headline(row["text"]), text=row["text"])
        for number, row in enumerate(rows)
    ]
    keys, spent = _place(items)
    peer, theirs = _minhash([row["text"] for row in rows])
    many, copied = _sixty(_read(data, "zh-summary")[:40], 20 if short else 60)
    stories, _ = _place(many)
    return [
        Figure(
            "edited copies: BCubed F",
            bcubed(keys, gold),
            "",
            0.98,
            "higher",
            "MinHash at 0.5",
            bcubed(peer, gold),
        ),
        Figure(
            "edited copies: time an article",
            spent * 1e3,
            "ms",
            1.0,
            "lower",
            "MinHash ms",
            theirs * 1e3,
        ),
        Figure(
            f"{len(many) // 40} copies of forty stories: BCubed F",
            bcubed(stories, copied),
            "",
            0.97,
            "higher",
        ),
    ]


def _headline(text: str) -> str:
    """Return a text's first line, as a page gives it for a title, after the path of its section."""
    return next(line for line in text.split("\n") if line and ">>" not in line)


def _place(items: Sequence[Article]) -> tuple[list[str], float]:
    """Return (each article's story in the end, median seconds of CPU for one)."""
    clusterer, into, keys, spent = Clusterer(), {}, [], []
    clusterer.place(Article("warm", title="热身 warm", text="热身的文字。"))
    for item in items:
        start = time.process_time()
        place = clusterer.place(item)
        spent.append(time.process_time() - start)
        into.update(dict.fromkeys(place.joined, place.story))
        keys.append(place.story)
    return [_last(key, into) for key in keys], sum(spent) / len(spent)


def _last(key: str, into: dict[str, str]) -> str:
    while key in into:
        key = into[key]
    return key


def bcubed(found: Sequence[Hashable], gold: Sequence[Hashable]) -> float:
    """Return the BCubed F of a clustering (Bagga and Baldwin, 1998)."""
    ours: dict[Hashable, set[int]] = defaultdict(set)
    theirs: dict[Hashable, set[int]] = defaultdict(set)
    for number, (one, other) in enumerate(zip(found, gold, strict=True)):
        ours[one].add(number)
        theirs[other].add(number)
    shared = [
        (len(ours[a] & theirs[b]), len(ours[a]), len(theirs[b]))
        for a, b in zip(found, gold, strict=True)
    ]
    precision = sum(both / size for both, size, _ in shared) / len(shared)
    recall = sum(both / size for both, _, size in shared) / len(shared)
    return 2 * precision * recall / (precision + recall)


def _minhash(texts: list[str]) -> tuple[list[int], float]:
    """Cluster by MinHash LSH at 0.5 over characters 5-grams, after the same line filter; seconds of CPU for one."""
    from datasketch import MinHash, MinHashLSH

    index, groups = MinHashLSH(threshold=0.5, num_perm=128), []
    start = time.process_time()
    for number, text in enumerate(texts):
        plain = fold("".join(strip_lines(text.split("\n"), "")[0]))
        print_ = MinHash(num_perm=128)
        print_.update_batch(
            [
                plain[at : at + 5].encode("utf-8", "replace")
                for at in range(max(len(plain) - 4, 1))
            ]
        )
        met = [groups[int(key)] for key in index.query(print_)]
        groups.append(min(met, default=number))
        index.insert(str(number), print_)
    return groups, (time.process_time() - start) / len(texts)


def _sixty(
    items: list[dict[str, Any]], count: int
) -> tuple[list[Article], list[int]]:
    """Return edited copies of each text, shuffled: cut, retitled, with letters lost and a portal's frame, and their stories."""
    chance = random.Random(6)
    made = [
        (story, _copy(item["title"], item["text"], chance))
        for story, item in enumerate(items)
        for _ in range(count)
    ]
    chance.shuffle(made)
    return [
        Article(
            f"c{number}",
            title=title,
            text=text,
            published_at=START + timedelta(minutes=number),
            language="zh-Hans",
        )
        for number, (_, (title, text)) in enumerate(made)
    ], [story for story, _ in made]


def _copy(title: str, text: str, chance: random.Random) -> tuple[str, str]:
    if chance.random() < 0.3:
        title = (
            chance.choice(("重磅！", "速看：", "最新消息 "))
            + title[: len(title) * 2 // 3]
        )
    if chance.random() < 0.3:
        text = text[: int(len(text) * chance.uniform(0.55, 0.95))]
    if chance.random() < 0.3:
        text = "".join(char for char in text if chance.random() > 0.02)
    if chance.random() < 0.5:
        name = chance.choice(
            ("北方财经", "东方资讯网", "江南日报网", "华夏在线", "南海新闻")
        )
        hot = "\n".join(
            f"{place} {name}热点第{place}条今天的要闻摘要"
            for place in range(1, 9)
        )
        text = f"您当前的位置：{name} >> 新闻中心\n{text}\n{name}声明：转载此文出于传递信息之目的\n{hot}\n分享到"
    return title, text


def _twins() -> Figure:
    """Place forms that differ in a name, an ordinal or a date alone; count how many joined another."""
    items = [
        Article(f"t{form}{filling}", title=FORMS[form].format(filling), text="")
        for form, fillings in enumerate(FILLINGS)
        for filling in fillings
    ]
    keys, _ = _place(items)
    return Figure(
        "template twins joined",
        len(items) - len(set(keys)),
        "",
        0,
        "lower",
        note=f"of {len(items)}",
    )


def _blind_twins() -> Figure:
    """Place each pair of `twins.txt` alone; count those that stay two stories."""
    lines = TWINS.read_text("utf-8").splitlines()
    pairs = [
        line.split(" | ") for line in lines if line and not line.startswith("#")
    ]
    apart = 0
    for language, *titles in pairs:
        items = [
            Article(f"t{title}", title=title, language=language)
            for title in titles
        ]
        apart += len(set(_place(items)[0])) == len(titles)
    return Figure(
        "pairs of one form, in eight languages, apart",
        apart / len(pairs),
        "",
        0.85,
        "higher",
        note=f"of {len(pairs)} written before the rule",
    )


def _events() -> list[Figure]:
    english, _, chinese = EVENTS.read_text("utf-8").partition("# Chinese\n")
    figures = []
    for name, text, language, aim in (
        ("English", english, "en", 1.10),
        ("Chinese", chinese, "zh-Hans", 1.10),
    ):
        rows = [
            (number, title)
            for number, line in enumerate(text.splitlines())
            if line and line[0] != "#"
            for title in line.split(" | ")
        ]
        ours, peers = [], []
        for seed in range(3):
            random.Random(seed).shuffle(rows)
            gold = [number for number, _ in rows]
            keys, _ = _place(
                [
                    Article(f"e{seed}{at}", title=title, language=language)
                    for at, (_, title) in enumerate(rows)
                ]
            )
            ours.append(bcubed(keys, gold))
            peers.append(
                max(
                    bcubed(_fuzzy([title for _, title in rows], limit), gold)
                    for limit in range(45, 90, 5)
                )
            )
        figures.append(
            Figure(f"{name} headlines of one event: BCubed beside rapidfuzz", median(ours) / median(peers), "×", aim, "higher", "token set at its best limit", median(peers), f"ours {median(ours):.3f} over {len(rows)} headlines of our own")
        )  # fmt: skip
    return figures


def _fuzzy(titles: list[str], limit: int) -> list[int]:
    """Cluster titles in one pass by rapidfuzz's token set ratio to the likest member."""
    from rapidfuzz import fuzz

    groups: list[list[str]] = []
    found = []
    for title in map(str.lower, titles):
        scores = [
            max(fuzz.token_set_ratio(title, other) for other in group)
            for group in groups
        ]
        best = max(range(len(groups)), key=scores.__getitem__, default=-1)
        if best < 0 or scores[best] < limit:
            groups.append([])
            best = len(groups) - 1
        groups[best].append(title)
        found.append(best)
    return found


def _growth(sizes: tuple[int, ...]) -> list[Figure]:
    """Fill the window with articles of made-up words, a third of them copies; the time of 200 more at each size."""
    chance = random.Random(8)
    clusterer, spent, number, old = Clusterer(hours=96), [], 0, []
    for size in sizes:
        while number < size:
            number += 1
            clusterer.place(_made(number, chance, old))
        rounds = []
        for _ in range(5):
            start = time.process_time()
            for _ in range(40):
                number += 1
                clusterer.place(_made(number, chance, old))
            rounds.append((time.process_time() - start) / 40)
        spent.append(median(rounds))
    note = ", ".join(
        f"{size:,}: {each * 1e3:.2f} ms"
        for size, each in zip(sizes, spent, strict=True)
    )
    return [
        Figure(
            f"time an article, {sizes[-1]:,} beside {sizes[0]:,} in the window",
            spent[-1] / spent[0],
            "×",
            1.6,
            "lower",
            note=note,
        )
    ]


def _made(number: int, chance: random.Random, old: list[str]) -> Article:
    """Return an article of 300 characters over a vocabulary by Zipf's law; one in three is a copy of an earlier one."""
    if old and chance.random() < 0.33:
        text = chance.choice(old[-2000:])
    else:
        words = [_word(int(chance.paretovariate(0.7))) for _ in range(150)]
        text = (
            "".join(words[:20])
            + "\n"
            + "，".join("".join(words[at : at + 6]) for at in range(20, 150, 6))
        )
        old.append(text)
    title, _, body = text.partition("\n")
    return Article(
        f"g{number}",
        title=title,
        text=body,
        published_at=START + timedelta(seconds=number),
        language="zh-Hans",
    )


def _word(rank: int) -> str:
    rank %= 40_000
    return chr(0x4E00 + rank % 5000) + chr(0x4E00 + (rank * 7919) % 9000)
