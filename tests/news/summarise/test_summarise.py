"""Summaries: the text's own sentences, in order, that read alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from news.summarise import summarise
from news.summarise.datelines import strip_dateline
from news.summarise.label_lines import is_glued, is_label
from news.summarise.references import lacks_speaker, points_back
from news.summarise.shape import readable, tidy

SCENE = (
    "“志愿者在关键时刻冲上第一线，义不容辞！”4月1日下午，居民区门口，志愿者老戈已经忙碌了一天。\n"
    "自3月初以来，全市志愿者积极参与社区服务，发挥了重要作用。\n他说：“挑战来临，就应该用行动说话。”\n"
    "截至4月6日，全市已有52.3万名志愿者向社区报到，组成八千余个服务小组。"
)


def test_an_opening_cry_is_passed_over_for_the_fact_of_the_headline() -> None:
    found = summarise(
        SCENE, title="52.3万名志愿者向社区报到", language="zh-Hans", sentences=2
    )
    assert any("52.3万名" in sentence for sentence in found)
    assert not any(sentence.startswith("“") for sentence in found)


def test_datelines_go_and_sentences_stay_as_they_stand() -> None:
    text = "新华社巴黎12月9日电（记者唐某）法国政府9日宣布，将在三年内投资二十亿欧元修建铁路。新线路将连接四座城市，预计创造一万个岗位。"
    (first,) = summarise(
        text, title="法国将修铁路", language="zh-Hans", sentences=1
    )
    assert first == "法国政府9日宣布，将在三年内投资二十亿欧元修建铁路。"
    assert (
        tidy("LONDON (Reuters) - The bank held rates on Monday.", 0)
        == "The bank held rates on Monday."
    )
    assert (
        tidy("本报讯（记者 张三）今天全市开展植树活动。", 0)
        == "今天全市开展植树活动。"
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "图为施工现场。张三摄",
        "她说，一切都会好起来的。",
        "“太好了！”",
        "点击关注我们的公众号，获取更多精彩内容。",
        "修桥啦",
    ],
)
def test_what_does_not_read_alone_is_worth_little(sentence: str) -> None:
    assert (
        readable(sentence, "修桥啦")
        < 0.3
        < readable("市交通局今天宣布新建三座跨江大桥，总投资四亿元。", "修桥啦")
    )


def test_nothing_is_said_twice() -> None:
    line = "市交通局今天宣布新建三座跨江大桥，总投资四亿元。"
    found = summarise(
        f"{line}\n{line}\n第一座大桥将在明年九月开放，供行人和自行车使用。",
        title="",
        language="zh-Hans",
        sentences=2,
    )
    assert found == [line, "第一座大桥将在明年九月开放，供行人和自行车使用。"]


def test_a_width_bounds_the_sum() -> None:
    assert (
        len(
            summarise(
                SCENE, title="", language="zh-Hans", sentences=3, width=90
            )
        )
        == 1
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x",
        "。",
        "12345",
        "😀😀",
        "a" * 100_000,
        "中" * 100_000,
        "https://a.example/b",
    ],
)
def test_odd_texts_give_an_answer(text: str) -> None:
    assert isinstance(
        summarise(text, title="t", language="", sentences=3), list
    )


# Other tests run the same lines: here they are run with any text.
@pytest.mark.untraced
@given(st.text(max_size=300), st.integers(0, 4))
@settings(max_examples=60)
def test_no_text_raises(text: str, count: int) -> None:
    assert (
        len(summarise(text, title=text[:20], language="en", sentences=count))
        <= count
    )


def test_a_stamp_and_a_call_to_scroll_are_no_sentences() -> None:
    text = (
        "By . Jane Roe . PUBLISHED: . 06:14 EST, 12 July 2012 . | . UPDATED: . 08:14 EST, 12 July 2012 . "
        "A baker from Leeds has been fined £4,000 after inspectors found mice in her kitchen. Scroll down for video . "
        "Inspectors visited the shop in March. The shop reopened in June with a new kitchen."
    )
    found = summarise(text, title="", language="en", sentences=3)
    assert found[0].startswith("A baker from Leeds")
    assert not any(
        mark in " ".join(found)
        for mark in ("EST", "Scroll", "PUBLISHED", "Jane Roe")
    )


@pytest.mark.parametrize(
    ("line", "report"),
    [
        (
            "PORT HARBEL: Ina Roe said on Monday she will run.",
            "Ina Roe said on Monday she will run.",
        ),
        (
            "Dec 3 (Reuters) - Harbel Corp raised its forecast.",
            "Harbel Corp raised its forecast.",
        ),
        ("(Bloomberg) -- Copper rose on Thursday.", "Copper rose on Thursday."),
        (
            "OSTRAVEN, Norland (AP) — A ferry ran aground.",
            "A ferry ran aground.",
        ),
        (
            "(CNN)The mayor of Ostraven resigned.",
            "The mayor of Ostraven resigned.",
        ),
        (
            "ЛУГОВ, 3 декабря — РИА Новости, Иван Роев. Мост открыли утром.",
            "Мост открыли утром.",
        ),
        (
            "ЛУГОВ, 3 декабря. /ТАСС/. Мост открыли утром.",
            "Мост открыли утром.",
        ),
        (
            "Лугов. 3 декабря. ИНТЕРФАКС.РУ - Мост открыли утром.",
            "Мост открыли утром.",
        ),
        (
            "Lohfeld (dpa/lno) - Der Stadtrat tagt heute.",
            "Der Stadtrat tagt heute.",
        ),
        (
            "Villaclara, 3 dic (EFE).- El puente abrió hoy.",
            "El puente abrió hoy.",
        ),
        (
            "Villaclara.- El puente abrió hoy al tráfico.",
            "El puente abrió hoy al tráfico.",
        ),
        (
            "Lisboa, 3 dez 2026 (Lusa) – O Governo aprovou a lei.",
            "O Governo aprovou a lei.",
        ),
        (
            "(ANSA) - ROMA, 03 DIC - Il ponte è aperto al traffico.",
            "Il ponte è aperto al traffico.",
        ),
        (
            "(부산=연합뉴스) 김아무 기자 = 다리가 오늘 개통됐다고 밝혔다.",
            "다리가 오늘 개통됐다고 밝혔다.",
        ),
        (
            "【ロンドン共同】英政府は3日、新しい法案を発表した。",
            "英政府は3日、新しい法案を発表した。",
        ),
        (
            "海州日报12月3日讯（记者 钱某）大桥今天上午通车。",
            "大桥今天上午通车。",
        ),
        (
            "财经网12月3日消息，海州银行今天下调存款利率。",
            "海州银行今天下调存款利率。",
        ),
        (
            "〔記者錢某／海州報導〕大橋今天上午通車，市民歡呼。",
            "大橋今天上午通車，市民歡呼。",
        ),
        (
            "【海州时报综合报道】大桥今天上午正式通车。",
            "大桥今天上午正式通车。",
        ),
        (
            "Turin, 3 dic. (Agorà) - La giunta ha votato.",
            "La giunta ha votato.",
        ),
        (
            "DELMAR | The council voted on Monday.",
            "The council voted on Monday.",
        ),
        (
            "Лугов. 3 декабря. РоевИнфо - Совет принял бюджет.",
            "Совет принял бюджет.",
        ),
        ("某某AI快讯，央行今天宣布降息。", "央行今天宣布降息。"),
        (
            "（パリ＝田中花子）政府は3日、減税を決めた。",
            "政府は3日、減税を決めた。",
        ),
    ],
)
def test_datelines_go_in_every_language(line: str, report: str) -> None:
    assert strip_dateline(line) == report


@pytest.mark.parametrize(
    "line",
    [
        "NATO: Members agree on a new plan.",
        "Harbel Airlines (HBA) - the carrier of the south - is sold.",
        "London. The city is big and old.",
        "In Paris, Dec 3 was the coldest day.",
        "日本政府网站3日发布消息称，东京将修建大桥。",
        "海州市气象局消息，今明两天有大雨。",
        "教育部（新闻办）：今天公布考试时间。",
    ],
)
def test_speakers_and_places_of_a_report_stay(line: str) -> None:
    assert strip_dateline(line) == line


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "She also said the bridge would open."),
        ("en", "“It will open on Monday,” she said."),
        ("de", "Er sagte, die Brücke öffne am Montag."),
        ("fr", "Il a ajouté que le pont ouvrirait lundi."),
        ("es", "Esto, dijo, ayuda a todos."),
        ("pt", "Ela disse que a ponte abre na segunda."),
        ("ru", "Он отметил, что мост откроют в понедельник."),
        ("zh-Hans", "他表示，大桥将于周一通车。"),
        ("ja", "彼は橋が月曜日に開通すると述べた。"),
    ],
)
def test_a_speaker_who_is_only_a_pronoun_is_none(
    language: str, sentence: str
) -> None:
    assert lacks_speaker(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence", "back"),
    [
        ("en", "This is why it closed.", True),
        ("en", "This week the bridge opens.", False),
        ("en", "As a result, traffic fell.", True),
        ("de", "Das Ministerium öffnet die Brücke.", False),
        ("de", "Das ist die dritte Brücke.", True),
        ("fr", "Cette semaine, le pont ouvre.", False),
        ("es", "Sin embargo, el puente cerró.", True),
        ("ru", "Этот мост закрыли.", True),
        ("ru", "Мэр открыл мост.", False),
        ("zh-Hans", "该桥将于周一通车。", True),
        ("zh-Hans", "其他城市也将修桥。", False),
        ("ko", "그러나 다리는 닫혔다.", True),
    ],
)
def test_what_points_back_in_each_language(
    language: str, sentence: str, back: bool
) -> None:
    assert points_back(sentence, language) is back


def test_what_points_back_is_told_only_behind_its_sentence() -> None:
    text = (
        "Harbel council approved a bridge of 42 million euros on Monday. Birds sang loudly in the old park all morning. "
        "This bridge of 42 million euros was approved by the council of Harbel. The bridge opens to traffic in May 2028."
    )
    found = summarise(
        text,
        title="Council approves bridge of 42 million",
        language="en",
        sentences=2,
    )
    assert not any(sentence.startswith("This") for sentence in found)


def test_a_question_names_the_subject_only_where_no_headline_does() -> None:
    question = "谁来为海州的老桥买单，市民还要等多久？"
    assert (
        readable(question, "海州老桥维修", "zh-Hans")
        < 0.1
        < readable(question, "", "zh-Hans")
    )


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie auch: Die neue Brücke im Bild",
        "Читайте также: новый мост открыт",
        "Leia também sobre a nova ponte da cidade.",
        "Foto: Jan Roe/dpa",
        "扫描二维码关注我们，了解更多新闻。",
        "last last last last last last last last last last last last last last last",
        "来源：海州日报 编辑：钱某",
    ],
)
def test_furniture_is_a_label(line: str) -> None:
    assert is_label(line)


def test_words_inside_other_words_are_no_furniture() -> None:
    assert not is_label("Die Polizei erstattete Strafanzeige gegen den Fahrer.")
    assert not is_label("大桥通车引发广泛关注，点击率创新高。")


def test_glued_pieces_of_a_page_are_no_sentence() -> None:
    assert is_glued("HomeNews | Sport | Business | Weather")
    assert is_glued("politikWirtschaft und kulturReisen stehen hier.")
    assert not is_glued("The PlayStation costs 500 euros.")


def test_an_open_quotation_is_worth_little() -> None:
    assert readable("“大桥今天通车了，我们等了十年。", "", "zh-Hans") < 0.1
    assert (
        readable('The mayor said "it opens on Monday and stays open.', "", "en")
        < 0.1
    )


def test_list_marks_and_counters_before_a_sentence_go_and_hyphens_inside_stay() -> (
    None
):
    assert (
        tidy("- The well-known ferry sank.", 5) == "The well-known ferry sank."
    )
    assert (
        tidy("12  3  66  29k Мост открыли в Санкт-Петербурге.", 5)
        == "Мост открыли в Санкт-Петербурге."
    )
    assert tidy("1-10月，全市投资增长15%。", 5) == "1-10月，全市投资增长15%。"
    assert tidy("In 2026 a ferry sank.", 5) == "In 2026 a ferry sank."


def test_a_sentence_that_says_another_again_is_not_told() -> None:
    text = (
        "The comet may have come from another galaxy near ours long ago. "
        "Researchers say the comet may have come from another galaxy near ours. "
        "It passes the Sun in May."
    )
    told = summarise(text, title="", language="en", sentences=2)
    assert sum("another galaxy" in sentence for sentence in told) == 1


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Roe and John Doe Daily Example Staff, Updated May 2, 2026, 3:31 p.m.",
        "Former clerk Jane Roe leaves the court in 2013 after her sentence.",
        "Jane Roe (l.) und John Doe spielten zusammen in Lohfeld.",
        "The mill is pictured here before the fire of last spring.",
        "Views of the mill from the road to Lowfield.",
    ],
)
def test_bylines_and_captions_that_look_like_sentences_are_labels(
    line: str,
) -> None:
    assert is_label(line)


def test_a_share_price_and_gaps_behind_marks_go() -> None:
    assert (
        tidy("海州银行(115.395, 2.79, 2.47%)公布业绩， 利润增长。", 5)
        == "海州银行公布业绩，利润增长。"
    )


@pytest.mark.parametrize(
    ("sentence", "report"),
    [
        ("прочитано 310 раз Паром снова ходит.", "Паром снова ходит."),
        ("Общество Жители спасли паром.", "Жители спасли паром."),
        ("Общество охраны природы спасло паром.", "Общество охраны природы спасло паром."),
        ("Популярныеновости Паром снова ходит.", "Паром снова ходит."),
        ("阅读量：310 渡轮恢复航行。", "渡轮恢复航行。"),
        ("Views 1,310 The ferry sails again.", "The ferry sails again."),
        ("Die  Fähre fährt wieder .", "Die Fähre fährt wieder."),
    ],
)  # fmt: skip
def test_what_a_page_puts_before_or_into_a_report_is_cut(
    sentence: str, report: str
) -> None:
    assert tidy(sentence, 0) == report
