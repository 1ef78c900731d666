"""Bytes to text: decoded as browsers do; one bad byte costs one character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.charset import SAMPLE, declared, decode

ZH = (
    "新华社北京十一月二十三日电，记者从有关部门了解到，我国将在明年建成一批新的实验室。"
    * 4
)
TW = (
    "記者從有關部門了解到，我們將在明年建成一批新的實驗室，並且開放給學生使用。"
    * 4
)
JA = (
    "東京都は二十三日、新しい交通計画を発表した。来年から地下鉄の運転本数を増やす。"
    * 4
)
KO = (
    "서울시는 23일 새로운 교통 계획을 발표했다. 내년부터 지하철 운행 횟수를 늘린다."
    * 4
)
RU = (
    "Российские учёные сообщили в понедельник о новом открытии в области физики. "
    * 4
)
DE = (
    "Der Präsident erklärte am Montag, daß die Straße für drei Tage gesperrt würde. Schöne Grüße. "
    * 4
)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [(ZH, "gb18030", "gb18030"), (ZH, "gbk", "gb18030"), (TW, "big5", "big5hkscs"), (JA, "shift_jis", "cp932"), (JA, "euc-jp", "euc_jp"), (KO, "euc-kr", "cp949"),
     (RU, "cp1251", "cp1251"), (ZH, "utf-8", "utf-8")],
)  # fmt: skip
def test_undeclared_encodings_are_detected(
    text: str, encoding: str, name: str
) -> None:
    found = decode(text.encode(encoding))
    assert found.text == text
    assert found.encoding == name


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RU, "koi8-r"),
        (
            "Το λιμάνι ανοίγει ξανά την Κυριακή, είπε ο δήμαρχος της πόλης.",
            "cp1253",
        ),
        ("הנמל ייפתח מחדש ביום ראשון, אמר ראש העיר.", "cp1255"),
        (
            "يفتح الميناء أبوابه من جديد يوم الأحد كما قال رئيس البلدية.",
            "cp1256",
        ),
        ("ท่าเรือจะเปิดอีกครั้งในวันอาทิตย์ นายกเทศมนตรีกล่าว", "cp874"),
        (
            "Port zostanie otwarty w niedzielę, powiedział burmistrz Łodzi.",
            "cp1250",
        ),
        (
            "Liman pazar günü açılıyor, dedi başkan; halk şimdi bekliyor.",
            "cp1254",
        ),
        (
            "Il porto riaprirà domenica, così ha detto il sindaco della città.",
            "cp1252",
        ),
        (
            "O porto reabre no domingo após a operação, disse a direção.",
            "cp1252",
        ),
        (
            "Satama avataan jälleen sunnuntaina, sanoi kaupunginjohtaja. Hyvä.",
            "cp1252",
        ),
    ],
)
@pytest.mark.parametrize("label", ["", "utf-8", "iso-8859-1"])
def test_other_encodings_are_told_by_their_letters(
    text: str, encoding: str, label: str
) -> None:
    # A label of Latin script is believed of few letters in it.
    if label == "iso-8859-1" and encoding in {"cp1250", "cp1254"}:
        label = ""
    page = f'<meta charset="{label}"><p>{text}</p>'
    assert decode(page.encode(encoding)).text == page


@pytest.mark.parametrize(
    ("text", "encoding"),
    [(ZH, "gb18030"), (JA, "shift_jis"), (KO, "euc-kr"), (RU, "cp1251")],
)
def test_other_scripts_called_latin_are_read_as_what_they_are(
    text: str, encoding: str
) -> None:
    page = f'<meta charset="iso-8859-1"><p>{text}</p>'
    assert decode(page.encode(encoding)).text == page


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (
            "Wójt gminy ogłosił przetarg na remont świetlicy, mieszkańcy są zadowoleni, choć żniwa trwają.",
            "cp1250",
            "windows-1252",
        ),
        (
            "Wójt gminy ogłosił przetarg na remont świetlicy, mieszkańcy są zadowoleni, choć żniwa trwają.",
            "iso8859-2",
            "iso-8859-1",
        ),
        (
            "Kış gelmeden okulların çatıları onarılıyor, öğrenciler şimdi komşu ilçeye taşınıyor, dedi müdür.",
            "cp1254",
            "windows-1252",
        ),
        (
            "Žáci staré školy šli včera přes řeku pěšky, most byl zavřený a loď měla porouchaný motor. "
            "Příští týden už prý bude všechno v pořádku, ujistil šéf údržby.",
            "cp1250",
            "windows-1252",
        ),
        (
            "A tűzoltók egész éjjel őrizték a régi erdőt, ahol újra fölizzott a láng; "
            "az erősödő szél miatt külön örséget is szerveztek a közelben élők. "
            * 5,
            "cp1250",
            "windows-1252",
        ),
        (
            "Учителя сельской школы провели урок на берегу реки, дети измеряли температуру воды.",
            "koi8-r",
            "windows-1251",
        ),
    ],
)
def test_a_wrong_single_byte_label_gives_way_to_plainly_better_letters(
    text: str, encoding: str, label: str
) -> None:
    page = f'<meta charset="{label}"><p>{text}</p>'
    assert decode(page.encode(encoding)).text == page


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (
            "Þrír bændur fóru á fjöll að leita að týndu sauðfé, en þokan var svo þétt að þeir sneru við.",
            "cp1252",
        ),
        (
            "Kaks õpetajat sõitsid jõe äärde, kus õues oli külm ja tuul ähvardas sülemi üle põllu ajada.",
            "cp1252",
        ),
        (
            "L'élève a été félicité à l'école où sa mère, très émue, répétait: « c'était déjà décidé ».",
            "cp1252",
        ),
        ("Школа открылась. Dvořák nicht, aber schön, größer, über.", "cp1251"),
    ],
)
def test_a_right_single_byte_label_stands(text: str, encoding: str) -> None:
    page = f'<meta charset="{encoding}"><p>{text}</p>'
    data = page.encode(encoding, "replace")
    assert decode(data).text == data.decode(encoding)


@pytest.mark.parametrize("label", ["", "utf-8"])
def test_a_short_western_title_is_no_chinese(label: str) -> None:
    page = f'<meta charset="{label}"><p>Brücke für Fußgänger geöffnet</p>'
    assert decode(page.encode("cp1252")).text == page


def test_western_text_is_read_whatever_its_windows_page_is_called() -> None:
    assert decode(DE.encode("cp1252")).text == DE


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_one_bad_byte_costs_one_character(encoding: str) -> None:
    data = ZH.encode(encoding)
    cut = len(ZH[:40].encode(encoding))
    found = decode(data[:cut] + b"\xff" + data[cut:])
    assert found.text.startswith(ZH[:38])
    assert found.text.endswith(ZH[-20:])
    assert (
        1 <= found.text.count("\ufffd") <= 2 or len(found.text) <= len(ZH) + 2
    )


def test_a_short_western_text_may_end_in_its_only_accent() -> None:
    header = "text/plain; charset=iso-8859-1"
    read = decode("Ein Fluß".encode("latin-1"), content_type=header)
    assert read.text == "Ein Fluß"


def test_a_sample_of_a_long_text_may_end_within_a_character() -> None:
    text = "a" * (SAMPLE - 1) + "é" * 9
    header = "text/plain; charset=iso-8859-1"
    assert decode(text.encode(), content_type=header).text == text


def test_bom_goes_before_all_else() -> None:
    assert (
        decode(
            b"\xef\xbb\xbf" + "中".encode(),
            content_type="text/html; charset=gbk",
        ).text
        == "中"
    )
    assert decode(b"\xff\xfe" + "中".encode("utf-16-le")).text == "中"


def test_utf16_without_bom_is_told_by_its_zero_bytes() -> None:
    assert decode("<rss>中</rss>".encode("utf-16-le")).text == "<rss>中</rss>"
    assert decode("<rss>中</rss>".encode("utf-16-be")).text == "<rss>中</rss>"


def test_big5_called_gb2312_is_read_as_big5() -> None:
    assert (
        decode(TW.encode("big5"), content_type="text/html; charset=gb2312").text
        == TW
    )


def test_utf8_called_gbk_is_read_as_utf8() -> None:
    assert decode(ZH.encode(), content_type="text/html; charset=gbk").text == ZH


def test_the_header_goes_before_the_prolog_and_meta() -> None:
    data = b"<?xml version='1.0' encoding='euc-jp'?><meta charset='big5'>"
    assert declared(data, "text/xml; charset=gbk") == "gb18030"
    assert declared(data, None) == "euc_jp"
    assert (
        declared(b"<meta http-equiv=x content='text/html; charset=Big5'>", "")
        == "big5hkscs"
    )


@pytest.mark.parametrize("label", ["rot13", "utf-7", "no-such", "idna"])
def test_labels_that_are_no_text_encoding_are_passed_over(label: str) -> None:
    assert declared(b"", f"text/html; charset={label}") == ""
    assert (
        decode(ZH.encode(), content_type=f"text/html; charset={label}").text
        == ZH
    )


@given(st.binary(max_size=400), st.one_of(st.none(), st.text(max_size=40)))
@settings(max_examples=60)
def test_no_bytes_raise(data: bytes, label: str | None) -> None:
    assert isinstance(decode(data, content_type=label).text, str)


def test_a_label_of_escapes_without_escapes_is_passed_over() -> None:
    data = "<?xml version='1.0' encoding='iso-2022-jp'?><a>ü</a>".encode()
    assert decode(data).encoding == "utf-8"


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("x-mac-roman", "mac_roman", "Größe"),
        ("macintosh", "mac_roman", "Größe"),
        ("ms-cyrl", "cp1251", "Мост"),
        ("x-mac-cyrillic", "mac_cyrillic", "Мост"),
    ],
)
def test_labels_that_old_systems_write(
    label: str, encoding: str, text: str
) -> None:
    prolog = f'<?xml version="1.0" encoding="{label}"?><title>'
    assert decode(f"{prolog}{text}".encode(encoding)).text == prolog + text


@pytest.mark.parametrize("label", ["text/xml; charset=utf-8", None])
def test_a_label_helps_a_short_utf8_text_with_a_bad_byte(
    label: str | None,
) -> None:
    text = "Über Brücken".encode() + b"\xff"
    is_read = decode(text, content_type=label).text.startswith("Über Brücken")
    assert is_read == (label is not None)
