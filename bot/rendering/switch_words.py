"""The words for on and off, in the interface's languages and as buttons show
them.
"""

from __future__ import annotations

from bot.rendering.i18n import Translator
from news.words import fold

_OFF = frozenset(
    {
        *("off", "none", "no", "never", "0"),
        *("关", "关闭", "无", "停", "不要", "不设", "停用"),
        *("aus", "nein", "kein", "keine", "nie"),
        *("ninguna", "ninguno", "nunca", "apagado"),
        *("non", "aucun", "aucune", "jamais", "désactivé"),
        *("нет", "выкл", "никогда", "отключить"),
        *("オフ", "なし", "いいえ"),
    }
)
_ON = frozenset(
    {
        *(
            "on",
            "yes",
            "1",
            "开",
            "开启",
            "是",
            "ja",
            "an",
            "ein",
            "oui",
            "activé",
        ),
        *("si", "sí", "да", "вкл", "オン", "はい"),
    }
)
_LABELS = ("alerts.off", "quiet.none", "schedule.none")


def is_off(text: str, speech: Translator) -> bool:
    """Tell whether a text means off: a word for it in any language, or a
    button's label in this one.
    """
    word = _word(text)
    return word in _OFF or word in {
        _word(speech.say(label)) for label in _LABELS
    }


def is_on(text: str) -> bool:
    """Tell whether a text means on."""
    return _word(text) in _ON


def _word(text: str) -> str:
    return fold(text.strip().rstrip(".!。"))
