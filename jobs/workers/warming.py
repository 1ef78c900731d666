"""Load what reading and placing load with their first article, by doing both once.

Readers, patterns, names of months, places and words: 1.5 s, measured on one core. The
workers' server does it while the bot itself starts, so that no worker does it again.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

from jobs.workers.worker_tasks import read_article, read_source, understand
from news.language.likeliest import DEFAULT, likeliest
from news.models import Article, Entry
from news.words import search_words

_NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
_ADDRESS = "https://news.example/2026/01/05/"
# A source a way of listing articles.
_SOURCES = {
    "text/xml": b"""<rss version="2.0"><channel><title>Example News</title><item><title>Rain closes two schools</title>
<link>https://news.example/2026/01/05/</link></item></channel></rss>""",
    "text/html": b"""<ul><li><a href="/2026/01/05/rain">Rain closes two schools in Lisbon until Wednesday</a></li>
<li><a href="/2026/01/05/port">River rises in the port, and stays below its banks</a></li></ul>""",
}
# One page a way of writing words and dates: with spaces between words, and
# without.
_PAGES = {
    "Rain closes two schools in Lisbon": """<html lang="en"><h1>Rain closes two schools in Lisbon</h1>
<p class="byline">By Ana Reis, 5 January 2026, Example News</p><article>
<p>LISBON (Example News) - Two schools closed on Monday after 40 mm of rain fell in one night, the city said.</p>
<p>"Lessons begin again on Wednesday," said a speaker of the city council. Buses ran 20 minutes late.</p>
<p>The river rose by 30 percent since Friday and stayed below its banks, according to the port.</p>
</article></html>""",
    "杭州两所学校因大雨停课": """<html lang="zh"><h1>杭州两所学校因大雨停课</h1>
<p class="info">2026年1月5日 10:20 来源：示例新闻 作者：李明</p><article>
<p>示例新闻杭州1月5日电（记者李明）一夜降雨40毫米，杭州两所学校星期一停课，市教育局当天表示。</p>
<p>“星期三恢复上课。”教育局发言人说，公交车平均晚点20分钟，约3000名学生在家学习。</p>
<p>据港务部门介绍，河水自星期五以来上涨三成，仍低于堤岸，预计星期二回落。</p>
</article></html>""",
}


@cache
def warm() -> None:
    """Load what the first articles need, and return nothing.

    Once a process: a worker of a server that has done it begins at once.
    """
    search_words("预热 warming")
    likeliest("warming up", {}, DEFAULT)
    for content_type, source in _SOURCES.items():
        read_source(source, _ADDRESS, content_type, "auto", "", "UTC", _NOW)
    for article in _articles():
        understand(article)


def warm_placing() -> None:
    """Load what placing the first articles needs; the stories are dropped."""
    from news.cluster import Clusterer

    clusterer = Clusterer()
    for article in _articles():
        clusterer.place(article)


def _articles() -> list[Article]:
    return [_article(title, page) for title, page in _PAGES.items()]


def _article(title: str, page: str) -> Article:
    entry = Entry(url=_ADDRESS, title=title, published_at=_NOW)
    data = page.encode()
    return read_article(data, _ADDRESS, "text/html", "UTC", _NOW, entry)
