"""The roster team at work in its group: topics, cards, moves, and words that leave only when somebody sends them."""

import re
from dataclasses import replace
from random import Random

import pytest

from bot.errors import UserFacing
from bot.expert_requests.models import Details, Kind, Modality, Move, Request, Stage, Urgency
from bot.expert_requests.roster import Expert
from bot.expert_requests.roster_store import Roster
from bot.simulator.models import Fault, Message
from bot.simulator.people import Group, Person
from tests.chat.conftest import ADMINISTRATOR, Assistant
from tests.chat.test_requests import Phone, Team

ASKED = Details(
    expertise=("ceasefires_security",),
    task="Advise on a ceasefire line",
    modality=Modality.REMOTE,
    urgency=Urgency.URGENT,
    contact="here",
)
MARIA = Expert(
    expert_id="E1", modality="both", name="Maria Silva", expertise=("ceasefires_security",), languages=("en:C1",),
    years_experience=12,
)  # fmt: skip


class Office(Team):
    """The group, two officers who were never invited, and a request that waits for them."""

    def __init__(self, assistant: Assistant, group: Group) -> None:
        super().__init__(assistant, group)
        self.noor, self.ivan = (assistant.simulator.person(name) for name in ("Noor", "Ivan"))
        self.amina = Phone(assistant, "Amina", "en")
        for officer in (self.noor, self.ivan):
            group.join(officer)

    def thread(self) -> list[Message]:
        """What the bot shows in the group, placeholders and service messages left out."""
        shown = [one for one in self.group.chat.present() if one.from_bot and one.text not in ("", "…")]
        return [one for one in shown if "roster team’s" not in one.text]

    def card(self) -> Message:
        return next(one for one in reversed(self.thread()) if "Urgency:" in one.text)

    async def press(self, officer: Person, label: str, message: Message | None = None) -> Message:
        """Presses a button of the newest message that has it; returns what changed or came last."""
        before = {id(one): one.text + str(one.buttons) for one in self.thread()}
        officer.press(label, message, self.group.chat)
        await self.assistant.rest()
        changed = [one for one in self.thread() if before.get(id(one)) != one.text + str(one.buttons)]
        return changed[-1] if changed else self.thread()[-1]

    async def reply(self, officer: Person, text: str, to: Message) -> Message:
        officer.write(text, self.group.chat, reply_to=to, thread_id=to.thread_id)
        await self.assistant.rest()
        return self.thread()[-1]

    async def arrive(self, details: Details | None = None) -> None:
        """A request of hers, as if she had just sent it."""
        requests, amina = self.assistant.requests, self.amina.person
        if not self.amina.shown():
            amina.write("/start")
            await self.assistant.rest()
        async with self.assistant.database.transaction() as tx:
            person = await self.assistant.people.introduce(tx, amina.user_id)
            assert person
            await requests.submit(tx, person, await requests.start(tx, person, Kind.DEPLOYMENT, details or ASKED))
        await self.assistant.rest()

    async def state(self) -> Request:
        async with self.assistant.database.transaction() as tx:
            return (await self.assistant.requests.everything(tx))[-1]

    def heard(self) -> str:
        return "\n".join(one.text for one in self.amina.shown())


async def open_office(
    assistant: Assistant, *, forum: bool = True, basic: bool = False, status: str = "administrator"
) -> Office:
    group = assistant.simulator.group("Roster team", forum=forum, basic=basic)
    boss = assistant.simulator.person("Boss", user_id=ADMINISTRATOR)
    boss.write("/start")
    group.join(boss, "administrator")
    group.add_bot(boss, status)
    boss.write("/link_roster", group.chat)
    await assistant.rest()
    return Office(assistant, group)


@pytest.fixture
async def office(assistant: Assistant) -> Office:
    office = await open_office(assistant)
    await office.arrive()
    return office


async def test_a_request_is_a_topic_with_a_card_that_shows_the_next_moves(office: Office) -> None:
    [topic] = office.group.chat.topics.values()
    card = office.card()

    assert topic.name == "1 · Ceasefires · urgent"
    assert "Advise on a ceasefire line" in card.text
    assert card.thread_id in office.group.chat.topics
    assert [one["text"] for one in card.buttons] == ["Take", "Decline", "Refer", "More"]


async def test_a_second_taker_is_refused_kindly(office: Office) -> None:
    await office.press(office.noor, "Take")
    request = await office.state()
    with pytest.raises(UserFacing, match="request-is-taken"):
        await office.move(Move.TAKE, request)

    assert "Officer: Noor" in office.card().text


async def test_what_is_written_in_a_topic_stays_there(office: Office) -> None:
    card = office.card()
    await office.press(office.noor, "Take")
    before = office.heard()

    office.noor.write("I would not tell her yet", office.group.chat, thread_id=card.thread_id)
    opening = office.group.chat.messages[card.thread_id or 0]
    office.noor.write("Nor would I", office.group.chat, reply_to=opening, thread_id=card.thread_id)
    await office.reply(office.noor, "This card is wrong", card)

    assert office.heard() == before
    assert all("library" not in one.text for one in office.thread())


async def test_words_for_her_are_shown_first_and_go_once(office: Office) -> None:
    await office.press(office.noor, "Take")
    await office.press(office.noor, "More")
    asked = await office.press(office.noor, "Write to the requester")
    preview = await office.reply(office.noor, "We <b>can</b> help & call you", asked)

    assert "We <b>can</b> help & call you" in preview.text
    assert "can</b> help" not in office.heard()
    sent = await office.press(office.noor, "Send", preview)
    assert sent is preview
    assert "sent to the requester" in preview.text
    assert preview.buttons == []
    assert office.heard().count("We <b>can</b> help & call you") == 1


async def test_a_preview_can_be_dropped_or_written_anew(office: Office) -> None:
    await office.press(office.noor, "Take")
    preview = await office.reply(office.noor, "First words", await office.press(office.noor, "Ask the requester"))
    again = await office.press(office.noor, "Write anew", preview)
    second = await office.reply(office.noor, "Better words", again)
    await office.press(office.noor, "Cancel", second)

    assert "First words" not in office.heard() + second.text
    assert "Better words" not in office.heard() + second.text
    assert (await office.state()).paused is None


async def test_her_reply_reaches_the_topic_and_an_answer_to_it_comes_back(office: Office) -> None:
    await office.press(office.noor, "Take")
    preview = await office.reply(office.noor, "Which town?", await office.press(office.noor, "Ask the requester"))
    await office.press(office.noor, "Send", preview)
    assert (await office.state()).paused == "information"

    await office.amina.write("Juba", reply_to=await office.amina.last())
    relayed = office.thread()[-1]
    assert "Juba" in relayed.text
    assert [one["type"] for one in relayed.content["entities"]][:1] == ["text_mention"]
    answer = await office.reply(office.ivan, "Thank you", relayed)
    await office.press(office.ivan, "Send", answer)

    assert "Thank you" in office.heard()
    assert (await office.state()).paused is None


async def test_a_refusal_can_be_taken_back_before_she_hears(office: Office) -> None:
    prompt = await office.press(office.noor, "Decline")
    told = await office.reply(office.noor, "Nobody is free", prompt)
    assert (await office.state()).stage is Stage.CLOSED

    await office.press(office.noor, "Undo", told)

    assert (await office.state()).stage is Stage.SUBMITTED
    assert "Nobody is free" not in office.heard()
    assert not next(iter(office.group.chat.topics.values())).closed


async def test_another_urgency_changes_the_title_and_is_told_with_its_reason(office: Office) -> None:
    await office.press(office.noor, "More")
    menu = await office.press(office.noor, "Change urgency")
    prompt = await office.press(office.noor, "routine", menu)
    await office.reply(office.noor, "The talks moved to spring", prompt)

    [topic] = office.group.chat.topics.values()
    assert topic.name == "1 · Ceasefires · routine"
    assert "The talks moved to spring" in office.heard()
    assert "Before: urgent" in office.card().text


async def test_who_is_not_in_the_group_any_more_is_not_heard(office: Office) -> None:
    office.group.join(office.ivan, "left")

    await office.press(office.ivan, "Take")

    assert (await office.state()).officer is None


async def test_members_are_officers_in_their_group_and_nowhere_else(closed: Assistant) -> None:
    office = await open_office(closed)
    office.noor.write("/open", office.group.chat)
    await closed.rest()
    assert "Requests: 0" in office.thread()[-1].text

    office.noor.write("/open")
    office.noor.write("/people", office.group.chat)
    await closed.rest()

    assert ["Requests" in one.text for one in office.noor.chat.present() if one.from_bot] == [False]
    assert "Requests: 0" in office.thread()[-1].text


@pytest.mark.parametrize("changed", ["forum", "basic", "rights"])
async def test_without_topics_a_request_is_a_thread_of_replies(assistant: Assistant, changed: str) -> None:
    status = "member" if changed == "rights" else "administrator"
    office = await open_office(assistant, forum=changed == "rights", basic=changed == "basic", status=status)
    await office.arrive()

    card = office.card()
    assert card.reply_to is not None
    assert card.reply_to.text == "1 · Ceasefires · urgent"
    told = [one for one in office.thread() if "To the administrators" in one.text]
    assert len(told) == 1
    preview = await office.reply(office.noor, "On it", await office.press(office.noor, "More"))
    assert "On it" not in preview.text


async def test_a_deleted_topic_is_opened_anew_and_says_so_once(office: Office) -> None:
    [thread_id] = office.group.chat.topics
    office.group.delete_topic(thread_id)

    request = await office.state()
    await office.move(Move.TAKE, request)

    [again] = office.group.chat.topics
    assert again != thread_id
    assert [one.text for one in office.thread() if "was deleted" in one.text] != []
    assert sum("was deleted" in one.text for one in office.thread()) == 1
    cards = [one for one in office.thread() if "Urgency:" in one.text]
    assert [one.thread_id for one in cards] == [again]
    assert "taken" in cards[0].text
    office.assistant.simulator.journal.clear()


async def test_a_group_that_moved_gets_its_threads_again(assistant: Assistant) -> None:
    office = await open_office(assistant, basic=True, forum=False)
    await office.arrive()
    moved = office.group.migrate(office.noor)
    await assistant.rest()

    cards = [one for one in moved.chat.present() if "Urgency:" in one.text]
    assert len(cards) == 1
    assert cards[0].reply_to is not None
    office.noor.press("Take", cards[0], moved.chat)
    await assistant.rest()
    assert (await office.state()).stage is Stage.TAKEN


async def test_that_she_blocked_the_assistant_is_said_once(office: Office) -> None:
    office.amina.person.block()
    await office.press(office.noor, "Take")
    for words in ("One", "Two"):
        prompt = await office.press(office.noor, "Write to the requester", office.card())
        await office.press(office.noor, "Send", await office.reply(office.noor, words, prompt))

    assert sum("cannot be reached" in one.text for one in office.thread()) == 1


async def test_a_confidential_request_is_read_by_who_is_on_duty(assistant: Assistant) -> None:
    office = await open_office(assistant)
    office.noor.write("/start")
    office.noor.write("/duty duty", office.group.chat)
    await assistant.rest()
    await office.arrive(replace(ASKED, task="Advise the delegation of Lake Harbour", confidential=True))

    assert "Harbour" not in "".join(one.text for one in office.group.chat.present())
    assert "Harbour" in "".join(one.text for one in office.noor.chat.present() if one.from_bot)
    refused = await office.press(office.ivan, "Take")
    assert "confidential" in refused.text
    await office.press(office.ivan, "More")
    wish = await office.press(office.ivan, "Let me read it")
    await office.press(office.ivan, "Let them read it", wish)
    assert (await office.state()).data.get("readers", []) == []
    office.ivan.write("/start")
    await office.press(office.noor, "Let them read it", wish)
    assert "Harbour" in "".join(one.text for one in office.ivan.chat.present() if one.from_bot)


async def test_candidates_are_ticked_by_people_and_reach_her_as_profiles(office: Office) -> None:
    roster: Roster = office.assistant.services.roster
    async with office.assistant.database.transaction() as tx:
        away = replace(MARIA, expert_id="E3", name="Olga Ivanova", modality="in_person")
        await roster.import_(tx, [MARIA, replace(MARIA, expert_id="E2", name="Jean Blanc"), away])
    await office.press(office.noor, "Take")
    shown = await office.press(office.noor, "Candidates")
    assert "E1" in shown.text
    assert "E3: Works only like this" in shown.text
    assert "Maria" not in "".join(one.text for one in office.group.chat.present())

    await office.press(office.noor, "☐ E1", shown)
    await office.press(office.noor, "Propose those ticked", shown)

    request = await office.state()
    assert request.stage is Stage.PROPOSED
    assert "Candidate A" in office.heard()
    assert "12" in office.heard()
    assert "Maria" not in office.heard()
    assert "E1" not in office.heard()


async def test_names_are_for_who_may_see_the_pool(office: Office) -> None:
    roster: Roster = office.assistant.services.roster
    async with office.assistant.database.transaction() as tx:
        await roster.import_(tx, [MARIA])
    await office.press(office.noor, "Take")
    shown = await office.press(office.noor, "Candidates")

    await office.press(office.noor, "Names, to me alone", shown)
    assert "Maria" not in "".join(one.text for one in office.noor.chat.present())
    boss = office.assistant.simulator.person("Boss", user_id=ADMINISTRATOR)
    await office.press(boss, "Names, to me alone", shown)
    assert "Maria" in boss.chat.present()[-1].text
    boss.write("/available E1 2027-01-01 2027-02-01", office.group.chat)
    await office.assistant.rest()
    assert "E1 is available from" in office.thread()[-1].text


@pytest.mark.parametrize("method", ["createForumTopic", "sendMessage"])
async def test_a_lost_reply_doubles_neither_topic_nor_card(assistant: Assistant, method: str) -> None:
    office = await open_office(assistant)
    office.amina.person.write("/start")
    await assistant.rest()

    assistant.simulator.faults.append(Fault("lost", method, times=1))
    await office.arrive()

    assert [topic.name for topic in office.group.chat.topics.values()] == ["1 · Ceasefires · urgent"]
    shown = [one.text for one in office.group.chat.present() if one.from_bot]
    assert sum("Urgency:" in text for text in shown) == 1
    assert "…" not in shown
    assistant.simulator.journal.clear()


async def test_many_lost_replies_double_nothing_that_has_content(assistant: Assistant) -> None:
    office = await open_office(assistant)
    office.amina.person.write("/start")
    await assistant.rest()

    assistant.simulator.random = Random(7)
    lost = [Fault("lost", "*", probability=0.15, times=None), Fault("lost", "createForumTopic", probability=0.3)]
    assistant.simulator.faults += lost
    for _ in range(3):
        await office.arrive()
        request = await office.move(Move.TAKE, await office.state())
        await office.move(Move.TELL, request, words=f"words-{request.number}")

    assert len({topic.name for topic in office.group.chat.topics.values()}) == len(office.group.chat.topics) == 3
    assert sum("Urgency:" in one.text for one in office.group.chat.present()) == 3
    assert sorted(re.findall(r"words-\d", office.heard())) == [f"words-{number}" for number in range(1, 4)]
    assistant.simulator.journal.clear()
