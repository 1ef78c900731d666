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
# Characters that Japan and simplified Chinese write alike, traditional Chinese
# otherwise (of the same table).
_SHARED = frozenset(
    "万与乱争亘会体余侠党内写刹励匀区医却参双叙台号唇嘘嘱国堕壮声奥学宝寝寿将尽届属岳峡峰床弥弯当彦径恋恒悦惨戯担挟掴数断旧昼"
    "晋条来枢桧楼横欧残殴没沪浅涛温湾湿滞潜灯炉点状独狭猫献画痴盗砺礼祢祷禄禅秘称税窃粽群胆脚脱芦茎莱葱蒋虚虫蚕蛮蝉装触誉践辞"
    "遥随静麦麹麺黄"
)
# Traditional characters that Japan has simplified: no Japanese title has them.
_OLD = frozenset(
    "亂亙亞來俠傳僞價儉兒內兩剎劍劑勞勳勵勸勻區卻卽參吳啞單噓嚙嚴囑國圍圓圖團堯墮壓壘壞壯壽奧奬妝孃學寢實寫寬寶將專對屆屬峯峽"
    "嶽巖帶廁廢廣廳彈彌彎彥徑從徵恆悅惡惱慘應懷戀戰戲戶挾搖摑擇擊擔據擴攝攪敘數斷晉晝曆曉會條棧榮樂樓樞樣橫檜檢櫻權歐歡歲歷歸"
    "殘殼毆氣沒淚淨淺溫溼滯滿潑潛澀澤濕濟濤濱濾瀧瀨灣燈燒營爐爭爲牀犧狀狹獎獨獵獸獻產畫當疊癡發盜盡眞礪祕祿禦禪禮禰禱稅稱穎穩"
    "竈竊糉絕絲經綠緣縣縱總繡繩繪繫繼續纔纖羣聯聰聲聽肅脣脫腦腳膽臟臺與舉舊艷莊莖菸萊萬蔣蔥藝藥蘆處虛號螢蟬蟲蠟蠶蠻裝覺覽觀觸"
    "說謠證譯譽讀變讓豐貓貳賣賴贊贗踐輕輛轉辭辯遙遞遲邊鄉鄰醫醬醱釀釋銳鋪錄錢鍊鎭鐵鑄閱關隨險隱雙雜雞靈靜顏顯餘騷驅驗驛體髮鬥"
    "鱉鷄鷗鹼鹽麥麪麴麵黃點黨齊齋齒齡龍龜"
)
# Simplified characters that traditional text has too, in other words: 批准, 皇后,
# 公里; each counts half.
_ALSO_TRADITIONAL = frozenset(
    "准后里台干余斗丑征几叶云冲复并占采游别卜才谷党升栗克姜郁岳据凶伙借荐卷困累霉蒙曲舍沈胜松涂咸旋佣症志致朱"
)
# Words that only Japanese writes in Han characters alone, as its headlines do.
_JAPANESE_WORDS = re.compile(
    "利上|利下|値上|値下|引上|引下|見送|見通|円安|円高|株価|株高|株安|日銀|取締役|警視庁|[県府道]警|地裁|高裁|最高裁|"
    "衆院|参院|衆議院|参議院|与党|立憲|首都圏|都道府県|市町村|横綱|大相撲|甲子園|新幹線|駅前|始発|終電|"
    "東証|続落|続伸|反発|反落|見合|閣議|県議|市議選|町議|都議|送検|賃上|行方不明|重軽傷|全焼|本塁打|高校野球|駅伝|"
    "競馬|知事|投開票|真夏日|猛暑日|運休|欠航|渋滞|前年比|販売|"
    "台風|優勝|消費税|減税|増税|訪米|日米|渡米|対米|米兵|終了|首脳会談|当選|落選|惨敗|圧勝|連覇|初優勝|逆転勝|"
    "受付中|発売|発表会|開催中|中止へ|募集要項|年度末|昨年度|今年度|逮捕状|容疑者|被災地|震度|津波注意報"
)


def chinese(text: str) -> str:
    """Tell traditional from simplified by the characters that only one of them has.

    國際新聞 has three of the one kind, 国际新闻 of the other; 中文 has none and counts as simplified.
    """
    traditional, simplified = _one_sided()
    old = sum(map(traditional.__contains__, text))
    if not old:
        return "zh-Hans"
    new = sum(map(simplified.__contains__, text))
    both = sum(map(_ALSO_TRADITIONAL.__contains__, text))
    return "zh-Hant" if old > new - both / 2 else "zh-Hans"


def is_japanese(text: str) -> bool:
    """Recognise a Japanese title without kana.

    By characters that only Japan writes so (円, 気, 広), by its words, or by the two ways of
    writing Chinese within one text.
    Characters that only simplified Chinese has, and those that Japan has simplified, speak against
    it: the greater number decides.

    気象庁 is Japanese, 国际新闻 is not.
    """
    own = sum(map(_JAPANESE.__contains__, text))
    own += len(_JAPANESE_WORDS.findall(text))
    strange = sum(map(_foreign().__contains__, text))
    if not own:
        return not strange and _mixes_ways(text)
    return own > strange or not strange


def _mixes_ways(text: str) -> bool:
    """Return whether a text has characters of both ways of writing Chinese, as only
    Japan mixes them.

    消費税: 費 as in traditional text, 税 as in simplified text.
    """
    old, _ = _one_sided()
    return not (_SHARED - _ALSO_TRADITIONAL).isdisjoint(text) and not (
        old - _OLD
    ).isdisjoint(text)


@cache
def _foreign() -> frozenset[str]:
    """Return the characters that no Japanese title has."""
    _, simplified = _one_sided()
    return (simplified | _OLD) - _SHARED - _JAPANESE


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
