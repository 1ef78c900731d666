"""Every phrase of a pattern holds one of the words that are asked for before the pattern."""

from __future__ import annotations

import pytest

from news.extract.furniture_words import (
    CONSENT,
    COPYRIGHT,
    CURTAIN,
    PROMOTION,
)
from news.extract.phrase_search import Phrases

SAMPLES = {
    "rights": (
        COPYRIGHT,
        [
            "非經授權，不得轉載",
            "非经授权，不得转载",
            "Copyright 2026 North Bay Press",
            "© 2026 North Bay Press",
            "(C) by North Bay Press",
            "All Rights Reserved.",
            "Alle Rechte vorbehalten.",
            "Tous droits réservés",
            "京ICP备12345678号",
            "新闻许可证编号 0123",
            "京公网安备 1101",
            "版权所有 违者必究",
            "未经书面授权不得转载",
            "转载请务必注明出处",
            "本网作品均为本网版权所有",
            "不代表本网立场",
            "仅代表作者本人",
            "如有侵权请联系",
            "本站仅提供信息存储服务",
            "著作权归作者所有",
            "無断転載を禁じます",
            "무단 전재 및 재배포 금지",
        ],
    ),
    "promotions": (
        PROMOTION,
        [
            "点击报名",
            "火热招募中",
            "免费试用，快来",
            "快来下载晨报app",
            "欢迎大家下载客户端",
            "立即下载新版app",
            "马上报名吧！",
            "请下载晨报客户端",
            "下载新版客户端",
        ],
    ),
    "curtains": (
        CURTAIN,
        [
            "Join our WhatsApp channel",
            "Follow us in the Telegram channel",
            "Join our Viber community",
            "Support independent journalism",
            "Become a member today",
            "Síguenos en X",
            "Siga-nos no X",
            "Suivez-nous",
            "Rejoignez-nous",
            "Seguici su X",
            "Folgen Sie uns",
            "Volg ons op X",
            "Subscribe now to continue",
            "Sign up for our newsletter",
            "Register to read on",
            "Log in to view",
            "Login to unlock",
            "Sign in for full access",
            "Continue reading as a subscriber",
            "The full story is for members",
            "This article is for subscribers",
            "This content is behind a paywall",
            "Already a member?",
            "Never miss the latest: our newsletter",
            "Don't miss our stories in your inbox",
            "Get the best of the bay by email",
            "Follow us on Twitter",
            "Like the Gazette on Facebook",
            "Find us on Instagram",
            "Pour lire la suite",
            "Déjà abonné ?",
            "Je suis abonné",
            "Réservé aux abonnés",
            "Accéder en illimité",
            "Um diesen Artikel weiterzulesen",
            "Bereits registriert?",
            "¿Ya eres suscriptor?",
            "¿Ya estás suscrito?",
            "Já é assinante?",
            "Sei già abbonato?",
            "Jetzt abonnieren",
            "Jetzt kostenlos testen",
            "Para seguir leyendo",
            "Suscríbete",
            "Your browser does not play this",
            "Ihr Browser unterstützt kein Video",
            "Enable JavaScript",
            "Turn on JavaScript",
            "JavaScript is off",
            "It does not support HTML5 video",
            "登录后可查看",
            "开通会员",
            "订阅后继续",
            "付费阅读",
            "加入会员",
            "Subscribe now",
            "Abonnez-vous dès 1 €",
            "Подписывайтесь на наш канал",
            "Подпишитесь на канал",
            "有料会員限定記事です",
            "残り 512文字",
            "続きを読むには",
            "유료 회원 전용",
            "Monatlich und jederzeit kündbar",
            "Haben Sie schon ein Digital-Abo?",
            "Il vous reste 70 % de cet article",
            "Contenuto riservato agli abbonati",
            "Treść dostępna tylko dla prenumeratorów",
            "Masz już subskrypcję?",
            "Redan prenumerant? Logga in",
            "Jo tilaaja? Kirjaudu",
            "Al abonnee? Log in",
            "Verder lezen?",
            "Доступно только по подписке",
            "试读已结束",
            "剩余80%",
            "会员专享",
            "会员可读",
            "訂閱戶專屬",
            "Unlimited access to all stories",
            "Cancel anytime",
            "Réservée à nos abonnés",
            "Nur für Abonnenten",
            "Vier Wochen für 1 Euro testen",
            "Contenido exclusivo para suscriptores",
            "Artículo reservado para suscriptores",
            "Haberin tamamı için abone olun",
            "للمشتركين فقط",
            "למנויים בלבד",
            "会員登録すると読めます",
            "打开新闻APP阅读全文",
        ],
    ),
    "consent": (
        CONSENT,
        [
            "store and/or access information on a device",
            "use precise geolocation data",
            "consent to our and our partners’ processing",
            "We value your privacy",
            "Informationen auf einem Endgerät speichern",
            "genaue Standortdaten verwenden",
            "stocker et/ou accéder à des informations stockées sur un terminal",
            "stocker des informations sur votre appareil",
            "utiliser des données de géolocalisation précises",
            "almacenar la información en un dispositivo",
            "utilizar datos de localización geográfica precisa",
            "utilización de datos de geolocalización precisos",
            "archiviare informazioni su un dispositivo",
            "utilizzare dati di geolocalizzazione precisi",
            "informatie op een apparaat opslaan",
            "przechowywanie informacji na urządzeniu",
            "Wir verwenden auf unserer Seite Cookies",
            "This website uses cookies",
            "Nous utilisons des cookies",
            "Utilizamos cookies propias",
            "Utilizziamo i cookie",
            "Wij gebruiken cookies",
            "Używamy plików cookie",
            "Мы используем файлы cookie",
            "当サイトではクッキーを使用します",
            "An dieser Stelle finden Sie einen Inhalt",
            "damit externe Inhalte angezeigt werden",
            "we ask for your permission before anything is loaded",
            "contains content provided by a network",
        ],
    ),
}


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_phrase_is_found_by_its_words_as_by_its_pattern(kind: str) -> None:
    phrases, samples = SAMPLES[kind]
    for line in samples:
        assert phrases.pattern.search(line), line
        assert phrases.search(line), line
        assert phrases.search(f"… {line.upper()} …"), line


def test_a_word_alone_is_no_phrase() -> None:
    assert COPYRIGHT.search("The board spoke of copyright in general.") is None


def test_no_word_is_asked_for_in_vain() -> None:
    for phrases, samples in SAMPLES.values():
        assert _needed(phrases, samples) == set(phrases.hints)


def _needed(phrases: Phrases, samples: list[str]) -> set[str]:
    """Return the words that some sample holds."""
    return {
        hint
        for hint in phrases.hints
        if any(hint in line.lower() for line in samples)
    }
