"""What a sentence is: trimmed of its dateline, and judged whether it reads alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

_DATELINE = re.compile(
    r"^\s*(?:"
    r"[(（【\[]?(?:[\u4e00-\u9fff·]{0,12}(?:社|网|报|台|客户端|新闻|讯|视|刊|电))[\u4e00-\u9fff\d月日·/、\s]{0,24}(?:电|讯|消息|报道)\s*(?:[(（][^()（）]{1,40}[)）])?\s*[】\]]?\s*[:：，,]?\s*"
    r"|[(（](?:记者|通讯员|本报记者|作者|文)[^()（）]{1,40}[)）]\s*"
    r"|(?:本报|本网|本刊|本台)\S{0,12}?(?:讯|电|消息)\s*(?:[(（][^()（）]{1,40}[)）])?\s*[:：]?\s*"
    r"|[A-Z][A-Z .'-]{2,30}(?:,\s*[A-Z][a-z]{2,8}\.?(?:\s\d{1,2})?)?\s*(?:\((?:Reuters|AP|AFP|Xinhua|CNN|BBC|UPI|dpa|[A-Z][\w ]{1,20})\))?\s*[-–—]+\s+"
    r"|[A-Z][\w .'-]{2,30},\s*[A-Z][a-z]{2,8}\.?\s\d{1,2}\s*\([A-Z][\w ]{1,20}\)\s*[-–—]+\s*"
    r"|\((?:Reuters|AP|AFP|CNN|UPI)\)\s*[-–—]*\s*"
    r")"
)
_AGENCY = re.compile(
    r"^\s*(?:[\u4e00-\u9fff]{2,10}(?:社|网|报|新闻|电视|视频))\s*(?:消息|讯|报道)?\s*(?:[(（][^()（）]{1,40}[)）])\s*[:：，]?\s*"
    r"|^\s*[\u4e00-\u9fff]{2,12}(?:社|网|报|新闻|日报|晚报)\s*(?:消息|讯|快讯)\s*[:：，\s]\s*"
)
_CAPTION = re.compile(
    r"^(?:\W*(?:图为|图[：:/\d]|图片|资料图|视频|▲|△|↑|▼|(?:本)?组图|如图|上图|下图|供图|摄影|photo|image|picture|file photo|caption|video))",
    re.IGNORECASE,
)
_CREDITED = re.compile(r"(?:摄|供图|视频截图|网络截图|图片来源\S*|资料图|图源\S*)[)）。\s]*$")
_CREDIT = re.compile(
    r"(?:Photo(?:graph)?|Image|Credit|Getty|Picture)s?:|/(?:AP|AFP|Reuters|Getty)\b"
)
_HAN = re.compile(r"[\u3400-\u9fff]")
_ONLY_QUOTE = re.compile(r"^[“\"「『][^”\"」』]*[”\"」』][。.!！?？]?$")
_OPENS_QUOTE = re.compile(r"^[“\"「『]")
_VAGUE = re.compile(
    r"^(?:他们?|她们?|它们?|这|那|此|其|该|对此|因此|所以|但|但是|然而|不过|而且|并且|此外|另外|同时|随后|之后|然后|接着|于是|其中|另据|也|还|又|"
    r"与此同时|尽管如此|在此基础上|为此|据介绍|据了解|值得注意的是|换言之|例如|比如|"
    r"(?:he|she|they|it|this|that|these|those|but|and|so|however|also|meanwhile|moreover|furthermore|then|still|yet|instead|his|her|their|such|"
    r"in addition|as a result|for example|therefore|besides)\b)[，,：:\s]?",
    re.IGNORECASE,
)
_SPEECH = re.compile(
    r"^(?:他|她|他们|she|he|they)\s*(?:说|表示|称|指出|认为|介绍|补充|强调|said|says|added|told|explained|noted)",
    re.IGNORECASE,
)
_FACT = re.compile(r"\d|[一二三四五六七八九十百千万亿]{2,}|%")
# Words are looked for one by one: as one expression that ignores case they took half of a summary's time.
_FACTS = (
    "截至",
    "宣布",
    "发布",
    "举行",
    "通过",
    "增长",
    "下降",
    "announced",
    "reported",
    "approved",
    "killed",
    "won",
    "according to",
)
_PROMOTIONS = (
    "点击", "扫码", "关注", "公众号", "客户端", "下载", "直播间", "责任编辑", "原标题", "本文", "转载",
    "subscribe", "click here", "read more", "sign up", "copyright", "scroll down", "click to play", "click to enlarge", "published:", "updated:",
)  # fmt: skip
_HEARD = re.compile(r"记者从\S{0,4}获悉$")
_STAMP = re.compile(
    r"(?:\b(?:[ap]\.?m\.?|[a-z]{2,4}t|gmt|utc|by|on|at|last|posted|published|updated|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?:day)?\b|[\W\d_])+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may be chosen."""

    position: int
    text: str
    shape: float
    """How well it reads alone, about 0 to 1.3; 0 is never chosen while another is there."""


def tidy(sentence: str, position: int) -> str:
    """Cut a dateline from an opening sentence, and white space from any."""
    text = sentence.strip(" \t\u3000")
    for _ in range(2 if position < 3 else 0):
        shorter = _AGENCY.sub("", _DATELINE.sub("", text, count=1), count=1).lstrip(" :：，,—-")
        if len(shorter) >= 8:
            text = shorter
    return text


def readable(text: str, title: str) -> float:
    """Judge a sentence alone: length, quotation, caption, speech without a speaker, repetition of the title."""
    size = (
        len(text.encode("utf-8", "replace")) / 3
        if not text.isascii() and _HAN.search(text)
        else len(text) / 3
    )
    if size < 6 or _label(text) or _STAMP.fullmatch(text):
        return 0.0
    if _ONLY_QUOTE.match(text) or text[-1] in "？?" or _same(text, title):
        return 0.05
    score = 1.0
    if _SPEECH.match(text):
        score *= 0.2
    elif _VAGUE.match(text):
        score *= 0.55
    if _OPENS_QUOTE.match(text):
        score *= 0.4
    if sum(text.count(mark) for mark in '“"「『') and _quoted_share(text) > 0.6:
        score *= 0.5
    if size < 12 or text[-1] not in '。！.!”"」）)；;…':
        score *= 0.6
    if size > 110:
        score *= 0.85
    return score * (1.1 if _FACT.search(text) or any(word in text for word in _FACTS) else 1.0)


def _label(text: str) -> bool:
    """Tell a caption, a credit, a promotion, or what only introduces something."""
    low = text.lower()
    return (
        text.endswith((":", "："))
        or any(word in low for word in _PROMOTIONS)
        or bool(
            _CAPTION.match(text)
            or _CREDIT.search(text)
            or _CREDITED.search(text[-24:])
            or _HEARD.search(text[-12:])
        )
    )


def _quoted_share(text: str) -> float:
    inside = sum(len(part) for part in re.findall(r"[“\"「『]([^”\"」』]*)[”\"」』]?", text))
    return inside / len(text)


def _same(text: str, title: str) -> bool:
    if not title:
        return False
    folded, head = re.sub(r"\W+", "", text).lower(), re.sub(r"\W+", "", title).lower()
    return bool(head) and (folded == head or (folded in head and len(folded) > 4))
