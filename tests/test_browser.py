"""The chat page in a real browser: a person types /subscribe and sees the answer."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from sandbox.server import ANN, Sandbox
from sandbox.world import people
from sandbox.world.world import BOT
from tests.scene import FREE, Scene


def _press(browser: webdriver.Chrome, label: str) -> bool:
    next(
        key
        for key in browser.find_elements(By.CSS_SELECTOR, ".keys button")
        if label in key.text
    ).click()
    return True


def _type(browser: webdriver.Chrome, url: str) -> tuple[str, str]:
    browser.get(url)
    # The list of messages is drawn anew when one arrives: what was found just before may be gone.
    wait = WebDriverWait(
        browser, 60, ignored_exceptions=[StaleElementReferenceException]
    )
    wait.until(
        lambda page: page.find_elements(By.CSS_SELECTOR, "#chats button")
    )
    field = browser.find_element(By.ID, "text")
    field.send_keys("/subscribe" + Keys.ENTER)
    keys = wait.until(
        lambda page: page.find_elements(
            By.CSS_SELECTOR, ".message:not(.mine) .keys button"
        )
    )
    answer = wait.until(
        lambda page: (
            page.find_elements(By.CSS_SELECTOR, ".message:not(.mine) .bubble")[
                -1
            ].text
        )
    )
    assert keys
    wait.until(lambda page: _press(page, "科技"))
    wait.until(
        lambda page: any(
            "✅ 科技" in key.text
            for key in page.find_elements(By.CSS_SELECTOR, ".keys button")
        )
    )
    return answer, browser.find_element(By.ID, "toast").text


@pytest.mark.browser
@pytest.mark.timeout(200)
async def test_subscribe_typed_in_the_page_is_answered(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    sandbox = await Sandbox.start(limits=FREE)
    scene = Scene(sandbox, tmp_path)
    await scene.start()
    try:
        answer, toast = await asyncio.to_thread(
            _type, browser, sandbox.page_url
        )
    finally:
        await scene.stop()
        await sandbox.stop()
    assert "点按话题" in answer
    assert "科技" in toast


def _speak(browser: webdriver.Chrome, url: str) -> dict[str, object]:
    """Write in the group as two people; return what the page shows."""
    browser.get(url)
    wait = WebDriverWait(
        browser, 60, ignored_exceptions=[StaleElementReferenceException]
    )
    chats = wait.until(
        lambda page: page.find_elements(By.CSS_SELECTOR, "#chats button")
    )
    next(chat for chat in chats if "↔" not in chat.text).click()
    wait.until(
        lambda page: page.find_elements(By.CSS_SELECTOR, "#person option")
    )
    names = [
        option.text
        for option in browser.find_elements(By.CSS_SELECTOR, "#person option")
    ]
    for place, name in enumerate(names[:2]):
        browser.execute_script(
            "const box = arguments[0]; box.selectedIndex = arguments[1]; box.onchange();",
            browser.find_element(By.ID, "person"),
            place,
        )
        browser.find_element(By.ID, "text").send_keys(
            f"I am {name}" + Keys.ENTER
        )
        wait.until(
            lambda page, name=name: (
                f"I am {name}" in page.find_element(By.ID, "messages").text
            )
        )
    wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, ".sender"))
    return {
        "names": names[:2],
        "senders": [
            one.text
            for one in browser.find_elements(By.CSS_SELECTOR, ".sender")
        ],
        "mine": [
            one.text
            for one in browser.find_elements(By.CSS_SELECTOR, ".mine .bubble")
        ],
        "days": len(browser.find_elements(By.CSS_SELECTOR, ".day")),
        "title": browser.find_element(By.ID, "title").text,
    }


@pytest.mark.browser
@pytest.mark.timeout(200)
async def test_anybody_speaks_in_a_group_under_their_name(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    sandbox = await Sandbox.start(limits=FREE)
    try:
        shown = await asyncio.to_thread(_speak, browser, sandbox.page_url)
    finally:
        await sandbox.stop()
    first, second = shown["names"]
    assert shown["senders"] == [first]
    assert [text.split("\n")[0] for text in shown["mine"]] == [f"I am {second}"]
    assert shown["days"] == 1
    assert shown["title"] != "简报 Jianbao"


def _open_deep_link(browser: webdriver.Chrome, url: str) -> str:
    """Press a link to the bot inside a message; return what the page shows then."""
    browser.get(url)
    wait = WebDriverWait(
        browser, 60, ignored_exceptions=[StaleElementReferenceException]
    )
    wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, ".bubble a"))[
        0
    ].click()
    wait.until(
        lambda page: page.find_elements(By.CSS_SELECTOR, ".message.mine")
    )
    return browser.find_element(By.ID, "messages").text + browser.current_url


@pytest.mark.browser
@pytest.mark.timeout(200)
async def test_a_link_to_the_bot_stays_in_the_page(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    sandbox = await Sandbox.start(limits=FREE)
    link = {
        "type": "text_link",
        "offset": 0,
        "length": 4,
        "url": f"https://t.me/{BOT['username']}?start=story_7",
    }
    people.write(sandbox.world, ANN, ANN, "open", entities=[link])
    sandbox.world.places[ANN].messages[1]["from"] = BOT
    try:
        shown = await asyncio.to_thread(
            _open_deep_link, browser, sandbox.page_url
        )
    finally:
        await sandbox.stop()
    assert "/start story_7" in shown
    assert "/page/" in shown
