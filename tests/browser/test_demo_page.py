"""The demo as somebody meets it in a browser, on a phone's and on a desk's width."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

pytest.importorskip("playwright")

from playwright.async_api import Browser, Page

from bot.wiring.demo import EXAMPLES
from tests.browser.demo import answered, chromium, demo, open_topic, phone, ready, request_an_expert, write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]
WIDTHS = (390, 1280)
QUESTIONS = {
    "en": "How was the ceasefire in the Nuba Mountains monitored?",
    "ar": "كيف تمت مراقبة وقف إطلاق النار في جبال النوبة؟",
}
module = {"scope": "module", "loop_scope": "module"}


@pytest_asyncio.fixture(**module)
async def address(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    async with demo(tmp_path_factory.mktemp("demo"), EMBEDDING_MODEL="none") as running:
        yield running


@pytest_asyncio.fixture(**module)
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as opened:
        yield opened


async def fits(page: Page) -> bool:
    """Nothing is wider than the screen, and nothing in a bubble wider than the bubble."""
    return bool(
        await page.evaluate(
            """() => document.documentElement.scrollWidth <= innerWidth &&
            [...document.querySelectorAll('.bubble, .row button, .messages')]
              .every((box) => box.scrollWidth <= box.clientWidth + 1)"""
        )
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", QUESTIONS)
async def test_a_question_is_answered_with_sources_and_buttons(
    address: str, browser: Browser, tmp_path: Path, width: int, language: str
) -> None:
    async with phone(browser, address, width, language) as page:
        await ready(page)
        await page.click("#restart")
        await page.wait_for_selector(".chips button")
        assert await fits(page)

        await write(page, "/start")
        await answered(page)
        await write(page, QUESTIONS[language])
        await page.wait_for_selector(".message.mine:nth-child(3)")
        await answered(page)

        await page.screenshot(path=tmp_path / f"answer-{width}-{language}.png")
        assert await fits(page)
        last = page.locator(".message").last
        assert await last.locator(".replied").inner_text() == QUESTIONS[language]
        welcome = page.locator(".message:not(.mine) .bubble").first
        direction = await welcome.evaluate("box => getComputedStyle(box).direction")
        assert direction == ("rtl" if language == "ar" else "ltr")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", QUESTIONS)
async def test_a_request_reaches_the_teams_group_and_an_officer_takes_it(
    address: str, browser: Browser, tmp_path: Path, width: int, language: str
) -> None:
    async with phone(browser, address, width, language) as page:
        await ready(page)
        await page.click("#restart")
        number = await request_an_expert(page, EXAMPLES[language][-1], language)
        await open_topic(page, width, number)
        team = page.locator("[data-phone=team]")
        assert await fits(page)

        card = team.locator(".message").first
        await team.locator(".who").select_option(label="Tomas")
        await card.locator(".row button").first.click()
        await team.locator(".bubble", has_text="Tomas").first.wait_for()
        await card.locator(".reply").click()
        await team.locator("textarea").fill("I know somebody")
        await team.locator("textarea").press("Enter")
        mine = team.locator(".message.mine")
        await mine.wait_for()

        await page.screenshot(path=tmp_path / f"team-{width}-{language}.png")
        assert await mine.locator(".replied").count() == 1
        assert await fits(page)


async def test_a_quote_unfolds_and_a_button_reacts(address: str, browser: Browser) -> None:
    async with phone(browser, address, 390, "en") as page:
        await ready(page)
        await page.click("#restart")
        await write(page, QUESTIONS["en"])
        await answered(page)
        quote = page.locator("blockquote").first
        folded = await quote.bounding_box()

        await quote.click()
        unfolded = await quote.bounding_box()
        await page.click(".row button >> nth=0")
        await page.wait_for_selector(".toast:not([hidden]), .message:nth-child(3)")

        assert folded
        assert unfolded
        assert await quote.get_attribute("aria-expanded") == "true"
        assert unfolded["height"] >= folded["height"]
        assert await fits(page)


async def test_the_menu_shows_the_bots_commands_in_the_phones_language(address: str, browser: Browser) -> None:
    async with phone(browser, address, 390, "en") as page:
        await ready(page)
        await page.select_option("#language", "fr")
        await page.click("#restart")
        await write(page, "/start")
        await answered(page)

        await page.click(".open-menu")

        menu = await page.inner_text(".menu")
        assert "/library" in menu
        assert "bibliothèque" in menu


async def test_a_message_survives_a_bad_network(address: str, browser: Browser) -> None:
    async with phone(browser, address, 390, "en") as page:
        await ready(page)
        await page.click("#restart")
        await page.check("#network")
        try:
            await write(page, QUESTIONS["en"])
            await answered(page)
        finally:
            await page.uncheck("#network")

        # A progress line whose sending got no answer may stand twice; an answer never does.
        replies = page.locator(".message:not(.mine)")
        assert await replies.filter(has_not_text="Looking in the library").count() == 1


async def test_what_is_no_text_is_sent_by_a_tap(address: str, browser: Browser) -> None:
    async with phone(browser, address, 390, "en") as page:
        await ready(page)
        await page.click("#restart")

        await page.click(".open-kinds")
        await page.click(".menu li:nth-child(4) button")
        await page.wait_for_selector(".message:not(.mine)")

        assert "📍" in await page.inner_text(".message.mine")
        assert await fits(page)
