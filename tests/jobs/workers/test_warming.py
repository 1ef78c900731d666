"""What the first article needs is there before it comes: a worker reads it without a look at the disk."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from jobs.workers import warming, worker_process
from jobs.workers.process_pool import ProcessPool
from jobs.workers.worker_tasks import read_article, read_source, understand
from news.cluster import Clusterer
from news.models import Article, Entry

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
PAGES = [
    """<html lang="en"><h1>Ferry to Porto starts again</h1><p>By Tom Hall, 1 March 2026</p><article>
    <p>PORTO - The ferry runs again from Monday, 12 weeks after a storm broke its pier, the port said.</p>
    <p>A ticket costs 4 euros; the crossing takes half an hour, and bicycles travel free.</p></article></html>""",
    """<html lang="zh"><h1>宁波渡轮恢复通航</h1><p>2026年3月1日 08:00 来源：示例日报</p><article>
    <p>宁波港务部门3月1日宣布，因风暴停航12周的渡轮星期一恢复通航，单程票价4元。</p>
    <p>航程约30分钟，自行车可免费上船，预计每天运送乘客2000人。</p></article></html>""",
]


@contextmanager
def _opened_files() -> Iterator[list[str]]:
    """Collect the files that this process opens to read; it stays watched, so it is a worker's."""
    opened: list[str] = []
    watching = [True]

    def note(name: str, arguments: tuple[object, ...]) -> None:
        if name == "open" and watching:
            opened.append(str(arguments[0]))

    sys.addaudithook(note)
    yield opened
    watching.clear()


def files_read_for(page: str) -> list[str]:
    """Read, understand and place an article; return the files that were opened for it."""
    address = "https://paper.example/ferry"
    entry = Entry(url=address, title="")
    with _opened_files() as opened:
        article: Article = read_article(
            page.encode(), address, "text/html", "UTC", NOW, entry
        )
        understand(article)
        Clusterer().place(article)
    return opened


@pytest.mark.parametrize("page", PAGES)
async def test_the_first_article_of_a_worker_opens_no_file(page: str) -> None:
    pool = ProcessPool(1)
    try:
        assert await pool.run(files_read_for, page, timeout=60.0) == []
    finally:
        await pool.close()


def loaded_anew() -> list[str]:
    """Return what this worker has loaded although its server might have: the collector sees nothing of the server's."""
    own = worker_process.WorkerProcess
    return [str(thing) for thing in gc.get_objects() if thing is own]


async def test_a_worker_is_forked_with_the_code_that_it_runs() -> None:
    pool = ProcessPool(1)
    try:
        assert await pool.run(loaded_anew, timeout=60.0) == []
    finally:
        await pool.close()


def warmings() -> tuple[int, int]:
    """Return how often this worker or its server has warmed itself, and how often there was nothing left to do."""
    calls = warming.warm.cache_info()
    return calls.misses, calls.hits


async def test_what_the_server_has_warmed_no_worker_warms_again() -> None:
    pool = ProcessPool(1, warm=warming.warm)
    try:
        assert await pool.run(warmings, timeout=60.0) == (1, 1)
    finally:
        await pool.close()


SOURCES = {
    "application/atom+xml": """<feed xmlns="http://www.w3.org/2005/Atom"><title>Paper</title><entry><title>Ferry runs</title>
    <link href="https://paper.example/2026/03/01/ferry"/></entry></feed>""",
    "text/html": """<ul><li><a href="/2026/03/01/ferry">Ferry to Porto starts again after twelve weeks</a></li>
    <li><a href="/2026/03/01/bridge">Old bridge closes for repairs until the summer</a></li></ul>""",
}


def files_read_for_source(content_type: str) -> list[str]:
    """Read a source; return the files that were opened for it."""
    data = SOURCES[content_type].encode()
    address = "https://paper.example/"
    with _opened_files() as opened:
        read_source(data, address, content_type, "auto", "", "UTC", NOW)
    return opened


@pytest.mark.parametrize("content_type", SOURCES)
async def test_the_first_source_of_a_worker_opens_no_file(
    content_type: str,
) -> None:
    pool = ProcessPool(1)
    try:
        opened = await pool.run(
            files_read_for_source, content_type, timeout=60.0
        )
    finally:
        await pool.close()
    assert opened == []


READERS = re.compile(
    r"^(?:from|import) (?:news(?:\.| import )(?:extract|pages|summarise|cluster|learner)|numpy|bs4)\b",
    re.MULTILINE,
)


def test_the_bot_starts_without_what_its_workers_read_with() -> None:
    """Only the commands that read in their own process import it with themselves."""
    root = Path(__file__).parents[3]
    files = [
        file for room in ("bot", "jobs") for file in (root / room).rglob("*.py")
    ]
    importing = {
        str(file.relative_to(root))
        for file in files
        if READERS.search(file.read_text("utf-8"))
    }
    assert importing == {"bot/cli/inspect.py"}
