"""Take the README's pictures from a real run: `python docs/screenshots.py
[FOLDER]`.

Starts the sandbox and the bot on a fresh store, makes a digest due, opens a
story in the chat page and the digest's own web page at a phone's and a desk's
width, light and dark, and writes PNG files with Chromium.
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from bot import app
from bot.cli import local_sandbox
from bot.open_context import open_context
from bot.settings import Settings
from jobs import scheduler
from jobs.digests import build
from sandbox.server import ANN, Sandbox
from store.chats import chats

FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         "--disable-dev-shm-usage", "--hide-scrollbars", "--force-device-scale-factor=1")  # fmt: skip
DESK, PHONE = (1100, 900), (390, 844)
KEPT = {("phone", "light"), ("desk", "dark")}
# The day floats over the page's first lines.
SHOW_HEAD = """
    const page = document.getElementById("messages");
    page.scrollTop += arguments[0].getBoundingClientRect().top
        - page.getBoundingClientRect().top - 48;
"""
WIDE = "return document.documentElement.scrollWidth > window.innerWidth"


def start_browser(profile: Path) -> webdriver.Chrome:
    """Start Chromium; it and its driver must be installed (Debian: chromium, chromium-driver)."""
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        raise SystemExit("no browser: install chromium and chromium-driver")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    return webdriver.Chrome(
        options=options, service=webdriver.ChromeService(driver)
    )


def look(
    browser: webdriver.Chrome, size: tuple[int, int], scheme: str = "light"
) -> None:
    """Show a page at a size and in a colour scheme."""
    width, height = size
    metrics = {
        "width": width,
        "height": height,
        "deviceScaleFactor": 2 if size == PHONE else 1,
        "mobile": size == PHONE,
    }
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": features}
    )


def shoot_chat(browser: webdriver.Chrome, url: str, folder: Path) -> None:
    """Write a picture of the chat at its digest's head, then with a story opened by
    its number.
    """
    look(browser, DESK)
    browser.get(url)
    wait = WebDriverWait(browser, 30)
    wait.until(
        lambda page: page.find_elements(
            By.CSS_SELECTOR, ".message .keys button"
        )
    )
    wait.until(
        lambda page: "简报 ·" in page.find_element(By.ID, "messages").text
    )
    # The page stands at the digest's end; the picture begins at its head.
    digest = next(
        message
        for message in browser.find_elements(By.CSS_SELECTOR, ".message")
        if "简报 ·" in message.text
    )
    browser.execute_script(SHOW_HEAD, digest)
    browser.save_screenshot(str(folder / "digest.png"))
    first = next(
        key
        for key in browser.find_elements(By.CSS_SELECTOR, ".keys button")
        if key.text == "1"
    )
    first.click()
    wait.until(
        lambda page: any(
            "👍" in key.text
            for key in page.find_elements(By.CSS_SELECTOR, ".keys button")
        )
    )
    browser.save_screenshot(str(folder / "story.png"))
    shoot_everywhere(browser, url, folder)


def shoot_everywhere(browser: webdriver.Chrome, url: str, folder: Path) -> None:
    """Write pictures of the chat at both widths, light and dark; raise
    SystemExit if it is too wide.
    """
    for name, size in (("phone", PHONE), ("desk", DESK)):
        for scheme in ("light", "dark"):
            look(browser, size, scheme)
            browser.get(url)
            wait = WebDriverWait(browser, 30)
            wait.until(
                lambda page: page.find_elements(
                    By.CSS_SELECTOR, ".message .keys button"
                )
            )
            if browser.execute_script(WIDE):
                raise SystemExit(f"the chat page is broken at {name}, {scheme}")
            if (name, scheme) in KEPT:
                browser.save_screenshot(
                    str(folder / f"chat-{name}-{scheme}.png")
                )


def shoot_page(browser: webdriver.Chrome, url: str, folder: Path) -> None:
    """Write a picture of the digest's web page; raise SystemExit if it is wider
    than the screen.
    """
    for name, size in (("phone", PHONE), ("desk", DESK)):
        for scheme in ("light", "dark"):
            look(browser, size, scheme)
            browser.get(url)
            wide = browser.execute_script(WIDE)
            if wide or not browser.find_elements(By.CSS_SELECTOR, "article h3"):
                raise SystemExit(f"the page is broken at {name}, {scheme}")
            if (name, scheme) in KEPT:
                browser.save_screenshot(
                    str(folder / f"page-{name}-{scheme}.png")
                )


async def run(folder: Path) -> None:
    """Run the sandbox and the bot while the pictures are taken."""
    sandbox = await Sandbox.start()
    with tempfile.TemporaryDirectory(prefix="jianbao-shots-") as place:
        web: Any = {"port": 0, "public_url": "https://news.example.org"}
        settings = local_sandbox.settings_for(
            Settings(web=web), sandbox, Path(place) / "shots.db"
        )
        house = await open_context(
            settings, private=local_sandbox.private_host(sandbox), eager=True
        )
        running = await app.start(settings, house, jobs=False)
        browser = await asyncio.to_thread(
            start_browser, Path(place) / "profile"
        )
        try:
            chat = await local_sandbox.reader(house)
            token = await house.db.write(chats.new_feed_token, chat.id)
            await scheduler.round_of_all(house)
            await local_sandbox.fall_due(house, chat)
            await build.sweep(house)
            while not sandbox.world.places[ANN].messages:  # noqa: ASYNC110 - the sandbox has no event for this
                await asyncio.sleep(0.05)
            await asyncio.to_thread(
                shoot_chat, browser, sandbox.page_url, folder
            )
            if running.site is None:
                raise SystemExit("the web server is off")
            await asyncio.to_thread(
                shoot_page, browser, f"{running.site.url}/d/{token}", folder
            )
        finally:
            await asyncio.to_thread(browser.quit)
            await running.stop()
            await sandbox.stop()


if __name__ == "__main__":
    here = Path(__file__).parent
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else here
    # Selenium writes nothing, silently, into a folder that does not exist.
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(run(folder))
