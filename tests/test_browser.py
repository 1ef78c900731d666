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

from sandbox.server import Sandbox
from tests.scene import FREE, Scene


def _press(browser: webdriver.Chrome, label: str) -> bool:
    next(
        key for key in browser.find_elements(By.CSS_SELECTOR, ".keys button") if label in key.text
    ).click()
    return True


def _type(browser: webdriver.Chrome, url: str) -> tuple[str, str]:
    browser.get(url)
    # The list of messages is drawn anew when one arrives: what was found just before may be gone.
    wait = WebDriverWait(browser, 20, ignored_exceptions=[StaleElementReferenceException])
    wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, "#chats button"))
    field = browser.find_element(By.ID, "text")
    field.send_keys("/subscribe" + Keys.ENTER)
    keys = wait.until(
        lambda page: page.find_elements(By.CSS_SELECTOR, ".message:not(.mine) .keys button")
    )
    answer = wait.until(
        lambda page: page.find_elements(By.CSS_SELECTOR, ".message:not(.mine) .bubble")[-1].text
    )
    assert keys
    wait.until(lambda page: _press(page, "科技"))
    wait.until(
        lambda page: any(
            "✅ 科技" in key.text for key in page.find_elements(By.CSS_SELECTOR, ".keys button")
        )
    )
    return answer, browser.find_element(By.ID, "toast").text


@pytest.mark.browser
@pytest.mark.timeout(90)
async def test_subscribe_typed_in_the_page_is_answered(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    sandbox = await Sandbox.start(limits=FREE)
    scene = Scene(sandbox, tmp_path)
    await scene.start()
    try:
        answer, toast = await asyncio.to_thread(_type, browser, sandbox.page_url)
    finally:
        await scene.stop()
        await sandbox.stop()
    assert "点按话题" in answer
    assert "科技" in toast
