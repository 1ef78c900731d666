"""Datelines of agencies and papers, in several languages."""

from __future__ import annotations

import pytest

from news.summarise import summarise


@pytest.mark.parametrize(
    ("language", "text", "opening"),
    [
        (
            "en",
            "SAN FRANCISCO, California (Example News Service) — Voters passed the measure.",
            "Voters",
        ),
        (
            "en",
            "TOKYO -- Shares fell on Monday after the bank's warning.",
            "Shares",
        ),
        (
            "en",
            "GENEVA, 20 November (UNHCR) – Thousands fled the town.",
            "Thousands",
        ),
        ("en", "DUBAI, United Arab Emirates (AP) — A ship sank.", "A ship"),
        ("en", "BEIJING, Nov. 20 (Xinhua) -- China's trade rose.", "China"),
        ("en", "By Jane Roe LONDON (Reuters) - Oil rose on Friday.", "Oil"),
        ("en", "PARIS | The museum reopened on Friday.", "The museum"),
        ("en", "Reporting from Cairo — The river rose overnight.", "The river"),
        (
            "de",
            "BERLIN – Die Regierung hat das Gesetz beschlossen.",
            "Die Regierung",
        ),
        ("de", "Wien (APA) – Das Parlament hat zugestimmt.", "Das Parlament"),
        (
            "de",
            "Frankfurt/Main (dpa/tmn) - Sparer bekommen mehr Zinsen.",
            "Sparer",
        ),
        (
            "de",
            "München, 20. November 2026 – Die Firma hat ein Werk eröffnet.",
            "Die Firma",
        ),
        (
            "de",
            "20.11.2026, Hamburg. Der Hafen meldet einen Rekord.",
            "Der Hafen",
        ),
        (
            "fr",
            "Paris, le 20 novembre 2026 - Le ministère a publié le décret.",
            "Le minist",
        ),
        (
            "fr",
            "BRUXELLES (Belga) - La Chambre a voté le budget.",
            "La Chambre",
        ),
        (
            "fr",
            "Publié le 20 novembre 2026 à 10h : Le préfet a interdit la marche.",
            "Le préfet",
        ),
        (
            "es",
            "Buenos Aires, 20 nov (Télam) - El Senado aprobó la ley.",
            "El Senado",
        ),
        ("es", "LIMA.- El Congreso aprobó la ley.", "El Congreso"),
        ("de", "Bremen / Kiel - Die Häfen melden Rekorde.", "Die Häfen"),
        ("en", "Port Lowen, Oregon—The ferry sails again.", "The ferry"),
        (
            "es",
            "MADRID, 20 Nov. (EUROPA PRESS) - El Gobierno aprobó la ley.",
            "El Gobierno",
        ),
        ("pt", "BRASÍLIA - O Senado aprovou a lei.", "O Senado"),
        (
            "pt",
            "São Paulo, 20 nov (Lusa) – O Senado aprovou a lei.",
            "O Senado",
        ),
        (
            "it",
            "(ANSA) - ROMA, 20 NOV - Il governo ha approvato la legge.",
            "Il governo",
        ),
        ("ru", "Москва. 20 ноября. INTERFAX.RU - Суд отклонил жалобу.", "Суд"),
        ("ru", "САНКТ-ПЕТЕРБУРГ, 20 ноя — РИА Новости. Мост открыли.", "Мост"),
        ("ru", "КИЕВ, 20 ноября 2026, 10:15 — REGNUM. Мост открыли.", "Мост"),
        ("ru", "20 ноября, ФИНМАРКЕТ - Рубль вырос.", "Рубль"),
        ("uk", "КИЇВ. 20 листопада. УНН. Суд відхилив скаргу.", "Суд"),
        ("ja", "【ソウル時事】韓国政府は20日、新制度を発表した。", "韓国"),
        (
            "ja",
            "［ニューヨーク　２０日　ロイター］ - 米株式市場は反発した。",
            "米株",
        ),
        ("ja", "（東京＝山田花子）政府は20日、予算案を決めた。", "政府"),
        ("ko", "(부산=뉴스1) 김철수 기자 = 시는 새 다리를 연다.", "시는"),
        ("ko", "[서울경제] 정부는 20일 예산안을 발표했다.", "정부"),
        (
            "zh-Hans",
            "新华社北京11月20日电 题：国务院常务会议20日召开。",
            "国务院",
        ),
        (
            "zh-Hans",
            "【大河财立方消息】11月20日，央行开展逆回购操作。",
            "11月20日",
        ),
        (
            "zh-Hans",
            "人民网北京11月20日电 （记者李某）国务院常务会议20日召开。",
            "国务院",
        ),
        ("zh-Hans", "证券时报e公司讯，央行今日开展逆回购操作。", "央行"),
        ("zh-Hans", "来源：海州日报 国务院常务会议20日召开。", "国务院"),
        ("zh-Hans", "观点网讯：11月20日，某地产公司发布公告。", "11月20日"),
        ("zh-Hans", "界面新闻记者 | 张某 某地产公司20日发布公告。", "某地产"),
        (
            "zh-Hans",
            "央广网北京11月20日消息（总台中国之声记者张某）国务院常务会议20日召开。",
            "国务院",
        ),
        ("zh-Hant", "〔記者林某／台中報導〕市府今日宣布新政策。", "市府"),
        (
            "zh-Hant",
            "（中央社記者陳某台北20日電）行政院今日宣布新政策。",
            "行政院",
        ),
        ("zh-Hant", "【本報訊】行政院今日宣布新政策。", "行政院"),
        ("ar", "القاهرة (رويترز) - ارتفعت الأسعار يوم الجمعة.", "ارتفعت"),
        ("tr", "ANKARA (AA) - Meclis yasayı kabul etti.", "Meclis"),
        ("nl", "AMSTERDAM (ANP) - De Kamer stemde in.", "De Kamer"),
        ("pl", "Warszawa (PAP) - Sejm przyjął ustawę.", "Sejm"),
        (
            "en",
            "AUSTIN, Texas--(BUSINESS WIRE)--Acme Corp. buys a mill in Ohio.",
            "Acme",
        ),
        ("en", "QUETTA, (APP) Nov 20: Rain fell in the north.", "Rain"),
        ("it", "Torino (askanews) - La fiera apre venerdì.", "La fiera"),
        ("pt", "Luanda (ANGOP) – O porto reabre na sexta.", "O porto"),
        ("en", "(MENAFN) Heavy rain closed the port on Friday.", "Heavy"),
        (
            "en",
            "AUSTIN, Texas, Nov. 20, 2026 /PRNewswire/ -- Acme Corp. buys a mill.",
            "Acme",
        ),
        ("fr", "(Agence Exemple) - Le port de Dakar rouvre.", "Le port"),
        ("en", "ATLANTA (AP) _ Fans lined up on Friday.", "Fans"),
        ("ru", "БАКУ /Trend/ - Мост через реку открыли.", "Мост"),
        ("ko", "【부산=뉴시스】김철수 기자 = 시는 다리를 연다.", "시는"),
        ("zh-Hans", "（海州台记者 李某）专家组今日抵达现场。", "专家组"),
        ("de", "Jan Roe (SPD) – Er regiert die Stadt seit Mai.", "Jan Roe"),
        ("de", "Kassel – Ein Zug ist entgleist.", "Ein Zug"),
        ("ru", "20 ноября, Брест /Корр. БЕЛТА/. Мост открыли.", "Мост"),
        ("ru", "УХТА, 20 ноября. /Корр. ТАСС И. Роев/. Мост открыли.", "Мост"),
        ("uk", "ЛЬВІВ, 20 листопада — Укрінформ. Міст відкрили.", "Міст"),
        ("ja", "【パリ＝佐藤花子】仏政府は予算案を決めた。", "仏政府"),
        ("ja", "（ロイター） 米政府は新制裁を発表した。", "米政府"),
        ("ja", "（釜山聯合ニュース）韓国政府は新制裁を発表した。", "韓国"),
        ("de", "dpa Lohfeld – Ein Kran ist in den Hafen gestürzt.", "Ein Kran"),
        ("en", "Accra, Ghana | The court ruled on Friday.", "The court"),
        ("zh-Hans", "【海州日报】市政府今日宣布新的政策。", "市政府"),
        ("zh-Hans", "格隆汇11月20日丨某公司今日回购股份。", "某公司"),
        (
            "en",
            "Updated: 09:15 BST, 7 April 2026 Rain closed the port.",
            "Rain",
        ),
        (
            "en",
            "Published 7 April 2026, 09:15 GMT The port is closed.",
            "The port",
        ),
        (
            "ru",
            "РОСТОВ-НА-ДОНУ, 7 апр — РАМИ, Анна Роева. Порт закрыли на неделю.",
            "Порт",
        ),
        ("ru", "/РАМИ/ Порт закрыли из-за шторма на неделю.", "Порт"),
        ("en", "/MARINEWIRE/ -- Acme Corp. buys a mill in Ohio.", "Acme"),
        ("pt", "Porto Alegre, 7 - O porto fechou na sexta-feira.", "O porto"),
        ("pt", "BRASÍLIA, 07/04 - A greve dos portos acabou.", "A greve"),
        ("hi", "मुंबई, सात अप्रैल (भाषा) बंदरगाह बंद कर दिया गया है।", "बंदरगाह"),
        ("hi", "मुंबई, 7 अप्रैल (एजेंसी)। बंदरगाह बंद कर दिया गया है।", "बंदरगाह"),
        ("en", "Naples - The ferry was sold on Friday.", "The ferry"),
        ("en", "Nagpur – Two ferries were sold on Friday.", "Two"),
        ("es", "Cádiz - El puerto cerró el viernes por la noche.", "El puerto"),
        ("fr", "Brest – Un bateau a coulé vendredi soir.", "Un bateau"),
        ("it", "Genova - Il porto ha chiuso venerdì sera.", "Il porto"),
        ("nl", "Vlissingen - De haven is sinds vrijdag dicht.", "De haven"),
        ("ru", "Выборг — В порту затонул паром.", "Выборг"),
        ("en", "Roe - Hay was the pair that won.", "Roe"),
        ("pt", "Ana Roe, 45 - A pilota venceu a corrida.", "Ana Roe"),
        (
            "en",
            "Justice: The court sided with the farmers on Friday.",
            "Justice",
        ),
        ("en", "WHO: Vaccine stocks are low in ten countries.", "WHO"),
        (
            "de",
            "Neue Zahlen: Die Stadt wächst weiter um 3000 Einwohner.",
            "Neue",
        ),
        ("ru", "Роев: мост откроют в мае следующего года.", "Роев"),
    ],
)
def test_a_summary_opens_behind_the_dateline(
    language: str, text: str, opening: str
) -> None:
    (first,) = summarise(text, title="", language=language, sentences=1)
    assert first.startswith(opening)
