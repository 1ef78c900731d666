"""What is asked of the bot itself is told apart from news and wishes, in each language."""

from __future__ import annotations

from importlib.resources import files
from typing import get_args

import pytest

from news.schedule.vocabulary import LANGUAGES
from news.toml_tables import read_table
from news.wishes.bot_questions import BotQuestion, Subject, read_bot_question

ASKED: dict[str, dict[str, list[str]]] = {
    "en": {
        "keywords": ["is there a way to filter by keyword"],
        "such": [
            "no more stories like that please",
            "less of this kind of news",
        ],
        "self": [
            "hey, who built this bot?",
            "are u just a bot",
            "what's your name",
        ],
        "origin": [
            "Where do these stories come from?",
            "can i add my own blog",
        ],
        "privacy": ["do you store my messages?", "who can see what i type"],
        "forget": [
            "please wipe all my data",
            "erase everything you know about me",
        ],
        "leave": ["take me off this list", "cancel my subscription please"],
        "missing": [
            "nothing has arrived today",
            "you sent me nothing since Friday",
            "i haven't got my digest yet",
        ],
        "aloud": [
            "could you read the news to me?",
            "can i get it as a podcast",
        ],
        "group": [
            "can i add you to our family group",
            "can everyone change settings",
        ],
        "elsewhere": ["can you send it by email", "is there an app for this?"],
        "tongues": ["do you speak Korean?", "can i get this in Polish too"],
        "clock": [
            "it's one hour early every day",
            "that's the wrong time zone",
        ],
        "share": [
            "how can my sister get this",
            "can you send it to my boss too",
        ],
    },
    "de": {
        "keywords": ["kann ich Stichwörter ausblenden?"],
        "such": ["weniger von solchen Meldungen"],
        "self": ["Wer hat dich gebaut?", "schreib ich hier mit einem Menschen"],
        "origin": [
            "Woher kommen die ganzen Meldungen?",
            "was sind deine Quellen",
        ],
        "privacy": [
            "Speicherst du meine Nachrichten?",
            "Ist das hier anonym?",
            "wer liest hier mit",
        ],
        "forget": ["lösch bitte meine Daten", "mein Konto löschen"],
        "leave": ["melde mich bitte ab"],
        "missing": ["heute kam noch nichts", "ich hab heute nichts bekommen"],
        "aloud": ["kannst du die Nachrichten vorlesen"],
        "group": [
            "wie bekomme ich dich in unsere Gruppe",
            "darf jeder was einstellen",
        ],
        "elsewhere": [
            "kannst du das per E-Mail schicken",
            "gibt es dich als App?",
        ],
        "tongues": ["Sprichst du Polnisch?", "welche Sprachen kannst du"],
        "clock": ["kommt immer eine Stunde zu spät"],
        "share": ["kann meine Schwester das auch bekommen"],
    },
    "fr": {
        "keywords": ["comment masquer des mots clés ?"],
        "such": ["moins d'articles de ce genre"],
        "self": ["Qui t'a programmé ?", "tu es un humain ?"],
        "origin": [
            "d'où viennent ces infos ?",
            "comment ajouter un autre site",
        ],
        "privacy": ["tu gardes mes messages ?", "que deviennent mes données ?"],
        "forget": ["efface toutes mes données", "je veux supprimer mon compte"],
        "leave": ["désinscrivez-moi s'il vous plaît"],
        "missing": ["je n'ai rien reçu aujourd'hui"],
        "aloud": ["tu peux me les lire ?"],
        "group": ["comment t'ajouter à notre groupe ?"],
        "elsewhere": ["tu peux me l'envoyer par mail ?"],
        "tongues": ["tu parles italien ?", "quelles langues tu parles"],
        "clock": ["ça arrive avec une heure de retard"],
        "share": ["ma sœur voudrait recevoir les infos aussi"],
    },
    "es": {
        "keywords": ["¿se puede filtrar por palabras clave?"],
        "such": ["menos cosas como esta"],
        "self": ["¿Quién te programó?", "hablo con una persona?"],
        "origin": [
            "¿de dónde salen estas noticias?",
            "puedo añadir otra fuente",
        ],
        "privacy": ["¿guardas mis mensajes?", "qué haces con mis datos"],
        "forget": ["borra todos mis datos por favor"],
        "leave": ["dame de baja por favor"],
        "missing": ["hoy no me llegó el resumen"],
        "aloud": ["me lo puedes leer en voz alta"],
        "group": ["cómo te agrego a mi grupo"],
        "elsewhere": ["me lo puedes mandar por correo"],
        "tongues": ["¿hablas portugués?"],
        "clock": ["llega una hora tarde"],
        "share": ["mi hermana también quiere recibirlo"],
    },
    "ru": {
        "keywords": ["можно скрывать новости по ключевым словам?"],
        "such": ["поменьше таких статей"],
        "self": ["кто тебя создал?", "ты живой человек?"],
        "origin": ["откуда ты берёшь новости?", "как подключить свою газету"],
        "privacy": ["вы храните мои сообщения?", "кто видит нашу переписку"],
        "forget": ["удали все мои данные"],
        "leave": ["отпишите меня от рассылки"],
        "missing": ["дайджест сегодня не пришёл"],
        "aloud": ["можешь прочитать вслух?"],
        "group": ["как добавить тебя в нашу группу"],
        "elsewhere": ["можно присылать на почту?"],
        "tongues": ["говоришь по-украински?", "а на польском можно?"],
        "clock": ["приходит на час раньше"],
        "share": ["моя сестра тоже хочет это получать"],
    },
    "ja": {
        "keywords": ["キーワードで除外できますか"],
        "such": ["この手の話題は減らしてほしい"],
        "self": ["これは誰が開発したの？", "ロボットですか？"],
        "origin": ["情報源はどこですか", "好きなブログを追加したい"],
        "privacy": [
            "送ったメッセージは記録されますか",
            "個人情報は大丈夫ですか",
        ],
        "forget": ["私のデータを全部消して"],
        "leave": ["退会したいです"],
        "missing": ["今日のニュースがまだ来ない"],
        "aloud": ["音声で聞けますか"],
        "group": ["グループに追加できますか"],
        "elsewhere": ["メールで送ってもらえますか"],
        "tongues": ["ベトナム語は話せますか"],
        "clock": ["1時間遅く届きます"],
        "share": ["姉にも送ってほしい"],
    },
    "zh-Hans": {
        "self": ["你是谁做出来的？", "你是真人还是机器人"],
        "origin": ["这些消息从哪里来的", "怎么添加自己的网站"],
        "privacy": ["你会记录我的聊天吗", "我说的话会不会泄露"],
        "forget": ["把我的数据都删掉"],
        "leave": ["我要退订全部"],
        "missing": ["今天怎么还没发简报", "早上没收到新闻"],
        "aloud": ["可以用语音播报吗"],
        "group": ["怎么把你拉进群里"],
        "elsewhere": ["可以发到邮箱吗"],
        "tongues": ["你会说越南语吗"],
        "clock": ["晚了一个小时"],
        "share": ["我妈也想收到"],
    },
    "zh-Hant": {
        "self": ["這個機器人是誰做的", "你到底是誰"],
        "origin": ["這些新聞哪裡來的啊"],
        "privacy": ["你會存我的對話嗎", "我講的話會被看到嗎"],
        "forget": ["刪除我的資料"],
        "leave": ["全部退訂"],
        "missing": ["今天沒收到簡報"],
        "aloud": ["可以唸給我聽嗎"],
        "group": ["可以加進我們的群組嗎"],
        "elsewhere": ["可以寄到我的信箱嗎"],
        "tongues": ["會講台語嗎"],
        "clock": ["時間不對喔"],
        "share": ["可以分享給我同事嗎"],
    },
}
LINES = [
    (locale, subject, text)
    for locale, subjects in ASKED.items()
    for subject, texts in subjects.items()
    for text in texts
]


@pytest.mark.parametrize(("locale", "subject", "text"), LINES)
def test_each_question_has_its_subject(
    locale: str, subject: str, text: str
) -> None:
    found = read_bot_question(text, locale)
    assert found is not None
    assert found.subject == subject


@pytest.mark.parametrize(
    ("locale", "text", "number"),
    [
        ("en", "can you explain the third story in more detail", 3),
        ("en", "tell me more about number 4", 4),
        ("de", "mehr zur ersten Meldung bitte", 1),
        ("de", "erzähl mir mehr zu Nummer 2", 2),
        ("fr", "développe la première s'il te plaît", 1),
        ("es", "amplía la tercera", 3),
        ("ru", "а про третью можно подробнее", 3),
        ("ja", "3番目のニュースを詳しく教えて", 3),
        ("zh-Hans", "第四条详细说说", 4),
        ("zh-Hant", "第二則可以展開嗎", 2),
    ],
)
def test_a_story_is_named_by_its_number(
    locale: str, text: str, number: int
) -> None:
    assert read_bot_question(text, locale) == BotQuestion("open", number)


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "who made the first electric car"),
        ("en", "delete my data science topic"),
        ("en", "where does the money for the bridge come from"),
        ("en", "the ferry came two hours late"),
        ("en", "send me news about the second world war"),
        ("en", "mail strike in the north"),
        ("de", "Wer hat den Pokal gewonnen"),
        ("de", "Datenschutz in Schulen"),
        ("de", "die Kollegen der Bahn wollen mehr Lohn"),
        ("fr", "ne m'envoyez rien"),
        ("fr", "la vie privée des ministres"),
        ("fr", "c'est quoi le 2 décembre"),
        ("es", "la policía no ha encontrado nada"),
        ("es", "el puente es seguro"),
        ("ru", "ничего нового в спорте"),
        ("ru", "новости в 8 утра"),
        ("ja", "看護師2人を隣の市から招く"),
        ("ja", "毎朝7時にスポーツを教えて"),
        ("zh-Hans", "取消财经"),
        ("zh-Hans", "推迟一小时"),
        ("zh-Hans", "机器人产业新闻"),
        ("zh-Hant", "每天八點傳科技新聞"),
        ("en", ""),
        ("en", "who made you " + "really " * 40),
    ],
)
def test_news_and_wishes_are_no_questions_about_the_bot(
    locale: str, text: str
) -> None:
    assert read_bot_question(text, locale) is None


def test_english_is_read_in_every_chat() -> None:
    found = read_bot_question("who made you?", "ja")
    assert found == BotQuestion("self")


def test_each_language_has_rules_for_each_subject() -> None:
    table = read_table(files("news.wishes") / "bot_questions.toml")
    assert table.keys() == set(LANGUAGES)
    for language, listed in table.items():
        assert listed["rules"].keys() == set(get_args(Subject)), language
        assert len(listed["ordinals"]) == 5, language
        filled = {"nth", "digit", *listed["slots"]}
        used = [line for lines in listed["rules"].values() for line in lines]
        named = {
            part.partition(">")[0]
            for line in used
            for part in line.split("<")[1:]
        }
        assert named <= filled, language
