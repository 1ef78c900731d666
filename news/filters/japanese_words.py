"""Where words begin and end in kana: script changes, particles, and katakana words in a row."""

from __future__ import annotations

import re

_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]")
_HIRAGANA = re.compile(r"[\u3041-\u3096]")
_KATAKANA_BEFORE = re.compile(r"[\u30a1-\u30fa\u30fc]*\Z")
_KATAKANA_BEHIND = re.compile(r"[\u30a1-\u30fa\u30fc]*")
# What a word of hiragana may begin behind, and what may follow it.
_BEFORE = frozenset("はがをにのでともへや")
_BEHIND = re.compile(r"[はがをにのでともへやだ]|から|まで|より|など|さん")
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


def begins_in_kana(text: str, start: int) -> bool:
    """Return whether a word of kana begins at a place: behind the other kana, or behind a
    particle.

    In 旧のソニーの決算 ソニー does, in 青森のりんご りんご does.
    """
    before, first = text[start - 1 : start], text[start]
    is_particle = before in _BEFORE and bool(_HIRAGANA.match(first))
    return is_particle or _changes(before, first)


def ends_in_kana(text: str, end: int) -> bool:
    """Return whether a word of kana ends at a place: before the other kana, or before a particle.

    ソニー does in ソニーの決算, さくら in さくらが咲く.
    """
    last, behind = text[end - 1], text[end : end + 1]
    is_particle = bool(_HIRAGANA.match(last) and _BEHIND.match(text, end))
    return is_particle or _changes(last, behind)


def _changes(one: str, other: str) -> bool:
    """Return whether one of two characters is katakana and the other hiragana."""
    if _KATAKANA.match(one):
        return bool(_HIRAGANA.match(other))
    return bool(_HIRAGANA.match(one) and _KATAKANA.match(other))


def is_katakana_part(text: str, start: int, end: int) -> bool:
    """Return whether a word of katakana stands in a run of such words, each with its own sense.

    ソニー in ソニーグループ, ラーメン in カップラーメン, ワクチン in コロナワクチン.
    """
    word = text[start:end]
    if not _KATAKANA_BEHIND.fullmatch(word):
        return False
    before = _KATAKANA_BEFORE.search(text, 0, start)
    behind = _KATAKANA_BEHIND.match(text, end)
    beside = {match[0] for match in (before, behind) if match} - {""}
    return word in _BESIDE or beside <= _BESIDE
