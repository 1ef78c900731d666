"""Cut what a page puts before the first sentence of a report: its counters, labels and credits."""

from __future__ import annotations

import re

# What a page puts before the first sentence of a report: how often it was
# read, and the name of a section that takes no name behind it.
_READERS = r"(?:прочитано|просмотр(?:ов|ы)|переглядів|views|aufrufe|vistas|lectures|阅读(?:量|数)?|浏览(?:量|次数)?|閱讀)"
_RUSSIAN_NAME = "[А-ЯЁ][а-яё]+"
_BEFORE_REPORT = re.compile(
    r"^(?:(?:(?:日期|時間|时间|导语|導語|摘要|核心提示|内容提要|内容摘要|Детали|Подробности|Détails)\s?[:：]"
    rf"|(?i:{_READERS})[\s:：]{{0,3}}\d[\d.,]*(?:\s(?:раза?|разів|times|mal))?(?=\s)"
    # Whose the picture is, and how long one reads: Credit: Example Read Time: 3 min
    r"|(?:(?:[Cc]redits?|[Ss]ource|Quelle|Crédits?|Источник)\s?:\s?[^:.]{2,60}?\s)?(?i:read(?:ing)? time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|tempo d[ei] lettura|tempo de leitura|время чтения)\s?:\s?(?:\d+\s?(?i:min(?:ut\w*|\.)?|мин(?:ут\w*|\.)?)\s?)?(?=[^\W\da-zа-яё])"
    # When a page came out and whose its picture is: 17:04 12.11.2026 Фото: example.com 16
    r"|(?:\d{1,2}:\d\d\s)?(?:\d{1,2}\.\d{1,2}\.\d{4}\s)?(?:Фото|Photo|Foto)\s?:\s?[\w.-]{2,30}\.(?:[a-z]{2,4}|ру|рф)\d*(?:\s\d{1,4}){0,3}(?=\s[^\W\da-zа-яё])"
    r"|(?:Общество|Происшествия|Криминал|Суспільство|Кримінал|(?:Популярные|Главные|Последние)\s?новости)(?=\s[А-ЯЁІЇЄҐ])"
    # Who is in the picture, before the report: Анна и Пётр Роевы В порту
    rf"|{_RUSSIAN_NAME}(?:\sи)?\s{_RUSSIAN_NAME}(?:\s{_RUSSIAN_NAME})?(?=\s(?:В|На|По|Как|После)\s[а-яё\d]|\s(?:Детали|Подробности):))\s*){{1,2}}"
)


def without_page_labels(text: str) -> str:
    """Return a text without the labels that it opens with: "Read Time: 3 min The ferry sails." →
    "The ferry sails.".
    """
    return _BEFORE_REPORT.sub("", text, count=1)
