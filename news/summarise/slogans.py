"""Recognise Chinese sentences that call for something or praise it, and report nothing."""

from __future__ import annotations

import re

from news.summarise.marked import MarkedPattern, holds_any

# What ought to be, in a sentence without a figure: an opinion, not a report.
_DEMANDS = ("不能", "不应", "不该", "岂能", "应当", "应该", "必须")
# A call: a verb without anybody who acts, and an aim in the same form.
_CALL = MarkedPattern(
    ("，",),
    re.compile(
        r"^(?:持续|持續|不断|进一步|全面|大力)?(?:加强|加強|加快|推动|推動|推进|推進|提升|深化|强化|強化|坚持|堅持|扩大|擴大|传承|傳承|优化|優化|完善|促进|促進|保障|筑牢|立足|聚焦|牢记|领悟|激发|打造|构建|做强|守护)"
        r"[^，。：“]{2,14}，[^，。：]{2,16}[。！]$"
    ),
)
# Words of praise and of programmes.
_PRAISE = """
持续 不断 深入 扎实 全面 积极 加快 推进 推动 促进 提升 优化 完善 强化 加强 赋能 激发 释放 谱写 开创 凝聚 奋力 高质量
新格局 新篇章 新动能 新质生产力 活力 动能 潜能 现代化 新征程 新局面 指明 引领 锚定 奋斗 合力 增强 深化 拓展 协同 创新
稳步 成效 注入 纵深 健全 统筹 融合 坚持 振兴 幸福 贯彻 落实 精神 支撑 发展 汇聚 构建 繁荣 升级 改善 保障
持續 不斷 紮實 全面 積極 加快 推進 推動 促進 優化 強化 加強 賦能 激發 釋放 譜寫 開創 凝聚 奮力 高質量 新質生產力 動能 潛能
現代化 奮鬥 協同 創新 穩步 統籌 堅持 振興 貫徹 落實 構建 繁榮 升級
"""
_PRAISING = re.compile(
    "|".join(sorted(set(_PRAISE.split()), key=len, reverse=True))
)
# A figure that is no year, or the day of the news.
_FACT = re.compile(r"\d(?!\d{0,3}年)|今[天日晚]|昨[天日晚]|日前|近日|[上下]午")
_HAN = re.compile(r"[\u3400-\u9fff]")
# Share of a sentence's characters that such words make at least. Of 262 items of broadcasts and
# pages five had such sentences alone, and a reader had missed the news in all five. Weighing such
# sentences less beside others changed 45 more, of which as many read worse as better; a figure
# deep in the text, told in their place, meant nothing by itself.
_MOSTLY = 0.12
# Different words of praise in it at least: of 185 such sentences at the start of 300 broadcast
# items 47 had fewer, and among them were news, as headlines are: 政府停摆持续，多地航班延误.
_WORDS = 3


def demands(text: str) -> bool:
    """Tell whether a sentence says what ought to be, or calls for it, and gives no figure:
    大桥必须尽快修好; 加强桥梁管理，保障出行安全; not: 大桥必须在3天内修好.
    """
    says_so = _CALL.is_in(text) or holds_any(text, _DEMANDS)
    return says_so and not any(map(str.isdigit, text))


def is_slogan(text: str) -> bool:
    """Tell whether much of a sentence praises or promises, and no figure or day in it is a fact:
    桥梁事业持续发展，为出行注入新动能; not: 大桥今天通车.
    """
    if text.isascii() or _FACT.search(text):
        return False
    praising = _PRAISING.findall(text)
    if len(set(praising)) < _WORDS:
        return False
    praised = sum(map(len, praising))
    return praised > _MOSTLY * len(_HAN.findall(text))
