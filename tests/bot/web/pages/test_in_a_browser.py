"""The digest's page in a real browser: it fits a phone and follows the reader's colours."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
import uvicorn
from selenium import webdriver
from selenium.webdriver.common.by import By
from starlette.applications import Starlette

from bot.web.pages.routes import Pages, routes
from store.chats import chats
from store.delivery import digests
from store.engine.database import Database
from tests.store.world import NOW, make_chat, make_stories, new_digest
from tests.stores import new_store

LONG = "https://example.example/" + "a" * 300


def _look(
    browser: webdriver.Chrome, url: str, scheme: str
) -> tuple[bool, str, str, int]:
    metrics = {
        "width": 360,
        "height": 800,
        "deviceScaleFactor": 1,
        "mobile": True,
    }
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    features = [{"name": "prefers-color-scheme", "value": scheme}]
    browser.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": features}
    )
    browser.get(url)
    wide = browser.execute_script(
        "return document.documentElement.scrollWidth > window.innerWidth"
    )
    paper = browser.find_element(By.TAG_NAME, "body").value_of_css_property(
        "background-color"
    )
    title = browser.find_element(By.CSS_SELECTOR, "article h3").text
    faults = [
        entry
        for entry in browser.get_log("browser")
        if "favicon" not in entry["message"]
    ]
    return bool(wide), paper, title, len(faults)


@pytest.mark.browser
@pytest.mark.timeout(90)
async def test_it_fits_a_phone_in_light_and_dark(
    browser: webdriver.Chrome, tmp_path: Path
) -> None:
    db = await Database.open(new_store(tmp_path / "store.db"))
    chat = await db.write(make_chat, 77)
    token = await db.write(chats.new_feed_token, chat.id)
    ids = await db.write(
        lambda c: make_stories(
            c, ["a"], title=f"第一条 {LONG}", summary=(LONG,)
        )
    )
    await db.write(digests.store_batch, [new_digest(chat.id, ids)], NOW)
    app = Starlette(
        routes=routes(Pages(db, lambda: NOW, "https://news.example", "bot"))
    )
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, log_level="critical", lifespan="off")
    )
    serving = asyncio.create_task(server._serve())
    for _ in range(500):
        if server.started:
            break
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        address = f"http://127.0.0.1:{port}/d/{token}"
        async with httpx.AsyncClient(trust_env=False) as client:
            assert (await client.get(address)).status_code == 200
        light = await asyncio.to_thread(_look, browser, address, "light")
        dark = await asyncio.to_thread(_look, browser, address, "dark")
    finally:
        server.should_exit = True
        await serving
        await db.close()
    assert (light[0], dark[0]) == (False, False), (
        "nothing is wider than the phone"
    )
    assert light[1] != dark[1]
    assert light[2].startswith("第一条")
    assert light[3] == dark[3] == 0, "the page breaks none of its own rules"
