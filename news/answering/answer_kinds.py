"""Whether a sentence holds what a question asks for: a person, a time, a number, a cause, a place."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

from news.answering.question_parts import Kind, Question
from news.faithful.concept_lexicon import concepts
from news.faithful.proper_names import find_names
from news.faithful.sentence_reading import Reading
from news.numbers import Quantity
from news.words import HAN_LANGUAGES, fold

_TIMES = re.compile(
    r"\b(?:1[89]|20)\d\d\b|\b\d{1,2}[:.]\d\d\b|\b\d{1,2} ?[ap]\.?m\b"
    r"|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)\b|\b(?:today|tonight|tomorrow|yesterday|spring|summer|autumn|winter|"
    r"(?:this|next|last) (?:year|month|week)|(?:minutes|hours|days|weeks|months|years) (?:ago|later|after|earlier))\b"
    # A length of time is no answer, unless it is counted from now: 五年, 三天后.
    r"|[0-9〇零一二三四五六七八九十](?:月|日|号|时)|[0-9〇零一二三四五六七八九]{4}年"
    r"|[0-9零一二三四五六七八九十](?:点(?=[0-9零一二三四五六七八九十]{1,3}分|[，。、钟整半许左前后开])|点半)"
    r"|[0-9〇零一二三四五六七八九十两几](?:年|天|周|小时|分钟|个月)(?:之?后|之?前)"
    r"|今天|今日|明天|昨天|昨日|昨晚|前天|后天|今年|明年|去年|年底|年初|月底|月初|年内|上午|下午|凌晨|傍晚|周[一二三四五六日末]"
    r"|星期[一二三四五六日天]|(?:上|下|本|这个?)(?:周|月|学期)|春季|夏季|秋季|冬季"
    r"|\b(?:heute|gestern|morgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)\b"
    r"|\b(?:hoy|ayer|mañana|lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b"
    r"|\b(?:hier|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\b|сегодня|вчера|завтра|曜日"
)
_CAUSES = re.compile(
    r"\b(?:because|due to|owing to|caused by|blamed|as a result|result of|thanks to|so that|in order to|since|"
    r"the reason|reasons?|after|following|to (?:cut|avoid|prevent|protect|make|save|ease|help|reduce|repair|allow))\b"
    r"|因|由于|原因|导致|为了|受.{1,12}影响|旨在|以便|缘于|源于|造成|引发|所致|是为|出于"
    r"|\b(?:weil|wegen|aufgrund|grund|damit|infolge)\b|\b(?:parce|en raison|à cause|afin|pour)\b"
    r"|\b(?:porque|debido|a causa|por)\b|потому|из-за|вследствие|чтобы|причин|ため|理由|から|原因"
)
_PLACES = re.compile(
    r"\b(?:in|at|near|outside|off|on|from|to|across|along|between) (?:the )?\w"
    r"|位于|地处|坐落|落户|[在于至往从].{1,12}"
    r"|\b(?:in|bei|nahe|auf|am|im)\b|\b(?:à|au|en|dans|près)\b|\b(?:en|cerca)\b|\b(?:в|на|под)\b|[でに]"
)
_PERCENT = re.compile(
    r"percentage|proportion|what share|百分之几|比例|占比|率(?:是|为|达到?)?(?:多少|几)"
)
_MONEY = re.compile(
    r"\bcosts?\b|\bprices?\b|\bpaid?y?\b|\bmoney\b|\bspen[dt]\b|多少(?:钱|元)|造价|投资|价格|费用|预算|售价|票价"
)
_CURRENCY = re.compile(
    r"[元块円$€£¥₽]|\b(?:dollars?|euros?|pounds?|yuan|yen|francs?|roubles?|cents?)\b|рубл|евро|доллар"
)
_LENGTH = re.compile(r"\bhow (?:high|tall|far|wide|deep)\b|多(?:高|远|宽|深)")
# Characters behind a number in which what it counts begins, in languages
# without spaces.
_OPENING = 6
# The same in words where they are parted by spaces: "312 mostly elderly
# passengers".
_WORDS_BEHIND = 4


def names_answer(question: Question, sentence: Reading) -> bool:
    """Return whether a sentence holds something of the kind that the question asks for.

    Asked who resigned, "Ann Doe resigned" does; asked when, it does not.
    """
    return _TESTS[question.kind](question, sentence)


def counts_it(question: Question, sentence: Reading) -> bool:
    """Return whether a number of the sentence counts the very thing that a "how many" asks for.

    Asked how many passengers died, "312 passengers" counts them, "312 boats" does not.
    """
    numbers = _new_numbers(question, sentence) if question.counted else []
    return any(_counts(question, sentence, number) for number in numbers)


def _counts(question: Question, sentence: Reading, number: Quantity) -> bool:
    """Return whether what is asked about stands right behind a number: "312 passengers", 312名."""
    if sentence.language in HAN_LANGUAGES:
        opening = sentence.text[number.end - 1 : number.end + _OPENING]
        return question.counted in opening
    behind = [word.key for word in sentence.words if word.start >= number.end]
    return question.counted in behind[:_WORDS_BEHIND]


def _new_numbers(question: Question, sentence: Reading) -> list[Quantity]:
    """Return the numbers of a sentence that the question does not give itself.

    Asked about the 5 boats, "5 boats with 40 people" tells 40.
    """
    return [
        number
        for number in sentence.quantities
        if number.value not in question.numbers
    ]


def _number(question: Question, sentence: Reading) -> bool:
    """Return whether a new number is told, of the kind asked for: a share, a sum, a length, any.

    Asked "how much did it cost", a number in a sentence with € is one; asked "how high", one in
    metres.
    """
    units = {number.unit for number in _new_numbers(question, sentence)}
    asked = fold(question.text)
    if _PERCENT.search(asked):
        return "%" in units
    if units and _MONEY.search(asked):
        return bool(_CURRENCY.search(sentence.text))
    if _LENGTH.search(asked):
        return "m" in units
    return bool(units)


def _person(question: Question, sentence: Reading) -> bool:
    """Return whether somebody is named whom the question does not name, or called by an office.

    Asked when Ann Doe left, "Ann Doe left" names nobody new; "her lawyer Bo Roe" does.
    """
    names = {fold(name.text) for name in find_names(sentence)}
    has_title = not concepts().titles.isdisjoint(sentence.concepts)
    return has_title or not names <= set(question.names)


def _time(question: Question, sentence: Reading) -> bool:
    """Return whether a day or a time is told that the question does not give.

    "on 3 May", "in 2026" and "next week" tell one; "for two hours" does not.
    """
    new_days = sentence.days - question.days
    return bool(new_days or _TIMES.search(sentence.text))


def _says(pattern: re.Pattern[str], _: Question, sentence: Reading) -> bool:
    """Return whether a sentence holds words of a kind, whatever the question says."""
    return bool(pattern.search(sentence.text))


def _anything(_: Question, __: Reading) -> bool:
    return True


_TESTS: Mapping[Kind, Callable[[Question, Reading], bool]] = {
    "who": _person,
    "when": _time,
    "how-many": _number,
    "why": partial(_says, _CAUSES),
    "where": partial(_says, _PLACES),
    "what": _anything,
}
