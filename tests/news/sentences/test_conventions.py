"""Where sentences end, in languages with different conventions."""

from __future__ import annotations

import pytest

from news.sentences import sentences


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        (
            "ru",
            "Участок площадью 15 га и дом в 120 кв. м купила семья из г. Лугова.",
            1,
        ),
        ("ru", "Ущерб оценили в 3 млн руб. Виновного ищут.", 2),
        ("es", "El muro mide aprox. 3 metros de alto.", 1),
        ("es", "La sesión acabó a las 19:30 h. Vendrán más.", 2),
        ("fr", "La séance a fini à 19 h. Julie Roe est partie.", 2),
        ("it", "La seduta è finita alle 19.30 h. Roe è partita.", 2),
        ("pt", "O muro mede aprox. 3 metros de altura.", 1),
        ("it", "Il muro misura ca. 3 metri e circa. 2 tonnellate.", 1),
        ("pl", "Port zamknięto w marcu 2019 r. Kutry stoją.", 2),
        ("pl", "W 2019 r. Nowak został burmistrzem.", 1),
        ("no", "Muren koster bl.a. ca. 3 mill. kr. Det er mye.", 2),
        ("vi", "PGS.TS. Lê Minh và GS.TS. Phạm Hòa đến TP. Huế.", 1),
        ("hi", "टिकट का दाम 300 रु. है और कि.मी. 5 पर पुल है।", 1),
        ("bn", "ড. রায় ও মো. আলী এসেছেন।", 1),
        ("id", "PT. Laut Biru menyewa kapal Rp. 3 juta di Jl. Mawar.", 1),
        ("ms", "En. Roe dan Pn. Hay tiba di Jln. Mawar.", 1),
        ("ru", "Помощь — 7 млн долл. США. Её дают банки.", 2),
        ("ru", "Цех открыли в 2019 г. Сейчас он пуст.", 2),
        ("ru", "Дом в мкр. Южном и сквер на наб. Фонтанки.", 1),
        ("uk", "Борг — 7 млн дол. США.", 1),
        ("de", "Das Denkmal für Otto III. Besucher loben.", 1),
        ("de", "Es regierte Otto III. Der Kaiser war jung.", 2),
        ("en", "Cllr. Ann Hill met Reps. Roe and Hay in Apt. 5.", 1),
        ("en", "Two shops sell TVs. Prices fell.", 2),
        ("fr", "Selon l’art. 7 al. 2, le vote compte.", 1),
        ("cs", "Loď míří na ostrov Krk. Novák ji řídí.", 2),
        ("pl", "Zebranie o godz. 18.30 na os. Wilga.", 1),
        (
            "ru",
            "Встреча пройдёт в 18 ч. 30 мин. в зале на ул. Садовой, д. 5.",
            1,
        ),
        (
            "ru",
            "Он родился в 1956 г. в деревне под Тверью. Потом жил в Туле.",
            2,
        ),
        ("ru", "По данным на 1 янв. 2026 г., в городе 12 тыс. жителей.", 1),
        ("ru", "И. о. мэра П. П. Роев подписал указ № 14.", 1),
        (
            "ru",
            "«Мы справимся. Всё готово», — сказал Роев. Работы начнутся в мае.",
            2,
        ),
        (
            "ru",
            "Средняя зарплата — 80 тыс. руб. Это на 5% больше, чем год назад.",
            2,
        ),
        (
            "uk",
            "Пожежу на вул. Садовій, буд. 7, загасили. Площа — 40 кв. м.",
            2,
        ),
        ("uk", "У 2025 р. місто отримало 3 млн грн. на дорогу.", 1),
        ("de", "Am 3. Oktober feierte die Stadt. Es kamen rd. 2000 Gäste.", 2),
        (
            "de",
            "Der Preis stieg um 2,5 Prozent auf 1.250 Euro. Das sagte Fr. Roe.",
            2,
        ),
        ("de", "Laut § 5 Abs. 2 Nr. 3 StGB ist das strafbar.", 1),
        (
            "de",
            "Prof. Dr. h. c. Anna Roe leitet das Institut seit dem 1. Januar 2024.",
            1,
        ),
        (
            "de",
            "„Wir sind bereit. Es geht los“, sagte Roe. Der Bau beginnt im Mai.",
            2,
        ),
        ("de", "Der 1. FC Lohfeld gewann 3:1. Der Trainer war zufrieden.", 2),
        ("de", "Die Arbeiten dauern bis Dez. 2027 und kosten 4 Mrd. Euro.", 1),
        (
            "fr",
            "M. Roe et Mme Doe ont signé l'accord à 18 h. Le texte sera publié.",
            2,
        ),
        ("fr", "L'art. 5 de la loi no 12 a été modifié.", 1),
        (
            "fr",
            "« C'est fini. Nous partons », a dit M. Roe. Le bus est parti.",
            2,
        ),
        (
            "fr",
            "La société vaut 3,5 Md. d'euros, selon le cabinet Roe & Cie. Elle emploie 50 personnes.",
            2,
        ),
        ("es", "El Dr. Roe vive en la Avda. Central, núm. 5, desde 1990.", 1),
        ("es", "¿Quién lo hizo? Nadie lo sabe. ¡Qué lástima!", 3),
        (
            "es",
            "La Sra. Doe llegó a las 8 a.m. y salió a las 5 p.m. del lunes.",
            1,
        ),
        ("es", "El precio es de 1.250,50 euros. Sube un 3 %.", 2),
        ("pt", "O Sr. Roe mora na Av. Central, n. 5. A casa é de 1920.", 2),
        (
            "pt",
            "A Profa. Doe e o Eng. Roe abriram a obra de R$ 3,5 mi. em maio.",
            1,
        ),
        (
            "it",
            "Il dott. Roe e l'on. Doe hanno firmato. L'accordo vale 3 mln. di euro.",
            2,
        ),
        (
            "en",
            "The U.N. Security Council met at 9 a.m. on Jan. 5 in Geneva.",
            1,
        ),
        ("en", "He moved to Washington, D.C. He was 40.", 2),
        ("en", "Police spoke to ex-Sgt. Roe and to Ald. Doe on Monday.", 1),
        (
            "en",
            "Sen. Jane Roe, R-Ohio, and Rep. John Doe, D-Calif., voted no. They lost.",
            2,
        ),
        ("en", "“It’s over. We lost,” Roe said. The crowd left.", 2),
        ("en", "Sales rose 3.5 percent to $1.2 billion vs. a year ago.", 1),
        ("en", "Shares of Roe & Co. fell. Analysts had expected more.", 2),
        ("en", "What now? Nobody knows. It rained!", 3),
        (
            "en",
            "Dr. Roe Jr. and Prof. Doe (Ph.D. in law) spoke at St. Mary's Church.",
            1,
        ),
        ("nl", "De heer drs. J. Roe kreeg 3 mln. euro. Hij was blij.", 2),
        (
            "pl",
            "Prof. Nowak mieszka przy ul. Polnej 5 od 2020 r. i pracuje w urzędzie.",
            1,
        ),
        ("tr", "Dr. Yılmaz konuştu. Toplantı saat 9'da bitti.", 2),
        (
            "ja",
            "市長は「必ず行く。約束する」と述べた。式典は３月１日に開く。",
            2,
        ),
        ("ja", "価格は1.5倍になった。なぜか？理由は分からない。", 3),
        ("zh-Hans", "他表示：“我们准备好了。明天出发。”随后车队离开。", 2),
        ("zh-Hans", "增速为3.5%，比去年高。为什么？专家这样解释。", 3),
        ("zh-Hant", "市長說：「工程下月動工。請大家放心。」市民表示歡迎。", 2),
        (
            "ko",
            '시장은 "곧 시작한다. 걱정 말라"고 말했다. 공사는 3월에 시작된다.',
            2,
        ),
        ("ko", "수출이 3.5% 늘었다. 수입은 줄었다.", 2),
        ("ru", "Мэр подписал указ от 22 мая 2026 г. № 137 о мосте.", 1),
        ("en", "The firm paid the U.S. $5 million in May.", 1),
        ("hi", "बैठक 9 बजे हुई। डॉ. शर्मा ने कहा कि काम शुरू होगा।", 2),
        ("ar", "زاد السعر 3.5 في المئة. هل يستمر ذلك؟ لا أحد يعلم.", 3),
        ("fa", "قیمت نفت بالا رفت. آیا ادامه دارد؟ کسی نمی‌داند.", 3),
        ("el", "Ποιος το έκανε; Κανείς δεν ξέρει. Η αστυνομία ερευνά.", 3),
        ("uk", "У Карпатах знайшли новий вид. Рослина росте на схилах.", 2),
        ("th", "รัฐบาลประกาศวันนี้", 1),
        ("vi", "TP. Hồ Chí Minh đón 3 triệu khách. Con số này tăng 5%.", 2),
        ("id", "Dr. Roe tiba di Jl. Merdeka No. 5. Ia lalu berpidato.", 2),
        (
            "sv",
            "Det kostar t.ex. 3 milj. kronor per år. Så säger bl.a. Roe.",
            2,
        ),
        (
            "cs",
            "Prof. Novák bydlí v ul. Polní č. 5 od r. 2020. Pracuje na úřadě.",
            2,
        ),
    ],
)
def test_an_abbreviation_or_a_quotation_does_not_end_a_sentence(
    language: str, text: str, count: int
) -> None:
    assert len(sentences(text, language)) == count
