"""Portuguese sentences are read by Portuguese words, not as Spanish ones."""

from __future__ import annotations

import pytest

from news.faithful import Claim, check, is_written_in, read_sources

TITLE = "Ponte de Vale Novo fechada"
TEXT = (
    "A prefeitura de Vale Novo fechou na quinta-feira a ponte sobre o rio Turvo, depois que engenheiros encontraram 14 rachaduras. "
    "A obra vai custar R$ 8 milhões e deve durar cinco meses. "
    "O prefeito Ivo Salgado negou que a vistoria tenha atrasado. "
    "Comerciantes criticaram a decisão. "
    "O tráfego aumentou 6% no ano passado."
)


def _kept(claim: str, source: int = -1) -> bool:
    sources = read_sources([(1, TITLE, TEXT)])
    return bool(check([Claim(claim, source)], sources)[0])


@pytest.mark.parametrize(
    "claim",
    [
        "A ponte sobre o rio Turvo foi fechada na quinta-feira.",
        "Engenheiros acharam 14 rachaduras na ponte.",
        "A reforma da ponte deve custar R$ 8 milhões.",
        "Segundo Ivo Salgado, a vistoria não atrasou.",
        "O tráfego cresceu 6% no ano passado.",
    ],
)
def test_another_wording_stands(claim: str) -> None:
    assert _kept(claim)


@pytest.mark.parametrize(
    "claim",
    [
        "A ponte sobre o rio Turvo foi aberta na quinta-feira.",
        "A ponte sobre o rio Turvo foi fechada na sexta-feira.",
        "A ponte não foi fechada.",
        "Comerciantes elogiaram a decisão.",
        "O tráfego diminuiu 6% no ano passado.",
        "A obra custou R$ 8 milhões.",
        "O prefeito Ivo Salgado admitiu que a vistoria atrasou.",
    ],
)
def test_what_the_article_does_not_say_is_dropped(claim: str) -> None:
    assert not _kept(claim)


def test_a_claim_in_another_language_is_compared_by_concepts() -> None:
    assert _kept("The bridge over the Turvo was closed on Thursday.", 1)
    assert not _kept("The bridge over the Turvo was opened on Thursday.", 1)


def test_spanish_and_portuguese_are_told_apart() -> None:
    assert is_written_in("El alcalde no quiso comentar la decisión.", "es")
    assert is_written_in("Subió el precio del gas en mayo.", "es")
    assert not is_written_in("O prefeito não quis comentar a decisão.", "es")
