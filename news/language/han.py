"""Titles in Han characters only: traditional or simplified Chinese, or Japanese without kana."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

# Characters as only Japan simplified them (OpenCC's table jp2t), without those
# that Chinese titles have too.
_JAPANESE = frozenset(
    "両乗亀亜仏仮伝価倹児円処剣剤剰労勅勧勲単厳収唖営噛団囲図圏圧塁塩増壊壌壱売変奨嬢実寛対専尭巌巣巻帯帰庁広廃弐弾従徳徴応恵"
    "悩悪懐戦戻払抜択拝拠拡挙挿捜掲揺摂撃撹斉晩暁曽栄桜桝桟検楽様槙権歓歩歯歳歴毎気沢浄浜涙渇済渉渋渓満滝瀬焼犠猟獣畳痩発県砕"
    "稲穂穏穣粋粛経絵継続総縁縄縦繊繍聴脳臓艶蔵薫薬蛍蝋覇覚覧観訳読譲豊賛転軽辺逓遅郷酔醤醸釈鉄鉱銭鋳錬関闘陥険隠雑霊頼顕駅駆"
    "騒験髄髪鴎鶏鹸黒黙齢"
)
# Words that only Japanese writes in Han characters alone, as its headlines do.
_JAPANESE_WORDS = re.compile(
    "利上|利下|値上|値下|引上|引下|見送|見通|円安|円高|株価|株高|株安|日銀|取締役|警視庁|[県府道]警|地裁|高裁|最高裁|"
    "衆院|参院|衆議院|参議院|与党|立憲|首都圏|都道府県|市町村|横綱|大相撲|甲子園|新幹線|駅前|始発|終電|"
    "東証|続落|続伸|反発|反落|見合|閣議|県議|市議選|町議|都議|送検|賃上|行方不明|重軽傷|全焼|本塁打|高校野球|駅伝|"
    "競馬|真夏日|猛暑日|運休|欠航|渋滞|前年比|販売|"
    "受付中|発売|発表会|開催中|中止へ|募集要項|年度末|昨年度|今年度|逮捕状|容疑者|被災地|震度|津波注意報"
)


def chinese(text: str) -> str:
    """Tell traditional from simplified by the characters that only one of them has.

    國際新聞 has three of the one kind, 国际新闻 of the other; 中文 has none and counts as simplified.
    """
    traditional, simplified = _one_sided()
    old = sum(map(traditional.__contains__, text))
    new = sum(map(simplified.__contains__, text))
    return "zh-Hant" if old > new else "zh-Hans"


def is_japanese(text: str) -> bool:
    """Recognise a Japanese title without kana.

    By characters that only Japan writes so (円, 気, 広), or by its words.
    Characters that only simplified Chinese has speak against it: the greater
    number decides.

    気象庁 is Japanese, 国际新闻 is not.
    """
    if _JAPANESE.isdisjoint(text) and not _JAPANESE_WORDS.search(text):
        return False
    _, simplified = _one_sided()
    own = sum(map(_JAPANESE.__contains__, text))
    foreign = sum(char in simplified and char not in _JAPANESE for char in text)
    return own > foreign or not foreign


@cache
def _one_sided() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that only traditional text has, and those that only simplified text
    has.

    They are OpenCC's, kept in a file: making them anew loads 25 MB of its tables.
    """
    text = files("news.language").joinpath("one_sided.txt").read_text("utf-8")
    _, _, lists = text.partition("[traditional]")
    traditional, _, simplified = lists.partition("[simplified]")
    return (
        frozenset("".join(traditional.split())),
        frozenset("".join(simplified.split())),
    )
