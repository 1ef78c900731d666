"""Phrases whose meaning is in another sentence."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.antecedents import lacks_antecedent


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The pair moved to Lowfield in May."),
        ("en", "While the duo sang, the hall was dark."),
        ("en", "Roe added that the bridge would open in May."),
        ("en", "Doe went on to say that the bridge is safe."),
        ("en", "Set in a village by the Ains, it follows two sisters."),
        ("en", "Asked about the bridge, she said nothing."),
        ("en", "Three years later, Roe met the captain of the ferry."),
        ("en", "Roe is facing that same captain in court."),
        ("de", "Drei Jahre später traf Roe den Kapitän."),
        ("fr", "Trois ans plus tard, Roe retrouve le capitaine."),
        ("es", "Tres años después, Roe encontró al capitán."),
        ("ru", "Спустя три года Роев встретил капитана."),
        ("ru", "Из указанной суммы Лугов получит половину."),
        ("ru", "Лугов лидирует по данному показателю."),
        ("ru", "Учёные отмечают, что это редкий случай."),
        ("ru", "Мост закрыт до мая, отмечает издание."),
        ("ru", "По информации издания, мост закрыт до мая."),
        ("en", "The bridge is shut until May, the newspaper said."),
        ("en", "Builders say this is the worst winter of all."),
        ("de", "Die Brücke bleibt gesperrt, schreibt das Blatt."),
        ("fr", "Le pont est fermé, précise le quotidien."),
        ("es", "El puente está cerrado, según el diario."),
        ("ru", "Как пояснил Иван Петрович, мост закрыт."),
        ("zh", "俄方表示，多国对这一事件的调查没有进展。"),
        ("en", "Lowfield is probably on that list."),
        ("en", "The two firms signed on Monday."),
        ("de", "Die zwei Firmen einigten sich am Montag."),
        ("fr", "Les deux entreprises ont signé lundi."),
        ("es", "Las dos empresas firmaron el lunes."),
        ("pt", "As duas empresas assinaram na segunda."),
        ("en", "In the second, Roe pleaded guilty."),
        ("en", "Roe met the latter, said the mayor."),
        ("en", "The authors warn that the bridge may fall."),
        ("de", "Die Autoren warnen vor der Brücke."),
        ("de", "Letztere fuhr im Mai nach Lohfeld."),
        ("fr", "Les auteurs craignent pour le pont."),
        ("fr", "Ce dernier a ouvert le pont."),
        ("es", "Los autores temen por el puente."),
        ("ru", "Авторы статьи опасаются за мост."),
        ("ru", "Второй сломался у причала."),
        ("zh", "市长对这一事件的调查还没有结束。"),
        ("zh", "位于海州的这家企业生产桥梁。"),
        ("zh", "大家表示，要把桥修好。"),
        ("zh", "党中央在这里开过会。"),
        ("zh", "早上6时，王明用手机拍下这段视频。"),
        ("en", "A sailor shot this video with his phone on Monday."),
        ("de", "Ein Matrose drehte dieses Video am Montag."),
        ("fr", "Un marin a tourné cette vidéo lundi."),
        ("es", "Un marinero grabó este vídeo el lunes."),
        ("ru", "Матрос снял это видео в понедельник."),
        ("ru", "Кульминацией станет парад судов."),
        ("en", "The highlight will be a parade of ships."),
        ("de", "Höhepunkt ist eine Parade der Schiffe."),
        ("fr", "Le point d’orgue sera une parade de bateaux."),
        ("es", "El punto culminante será un desfile de barcos."),
        ("zh", "重头戏是船队巡游。"),
        ("zh", "1921年至1927年，工人们在这里修过船。"),
        ("zh-Hant".partition("-")[0], "那年秋天，漁民們就在這裡修船。"),
        ("ja", "1921年、労働者たちはここで船を造った。"),
        ("en", "From 1921 to 1927, it was here that boats were built."),
        ("de", "Von 1921 bis 1927 wurden hier Boote gebaut."),
        ("ru", "С 1921 по 1927 год здесь строили лодки."),
        ("fr", "De 1921 à 1927, c’est ici que l’on construisait des barques."),
        ("es", "De 1921 a 1927, aquí se construían barcos."),
        ("de", "Eine Initiative der Stadt soll sie schneller fit machen."),
        ("de", "Am Montag will er die Brücke öffnen."),
        ("de", "Der Bund hat ihnen geholfen."),
        ("de", "Der Bund wollte ihnen helfen."),
        ("de", "Die 30 Jahre alte Fischerin arbeitet seit Mai im Hafen."),
        ("de", "Der 41-jährige Fahrer wurde schwer verletzt."),
        ("de", "Jane Roe ist der Kopf hinter diesem Erfolg."),
        ("en", "Courts around the country are grappling with this question."),
        ("de", "Das Duo zog im Mai nach Lohfeld."),
        ("de", "Roe fügte hinzu, die Brücke sei sicher."),
        ("de", "Die beiden Schwestern singen seit Mai."),
        ("fr", "Le couple a quitté Lohfeld en mai."),
        ("fr", "M. Roe a ajouté que le pont était sûr."),
        ("fr", "Née à Lohfeld en 1990, elle chante depuis mai."),
        ("es", "La pareja dejó Lohfeld en mayo."),
        ("es", "Roe añadió que el puente es seguro."),
        ("pt", "A dupla deixou Lohfeld em maio."),
        ("pt", "Roe acrescentou que a ponte é segura."),
        ("ru", "Роев добавил, что мост откроют в мае."),
        ("ru", "Мост откроют в мае, отметила Анна Петровна."),
        ("ru", "Выступая в Лугове, он пообещал мост."),
        ("uk", "Роєв додав, що міст відкриють у травні."),
        ("zh", "海州市长还表示，大桥将于五月通车。"),
        ("zh", "王某补充说，工程已经过半。"),
        ("ja", "市長は「五月に開通する」と付け加えた。"),
    ],
)
def test_what_another_sentence_introduces(language: str, sentence: str) -> None:
    assert lacks_antecedent(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "A pair of swans moved to Lowfield in May."),
        ("ru", "Матч Новака Джоковича и Энди Маррея покажут в Лугове."),
        ("ru", "Боснийский игрок Эдин Джекович покинул Лугов."),
        ("ru", "По данным порта, паром ходит каждый час."),
        ("ru", "По данным издания «Лугов», паром ходит каждый час."),
        ("de", "Die Brücke bleibt gesperrt, schreibt das Magazin „Lohfeld“."),
        ("es", "El puente está cerrado, según el diario Lohfeld."),
        ("de", "Die Stadt will das Ufer, sagt Roe, weil er es mag."),
        ("de", "Der 64-jährige Fahrer eines Busses wurde verletzt."),
        ("de", "Am Hafen von Lohfeld wird in diesem Jahr gebaut."),
        ("de", "Die Stadt baut, und mit diesem Geld zahlt sie."),
        ("en", "Two ports of Lowfield will close by this summer."),
        ("en", "Sailors of this world meet in Lowfield."),
        ("en", "The firm added 200 jobs in Lowfield."),
        ("en", "Set in a village by the Ains, the film follows two sisters."),
        ("en", "The council said in June that the bridge is safe."),
        ("en", "The mayor insisted that the bridge is safe."),
        ("en", "The two biggest ports of Lowfield closed."),
        ("en", "The three-year trial ended on Monday."),
        ("en", "The two towns of the Ains voted on Monday."),
        ("fr", "Les deux plus grands ports ont fermé."),
        ("es", "Las dos principales ciudades votaron."),
        ("en", "In the second half, Roe scored twice."),
        ("en", "The former mayor of Lowfield opened a bridge."),
        ("en", "The authors’ union of Lowfield went on strike."),
        ("ru", "Второй мост через Лугу открыли в мае."),
        ("ru", "Авторы доклада о мостах получили премию."),
        ("zh", "这一年，海州大桥建成通车。"),
        ("de", "Ein Duo aus Lohfeld singt seit Mai."),
        ("de", "Die Brücke der beiden Städte ist sicher."),
        ("fr", "Un couple de Lohfeld a ouvert un café."),
        ("es", "Una pareja de Lohfeld abrió un café."),
        ("ru", "Мэр Анна Петровна Роева открыла мост."),
        ("ru", "Мост откроет Роева Анна Петровна."),
        ("ru", "Выступая в Лугове, мэр пообещал мост."),
        ("ru", "Завод добавил 200 мест."),
        ("zh", "海州市长表示，大桥将于五月通车。"),
        ("ko", "시장은 다리가 안전하다고 말했다."),
    ],
)
def test_what_stands_alone(language: str, sentence: str) -> None:
    assert not lacks_antecedent(sentence, language)


def test_a_second_speech_opens_no_summary() -> None:
    text = (
        "Anna Roe, the mayor of Lowfield, spoke on Monday.\n"
        "Doe added that the new bridge of Lowfield may open in May.\n"
        "The bridge will cost 42 million, the council of Lowfield said."
    )
    told = summarise(
        text,
        title="New Lowfield bridge may open in May",
        language="en",
        sentences=1,
    )
    assert "added" not in told[0]
