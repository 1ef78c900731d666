"""Questions answered from articles: `python -m benchmarks.answering [--unseen] [--wrong]`.

120 questions of our own, half Chinese and half English: 75 over the sample site's stories and 45
over 200 synthetic articles that differ only in their facts. 30 and more of them no article answers.
Every third question was kept unseen while the rules were written: `--unseen` measures those alone.
"""

from __future__ import annotations

import sys
import time
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.figures import Figure, finish
from news.answering import Passage, answer, rank_sentences, read_question
from news.answering.rarity import count_rarity
from sandbox.site.articles import load

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
HERE = Path(__file__).parent
ZH_PLACES = "安川 柏城 常溪 东垣 丰岭 古浦 海宁湾 和泽 金渡 兰亭 明州 南陵 平远 青岩 荣昌 石门 泰安桥 望海 新阳 永宁".split()  # noqa: SIM905 - twenty names read better as a line
EN_PLACES = "Ashford Brackley Calder Dunmore Elmsworth Farnley Glenrock Harwick Ilford Kelso Lorne Marlow Norbury Oakham Penrith Redhill Selby Thornton Upton Wexham".split()  # noqa: SIM905
ZH_PEOPLE = "陈志远 李文静 王建军 赵海燕 周立新".split()  # noqa: SIM905
EN_PEOPLE = (
    "Anna Reyes",
    "Colin Webb",
    "Priya Nair",
    "Oscar Lund",
    "Helen Marsh",
)
MONTHS = ("January", "March", "May", "July", "September")


@dataclass(frozen=True, slots=True)
class Case:
    """A question with words of the sentence that answers it; empty where none does."""

    question: str
    url: str
    words: str


def read_site() -> tuple[list[Passage], list[Case]]:
    """Return the sample site's first reports, and the questions over them."""
    pieces = [piece for piece in load(NOW) if not piece.original]
    stories = tomllib.loads(
        (HERE.parent / "sandbox/site/articles.toml").read_text("utf-8")
    )
    titles = {story["title"]: story["id"] for story in stories["story"]}
    passages = [
        Passage(
            number,
            piece.title,
            "\n".join(piece.paragraphs),
            titles[piece.title],
            piece.publisher,
            piece.at,
            piece.language,
        )
        for number, piece in enumerate(pieces)
    ]
    lines = (HERE / "answering_questions.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return passages, [Case(row[2], row[0], row[1].strip("-")) for row in rows]


def read_twins() -> tuple[list[Passage], list[Case]]:
    """Fill each template for twenty places; ask each place's article at most one question."""
    templates = tomllib.loads(
        (HERE / "answering_articles.toml").read_text("utf-8")
    )["template"]
    passages: list[Passage] = []
    cases: list[Case] = []
    for number, template in enumerate(templates):
        chinese = template["language"] == "zh"
        for place, name in enumerate(ZH_PLACES if chinese else EN_PLACES):
            facts = _facts(number, place, name, chinese=chinese)
            url = f"twin-{number}-{place}"
            title, body = (
                template[part].format(**facts) for part in ("title", "body")
            )
            at = NOW - timedelta(hours=place + number)
            passages.append(
                Passage(
                    1000 + len(passages),
                    title,
                    body,
                    url,
                    "",
                    at,
                    template["language"],
                )
            )
            if place % 4 == number % 4 and (number, place) not in _LEFT_OUT:
                words, asked = template["questions"][place // 4]
                cases.append(
                    Case(
                        asked.format(**facts),
                        url,
                        words.format(**facts).strip("-"),
                    )
                )
    return passages, cases


_LEFT_OUT = {(number, number % 4 + 4) for number in range(0, 10, 2)}
"""Five questions fewer, so that there are 120 in all."""


def _facts(
    number: int, place: int, name: str, *, chinese: bool
) -> dict[str, object]:
    month = (number + place) % 5
    return {
        "p": name,
        "a": 3 + (place * 7 + number) % 23,
        "b": 30 + (place * 11 + number) % 41,
        "c": 80 + (place * 13 + number) % 67,
        "n": (ZH_PEOPLE if chinese else EN_PEOPLE)[(place + number) % 5],
        "m": 2 * month + 1,
        "M": MONTHS[month],
        "d": 1 + (place * 3 + number) % 28,
    }


def main() -> None:
    """Ask all questions and print the figures."""
    site, site_cases = read_site()
    twins, twin_cases = read_twins()
    passages, cases = site + twins, site_cases + twin_cases
    unseen = "--unseen" in sys.argv
    asked = [
        case
        for number, case in enumerate(cases)
        if not unseen or number % 3 == 2
    ]
    if "--seen" in sys.argv:
        asked = [case for number, case in enumerate(cases) if number % 3 != 2]
    finish(_measure(passages, asked))


def _measure(passages: list[Passage], cases: list[Case]) -> list[Figure]:
    rarity = count_rarity(passages)
    first = third = refused = answerable = 0
    start = time.process_time()
    for case in cases:
        question = read_question(case.question, now=NOW)
        ranked = _search(question.search_words, passages, rarity)
        found = rank_sentences(question, ranked, rarity)
        right = [
            case.words in one.text and one.passage.url == case.url
            for one in found
        ]
        answerable += bool(case.words)
        first += bool(case.words) and right[:1] == [True]
        third += bool(case.words) and any(right[:3])
        refused += not case.words and not answer(question, ranked, rarity)
        if "--wrong" in sys.argv and (not case.words) != (
            not found and not case.words
        ):
            print("answered:", case.question, "→", found[0].text, question)
        if "--wrong" in sys.argv and case.words and right[:1] != [True]:
            print(
                "missed:",
                case.question,
                "→",
                found[0].text if found else "-",
                question,
            )
    each = 1000 * (time.process_time() - start) / len(cases)
    unanswerable = len(cases) - answerable
    return [
        Figure("right sentence first", first / answerable, "", 0.80, "higher", note=f"{answerable} questions"),
        Figure("right sentence among three", third / answerable, "", 0.93, "higher"),
        Figure("refused where nothing says it", refused / unanswerable, "", 0.85, "higher", note=f"{unanswerable} questions"),
        Figure("a question, reading and ranking", each, "ms", 100, "lower"),
    ]  # fmt: skip


def _search(
    words: tuple[str, ...], passages: list[Passage], rarity: dict[str, float]
) -> list[Passage]:
    """Stand in for the store's full text: the sixty articles whose words weigh most."""
    folded = [f" {one.title}\n{one.text}".casefold() for one in passages]
    scores = [
        sum(rarity.get(word, 0) for word in words if word in text)
        for text in folded
    ]
    order = sorted(range(len(passages)), key=lambda index: -scores[index])
    return [passages[index] for index in order if scores[index] > 0][:60]


if __name__ == "__main__":
    main()
