"""A mediator asks the team for an expert: from words to a request, and what she hears afterwards."""

import re
from collections.abc import AsyncIterator

import pytest

from bot.expert_requests.models import Kind, Move, Officer, Request, Stage, Urgency
from bot.simulator.models import Message
from bot.simulator.people import Person
from tests.chat.conftest import ADMINISTRATOR, Assistant
from tests.chat.test_asking import QUESTION

OFFICER = Officer(ADMINISTRATOR, "p-officer", "Noor")
GROUP = -1001234567890


@pytest.fixture
async def team(assistant: Assistant) -> AsyncIterator[Assistant]:
    """A group of the roster team is linked."""
    group = assistant.simulator.group("Roster team", forum=True)
    admin = assistant.simulator.person("Admin", user_id=ADMINISTRATOR)
    admin.write("/start")
    group.join(admin)
    group.add_bot(admin, "administrator")
    admin.write("/link_roster", group.chat)
    await assistant.rest()
    yield assistant


async def said(assistant: Assistant, person: Person) -> Message:
    """The last that the assistant said to somebody, once nothing is left to do."""
    await assistant.rest()
    return [one for one in person.chat.present() if one.from_bot][-1]


async def sent(assistant: Assistant) -> list[Request]:
    async with assistant.database.transaction() as tx:
        return list(await assistant.requests.open_requests(tx))


async def press(assistant: Assistant, person: Person, label: str, message: Message | None = None) -> Message:
    person.press(label, message)
    return await said(assistant, person)


def labels(message: Message) -> list[str]:
    return [button["text"] for button in message.buttons]


async def test_four_answers_suffice_one_at_a_time(team: Assistant) -> None:
    amina = team.simulator.person("Amina")
    amina.write("/expert")
    task = await said(team, amina)
    amina.write("How do we get two brigades to agree on a ceasefire line?")
    where = await said(team, amina)
    with_you = await press(team, amina, "With you")
    amina.write("Juba")
    when = await said(team, amina)
    reach = await press(team, amina, "This week")
    summary = await press(team, amina, "Here, in this chat")

    assert task.text.startswith("1 of 4")
    assert where.text.startswith("2 of 4")
    assert "country or town" in with_you.text
    assert when.text.startswith("3 of 4")
    assert reach.text.startswith("4 of 4")
    assert "two brigades" in summary.text
    assert "Juba" in summary.text
    assert await sent(team) == []
    confirmed = await press(team, amina, "Send to the team")
    [request] = await sent(team)
    assert f"request {request.number}" in confirmed.text
    assert (request.stage, request.urgency, request.details.location) == (Stage.SUBMITTED, Urgency.URGENT, "Juba")
