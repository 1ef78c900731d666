"""Sentences that cannot stand alone: their speaker, subject or reason is in another sentence."""

from __future__ import annotations

import pytest

from news.summarise import summarise
from news.summarise.references import is_chatty, lacks_speaker, points_back


@pytest.mark.parametrize(
    ("language", "fact", "dangling", "figures"),
    [
        (
            "en",
            "The Lowfield council approved a new bridge.",
            "She called it a great day for the town.",
            "The bridge will cost 42 million and open in 2028.",
        ),
        (
            "en",
            "The Lowfield council approved a new bridge.",
            '"It is a great day," she added.',
            "The bridge will cost 42 million and open in 2028.",
        ),
        (
            "en",
            "The Lowfield council approved a new bridge.",
            "That is why many neighbours were angry.",
            "The bridge will cost 42 million and open in 2028.",
        ),
        (
            "en",
            "The Lowfield council approved a new bridge.",
            "As a result, many shops will close for good.",
            "The bridge will cost 42 million and open in 2028.",
        ),
        (
            "fr",
            "Le conseil de Lohfeld a approuvé un nouveau pont.",
            "Il a ajouté que c'était un grand jour pour eux.",
            "Le pont coûtera 42 millions et ouvrira en 2028.",
        ),
        (
            "fr",
            "Le conseil de Lohfeld a approuvé un nouveau pont.",
            "Selon lui, c'est un grand jour pour la ville.",
            "Le pont coûtera 42 millions et ouvrira en 2028.",
        ),
        (
            "pt",
            "A câmara de Lohfeld aprovou uma nova ponte.",
            "Ela disse que é um grande dia para todos.",
            "A ponte custará 42 milhões e abrirá em 2028.",
        ),
        (
            "it",
            "Il consiglio di Lohfeld ha approvato un nuovo ponte.",
            "Secondo lui è un grande giorno per la città.",
            "Il ponte costerà 42 milioni e aprirà nel 2028.",
        ),
        (
            "de",
            "Der Stadtrat von Lohfeld hat eine neue Brücke beschlossen.",
            "Ihm zufolge ist das ein guter Tag für die Stadt.",
            "Die Brücke kostet 42 Millionen Euro und ist 2028 fertig.",
        ),
        (
            "de",
            "Der Stadtrat von Lohfeld hat eine neue Brücke beschlossen.",
            "Nach ihren Worten ist das ein guter Tag für alle.",
            "Die Brücke kostet 42 Millionen Euro und ist 2028 fertig.",
        ),
        (
            "ru",
            "Горсовет Лугова одобрил новый мост.",
            "По его словам, это хороший день для города.",
            "Мост обойдётся в 42 млн евро и откроется в 2028 году.",
        ),
        (
            "ru",
            "Горсовет Лугова одобрил новый мост.",
            "Она добавила, что работы начнутся весной.",
            "Мост обойдётся в 42 млн евро и откроется в 2028 году.",
        ),
        (
            "uk",
            "Міська рада Лугова схвалила новий міст.",
            "За його словами, це добрий день для міста.",
            "Міст коштуватиме 42 млн євро і відкриється у 2028 році.",
        ),
        (
            "es",
            "El ayuntamiento de Lohfeld aprobó un puente.",
            "Según él, es un gran día para la ciudad.",
            "El puente costará 42 millones y estará listo en 2028.",
        ),
        (
            "pl",
            "Rada Lohfeldu zatwierdziła nowy most.",
            "Jego zdaniem to dobry dzień dla miasta.",
            "Most będzie kosztował 42 mln euro i powstanie w 2028 roku.",
        ),
        (
            "zh-Hans",
            "海州市议会批准建设新桥。",
            "对此，多位居民表示不满。",
            "大桥耗资42亿元，预计2028年建成。",
        ),
        (
            "zh-Hans",
            "海州市议会批准建设新桥。",
            "该负责人表示，这对市民是个好日子。",
            "大桥耗资42亿元，预计2028年建成。",
        ),
        (
            "zh-Hans",
            "海州市议会批准建设新桥。",
            "据其介绍，工程明年动工。",
            "大桥耗资42亿元，预计2028年建成。",
        ),
        (
            "zh-Hant",
            "海州市議會批准興建新橋。",
            "她表示，這對市民是好消息。",
            "大橋耗資42億元，預計2028年建成。",
        ),
        (
            "ja",
            "青浜市議会は新しい橋の建設を承認した。",
            "これについて住民からは批判の声も上がった。",
            "橋の費用は42億円で、2028年に完成する予定だ。",
        ),
        (
            "ko",
            "청해시 의회는 새 다리 건설을 승인했다.",
            "그는 좋은 날이라고 말했다.",
            "다리 건설에는 42억 원이 들며 2028년에 완공된다.",
        ),
        (
            "ar",
            "وافق مجلس المدينة على بناء جسر جديد.",
            "وأضاف أن هذا يوم عظيم للمدينة.",
            "سيكلف الجسر 42 مليون يورو ويفتتح عام 2028.",
        ),
        (
            "nl",
            "De raad van Lohveld keurde een nieuwe brug goed.",
            "Volgens hem is dat een mooie dag voor de stad.",
            "De brug kost 42 miljoen euro en is in 2028 klaar.",
        ),
    ],
)
def test_of_two_sentences_the_one_that_stands_alone_is_told(
    language: str, fact: str, dangling: str, figures: str
) -> None:
    space = "" if language.startswith(("zh", "ja")) else " "
    text = space.join((fact, dangling, figures))
    told = summarise(text, title="", language=language, sentences=2)
    assert told == [fact, figures]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "You want to know what the winter brings."),
        ("en", "The storm left us without a roof."),
        ("en", "But I stayed in the mill."),
        ("en", "Here's what the US plans for the mill."),
        ("en", "For years, I drove past the mill without a look."),
        ("de", "Wir haben die Fähre einen Tag lang begleitet."),
        ("fr", "Imaginez une ville sans voitures."),
        ("ru", "Поясним, пошлина составляет три процента."),
        ("es", "Si quieres ahorrar agua, hay una forma fácil."),
        ("zh-Hans", "笔者昨天走访了三家工厂。"),
        ("zh-Hans", "我们常常忽略身边的小事。"),
    ],
)
def test_who_speaks_of_himself_or_to_the_reader_is_chatty(
    language: str, sentence: str
) -> None:
    assert is_chatty(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "“I won’t sell the mill,” Jane Roe said on Friday."),
        ("zh-Hans", "我国去年出口增长百分之三。"),
        ("zh-Hans", "我院昨日举办讲座。"),
        ("de", "Der Wirt schließt die Küche um zehn."),
        ("ru", "Ядро кометы распалось на части."),
        ("en", "The US will close two ports to the ferry."),
        ("en", "A bomb of World War I was found in Lowfield."),
    ],
)
def test_a_quotation_and_an_office_that_says_our_are_not_chatty(
    language: str, sentence: str
) -> None:
    assert not is_chatty(sentence, language)


def test_a_link_behind_the_first_words_points_back_too() -> None:
    assert points_back("Die Firma kritisiert zudem die Höhe der Bußen.", "de")
    assert points_back("The firm also closed two of its mills.", "en")
    assert points_back("最近，他搬到了海边。", "zh-Hans")
    assert not points_back("Die Firma kritisiert die Höhe der Bußen.", "de")
    assert points_back("Разработчик этого метода живёт в Лугове.", "ru")
    assert not points_back("Урожай этого года собран в Лугове.", "ru")
    assert not points_back("最近，海州多地降雨。", "zh-Hans")


def test_a_pronoun_that_is_credited_at_the_end_lacks_its_speaker() -> None:
    assert lacks_speaker("Мост, по его словам, откроют весной.", "ru")
    assert not lacks_speaker("Мост, по словам Роева, откроют весной.", "ru")


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The patient people who make these sweet treats love detail."),
        ("de", "Seit Montag trainiert der 35-Jährige bei der Mannschaft."),
        ("de", "Die kleinen Vereine, die kaum gewinnen, sind hingegen froh."),
    ],
)
def test_a_word_further_in_points_back(language: str, sentence: str) -> None:
    assert points_back(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The ferry is full of books these days."),
        ("en", "IT workers of Lowfield walked out on Monday."),
        ("en", "The film Rain has won this year's prize of the town."),
        ("en", "Snow fell on the town this past weekend."),
        ("de", "Seit Montag trainiert der 35-jährige Lind bei der Mannschaft."),
        ("es", "La bolsa de Selm cerró en esta sesión con pérdidas."),
        ("es", "Los vecinos de Selm votan en estas elecciones con calma."),
        ("pt", "A chuva atinge Selm nesta reta final de novembro."),
        (
            "fr",
            "La bourse de Selm a fini en hausse dans cette séance de mardi.",
        ),
        ("fr", "La gauche est divisée à l'approche de ces élections."),
        ("it", "La Borsa di Selm chiude in questa seduta in rialzo."),
        ("de", "Das Wissen der Fischer über das Eis wächst seit Jahren."),
    ],
)
def test_a_day_or_a_name_further_in_does_not(
    language: str, sentence: str
) -> None:
    assert not points_back(sentence, language)
