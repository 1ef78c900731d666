"""Where words begin and end in kana: script changes, particles, and katakana words in a row."""

from __future__ import annotations

import re
from itertools import takewhile

_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_KATAKANA_WORD = re.compile(r"[\u30a1-\u30fa\u30fc]+")
# The last character before a word of kana, and its first one: the other kana,
# or a particle and hiragana.
_BEGINS = re.compile(
    r"[\u30a1-\u30fc][\u3041-\u3096]|[\u3041-\u3096][\u30a1-\u30fc]|[はがをにのでともへや][\u3041-\u3096]"
)
# The last character of a word of kana, and what follows: the other kana, or a
# particle behind hiragana.
_ENDS = re.compile(
    r"[\u30a1-\u30fc][\u3041-\u3096]"
    r"|[\u3041-\u3096](?:[\u30a1-\u30fcはがをにのでともへやだ]|から|まで|より|など|さん)"
)
# Words that stand beside a name in one run of katakana and leave its sense:
# ソニーグループ is ソニー. Other neighbours make another word: インドネシア is
# not インド, タイヤ not タイ.
_BESIDE = frozenset(
    re.findall(
        r"\S+",
        """
        グループ ホールディングス モーター モーターズ ジャパン チャンネル カップ
        リーグ システム システムズ サービス センター ニュース クラブ ゲーム
        ゲームズ メーカー チーム バンク モデル プラン シリーズ ドーム ホテル
        タワー ビル スタジアム セール フェア オープン カード ショップ ストア
        ペイ モバイル エナジー エンジン ケア バス トラック ロケット ミサイル
        ワクチン ウイルス ショック インフレ サミット オリンピック マラソン
        パラリンピック コンサート ツアー アプリ ユーザー ファン デモ テロ スト
        プロ ミニ
        """,
    )
)
# Those that are told at the end of any run: パトリオットミサイル is a ミサイル.
# Shorter ones end other words, as スト ends ベスト.
_LAST = frozenset(filter(re.compile(r".{3,}").fullmatch, _BESIDE))


def begins_in_kana(text: str, start: int) -> bool:
    """Return whether a word of kana begins at a place: behind the other kana, or behind a
    particle.

    In 旧のソニーの決算 ソニー does, in 青森のりんご りんご does.
    """
    return bool(_BEGINS.match(text, start - 1))


def ends_in_kana(text: str, end: int) -> bool:
    """Return whether a word of kana ends at a place: before the other kana, or before a particle.

    ソニー does in ソニーの決算, さくら in さくらが咲く.
    """
    return bool(_ENDS.match(text, end - 1))


def is_katakana_part(text: str, start: int, end: int) -> bool:
    """Return whether a word of katakana stands in a run of such words, each with its own sense.

    ソニー in ソニーグループ, ラーメン in カップラーメン, ワクチン in コロナワクチン; no バンク in
    バンクーバー.
    """
    word = text[start:end]
    if not _KATAKANA_WORD.fullmatch(word):
        return False
    before = "".join(takewhile(_KATAKANA.match, reversed(text[:start])))
    behind = "".join(takewhile(_KATAKANA.match, text[end:]))
    if not behind and word in _LAST:
        return True
    beside = {before[::-1], behind} - {""}
    return beside <= _BESIDE
