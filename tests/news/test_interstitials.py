"""Pages that answer 200 and are not the entry's article."""

from __future__ import annotations

import pytest

from news.interstitials import PageKind, page_kind
from news.models import Article, Entry
from tests.news.extract.layouts import PARAGRAPHS, TITLE, URL

TEXT = "\n".join(PARAGRAPHS)
ENTRY = Entry(URL, TITLE, summary=PARAGRAPHS[0])
CHINESE = Entry(
    URL, "清河市新建三座跨江步行桥", summary="总投资四亿二千万元，两年内建成。"
)


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        (
            "Just a moment...",
            "Enable JavaScript and cookies to continue",
            PageKind.BOT_CHECK,
        ),
        ("Access denied", "", PageKind.BOT_CHECK),
        ("安全验证", "请完成下方验证后继续访问", PageKind.BOT_CHECK),
        (
            "Before you continue",
            "We use cookies and data to deliver our services.",
            PageKind.CONSENT,
        ),
        (
            "Log in to see more",
            "Email Password Forgot password?",
            PageKind.LOGIN,
        ),
        ("登录", "账号登录 手机号", PageKind.LOGIN),
        (
            "My App",
            "You need to enable JavaScript to run this app.",
            PageKind.SHELL,
        ),
        ("My App", "", PageKind.SHELL),
        ("404", "Page not found", PageKind.NOT_FOUND),
        ("您访问的页面不存在", "", PageKind.NOT_FOUND),
        (
            "The Gazette",
            "Weather, tides and timetables for sailors of all ages." * 30,
            PageKind.OTHER,
        ),
    ],
)
def test_pages_that_are_none_of_the_entrys(
    title: str, text: str, kind: PageKind
) -> None:
    assert page_kind(Article(URL, title, text), ENTRY) is kind
    assert page_kind(Article(URL, title, text), CHINESE) is kind


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (TITLE, TEXT),
        ("Keepers are back at the northern lighthouse", TEXT),
        (TITLE, "A short note of few words."),
    ],
)
def test_articles(title: str, text: str) -> None:
    assert page_kind(Article(URL, title, text), ENTRY) is PageKind.ARTICLE


def test_a_report_on_captchas_is_a_report() -> None:
    entry = Entry(URL, "Why captchas ask whether you are human")
    article = Article(
        URL,
        "Why captchas ask whether you are human",
        "Captcha puzzles grow harder.",
    )
    assert page_kind(article, entry) is PageKind.ARTICLE


def test_a_post_whose_page_holds_no_text() -> None:
    entry = Entry(URL, TITLE, content=f"<p>{PARAGRAPHS[0]}</p>")
    assert page_kind(Article(URL, TITLE, ""), entry) is PageKind.SHELL


def test_an_entry_of_one_word_decides_nothing() -> None:
    article = Article(URL, "Tides of the week for the whole coast", TEXT)
    assert page_kind(article, Entry(URL, "Brr")) is PageKind.ARTICLE


def test_chinese_headlines_are_compared_by_pairs_of_characters() -> None:
    article = Article(URL, "三座跨江步行桥将在清河动工", "总投资四亿二千万元。")
    assert page_kind(article, CHINESE) is PageKind.ARTICLE
