"""Decide whether a page is the entry's article. Bot checks, consent walls, logins, empty
shells and lost pages also answer with status 200; an entry with such a page keeps the
text of its feed.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise

from news.models import Article, Entry
from news.words import display_width

# Columns of a text that an interstitial page may have; their words in a longer
# text are a report's.
SHORT = 900
# Terms of an entry from which a page can be told to share none of them.
MIN_TERMS = 2
# Share of the entry's terms that its article holds at the least: headlines are
# rewritten, names stay.
SHARED = 0.2
# Characters of a page's text in which terms are sought.
MAX_TEXT = 8000


class PageKind(StrEnum):
    """The kind of a page."""

    ARTICLE = "article"
    BOT_CHECK = "bot_check"
    CONSENT = "consent"
    LOGIN = "login"
    # It is drawn by a script, and holds no text.
    SHELL = "shell"
    # It says that there is no such page.
    NOT_FOUND = "not_found"
    # It shares nothing with the entry.
    OTHER = "other"


_PHRASES = {
    PageKind.BOT_CHECK: re.compile(
        r"just a moment|attention required|checking (?:if the site|your browser)|"
        r"are you (?:a )?(?:human|robot)|"
        r"verify(?:ing)? (?:that )?you(?:'re| are) (?:a )?human|unusual traffic|"
        r"access (?:to this page )?(?:has been )?denied|"
        r"ddos protection|security check|captcha|request (?:blocked|unsuccessful)|"
        r"pardon our interruption|"
        r"sind sie ein (?:mensch|roboter)|vérifi\w+ que vous êtes humain|安全验证|人机验证|访问验证|滑动验证|"
        r"验证码|請驗證|访问过于频繁|ロボットではありません",
        re.IGNORECASE,
    ),
    PageKind.CONSENT: re.compile(
        r"before you continue|we value your privacy|your privacy choices|"
        r"we (?:and our partners )?(?:use|store) cookies|accept (?:all )?cookies|"
        r"cookie (?:consent|settings|policy)|"
        r"bevor sie (?:fortfahren|weiterlesen|zu)|wir verwenden cookies|zustimmung|"
        r"mit werbung (?:und tracking )?(?:weiter)?lesen|nous utilisons des cookies|"
        r"utilizamos cookies|"
        r"avant de continuer|antes de continuar|cookieを使用",
        re.IGNORECASE,
    ),
    PageKind.LOGIN: re.compile(
        r"^(?:log|sign) ?in\b|(?:log|sign) in to (?:continue|your|see|view|facebook|instagram|"
        r"x\b)|please (?:log|sign) in|create an account|forgot(?:ten)? (?:your )?password|"
        r"anmelden|einloggen|se connecter|iniciar sesión|войдите|请登录|請登入|登录后|用户登录|账号登录|ログイン",
        re.IGNORECASE,
    ),
    PageKind.SHELL: re.compile(
        r"(?:enable|activate|turn on|requires?) javascript|javascript (?:is|must be|to run)|"
        r"^(?:loading|please wait)\b|正在加载|加载中|启用javascript|aktivieren sie javascript|"
        r"activer javascript",
        re.IGNORECASE,
    ),
    PageKind.NOT_FOUND: re.compile(
        r"\b404\b|(?:page|article|content|story) (?:was |is |could )?(?:not (?:be )?found|"
        r"no longer (?:available|exists)|unavailable|doesn't exist|does not exist)|"
        r"seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|"
        r"página no encontrada|страница не найдена|页面不存在|页面没有找到|找不到(?:页面|頁面|网页)|"
        r"(?:文章|内容|该页)(?:已)?(?:被)?(?:删除|不存在|下架)|ページが見つかりません",
        re.IGNORECASE,
    ),
}
_TAG = re.compile(r"<[^<>]{0,2000}>")
_WORD = re.compile(r"[^\W_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")


def page_kind(article: Article, entry: Entry) -> PageKind:
    """Return whether a page, as it was read, is the article that an entry lists.

    A page that shares the entry's words is its article whatever else it says: reports on captchas
    are reports. Other pages are told by their phrases where their text is short.

    For the entry "A bridge opens", the page "Just a moment" is a bot check, "Bridge open at last"
    the article.
    """
    if shares_words(article, entry):
        is_whole = article.text or not _entry_text(entry)
        return PageKind.ARTICLE if is_whole else PageKind.SHELL
    kind = _kind_by_phrases(f"{article.title}\n{article.text}")
    if kind:
        return kind
    if not article.text:
        return PageKind.SHELL
    decidable = len(terms(entry.title)) >= MIN_TERMS
    return PageKind.OTHER if decidable else PageKind.ARTICLE


def _kind_by_phrases(text: str) -> PageKind | None:
    """Return what a short page says it is: "Just a moment" → a bot check; None for what
    says nothing.
    """
    if display_width(text[: 2 * SHORT]) > SHORT:
        return None
    kinds = (kind for kind, said in _PHRASES.items() if said.search(text))
    return next(kinds, None)


def shares_words(article: Article, entry: Entry) -> bool:
    """Return whether title and text of a page hold some of the entry's own
    words.

    A fifth of the headline's, or of the summary's, is enough: headlines are
    rewritten, names stay. "Lindau's new bridge" shares two words of "A bridge opens in Lindau".
    """
    page = terms(f"{article.title} {article.text[:MAX_TEXT]}")
    for text in (entry.title, _entry_text(entry)[:MAX_TEXT]):
        wanted = terms(text)
        if len(wanted & page) >= max(1, SHARED * len(wanted)):
            return True
    return False


def terms(text: str) -> set[str]:
    """Return words of three letters or more, and pairs of characters where words are not parted.

    "The 大桥倒塌" → the, 大桥, 桥倒, 倒塌.
    """
    terms_of_text: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if wide := "".join(_CJK.findall(word)):
            terms_of_text.update(map("".join, pairwise(wide)))
        elif len(word) >= 3:
            terms_of_text.add(word)
    return terms_of_text


def _entry_text(entry: Entry) -> str:
    """Return what an entry says of its article: its summary, or its content without markup."""
    return entry.summary or _TAG.sub(" ", entry.content[: 4 * MAX_TEXT])
