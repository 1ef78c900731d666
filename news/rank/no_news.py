"""What stands among news and is none: advertisements, galleries, quizzes, deals, weather tables, shells of live pages."""

from __future__ import annotations

import re
from enum import StrEnum
from urllib.parse import urlsplit

SHELL = 400
"""Characters under which a live page holds nothing to tell yet."""


class NoNews(StrEnum):
    """Why something is no news."""

    ADVERTISEMENT = "advertisement"
    GALLERY = "gallery"
    QUIZ = "quiz"
    DEAL = "deal"
    TABLE = "table"
    """Weather, horoscopes, lottery numbers, programmes: a table that comes each day."""
    LIVE_SHELL = "live"


# Each pattern takes the labels that stand at a headline's beginning or end, in eight languages; a word in the middle of a
# headline may be what the news is about.
_LABELS = {
    NoNews.ADVERTISEMENT: (
        r"advertisement|advertorial|sponsored(?: content| post)?|paid post|partner content|promoted|anzeige|advertorial|"
        r"publirreportaje|contenido patrocinado|patrocinado|publicité|publi-?rédactionnel|contenu sponsorisé|"
        r"реклама|на правах рекламы|партнёрский материал|партнерский материал|广告|推广|商业推广|赞助内容|廣告|業配|"
        r"pr|広告|広告企画|タイアップ"
    ),
    NoNews.GALLERY: (
        r"(?:photo )?gallery|in pictures|(?:in )?photos|photo essay|slideshow|pictures of the (?:day|week)|"
        r"bildergalerie|fotostrecke|in bildern|galería|en imágenes|fotogalería|en images|diaporama|galerie|"
        r"фотогалерея|фоторепортаж|фото дня|в фотографиях|图集|组图|高清组图|高清图集|图片故事|圖集|組圖|写真特集|写真集|フォト"
    ),
    NoNews.QUIZ: (
        r"(?:news |weekly )?quiz(?: of the week)?|crossword|sudoku|wordle(?: today| hints?)?|test your knowledge|"
        r"rätsel|kreuzworträtsel|crucigrama|pasatiempos|mots croisés|jeu-concours|тест|викторина|кроссворд|"
        r"测验|小测试|竞猜|填字游戏|測驗|クイズ|クロスワード"
    ),
    NoNews.DEAL: (
        r"(?:best |today's |top )?deals?|deal of the day|coupons?|promo codes?|shopping|schnäppchen|angebote|gutscheine?|"
        r"ofertas?|chollos?|cupones|bons? plans?|codes? promo|soldes|скидки|акции|промокоды?|"
        r"优惠|好价|秒杀|优惠券|特價|優惠|お得情報|セール情報|クーポン"
    ),
    NoNews.TABLE: (
        r"(?:daily |weekly |your )?horoscopes?|weather(?: forecast)?|forecast|lottery(?: results| numbers)?|"
        r"tv (?:guide|listings)|wetter(?:vorhersage|bericht)?|horoskop|lottozahlen|tv-programm|"
        r"el tiempo|horóscopo|lotería|météo|horoscope|loto|programme tv|погода|прогноз погоды|гороскоп|программа передач|"
        r"天气预报|今日天气|星座运势|今日运势|彩票开奖|开奖结果|节目单|天氣預報|星座運勢|天気予報|今日の天気|占い|今日の運勢|番組表"
    ),
    NoNews.LIVE_SHELL: (
        r"live(?: updates?| blog| stream| coverage)?|as it happened|watch live|liveticker|live-ticker|livestream|"
        r"en (?:directo|vivo|direct)|direct|minuto a minuto|онлайн(?:-трансляция)?|прямая трансляция|прямой эфир|"
        r"直播|现场直播|视频直播|正在直播|直播中|生中継|ライブ配信|ライブ"
    ),
}
_EDGE = r"[\s]*[:：|｜\-–—丨·/】\]）)!！]"
_TITLES = [
    (
        kind,
        re.compile(
            rf"^[\[【（(「]?\s*(?:{words})(?:{_EDGE}|\s*$)|(?:[|｜丨\-–—:：]|[\[【（(])\s*(?:{words})\s*[\]】）)]?$",
            re.IGNORECASE,
        ),
    )
    for kind, words in _LABELS.items()
]
_SALE = re.compile(
    r"\b(?:save|get|now)\b.{0,30}\b\d{1,2}\s?% off\b|\b\d{1,2}\s?% off\b.{0,40}\b(?:amazon|prime|deal|sale)\b|"
    r"\bbest\b.{0,40}\bdeals?\b|\bfor (?:just|only) [$€£]\d|到手价|限时(?:特惠|秒杀)|领券|史低价",
    re.IGNORECASE,
)
_FOLDERS = {
    "sponsored": NoNews.ADVERTISEMENT,
    "advertorial": NoNews.ADVERTISEMENT,
    "paidpost": NoNews.ADVERTISEMENT,
    "partner-content": NoNews.ADVERTISEMENT,
    "brandcontent": NoNews.ADVERTISEMENT,
    "anzeige": NoNews.ADVERTISEMENT,
    "gallery": NoNews.GALLERY,
    "galleries": NoNews.GALLERY,
    "photos": NoNews.GALLERY,
    "photogallery": NoNews.GALLERY,
    "slideshow": NoNews.GALLERY,
    "bildergalerie": NoNews.GALLERY,
    "fotostrecke": NoNews.GALLERY,
    "photoview": NoNews.GALLERY,
    "diaporama": NoNews.GALLERY,
    "quiz": NoNews.QUIZ,
    "quizzes": NoNews.QUIZ,
    "crossword": NoNews.QUIZ,
    "crosswords": NoNews.QUIZ,
    "puzzles": NoNews.QUIZ,
    "deals": NoNews.DEAL,
    "coupons": NoNews.DEAL,
    "horoscope": NoNews.TABLE,
    "horoscopes": NoNews.TABLE,
    "horoskop": NoNews.TABLE,
    "lottery": NoNews.TABLE,
}
_NUMBERS = re.compile(r"[\d°℃%/~\-–:.]+")
TABLE_SHARE = 0.35
"""Share of a text's characters that are figures from which it is a table; reports of results stay under a fifth."""
TABLE_LENGTH = 120


def find_no_news(title: str, *, url: str = "", text: str | None = None) -> NoNews | None:
    """Tell what a headline, its address and its text announce where that is no news; None for news.

    `text` is the article's body; without it (None) a live page counts as news, and tables are told by title and address
    alone.
    """
    kind = _by_title(title.strip()) or _by_folder(url)
    if kind is NoNews.LIVE_SHELL:
        # A live page with text in it tells what happens.
        return kind if text is not None and len(text) < SHELL else None
    if kind:
        return kind
    return NoNews.TABLE if text and _is_table(text) else None


def _by_title(title: str) -> NoNews | None:
    for kind, pattern in _TITLES:
        if pattern.search(title):
            return kind
    return NoNews.DEAL if _SALE.search(title) else None


def _by_folder(url: str) -> NoNews | None:
    try:
        pieces = urlsplit(url).path.lower().split("/")[:-1]
    except ValueError:
        return None
    return next((_FOLDERS[piece] for piece in pieces if piece in _FOLDERS), None)


def _is_table(text: str) -> bool:
    """Tell a text that is mostly figures, as tables of weather and of results are."""
    figures = sum(map(len, _NUMBERS.findall(text)))
    return len(text) >= TABLE_LENGTH and figures >= TABLE_SHARE * len(text)
