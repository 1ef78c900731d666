"""Remarks on what came, that no command answers, are told apart from news and wishes, in each language."""

from __future__ import annotations

import pytest

from news.wishes.bot_questions import read_bot_question

SAID: dict[str, dict[str, list[str]]] = {
    "en": {
        "bored": ["nothing of this interests me", "I don't care about any of that"],
        "concern": ["why should I care", "what does that have to do with me"],
        "missing": ["is there anything coming today"],
        "truth": [
            "is this story real or made up",
            "how do you know that?",
            "are you sure about this",
            "is this biased",
        ],
        "tone": [
            "send me only happy stories",
            "enough with the depressing news pls",
            "it's all so negative lately",
        ],
        "after": [
            "and what happened next",
            "how did it end",
            "any updates on that story?",
        ],
        "doubled": [
            "the same headlines again",
            "got this twice today",
            "I have already read that",
            "why so many duplicates",
        ],
        "break": [
            "please pause everything from next week",
            "from tomorrow until friday no news please",
        ],
        "aside": ["oops wrong chat", "leave it as it is", "just testing"],
        "foreign": ["no more in French please", "how come this is in spanish", "why is it all in Russian"],
        "lost": ["i don't get how this works", "I'm new here"],
        "source": ["which paper is that from", "who reported this?", "link pls"],
        "tongues": ["can you speak french too"],
    },
    "de": {
        "bored": ["das interessiert mich alles nicht"],
        "concern": ["was geht mich das an"],
        "missing": ["kriege ich heute noch was?"],
        "truth": ["ist das wirklich wahr?", "woher weißt du das", "Fake News"],
        "tone": [
            "bitte nur positive Meldungen",
            "ich will keine schlechten Nachrichten mehr",
        ],
        "after": ["und wie ging es weiter?", "gibts was Neues dazu"],
        "doubled": [
            "immer dasselbe hier",
            "die Meldung kam zweimal",
            "das kenne ich schon",
        ],
        "break": ["Pause ab Montag bitte", "ab nächster Woche keine Meldungen"],
        "aside": ["ups, falscher Chat", "lass alles wie es ist"],
        "foreign": ["warum ist das alles auf Spanisch", "ich will das nicht mehr auf Französisch"],
        "lost": ["ich kapier das hier nicht", "bin neu hier"],
        "source": ["welche Zeitung schreibt das", "Link bitte"],
        "tongues": ["sprichst du auch Französisch?"],
    },
    "fr": {
        "bored": ["rien de tout ça m'intéresse"],
        "concern": ["en quoi ça me concerne"],
        "open": ["tu peux détailler la 3"],
        "truth": ["c'est une fake news ?", "comment tu sais ça"],
        "tone": ["juste des infos positives", "marre des mauvaises nouvelles"],
        "after": ["et après ?", "du nouveau là-dessus ?"],
        "doubled": ["toujours les mêmes articles", "j'ai reçu ça deux fois"],
        "break": ["mets en pause à partir de lundi"],
        "aside": ["oups, mauvaise conversation", "laisse comme ça"],
        "foreign": ["pourquoi tout est en anglais"],
        "lost": ["je comprends rien", "tu peux m'expliquer comment ça marche"],
        "source": ["c'est quel journal qui dit ça", "la source stp"],
        "tongues": ["tu comprends aussi l'espagnol ?"],
    },
    "es": {
        "bored": ["no me interesan estas noticias"],
        "concern": ["¿a mí qué me importa?"],
        "truth": ["¿es mentira eso?", "¿cómo sabes eso?"],
        "tone": ["mándame noticias positivas", "solo noticias alegres", "no más malas noticias"],
        "after": ["¿y qué pasó después?", "¿hay novedades sobre eso?"],
        "doubled": ["otra vez las mismas noticias", "esta noticia ya la leí"],
        "break": ["pausa a partir del lunes"],
        "aside": ["perdón, chat equivocado", "déjalo así"],
        "foreign": ["¿por qué está todo en ruso?"],
        "lost": ["no sé cómo usarlo", "soy nuevo aquí"],
        "source": ["¿qué periódico lo dice?", "pásame el enlace"],
        "tongues": ["¿también entiendes francés?"],
    },
    "ru": {
        "bored": ["мне это вообще неинтересно"],
        "concern": ["а мне какое дело"],
        "missing": ["чё сегодня ничего не пришло"],
        "truth": ["это точно не фейк?", "откуда ты знаешь", "это фейк?"],
        "tone": ["присылай только позитивные новости", "хватит плохих новостей"],
        "after": ["и чем всё закончилось?", "а потом что?"],
        "doubled": ["постоянно одно и то же", "я это уже читал"],
        "break": ["поставь на паузу с понедельника"],
        "aside": ["ой, не туда", "оставь как есть"],
        "foreign": ["почему всё на английском"],
        "lost": ["я вообще не понимаю что делать", "объясни ещё раз"],
        "source": ["какое издание это написало", "дай ссылку"],
        "tongues": ["а французский знаешь?", "ты понимаешь по-испански?"],
    },
    "ja": {
        "bored": ["全然興味ないです", "この話題は興味がない"],
        "concern": ["これ私に関係ある？"],
        "truth": ["このニュースって事実なの？", "それデマじゃないの"],
        "tone": ["明るい話題だけ送って", "暗いニュースばっかり"],
        "after": ["続報ある？", "結局どうなったの"],
        "doubled": ["また同じ記事ばかり来る", "もう読んだよ"],
        "break": ["来週から配信止めてほしい"],
        "aside": ["ごめん誤爆", "このままでいいです"],
        "foreign": ["なんで全部英語なの"],
        "lost": ["仕組みがわからない", "初めてなので教えて"],
        "source": ["その話ソースは？", "元記事を見せて"],
        "tongues": ["フランス語も話せますか"],
    },
    "zh-Hans": {
        "bored": ["你发的这些我没兴趣"],
        "concern": ["这和我有什么关系"],
        "missing": ["是不是忘了发"],
        "truth": ["这个消息靠谱吗", "真的假的", "你怎么知道的"],
        "tone": ["多发点正能量的新闻", "别老是发负面新闻"],
        "after": ["后来怎么样了", "这事有后续吗"],
        "doubled": ["老是推一样的内容", "这条我已经看过了"],
        "break": ["下周开始停几天"],
        "aside": ["发错了不好意思", "就这样吧不用改"],
        "foreign": ["为什么都是日文"],
        "lost": ["不会用，教教我", "我是新手"],
        "source": ["这个消息是哪家媒体报道的", "原文链接"],
        "tongues": ["能说法语吗"],
    },
    "zh-Hant": {
        "bored": ["這些我都沒興趣"],
        "missing": ["今天怎麼沒有新聞"],
        "truth": ["這則是真的假的", "有證據嗎"],
        "tone": ["不要一堆負面新聞", "想看溫暖的報導"],
        "after": ["後來呢", "有後續嗎"],
        "doubled": ["怎麼都是重複的"],
        "break": ["明天開始先停三天", "下週起暫停推播"],
        "aside": ["傳錯了抱歉", "維持現狀就好"],
        "foreign": ["怎麼都是英文"],
        "lost": ["不太會用耶"],
        "source": ["這篇是哪家報社寫的", "來源呢"],
        "tongues": ["會說日文嗎"],
    },
}  # fmt: skip
LINES = [
    (locale, subject, text)
    for locale, subjects in SAID.items()
    for subject, texts in subjects.items()
    for text in texts
]


@pytest.mark.parametrize(("locale", "subject", "text"), LINES)
def test_each_remark_has_its_subject(
    locale: str, subject: str, text: str
) -> None:
    found = read_bot_question(text, locale)
    assert found is not None
    assert found.subject == subject


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "send it twice a day"),
        ("en", "send me news about true crime"),
        ("en", "is the bridge safe again"),
        ("en", "follow the Good News Network"),
        ("en", "good news for bees"),
        ("en", "same-sex marriage vote"),
        ("en", "what happened in Rome"),
        ("en", "no sports from tomorrow"),
        ("en", "news in English from tomorrow"),
        ("en", "pause until monday"),
        ("en", "Reuters"),
        ("en", "russian news in english please"),
        ("en", "not interested in football"),
        ("en", "I don't care about football"),
        ("de", "das Thema Rente interessiert mich"),
        ("fr", "résume l'actualité"),
        ("zh-Hans", "中美关系"),
        ("de", "zweimal am Tag reicht"),
        ("de", "schickst du mir zweimal täglich Nachrichten"),
        ("de", "ist die neue Batterie sicher"),
        ("de", "Pause bis Montag"),
        ("de", "guter Wein"),
        ("de", "ab morgen um 8 bitte"),
        ("de", "was ging in Rom schief"),
        ("fr", "envoie deux fois par jour"),
        ("fr", "à partir de demain à 7h"),
        ("fr", "le pont est sûr"),
        ("fr", "pause jusqu'à lundi"),
        ("es", "mándame noticias dos veces al día"),
        ("es", "Real Madrid"),
        ("es", "desde mañana a las 8"),
        ("ru", "присылай два раза в день"),
        ("ru", "с завтрашнего дня в 8"),
        ("ru", "Правда о Марсе"),
        ("ja", "1日2回送って"),
        ("ja", "明日から朝7時に送って"),
        ("ja", "同性婚のニュース"),
        ("zh-Hans", "明天开始每天八点发"),
        ("zh-Hans", "一天发两次"),
        ("zh-Hans", "思维不一样的人"),
        ("zh-Hans", "真相大白"),
        ("zh-Hant", "暫停到週一"),
    ],
)
def test_news_and_wishes_are_no_remarks(locale: str, text: str) -> None:
    assert read_bot_question(text, locale) is None
