"""Topics: by section, by words, unknown stays unknown."""

from __future__ import annotations

import pytest

from news.models import Article
from news.topics import ancestors, catalogue, classify, find
from news.topics.topic_lexicon import lexicon
from news.words import fold


def test_the_tree_is_whole() -> None:
    keys = {info.key for info in catalogue()}
    assert len(keys) >= 18
    assert all(info.parent in keys | {""} for info in catalogue())
    for info in catalogue():
        assert {name for name, _ in info.names} == {
            "zh_Hans",
            "zh_Hant",
            "en",
            "es",
            "de",
            "fr",
            "ja",
            "ru",
        }, info.key
    assert ancestors("football") == ("sports",)
    assert ancestors("sports") == ()


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("科技", "tech"),
        ("Sport", "sports"),
        ("SPORTS", "sports"),
        ("國際", "world"),
        ("Wissenschaft", "science"),
        ("тех", None),
        ("", None),
        ("football", "football"),
    ],
)
def test_topics_by_any_languages_name(name: str, key: str | None) -> None:
    assert find(name) == key


@pytest.mark.parametrize(
    ("article", "key"),
    [
        (Article("", title="某地新闻", section="新闻中心 > 体育"), "sports"),
        (Article("", title="一条消息", categories=("财经",)), "business"),
        (Article("", title="国产大模型通过人工智能安全测试"), "ai"),
        (
            Article("", title="利物浦点球大战击败切尔西 英超积分榜生变"),
            "football",
        ),
        (
            Article(
                "",
                title="Striker scores twice as Arsenal win in the Champions League",
            ),
            "football",
        ),
        (Article("", title="今明两天台风登陆 气象台发布暴雨预警"), "weather"),
    ],
)
def test_decided(article: Article, key: str) -> None:
    found = classify(article)
    assert found[0].key == key
    assert found[0].reason
    assert 0.5 <= found[0].confidence <= 1


@pytest.mark.parametrize(
    "title", ["", "无题", "12345", "😀", "He said so", "\ud800 half"]
)
def test_unknown_stays_unknown(title: str) -> None:
    assert classify(Article("", title=title)) == []


class _Taught:
    def chances(self, text: str) -> dict[str, float]:
        return (
            {"culture": -0.05, "sports": -3.0}
            if "戏" in text
            else {"culture": -1.1, "sports": -1.1, "tech": -1.1}
        )


@pytest.mark.parametrize(
    ("language", "title", "keys"),
    [
        (
            "de",
            "Bundestag beschließt höhere Renten",
            {"politics", "society"},
        ),
        ("ru", "МЧС предупредило о снегопаде", {"society", "weather"}),
        ("fr", "Une cyberattaque vise un hôpital", {"tech", "health"}),
    ],
)
def test_two_topics_that_a_title_tells_equally_stand_side_by_side(
    language: str, title: str, keys: set[str]
) -> None:
    told = classify(Article("", title=title, language=language))
    assert {topic.key for topic in told} == keys


def test_in_chinese_two_topics_of_a_word_each_decide_nothing() -> None:
    """A word may be cut out of two others there."""
    title = "台风过后法院重开"
    told = classify(Article("", title=title, language="zh-Hans"))
    assert told == []


@pytest.mark.parametrize(
    ("language", "title", "key"),
    [
        (
            "es",
            "España reduce sus emisiones de CO2",
            "climate",
        ),
        ("pt", "Brasil reduz gases de efeito estufa", "climate"),
        ("ja", "インフルエンザ、全国で流行入り", "health"),
        ("ja", "新型ロケット打ち上げ成功", "science"),
        ("zh-Hans", "最高法发布司法解释", "law"),
        ("de", "Sängerin sagt Tournee ab", "entertainment"),
        ("ru", "Хоккеист забросил три шайбы", "sports"),
        ("en", "University tuition to rise next year", "education"),
        ("en", "Iranian goalkeeper misses Israel match", "football"),
        ("de", "Raffinerie warnt: Gewinnwarnung nach Brand", "business"),
        ("fr", "Coup d'État dans l'archipel", "world"),
        ("es", "Baja el precio del petróleo", "business"),
        ("pt", "Laboratório chega em órbita", "science"),
        ("ru", "Рубль дорожает третий день", "markets"),
        ("ja", "クーデターで首都封鎖", "world"),
        ("zh-Hans", "中国女排提前出线", "sports"),
    ],
)
def test_plain_headlines_are_decided(
    language: str, title: str, key: str
) -> None:
    told = classify(Article("", title=title, language=language))
    assert told[0].key == key


def test_a_learner_decides_where_words_do_not() -> None:
    (topic,) = classify(Article("", title="老戏新编"), learner=_Taught())
    assert (topic.key, topic.reason) == ("culture", "learned")
    assert topic.confidence > 0.8
    assert classify(Article("", title="无题"), learner=_Taught()) == []


def test_a_section_stands_where_the_learner_is_not_sure() -> None:
    found = classify(
        Article("", title="无题", section="首页 > 体育"), learner=_Taught()
    )
    assert found[0].key == "sports"
    assert found[0].reason.startswith("section:")


def test_a_learner_may_know_no_parent_of_the_topics_that_words_tell() -> None:
    class Showbiz:
        def chances(self, text: str) -> dict[str, float]:
            return {"entertainment": -0.01, "health": -5.0}

    title = "Stocks fall on Wall Street, Nasdaq at a low"
    article = Article("", title=title, language="en")
    topics = classify(article, learner=Showbiz())
    assert [topic.key for topic in topics] == ["markets", "business"]


def test_a_child_that_was_learned_brings_its_parent() -> None:
    class Football:
        def chances(self, text: str) -> dict[str, float]:
            return {"football": -0.01, "tech": -5.0}

    assert [
        topic.key
        for topic in classify(Article("", title="无题"), learner=Football())
    ] == [
        "football",
        "sports",
    ]


@pytest.mark.parametrize(
    ("language", "title", "key"),
    [
        (
            "en",
            "Ransomware gang leaks data of a million smartphone users",
            "tech",
        ),
        ("en", "Tuberculosis cases rise in the valley", "health"),
        ("de", "Masern im Kindergarten der Talstadt", "health"),
        ("de", "Klimagipfel ringt um Beschluss", "climate"),
        ("fr", "La rougeole revient dans la vallée", "health"),
        ("fr", "Sommet sur le climat prolongé", "climate"),
        ("es", "Brote de sarampión en el valle", "health"),
        ("es", "El Congreso aprueba la ley de costas", "politics"),
        ("pt", "Casos de sarampo no vale", "health"),
        ("ru", "Климатическая конференция завершилась", "climate"),
        ("zh-Hans", "登革热进入流行季", "health"),
        ("zh-Hans", "中国火箭发射升空", "science"),
        ("zh-Hans", "火箭击败湖人", "sports"),
        ("zh-Hant", "台股收漲百點", "markets"),
        ("zh-Hant", "立法院三讀通過修正案", "politics"),
        ("ja", "ノロウイルス、県内で拡大", "health"),
        ("ja", "温暖化会議が閉幕", "climate"),
        (
            "de",
            "Deutsche Handballer holen Medaille bei der Weltmeisterschaft",
            "sports",
        ),
        (
            "de",
            "Bundestag beschließt Gesetz: Koalition stimmt geschlossen zu",
            "politics",
        ),
        (
            "es",
            "La selección femenina gana el campeonato de baloncesto",
            "sports",
        ),
        (
            "es",
            "El Banco Central eleva los tipos de interés por la inflación",
            "business",
        ),
        (
            "fr",
            "Les athlètes français remportent trois médailles en natation",
            "sports",
        ),
        ("fr", "Séisme de magnitude 6 et tsunami dans le Pacifique", "weather"),
        (
            "pt",
            "Atleta brasileira vence o campeonato mundial de ginástica",
            "sports",
        ),
        ("ru", "Сборная выиграла чемпионат мира по волейболу", "sports"),
        ("ru", "Учёные нашли новую планету с помощью телескопа", "science"),
        ("ru", "Суд арестовал подозреваемого в мошенничестве", "law"),
        ("ja", "台風が接近、気象庁が大雨警報を発表", "weather"),
        ("zh-Hant", "央行宣布降息 經濟學家稱通脹放緩", "business"),
    ],
)
def test_every_language_of_the_interface_has_its_words(
    language: str, title: str, key: str
) -> None:
    assert classify(Article("", title=title, language=language))[0].key == key


@pytest.mark.parametrize(
    ("language", "title", "never"),
    [
        ("en", "Orange harvest ruined by a virus in the groves", "tech"),
        ("en", "Mars bar recipe wins the village fair", "science"),
        ("zh-Hans", "苹果价格 果园 采摘", "tech"),
        ("pt", "Vaga de emprego na loja da esquina", "sports"),
        ("ru", "Роман вернулся домой", "culture"),
        ("de", "Kanzler der Universität tritt zurück", "politics"),
    ],
)
def test_a_word_of_two_meanings_decides_nothing_alone(
    language: str, title: str, never: str
) -> None:
    assert never not in [
        topic.key
        for topic in classify(Article("", title=title, language=language))
    ]


def test_a_child_is_never_without_its_parent() -> None:
    article = Article(
        "", title="Striker scores twice in the Champions League", language="en"
    )
    assert [topic.key for topic in classify(article)][:2] == [
        "football",
        "sports",
    ]
    section = Article(
        "", title="Ohne Titel", language="de", section="Sport > Bundesliga"
    )
    assert {"football", "sports"} <= {topic.key for topic in classify(section)}


def test_a_star_stands_for_further_letters_and_nothing_more() -> None:
    medal = Article("", title="Goldmedaillen und Medaillen", language="de")
    assert classify(medal)[0].key == "sports"
    assert classify(Article("", title="She said so", language="en")) == []


@pytest.mark.parametrize(
    ("section", "key"),
    [
        ("Deportes", "sports"),
        ("Esportes", "sports"),
        ("Wirtschaft", "business"),
        ("Faits divers", "law"),
        ("Экономика", "business"),
        ("Происшествия", "law"),
        ("スポーツ", "sports"),
        ("Netzwelt", "tech"),
        ("娛樂", "entertainment"),
    ],
)
def test_sections_of_sites_in_every_language(section: str, key: str) -> None:
    assert find(section) == key


@pytest.mark.parametrize(
    ("language", "title"),
    [
        (
            "en",
            "Airline orders forty jets and hires pilots despite coronavirus",
        ),
        ("de", "Fluglinie bestellt vierzig Jets nach Corona - Aktie steigt"),
        ("ru", "Мировую экономику ждёт спад из-за коронавируса"),
        ("fr", "L'économie recule malgré le coronavirus"),
        ("es", "La economía cae debido al coronavirus"),
        ("zh", "疫情影响下出口企业营收大增"),
    ],
)
def test_what_a_headline_only_stands_before_is_not_its_topic(
    language: str, title: str
) -> None:
    article = Article("https://a.example", title=title, language=language)
    assert "health" not in {topic.key for topic in classify(article)}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Coronavirus: hospital admits more patients"),
        ("de", "Nach Corona"),
        ("ru", "Больницы принимают больных с коронавирусом"),
        ("zh", "医院收治新冠肺炎患者"),
    ],
)
def test_a_headline_about_it_keeps_its_topic(language: str, title: str) -> None:
    article = Article("https://a.example", title=title, language=language)
    assert "health" in {topic.key for topic in classify(article)}


def test_a_car_and_a_network_that_shows_it_are_no_technology() -> None:
    article = Article(
        "https://a.example",
        title="На Приморской перевернулся автомобиль",
        text="Фото с места ДТП появилось «ВКонтакте». По данным «Яндекса», пробка растянулась на километр.",
        language="ru",
    )
    assert "tech" not in {topic.key for topic in classify(article)}


def test_training_of_any_kind_is_no_sport() -> None:
    article = Article(
        "",
        title="潜水员转行当灯塔看守",
        text="在水中游泳可以锻炼身体，他每周训练两次。",
        language="zh",
    )
    assert "sports" not in [topic.key for topic in classify(article)]


@pytest.mark.parametrize(
    ("title", "language", "other"),
    [
        ("Marathon talks on the budget resume", "en", "sports"),
        ("Grandmother sells apple pie at the church fair", "en", "tech"),
        ("Army of ants crosses the beach", "en", "military"),
        ("Party wins by a landslide victory", "en", "weather"),
        ("Authorities examine a broken lock", "en", "education"),
        ("Coach crash closes the motorway", "en", "sports"),
        ("新疆大盘鸡走红夜市", "zh-Hans", "markets"),
        ("这种病毒式传播很有趣", "zh-Hans", "health"),
        ("车库里的老相册", "zh-Hans", "sports"),
        ("今天中东部有雨", "zh-Hans", "world"),
        ("Bürgermeister eröffnet den Markt", "de", "sports"),
        ("Vegane Gerichte für Kinder", "de", "law"),
        ("Unwetter über Bayern", "de", "football"),
        ("México recibe a sus deportados", "es", "sports"),
        ("Une météorite dans le jardin", "fr", "weather"),
        ("Поэтому мост закрыли", "ru", "culture"),
        ("商店街でがんばろう", "ja", "health"),
        ("Syrian squad fly home", "en", "world"),
        ("Safra de milho bate recorde", "pt", "sports"),
    ],
)
def test_a_topics_word_in_a_phrase_of_another_sense_is_not_counted(
    title: str, language: str, other: str
) -> None:
    topics = classify(Article("", title=title, language=language))
    assert other not in [topic.key for topic in topics]


@pytest.mark.parametrize(
    ("title", "language", "key"),
    [
        ("Apple unveils a new iPhone", "en", "tech"),
        ("Computer virus spreads through offices", "en", "tech"),
        ("A股大盘收涨 股民欢喜", "zh-Hans", "markets"),
        ("抗战胜利纪念 老兵回忆战争", "zh-Hans", "military"),
        ("FC Bayern verliert das Halbfinale", "de", "football"),
    ],
)
def test_beside_such_phrases_a_topics_words_still_tell(
    title: str, language: str, key: str
) -> None:
    topics = classify(Article("", title=title, language=language))
    assert topics[0].key == key


@pytest.mark.parametrize(
    ("title", "language", "key"),
    [
        ("Royal Navy returns to Aberville", "en", "military"),
        ("Voters cast ballots at the town hall", "en", "politics"),
        ("Moon rock goes back to the museum", "en", "science"),
        ("Flood defences hold at the mill", "en", "weather"),
        ("Computer viruses shut the office", "en", "tech"),
        ("今晨全市降温 注意保暖", "zh-Hans", "weather"),
        ("一场地震惊醒小镇", "zh-Hans", "weather"),
        ("小将首发上场", "zh-Hans", "sports"),
        ("内蒙古队夺冠", "zh-Hans", "sports"),
        ("Lohfeld trifft: Tor zum Ausgleich", "de", "football"),
        ("Las ganadoras del torneo", "es", "sports"),
    ],
)
def test_a_phrase_of_another_sense_leaves_the_topic_that_is_meant(
    title: str, language: str, key: str
) -> None:
    found = lexicon(language).find(fold(title))
    assert key in [word.topic for word in found]
