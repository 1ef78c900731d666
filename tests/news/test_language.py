"""The language of short titles."""

from __future__ import annotations

import pytest

from news.language import detect, matches
from news.language.word_votes import count_votes


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("全国多地迎来降温天气", "zh-Hans"),
        ("立法會討論財政預算案", "zh-Hant"),
        ("東京で新しい地下鉄が開業", "ja"),
        ("서울 지하철 요금 인상", "ko"),
        ("В Москве открыли новую станцию метро", "ru"),
        ("Верховна Рада ухвалила закон про бюджет", "uk"),
        ("Parliament votes on the new budget for schools", "en"),
        (
            "Der Bundestag stimmt über den neuen Haushalt ab und die Regierung wartet",
            "de",
        ),
        (
            "Le gouvernement annonce une hausse des salaires pour les enseignants",
            "fr",
        ),
        (
            "El Gobierno anuncia una subida de los salarios para los profesores",
            "es",
        ),
        ("O governo anuncia um aumento dos salários para os professores", "pt"),
        ("ประชุมสภาวันนี้", "th"),
        ("הכנסת אישרה את התקציב", "he"),
        ("Η Βουλή ενέκρινε τον προϋπολογισμό", "el"),
        ("नई दिल्ली में बारिश", "hi"),
        ("1234 --- 5678", "und"),
        ("", "und"),
        ("iPhone 17 发布", "zh-Hans"),
        ("Norway's ferries, Denmark's trains stand still", "en"),
        ("The dean’s office won’t move", "en"),
        ("Wales&#039;s rowers win", "en"),
        ("De foto's van de week", "nl"),
        ("Vlada sprejela zakon o vodah", "sl"),
        ("Dež bo danes ponehal", "sl"),
        ("Vlada će usvojiti zakon i budžet za vode", "sr"),
        ("Влада је усвојила закон о водама", "sr"),
        ("Vláda schválila zákon o vodách", "cs"),
        ("Уряд схвалив закон про воду", "uk"),
        ("Правительство приняло закон о воде", "ru"),
        ("Погода на сегодня", "ru"),
        ("Правителството прие закона за водите", "bg"),
        ("円相場が下落", "ja"),
        ("気象庁発表 大雨警報解除", "ja"),
        ("衆院選 投開票日決定", "ja"),
        ("氣象局發布豪雨特報", "zh-Hant"),
        ("新北市議會通過預算", "zh-Hant"),
        ("東証大幅安", "ja"),
        ("県議選告示", "ja"),
        ("自民党総裁選告示", "ja"),
        ("知事選投開票", "ja"),
        ("東京都知事選舉結果", "zh-Hant"),
        ("东京都知事选举结果", "zh-Hans"),
        ("Шмигаль у Брюсселі", "uk"),
        ("Дъжд в Пловдив", "bg"),
        ("Погода на завтра", "ru"),
        ("Цене хране поново расту", "sr"),
        ("Tko je novi predsjednik suda", "hr"),
        ("Cijene goriva opet rastu", "hr"),
        ("Premijer Srbije stigao u Novi Sad", "sr"),
        ("Els alumnes tornen avui a classe", "ca"),
        ("Los alumnos vuelven hoy a clase", "es"),
        ("O concello tamén sobe as taxas", "gl"),
        ("Os preços sobem também aqui", "pt"),
        ("Polícia hľadá svedka nehody", "sk"),
        ("Урад прыняў закон аб вадзе", "be"),
        ("حکومت نے اعلان کیا ہے", "ur"),
        ("قیمت نفت بالا رفت", "fa"),
        ("تأجيل جلسة اليوم", "ar"),
        ("Ferrari unveils an electric van", "en"),
        ("Il treno per Torino", "it"),
        ("Tusk i Macron: Francja pomoże", "pl"),
        ("Priserna på el stiger", "sv"),
        ("Priserne på el stiger", "da"),
        ("Prisene på strøm stiger", "no"),
        ("Ceny chleba rastú", "sk"),
        ("Učitelia chcú učiť menej", "sk"),
        ("Zomrel slávny maliar", "sk"),
        ("Počasie zajtra na horách", "sk"),
        ("Zemřel slavný malíř", "cs"),
        ("Spotkanie w Gdyni odwołane", "pl"),
        ("Ceny chleba rostou", "cs"),
        ("Mor el director de la Universitat", "ca"),
        ("O goberno baixa o imposto do lume", "gl"),
        ("Potres u Zagrebu", "hr"),
        ("Valdība apstiprina jauno budžetu", "lv"),
        ("Skolotāji piesaka streiku par algām", "lv"),
        ("Mokytojai skelbia streiką dėl atlyginimų", "lt"),
        ("Eesti valitsus kinnitas eelarve", "et"),
        ("Minister går af efter kritik", "da"),
        ("Policija uhapsila pljačkaša", "sr"),
        ("Հայաստանի վարչապետը մեկնել է Բրյուսել", "hy"),
        ("ગુજરાતમાં ભારે વરસાદની આગાહી", "gu"),
        ("தமிழ்நாட்டில் கனமழை", "ta"),
        ("తెలంగాణలో భారీ వర్షాలు", "te"),
        ("ქართული პარლამენტი", "ka"),
        ("ኢትዮጵያ ዜና", "am"),
        ("Zemljotres u Beogradu", "sr"),
        ("Поплави во Скопје", "mk"),
        ("Владата ќе го смени буџетот", "mk"),
        ("Струја поново поскупљује", "sr"),
        ("Среща в Пловдив", "bg"),
        ("Встреча в Пловдиве", "ru"),
        ("Цэны не растуць", "be"),
        ("所得税減税", "ja"),
        ("台風上陸", "ja"),
        ("市長獲准出國", "zh-Hant"),
        ("市长获准出国", "zh-Hans"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert detect(text) == language


def test_restricted_answers_stay_within() -> None:
    assert detect("Breaking news", ("en", "de")) in {"en", "de"}
    assert detect("Москва", ("ru", "en")) == "ru"
    assert detect("Els alumnes tornen avui", ("es", "en")) == "es"


def test_what_a_chat_reads() -> None:
    assert matches("zh-Hant", ("zh",))
    assert matches("en", ())
    assert matches("und", ("de",))
    assert not matches("fr", ("de", "en"))


@pytest.mark.parametrize("word", ["record", "usa", "profit", "accident"])
def test_a_word_that_many_languages_write_alike_tells_of_none_of_them(
    word: str,
) -> None:
    languages = ("da", "en", "es", "fr", "it", "no", "ro", "sv")
    votes = count_votes(word, languages)
    assert max(votes.values(), default=0.0) < 0.3
