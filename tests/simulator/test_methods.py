"""The simulated Telegram refuses what Telegram refuses, in its words."""

import json
from typing import Any

import pytest

from bot.simulator.models import Call, Fault, Refused
from bot.simulator.parameters import METHODS
from bot.simulator.people import Person
from bot.simulator.simulator import Simulator


def keyboard(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


async def refusal(simulator: Simulator, method: str, **parameters: Any) -> str:
    with pytest.raises(Refused) as refused:
        await simulator.call(method, parameters)
    return f"{refused.value.code} {refused.value.description}"


async def send(simulator: Simulator, person: Person, text: str = "answer", **more: Any) -> Any:
    return await simulator.call("sendMessage", {"chat_id": person.user_id, "text": text, **more})


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"text": "x", "chat_id": None}, "chat_id is empty"),
        ({"text": "x", "chat_id": 5}, "chat not found"),
        ({}, "message text is empty"),
        ({"text": " \n "}, "message text is empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "🤝" * 2049}, "message is too long"),
        ({"text": "<b>a", "parse_mode": "HTML"},
         "can't parse entities: Can't find end tag corresponding to start tag \"b\""),
        ({"text": "x", "reply_parameters": {"message_id": 3}}, "message to be replied not found"),
        ({"text": "x", "message_thread_id": 3}, "message thread not found"),
        ({"text": "x", "reply_markup": keyboard(text="a", callback_data="é" * 33)},
         "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard(text="a", callback_data="")},
         "BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": keyboard(text=" ", callback_data="a")},
         "can't parse inline keyboard button: text must be non-empty"),
        ({"text": "x", "reply_markup": keyboard(text="a")},
         "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"text": "x", "reply_markup": keyboard(text="a", url="here")}, "BUTTON_URL_INVALID"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
    ],
)  # fmt: skip
async def test_a_message_that_telegram_would_refuse(
    simulator: Simulator, amina: Person, parameters: dict[str, Any], expected: str
) -> None:
    given = {"chat_id": amina.user_id, **parameters}

    assert await refusal(simulator, "sendMessage", **given) == f"400 Bad Request: {expected}"
    assert [call.method for call in simulator.refusals] == ["sendMessage"]


async def test_length_is_counted_after_the_markup_is_read(simulator: Simulator, amina: Person) -> None:
    sent = await send(simulator, amina, f"<b>{'&lt;' * 4096}</b>", parse_mode="HTML")

    assert len(sent["text"]) == 4096


async def test_an_edit_needs_a_message_of_the_bot_and_a_change(simulator: Simulator, amina: Person) -> None:
    sent = await send(simulator, amina, "<b>a</b>", parse_mode="HTML")
    edit = {"chat_id": amina.user_id, "message_id": sent["message_id"]}
    theirs = amina.write("mine")

    same = await refusal(simulator, "editMessageText", **edit, text="<b>a</b>", parse_mode="HTML")
    foreign = await refusal(simulator, "editMessageText", chat_id=amina.user_id, message_id=theirs.message_id, text="b")
    unknown = await refusal(simulator, "editMessageText", chat_id=amina.user_id, message_id=9, text="b")
    long = await refusal(simulator, "editMessageText", **edit, text="a" * 4097)
    changed: Any = await simulator.call("editMessageText", {**edit, "text": "a"})

    assert "message is not modified: specified new message content" in same
    assert foreign == "400 Bad Request: message can't be edited"
    assert unknown == "400 Bad Request: message to edit not found"
    assert long == "400 Bad Request: MESSAGE_TOO_LONG"
    assert changed["edit_date"]
    assert "entities" not in changed


async def test_every_version_of_a_message_is_kept(simulator: Simulator, amina: Person) -> None:
    question = amina.write("Who?")
    reply = {"message_id": question.message_id}
    sent = await send(simulator, amina, "…", reply_parameters=reply)
    edit = {"chat_id": amina.user_id, "message_id": sent["message_id"], "text": "They."}
    await simulator.call("editMessageText", {**edit, "reply_markup": keyboard(text="a", url="https://a.b")})

    [answer] = simulator.replies_to(question)

    assert [content["text"] for _, content in answer.versions] == ["…", "They."]
    assert answer.buttons == [{"text": "a", "url": "https://a.b"}]


async def test_a_reply_to_a_vanished_message_is_sent_when_that_is_allowed(simulator: Simulator, amina: Person) -> None:
    reply = {"message_id": 3, "allow_sending_without_reply": True}

    sent = await send(simulator, amina, reply_parameters=json.dumps(reply))

    assert "reply_to_message" not in sent


async def test_a_press_is_answered_once_and_within_its_time(simulator: Simulator, amina: Person) -> None:
    await send(simulator, amina, reply_markup=keyboard(text="Go", callback_data="go"))
    press, late = amina.press("Go"), amina.press("go")
    late.at -= 151
    too_old = "query is too old and response timeout expired or query ID is invalid"

    await simulator.call("answerCallbackQuery", {"callback_query_id": press.press_id, "text": "ok"})

    assert press.answer == {"text": "ok", "show_alert": False}
    for press_id in (press.press_id, late.press_id, "unknown"):
        again = await refusal(simulator, "answerCallbackQuery", callback_query_id=press_id)
        assert again == f"400 Bad Request: {too_old}"


def test_a_button_that_is_not_there_cannot_be_pressed(amina: Person) -> None:
    with pytest.raises(LookupError, match="Go"):
        amina.press("Go")


async def test_nobody_is_written_to_who_does_not_want_it(simulator: Simulator) -> None:
    stranger, amina = simulator.person("Stranger"), simulator.person("Amina")
    amina.write("hello")
    amina.block()

    refused = [await refusal(simulator, "sendMessage", chat_id=person.user_id, text="x")
               for person in (stranger, amina)]  # fmt: skip

    assert refused == [
        "403 Forbidden: bot can't initiate conversation with a user",
        "403 Forbidden: bot was blocked by the user",
    ]
    amina.unblock()
    assert await send(simulator, amina)


async def test_commands_are_chosen_by_scope_and_language(simulator: Simulator, amina: Person) -> None:
    async def menu(name: str, **more: Any) -> None:
        commands = [{"command": name, "description": "d"}]
        await simulator.call("setMyCommands", {"commands": json.dumps(commands), **more})

    def seen(language: str) -> list[str]:
        found = simulator.world.commands_for(amina.chat, language)
        return [one["command"] for one in found]

    await menu("everywhere")
    await menu("partout", language_code="fr")
    assert (seen("en"), seen("fr")) == (["everywhere"], ["partout"])

    await menu("hers", scope={"type": "chat", "chat_id": str(amina.user_id)})
    assert (seen("en"), seen("fr")) == (["hers"], ["hers"])


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ({"command": "Big", "description": "d"}, "BOT_COMMAND_INVALID"),
        ({"command": "a" * 33, "description": "d"}, "BOT_COMMAND_INVALID"),
        ({"command": "a", "description": ""}, "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_a_command_has_a_proper_name(simulator: Simulator, command: dict[str, str], expected: str) -> None:
    assert expected in await refusal(simulator, "setMyCommands", commands=[command])


async def test_what_telegram_ignores_is_a_finding(simulator: Simulator, amina: Person) -> None:
    await send(simulator, amina, "<code><b>x</b></code>", parse_mode="HTML", texts="y")

    assert simulator.findings == [
        "sendMessage: unknown parameter texts",
        "formatting that Telegram drops: bold inside code",
    ]


async def test_an_unknown_method_is_not_found(simulator: Simulator) -> None:
    assert await refusal(simulator, "sendTelepathy") == "404 Not Found: method not found"


@pytest.mark.parametrize("method", [name for name, given in METHODS.items() if "!" in given])
async def test_required_parameters_are_required(simulator: Simulator, method: str) -> None:
    assert (await refusal(simulator, method)).startswith("400 Bad Request: ")


async def test_too_many_messages_are_held_back_with_a_time_to_wait() -> None:
    simulator = Simulator(limits=True)
    people = [simulator.person(str(number)) for number in range(40)]
    for person in people:
        person.write("hello")

    async def burst(*order: Person) -> list[Refused]:
        refused = []
        for person in order:
            try:
                await send(simulator, person)
            except Refused as error:
                refused.append(error)
        return refused

    [in_one_chat] = await burst(*people[:1] * 21)
    overall = await burst(*people[1:])

    assert in_one_chat.code == 429
    assert 1 <= in_one_chat.parameters["retry_after"] <= 21
    assert len(overall) == 39 - 10
    assert simulator.refusals == []


async def test_a_fault_strikes_as_often_as_it_is_told(simulator: Simulator, amina: Person) -> None:
    simulator.faults = [Fault("429", seconds=7, times=1), Fault("500", "getMe", times=1)]

    refused = [await refusal(simulator, "getMe"), await refusal(
        simulator, "sendMessage", chat_id=amina.user_id, text="x")]  # fmt: skip
    await send(simulator, amina)

    assert refused == ["500 Internal Server Error", "429 Too Many Requests: retry after 7"]
    assert [call.fault for call in simulator.journal] == ["500", "429", None]
    assert simulator.refusals == []


async def test_a_call_that_is_no_ones_mistake_is_in_the_journal(simulator: Simulator, amina: Person) -> None:
    sent = await send(simulator, amina)

    [call] = simulator.journal
    assert isinstance(call, Call)
    assert (call.method, call.result, call.refusal, call.fault) == ("sendMessage", sent, None, None)
