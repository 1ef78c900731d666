"""A portal's article page of our own writing, with all its furniture; parts can be exchanged."""

from __future__ import annotations

TITLE = "清河市新建三座跨江步行桥"
PARAGRAPHS = (
    "清河日报讯（记者 乔一帆）清河市交通局今天宣布，将在两年内新建三座跨江步行桥，总投资四亿二千万元。",
    "三座桥分别位于老码头、大学城和东湖湾，最长的一座长三百八十米，桥面设有骑行道和观景平台。",
    "交通局负责人表示，工程将避开汛期施工，老码头步行桥将于明年九月率先开放。",
    "附近居民陈先生说，过去步行过江要绕行四公里，建成后十分钟就能走到对岸。",
)


def portal(
    *,
    title: str = TITLE,
    head: str = "",
    info: str = "26-11-20 11:33 来源:清河日报 编辑:杜若",
    body: str = "".join(f"<p>　　{text}</p>" for text in PARAGRAPHS),
    after: str = "<p>（责任编辑：杜若）</p>",
    name: str = "article-content",
) -> str:
    """Return a page in the manner of a Chinese local portal."""
    hot = "".join(
        f'<li><a href="/2026/1120/{10000 + n}.html">热门新闻第{n}条标题文字在这里</a></li>'
        for n in range(8)
    )
    return f"""<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}_国内要闻_清河新闻网</title>{head}</head><body>
<div class="top"><ul class="nav"><li><a href="/">首页</a></li><li><a href="/news/">新闻</a></li></ul></div>
<div class="crumbs">您当前的位置：<a href="/">清河新闻网</a> &gt;&gt; <a href="/news/">新闻中心</a> &gt;&gt; <a href="/gn/">国内要闻</a></div>
<h1>{title}</h1><div class="info">{info}</div><div class="share">分享到：<a href="#">微信</a> <a href="#">微博</a></div>
<div class="{name}">{body}{after}</div>
<div class="declare">版权声明：凡注有稿件来源为“清河新闻网”的稿件，均为清河新闻网版权稿件，转载必须注明来源。</div>
<div class="promo"><h3>精彩推荐</h3><ul>{hot}</ul></div><div class="comment-list"><p>网友甲：这座桥早就该修了，支持政府为老百姓做实事，希望能按时完工，不要拖延。</p></div>
<div class="side"><h3>即时播报</h3><ol>{hot}</ol></div><div class="qr">关注我们 扫描二维码下载客户端</div><div class="foot">清河新闻网版权所有 ICP备12345号</div></body></html>"""
