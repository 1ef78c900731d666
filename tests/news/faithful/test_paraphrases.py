"""What the words for news of the tables let stand, and what they do not."""

from __future__ import annotations

import pytest

from news.faithful import Claim, SourceSentence, check
from news.faithful.sentence_reading import read


def _kept(claim: str, *sources: str) -> bool:
    listed = [SourceSentence(0, sentence) for sentence in sources]
    return bool(check([Claim(claim, 0)], listed)[0])


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        (
            "Two villages were evacuated because of the storm.",
            "Two villages were moved to safety because of the storm.",
            "Two villages were rebuilt because of the storm.",
        ),
        (
            "The crew brought the fire in the mill under control on Friday.",
            "The crew contained the fire in the mill on Friday.",
            "The crew bought the mill on Friday.",
        ),
        (
            "Die Stadt begrenzt die Mieten ab Mai.",
            "Die Stadt deckelt die Mieten ab Mai.",
            "Die Stadt erhöht die Mieten ab Mai.",
        ),
        (
            "Un séisme a secoué la vallée lundi.",
            "Un tremblement de terre a secoué la vallée lundi.",
            "Un incendie a secoué la vallée lundi.",
        ),
        (
            "La fiscalía acusa al contable de malversación.",
            "Los fiscales acusan al contable de un desfalco.",
            "Los fiscales acusan al contable de un secuestro.",
        ),
        (
            "A nova lei isenta as padarias de impostos.",
            "A nova lei dá isenção de impostos às padarias.",
            "A nova lei proíbe as padarias.",
        ),
        (
            "В посёлке обрушилась крыша склада.",
            "В посёлке рухнула крыша склада.",
            "В посёлке сгорела крыша склада.",
        ),
        (
            "强风导致三个乡镇停电。",
            "大风造成三个乡镇断电。",
            "大风造成三个乡镇停课。",
        ),
        (
            "市は避難所を五か所に設けた。",
            "市は避難所を五か所に設けた。",
            "市は避難所を五か所で廃止した。",
        ),
        # What did not change neither rose nor fell.
        (
            "The bank left the fee unchanged in March.",
            "The bank kept the fee unmoved in March.",
            "The bank cut the fee in March.",
        ),
        # One chamber is not the other.
        (
            "The Senate adopted the dog bill on Monday evening.",
            "The Senate passed the dog bill on Monday evening.",
            "The lower house adopted the dog bill on Monday evening.",
        ),
    ],
)
def test_a_paraphrase_stands_and_another_fact_does_not(
    source: str, right: str, wrong: str
) -> None:
    assert _kept(right, source)
    assert not _kept(wrong, source)


def test_the_words_of_a_phrase_say_little_by_themselves() -> None:
    words = read("Two men lost their lives at sea.", "en").words
    (lives,) = [word for word in words if word.key == "live"]
    assert lives.is_light


def test_what_is_meant_by_a_german_price_needs_no_words() -> None:
    sources = (
        "Der Verband Torfau senkt zum 1. Mai den Wasserpreis um 4 Prozent.",
        "Das spüren rund 900 Haushalte.",
    )
    assert _kept("Kunden zahlen ab Mai weniger für Wasser.", *sources)
    assert not _kept("Kunden zahlen ab Mai mehr für Wasser.", *sources)
    assert not _kept("Kunden loben ab Mai das Wasser.", *sources)


def test_a_german_compound_is_what_it_ends_in() -> None:
    (word,) = read("Badepreis", "de").words
    assert "price" in word.concepts
    (word,) = read("Wetterdienst", "de").words
    assert "price" not in word.concepts
    (word,) = read("Ladepreis", "en").words
    assert not word.concepts


def test_what_is_called_off_is_denied_without_a_negation() -> None:
    source = "The cause of the leak at the mill was not yet known."
    assert _kept("The cause of the leak at the mill was unclear.", source)
    assert not _kept("The cause of the leak at the mill was found.", source)


@pytest.mark.parametrize(
    ("source", "right", "wrong"),
    [
        # Told freely, with a number of the articles: words of its own may stand.
        (
            "On Monday Halden's council gave 4 million crowns to the mill museum.",
            "On Monday Halden's council earmarked 4 million crowns for its historic mill museum.",
            "On Monday Halden's council gave 4 million crowns to the haunted mill museum.",
        ),
        (
            "Der Gemeinderat von Halden gibt dem alten Mühlenmuseum 4 Millionen Kronen für ein Dach.",
            "4 Millionen Kronen für ein Dach spendiert Haldens Gemeinderat dem alten Mühlenmuseum.",
            "Der Gemeinderat von Halden gibt dem alten Mühlenmuseum 4 Millionen Kronen für ein vergoldetes Dach.",
        ),
    ],
)
def test_a_free_sentence_may_have_words_of_its_own_and_a_copy_none(
    source: str, right: str, wrong: str
) -> None:
    assert _kept(right, source)
    assert not _kept(wrong, source)
