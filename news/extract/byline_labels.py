"""Labels by which pages introduce author, origin and editor, in the languages we read."""

from __future__ import annotations

import re

# A value ends where the next label, a bar, a bracket or a number begins.
_NEXT_LABEL = (
    r"来源|來源|稿源|来自|來自|信息来源|文章来源|作者|记者|記者|通讯员|通訊員|编辑|編輯|责任编辑|責任編輯|责编|編審|编审|审核|校对|"
    r"时间|時間|日期|发布|發布|發佈|浏览|瀏覽|点击|點擊|阅读|閱讀|字号|字體|字体|字|大|分享|评论|評論|打印|列印|收藏|关注|举报|原标题|"
    r"版权|摄影|攝影|摄|文|图|供稿|签发|监制|点赞|我要|查看|参与|访问"
)
_VALUE_END = rf"(?=\s*(?:{_NEXT_LABEL}|[【\[|｜/(（)）\]】<>《;；,，。]|[·•]\s|\d{{2,4}}[-年/.]|https?:|$))"
SOURCE = re.compile(
    r"(?:信息来源|文章来源|新闻来源|新聞來源|本文来源|稿件来源|来\s*源\s*于?|來\s*源|稿\s*源|来\s*自|來\s*自|转\s*自|轉\s*自|转载自|轉載自|"
    r"出\s*处|出\s*處|"
    r"出典|提供元|출처|Source|Quelle|Источник|Fuente|Fonte)\s*[:：]\s*[《“\"「]?\s*(.{2,40}?)"
    + _VALUE_END,
    re.IGNORECASE | re.MULTILINE,
)
# The label alone in its element; the value stands in the next.
SOURCE_LABEL = re.compile(
    r"^(?:信息来源|文章来源|新闻来源|稿件来源|来\s*源|來\s*源|稿\s*源|出\s*处|出\s*處|出典|出处)\s*[:：]?$"
)
_NAME = r"[^\s:：,，。;；|｜/／\[\]【】〔〕()（）<>]"
EDITOR = re.compile(
    r"(?:责任编辑|責任編輯|责任编辑|责\s*编|責\s*編|网络编辑|網絡編輯|值班编辑|本文编辑|编\s*辑|編\s*輯|編集|편집|Editor(?:ed by)?|"
    r"Redacteur|Редактор|Editora?)"
    rf"\s*[:：/／丨|｜]\s*({_NAME}{{2,24}}(?:\s(?-i:[A-Z][a-z]+)\b)*)",
    re.IGNORECASE,
)
AUTHOR = re.compile(
    r"(?:(?:本文|文章)?作\s*者|撰\s*文|撰\s*稿|文\s*字|(?<![\u4e00-\u9fff])文|(?:本报|本報|本网|见习|實習|实习|首席|"
    r"特约)?[记記]\s*者|通[讯訊][员員]|撰稿人?|執筆|著者|글|기자)"
    r"\s*[:：丨|/／]\s*"
    rf"({_NAME}{{2,16}}(?:\s(?:[A-Z][a-z]+|[\u4e00-\u9fff]{{2,4}}(?=\s|$)))*)"
)
AUTHOR_LABEL = re.compile(
    r"^(?:作\s*者|撰\s*文|[记記]\s*者|執筆|著者)\s*[:：]?$"
)
# 记者 张三 报, （記者陳大文／台北報導）, 〔記者陳大文／台北報導〕: the name stands behind the word.
_HAN = r"[\u4e00-\u9fff·]"
# Names of Uyghurs, Kazakhs and foreigners have a dot between their parts: 艾合买提·买买提.
_DOTTED = r"[\u4e00-\u9fff]{1,8}(?:[·•・][\u4e00-\u9fff]{1,8}){1,3}"
REPORTER = re.compile(
    rf"(?:^|[^\u4e00-\u9fff]|本报|本報|本网|本台|见习|實習|实习|特派|新闻|新聞|网|報|报)[记記]者\s*"
    rf"({_DOTTED}|{_HAN}{{2,4}}?(?:[\s、]{_HAN}{{2,4}}){{0,3}}|{_HAN}\s{_HAN})\s*(?=[)）〕】\]／/報报]|\s报|$|[综綜]合)"
)
# 記者陳大文台北報導, （中央社記者陳大文台北20日電）: nothing parts the name from the place, which
# mostly has two characters.
PLACED_REPORTER = re.compile(
    rf"[记記]者({_HAN}{{2,3}}?(?={_HAN}{{2}}(?:\d|[報报][導道]))|{_HAN}{{3}}(?={_HAN}{{3}}(?:\d|[報报][導道])))"
)
# 某某晚报客户端记者 陈静: in a byline a blank parts word and name.
BYLINE_REPORTER = re.compile(
    rf"[记記]者\s+({_DOTTED}|{_HAN}{{2,4}})(?=\s|$|[|｜）)])"
)
# 문자수 기자: Korean puts the word behind the name.
KOREAN_REPORTER = re.compile(r"(?:^|[\s(\[=])([가-힣]{2,4})\s?기자\b")
# A line that begins so is a byline, in the languages of Latin and Cyrillic
# script.
BY = re.compile(
    r"^[\W_]*(?:(?:article |story |text |report |words |written |posted |published |reported |"
    r"created |submitted |reviewed |opinion |guest post |analysis |news )?by"
    r"|(?:ein (?:beitrag|artikel|gastbeitrag|interview|text|kommentar) |(?:veröffentlicht|"
    r"geschrieben|verfasst|erstellt|gepostet|gespeichert|eingestellt|publiziert) |beitrag |text |"
    r"aus [\w-]+ )?von"
    r"|(?:(?:publié|écrit|rédigé|posté|soumis|propos recueillis) )?par"
    r"|(?:(?:publicado|escrito|redactado|enviado|publicada|escrita) )?por"
    r"|(?:(?:geschreven|gepubliceerd) )?door|(?:skrevet |skriven )?a[vf]|oprac(?:ował[ai]?)?\.?|oleh"
    r"|بقلم|מאת|โดย|από|γράφ(?:ει|ουν)(?: (?:ο|η|οι))?"
    r"|(?:(?:scritto|pubblicato) d[ai]|(?:a cura )?di)"
    r"|(?:autor(?:in|en|a|es|as)?|authors?|auteurs?|auteure?|autore|autori|författare|"
    r"författad av|forfatter|verfasser(?:in)?|(?:text, )?interview|text und foto|text|texto|"
    r"texte|testo|redaktion|reporter|"
    r"автор(?:ы|и)?|текст|yazar|yazan|haber|penulis|ditulis oleh|tác giả|γράφει|συντάκτης|tekst|"
    r"kirjoittaja|kirjoittanut|piše|napsal[ai]?|opracowanie|autoriai|szerző|írta|scris de|"
    r"लेखक|ผู้เขียน|نویسنده|"
    r"كتبت?)\s*[:：])"
    r"[\s:：]+(?=\S)",
    re.IGNORECASE,
)
OTHER_DATES = re.compile(
    # A photograph may be older than the article that shows it.
    r"^\W*(?:fot(?:o|os|ograf\w*)?|photos?|bild(?:er)?|фото|写真|사진|图片|圖片)\s?[.:：/]|"
    r"截止|上一篇|下一篇|copyright|©|\(c\)|版权|版權|reserved|founded|since\b|received|accepted|"
    r"eingegangen|angenommen|abgerufen|accessed|retrieved|引用|检索|檢索|閲覧|joined|registriert|member since|"
    r"event|termin|beginn|deadline|expires|gültig|verfügbar|available|disponible|until\b",
    re.IGNORECASE,
)
