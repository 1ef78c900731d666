"""Sentences in many languages that mean somebody or something of another, and ones that do not."""

from __future__ import annotations

import pytest

from news.summarise.references import (
    lacks_speaker,
    points_back,
    refers_twice,
)


@pytest.mark.parametrize(
    ("language", "sentence", "dangles"),
    [
        ("en", "The harbour, she said, needs a wall.", True),
        ("en", "The harbour, the pilot said, needs a wall.", False),
        ("de", "Der Hafen, sagte sie, braucht eine Mauer.", True),
        ("de", "Wie sie sagte, fehlt eine Mauer.", True),
        ("de", "Letztere war dagegen.", True),
        ("de", "Jetzt will sie im Hafen bauen.", True),
        ("de", "Jetzt will Roe im Hafen bauen.", False),
        ("en", "Now he is back in the harbour.", True),
        ("en", "Now Roe is back in the harbour.", False),
        ("ru", "Сейчас она живёт в порту.", True),
        ("ru", "Сейчас порт закрыт.", False),
        ("zh", "如今他回到了海州港。", True),
        ("zh", "如今海州港已经关闭。", False),
        ("es", "Afirmó que faltaba un muro.", True),
        ("es", "Añadió que faltaba un muro.", True),
        ("es", "El puerto, explicó, necesita un muro.", True),
        ("es", "Afirmó el piloto que faltaba un muro.", False),
        ("es", "Con ello, el puerto queda cerrado.", True),
        ("fr", "Celui-ci refuse la digue.", True),
        ("fr", "Le port, a-t-elle dit, attend une digue.", True),
        ("fr", "Le port, a dit le pilote, attend une digue.", False),
        ("pt", "Afirmou que faltava um muro.", True),
        ("pt", "Para ela, falta um muro.", True),
        ("it", "Hanno spiegato che manca un muro.", True),
        ("it", "Quest’ultima era contraria.", True),
        ("it", "Quest’anno il porto chiude.", False),
        ("ru", "Как она отметила, нужна стена.", True),
        ("ru", "Порту, считает она, нужна стена.", True),
        ("ru", "Подобные планы отклонили.", True),
        ("uk", "Як вона зазначила, потрібна стіна.", True),
        ("pl", "Stwierdziła, że brakuje muru.", True),
        ("pl", "Takie plany odrzucono.", True),
        ("nl", "Hierdoor komt de muur dichterbij.", True),
        ("ko", "이 계획은 비판을 받았다.", True),
        ("ko", "이 달 항구가 닫힌다.", False),
        ("tr", "O, duvarın gerekli olduğunu söyledi.", True),
        ("tr", "Bu plan eleştirildi.", True),
        ("tr", "Bu hafta liman kapanıyor.", False),
        ("en", "In conclusion, the wall is needed.", True),
        ("de", "Zusammenfassend fehlt dem Hafen eine Mauer.", True),
        ("fr", "En conclusion, il manque un mur au port.", True),
        ("es", "En resumen, al puerto le falta un muro.", True),
        ("pt", "Em resumo, falta um muro ao porto.", True),
        ("it", "In conclusione, al porto manca un muro.", True),
        ("ru", "Подводя итог, порту нужна стена.", True),
        ("ar", "هذا الأسبوع يغلق الميناء.", False),
        ("ar", "وأضافت أن السور ضروري.", True),
        ("hi", "उन्होंने कहा कि दीवार ज़रूरी है।", True),
        ("hi", "उनके अनुसार दीवार ज़रूरी है।", True),
        ("hi", "इस सप्ताह बंदरगाह बंद रहेगा।", False),
        ("hi", "बंदरगाह प्रमुख ने कहा कि दीवार ज़रूरी है।", False),
        ("id", "Menurutnya, tembok itu perlu.", True),
        ("id", "Ia menambahkan bahwa tembok itu perlu.", True),
        ("id", "Pelabuhan Biru ditutup pekan ini.", False),
        ("ms", "Beliau berkata tembok itu perlu.", True),
        ("ms", "Pelabuhan Biru ditutup minggu ini.", False),
        ("vi", "Theo ông, bức tường là cần thiết.", True),
        ("vi", "Bà cho biết thêm bức tường là cần thiết.", True),
        ("vi", "Ông Minh nói bức tường là cần thiết.", False),
        ("vi", "Bà Lan Anh rời cảng.", False),
        ("vi", "Tuần này cảng đóng cửa.", False),
        ("sv", "Enligt henne behövs en mur.", True),
        ("sv", "Hon tillade att en mur behövs.", True),
        ("sv", "Den här veckan stängs hamnen.", False),
        ("sv", "Hamnen stängs, säger lotsen.", False),
        ("sv", "Den nya muren är nio meter hög.", False),
        ("sv", "I de nya reglerna finns ett undantag för muren.", False),
        ("sv", "Efter mötet sade hon att muren behövs.", True),
        ("da", "Efter de seneste storme er muren lukket.", False),
        ("no", "I de nye reglene finnes et unntak for muren.", False),
        ("ro", "El Niño aduce ploi în port.", False),
        ("ro", "El a spus că zidul este necesar.", True),
        ("da", "De ansatte får en ny mur.", False),
        ("da", "Ifølge ham er muren nødvendig.", True),
        ("da", "Begge afviste at kommentere muren.", True),
        ("da", "Havnen lukker i denne uge.", False),
        ("no", "Ifølge henne trengs en mur.", True),
        ("no", "Havnen stenger denne uken.", False),
        ("fi", "Hänen mukaansa muuri tarvitaan.", True),
        ("fi", "Satama suljetaan tällä viikolla.", False),
        ("cs", "Podle něj je zeď nutná.", True),
        ("cs", "Oba to odmítli komentovat.", True),
        ("cs", "Přístav se tento týden zavře.", False),
        ("bg", "По думите му стената е нужна.", True),
        ("bg", "Пристанището затваря тази седмица.", False),
        ("sr", "Према његовим речима, зид је потребан.", True),
        ("sr", "Obojica su odbila zid.", True),
        ("sr", "Luka se zatvara ove nedelje.", False),
        ("ro", "Potrivit acestuia, zidul este necesar.", True),
        ("ro", "Portul se închide săptămâna aceasta.", False),
        ("hu", "Szerinte kell a fal.", True),
        ("hu", "Ezt követően lezárták a kikötőt.", True),
        ("hu", "A kikötőt ezen a héten lezárják.", False),
        ("el", "Σύμφωνα με τον ίδιο, το τείχος χρειάζεται.", True),
        ("el", "Το λιμάνι κλείνει αυτή την εβδομάδα.", False),
        ("fa", "او گفت که دیوار لازم است.", True),
        ("fa", "بندر این هفته بسته می‌شود.", False),
        ("ar", "في حين أغلق الميناء أبوابه.", True),
        ("fr", "« Le mur est bas », a-t-elle dit.", True),
        ("en", "Ships of all the aforementioned ports are safe.", True),
        ("es", "Los mencionados barcos volverán en mayo.", True),
        ("zh-Hans", "不仅在海州，今年各港的货运量都有增长。", True),
        ("de", "Das wäre zehn Kilometer vor dem Hafen.", True),
        ("de", "Das neue Fährhaus wäre zehn Kilometer entfernt.", False),
        ("de", "Um das zu verstehen, hilft ein Blick auf den Hafen.", True),
        ("es", "Se trata de un puerto pequeño.", True),
        ("es", "Los vecinos de este puerto esperan un muro.", True),
        ("es", "El puerto cierra a partir de este lunes.", False),
        ("es", "Unos 40 de estos barcos volverán en mayo.", True),
        ("es", "El puerto cerrará estos días.", False),
        ("fr", "Les gardiens de ce pont demandent une digue.", True),
        ("fr", "Le port ferme à partir de ce lundi.", False),
        ("fr", "Quarante de ces bateaux reviendront en mai.", True),
        ("fr", "Le port fermera ces jours-ci.", False),
        ("pt", "Trata-se de um porto pequeno.", True),
        ("pt", "Os moradores desta ilha esperam um muro.", True),
        ("pt", "O porto fecha a partir desta segunda-feira.", False),
        ("it", "Si tratta di un porto piccolo.", True),
        ("it", "Gli abitanti di questa isola vogliono un muro.", True),
        ("it", "Il porto chiude a partire da questo lunedì.", False),
        ("it", "Quaranta di queste barche torneranno a maggio.", True),
        ("ja", "そんな中、港では新しい壁の工事が始まった。", True),
        ("ja", "ちなみに、壁の高さは9メートルだ。", True),
        ("ja", "ただの堤防だった港の壁が観光地になった。", False),
        ("ja", "ここ数年、港の利用者が減っている。", False),
        ("ja", "同志社大学が港の壁を調べた。", False),
        ("pl", "Statki wspomnianej firmy wrócą w maju.", True),
        ("pl", "Według nich mur kosztuje 9 milionów.", True),
    ],
)
def test_a_sentence_that_means_another_is_told(
    language: str, sentence: str, dangles: bool
) -> None:
    found = lacks_speaker(sentence, language)
    assert (found or points_back(sentence, language)) is dangles


@pytest.mark.parametrize(
    ("language", "sentence", "twice"),
    [
        ("en", "Such a step was not new to them.", True),
        ("en", "Such a step cost them 40 million euros.", False),
        ("en", "Such a step was not new to them, Jane Roe said.", False),
        ("es", "Dicha medida fue criticada por estos.", True),
        ("ru", "Такое решение было принято после этого.", True),
        ("de", "Dies sei ihnen nicht neu gewesen.", True),
        ("zh-Hans", "对此，他表示支持。", True),
        ("zh-Hans", "对此，海州市政府表示支持。", False),
        ("zh-Hant", "對此，該名男子表示無奈。", True),
    ],
)
def test_what_points_back_twice_tells_nothing(
    language: str, sentence: str, twice: bool
) -> None:
    assert refers_twice(sentence, language) is twice


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "On the same day the ferry to Hightown was stopped."),
        ("de", "Am selben Tag wurde die Fähre gestoppt."),
        ("de", "Die Polizei nahm dort zwei Männer fest."),
        ("de", "Noch ist unklar, ob sie versichert waren."),
        ("fr", "Le lendemain, le bac a été arrêté."),
        ("fr", "On ignore encore s'ils étaient assurés."),
        ("es", "Al día siguiente pararon el barco."),
        ("pt", "No dia seguinte, a balsa parou."),
        ("it", "Lo stesso vale per gli altri due traghetti."),
        ("ru", "В тот же день паром остановили."),
        ("ru", "Пока неизвестно, застрахованы ли они."),
        ("ru", "Полиция нашла там два парома."),
        ("uk", "Того ж дня пором зупинили."),
        ("pl", "Następnego dnia prom zatrzymano."),
        ("nl", "De volgende dag lag de pont stil."),
        ("zh-Hans", "次日，渡轮停航。"),
        ("ja", "翌日、船は止まった。"),
        ("ko", "다음 날 여객선이 멈췄다."),
        ("tr", "Ertesi gün vapur durduruldu."),
        ("ar", "في اليوم التالي توقفت العبارة."),
        ("hi", "अगले दिन नाव रोक दी गई।"),
    ],
)
def test_a_day_a_place_or_an_owner_of_another_sentence_points_back(
    language: str, sentence: str
) -> None:
    assert points_back(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The following days bring rain to Lowfield."),
        ("de", "Noch ist unklar, ob die Fähre versichert war."),
        ("es", "El mismo barco paró dos veces en Lohares."),
        ("ru", "Пока неизвестно, застрахован ли паром."),
        ("ru", "Жить в Лугове было весело, там два театра."),
        ("ru", "В Лугове там и тут стоят паромы."),
        ("de", "Wer nach Lohfeld fährt, sieht dort zwei Fähren."),
    ],
)
def test_a_sentence_that_names_what_is_unknown_stands_alone(
    language: str, sentence: str
) -> None:
    assert not points_back(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "According to the same source, two men were hurt."),
        ("fr", "Selon la même source, deux hommes sont blessés."),
        ("es", "Según la misma fuente, dos hombres están heridos."),
        ("it", "Secondo la stessa fonte, due uomini sono feriti."),
        ("ru", "По данным того же источника, двое ранены."),
        ("ru", "По его оценке, паром вернётся в мае."),
        ("uk", "На її погляд, пором повернеться."),
        ("pl", "W jego ocenie prom wróci w maju."),
        ("de", "Nach ihrer Einschätzung fährt die Fähre im Mai."),
        ("ar", "وبحسب المصدر ذاته، أصيب رجلان."),
    ],
)
def test_the_same_source_is_named_elsewhere(
    language: str, sentence: str
) -> None:
    assert lacks_speaker(sentence, language)
