"""Words of scripts without blanks, of Korean and of Turkish: where they begin and end."""

from __future__ import annotations

import pytest

from news.filters import parse


@pytest.mark.parametrize(
    ("line", "text", "met"),
    [
        ("ヤマハ", "ヤマハの決算", True),
        ("ヤマハ", "旧ヤマハが勝利", True),
        ("ヤマハ", "あのヤマハ", True),
        ("ヤマハ", "ヤマハグループ", True),
        ("カレー", "ミニカレーを発売", True),
        ("ミサイル", "パトリオットミサイル", True),
        ("インド", "インドネシアの火山", False),
        ("タイ", "タイトル獲得", False),
        ("スト", "ベストの一冊", False),
        ("ペイ", "スペインの首相", False),
        ("バンク", "バンクーバーの港", False),
        ("スト", "ストが続く", True),
        ("たまねぎ", "たまねぎが値上がり", True),
        ("たまねぎ", "北海道のたまねぎ", True),
        ("『方丈記』", "方丈記を読む", True),
        ("투표", "재투표를 실시", True),
        ("공항", "인천국제공항은", True),
        ("부산", "동부산업", False),
        ("인도", "외국인도 참여", False),
        ("수도", "교수도 반대", False),
        ("회장", "부회장 사임", False),
        ("총리", "수석부총리 방중", False),
        ("회장", "대한체육회장", True),
        ("장관", "외교부장관 회담", True),
        ("दिल्ली", "नई दिल्ली में बारिश", True),
        ("दिल", "दिल्ली में बारिश", False),
        ("बाद", "अहमदाबाद में बारिश", False),
        ("चुनाव", "चुनावों की तारीख", True),
        ("भारत", "भारतीय टीम", False),
        ("ঢাকা", "ঢাকায় আগুন", True),
        ("কা", "ঢাকা শহর", False),
        ("சென்னை", "சென்னையில் மழை", True),
        ("محمد", "ومُحَمَّد صلاح", True),
        ("مُحَمَّد", "محمد صلاح", True),
        ("中俄", "中俄联合军演", True),
        ("年金", "年金改革", True),
        ("人和", "人和自然", False),
        ("K线", "K线图走势", True),
        ("3D打印", "3D打印机", True),
        ("œuvre", "Oeuvres volées", True),
        ("大学", "大学生就业", True),
        ("贪污", "贪污罪成立", True),
        ("新手", "华为发布新手机", False),
        ("－广告 手机", "手机新品", True),
        ("－广告 手机", "手机广告", False),
        ("„Deutsche Bank“", "Bank der Deutschen", False),
        ("„Deutsche Bank“", "Die Deutsche Bank zahlt", True),
        ("Ankara", "Ankara’da kar", True),
        ("ışık", "Işık söndü", True),
        ("İzmir", "izmir depremi", True),
        ("Łódź", "W Lodzi pada", True),
    ],
)
def test_a_word_is_found_whole(line: str, text: str, met: bool) -> None:
    assert bool(parse(line).matches(text)) is met
