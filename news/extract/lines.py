"""Lines that stand about an article and are none of it: source lines, disclaimers, promotions, share bars."""

from __future__ import annotations

import re

from news.extract.page import weight

# A short line that only labels: dropped wherever it stands.
_LABEL = re.compile(
    r"^[\s(（\[【<《*#■●▲◆•·—-]*(?:"
    r"(?:责任编辑|責任編輯|责\s*编|網?络编辑|编\s*辑|编\s*审|审\s*核|校\s*对|监\s*制|签\s*发|值班\S{0,4}|美\s*编|新媒体编辑|图片编辑|执行主编|主\s*编|实习生?|终审|初审|复审|统筹|策划|制作|设计|排版|二审|三审|一审)\s*[:：/／丨|]"
    r"|(?:信息来源|文章来源|新闻来源|本文来源|稿件来源|图片来源|来\s*源|稿\s*源|来自|转自|转载自|出处|原文链接|原文地址|原文标题|原标题|原题|本文标题|标题|文章标题|本文链接|本文地址|链接|网址|关键词|关键字|标签|tags?|分类|栏目|字号|字体|作\s*者|通讯员|发布时间|发布日期|发表时间|时间|日期|浏览次数|浏览量|点击数?|点击率|点击量|阅读量?|阅读次数|访问量|人气|浏览|更新时间|发布人|发布者|供稿|供图|摄影|录入|信息员|投稿|联系电话|投诉|举报|爆料|新闻热线|商务合作|微信公众号|微信号|微信|微博|qq群?|邮箱|电话)\s*[:：]"
    r"|(?:您?(?:现在|当前|目前|所在)的?(?:所在)?位置|当前位置)|原标题|(?:分享|转发)(?:到|至|按钮|让更多人看到)|打印(?:本页|此页|本文|页面)?$|关闭(?:窗口|本页|页面)?$|【?打印|收藏(?:本文|本页|此页)?$|我要(?:评论|纠错|举报|分享|反馈|投稿)|纠错|点赞|评论$|返回(?:首页|顶部|列表|搜狐|目录)|回到顶部|顶部$"
    r"|上一[篇页条章]|下一[篇页条章]|没有了|阅读原文|查看原文|阅读全文|展开(?:全文|阅读)?|收起|点击(?:进入|查看|展开|加载|图片|下方|上方|蓝字|关注|阅读|这里|播放|观看)|查看(?:更多|全部|大图)|加载更多|更多(?:精彩|内容|新闻|资讯|>)?"
    r"|(?:扫描?|长按|识别)\S{0,8}(?:二维码|关注|下载)|微信扫一扫|打开微信|使用微信|用微信|手机(?:看|扫|阅读)|二维码|下载(?:客户端|app|APP)|打开app|打开APP|关注(?:我们|微信|公众号|官方)|(?:欢迎|请|敬请)\S{0,6}关注|客户端下载"
    r"|图[/:：为]|(?:图片|图源|图|题图|配图|视频|封面)(?:来源|来自|：|:|/|／|by)|资料图|示意图$|视频加载|您的浏览器\S{0,8}(?:无法|不支持)|正在加载|加载中|广告$|advertisement$|\d*\s*条?评论$|发表评论|网友评论|全部评论|热门评论|最新评论|登录后|请登录|大\s*中\s*小$|\[?\s*大\s*\]?\s*\[?\s*中\s*\]?\s*\[?\s*小\s*\]?"
    r"|特别声明|声\s*明\s*[:：]|免责声明|版权声明|版权所有|版权归|本文(?:仅|为|系|由|转载|来自|首发|经|版权|不代表|内容|来源|图片|刊登|原载|节选|已获|摘自|授权|收录)\S{0,50}(?:观点|转载|授权|立场|首发|版权|参考|建议|侵权|来源|发布|作者)"
    r"|(?:未经|转载)\S{0,12}(?:授权|许可|允许|请注明|须注明|必须)|如(?:有|需|涉|果)\S{0,12}(?:侵权|转载|版权)|凡\S{0,6}(?:注明|本网)|以上(?:内容|文章|观点|信息|图文)\S{0,24}(?:观点|立场|无关|平台|上传)|(?:文中|文章)?(?:内容|观点)\S{0,8}(?:仅代表|不代表|仅供)|(?:部分|文中|以上|本文)?图片\S{0,6}(?:来自|来源|侵)|投资有风险|市场有风险|据此操作"
    r"|相关(?:阅读|新闻|链接|报道|文章|推荐|专题|搜索|热词|视频)|推荐(?:阅读|新闻|文章|视频|专题|内容)?[:：]?$|延伸阅读|猜你喜欢|热门(?:推荐|文章|新闻|阅读|标签|话题)|精彩推荐|精彩(?:图集|图片|视频)|为你推荐|大家都在(?:看|搜)|往期(?:精彩|回顾|推荐)|最新(?:文章|新闻|资讯|推荐)$|编辑推荐|今日推荐|新闻推荐|点击排行|热点(?:新闻|推荐|排行)|即时播报|关联阅读|更多(?:阅读|推荐|报道|相关)|阅读推荐|其他人还看|看了(?:又看|本文)|文章推荐|阅读排行|粉丝福利|免费开户|开户福利|海量资讯"
    r"|感谢您?的?(?:反馈|阅读|支持)|(?:end|全文完|完|本文完)[\s】)）\]—-]*$|—+\s*end|(?:share|tweet|email|print|save|copy link|read more|related(?: (?:articles|stories|topics|content))?|more (?:on|from|stories)|sign up|subscribe|follow us|advertisement|comments?|most (?:read|popular)|recommended|tags|filed under|topics|newsletter|all rights reserved|copyright)\s*[:：]?$"
    r")",
    re.IGNORECASE,
)
# From here to the end nothing belongs to the text any more.
_END = re.compile(
    r"^[\s(（\[【<《*#■●▲◆•·—-]*(?:相关(?:阅读|新闻|链接|报道|文章|推荐|专题)|推荐阅读|延伸阅读|猜你喜欢|热门(?:推荐|文章|新闻|阅读)|精彩推荐|为你推荐|大家都在看|往期(?:精彩|回顾|推荐)|版权声明|免责声明|特别声明|"
    r"责任编辑|責任編輯|责编\s*[:：]|网友评论|发表评论|最新评论|热门评论|更多(?:精彩|相关|阅读|推荐)|上一篇|下一篇|分享到|点击排行|即时播报|精彩(?:图集|图片)|关注我们|本文来源|声明[:：]|编辑推荐|粉丝福利|"
    r"related (?:articles|stories|topics|content)|more (?:on this story|from|stories)|most (?:read|popular)|recommended for you|read next|you may also like|sign up (?:for|to)|follow us)",
    re.IGNORECASE,
)
_STAMPED = re.compile(
    r"^\W*(?:(?:19|20)\d{2}|\d{2})[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*(?:来源|稿源|作者|编辑|字号|发布|浏览|\||$)"
)
_COPYRIGHT = re.compile(
    r"(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?:\d{4}|by)|all rights reserved|icp备|许可证(?:号|编号)|公网安备|版权所有\s*(?:违者|不得|$|[,，]?\s*未经)|未经\S{0,12}(?:授权|许可|允许)\S{0,16}(?:转载|使用|不得|禁止)|"
    r"转载\S{0,8}(?:请|须|必须|务必)\S{0,6}注明|(?:稿件|作品)\S{0,16}(?:均为|版权)\S{0,20}(?:版权|所有|转载)|不代表\S{0,14}(?:立场|观点)|仅代表\S{0,12}(?:本人|个人|作者)|侵权\S{0,12}(?:删除|联系|告知)",
    re.IGNORECASE,
)
_TAIL_CREDIT = re.compile(
    r"\s*[(（\[【][^()（）\[\]【】]{0,12}(?:责任编辑|责编|编辑|来源|原标题|完|记者|作者)\s*[:：/]?[^()（）\[\]【】]{0,40}[)）\]】]\s*(?:举报/反馈)?$|\s*(?:责任编辑|责编)\s*[:：]\s*\S{2,12}$"
)
_PROMOTION = re.compile(
    r"点击(?:投票|报名|参与|购买|预约|领取|抢购|下载)|火热(?:进行|报名|招募)中|免费(?:试玩|领取|试用|体验)\S{0,40}(?:快来|欢迎|下载|点击)|"
    r"(?:快来|欢迎|立即|马上|请)\S{0,10}(?:下载|报名|投票|领取|抢购|加入)\S{0,30}(?:app|客户端|!|！)|下载\S{0,10}客户端",
    re.IGNORECASE,
)
_SCORE = re.compile(r"^[\d\s:：./%+-]{1,20}$|^[^\w\u4e00-\u9fff]{1,8}$")


def strip_lines(lines: list[str], title: str) -> tuple[list[str], list[str]]:
    """Part the article's lines from the furniture; returns (kept, dropped), both in order."""
    kept: list[str] = []
    dropped: list[str] = []
    total = sum(map(weight, lines)) or 1.0
    passed = 0.0
    stem = re.sub(r"\W+", "", title)
    for index, line in enumerate(lines):
        passed += weight(line)
        if _END.match(line) and weight(line) < 200 and _may_end(lines, index, passed / total):
            dropped += lines[index:]
            break
        if _boilerplate(line, stem, passed / total):
            dropped.append(line)
            continue
        shorter = _TAIL_CREDIT.sub("", line)
        if shorter != line:
            dropped.append(line[len(shorter) :])
        if shorter:
            kept.append(shorter)
    return kept, dropped


def _may_end(lines: list[str], index: int, share: float) -> bool:
    """A closing mark ends the text in its later part, or where only short lines follow."""
    if share > 0.6:
        return True
    rest = lines[index + 1 :]
    return (
        share > 0.25
        and bool(rest)
        and sum(1 for line in rest if weight(line) > 110) <= len(rest) * 0.2
    )


def _boilerplate(line: str, stem: str, share: float) -> bool:
    size = weight(line)
    if _SCORE.match(line) or (size < 130 and _STAMPED.match(line)):
        return True
    if size < 260 and _LABEL.match(line) and not _sentence(line):
        return True
    if size < 700 and _COPYRIGHT.search(line) and (share > 0.7 or size < 200):
        return True
    if size < 420 and (share < 0.25 or share > 0.75) and _PROMOTION.search(line):
        return True
    # The headline once more above the text.
    folded = re.sub(r"\W+", "", line)
    return share < 0.3 and bool(stem) and folded == stem


def _sentence(line: str) -> bool:
    """Tell a paragraph that only begins like a label: it goes on over several clauses and ends as a sentence."""
    return (
        weight(line) > 110
        and line.rstrip('”"’）)').endswith(("。", "！", "？", "；"))
        and not _COPYRIGHT.search(line)
    )
