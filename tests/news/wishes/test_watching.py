"""Being told when something happens is a wish to follow it at once; being kept posted is one to follow it."""

from __future__ import annotations

import pytest

from news.wishes.understanding import understand


@pytest.mark.parametrize(
    ("locale", "text", "named"),
    [
        ("en", "ping me when something happens with the ferry", "ferry"),
        ("en", "let me know if there's an update on Airbus please", "Airbus"),
        ("en", "text me the moment there is anything on Jupiter", "Jupiter"),
        ("de", "Sag mir Bescheid, wenn es was Neues zu Opel gibt", "Opel"),
        ("de", "sag bescheid wenns was zu Opel gibt", "Opel"),
        ("fr", "previens moi si ya du neuf sur Airbus", "Airbus"),
        ("es", "avísame en cuanto haya novedades sobre el volcán", "volcán"),
        (
            "es",
            "avísame si pasa algo con la huelga de trenes",
            "huelga de trenes",
        ),
        ("fr", "préviens-moi dès qu'il y a du nouveau sur Airbus", "Airbus"),
        ("fr", "dis moi, s'il se passe quelque chose à Tahiti", "Tahiti"),
        ("ru", "дай знать, если что-то случится с Опелем", "Опелем"),
        ("ja", "オペルに動きがあったら知らせて", "オペル"),
        ("zh-Hans", "渡轮一有消息就通知我", "渡轮"),
        ("zh-Hant", "渡輪有進展馬上告訴我", "渡輪"),
    ],
)
def test_who_wants_to_be_told_follows_at_once(
    locale: str, text: str, named: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    assert found.at_once
    (order,) = found.orders
    assert (order.act, order.value) == ("subscribe", named)


@pytest.mark.parametrize(
    ("locale", "text", "named"),
    [
        ("en", "keep me up to date on the Opel plant", "Opel plant"),
        ("en", "keep tabs on how the ferry talks are going", "ferry talks"),
        ("de", "halt mich auf dem Laufenden über Opel", "Opel"),
        ("es", "mantenme al tanto de las noticias sobre el volcán", "volcán"),
        ("es", "mantenme al día sobre el precio del trigo", "precio del trigo"),
        (
            "fr",
            "tiens-moi au courant de la grève des trains",
            "grève des trains",
        ),
        ("ru", "держи меня в курсе про паром", "паром"),
        ("zh-Hans", "帮我盯着渡轮", "渡轮"),
    ],
)
def test_who_wants_to_be_kept_posted_follows(
    locale: str, text: str, named: str
) -> None:
    found = understand(text, locale)
    assert found is not None
    (order,) = found.orders
    assert (order.act, order.value) == ("subscribe", named)
    assert not found.at_once


def test_a_word_beside_a_known_one_is_no_part_of_a_name() -> None:
    found = understand("send me news of Jupiter", "en")
    assert found is not None
    assert [order.value for order in found.orders] == ["Jupiter"]


def test_a_title_behind_a_sign_is_no_wish() -> None:
    assert understand("stop, war", "en") is None


def test_one_sport_is_refused_and_another_wanted() -> None:
    found = understand("kein Fußball aber Handball schon", "de")
    assert found is not None
    orders = {order.act: order.value for order in found.orders}
    assert orders == {"drop": "football", "subscribe": "sports"}


@pytest.mark.parametrize("name", ["think tanks", "guess jeans"])
def test_a_name_with_a_common_word_is_followed_whole(name: str) -> None:
    found = understand(f"keep an eye on {name}", "en")
    assert found is not None
    (order,) = found.orders
    assert (order.act, order.value) == ("subscribe", name)


def test_an_alert_in_a_name_is_no_wish_to_be_told() -> None:
    found = understand("vigila la alerta roja", "es")
    assert found is not None
    (order,) = found.orders
    assert (order.act, order.value) == ("subscribe", "alerta roja")
