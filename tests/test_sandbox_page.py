"""The sandbox's page in a real browser: what Telegram shows, on a phone and a desk, light and dark, by keyboard too."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from sandbox.server import ANN, BO, CHANNEL, FORUM, GROUP, Sandbox
from sandbox.world import attachments, people
from sandbox.world.world import DraftMessage
from tests.scene import FREE

CONTRAST = (Path(__file__).parent / "contrast.js").read_text("utf-8")
WIDE = "return document.documentElement.scrollWidth > innerWidth"
SIZES = {"phone": (360, 740), "desk": (1100, 900)}


def furnish(sandbox: Sandbox) -> None:
    """Put one of each kind of message into the chats."""
    world, piece = sandbox.world, sandbox.news.pieces[0]
    address = f"{sandbox.site_url}{piece.path}"
    keyboard = {"inline_keyboard": [[{"text": "1", "callback_data": "x"}]]}
    sent = world.post(
        world.places[ANN], {"text": "A digest", "reply_markup": keyboard}
    )
    link = {"type": "text_link", "offset": 0, "length": 4, "url": address}
    people.write(
        world, ANN, ANN, "look /help", reply_to_message=sent, entities=[link]
    )
    attachments.send_voice(world, ANN, ANN)
    for number in range(3):
        world.pictures[f"a{number}"] = (
            f"{sandbox.site_url}/pictures/{number}.svg"
        )
        world.post(
            world.places[ANN],
            {"photo": [{"file_id": f"a{number}"}], "media_group_id": "7"},
        )
    post = world.post(world.places[CHANNEL], {"text": "Posted"})
    attachments.forward(world, ANN, ANN, CHANNEL, post["message_id"])
    people.write(world, ANN, FORUM, "in the topic", thread=7)
    people.write(world, BO, FORUM, "in general")
    people.write(world, BO, GROUP, "hello")
    people.write(world, ANN, GROUP, "hello Bo")
    world.places[ANN].draft = DraftMessage(
        1, "What is being written", world.clock() + 600
    )


def show(
    browser: webdriver.Chrome, url: str, size: str, scheme: str
) -> WebDriverWait[Any]:
    """Open the page at a size and in a colour scheme, once it shows the chat."""
    width, height = SIZES[size]
    metrics = {
        "width": width,
        "height": height,
        "deviceScaleFactor": 1,
        "mobile": size == "phone",
    }
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": features}
    )
    browser.get(url)
    wait = WebDriverWait(browser, 60)
    wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, ".draft"))
    return wait


def open_chat(
    browser: webdriver.Chrome, wait: WebDriverWait[Any], name: str
) -> None:
    """Open a chat by its name, by the way back where there is one."""
    back = browser.find_element(By.ID, "back")
    if back.is_displayed():
        back.click()
    rows = browser.find_elements(By.CSS_SELECTOR, "#chats button")
    next(row for row in rows if name in row.text).click()
    wait.until(lambda page: page.find_element(By.ID, "title").text == name)


def texts(browser: webdriver.Chrome, selector: str) -> list[str]:
    return [
        found.text for found in browser.find_elements(By.CSS_SELECTOR, selector)
    ]


def walk(browser: webdriver.Chrome, url: str) -> dict[str, Any]:
    """Open the page at every size and colour scheme; return the faults and the texts."""
    wrong: dict[str, Any] = {}
    for size in SIZES:
        for scheme in ("light", "dark"):
            wait = show(browser, url, size, scheme)
            for name in ("", "News forum", "读报小组"):
                if name:
                    open_chat(browser, wait, name)
                if found := browser.execute_script(CONTRAST):
                    wrong[f"contrast {size} {scheme} {name}"] = found
                if browser.execute_script(WIDE):
                    wrong[f"wide {size} {scheme} {name}"] = True
    return wrong


def kinds(browser: webdriver.Chrome, url: str) -> dict[str, Any]:
    """Return the kinds of messages in the chats, without topics."""
    wait = show(browser, url, "desk", "light")
    found: dict[str, Any] = {
        "album": len(
            browser.find_elements(By.CSS_SELECTOR, ".pictures.of3 img")
        ),
        "card": texts(browser, ".card .site"),
        "forwarded": texts(browser, ".forwarded"),
        "voice": len(browser.find_elements(By.CSS_SELECTOR, ".voice")),
        "reply": texts(browser, ".reply span"),
        "draft": texts(browser, ".draft .bubble"),
    }
    open_chat(browser, wait, "News forum")
    wait.until(lambda page: len(texts(page, ".bubble")) == 2)
    browser.find_elements(By.CSS_SELECTOR, "#topics button")[2].click()
    wait.until(lambda page: len(texts(page, ".bubble")) == 1)
    found["topic"] = texts(browser, ".bubble")[0]
    found["topics"] = texts(browser, "#topics button")
    return found


def by_keyboard(browser: webdriver.Chrome, url: str) -> str:
    """Open the second chat and write in it by keyboard alone; return what the page shows."""
    wait = show(browser, url, "desk", "light")
    field = browser.find_element(By.ID, "text")
    browser.execute_script(
        "document.querySelectorAll('#chats button')[2].focus()"
    )
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    wait.until(
        lambda page: page.find_element(By.ID, "title").text == "读报小组"
    )
    field.send_keys("/")
    wait.until(lambda page: page.find_element(By.ID, "commands").is_displayed())
    field.send_keys(Keys.ESCAPE, Keys.BACKSPACE, "typed", Keys.ENTER)
    wait.until(
        lambda page: "typed" in page.find_element(By.ID, "messages").text
    )
    return str(browser.find_element(By.ID, "messages").text)


@pytest.mark.browser
@pytest.mark.timeout(300)
async def test_the_page_shows_what_telegram_shows(
    browser: webdriver.Chrome,
) -> None:
    sandbox = await Sandbox.start(limits=FREE)
    furnish(sandbox)
    try:
        wrong = await asyncio.to_thread(walk, browser, sandbox.page_url)
        found = await asyncio.to_thread(kinds, browser, sandbox.page_url)
        typed = await asyncio.to_thread(by_keyboard, browser, sandbox.page_url)
    finally:
        await sandbox.stop()
    assert wrong == {}
    publisher = sandbox.news.pieces[0].publisher
    assert found["album"] == 3
    assert found["card"] == [publisher]
    assert found["forwarded"] == ["Forwarded from 早报频道"]
    assert found["voice"] == 1
    assert found["reply"] == ["A digest"]
    assert found["draft"][0].startswith("What is being written")
    assert found["topics"] == ["All", "General", "Morning papers"]
    assert found["topic"].startswith("in the topic")
    assert "typed" in typed
