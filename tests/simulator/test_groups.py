"""Groups with topics: what a bot may do there, what it is told, and what Telegram refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from telegram import Bot, ForceReply

from bot.simulator.models import ConnectionLost, Fault, Message, Refused
from bot.simulator.people import Group, Person
from bot.simulator.simulator import Simulator


@pytest.fixture
def lina(simulator: Simulator) -> Person:
    return simulator.person("Lina")


@pytest.fixture
def team(simulator: Simulator, lina: Person) -> Group:
    group = simulator.group("Team", forum=True)
    group.join(lina)
    group.add_bot(lina, "administrator")
    return group


async def call(simulator: Simulator, team: Group, method: str, **given: Any) -> Any:
    return await simulator.call(method, {"chat_id": team.chat.chat_id, **given})


async def refusal(simulator: Simulator, team: Group, method: str, **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        await call(simulator, team, method, **given)
    return refused.value.description.removeprefix("Bad Request: ")


async def opened(simulator: Simulator, team: Group, name: str = "12 · mediation") -> int:
    created = await call(simulator, team, "createForumTopic", name=name)
    return int(created["message_thread_id"])


async def heard(simulator: Simulator) -> list[dict[str, Any]]:
    updates: Any = await simulator.call("getUpdates", {})
    return [update["message"] for update in updates if "message" in update]


async def test_a_topic_has_the_id_of_the_message_that_opens_it(simulator: Simulator, team: Group) -> None:
    thread_id = await opened(simulator, team)

    sent = await call(simulator, team, "sendMessage", text="card", message_thread_id=thread_id)

    assert team.chat.messages[thread_id].content["forum_topic_created"]["name"] == "12 · mediation"
    assert (sent["is_topic_message"], sent["message_thread_id"]) == (True, thread_id)
    assert sent["message_id"] == thread_id + 1, "a supergroup counts its own messages"


async def test_what_is_written_in_a_topic_replies_to_its_opening(
    simulator: Simulator, team: Group, lina: Person
) -> None:
    thread_id = await opened(simulator, team)
    card = await call(simulator, team, "sendMessage", text="card", message_thread_id=thread_id)

    lina.write("plain", team.chat, thread_id=thread_id)
    lina.write("reply", team.chat, team.chat.messages[card["message_id"]])

    plain, reply = await heard(simulator)
    assert "forum_topic_created" in plain["reply_to_message"]
    assert reply["reply_to_message"]["text"] == "card"
    assert {plain["message_thread_id"], reply["message_thread_id"]} == {thread_id}


async def test_without_topics_a_thread_is_the_replies_to_a_message(simulator: Simulator, lina: Person) -> None:
    group = simulator.group("Team")
    group.add_bot(lina)
    card = await call(simulator, group, "sendMessage", text="card")
    first = lina.write("one", group.chat, group.chat.messages[card["message_id"]])
    lina.write("two /x", group.chat, first)

    [one] = await heard(simulator)

    assert one["message_thread_id"] == card["message_id"]
    assert "is_topic_message" not in one
    assert await refusal(simulator, group, "createForumTopic", name="a") == "the chat is not a forum"
    thread = {"message_thread_id": card["message_id"]}
    assert await refusal(simulator, group, "sendMessage", text="x", **thread) == "message thread not found"


async def test_topics_are_renamed_closed_and_opened_again_once(simulator: Simulator, team: Group) -> None:
    thread = {"message_thread_id": await opened(simulator, team)}

    await call(simulator, team, "editForumTopic", name="12 · taken", **thread)
    await call(simulator, team, "closeForumTopic", **thread)
    again = [
        await refusal(simulator, team, "editForumTopic", name="12 · taken", **thread),
        await refusal(simulator, team, "closeForumTopic", **thread),
    ]
    await call(simulator, team, "reopenForumTopic", **thread)

    assert again == ["TOPIC_NOT_MODIFIED"] * 2
    assert [topic.name for topic in team.chat.topics.values()] == ["12 · taken"]


DELETIONS: list[Callable[[Simulator, Group, int], Any]] = [
    lambda simulator, team, thread_id: call(simulator, team, "deleteForumTopic", message_thread_id=thread_id),
    lambda simulator, team, thread_id: call(team.delete_topic(thread_id) or simulator, team, "getChat"),
]


@pytest.mark.parametrize("delete", DELETIONS)
async def test_a_topic_that_is_gone_takes_its_messages_with_it(
    simulator: Simulator, team: Group, delete: Callable[[Simulator, Group, int], Any]
) -> None:
    thread_id = await opened(simulator, team)
    card = await call(simulator, team, "sendMessage", text="card", message_thread_id=thread_id)

    await delete(simulator, team, thread_id)

    thread = {"message_thread_id": thread_id}
    assert await refusal(simulator, team, "sendMessage", text="x", **thread) == "message thread not found"
    assert await refusal(simulator, team, "closeForumTopic", **thread) == "TOPIC_ID_INVALID"
    edit = {"message_id": card["message_id"], "text": "x"}
    assert await refusal(simulator, team, "editMessageText", **edit) == "message to edit not found"


async def test_rights_that_are_missing_are_missed(simulator: Simulator, team: Group, lina: Person) -> None:
    mine = {"message_thread_id": await opened(simulator, team)}
    theirs = lina.write("theirs", team.chat).message_id
    team.add_bot(lina, "administrator", without=("manage_topics", "delete_messages", "pin_messages"))
    me = await call(simulator, team, "getChatMember", user_id=simulator.world.bot["id"])

    assert (me["can_manage_topics"], me["can_invite_users"]) == (False, True)
    assert await refusal(simulator, team, "createForumTopic", name="a") == "not enough rights to create a topic"
    assert await refusal(simulator, team, "deleteForumTopic", **mine) == "not enough rights to change the topic"
    assert await refusal(simulator, team, "deleteMessage", message_id=theirs) == "message can't be deleted"
    pinned = await refusal(simulator, team, "pinChatMessage", message_id=theirs)
    assert pinned == "not enough rights to manage pinned messages in the chat"
    await call(simulator, team, "closeForumTopic", **mine)  # its own topic a bot may always close
    assert await refusal(simulator, team, "sendMessage", text="x", **mine) == "TOPIC_CLOSED"


async def test_a_topic_that_somebody_closes_is_told_and_still_open_to_who_manages_topics(
    simulator: Simulator, team: Group, lina: Person
) -> None:
    thread_id = await opened(simulator, team)

    team.close_topic(thread_id, lina)

    [told] = await heard(simulator)
    assert (told["forum_topic_closed"], told["message_thread_id"]) == ({}, thread_id)
    assert await call(simulator, team, "sendMessage", text="x", message_thread_id=thread_id)


async def test_who_belongs_to_a_group_is_told(simulator: Simulator, team: Group, lina: Person) -> None:
    ngozi, stranger = simulator.person("Ngozi"), simulator.person("Stranger")
    team.join(ngozi, "administrator")

    async def status(user_id: int) -> str:
        return str((await call(simulator, team, "getChatMember", user_id=user_id))["status"])

    statuses = [await status(person.user_id) for person in (lina, ngozi, stranger)]
    administrators = await call(simulator, team, "getChatAdministrators")

    assert statuses == ["member", "administrator", "left"]
    assert [one["user"]["first_name"] for one in administrators] == ["Ngozi", "Mediation assistant"]
    assert await refusal(simulator, team, "getChatMember", user_id=5) == "invalid user_id specified"


async def test_a_known_person_is_mentioned_and_an_unknown_one_is_a_finding(
    simulator: Simulator, team: Group, lina: Person
) -> None:
    async def mention(user_id: int) -> Any:
        text = f'<a href="tg://user?id={user_id}">Lina</a>: please'
        return await call(simulator, team, "sendMessage", text=text, parse_mode="HTML")

    [entity] = (await mention(lina.user_id))["entities"]
    unknown = await mention(5)

    assert (entity["type"], entity["user"]["id"]) == ("text_mention", lina.user_id)
    assert "entities" not in unknown
    assert simulator.findings == ["a mention of somebody whom the bot does not know"]


async def test_what_asks_for_a_reply_cannot_be_edited(simulator: Simulator, team: Group) -> None:
    markup = {"force_reply": True, "selective": True}
    asked = await call(simulator, team, "sendMessage", text="Write", reply_markup=markup)
    plain = await call(simulator, team, "sendMessage", text="Plain")

    async def edit(sent: Any, **more: Any) -> str:
        message_id = sent["message_id"]
        return await refusal(simulator, team, "editMessageText", text="x", message_id=message_id, **more)

    assert "reply_markup" not in asked
    assert await edit(asked) == "message can't be edited"
    assert await edit(plain, reply_markup=markup) == "inline keyboard expected"


async def test_a_message_that_somebody_deleted_is_gone(simulator: Simulator, team: Group, lina: Person) -> None:
    sent = await call(simulator, team, "sendMessage", text="x")
    message: Message = team.chat.messages[sent["message_id"]]
    lina.delete(message)

    gone = {"message_id": message.message_id}
    assert await refusal(simulator, team, "deleteMessage", **gone) == "message to delete not found"
    assert await refusal(simulator, team, "pinChatMessage", **gone) == "message to pin not found"
    reply = {"reply_parameters": gone}
    assert await refusal(simulator, team, "sendMessage", text="x", **reply) == "message to be replied not found"


async def test_a_lost_reply_leaves_a_topic_that_the_bot_does_not_know_of(simulator: Simulator, team: Group) -> None:
    simulator.faults = [Fault("lost", times=1)]

    with pytest.raises(ConnectionLost):
        await opened(simulator, team)

    assert len(team.chat.topics) == 1


async def test_a_group_is_written_to_twenty_times_a_minute() -> None:
    simulator = Simulator(limits=True)
    lina, group = simulator.person("Lina"), simulator.group("Team", forum=True)
    group.add_bot(lina, "administrator")
    for number in range(20):
        await call(simulator, group, "createForumTopic", name=str(number))

    with pytest.raises(Refused) as refused:
        await call(simulator, group, "createForumTopic", name="x")

    assert (refused.value.code, refused.value.parameters["retry_after"] <= 60) == (429, True)


async def test_a_bot_library_works_in_topics(bot: Bot, simulator: Simulator, team: Group, lina: Person) -> None:
    chat_id = team.chat.chat_id
    chat = await bot.get_chat(chat_id)
    topic = await bot.create_forum_topic(chat_id, "12 · mediation")
    thread_id = topic.message_thread_id
    asked = await bot.send_message(chat_id, "?", message_thread_id=thread_id, reply_markup=ForceReply())
    lina.write("!", team.chat, team.chat.messages[asked.message_id])
    *_, update = await bot.get_updates(timeout=5)
    member = await bot.get_chat_member(chat_id, lina.user_id)
    administrators = await bot.get_chat_administrators(chat_id)
    done = [
        await bot.edit_forum_topic(chat_id, thread_id, name="12"),
        await bot.close_forum_topic(chat_id, thread_id),
        await bot.reopen_forum_topic(chat_id, thread_id),
        await bot.pin_chat_message(chat_id, asked.message_id),
        await bot.delete_message(chat_id, asked.message_id),
        await bot.delete_forum_topic(chat_id, thread_id),
    ]

    assert chat.is_forum
    assert update.message.message_thread_id == thread_id
    assert update.message.reply_to_message.message_id == asked.message_id
    assert (member.status, len(administrators), all(done)) == ("member", 1, True)
    assert (simulator.refusals, simulator.findings) == ([], [])
