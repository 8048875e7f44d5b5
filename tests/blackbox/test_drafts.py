"""A draft of a request outlives the process, a press on an old button says what is the case now, and
what was forgotten is gone."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from tests.blackbox.driver import World, served

pytestmark = pytest.mark.asyncio(loop_scope="module")
ARABIC = "نحتاج إلى خبير في وقف إطلاق النار في جوبا لمدة أسبوعين"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def world(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[World]:
    async with served(tmp_path_factory.mktemp("drafts"), "polling", "forum", ACCESS="open") as opened:
        yield opened


async def test_a_draft_goes_on_after_a_kill_by_button_and_by_words(world: World) -> None:
    leila = world.talk("Leila", "ar")
    asked = await leila.say(ARABIC)
    assert leila.word("request-step-when") in asked.text
    await world.serve.kill()
    leila.person.press(leila.word("request-week"), asked)
    await world.serve.start()

    await leila.until(lambda: leila.word("request-step-reach") in asked.text or None)
    await leila.press("request-here", asked)
    assert "جوبا" in asked.text
    await leila.say("نعم، أرسل", having=leila.word("request-sent", number=1).partition("1")[0])
    again = await leila.press("request-send", asked)

    assert leila.word("request-state", state="submitted") in again.text
    # What was done before the kill is done again, which changes nothing.
    assert world.complaints(expected="message is not modified") == ""


async def test_what_is_forgotten_is_withdrawn_and_gone(world: World) -> None:
    amina = world.talk("Amina")
    shown = await amina.say("We need an expert on elections in Lagos, by phone, this week")
    if amina.word("request-here") in [button["text"] for button in shown.buttons]:
        shown = await amina.press("request-here", shown)
    await amina.press("request-send", shown)
    assert "Lagos" in (await amina.say("/requests")).text

    await amina.say("/forget")
    await amina.press("button-forget")

    assert amina.word("reply-request-status") in (await amina.say("/requests")).text
