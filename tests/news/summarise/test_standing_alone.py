"""What is told stands alone: somebody is named, nothing was lost, nothing is said twice."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.label_lines import is_glued, is_label
from news.summarise.neighbours import mark_quoted
from news.summarise.references import is_chatty, points_back, sets_scene
from news.summarise.shape import readable, tidy


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "In the interview, she spoke of her years at sea."),
        ("en", "Like most of the Lowfield crews, they had never seen ice."),
        ("en", "After the vote he left the hall by the back door."),
        ("fr", "Dans cet entretien, elle parle de ses années en mer."),
        ("it", "Dopo la votazione lui ha lasciato la sala."),
        ("nl", "Na afloop verliet hij de zaal."),
        ("ru", "В интервью она рассказала о годах в море."),
        ("ru", "В\xa0этот раз они нашли лёд."),
        ("ru", "С такой просьбой к мэру обратились рыбаки."),
        ("uk", "В інтерв'ю вона розповіла про роки в морі."),
        ("pl", "W wywiadzie ona mówiła o latach na morzu."),
    ],
)
def test_a_pronoun_behind_a_preposition_names_nobody(
    language: str, sentence: str
) -> None:
    assert points_back(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "In Lowfield, she is known as the ice queen, Mary Quill."),
        ("en", "In tests, researchers of the port found they could see ice."),
        ("en", "After the storm, the port of Lowfield opened again."),
        ("ru", "В Лугове она известна всем."),
        ("ru", "В порту после шторма открыли новый причал."),
        ("fr", "Dans le port de Lohfeld, le quai rouvre lundi."),
    ],
)
def test_a_phrase_that_names_somebody_stands_alone(
    language: str, sentence: str
) -> None:
    assert not points_back(sentence, language)


@pytest.mark.parametrize(
    "text",
    [
        "Из беседы с капитаном Роевым:— Вы видели лёд?— Да, дважды.",
        "She asked the captain: —No? — Yes, twice, and then again.",
        "“” tells of a crew that lost its ship in the ice in 1911.",
        "Der Film „“ zeigt eine Mannschaft im Eis.",
        "《》讲述了一支船队在冰海的故事。",
    ],
)
def test_dialogue_without_lines_and_lost_names_are_glued(text: str) -> None:
    assert is_glued(text)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour — old, cold and deep — froze in 1911.",
        "Гавань — старая и глубокая — замёрзла.",
        "Im Film „Eis“ verliert eine Mannschaft ihr Schiff.",
    ],
)
def test_dashes_and_names_are_no_glue(text: str) -> None:
    assert not is_glued(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mary Quill is a staff writer at the Lowfield Post.",
        "Mary Quill ist seit 2015 Redakteurin bei der Lohfelder Post.",
        "Marie Roux est journaliste à la Gazette de Lohfeld.",
        "María Roa es periodista de El Puerto.",
        "作者系海州大学教授，研究海冰多年。",
        "The opinions expressed by contributors are their own.",
        "Der Beitrag erschien zuerst im Hafenblatt.",
        "以上内容仅为个人观点，不代表本网立场。",
    ],
)
def test_what_tells_of_its_writer_is_no_report(text: str) -> None:
    assert is_label(text)


def test_a_reporter_in_the_news_is_news() -> None:
    assert not is_label("A reporter of the Lowfield Post was freed on Monday.")
    assert not is_label("Ein Journalist der Lohfelder Post kam am Montag frei.")


@pytest.mark.parametrize(
    ("texts", "inside"),
    [
        (
            [
                "Quill said: “It was cold.",
                "We saw ice.",
                "Nobody slept.”",
                "The port opened on Monday.",
            ],
            [False, True, True, False],
        ),
        (
            ["Роев пишет: «Было холодно.", "Мы видели лёд».", "Порт открыт."],
            [False, True, False],
        ),
        (
            ["Roe schreibt: „Es war kalt.", "Wir sahen Eis.“", "Der Hafen"],
            [False, True, False],
        ),
        (
            ["她写道：「那天很冷。", "我们看见了冰。」", "港口开了。"],
            [False, True, False],
        ),
    ],
)
def test_sentences_inside_a_quotation_are_marked(
    texts: list[str], inside: list[bool]
) -> None:
    assert mark_quoted(texts) == inside


def test_a_quotation_that_is_never_closed_ends_by_itself() -> None:
    marked = mark_quoted(["Quill said: “It was cold.", *["Ice came."] * 20])
    assert marked[1]
    assert not marked[-1]


def test_speech_inside_a_quotation_is_not_told_beside_a_report() -> None:
    text = (
        "The port of Lowfield opened on Monday after nine weeks of ice.\n"
        "Captain Mary Quill remembers: “The port was frozen that winter for weeks and weeks and weeks, and every morning began with axes. "
        "The ice of the port was a metre thick on Monday. The ships of the port could not leave for nine weeks in all. "
        + "Everybody waited for the sun of March, and it came late, and then it rained. "
        * 4
        + "So it went.”\n"
        "The first ship left for the islands with flour and mail."
    )
    told = summarise(
        text, title="Port of Lowfield opens after ice", language="en"
    )
    assert not any("metre thick" in sentence for sentence in told)


@pytest.mark.parametrize(
    ("language", "title", "text", "again"),
    [
        (
            "en",
            "Governor is ill",
            "The governor of the northern coast of Hightown has the flu.\n"
            "The governor of the northern coast of Hightown, Mary Quill, has the flu, a ship's doctor found.\n"
            "The deputy opens the port on Friday.",
            "ship's doctor",
        ),
        (
            "ru",
            "Губернатор заболела",
            "Губернатор северного берега области сообщила о своём гриппе.\n"
            "Губернатор северного берега области Мария Роева сообщила, что у неё грипп.\n"
            "Порт в пятницу откроет заместитель.",
            "Мария Роева",
        ),
    ],
)
def test_a_longer_sentence_does_not_say_it_again(
    language: str, title: str, text: str, again: str
) -> None:
    told = summarise(text, title=title, language=language, sentences=2)
    assert len(told) == 2
    assert sum("берег" in one or "coast" in one for one in told) == 1


def test_headings_of_other_parts_before_the_headline_are_not_told() -> None:
    menu = "\n".join(
        f"Ports of the north: part {n} of the ice" for n in range(1, 40)
    )
    text = f"{menu}\nHow the port of Lowfield froze\nIce closed the port of Lowfield for nine weeks."
    told = summarise(
        text, title="How the port of Lowfield froze", language="en"
    )
    assert told == ["Ice closed the port of Lowfield for nine weeks."]


def test_a_heading_is_told_only_where_nothing_better_is() -> None:
    text = "Ice at the port\nIce closed the port of Lowfield for nine weeks."
    assert summarise(text, title="", language="en") == [
        "Ice closed the port of Lowfield for nine weeks."
    ]
    assert summarise("Ice at the port of Lowfield", title="", language="en")


def test_a_letter_that_some_leave_out_makes_no_other_word() -> None:
    text = (
        "Капитан Роев первым увидел лёд у берегов Лугова.\n"
        "Порт закрыли до весны, корабли ждут.\n"
        "Корабли ждут весны в порту у самого причала."
    )
    told = summarise(text, title="Роёв увидел лед", language="ru", sentences=1)
    assert told == ["Капитан Роев первым увидел лёд у берегов Лугова."]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Die hat am Montag Anzeige gegen den Hafen erstattet."),
        ("de", "Der soll im Frühjahr wieder öffnen."),
        ("de", "Die Fischer kamen zu ihm, weil der Hafen offen war."),
        ("en", "There is a metre of ice between them."),
        ("ru", "Рыбаки пришли к нему за льдом."),
        ("zh", "专家总结说，这说明海冰正在变薄。"),
        ("zh", "一方面这意味着航道可以提前开放。"),
    ],
)
def test_what_explains_or_points_is_told_behind_its_sentence(
    language: str, sentence: str
) -> None:
    assert points_back(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Die Hafenstadt öffnet am Montag ihr neues Dock."),
        ("de", "Der warme Winter hält das Dock offen."),
        ("en", "The crew of the Aurora had a metre of ice before them."),
        ("ru", "Капитан Роев держал перед ним фонарь."),
        ("zh", "港口周一重新开放，货轮开始卸货。"),
    ],
)
def test_an_article_before_a_noun_points_at_nothing(
    language: str, sentence: str
) -> None:
    assert not points_back(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Read about the crew that froze with its ship."),
        ("de", "Erfahren Sie alles über das Eis im Hafen."),
        ("fr", "Découvrez le port sous la glace."),
        ("es", "Descubre el puerto bajo el hielo."),
        ("pt", "Saiba como o porto congelou."),
        ("ru", "Узнайте, как замёрз порт."),
    ],
)
def test_a_call_to_the_reader_is_no_report(
    language: str, sentence: str
) -> None:
    assert is_chatty(sentence, language)


def test_a_question_opens_no_summary_before_an_answer() -> None:
    text = (
        "With the winters getting warmer, and with the ships growing longer each year, is the ice of Lowfield a risk?\n"
        "Four captains told the Lowfield harbour board that thin ice is a greater risk than thick ice.\n"
        "The board meets again in May to hear the pilots."
    )
    told = summarise(
        text, title="Is the ice a risk? Four captains", language="en"
    )
    assert told[0].startswith("Four captains")


def test_another_articles_teaser_opens_no_summary() -> None:
    text = (
        "A bakery in Hightown won a prize for its rye bread last week.\n"
        "The pilots of the north are counted once in nine years by the board."
    )
    told = summarise(text, title="Number of pilots", language="en")
    assert told[0].startswith("The pilots")


def test_a_text_that_opens_with_somebody_unnamed_is_told_by_its_next() -> None:
    text = (
        "Die Fischer kamen zu ihm, weil der Hafen offen war.\n"
        "Kapitän Jan Roe brachte neun Boote durch das Eis in den Hafen.\n"
        "Das Eis war in diesem Winter einen Meter dick."
    )
    told = summarise(
        text, title="Jan Roe: neun Boote im Eis", language="de", sentences=2
    )
    assert told[0].startswith("Kapitän Jan Roe")


def test_a_line_that_ran_into_the_next_is_glued() -> None:
    ran = (
        "В Лугове открыли мост Фото администрации Кроме того, дорогу починили."
    )
    assert is_glued(ran)
    assert not is_glued("В Лугове открыли мост. Кроме того, дорогу починили.")


@pytest.mark.parametrize(
    ("text", "glued"),
    [
        ("Стаж есть не у всех. Кому платят С 2018 года он растёт.", True),
        ("Паром стоит у причала Для ремонта нужны детали.", True),
        ("Жюри возглавила вдова поэтаАнна Роева, сообщили в порту.", True),
        ("У порту чекають на пором Під час шторму він стояв.", True),
        ("Роев работал в газете «За рубежом» и на заводе.", False),
        ("Роев ушёл из компании МегаФон в порт.", False),
        ("Запас витамина С есть в порту.", False),
        ("Врачи советуют принимать витамин С 500 мг в день.", False),
        ("В составе группы В 24 команды сыграют осенью.", False),
        ("Уровень воды в реке По упал до рекордной отметки.", False),
        ("Паром стоит у причала По решению суда он не пойдёт.", True),
        ("Паром стоит у причала С 12 марта он не ходит.", True),
        ("Паром В. Роева стоит у причала.", False),
    ],
)
def test_a_capital_inside_a_cyrillic_sentence_glues(
    text: str, glued: bool
) -> None:
    assert is_glued(text) is glued


@pytest.mark.parametrize(
    "text",
    [
        "Lowfield 26-3 Hightown• Roe scores twice on a wet evening.",
        "Мост закрыли из-за льда.Причал стоит пустой.",
        "Порт не защищает от COVID-19.Развеивание мифов начали врачи.",
        "Анна и Пётр Роевы В порту их встретил мэр.",
        "Хор (и оркестр порта)Дата концерта: 20 мая.",
        "Альбом есть в магазине PORT.RUДоставка в любой город.",
        "КАК КУПИТЬ?Приобрести билет можно в порту.",
        "14.05.2026 — хор спел гимн 14.05.2026 — хор спел марш порту.",
    ],
)
def test_pieces_without_a_blank_are_glued(text: str) -> None:
    assert is_glued(text)


@pytest.mark.parametrize(
    "text",
    [
        "Roe sold her tickets on Harbour.Com before the storm.",
        "Паром пришёл на ул.Портовую, где живёт г.Роев.",
        "Вакцина от гепатита В есть в порту.",
        "PlayStation says that its PlayStation club opens in Lowfield.",
    ],
)
def test_addresses_and_short_forms_are_no_glue(text: str) -> None:
    assert not is_glued(text)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Initially the ferry was said to be late."),
        ("de", "Ursprünglich sollte die Fähre im Mai fahren."),
        ("ru", "Первоначально паром ждали в мае."),
        ("zh", "起初，渡轮计划五月开航。"),
    ],
)
def test_what_was_so_at_first_is_a_scene(language: str, sentence: str) -> None:
    assert sets_scene(sentence, language)


def test_a_quotation_of_grave_accents_is_closed() -> None:
    opened = "The captain told the Post: ``It was a long night at sea."
    assert readable(opened, "", "en") < readable(f"{opened}``", "", "en")


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Jan Roe (Bild) warnt vor dem Eis.", "Jan Roe warnt vor dem Eis."),
        ("Jane Roe (pictured) sails on.", "Jane Roe sails on."),
        ("Роев (на фото) вышел в море.", "Роев вышел в море."),
        ("船长王明（图）今天出海。", "船长王明今天出海。"),
        ("Roe (Foto AG) baut Schiffe.", "Roe (Foto AG) baut Schiffe."),
    ],
)
def test_who_is_in_the_picture_is_left_out(sentence: str, told: str) -> None:
    assert tidy(sentence, 3) == told
