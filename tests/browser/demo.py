"""The demo as a process and a browser in front of it, for tests and for the README's pictures."""

import asyncio
import os
import re
import shutil
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from bot.texts.catalogue import load_catalogue

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE_SECONDS = 120.0
TWO_SCREENS = 700
CATALOGUE = load_catalogue()


@asynccontextmanager
async def demo(folder: Path, **settings: str) -> AsyncIterator[str]:
    """Runs `mediation-bot demo` with an empty home and yields the address of its page."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder)} | settings
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", "--no-browser", "--port", "0"),
        env=environment,
        cwd=folder,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr
    said, reading = "", None
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not (address := re.search(r"http://[\d.]+:\d+", said)):
                line = await process.stderr.readline()
                assert line, f"The demo ended: {said}"
                said += line.decode()
        reading = asyncio.create_task(process.stderr.read())
        yield address[0]
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.wait(), PATIENCE_SECONDS)
        if reading:
            reading.cancel()


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Debian's own browser where there is one."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        await browser.close()


@asynccontextmanager
async def phone(browser: Browser, address: str, width: int, language: str, height: int = 844) -> AsyncIterator[Page]:
    """A fresh visitor's page; what the console complains about fails the test."""
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale=language, has_touch=width < TWO_SCREENS
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.extend(
        [] if request.url.startswith((address, "data:")) else [f"left the machine: {request.url}"]
    ))  # fmt: skip
    await page.goto(address)
    yield page
    await context.close()
    assert complaints == []


async def write(page: Page, text: str) -> None:
    await page.fill("[data-phone=mediator] textarea", text)
    await page.press("[data-phone=mediator] textarea", "Enter")


async def request_an_expert(page: Page, text: str, language: str) -> int:
    """Asks for somebody, answers what is missing by button, and sends; returns the request's number."""
    await write(page, text)
    newest = "[data-phone=mediator] .message:not(.mine):last-child .row button"
    send = CATALOGUE.format(language, "request-send")
    for answer in ("request-here", "request-send"):
        await page.click(f'{newest}:text-is("{CATALOGUE.format(language, answer)}")')
    await page.wait_for_selector(f'{newest}:text-is("{send}")', state="detached")
    told = await page.locator("[data-phone=mediator] .message:not(.mine) .bubble").last.inner_text()
    return int(re.findall(r"\d+", told)[0])


async def open_topic(page: Page, width: int, number: int) -> None:
    """The request's topic on the team's screen, with its card."""
    if width < TWO_SCREENS:
        await page.click("#views [data-view=team]")
    await page.click(f'[data-phone=team] .places span:text-matches("^{number} · ")')
    await page.wait_for_selector("[data-phone=team] .message .row button")


async def ready(page: Page) -> None:
    """Until nothing is being prepared any more."""
    await page.wait_for_selector("#steps", state="hidden", timeout=PATIENCE_SECONDS * 1000)


async def answered(page: Page) -> None:
    """Until the last message carries the buttons of an answer."""
    last = "[data-phone=mediator] .message:not(.mine):last-child .row button"
    await page.wait_for_selector(last, timeout=PATIENCE_SECONDS * 1000)
