"""Claims that merge sentences in other words, and small words that say nothing new."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, read_sources

LIGHTHOUSE = (
    "Lighthouse in Corvay sold",
    "The town of Corvay has sold its old lighthouse to the hotelier Nina Brandt for 310,000 euros. "
    "She wants to turn the tower into a guest house with nine rooms from 2028. "
    "A museum in the cellar shows lamps, maps and letters of the keepers.",
)


def _is_kept(article: tuple[str, str], claim: str) -> bool:
    return bool(check([Claim(claim)], read_sources([(1, *article)]))[0])


@pytest.mark.parametrize(
    ("claim", "is_kept"),
    [
        # Twelve words: two of them stand in no article, "bought" and "property".
        (
            "The hotelier Nina Brandt bought the old lighthouse property of Corvay for 310,000 euros and intends "
            "to turn the tower into a guest house.",
            True,
        ),
        # A third one is one too many.
        (
            "The wealthy hotelier Nina Brandt bought the old lighthouse property of Corvay for 310,000 euros and "
            "intends to turn the damp tower into a guest house.",
            False,
        ),
        # Three words may be other sentences', a fourth one is one too many.
        (
            "The hotelier Nina Brandt, who bought the old lighthouse of Corvay for 310,000 euros, wants to turn the "
            "tower into a guest house with nine rooms, lamps and maps.",
            True,
        ),
        (
            "The hotelier Nina Brandt, who bought the old lighthouse of Corvay for 310,000 euros, wants to turn the "
            "tower into a guest house with nine rooms, lamps, maps and letters.",
            False,
        ),
        # Seven words: none may be its own.
        (
            "The hotelier Nina Brandt bought the damp lighthouse of Corvay.",
            False,
        ),
    ],
)
def test_a_longer_claim_may_have_more_words_of_its_own(
    claim: str, *, is_kept: bool
) -> None:
    assert _is_kept(LIGHTHOUSE, claim) is is_kept


SMALL_WORDS = {
    "de": (
        "Der Verein Nordlicht pflegt seit Mai den Park an der Mühle.",
        "Seither pflegt insbesondere der Verein Nordlicht den Park an der Mühle.",
        "Seither pflegt widerwillig der Verein Nordlicht den Park an der Mühle.",
    ),
    "fr": (
        "Le musée de Lorvic expose des cartes anciennes.",
        "Le musée de Lorvic, quant à lui, expose surtout des cartes anciennes.",
        "Le musée de Lorvic, quant à lui, expose des cartes volées.",
    ),
    "es": (
        "La escuela de Torvina abrió un huerto con 40 árboles.",
        "Ahora la escuela de Torvina abrió incluso un huerto con 40 árboles.",
        "La escuela de Torvina abrió un huerto clandestino con 40 árboles.",
    ),
    "pt": (
        "A escola de Monfor abriu uma horta com 40 árvores.",
        "Ainda assim, a escola de Monfor abriu inclusive uma horta com 40 árvores.",
        "A escola de Monfor abriu uma horta clandestina com 40 árvores.",
    ),
    "ru": (
        "Музей в Липовке показывает старинные карты.",
        "При этом сам музей в Липовке показывает именно старинные карты.",
        "При этом музей в Липовке показывает поддельные карты.",
    ),
    "zh": (
        "南坪镇图书馆展出一百张旧地图。",
        "如今，南坪镇图书馆具体展出一百张旧地图。",
        "如今，南坪镇图书馆偷偷展出一百张旧地图。",
    ),
    "ja": (
        "南坪町の図書館は古い地図を展示している。",
        "なお、南坪町の図書館は主として古い地図を展示している。",
        "なお、南坪町の図書館は秘密の古い地図を展示している。",
    ),
}


@pytest.mark.parametrize("language", SMALL_WORDS)
def test_small_words_say_nothing_new(language: str) -> None:
    source, right, wrong = SMALL_WORDS[language]
    assert _is_kept(("", source), right)
    assert not _is_kept(("", source), wrong)


def test_words_that_link_are_a_third_of_a_claim() -> None:
    # "Laut" and "trotz" are no article's own words here.
    source = (
        "Der Verein pflegt den alten Park in Selm. "
        "Der Park leidet unter Hitze und Staub."
    )
    true = "Laut dem Verein pflegt er trotz Hitze und Staub den Park."
    false = "Laut dem Verein pflegt er trotz Armut den Wald."
    assert _is_kept(("", source), true)
    assert not _is_kept(("", source), false)


def test_a_text_with_one_capital_in_eighty_words_has_none() -> None:
    # One capital within the sentences of 80 words: names can't be told.
    lines = (
        "the mayor of lower tarn opened the new hall on friday before two hundred guests and told them that he loved it as I do.",
        "the baker ellen rudd sold four hundred rolls at the gate and gave the money to the children's home in the town.",
        "a storm that came up in the evening tore the flags from the roof and ended the feast early. it was over by nine.",
        "the fire brigade of the town came with two cars and brought the guests home through the rain.",
    )
    sources = read_sources([(1, "", "\n".join(lines))])
    true = "A storm that came up in the evening tore the flags from the roof."
    mixed = "The baker ellen rudd brought the guests home through the rain with two cars and gave the money to the children's home."
    kept, _ = check([Claim(true), Claim(mixed)], sources)
    assert [line.text for line in kept] == [true]
