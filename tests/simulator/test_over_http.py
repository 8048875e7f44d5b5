"""python-telegram-bot, the page and the browser's rules meet the simulator over real HTTP."""

import asyncio
from typing import Any

import httpx
import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllPrivateChats,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.simulator.app import build_simulator, running
from bot.simulator.models import Fault, Status, Step
from bot.simulator.people import Person
from bot.simulator.simulator import Simulator


async def test_a_bot_library_holds_a_conversation(simulator: Simulator, bot: Bot, amina: Person) -> None:
    question = amina.write("Who monitors a ceasefire?")
    hello, asked = await bot.get_updates(timeout=5, allowed_updates=["message", "callback_query"])
    sent = await bot.send_message(
        amina.user_id,
        "<b>Observers</b> 🤝 <blockquote expandable>[1] Guidance</blockquote>",
        parse_mode="HTML",
        reply_parameters=ReplyParameters(asked.message.message_id),
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_markup=InlineKeyboardMarkup([[InlineKeyboardButton("Useful", callback_data="u:1")]]),
    )
    amina.press("Useful")
    [press] = await bot.get_updates(offset=asked.update_id + 1, timeout=5)
    await press.callback_query.answer("Thank you")
    await bot.edit_message_text("Observers.", amina.user_id, sent.message_id)
    document = await bot.send_document(amina.user_id, b"text", filename="a.md")

    [answer, *_] = simulator.replies_to(question)
    assert (hello.message.text, asked.message.text) == ("hello", question.text)
    assert sent.parse_entities()
    assert answer.text == "Observers."
    assert not answer.buttons
    assert document.document.file_name == "a.md"
    assert (simulator.refusals, simulator.findings) == ([], [])


async def test_a_bot_library_sets_itself_up(bot: Bot, amina: Person, simulator: Simulator) -> None:
    me = await bot.get_me()
    await bot.set_my_commands([BotCommand("help", "What I do")], BotCommandScopeAllPrivateChats())
    voice = amina.send("voice", content=b"OggS")
    file = await bot.get_file(voice.content["voice"]["file_id"])

    assert me.username == "mediation_demo_bot"
    assert bytes(await file.download_as_bytearray()) == b"OggS"
    assert simulator.world.commands_for(amina.chat, "ar")[0]["command"] == "help"
    assert (simulator.refusals, simulator.findings) == ([], [])


async def test_a_bot_library_reads_what_became_of_the_bot(bot: Bot, simulator: Simulator) -> None:
    amina, group = simulator.person(), simulator.group("Team")
    group.add_bot(amina, "administrator")

    [change] = await bot.get_updates(timeout=5)

    assert change.my_chat_member.new_chat_member.status == "administrator"


@pytest.mark.parametrize(
    ("fault", "error", "delivered"),
    [
        (Fault("429", seconds=3, times=1), RetryAfter, 0),
        (Fault("500", times=1), NetworkError, 0),
        (Fault("drop", times=1), NetworkError, 0),
        (Fault("lost", times=1), NetworkError, 1),
        (Fault("hang", seconds=0.3, times=1), TimedOut, 0),
    ],
)
async def test_faults_look_to_a_caller_as_they_do_in_the_field(
    simulator: Simulator, bot: Bot, amina: Person, fault: Fault, error: type[Exception],
    delivered: int,
) -> None:  # fmt: skip
    simulator.faults = [fault]

    with pytest.raises(error):
        await bot.send_message(amina.user_id, "x", read_timeout=0.1)

    assert [m.text for m in amina.chat.present() if m.from_bot] == ["x"] * delivered


async def test_refusals_look_to_a_caller_as_they_do_in_the_field(
    simulator: Simulator, bot: Bot, amina: Person, address: str
) -> None:
    amina.block()
    with pytest.raises(Forbidden):
        await bot.send_message(amina.user_id, "x")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(5, "x")
    with pytest.raises(InvalidToken):
        await Bot("1:wrong", base_url=f"{address}/bot").initialize()


@pytest.mark.parametrize("how", ["json", "data", "params"])
async def test_parameters_come_as_json_form_or_query(
    address: str, simulator: Simulator, amina: Person, how: str
) -> None:
    given: Any = {"chat_id": str(amina.user_id), "text": "x", "disable_notification": "true"}

    async with httpx.AsyncClient(base_url=address) as client:
        method = f"/bot{simulator.world.token}/SENDMESSAGE"
        answer = await client.request("POST", method, **{how: given})

    assert answer.json()["result"]["text"] == "x"


@pytest.fixture
async def page(simulator: Simulator) -> Any:
    status = Status((Step("Reading documents", "running", 3, 9),), ready=False)
    app = build_simulator(simulator, lambda: status, {"en": ["Who monitors?"]})
    async with running(app) as url, httpx.AsyncClient(base_url=url) as client:
        yield client


async def look(page: httpx.AsyncClient, **given: Any) -> Any:
    return (await page.post("/control/look", json={"person": 1001, **given})).json()


async def test_the_page_tells_what_is_being_prepared_before_anybody_wrote(page: httpx.AsyncClient) -> None:
    seen = await look(page)

    [step] = seen["status"]["steps"]
    assert step == {"label": "Reading documents", "state": "running", "done": 3, "total": 9}
    assert (seen["messages"], seen["examples"]) == ([], {"en": ["Who monitors?"]})


async def test_a_phone_writes_presses_and_sees_what_changed(page: httpx.AsyncClient, simulator: Simulator) -> None:
    keyboard = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}
    await page.post("/control/write", json={"person": 1001, "text": "hi", "language": "ar"})
    since = (await look(page))["revision"]
    waiting = asyncio.create_task(look(page, since=since))
    await simulator.call("sendMessage", {"chat_id": 1001, "text": "Yes?", "reply_markup": keyboard})

    seen = await waiting
    pressed = await page.post("/control/press", json={"person": 1001, "button": "Go"})
    absent = await page.post("/control/press", json={"person": 1001, "button": "Stop"})

    assert [message["text"] for message in seen["messages"]] == ["hi", "Yes?"]
    assert seen["messages"][0]["from"]["language_code"] == "ar"
    assert (pressed.status_code, absent.status_code) == (200, 404)


async def test_officers_write_and_press_in_topics_of_their_group(simulator: Simulator) -> None:
    noor, group = simulator.person("Noor", user_id=501), simulator.group("Team", forum=True)
    group.join(noor)
    group.add_bot(noor, "administrator")
    chat_id = group.chat.chat_id
    topic: Any = await simulator.call("createForumTopic", {"chat_id": chat_id, "name": "12"})
    thread = {"message_thread_id": topic["message_thread_id"]}
    force = {"chat_id": chat_id, "text": "Write", "reply_markup": {"force_reply": True}, **thread}
    asked: Any = await simulator.call("sendMessage", force)
    noors = {"person": 501, "chat": chat_id}

    async with running(build_simulator(simulator, team=group.chat)) as url, httpx.AsyncClient(base_url=url) as page:
        place = {"thread_id": thread["message_thread_id"], "message_id": asked["message_id"]}
        await page.post("/control/write", json=noors | place | {"text": "from Noor"})
        mediator, officer = await look(page), await look(page, **noors)

    assert mediator["team"] == {"chat": chat_id, "officers": [noor.user]}
    assert officer["topics"] == [{"id": topic["message_thread_id"], "name": "12"}]
    _, shown, written = officer["messages"]
    assert (shown["force_reply"], written["reply_to_message"]["text"]) == (True, "Write")


async def test_the_network_can_be_made_bad_and_good_again(page: httpx.AsyncClient, simulator: Simulator) -> None:
    await page.post("/control/network", json={"person": 1001, "bad": True})
    assert (await look(page))["bad_network"]
    assert simulator.faults

    await page.post("/control/network", json={"person": 1001, "bad": False})
    assert not (await look(page))["bad_network"]


async def test_a_page_elsewhere_in_the_browser_cannot_reach_the_phones(
    page: httpx.AsyncClient, simulator: Simulator
) -> None:
    form = await page.post("/control/write", data={"person": "1001", "text": "hi"})
    rebound = await page.get("/", headers={"Host": "evil.example"})
    own = await page.get("/")

    assert (form.status_code, rebound.status_code, own.status_code) == (415, 400, 200)
    assert "default-src 'none'" in own.headers["Content-Security-Policy"]
    assert "http" not in own.text.replace("http-equiv", "")
    assert simulator.people == {}
