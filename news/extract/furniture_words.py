"""Words of boilerplate lines: source lines, disclaimers, promotions, share bars, paywall notices."""

from __future__ import annotations

import re

from news.extract.phrase_search import Phrases

_OPENING = r"^[\s(（\[【<《*#■●▲◆•·—»>›-]*"
# Credits of people and agencies.
_CREDITS = (
    r"(?:责任编辑|責任編輯|责\s*编|責\s*編|網?络编辑|编\s*辑|編\s*輯|编\s*审|審\s*核|审\s*核|校\s*对|監\s*製|监\s*制|签\s*发|"
    r"值班\S{0,4}|美\s*编|新媒体编辑|图片编辑|执行主编|主\s*编|"
    r"实习生?|终审|初审|复审|统筹|策划|制作|设计|排版|二审|三审|一审)\s*[:：/／丨|]"
)
_FIELDS = (
    r"(?:信息来源|文章来源|新闻来源|本文来源|稿件来源|图片来源|来\s*源|來\s*源|稿\s*源|来自|來自|转自|轉自|转载自|出处|出處|原文链接|原文連結|原文地址|"
    r"索\s*引\s*号|发文(?:机关|字号)|成文日期|主题分类|"
    r"原文标题|原标题|原題|原题|本文标题|标题|文章标题|"
    r"本文链接|本文地址|链接|连结|網址|网址|关键词|關鍵字|关键字|标签|標籤|撰\s*文|撰\s*稿|出版(?:时间|時間|日期)?|tags?|分类|分類|栏目|字号|字體|字体|作\s*者|通讯员|发布时间|發布時間|"
    r"发布日期|发表时间|时间|日期|浏览次数|浏览量|点击数?|点击率|"
    r"点击量|阅读量?|阅读数|阅读次数|访问量|人气|浏览|更新时间|更新時間|发布人|发布者|供稿|供图|摄影|攝影|录入|信息员|投稿|联系电话|投诉|举报|爆料|新闻热线|"
    r"商务合作|微信公众号|微信号|微信|微博|qq群?|邮箱|电话)\s*[:：]"
)
_TOOLS = (
    r"(?:您?(?:现在|当前|目前|所在)的?(?:所在)?位置|当前位置)|原标题|(?:分享|转发)(?:到|至|按钮|让更多人看到)|打印(?:本页|此页|本文|"
    r"页面)?$|关闭(?:窗口|本页|页面)?$|【?打印|"
    r"收藏(?:本文|本页|此页)?$|我要(?:评论|纠错|举报|分享|反馈|投稿)|纠错|点赞|点?在看|评论$|返回(?:首页|顶部|列表|搜狐|目录)|回到顶部|顶部$|"
    r"上一[篇页条章]|下一[篇页条章]|没有了|阅读原文|查看原文|"
    r"阅读全文|展开(?:全文|阅读)?|收起|点击(?:右上角|进入|查看|展开|加载|图片|下方|上方|蓝字|关注|阅读|这里|播放|观看)|查看(?:更多|全部|大图)|加载更多|"
    r"更多(?:精彩|内容|新闻|资讯|>)?|請?繼續往下閱讀|"
    r"不用抽|点分享|ⓒ?\s*著作[权權]归?|"
    r"share this (?:article|story|post|page)\b|(?:diesen )?artikel teilen\b|partager cet article\b|"
    r"compartir (?:este|el) artículo\b|compartilh\w+ est[ae] (?:artigo|matéria|notícia)\b|"
    r"condividi (?:questo |l['’])articolo\b|поделиться (?:статьей|статьёй|новостью)\b"
)
_FOLLOW = (
    r"(?:扫描?|长按|识别)\S{0,8}(?:二维码|关注|下载)|微信扫一扫|打开微信|使用微信|用微信|手机(?:看|扫|阅读)|二维码|下载(?:客户端|app|"
    r"APP)|打开app|打开APP|"
    r"关注(?:我们|微信|公众号|官方)|(?:欢迎|请|敬请)\S{0,6}关注|客户端下载"
)
_MEDIA = (
    r"图[/:：为]|(?:图片|图源|图|题图|配图|视频|封面)(?:来源|来自|：|:|/|／|by)|资料图|示意图$|视频加载|您的浏览器\S{0,8}(?:无法|"
    r"不支持)|正在加载|加载中|广告$|廣告$|advertisement$|anzeige$|"
    r"(?:article|story) continues (?:after|below)\b|this audio (?:is|was) (?:auto-?|ai[- ])?generated\b|"
    r"listen to this (?:article|story)|(?:diesen )?artikel anhören|écouter (?:cet |l['’])article|"
    r"escuchar? (?:este|el) artículo|ascolta (?:l['’]|questo )articolo|ouvir (?:este|o) artigo|收听本文|"
    r"werbung$|publicité$|publicidad$|\d*\s*条?评论$|发表评论|网友评论|全部评论|热门评论|最新评论|登录后|请登录|大\s*中\s*小$|"
    r"\[?\s*大\s*\]?\s*\[?\s*中\s*\]?\s*\[?\s*小\s*\]?"
)
_RIGHTS = (
    r"特别声明|特別聲明|声\s*明\s*[:：]|免责声明|免責聲明|版权声明|版權聲明|版权所有|版權所有|版权归|本文(?:仅|为|系|由|转载|来自|首发|经|版权|不代表|"
    r"内容|来源|图片|刊登|原载|节选|已获|摘自|授权|收录)\S{0,50}"
    r"(?:观点|转载|授权|立场|首发|版权|参考|建议|侵权|来源|发布|作者)|(?:未经|未經|非經|转载|轉載)\S{0,12}(?:授权|授權|许可|允许|请注明|"
    r"须注明|必须|不得)|如(?:有|需|涉|果)\S{0,12}(?:侵权|转载|版权)|"
    r"凡\S{0,6}(?:注明|本网)|以上(?:内容|文章|观点|信息|图文)\S{0,24}(?:观点|立场|无关|平台|上传)|(?:文中|文章)?(?:内容|"
    r"观点)\S{0,8}(?:仅代表|不代表|仅供)|"
    r"(?:部分|文中|以上|本文)?图片\S{0,6}(?:来自|来源|侵)|投资有风险|市场有风险|据此操作"
)
_RELATED_ZH = (
    r"相关(?:阅读|新闻|链接|报道|文章|推荐|专题|搜索|热词|视频)|相關(?:閱讀|新聞|連結|報道|報導|文章|推薦|專題|影片)|推荐(?:阅读|新闻|文章|视频|"
    r"专题|内容)?[:：]?$|延伸(?:阅读|閱讀)|猜你喜欢|"
    r"热门(?:推荐|文章|新闻|阅读|标签|话题)|熱門(?:新聞|文章)|精彩推荐|精彩(?:图集|图片|视频)|为你推荐|大家都在(?:看|搜)|往期(?:精彩|回顾|推荐)|"
    r"最新(?:文章|新闻|资讯|推荐)$|编辑推荐|今日推荐|新闻推荐|"
    r"点击排行|热点(?:新闻|推荐|排行)|即时播报|关联阅读|更多(?:阅读|推荐|报道|相关)|阅读推荐|其他人还看|看了(?:又看|本文)|文章推荐|阅读排行|粉丝福利|"
    r"免费开户|开户福利|海量资讯|"
    r"関連記事|関連リンク|あわせて読みたい|관련\s?기사"
)
_CLOSING = (
    r"感谢您?的?(?:反馈|阅读|支持)|(?:end|全文完|完|本文完)[\s】)）\]—-]*$|—+\s*end|(?:share|tweet|email|print|"
    r"save|copy link|read more|related(?: (?:articles|stories|topics|content))?|"
    r"more (?:on|from|stories)|sign up|subscribe|follow us|advertisement|comments?|"
    r"most (?:read|popular)|recommended|tags|filed under|topics|newsletter|"
    r"all rights reserved|copyright|"
    r"teilen|drucken|merken|kommentare?|zur startseite|partager|imprimer|compartir|imprimir|"
    r"condividi|поделиться|bewerten|gefällt mir|teilen(?: sie dies)? mit|share this|like this|"
    r"weitere(?:s| informationen| infos| artikel| meldungen)?(?: zum thema)?|"
    r"quellen?(?:angaben)?|kontakt)\s*[:：]?$"
)
# A short line that only labels: dropped wherever it stands.
LABEL = re.compile(
    f"{_OPENING}(?:{_CREDITS}|{_FIELDS}|{_TOOLS}|{_FOLLOW}|{_MEDIA}|{_RIGHTS}|{_RELATED_ZH}|"
    f"{_CLOSING})",
    re.IGNORECASE,
)
# From here to the end nothing belongs to the text any more.
END = re.compile(
    rf"{_OPENING}(?:版权声明|版權聲明|免责声明|免責聲明|特别声明|特別聲明|责任编辑|責任編輯|责编\s*[:：]|网友评论|发表评论|最新评论|热门评论|上一篇|"
    rf"下一篇|分享到|关注我们|本文来源|声明[:：]|"
    r"粉丝福利)",
    re.IGNORECASE,
)
# Here begins a list of other articles; the text may go on behind it.
RELATED = re.compile(
    rf"{_OPENING}(?:相关(?:阅读|新闻|链接|报道|文章|推荐|专题)|相關(?:閱讀|新聞|連結|報道|報導|文章)|推荐阅读|延伸(?:阅读|閱讀)|猜你喜欢|"
    rf"热门(?:推荐|文章|新闻|阅读)|熱門新聞|精彩推荐|为你推荐|大家都在看|"
    r"往期(?:精彩|回顾|推荐)|更多(?:精彩|相关|阅读|推荐)|点击排行|即时播报|精彩(?:图集|图片)|编辑推荐|関連記事|관련\s?기사|"
    r"related (?:articles|stories|topics|content)|more (?:on this story|from|stories)|"
    r"most (?:read|popular)|recommended for you|read next|you may also like|"
    r"mehr zum thema|weitere artikel|das könnte (?:sie|dich) auch interessieren|"
    r"articles? liés|à lire aussi|te puede interesar|lea también)",
    re.IGNORECASE,
)
# What ends a text where hardly a sentence follows: papers put invitations between paragraphs too.
MAY_END = re.compile(
    rf"{_OPENING}(?:sign up (?:for|to)|follow us)|{RELATED.pattern}",
    re.IGNORECASE,
)
# A line that sends the reader to another article: "Read also: …".
POINTER = re.compile(
    rf"{_OPENING}(?:read (?:more|also|next|on)|also read|see also|watch|lesen sie auch|"
    rf"auch lesen|auch interessant|mehr dazu|weiterlesen|lire aussi|à lire|"
    r"vea también|ver también|le[ae] también|mira también|(?:le|te) puede interesar|más información|"
    r"leia (?:também|mais)|ve[jr]a também|saiba mais|leggi anche|potrebbe interessarti|lees ook|"
    r"les også|læs også|läs också|läs mer|lue myös|loe ka|"
    r"чита(?:йте|ть) (?:также|ещ[её])|смотрите также|(?:по|ещё по) теме|читайте також|"
    r"(?:прочетете|вижте) още|zobacz (?:też|także)|czytaj (?:też|także|więcej)|"
    r"(?:čtěte|přečtěte si) také|čítajte aj|pročitajte (?:i|još)|citește și|citiţi şi|"
    r"ezt is olvasta|διαβάστε (?:επίσης|ακόμη)|ayrıca (?:oku|bak)|ilginizi çekebilir|[iİ]lgili haber(?:ler)?|bunu da oku|"
    r"siehe auch|mehr zum thema|lesetipp|voir aussi|sur le même sujet|à lire également|te recomendamos|relacionad[oa]s?|"
    r"approfondisci|gerelateerd|zie ook|se også|se även|katso myös|powiązane|viz také|související|súvisiace|kapcsolódó|"
    r"vezi și|σχετικά|δείτε επίσης|شاهد أيضا|طالع أيضا|همچنین بخوانید|قراءة ذات صلة|קראו גם|עוד בנושא|और पढ़ें|"
    r"อ่านเพิ่มเติม|ข่าวที่เกี่ยวข้อง|tin liên quan|lihat juga|simak juga|"
    r"اقر[أا] (?:أيض[اً]{1,2}|ايضا)|بیشتر بخوانید|יש לקרוא גם|यह भी पढ़ें|ये भी पढ़ें|আরও পড়ুন|"
    r"baca juga|xem thêm|đọc thêm|"
    r"related)\s*[:：|»]",
    re.IGNORECASE,
)
STAMPED = re.compile(
    r"^\W*(?:(?:19|20)\d{2}|\d{2})[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*(?:星期|周|"
    r"週).)?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*(?:来源|來源|稿源|作者|编辑|字号|发布|浏览|\||$)"
)
# 2026/11/20 14:05 桥报 記者陳大文／台北報導
REPORTED = re.compile(
    r"^\W*(?:(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*)?"
    r"(?:[^\s，。]{2,8}\s)?[〔（(【\[]?[記记]者[^，。]{2,16}[報报][導道]\W*$"
)
COPYRIGHT = Phrases(
    re.compile(
        r"(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?:\d{4}|by)|all rights reserved|"
        r"alle rechte vorbehalten|tous droits réservés|icp备|许可证(?:号|编号)|公网安备|版权所有\s*(?:违者|不得|$|"
        r"[,，]?\s*未经)|"
        r"非[经經]授[权權]\S{0,4}不得(?:转载|轉載)|"
        r"未经\S{0,12}(?:授权|许可|允许)\S{0,16}(?:转载|使用|不得|禁止)|转载\S{0,8}(?:请|须|必须|务必)\S{0,6}注明|(?:稿件|"
        r"作品)\S{0,16}(?:均为|版权)\S{0,20}(?:版权|所有|转载)|"
        r"不代表\S{0,14}(?:立场|观点)|仅代表\S{0,12}(?:本人|个人|作者)|侵权\S{0,12}(?:删除|联系|告知)|"
        r"(?:無断転載|無断複写|複製|転載)\S{0,8}(?:禁じ|禁止|厳禁|お断り)|무단\s?(?:전재|복제)\S{0,4}\s?(?:및|와|과|,|·|금지|-)|재배포\s?금지|信息存储服务|著作权归\S{0,12}所有",
        re.IGNORECASE,
    ),
    (
        "copyright",
        "©",
        "(c)",
        "all rights",
        "alle rechte",
        "tous droits",
        "icp备",
        "许可证",
        "公网安备",
        "版权",
        "未经",
        "授权",
        "授權",
        "转载",
        "代表",
        "侵权",
        "信息存储",
        "無断",
        "무단",
        "재배포",
        "著作权",
    ),
)
TAIL_CREDIT = re.compile(
    r"[(（\[【][^()（）\[\]【】]{0,12}(?:责任编辑|責任編輯|责编|编辑|来源|原标题|完|记者|"
    r"作者)\s*[:：/]?[^()（）\[\]【】]{0,40}[)）\]】]\s*(?:举报/反馈)?$|(?:责任编辑|责编)\s*[:：]\s*\S{2,12}$"
)
PROMOTION = Phrases(
    re.compile(
        r"点击(?:投票|报名|参与|购买|预约|领取|抢购|下载)|火热(?:进行|报名|招募)中|免费(?:试玩|领取|试用|体验)\S{0,40}(?:快来|欢迎|下载|点击)|"
        r"(?:快来|欢迎|立即|马上|请)\S{0,10}(?:下载|报名|投票|领取|抢购|加入)\S{0,30}(?:app|客户端|!|！)|下载\S{0,10}客户端",
        re.IGNORECASE,
    ),
    ("点击", "火热", "免费", "快来", "欢迎", "立即", "马上", "请", "下载"),
)
# Curtains of paywalls and what a page tells to a browser, not to a reader.
CURTAIN = Phrases(
    re.compile(
        r"(?:subscribe|sign up|register|log ?in|sign in)\b.{0,60}\b(?:to (?:continue|read|view|"
        r"access|unlock|get)|newsletter|inbox|for (?:immediate|full|unlimited) access)|"
        r"(?:continue reading|full (?:story|article|access)|this (?:article|"
        r"content) is).{0,40}\b(?:subscri\w+|members?|paywall)|already a (?:subscriber|member)|"
        r"(?:never miss|don't miss|get) (?:the latest|our|all the|"
        r"the best)\b.{0,60}\b(?:newsletter|sign|inbox|email)|(?:follow|like|find) (?:us|the \w+|"
        r"\w+) on (?:twitter|facebook|instagram)|"
        r"pour lire la suite|(?:déjà|je suis) abonné|réservé aux abonnés|accéder en illimité|"
        r"um (?:diesen artikel )?weiterzulesen|bereits (?:abonn|registrier)|ya (?:eres suscriptor|estás suscrito)|já é assinante|sei già abbonato|jetzt (?:abonnieren|"
        r"kostenlos testen)|"
        r"para (?:seguir|continuar) leyendo|suscríbete|"
        r"browser (?:does not|doesn't|cannot|unterstützt)|(?:enable|activate|turn on) javascript|"
        r"javascript (?:is|must be|aktivier|ist)|does not support (?:the |html5 )?(?:video|audio|"
        r"iframe)|"
        r"^\W*subscribe (?:now|today|from|for (?:just|only|as))\b(?!,? (?:says?|said)\b)|abonnez-vous (?:dès|pour|à partir)|"
        r"подпи(?:сывайтесь|шитесь) на (?:наш|канал)|"
        r"^\W*(?:join|follow) (?:us|our|the \w+)\b.{0,40}\b(?:whatsapp|telegram|viber)|"
        r"^\W*(?:please )?(?:support|donate to|help fund) (?:our|independent|quality|local)\b.{0,40}\bjournalism\b|"
        r"^\W*become a (?:\w+ )?(?:member|supporter|subscriber|patron)\b|"
        r"^\W*(?:síguenos|síganos|siga-nos|suivez-nous|rejoignez-nous|seguici|folge uns|folgen sie uns|volg ons)\b|"
        r"jederzeit kündbar|(?:bereits|schon) ein (?:\S{2,12}-)?abo\b|"
        r"vous reste \d+ ?% de cet article|contenuto riservato agli abbonati|"
        r"dostępn[aye] (?:tylko )?dla prenumeratorów|masz już (?:prenumeratę|subskrypcję)|"
        r"(?:redan|allerede|jo) (?:prenumerant|abonnent|tilaaja)\?|al abonnee\?|"
        r"verder lezen\?|доступ\w+ (?:только )?(?:по подписке|подписчикам)|"
        r"试读(?:已?结束|部分)|剩余\s?\d+\s?[字%％]|(?:会员|订阅)(?:专享|可读)|訂閱(?:戶|會員)專屬|"
        r"登录后(?:可|查看)|开通会员|订阅后|付费(?:阅读|内容)|加入会员|"
        r"unlimited (?:digital )?access to (?:all|our|every|exclusive)|cancel any ?time\b|"
        r"réservée?s? (?:à nos|aux) abonné|(?:nur|exklusiv) für (?:\S+ )?abonnent|"
        r"für (?:nur )?\d[\d,.]* ?(?:€|euro)(?: (?:testen|lesen)|$|[.!])|"
        r"(?:contenido|artículo|conteúdo) (?:\w+ )?(?:exclusiv|reservad)o (?:para|a) (?:suscriptor|assinante)|"
        r"abone ol(?:un|arak)|yalnızca aboneler|للمشتركين فقط|למנויים בלבד|"
        r"^\W*(?:無料)?会員登録(?:で|すると|する|して|は)|^\W*(?:打开|在)\S{0,8}app(?:内)?(?:阅读|查看|打开)|"
        r"有料会員限定|会員限定(?:記事|コンテンツ|です)|^\W*残り\s?[\d,]+\s?文字|続きを読むには|유료\s?회원\s?(?:전용|만|에게만)",
        re.IGNORECASE,
    ),
    (
        "subscri",
        "sign up",
        "sign in",
        "register",
        "log in",
        "login",
        "continue reading",
        "full ",
        "this article",
        "this content",
        "already a",
        "never miss",
        "don't miss",
        "get ",
        "on twitter",
        "on facebook",
        "on instagram",
        "lire la suite",
        "abonn",
        "illimité",
        "weiterzulesen",
        "bereits",
        "suscr",
        "assinante",
        "abbonato",
        "jetzt",
        "leyendo",
        "browser",
        "javascript",
        "support",
        "登录后",
        "开通会员",
        "订阅后",
        "付费",
        "加入会员",
        "подпи",
        "whatsapp",
        "telegram",
        "viber",
        "journalism",
        "become a",
        "síg",
        "siga-",
        "suivez",
        "rejoignez",
        "seguici",
        "folge",
        "volg ",
        "kündbar",
        "schon ein",
        "vous reste",
        "riservato",
        "prenumer",
        "subskrypcj",
        "tilaaja",
        "verder lezen",
        "试读",
        "剩余",
        "专享",
        "可读",
        "專屬",
        "会員限定",
        "残り",
        "続きを読む",
        "유료",
        "unlimited",
        "cancel any",
        "für ",
        "exclusiv",
        "reservad",
        "abone",
        "للمشتركين",
        "למנויים",
        "会員登録",
        "app",
    ),
)
# What a page asks about cookies before it shows anything: the words of the advertisers' own
# framework for consent (TCF), which its translations keep. The verb tells them from
# news of apps that sell precise geolocation data.
CONSENT = Phrases(
    re.compile(
        r"stor(?:e|ing) (?:and/or|and|or) access(?:ing)? (?:to )?information on (?:a|your) device|"
        r"\bus(?:e|ing) (?:of )?precise geolocation data|"
        r"consent to our (?:and our partners.{0,3} )?processing|^\W*(?<![“\"«„])we value your privacy|"
        r"speicher\w+ (?:\w+[ /]){0,6}informationen auf einem (?:end)?gerät|"
        r"informationen auf einem (?:end)?gerät (?:zu )?speicher|verwendung genauer standortdaten|"
        r"genaue standortdaten (?:verwenden|und (?:\w+ ){0,2}(?:identifi|abfrage))|"
        r"stock\w+ (?:et/ou accéder à )?des informations (?:stockées )?sur (?:un|votre) (?:appareil|terminal)|"
        r"utilis(?:er|ons|ation) (?:des |de )données de géolocalisation précises|"
        r"almacena\w* (?:(?:y/o|o|y) acced\w+ a )?(?:la )?información en (?:un|el|su) dispositivo|"
        r"utiliza(?:r|ción|mos) (?:de )?datos de (?:localización|geolocalización) (?:geográfica )?precis|"
        r"archivia\w+ (?:(?:e/o|o|e) accede\w+ a(?:lle)? )?informazioni su un dispositivo|"
        r"utilizz(?:are|o|iamo) (?:di )?dati di geolocalizzazione precis|"
        r"informatie op een apparaat (?:opslaan|op te slaan)|"
        r"^[^\w“\"«„]*(?:wir|diese (?:web)?seite|unsere (?:web)?seite)\b[^.]{0,60}(?:verwende|nutz|setz)\w*\b[^.]{0,40}\bcookies\b|"
        r"^[^\w“\"«„]*(?:we|(?:this|our) (?:web)?site)\b[^.]{0,60}\bus(?:e|es|ing)\b[^.]{0,40}\bcookies\b|"
        r"^[^\w“\"«„]*(?:nous|notre site|ce site)\b[^.]{0,60}utilis\w+\b[^.]{0,40}\bcookies\b|"
        r"^[^\w“\"«„]*(?:(?:nosotros )?(?:utilizamos|usamos)|(?:este|nuestro) sitio[^.]{0,20}\busa|(?:este|o nosso) site[^.]{0,20}\busa)\b[^.]{0,60}\bcookies\b|"
        r"^[^\w“\"«„]*(?:utilizziamo|usiamo|questo sito[^.]{0,20}\b(?:usa|utilizza))\b[^.]{0,60}\bcookies?\b|"
        r"^[^\w“\"«„]*(?:wij|we|deze (?:web)?site)\b[^.]{0,40}gebruik\w*\b[^.]{0,40}\bcookies\b|"
        r"^[^\w“\"«„]*(?:używamy|korzystamy z|ta strona (?:używa|wykorzystuje|korzysta))\b[^.]{0,40}\bcookies?\b|"
        r"^[^\w“\"«„]*(?:мы|(?:этот|наш) сайт)\b[^.]{0,20}использу\w+[^.]{0,30}cookies?|"
        r"^[^\w“\"«„]*(?:当サイト|このサイト|当社)[^。]{0,30}(?:cookie|クッキー)|本(?:网站|網站)使用\s?cookies?|"
        r"^\W*an dieser stelle (?:finden sie|befindet sich|steht) (?:ein|relevanter|externer|redaktionell)\w*|"
        r"extern\w+ inhalte? (?:\w+ ){0,6}(?:angezeigt|geladen|anzeigen|laden)\b|"
        r"permission before (?:\w+ ){1,4}(?:is|are) (?:loaded|shown|displayed)|contains content (?:provided|hosted) by|"
        r"(?:ce|pour (?:afficher|voir) ce) contenu\b[^.]{0,60}\bcookies\b|"
        r"przechowywanie informacji na urządzeniu|armazen\w+ (?:e/ou aceder a )?informações num dispositivo",
        re.IGNORECASE,
    ),
    (
        "device",
        "geolocation",
        "consent",
        "privacy",
        "gerät",
        "standortdaten",
        "appareil",
        "terminal",
        "géolocalisation",
        "dispositivo",
        "localización",
        "geolocalización",
        "geolocalizzazione",
        "apparaat",
        "urządzeniu",
        "cookie",
        "クッキー",
        "an dieser stelle",
        "extern",
        "permission",
        "content",
    ),
)
# A reporter's line of its own: 김민수 기자, 記者：山田太郎, 文＝山田太郎.
REPORTER = re.compile(
    r"^\W*(?:기자\s?[:：]?\s?[가-힣]{2,4}|[가-힣]{2,4}\s?(?:선임|수석|인턴)?\s?기자|"
    r"(?:文字?|写真|取材|構成|撮影|執筆|記者|记者|撰文)\s?[=＝:：/／・]\s?[^\s。、，]{2,12})\W*$"
)
# Editor and proof-reader behind a text, with blanks for colons: 编辑 郑九 校对 王十.
DESK = re.compile(
    r"^\W*(?:(?:责编|编辑|編輯|校对|校對|审核|制图|监制)\s[\u4e00-\u9fff]{2,4}\s?){1,5}\W*$"
)
# A writer's name and address behind the text: "김민수 기자 minsu@paper.example".
MAIL = re.compile(r"^\W*(?:[^\s@]+\s){0,4}[^\s@]+@[^\s@]+\.\w+\W*$")
SCORE = re.compile(r"^[\d\s:：./%+-]{1,20}$|^[^\w\u4e00-\u9fff]{1,8}$")
# The numbers of a text's pages, with the words beside them: "1 2 3 下一页".
PAGER = re.compile(
    r"(?:[\s\d|<>«»‹›.…,/-]|上一?页|下一?页|上一頁|下一頁|首页|末页|尾页|共\d{1,3}页|前へ|次へ|다음|이전|"
    r"next|previous|prev|pages?:?|seite|zurück|weiter|suivante?|précédente?|siguiente|anterior|"
    r"вперед|назад|далее|следующая|предыдущая)+$",
    re.IGNORECASE,
)
# Data and styles that a broken page shows as text.
CODE = re.compile(
    r"[\[{]\s*[\"'{\[]|[\"'][\w@]+[\"']\s*:|(?:var|let|const)\s+\w+\s*=|"
    r"window\.|[.#@][\w.-]+\s*\{|\w+\(function",
)
CALL = Phrases(re.compile(r"\bfunction\s*\(|\$\(document\)"), ("(",))
