"""Items among the news that are no news, in eight languages; and news that only looks like them."""

from __future__ import annotations

import pytest

from news.rank import NoNews, find_no_news


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Sudoku for Saturday, June 7", NoNews.QUIZ),
        ("Kreuzworträtsel vom 7. Juni", NoNews.QUIZ),
        ("Mots croisés du 7 juin", NoNews.QUIZ),
        ("Umfrage: Braucht Marn eine Fähre?", NoNews.QUIZ),
        ("Сканворд дня", NoNews.TABLE),
        ("¿Cuánto sabes de faros?", NoNews.QUIZ),
        ("Powerball winning numbers for 7 June", NoNews.TABLE),
        ("Lottozahlen vom Samstag: die Gewinnzahlen", NoNews.TABLE),
        ("Lotofácil: veja as dezenas sorteadas", NoNews.TABLE),
        ("大乐透第2026077期开奖", NoNews.TABLE),
        ("ロト7 当せん番号", NoNews.TABLE),
        ("Weather on Monday", NoNews.TABLE),
        ("Курс евро на завтра", NoNews.TABLE),
        ("Farmacias de guardia hoy en Lugo", NoNews.TABLE),
        ("TV tonight: a lighthouse and its keeper", NoNews.TABLE),
        ("Die schönsten Bilder vom Hafenfest", NoNews.GALLERY),
        ("12 photos of the regatta", NoNews.GALLERY),
        ("フォトギャラリー 灯台の夏", NoNews.GALLERY),
        ("Win a weekend break at the lighthouse hotel", NoNews.ADVERTISEMENT),
        ("转发抽十位读者送书", NoNews.ADVERTISEMENT),
        ("Abonnieren Sie unseren Newsletter", NoNews.ADVERTISEMENT),
        ("Les meilleures offres sur les bouilloires", NoNews.DEAL),
        ("天猫双11：空气炸锅到手价199元", NoNews.DEAL),
        ("Receta de caldo de faro", NoNews.GUIDE),
        ("Sponsored: a kitchen for small flats", NoNews.ADVERTISEMENT),
        ("Anzeige | Dämmen lohnt sich", NoNews.ADVERTISEMENT),
        ("【广告】新楼盘开放参观", NoNews.ADVERTISEMENT),
        ("На правах рекламы: окна зимой", NoNews.ADVERTISEMENT),
        ("In pictures: frost on the canal", NoNews.GALLERY),
        ("组图：运河上的雾凇", NoNews.GALLERY),
        ("Fotostrecke: Reif am Kanal", NoNews.GALLERY),
        ("Frost on the canal – photos", NoNews.GALLERY),
        ("Weekly quiz: which river is longest?", NoNews.QUIZ),
        ("Тест: какая река длиннее", NoNews.QUIZ),
        ("Best vacuum cleaner deals this weekend", NoNews.DEAL),
        ("Save up to 40% off this kettle at Amazon", NoNews.DEAL),
        ("某品牌耳机到手价 199 元", NoNews.DEAL),
        ("Horoscope: your week ahead", NoNews.TABLE),
        ("天气预报：明日多云", NoNews.TABLE),
        ("Météo - vendredi 20 novembre", NoNews.TABLE),
        ("今日の天気：晴れ", NoNews.TABLE),
        ("Where to watch Lowfield vs Hightown", NoNews.TABLE),
        ("Где смотреть матч Лугова и Садового", NoNews.TABLE),
        ("Wordle today (#1900): hints and answer", NoNews.QUIZ),
        ("How to descale a kettle", NoNews.GUIDE),
        ("Why kettles scale, and how to stop it", NoNews.GUIDE),
        ("Kettle 4: tips, and tricks", NoNews.GUIDE),
        ("Gas vs. induction, explained", NoNews.GUIDE),
        ("8 ways your kettle could break", NoNews.GUIDE),
        ("What channel is Lowfield vs. Hightown on?", NoNews.TABLE),
        ("Wenn der Kessel verkalkt und wie man ihn reinigt", NoNews.GUIDE),
        ("Thermos : conseils et astuces", NoNews.GUIDE),
        ("Dicas e truques para a chaleira", NoNews.GUIDE),
        ("Чем отличается чайник от термоса", NoNews.GUIDE),
        ("Накипь и как её избежать", NoNews.GUIDE),
        ("电水壶和热水瓶有什么区别？", NoNews.GUIDE),
        ("9 ways to reuse jam jars", NoNews.GUIDE),
        ("Best kettles of 2026", NoNews.GUIDE),
        ("12 Tipps für den Balkon im Winter", NoNews.GUIDE),
        ("Was ist ein Wärmenetz?", NoNews.GUIDE),
        ("Comment choisir un vélo", NoNews.GUIDE),
        ("7 trucos para ahorrar agua", NoNews.GUIDE),
        ("Как выбрать чайник", NoNews.GUIDE),
        ("手把手教你修自行车", NoNews.GUIDE),
        ("冬のカレーの作り方", NoNews.GUIDE),
        ("7 habits that keep a bicycle running", NoNews.GUIDE),
        ("What happens to your body in cold water", NoNews.GUIDE),
        ("8 Fehler beim Streichen der Wand", NoNews.GUIDE),
        ("Alles über den Anbau von Lauch", NoNews.GUIDE),
        ("6 erreurs que font les cyclistes", NoNews.GUIDE),
        ("9 errores que dañan la lavadora", NoNews.GUIDE),
        ("5 erros que estragam a bicicleta", NoNews.GUIDE),
        ("6 ошибок при поливе огурцов", NoNews.GUIDE),
        ("三种习惯伤害自行车链条", NoNews.GUIDE),
        ("Гороскоп на 20 ноября", NoNews.TABLE),
        ("Your horoscope for Friday", NoNews.TABLE),
    ],
)
def test_a_label_names_what_is_no_news(title: str, kind: NoNews) -> None:
    assert find_no_news(title) is kind


@pytest.mark.parametrize(
    "title",
    [
        "Lottery operator fined over lost tickets",
        "Lotto-Mitarbeiter verhaftet",
        "Umfrage: Jeder Dritte will eine Fähre",
        "Encuesta: el alcalde baja dos puntos",
        "大乐透奖池被盗",
        "今晚油价上调",
        "Курс евро превысил сто рублей",
        "Рецепт на снотворное станет обязательным",
        "Weather satellite fails on Monday",
        "Photographer of the regatta is found",
        "Newsletter firm raises ten million",
        "Receita da Petromar cresce",
        "天猫双11销售额下滑",
        "Gallery owner arrested over forged paintings",
        "Deal reached on river crossing",
        "Quiz show host retires",
        "Weather kills twelve in the valley",
        "Advertisement ban passes second reading",
        "Live animals found in a suitcase",
        "广告法修订草案公布",
        "天气转冷 多地启动供暖",
        "直播平台被罚",
        "Директор музея подал в отставку",
        "Wetterdienst warnt vor Glätte",
        "Trade deal: both sides sign",
        "Direct flights to resume",
        "How the ferry sank",
        "What is known about the fire in Lowfield",
        "12 people rescued from the quarry",
        "Wie die Stadt sparen will",
        "Как прошли выборы в Лугове",
        "如何看待新预算案",
        "Cómo votó el Senado",
        "5 reasons the budget failed",
        "3 Fehler kosten Lowfield den Sieg",
        "4 places for refugees added in Hightown",
    ],
)
def test_a_word_in_a_headline_is_what_the_news_is_about(title: str) -> None:
    assert find_no_news(title) is None


@pytest.mark.parametrize(
    ("categories", "kind"),
    [
        (("Recipes",), NoNews.GUIDE),
        (("Recipes", "Opinion"), NoNews.GUIDE),
        (("Recipes", "Politics"), None),
        ((), None),
    ],
)
def test_all_categories_together_may_say_it(
    categories: tuple[str, ...], kind: NoNews | None
) -> None:
    assert find_no_news("The ferry", categories=categories) is kind


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (("NewsArticle",), None),
        (("WebPage", "Recipe"), NoNews.GUIDE),
        (("NewsArticle", "Review"), NoNews.REVIEW),
        (("OpinionNewsArticle",), NoNews.OPINION),
        (("AdvertiserContentArticle",), NoNews.ADVERTISEMENT),
        (("AnalysisNewsArticle",), None),
    ],
)
def test_a_page_may_declare_it(
    types: tuple[str, ...], kind: NoNews | None
) -> None:
    assert find_no_news("The ferry", types=types) is kind


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        ("Guest Columns", NoNews.OPINION),
        ("Рецепты", NoNews.GUIDE),
        ("運勢", None),
        ("占い", NoNews.TABLE),
        ("Traueranzeigen", NoNews.TABLE),
        ("Codes promo", NoNews.DEAL),
        ("Weather", None),
        ("Podcasts, Politics", None),
        ("News > Opinion", NoNews.OPINION),
        ("World > Reviews of laws", None),
        ("", None),
    ],
)
def test_a_section_may_say_it(section: str, kind: NoNews | None) -> None:
    title = "Ferry sails at night"
    assert find_no_news(title, section=section, text="It sailed.") is kind


def test_an_address_may_say_it() -> None:
    assert (
        find_no_news("Frost", url="https://a.example/galleries/2026/frost")
        is NoNews.GALLERY
    )
    assert find_no_news("Frost", url="https://a.example/2026/gallery") is None
    podcast = "https://a.example/podcasts/2026/frost"
    assert find_no_news("Frost", url=podcast) is NoNews.TABLE
    assert find_no_news("Frost", url="https://[broken") is None


def test_a_live_page_is_a_shell_until_it_tells_something() -> None:
    assert (
        find_no_news("LIVE: council votes", text="Watch here.")
        is NoNews.LIVE_SHELL
    )
    assert find_no_news("直播：议会表决", text="") is NoNews.LIVE_SHELL
    assert (
        find_no_news("LIVE: council votes", text="The council voted. " * 40)
        is None
    )
    assert find_no_news("LIVE: council votes") is None


def test_a_text_of_figures_is_a_table() -> None:
    rows = "\n".join(
        f"Town {n}: {n}°C / {n + 5}°C, {n * 7}%, 10{n:02} hPa"
        for n in range(20)
    )
    assert find_no_news("Tomorrow", text=rows) is NoNews.TABLE
    assert (
        find_no_news("Tomorrow", text="Rain comes in from the west. " * 20)
        is None
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ingredients: two leeks, a tablespoon of oil. Preheat the oven. " * 3,
        "Zutaten: zwei Stangen Lauch, ein Esslöffel Öl, für vier Portionen. ",
        "Ингредиенты: лук-порей, 1 ст. л масла. На четыре порции. ",
        "食材：韭葱两根，盐适量，糖少许。",
        "材料（4人分）：長ネギ2本、油大さじ1。",
    ],
)
def test_a_text_that_lists_what_to_cook_is_a_recipe(text: str) -> None:
    assert find_no_news("Leek bake", text=text) is NoNews.GUIDE


def test_a_report_about_cooking_is_news() -> None:
    report = (
        "The school kitchen of Lowfield will buy its ingredients from farms "
        "nearby. Four hundred servings are cooked each day, the council said."
    )
    assert find_no_news("School meals change", text=report) is None


def test_what_presents_a_product_is_no_news() -> None:
    shop = "冰港物语是一款以海港为主题的模拟经营游戏，玩家可以建造码头，画面精美，玩法简单。"
    assert find_no_news("海港与冰的故事", text=shop) is NoNews.ADVERTISEMENT
    news = f"{shop}开发商20日宣布，游戏将于12月上线。"
    assert find_no_news("海港游戏将上线", text=news) is None


@pytest.mark.parametrize(
    "text",
    [
        "Cost: 6.30 + fees. 21+ show, doors: 5 pm. A tribute to the ferry. Buy tickets",
        "Shop at Lowfield and save on kettles. Get free shipping. Sale price 19.",
        "Einlass: 19 Uhr. Tickets gibt es im Vorverkauf und an der Abendkasse.",
        "Achetez la bouilloire, livraison gratuite avec le code promo.",
        "Envío gratis con el código promocional. Aprovecha y compra ahora.",
        "Frete grátis com o código promocional. Aproveite e compre agora.",
        "Добавьте в корзину: бесплатная доставка, промокод внутри.",
        "点击购买，全场包邮，使用优惠码再减。",
        "送料無料、クーポン配布中、期間限定です。",
    ],
)
def test_a_text_that_calls_to_buy_is_an_advertisement(text: str) -> None:
    kind = find_no_news("A kettle for the valley", text=text)
    assert kind is NoNews.ADVERTISEMENT


def test_a_report_about_a_shop_is_news() -> None:
    report = (
        "The shop of Lowfield will end free shipping in May. A promo code was "
        "used 9,000 times in a night, the firm said on Monday."
    )
    assert find_no_news("Shop ends free shipping", text=report) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Lowfield-Hightown, Box", NoNews.TABLE),
        ("Lowfield v Hightown: betting odds and form", NoNews.TABLE),
        ("Прогноз и ставки на матч Лугов – Садовый", NoNews.TABLE),
        ("Lohfeld gegen Marn: unser Wett-Tipp", NoNews.TABLE),
        ("Up to 60% off kettles this morning", NoNews.DEAL),
        ("Top 50 kettles: steel, glass and clay", NoNews.GUIDE),
        ("A complete guide to the mill's songs", NoNews.GUIDE),
        ("5 Films To Watch While It Rains", NoNews.GUIDE),
        ("Actors who have never learnt to swim", NoNews.GUIDE),
        ("Beer of the Week: Lowfield Stout", NoNews.GUIDE),
        ("Wort der Woche: Nieselregen", NoNews.GUIDE),
        ("Песня недели: «Дождь»", NoNews.GUIDE),
        ("Fünf Küchentrends 2027", NoNews.GUIDE),
        ("What plumbers don't want you to know", NoNews.GUIDE),
    ],
)
def test_lists_and_bets_are_no_news(title: str, kind: NoNews) -> None:
    assert find_no_news(title) is kind


@pytest.mark.parametrize(
    "title",
    [
        "Top 10 seed beaten in Lowfield",
        "Two men to stand trial over the mill fire",
        "Actors who struck for a month return to work in Lowfield",
        "Shares of the week's loser fall 8% off their high",
        "Five towns to get new buses",
        "Box office of the Lowfield theatre burns down",
        "Full list of winners at the Lowfield film awards",
        "Betting odds shift as the mayor enters the race",
        "Players who were hurt in the coach crash named",
        "Shares in the mill trade up to 20% off their high",
    ],
)
def test_news_that_looks_like_a_list_is_news(title: str) -> None:
    assert find_no_news(title) is None


def test_a_text_of_labels_alone_is_a_table() -> None:
    sheet = [f"Part {number}\nSteel, 4 mm\nIn stock" for number in range(6)]
    report = [f"The town bought part {number}." for number in range(18)]
    assert find_no_news("Kettle 4", text="\n".join(sheet)) is NoNews.TABLE
    assert find_no_news("Kettle 4", text="\n".join(report)) is None


def test_spans_of_years_are_a_profile() -> None:
    profile = (
        "Jane Roe has been married to A. Doe (1990 - 1994), B. Doe (1995 - 1998), "
        "C. Doe (1999–2004) and D. Doe (2005-)."
    )
    assert find_no_news("Jane Roe", text=profile) is NoNews.TABLE
    report = "Jane Roe, mayor of Lowfield (2001-2009), has died, her son said."
    assert find_no_news("Jane Roe dies", text=report) is None


@pytest.mark.parametrize(
    "title",
    [
        "My neighbour keeps parking on our lawn",
        "Should I sell my mother’s house?",
        "Meine Chefin will nie Urlaub geben",
        "Mon voisin refuse de tailler sa haie",
        "Mi marido no quiere mudarse",
        "Моя сестра постоянно занимает деньги",
        "我婆婆总是不敲门就进来",
    ],
)
def test_a_letter_to_an_adviser_is_no_news(title: str) -> None:
    assert find_no_news(title) is NoNews.GUIDE


@pytest.mark.parametrize(
    "title",
    [
        "‘My neighbour is my hero,’ says man saved from fire",
        "My son survived the crash of Flight 9",
        "我国总是领先的造船业再获订单",
    ],
)
def test_what_somebody_tells_of_his_own_is_news(title: str) -> None:
    assert find_no_news(title) is None


@pytest.mark.parametrize(
    "title",
    [
        "Opinion | The bridge we should not build",
        "Opinion: the old ferry was better",
        "Meinung: Die Brücke ist zu teuer",
        "Tribune : le pont de trop",
        "Мнение: мост не нужен",
        "【专栏】桥上的早晨",
        "Why I left the city for an island",
        "Warum ich die Fähre liebe",
        "Почему я продал машину",
        "Leitartikel: Die Brücke bleibt ein Wagnis",
        "Tribune. Le bac doit rester gratuit",
        "Courrier des lecteurs : le bac et nous",
        "Cartas do leitor: a ponte nova",
        "Письма читателей: о пароме и мостах",
        "【社论】渡口不该一关了之",
        "讀者投書：請留下渡輪",
        "社説：渡し船を残す道",
        "[사설] 나룻배를 지키자",
        "رأي: الجسر ليس حلا",
        "In praise of slow ferries",
    ],
)
def test_what_somebody_thinks_is_no_news(title: str) -> None:
    assert find_no_news(title) is NoNews.OPINION


@pytest.mark.parametrize(
    "title",
    [
        "Kettle 4 Pro review: it boils, slowly",
        "The Night Boat review – a storm in a teacup",
        "Kessel im Test: Wer kocht am schnellsten?",
        "Filmkritik: Das Nachtboot",
        "Reseña: el puente de noche",
        "Crítica de «El barco de noche»",
        "Critique. « Le Bac de nuit », sans escale",
        "Рецензия на фильм «Ночной паром»",
        "影评：《夜航船》慢得有理",
        "レビュー：新しい電気ケトル",
        "[리뷰] 밤배, 느린 위로",
        "مراجعة: غلاية جديدة",
        "Kettle 4 road test: two weeks in a van",
        "Тест-драйв парома: тихо и медленно",
        "映画「夜の舟」評：静かな岸",
    ],
)
def test_what_a_critic_says_is_no_news(title: str) -> None:
    assert find_no_news(title) is NoNews.REVIEW


@pytest.mark.parametrize(
    "title",
    [
        "Weather-related delays on the ferry",
        "Horoskop-App speichert Gespräche",
        "Météo-Plage lève dix millions",
        "Quiz-show host elected mayor",
        "Port fees under review – shippers protest",
        "Ferry pay review – union walks out",
    ],
)
def test_a_label_before_a_hyphen_is_part_of_a_word(title: str) -> None:
    assert find_no_news(title) is None


def test_an_address_in_a_folder_of_opinions_is_no_news() -> None:
    url = "https://a.example/opinion/2026/the-ferry"
    assert find_no_news("The ferry", url=url) is NoNews.OPINION


@pytest.mark.parametrize(
    "page",
    [
        "2026/kettle-4-pro-review",
        "2026/kettle-4-pro-review.html",
        "style/night-ferry-movie-review-jane-roe",
        "style/night-ferry-review-film-roe-12345",
        "kultur/nachtfaehre-filmkritik-roe",
        "kultur/die-nachtfaehre-buch-kritik.html",
        "culture/critique-film-le-bac-de-nuit",
        "cultura/critica-de-cine-el-barco",
        "cultura/resenha-livro-a-barca",
        "spettacoli/il-traghetto-recensione/",
        "cultuur/de-nachtboot-recensie",
        "kino/nochnoj-parom-recenziya",
    ],
)
def test_a_page_named_a_review_is_no_news(page: str) -> None:
    url = f"https://a.example/{page}"
    assert find_no_news("The night ferry sails", url=url) is NoNews.REVIEW


@pytest.mark.parametrize(
    "page",
    [
        "2026/ferry-disaster-under-review",
        "2026/ministers-announce-ferry-fares-review",
        "2026/mayor-launches-quay-wall-review",
        "2026/un-arms-treaty-review",
        "2026/inquest-into-death-medical-review",
        "2026/council-reviews-film-subsidies",
        "2026/council-to-review-film-subsidies",
        "2026/censors-film-review-board-reform",
        "2026/mayor-orders-safety-review",
        "2026/court-grants-judicial-review.html",
        "2026/the-ferry-year-in-review",
        "2026/review-finds-ferry-unsafe",
        "2026/kritik-an-der-faehre",
        "2026/critique-du-gouvernement-sur-le-bac",
        "2026/ferry-review",
        "book-review/the-ferry-sails",
    ],
)
def test_a_page_about_a_review_is_news(page: str) -> None:
    url = f"https://a.example/{page}"
    assert find_no_news("The night ferry sails", url=url) is None


@pytest.mark.parametrize(
    "title",
    [
        "REVIEW-Rowing-Roe shines on the last day",
        "Opinion polls put the mayor ahead",
        "Court orders review of the bridge tender",
        "Kommentar des Ministers löst Streit aus",
        "Общественное мнение о мосте изменилось",
        "Essai nucléaire : Marn accuse Hollo ?",
    ],
)
def test_news_about_opinions_is_news(title: str) -> None:
    assert find_no_news(title) is None


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Making your kitchen work for you", NoNews.GUIDE),
        ("Every office has a talker – here’s how to cope", NoNews.GUIDE),
        ("5 reasons why kettles scale", NoNews.GUIDE),
        ("6 причин, почему чайник шумит", NoNews.GUIDE),
        ("Kettle 4 Review by Jane Roe", NoNews.REVIEW),
        ("What You Need to Know About the Tides of 2026", NoNews.GUIDE),
        ("What is a spring tide? Here’s what you need to know.", NoNews.GUIDE),
        ("Was Sie über Springfluten wissen müssen", NoNews.GUIDE),
        ("Ce qu’il faut savoir sur les marées", NoNews.GUIDE),
        ("Lo que debes saber sobre las mareas", NoNews.GUIDE),
        ("Что нужно знать о приливах", NoNews.GUIDE),
        ("150 jokes for the lunch box", NoNews.GUIDE),
        ("80 Sprüche zum Abschied", NoNews.GUIDE),
        ("Как оформить вычет: пошаговая инструкция", NoNews.GUIDE),
        ("Какой штраф бывает за костёр", NoNews.GUIDE),
        ("Рыбаки на причале, 1890-е годы, Лугов", NoNews.GALLERY),
        ("Ferry at the pier, 1905", NoNews.GALLERY),
    ],
)
def test_collections_steps_and_old_pictures_are_no_news(
    title: str, kind: NoNews
) -> None:
    assert find_no_news(title) is kind
