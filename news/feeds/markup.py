"""Turn the HTML in a feed's titles and summaries into plain text."""

from __future__ import annotations

import re
from functools import cache
from html import escape, unescape

import nh3

from news.whole_characters import whole

_BLOCK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|tr|td|table|blockquote|section|article)\b[^>]{0,500}/?>",
    re.IGNORECASE,
)
_DROP = re.compile(
    r"<(script|style|noscript|template)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_TAG = re.compile(r"<[A-Za-z/!?][^<>]{0,5000}>")
# Numbers of Windows' characters that stand for Unicode's: &#147; is a quotation mark to browsers.
_WINDOWS = re.compile("[\x80-\x9f]")
_CDATA = "<![CDATA["
_ODD_BLANKS = "\t\r\f\v\u00a0\u3000"
_IMAGE = re.compile(r"<img\b[^<>]{1,4000}>", re.IGNORECASE)
_SOURCE = re.compile(
    r"\s(?:data-src|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))",
    re.IGNORECASE,
)
_PIXEL = re.compile(r"\swidth\s*=\s*[\"']?[01][\"'\s>]", re.IGNORECASE)
MAX = 200_000
# Tags of one piece of HTML that are mended: what browsers' rules make of more,
# when nested, takes quadratic time.
MOST_TAGS = 1000
# Signs that begin with the byte of a no-break space: « © ° ¿. Where the cleaner writes one, it
# looks through the rest of the text: 200,000 of them take a second.
_SIGN = re.compile("[\x80-\xbf]")
# They pass the cleaner as characters of private use.
_PRIVATE = 0xF0000
_STAND_IN = re.compile("[\U000f0080-\U000f00bf]")
_KEPT = frozenset(
    {
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "h1",
        "h2",
        "h3",
        "h4",
        "table",
        "tr",
        "td",
        "th",
        "blockquote",
        "pre",
        "a",
        "img",
    }
)
_DROPPED = frozenset({"script", "style", "noscript", "template"})


def plain(markup: str) -> str:
    """Turn HTML (or text with entities) into text: block tags become newlines, others vanish.

    `<p>A &amp; B</p><p>C</p>` → `A & B`, `C` on two lines.
    """
    lines = _single_blanks(_unmarked(markup)).split("\n")
    return "\n".join(filter(None, map(str.strip, lines)))


def _unmarked(markup: str) -> str:
    """Turn HTML (or text with entities) into text, with its blanks as they are."""
    if _CDATA in markup:
        # It was escaped with what it holds.
        markup = markup.replace(_CDATA, "").replace("]]>", "")
    text = unescape(_without_tags(markup) if "<" in markup else markup)
    return text if text.isascii() else _WINDOWS.sub(_of_windows, text)


def _of_windows(match: re.Match[str]) -> str:
    """Return the character that a number means in Windows-1252, nothing for one without meaning.

    U+0093 → “.
    """
    number = ord(match[0])
    return bytes([number]).decode("cp1252", "ignore")


def _single_blanks(text: str) -> str:
    """Turn each run of blanks that are no line ends into one space; each step halves the runs.

    "a \u3000 b" → "a b".
    """
    for blank in _ODD_BLANKS:
        text = text.replace(blank, " ")
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def _without_tags(markup: str) -> str:
    """Drop tags and comments, and scripts and styles with their content; blocks end lines.

    `<p>A</p><script>x</script>B` → `A`, and `B` on a line of its own.
    """
    shown = _COMMENT.sub("", markup)[:MAX]
    readable = _DROP.sub(" ", shown)
    return _TAG.sub("", _BLOCK.sub("\n", readable))


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(_KEPT),
        clean_content_tags=set(_DROPPED),
        attributes={"a": {"href"}, "img": {"src", "alt"}},
        url_schemes={"http", "https"},
        link_rel=None,
    )


def safe(markup: str) -> str:
    """Return HTML of a feed with well-formed blocks, web links and pictures only:
    no script, style, event or other scheme.

    HTML of more than a thousand tags becomes paragraphs of its bare text.
    """
    markup = markup[:MAX]
    if markup.count("<") <= MOST_TAGS:
        hidden = _SIGN.sub(_stand_in, whole(markup))
        return _STAND_IN.sub(_sign, _cleaner().clean(hidden))
    lines = escape(plain(markup)).split("\n")
    return "".join(f"<p>{line}</p>" for line in filter(None, lines))


def _stand_in(match: re.Match[str]) -> str:
    return chr(ord(match[0]) + _PRIVATE)


def _sign(match: re.Match[str]) -> str:
    return chr(ord(match[0]) - _PRIVATE)


# Elements of HTML that a headline may hold; with their ends, or void.
_HEADLINE_TAGS = frozenset(
    {
        *(
            "a",
            "abbr",
            "acronym",
            "b",
            "bdi",
            "bdo",
            "big",
            "blink",
            "center",
            "cite",
            "code",
            "del",
            "dfn",
            "div",
        ),
        *(
            "em",
            "font",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "i",
            "ins",
            "kbd",
            "li",
            "mark",
            "nobr",
            "ol",
            "p",
        ),
        *(
            "pre",
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "small",
            "span",
            "strike",
            "strong",
            "sub",
            "sup",
            "tt",
        ),
        *(
            "time",
            "u",
            "ul",
            "var",
            "script",
            "style",
            "table",
            "td",
            "tr",
            "blockquote",
            "section",
        ),
    }
)
_VOID_TAGS = frozenset({"br", "img", "wbr", "hr", "input"})
# Without an address or a name these show nothing: words, as in "<svg> beside <img>".
_BARE = frozenset({"<img>", "<input>"})
# An angle bracket, with the tag that it may begin; comments and declarations
# are left alone.
_BRACKET = re.compile(
    r"<(?![!?])(?:(/?)([A-Za-z][A-Za-z0-9-]{0,20})(?=[\s/>])[^<>]{0,5000}>)?"
)


# Soft hyphens and marks of byte order show nothing, but part words from their own spelling.
_UNSEEN = re.compile("[\u00ad\u2060\ufeff]")
_ENDS = " \u200b"


def one_line(markup: str) -> str:
    """Turn HTML into one line of text, as for a title, without characters that show nothing.

    Words in angle brackets that are no markup stay: tags that HTML does not know (`List<String>`),
    and tags without their other half (`the <b> element`).
    """
    if "<" in markup:
        markup = _keep_words(markup[:MAX])
    shown = _UNSEEN.sub("", _unmarked(markup))
    return " ".join(shown.split()).strip(_ENDS)


def _keep_words(markup: str) -> str:
    """Escape the angle brackets that belong to the text.

    In `a List<String> of <b>bold</b>` only the b's are markup.
    """
    tags = {(slash, name.lower()) for slash, name in _BRACKET.findall(markup)}
    paired = {name for slash, name in tags if slash and ("", name) in tags}
    whole = (paired & _HEADLINE_TAGS) | _VOID_TAGS

    def keep(match: re.Match[str]) -> str:
        _, name = match.groups("")
        is_markup = name.lower() in whole and match[0].lower() not in _BARE
        return match[0] if is_markup else match[0].replace("<", "&lt;")

    return _BRACKET.sub(keep, markup)


def first_image(markup: str) -> str:
    """Return the address of the first real picture in a piece of HTML; empty if there is none.

    `<p>a</p><img src="/a.jpg"><img src="/b.jpg">` → /a.jpg.
    """
    tags = _IMAGE.finditer(markup[:MAX])
    return next(filter(None, map(_picture, tags)), "")


def _picture(match: re.Match[str]) -> str:
    """Return the address of an `<img>`; empty for a counting pixel, and for a picture in the text.

    `<img src="/a.jpg">` → /a.jpg; `data-src` counts too, for pages that load pictures late.
    """
    tag = match[0]
    source = _SOURCE.search(tag)
    if source is None or _PIXEL.search(tag):
        return ""
    address = unescape("".join(source.groups(""))).strip()
    return "" if address.startswith("data:") else address
