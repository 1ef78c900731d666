"""Which dots end a sentence: names, abbreviations with blanks inside, items, and more languages."""

from __future__ import annotations

import pytest

from news.sentences import sentences


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("en", "We met Mr. A. Roe at the gate. A guard opened it.", 2),
        ("en", "Agents of the F. B. I. searched the shop. It was empty.", 2),
        ("en", "See N°. 14 on the map. It is a mill.", 2),
        ("ru", "В зале есть столы, стулья и т. д. Роев их купил.", 2),
        ("ru", "Пьесу написал Дж. Роу. Её ставят в мае.", 2),
        ("ru", "В 1998-2001 гг. Роев жил в Туле.", 1),
        ("de", "IV. Der Antrag wird abgelehnt.", 1),
        ("de", "Die kath. Schule öffnete am 3. Jän. 2025 wieder.", 1),
        ("en", "8.1. Rules for boats. They hold from May.", 2),
        ("en", "The mill burned down in 1911. Nobody was hurt.", 2),
        ("es", "Habló la Srta. Roe. Nadie respondió.", 2),
        ("tr", "Roe İnş. ve Tic. A.Ş. iflas etti. Bu ikinci olay.", 2),
        ("tr", "ROE TİC. A.Ş. iflas etti.", 1),
        ("id", "Acara dibuka KH. Roe. Dia berpidato singkat.", 2),
        ("da", "Festen holdes Skt. Hans aften. Alle er velkomne.", 2),
        ("da", "Fabrikken ligger i U.K. Hvem ejer den?", 2),
        ("el", "Ο κ. Ρόου έφυγε στις 9 π.μ. Η αίθουσα άδειασε.", 2),
        ("bg", "Г-н Роев живее на ул. Речна, бл. 4. Той е лекар.", 2),
        ("sr", "Др Роев станује у ул. Речној бр. 5. Он је лекар.", 2),
        ("mk", "Проф. Роев живее на ул. Речна. Тој е лекар.", 2),
        ("be", "Мост на вул. Рачной каштаваў 3 млн руб. Яго адкрылі.", 2),
        ("ml", "ഡോ. ശിവൻ പാലം തുറന്നു. മി. കെ. പി. നായർ വന്നു.", 2),
        ("ta", "கே. ஆர். ரவி பாலத்தைத் திறந்தார். மக்கள் மகிழ்ந்தனர்.", 2),
        ("te", "డా. కె.వి. రావు వంతెన ప్రారంభించారు. ప్రజలు సంతోషించారు.", 2),
        ("kn", "ಡಾ. ರಾವ್ ಸೇತುವೆ ತೆರೆದರು. ಜನರು ಸಂತೋಷಪಟ್ಟರು.", 2),
        ("mr", "डॉ. राव यांनी पूल उघडला. लोक आनंदी आहेत.", 2),
        ("gu", "ડૉ. રાવે પુલ ખોલ્યો. લોકો ખુશ છે.", 2),
        ("uk", "Про міст пише журн. «Річка». Його відкрили в травні.", 2),
        ("lt", "Tiltas kainavo 3 mln. eurų. Jis atidarytas 2024 m. gegužę.", 2),
        (
            "lv",
            "Tiltu atklāja 2024. gada 5. maijā. Tas maksāja 3 milj. eiro.",
            2,
        ),
        ("et", "Sild avati 5. mail. See maksis 3 mln. eurot.", 2),
        ("ca", "La Sra. Roe viu a l'av. Central, núm. 5. És metgessa.", 2),
    ],
)
def test_a_dot_ends_a_sentence_by_its_language(
    language: str, text: str, count: int
) -> None:
    assert len(sentences(text, language)) == count


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("hy", "Կամուրջը բացվեց ժամը 10:30-ին: Մարդիկ ուրախ են:", 2),
        ("am", "ድልድዩ ተከፈተ፧ሰዎች ደስ አላቸው።", 2),
        ("km", "ស្ពានបានបើក។ មនុស្សសប្បាយ។", 2),
        ("en", "Two things matter: Time and money.", 1),
    ],
)
def test_a_mark_ends_a_sentence_by_its_script(
    language: str, text: str, count: int
) -> None:
    assert len(sentences(text, language)) == count
