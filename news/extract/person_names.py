"""Clean the names of people and publishers in bylines: no labels, roles, dates or links to follow."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from news.dates.date_names import weekdays
from news.extract.byline_labels import BY
from news.extract.page_elements import clean, fold_title, has_digit, has_letter
from news.links import host
from news.words import NAME_PARTICLES

# People of one byline: a longer list is a masthead.
MAX_PEOPLE = 8
MOST_WORDS = 6
# Characters of a host's label that can be a name.
LEAST_LABEL = 4
# Characters of the short name of a weekday, which may be a person's: Sun.
ABBREVIATED = 3
# Characters of one name at the most, a title and an agency included, and at the
# least.
MAX_NAME = 60
MIN_NAME = 2

# Words that mean nobody.
_VAGUE = re.compile(
    r"^(?:未知|佚名|匿名|本站|本网|网络|互联网|原创|转载|综合|综合报道|管理员|编辑|編輯|来源|來源|作者|官网|本站原创|无|"
    r"admin(?:istrator)?|wordpressadmin|webmaster|site|author|editor|editors|n/?a|null|"
    r"undefined|none|unknown|anonymous|guest|user|by|von|par|por|email|follow|updated|artikel von|"
    r"auteurs?|autor(?:in|en|es|as)?|autori?|verfasser|人氣|人气|pexels|pixabay|unsplash|getty images|"
    r"name|name \W.*|website|share|home|read more|view source|all posts|alle beiträge|"
    r"veröffentlicht(?: am| von)?|posted (?:by|on|in)|published(?: on)?|"
    r"comments?|kommentare?|facebook|twitter|instagram|linkedin|rss|youtube|contribute|more|"
    r"about|bio|profile|view profile|see more|subscribe|-+)$",
    re.IGNORECASE,
)
# From here to the end a byline speaks of something else: a date, a link to
# follow, a bar, a remark.
_MONTHS = (
    r"jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz|apr(?:il)?|may|mai|june?|juni|july?|"
    r"juli|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|"
    r"nov(?:ember)?|de[cz](?:ember)?"
)
_REST = re.compile(
    r"\s*(?:[|｜•·●…\n\t]|\s[–—-]\s|\b(?:published|updated|posted|created|veröffentlicht|"
    r"aktualisiert|publié|email|e-mail|follow|share|view|read|contact|"
    r"last modified|on|am|vom|special to|for|from|via|in|under|unter|lesezeit|reading time|"
    r"min read)\b\s|@|https?:|www\.|,\s?\d|\(|\[|（|【|"
    rf"\b\d{{1,2}}[.:/]\s?\d|\b\d{{1,2}}\.?\s(?:{_MONTHS})\b|\b(?:{_MONTHS})\b\.?(?:\s+\d|,|"
    rf"$)|(?:19|20)\d{{2}}|\d+\s+(?:min|hour|day|comment|claps)|$)",
    re.IGNORECASE,
)
# As RSS has it: "ann@site.example (Ann Doe)".
_ADDRESSED = re.compile(r"^[^\s@]+@[^\s@(]+\s?\(([^()]+)\)")
_SPLIT = re.compile(
    r"\s*(?:[,，、;；&/／|]|\s(?:and|und|et|y|e|og|och|en|with|mit|avec|и)\s)\s*"
)
# A part that is a role, a degree or an agency's tail, not a name.
_ROLE = re.compile(
    r"\b(?:editor|writer|reporter|correspondent|contributor|columnist|staff|producer|"
    r"journalist|analyst|critic|blogger|director|manager|president|officer|"
    r"professor|author|fellow|chief|head of|redakteur(?:in)?|redaktion|korrespondent(?:in)?|"
    r"autor(?:in)?|journaliste|rédact\w+|redactor\w*|senior|photographer|"
    r"freelance|intern|team lead|experte?|magazine|newspaper|news|media|press|journal|times|"
    r"tribune|gazette|herald|online|daily)\b|"
    r"(?:日报|日報|晚报|晚報|新闻|新聞|通讯社|通訊社|通信社|新聞社|电视台|電視台|"
    r"일보|신문|뉴스|방송|경제|통신|미디어|저널|타임스|투데이)$",
    re.IGNORECASE,
)
# What parts one kind of writer from another: rank and beat.
_BEAT = (
    r"(?:(?:senior|chief|deputy|associate|managing|staff|contributing|executive|assistant|freelance|"
    r"guest|games?|news|political|business|tech|technology|sports|opinion|health|healthcare|"
    r"science|education|climate|crime|investigative|national|foreign|city|features|data|culture|"
    r"entertainment|travel|food|world|economics?)\s+)*"
)
_WRITER = (
    r"(?:editor(?:-in-chief)?|writer|reporter|correspondent|contributor|columnist|journalist|"
    r"producer|staff|redakteur(?:in)?|shares)"
)
_TAIL_ROLE = re.compile(rf"\s+{_BEAT}{_WRITER}$", re.IGNORECASE)
_ONLY_ROLE = rf"^{_BEAT}(?!staff|redakteur){_WRITER}s?$"
_DEGREE = (
    r"^(?:ph\.?\s?d|m\.?d|m\.?s|m\.?a|b\.?a|r\.?d\.?n?|l\.?d|mph|mba|esq|jr|sr|ii|iii|cpa|rn|"
    r"dds|dr|prof|cscs|cpt)\.?$"
)
_TAIL_DEGREE = re.compile(
    r"(?:\s+(?:MS|MD|RDN?|LD|PhD|Ph\.D\.?|MPH|MBA|MA|RN|CPA|CSCS|CPT))+$"
)
_DOMAIN = (
    r"^(?:[\w-]+\.)+(?:com|net|org|de|co|uk|fr|es|cn|jp|io|tv|info|ch|at)\b"
)
# A role, a degree or an address is nobody's whole name, nor is a desk by its number.
_NO_NAME = re.compile(
    rf"{_ONLY_ROLE}|{_DEGREE}|{_DOMAIN}|.*\s\d+$", re.IGNORECASE
)
# What stands inside names written in a byline. In running text the added words
# are prepositions and articles, or part one person from another.
_INSIDE_NAMES = NAME_PARTICLES | {
    "della", "das", "du", "le", "ibn", "ben", "ter", "ten",
    "zu", "zum", "zur", "af", "av", "y", "e", "und", "the",
}  # fmt: skip
_EDGES = " :：-–—|/\\“”\"'《》()（）[]【】〔〕·⋅•>»,，;*=〈〉"
_LABELLED = re.compile(
    r"^(?:(?:来源|來源|稿源|作者|编辑|編輯|责编|责任编辑|责任編輯|記者|记者|文|by|source)\s*[:：/]\s*|by\s+)",
    re.IGNORECASE,
)
# Characters of a byline that are read: its expressions take quadratic time on
# rows of digits.
LONGEST = 1000
_CODE = re.compile(
    r"[_\s]*[A-Z]{1,5}\d{2,}$|_[A-Za-z]*\d+$|[)）\]】]+$"
    # Hearts and the like, and what a reporter is called behind the name in Korean and Japanese.
    r"|[\s\u2600-\u27bf\ufe0f\U0001f000-\U0001faff]+$|\s(?:기자|특파원|記者|记者)$"
)


def tidy(name: str) -> str:
    """Trim quotes, labels, and codes from a name: `《作者：刘洋》` → 刘洋, `Ann Doe_AD01` → Ann Doe."""
    name = clean(name[:LONGEST]).strip(_EDGES)
    bare = _LABELLED.sub("", name)
    return _CODE.sub("", bare).strip()


def vague(name: str) -> bool:
    """Recognise a word that names nobody: "admin", "本站", "Read more", "Monday", "---"."""
    # "By Monday" tells when.
    when = len(name) > ABBREVIATED and bool(weekdays(name))
    nobody = bool(_VAGUE.match(name))
    return when or nobody or not has_letter(name)


def is_name(name: str) -> bool:
    """Return whether a text is as long as a name and names somebody."""
    fits = MIN_NAME <= len(name) <= MAX_NAME
    return fits and not vague(name)


def people(byline: str, *, known: Iterable[str] = ()) -> list[str]:
    """Return the people that a byline names, each once; `known` are names of the site and
    publisher, which are none.

    "By Ann Doe, staff writer, and Li Na | 3 May" → Ann Doe, Li Na.
    """
    text = _ADDRESSED.sub(r"\1", clean(byline[:LONGEST]))
    # ", The Daily Example": the template had no name to write.
    if text.startswith((",", "，")):
        return []
    # Labels may stand one behind another: "Text: von Ann Doe".
    for _ in range(2):
        text = BY.sub("", text, count=1)
    # A part that names nobody is the empty name.
    folded = {"", *map(str.casefold, known)}
    parts = _SPLIT.split(_beginning(text))
    names = dict.fromkeys(map(_person, parts))
    named = (name for name in names if name.casefold() not in folded)
    return list(islice(named, MAX_PEOPLE))


def _beginning(byline: str) -> str:
    """Return a byline up to where it speaks of something else: "Ann Doe | 3 May" → "Ann Doe"."""
    rest = _REST.search(byline)
    return byline[: rest.start()] if rest else byline


def bodies(*bylines: str) -> list[str]:
    """Return the first byline that may be an agency's, an institute's or a desk's name.

    "Example News Agency", "Bridge Desk"; at most one, for a list of agencies is not known.
    """
    named = filter(None, map(_body, bylines))
    return list(islice(named, 1))


def _body(byline: str) -> str:
    """Return the name of an agency: "Example News Agency | 3 May" → Example News Agency.

    Letters of scripts without capitals may all begin a name: 桥报网.
    """
    name = tidy(_beginning(byline[:LONGEST]))
    is_title = not name[:1].islower() and not has_digit(name)
    return _borne(name) if is_title else ""


def _borne(name: str) -> str:
    """Return a name that somebody may bear; empty for a role, a degree, an address, a word.

    "Ann Doe" and "Bridge Desk" are borne; "senior writer", "PhD" and "example.com" are not.
    """
    return name if is_name(name) and not _NO_NAME.match(name) else ""


def is_site(name: str, url: str) -> bool:
    """Recognise a site's name in place of a person's: the host has that name.

    "Example News" is example.com's, "Ann Doe" is anndoe.example's.
    """
    folded = fold_title(name)
    if len(folded) < LEAST_LABEL:
        return False
    # The last label but one names the site, or the last but two in co.uk.
    labels = map(fold_title, host(url).removeprefix("www.").split(".")[:-1])
    named = (label for label in labels if len(label) >= LEAST_LABEL)
    return any(label in folded or folded in label for label in named)


def _person(part: str) -> str:
    """Return one name without role and degree; empty where the part is no person's.

    "Ann Doe, PhD" → "Ann Doe"; "senior writer" → nothing.
    """
    name = BY.sub("", tidy(part), count=1)
    shorter = _TAIL_DEGREE.sub("", name)
    shorter = _TAIL_ROLE.sub("", shorter).strip(_EDGES)
    if _ROLE.search(shorter):
        return ""
    # "Roving Reporter" is all the name there is.
    return _borne(shorter if " " in shorter else name)


def like_names(names: list[str]) -> bool:
    """Tell names from the words of a sentence: there are some, and each word of theirs begins with
    a capital, or is a particle."""
    return bool(names) and all(map(_like_name, names))


def _like_name(name: str) -> bool:
    """Recognise "Ursula von der Leyen"; not "the ferry runs again" nor "3 comments".

    Words of scripts without capitals may all be names.
    """
    words = name.split()
    if len(words) > MOST_WORDS or name[0].isdigit():
        return False
    small = (word.lower() for word in words if word[0].islower())
    return _INSIDE_NAMES.issuperset(small)
