"""Updates wait until they are confirmed: by offset when polled, by 2xx when pushed."""

import asyncio
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Update

from bot.simulator.app import running
from bot.simulator.models import Refused
from bot.simulator.people import KINDS, Person
from bot.simulator.simulator import Simulator


async def get(simulator: Simulator, **parameters: Any) -> list[dict[str, Any]]:
    found: Any = await simulator.call("getUpdates", parameters)
    return list(found)


def texts(updates: list[dict[str, Any]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def test_an_update_comes_again_until_a_higher_offset_confirms_it(simulator: Simulator, amina: Person) -> None:
    amina.write("second")

    first = await get(simulator)
    rest = await get(simulator, offset=first[0]["update_id"] + 1)

    assert (texts(first), texts(rest)) == (["hello", "second"], ["second"])
    assert rest[0]["update_id"] == first[0]["update_id"] + 1
    assert simulator.updates.confirmed == [first[0]["update_id"]]


async def test_a_negative_offset_keeps_only_the_last(simulator: Simulator, amina: Person) -> None:
    for text in ("second", "third"):
        amina.write(text)

    assert texts(await get(simulator, offset=-2)) == ["second", "third"]


async def test_a_long_poll_ends_when_something_arrives(simulator: Simulator) -> None:
    amina = simulator.person()
    poll = asyncio.create_task(get(simulator, timeout=30))
    await asyncio.sleep(0)

    amina.write("now")

    assert texts(await asyncio.wait_for(poll, 5)) == ["now"]


async def test_a_second_poll_ends_the_first_with_a_conflict(simulator: Simulator) -> None:
    first = asyncio.create_task(get(simulator, timeout=30))
    await asyncio.sleep(0)
    second = asyncio.create_task(get(simulator, timeout=30))

    with pytest.raises(Refused, match="Conflict: terminated by other getUpdates request"):
        await asyncio.wait_for(first, 5)
    simulator.person().write("to the second")
    assert texts(await asyncio.wait_for(second, 5)) == ["to the second"]


async def test_kinds_that_were_not_asked_for_are_not_kept(simulator: Simulator, amina: Person) -> None:
    message = amina.write("x")
    await get(simulator, offset=-1, allowed_updates='["message"]')
    amina.edit(message, "y")
    amina.write("z")

    assert texts(await get(simulator)) == ["x", "z"]
    await get(simulator, allowed_updates=[])
    amina.edit(message, "w")
    assert "edited_message" in (await get(simulator, offset=-1))[0]


async def test_an_edit_a_block_and_the_bots_own_messages(simulator: Simulator, amina: Person) -> None:
    await simulator.call("sendMessage", {"chat_id": amina.user_id, "text": "mine"})
    amina.edit(next(iter(amina.chat.messages.values())), "hello!")
    amina.block()
    amina.write("not heard")

    updates = await get(simulator)

    assert [next(key for key in update if key != "update_id") for update in updates] == [
        "message",
        "edited_message",
        "my_chat_member",
    ]
    assert updates[1]["edited_message"]["text"] == "hello!"
    assert updates[2]["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_in_a_group_the_bot_hears_only_what_is_meant_for_it(simulator: Simulator) -> None:
    amina, group = simulator.person(), simulator.group("Talks")
    group.join(amina)
    group.add_bot(amina)
    chat = group.chat
    sent: Any = await simulator.call("sendMessage", {"chat_id": chat.chat_id, "text": "Hi"})
    mine = chat.messages[sent["message_id"]]

    amina.write("among ourselves", chat)
    amina.write("/help@other_bot", chat)
    amina.write("/help", chat)
    amina.write("@mediation_demo_bot who monitors?", chat)
    amina.write("thanks", chat, reply_to=mine)
    heard = [update["message"]["text"] for update in await get(simulator) if "message" in update]

    assert heard == ["/help", "@mediation_demo_bot who monitors?", "thanks"]
    group.add_bot(amina, "administrator")
    amina.write("now everything", chat)
    assert texts(await get(simulator, offset=-1)) == ["now everything"]


async def test_a_group_that_moved_says_where_to(simulator: Simulator) -> None:
    amina, group = simulator.person(), simulator.group("Talks", basic=True)
    group.add_bot(amina)
    moved = group.migrate(amina)

    with pytest.raises(Refused, match="upgraded to a supergroup chat") as refused:
        await simulator.call("sendMessage", {"chat_id": group.chat.chat_id, "text": "x"})

    assert refused.value.parameters == {"migrate_to_chat_id": moved.chat.chat_id}
    assert await simulator.call("sendMessage", {"chat_id": moved.chat.chat_id, "text": "x"})


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_message_arrives_as_what_it_is(simulator: Simulator, kind: str) -> None:
    simulator.person().send(kind)

    [update] = await get(simulator)

    assert kind in update["message"]
    assert "text" not in update["message"]
    assert getattr(Update.de_json(update).message, kind), "the bot's library can read it"


class Hook:
    """A webhook that answers as it is told and notes what it got."""

    def __init__(self) -> None:
        self.got: list[tuple[str, str | None]] = []
        self.answers: list[Response] = []
        self.arrived = asyncio.Event()

    async def __call__(self, request: Request) -> Response:
        message = (await request.json())["message"]
        secret = request.headers.get("X-Telegram-Bot-Api-Secret-Token")
        self.got.append((message["text"], secret))
        answer = self.answers.pop(0) if self.answers else Response()
        if answer.status_code == 200:
            self.arrived.set()
        return answer


@pytest.fixture
def hook() -> Hook:
    return Hook()


@pytest.fixture
async def hook_address(hook: Hook) -> Any:
    async with running(Starlette(routes=[Route("/hook", hook.__call__, methods=["POST"])])) as url:
        yield f"{url}/hook"


async def drained(simulator: Simulator) -> None:
    async with asyncio.timeout(10):
        while simulator.updates.pending:  # noqa: ASYNC110
            await asyncio.sleep(0.01)


async def test_a_webhook_gets_one_chat_in_order_and_repeats_what_failed(
    simulator: Simulator, hook: Hook, hook_address: str
) -> None:
    simulator.updates.time_scale = 0.01
    hook.answers = [Response(status_code=500), Response(status_code=429, headers={"Retry-After": "2"})]
    amina = simulator.person()
    for text in ("one", "two"):
        amina.write(text)

    await simulator.call("setWebhook", {"url": hook_address, "secret_token": "s3cret"})
    await drained(simulator)
    await simulator.call("deleteWebhook", {})

    assert hook.got == [("one", "s3cret")] * 3 + [("two", "s3cret")]
    assert len(simulator.updates.confirmed) == 2


async def test_another_chat_does_not_wait_for_one_that_fails(
    simulator: Simulator, hook: Hook, hook_address: str
) -> None:
    hook.answers = [Response(status_code=500)]
    simulator.person("Amina").write("fails")
    simulator.person("Bela").write("passes")

    await simulator.call("setWebhook", {"url": hook_address, "max_connections": 1})
    await asyncio.wait_for(hook.arrived.wait(), 10)
    await simulator.call("deleteWebhook", {})

    assert [text for text, _ in hook.got] == ["fails", "passes"]


async def test_polling_beside_a_webhook_is_a_conflict(simulator: Simulator, hook_address: str) -> None:
    poll = asyncio.create_task(get(simulator, timeout=30))
    await asyncio.sleep(0)
    await simulator.call("setWebhook", {"url": hook_address})

    with pytest.raises(Refused, match="terminated by setWebhook request"):
        await asyncio.wait_for(poll, 5)
    with pytest.raises(Refused, match="can't use getUpdates method while webhook is active"):
        await get(simulator)
    await simulator.call("deleteWebhook", {"drop_pending_updates": True})
    assert await get(simulator, offset=1) == []


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ({"url": "ftp://somewhere"}, "An HTTPS URL must be provided"),
        ({"url": "https://a.b", "secret_token": "not a token"}, "unallowed characters"),
    ],
)
async def test_a_webhook_that_telegram_would_refuse(
    simulator: Simulator, parameters: dict[str, str], wrong: str
) -> None:
    with pytest.raises(Refused, match=wrong):
        await simulator.call("setWebhook", parameters)
