"""The dashboard in a real browser: signed in by the token, at a phone's and a desk's width, light and dark, by links and forms alone."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import Select, WebDriverWait

from jobs import scheduler
from sandbox.server import Sandbox
from tests.scene import FREE, Scene, until

# Whole conversations: tests of the parts run the same lines.
pytestmark = pytest.mark.untraced

TOKEN = "a-token-of-the-test"
WIDTHS = {"phone": 390, "desk": 1200}
PAGES = (
    "/admin",
    "/admin/sources",
    "/admin/sources/1",
    "/admin/deliveries",
    "/admin/chats",
)
CONTRAST = """
  const lum = c => { const [r,g,b] = c.match(/[\\d.]+/g).map(v => v / 255)
    .map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126*r + .7152*g + .0722*b; };
  const back = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
    if (!c.endsWith(', 0)') && c !== 'transparent') return c; } return 'rgb(255,255,255)'; };
  return [...document.querySelectorAll('main *, header *')]
    .filter(e => !e.closest('svg') && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) && e.offsetParent)
    .map(e => { const [a, b] = [lum(getComputedStyle(e).color), lum(back(e))].sort((x, y) => y - x);
      return [(a + .05) / (b + .05), e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40)]; })
    .filter(([ratio]) => ratio < 4.5);
"""
"""Texts whose colour stands out from what is behind them by less than WCAG AA asks for."""


def _look(page: webdriver.Chrome, width: int, scheme: str) -> None:
    size = {
        "width": width,
        "height": 900,
        "deviceScaleFactor": 1,
        "mobile": width < 500,
    }
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    page.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )


def _sign_in(page: webdriver.Chrome, url: str) -> None:
    page.get(f"{url}/admin")
    page.find_element(By.NAME, "secret").send_keys(TOKEN)
    page.find_element(By.CSS_SELECTOR, "button").click()
    # The page that the click leaves may still answer once, and be gone the next moment.
    wait = WebDriverWait(
        page, 20, ignored_exceptions=[StaleElementReferenceException]
    )
    wait.until(
        lambda each: each.find_element(By.CSS_SELECTOR, "h1").text.startswith(
            "Overview"
        )
    )


def _faults(page: webdriver.Chrome, url: str) -> list[Any]:
    """What is wider than the screen, or can't be read."""
    found: list[Any] = []
    for width in WIDTHS.values():
        for scheme in ("light", "dark"):
            for path in PAGES:
                _look(page, width, scheme)
                page.get(f"{url}{path}")
                for element in page.find_elements(
                    By.CSS_SELECTOR, "details summary"
                )[:3]:
                    element.click()
                wide = page.execute_script(
                    "return document.documentElement.scrollWidth > window.innerWidth"
                )
                pale = page.execute_script(CONTRAST)
                noise = page.get_log("browser")
                found += (
                    [(path, width, scheme, wide, pale, noise)]
                    if wide or pale or noise
                    else []
                )
    return found


def _go(page: webdriver.Chrome, press: WebElement) -> None:
    """Press what leads to another page, and wait until that is there: a click returns before it."""
    left = page.find_element(By.TAG_NAME, "html")
    press.click()
    WebDriverWait(page, 20).until(staleness_of(left))
    WebDriverWait(page, 20).until(
        lambda each: (
            each.execute_script("return document.readyState") == "complete"
        )
    )


def _walk(page: webdriver.Chrome, url: str) -> dict[str, Any]:
    """Filter and sort the sources, open one, read its last article, pause it; return what the pages showed."""
    wait = WebDriverWait(page, 20)
    _look(page, WIDTHS["desk"], "light")
    page.get(f"{url}/admin/sources")
    every = len(page.find_elements(By.CSS_SELECTOR, "tbody tr"))
    _go(page, page.find_element(By.CSS_SELECTOR, "thead a"))
    order = page.find_element(By.CSS_SELECTOR, "th[aria-sort]").get_attribute(
        "aria-sort"
    )
    Select(page.find_element(By.NAME, "state")).select_by_visible_text("active")
    field = page.find_element(By.NAME, "q")
    field.send_keys("rss.xml")
    field.submit()
    wait.until(lambda each: "q=rss.xml" in each.current_url)
    wait.until(
        lambda each: len(each.find_elements(By.CSS_SELECTOR, "tbody tr")) == 1
    )
    _go(page, page.find_element(By.CSS_SELECTOR, "tbody th a"))
    page.find_element(By.CSS_SELECTOR, "details summary").click()
    text = page.find_element(By.CSS_SELECTOR, "details .text").text
    _go(
        page,
        next(
            element
            for element in page.find_elements(By.CSS_SELECTOR, ".acts button")
            if element.text == "Pause"
        ),
    )
    state = page.find_element(By.CSS_SELECTOR, ".tiles .state").text
    _go(page, page.find_element(By.CSS_SELECTOR, "header button"))
    page.get(f"{url}/admin")
    return {
        "every": every,
        "order": order,
        "text": text,
        "state": state,
        "out": page.current_url,
    }


@pytest.mark.browser
@pytest.mark.timeout(120)
async def test_a_person_finds_their_way_through_it(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    sandbox = await Sandbox.start(limits=FREE)
    scene = Scene(sandbox, tmp_path)
    await scene.start(web={"port": 0, "admin_token": TOKEN})
    try:
        await until(lambda: scene.running.site, "no site")
        await scheduler.round_of_all(scene.running.context)
        assert scene.running.site is not None
        url = scene.running.site.url
        await asyncio.to_thread(_sign_in, browser, url)
        assert await asyncio.to_thread(_faults, browser, url) == []
        seen = await asyncio.to_thread(_walk, browser, url)
    finally:
        await scene.stop()
        await sandbox.stop()
    assert seen["every"] == len(sandbox.news.sources)
    assert seen["order"] == "descending"
    assert len(seen["text"]) > 50
    assert seen["state"] == "paused"
    assert seen["out"].endswith("/admin/in")
