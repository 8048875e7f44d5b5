"""Takes the README's pictures from the running demo: `python -m tests.browser.screenshots`."""

import asyncio
import os
import tempfile
from pathlib import Path

from bot.wiring.demo import EXAMPLES
from tests.browser.demo import answered, chromium, demo, open_topic, phone, ready, request_an_expert, write

HEIGHT = 1000
DOCS = Path(__file__).resolve().parents[2] / "docs"
SHOTS = (
    ("phone-answer", 390, "en", "How was the ceasefire in the Nuba Mountains monitored?"),
    ("phone-arabic", 390, "ar", "كيف تمت مراقبة وقف إطلاق النار في جبال النوبة؟"),
    ("demo", 1280, "en", "How was the ceasefire in the Nuba Mountains monitored?"),
)

TEAM_SHOTS = (("team", 1280, "en"),)


async def main() -> None:
    DOCS.mkdir(exist_ok=True)
    cache = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    with tempfile.TemporaryDirectory() as folder:
        async with demo(Path(folder), XDG_CACHE_HOME=cache) as address, chromium() as browser:
            for name, width, language, question in SHOTS:
                async with phone(browser, address, width, language, HEIGHT) as page:
                    await ready(page)
                    await page.click("#restart")
                    await write(page, question)
                    await answered(page)
                    await page.evaluate("document.activeElement.blur()")
                    await page.screenshot(path=DOCS / f"{name}.png")
                    print(DOCS / f"{name}.png")
            for name, width, language in TEAM_SHOTS:
                async with phone(browser, address, width, language, HEIGHT) as page:
                    await ready(page)
                    await page.click("#restart")
                    number = await request_an_expert(page, EXAMPLES[language][-1], language)
                    await open_topic(page, width, number)
                    await page.evaluate("document.activeElement.blur()")
                    await page.screenshot(path=DOCS / f"{name}.png")
                    print(DOCS / f"{name}.png")


if __name__ == "__main__":
    asyncio.run(main())
