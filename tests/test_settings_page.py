"""The settings page as a person opens it: from /settings, in a frame with what Telegram signed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By

from bot.web.ports import a_free_port
from sandbox.server import ANN
from sandbox.world import apps
from store.chats import chats
from tests.scene import Scene


async def opened(stage: Scene) -> str:
    """Start a bot with pages; return the address that its button opens."""
    port = a_free_port("127.0.0.1")
    root = f"http://127.0.0.1:{port}"
    await stage.start(web={"port": port, "public_url": root})
    await stage.says("/start", "简报")
    shown = await stage.says("/settings", "设置")
    button = shown["reply_markup"]["inline_keyboard"][0][0]
    assert button["text"] == "⚙️ 设置页面"
    return str(button["web_app"]["url"])


async def test_it_opens_from_the_settings(stage: Scene) -> None:
    url = await opened(stage)
    signed = apps.opened(stage.sandbox.world, ANN, url)["url"]
    data = parse_qs(urlsplit(signed).fragment)["tgWebAppData"][0]
    async with httpx.AsyncClient() as client:
        page = await client.get(url)
        assert page.headers["content-type"].startswith("text/html")
        entered = (await client.post(f"{url}/in", data={"data": data})).json()
        assert "订阅" in entered["html"]
        headers = {"Authorization": f"Bearer {entered['session']}"}
        await client.post(
            f"{url}/schedule/save", data={"slot": "0-480"}, headers=headers
        )
    chat = await stage.running.context.db.read(chats.find, ANN)
    assert chat is not None
    assert chat.schedule == "08:00 mon"


async def test_without_pages_there_is_no_button(scene: Scene) -> None:
    await scene.says("/start", "简报")
    shown = await scene.says("/settings", "设置")
    assert "web_app" not in str(shown["reply_markup"])


@pytest.mark.browser
@pytest.mark.timeout(120)
async def test_it_works_in_a_browser_on_a_phone_in_the_dark(
    stage: Scene, browser: webdriver.Chrome
) -> None:
    import asyncio

    url = await opened(stage)
    signed = apps.opened(stage.sandbox.world, ANN, url, dark=True)["url"]
    await asyncio.to_thread(_walk, browser, signed)


def _walk(browser: webdriver.Chrome, url: str) -> None:
    """Go through all screens by their buttons; nothing is wider than a phone or faulty."""
    size = {"width": 390, "height": 800, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.implicitly_wait(20)
    browser.get(url)
    for screen in (
        "schedule",
        "filters",
        "formats",
        "profile",
        "subscriptions",
    ):
        browser.find_element(
            By.CSS_SELECTOR, f"nav [data-screen={screen}]"
        ).click()
        marked = f"nav [data-screen={screen}][aria-current]"
        browser.find_element(By.CSS_SELECTOR, marked)
        assert not browser.execute_script(
            "return document.documentElement.scrollWidth > innerWidth"
        ), screen
    paper = browser.find_element(By.TAG_NAME, "body").value_of_css_property(
        "background-color"
    )
    assert paper == "rgba(23, 25, 28, 1)"
    faults = [
        entry
        for entry in browser.get_log("browser")
        if "favicon" not in entry["message"]
    ]
    assert faults == []
