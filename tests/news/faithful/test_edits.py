"""Long sentences that copy one of the articles but for a few words."""

from __future__ import annotations

import pytest

from news.faithful import Claim, SourceSentence, check

# (the articles' sentence, what a model made of it, the reason it is dropped for)
TURNED = [
    (
        "The harbour board told reporters after a long meeting that the two new cranes ordered from Finland were delivered in time.",
        "The harbour board told reporters after a long meeting that the two new cranes ordered from Finland were not delivered in time.",
        "polarity",
    ),
    (
        "Residents of the valley said on Tuesday that the mining company had never asked them about the dam above their village.",
        "Residents of the valley said on Tuesday that the mining company had asked them about the dam above their village.",
        "polarity",
    ),
    (
        "In its yearly report the museum said that thieves took three small paintings from its store in the spring.",
        "In its yearly report the museum did not say that thieves took three small paintings from its store in the spring.",
        "polarity",
    ),
    (
        "市水务局表示，今年冬天将不再向沿河的三个镇分时段供水，居民用水恢复正常。",
        "市水务局表示，今年冬天将向沿河的三个镇分时段供水，居民用水恢复正常。",
        "polarity",
    ),
    (
        "参加展会的厂商认为，这次改造中志愿者功不可没，展馆得以提前两周开放。",
        "参加展会的厂商认为，这次改造中志愿者功可没，展馆得以提前两周开放。",
        "polarity",
    ),
    (
        "県は老朽化した水門の改修工事を来年の秋から始めると流域の住民に説明した。",
        "県は老朽化した水門の改修工事を来年の秋から始めないと流域の住民に説明した。",
        "polarity",
    ),
    (
        "Глава района подписал договор о строительстве школы на берегу реки после долгих споров с жителями.",
        "Глава района не подписал договор о строительстве школы на берегу реки после долгих споров с жителями.",
        "polarity",
    ),
    (
        "Le maire a confirmé jeudi que le marché couvert serait rouvert aux commerçants avant la fin du mois de mars.",
        "Le maire n'a pas confirmé jeudi que le marché couvert serait rouvert aux commerçants avant la fin du mois de mars.",
        "polarity",
    ),
    (
        "Engineers who looked at the tower for the city believe that the crack in its north wall may grow during the winter.",
        "Engineers who looked at the tower for the city believe that the crack in its north wall will grow during the winter.",
        "modality",
    ),
    (
        "Keeper Dana Whitlock, praised by trainer Igor Maslov, will be offered a new contract by the club from Portsea in June.",
        "Keeper Igor Maslov, praised by trainer Dana Whitlock, will be offered a new contract by the club from Portsea in June.",
        "speaker",
    ),
    (
        "Two guards at the museum in Velden allegedly took four silver cups from its store in the winter.",
        "Two guards at the museum in Velden took four silver cups from its store in the winter.",
        "modality",
    ),
]


@pytest.mark.parametrize(("source", "claim", "why"), TURNED)
def test_a_copy_that_says_something_else_is_dropped(
    source: str, claim: str, why: str
) -> None:
    kept, dropped = check([Claim(claim)], [SourceSentence(0, source)])
    assert not kept
    assert dropped[0].why == why


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (
            "The dairy did not pay its farmers for three months because of the dispute over the price of milk.",
            "The dairy failed to pay its farmers for three months because of the dispute over the price of milk.",
        ),
        (
            "Officials said the footbridge, which has not been inspected since 2011, will be closed until the end of the year.",
            "Officials said the footbridge will be closed until the end of the year.",
        ),
        (
            "The mayor couldn't say when the pool would open again after the storm damaged its roof.",
            "The mayor could not say when the pool would open again after the storm damaged its roof.",
        ),
        (
            "公司表示，目前没有裁员计划，也不会关闭上海的工厂。",
            "公司表示，目前没有裁员计划，不会关闭上海的工厂。",
        ),
        (
            "The fire in the old mill spread to Ashby and Corfe before crews from four counties stopped it on Sunday.",
            "The fire in the old mill spread to Corfe and Ashby before crews from four counties stopped it on Sunday.",
        ),
        (
            "Two guards at the museum in Velden allegedly took four silver cups from its store in the winter.",
            "Two guards at the museum in Velden reportedly took four silver cups from its store in the winter.",
        ),
    ],
)
def test_a_copy_that_says_the_same_is_kept(source: str, claim: str) -> None:
    kept, _ = check([Claim(claim)], [SourceSentence(0, source)])
    assert kept


def test_a_copy_of_either_of_two_sentences_is_kept() -> None:
    said = "The ferry between the two islands was not cleared to sail on Friday because of the high waves."
    later = "The ferry between the two islands was cleared to sail on Friday because of the high waves."
    kept, _ = check(
        [Claim(later)], [SourceSentence(0, later), SourceSentence(1, said)]
    )
    assert kept


@pytest.mark.parametrize(
    "sentence",
    [
        "（7）Hyperconverged；物联网（IOT）；",
        "德国总理表示，欧洲最大的经济体将致力于维护欧元之后，市场才平静下来。",
        "Nobody here alleges that the keeper of the mill did what the miller of the keep says he did.",
    ],
)
def test_a_sentence_of_the_articles_stands_as_it_is(sentence: str) -> None:
    sources = [
        SourceSentence(0, "Another sentence."),
        SourceSentence(0, sentence),
    ]
    kept, _ = check([Claim(sentence)], sources)
    assert [told.evidence for told in kept] == [sentence]


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (
            "It is not true that the savings bank will close its branches on the coast next year, a spokesman said.",
            "The savings bank will close its branches on the coast next year.",
        ),
        (
            "The tribunal rejected the claim that the shipyard had hidden losses of two million euros.",
            "The shipyard had hidden losses of two million euros.",
        ),
        (
            "Inspectors said they had no evidence that the pilot had been drinking before the landing.",
            "The pilot had been drinking before the landing.",
        ),
        (
            "发言人说，没有证据表明这批奶粉导致了两名婴儿患病。",
            "这批奶粉导致了两名婴儿患病。",
        ),
        (
            "Die Sprecherin wies Berichte zurück, wonach das Werk in Rostock im Herbst verkauft wird.",
            "Das Werk in Rostock wird im Herbst verkauft.",
        ),
        (
            "Министр опроверг сообщения о том, что шахту закроют осенью.",
            "Шахту закроют осенью.",
        ),
        (
            "La ministre a démenti que le barrage ait été endommagé par les crues.",
            "Le barrage a été endommagé par les crues.",
        ),
    ],
)
def test_what_an_article_denies_is_not_told_as_a_fact(
    source: str, claim: str
) -> None:
    kept, dropped = check([Claim(claim)], [SourceSentence(0, source)])
    assert not kept
    assert dropped[0].why in {"polarity", "relation"}


@pytest.mark.parametrize(
    ("source", "claim"),
    [
        (
            "The haulier did not pay its drivers in March and the workers at the depot went on strike for a week.",
            "The workers at the depot went on strike for a week.",
        ),
        (
            "Because no buyer was found, the council said that the old cinema would be pulled down in spring.",
            "The old cinema would be pulled down in spring.",
        ),
        (
            "公司没有裁员，上海的两家工厂照常开工，订单比去年增加一成。",
            "上海的两家工厂照常开工，订单比去年增加一成。",
        ),
        (
            "Le maire, qui n'avait pas été prévenu, a confirmé que le pont serait fermé dès lundi soir.",
            "Le pont serait fermé dès lundi soir.",
        ),
    ],
)
def test_what_stands_behind_another_denial_is_told(
    source: str, claim: str
) -> None:
    kept, _ = check([Claim(claim)], [SourceSentence(0, source)])
    assert kept
