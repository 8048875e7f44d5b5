"""The stages against a second, independent description of them: whatever people do in whatever
order, nothing forbidden happens, and every move is exactly one event."""

import asyncio
import shutil
import tempfile
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from bot.database.engine import async_engine
from bot.database.transactions import Database
from bot.database.vault import Vault
from bot.errors import UserFacing
from bot.expert_requests.models import Kind, Move, Officer, Request, Stage, Urgency
from bot.expert_requests.stages import TABLE, Given, Who, allowed
from tests.expert_requests.conftest import APPROVED, MARIA, NNEKA, NOOR, PROPOSAL, TOMAS, House
from tests.fakes import FixedClock

# What an officer may do, by stage; `?` marks what depends on more than the stage.
HELD = "hand_over release seen ask tell note change_urgency pause resume? stand_down"
UNMATCHED = f"{HELD} candidates? tick? close? decline refer"
OFFICER = {
    "submitted": "take decline refer seen note change_urgency",
    "taken": UNMATCHED,
    "matching": f"{UNMATCHED} propose?",
    "proposed": f"{UNMATCHED} propose? confirm? replace",
    "confirmed": f"{HELD} take? tick? deploy extend replace close?",
    "deployed": f"{HELD} take? tick? extend replace close",
    "closed": "note release_lesson undo?",
}
LEADS = {
    "take": "taken",
    "candidates": "matching",
    "propose": "proposed",
    "confirm": "confirmed",
    "deploy": "deployed",
    "replace": "matching",
    "release": "submitted",
} | dict.fromkeys(("close", "decline", "refer", "stand_down", "withdraw"), "closed")
STAYS = {("take", "confirmed"), ("take", "deployed"), ("candidates", "proposed")}
STAYS |= {("release", "confirmed"), ("release", "deployed")}
GIVEN: dict[str, dict[str, Any]] = {
    "propose": {"data": PROPOSAL},
    "tick_expert": {"data": {"item": "expert"}},
    "tick_requester": {"data": {"item": "requester"}},
    "tick_approver": {"data": APPROVED},
    "tick_visa": {"data": {"item": "visa"}},
    "pause": {"reason": "visa"},
    "extend": {"data": {"until": "2026-09-30"}},
}
GIVEN |= {move: {"reason": "a reason"} for move in ("decline", "refer", "stand_down", "replace")}
GIVEN |= {move: {"words": "some words"} for move in ("ask", "tell", "note")}
TICKED = ["tick_expert", "tick_requester", "tick_approver", "tick_visa"]
# A written question never comes so far that somebody is sent.
SITUATIONS = [
    (stage, kind) for stage in OFFICER for kind in Kind if kind != "written" or stage not in ("confirmed", "deployed")
]
NOON = FixedClock().now()
TO_PROPOSED = ("take", "candidates", "propose")
PLAIN = ["take", "candidates", "confirm", "deploy", "close", "resume", "release", "seen", "undo", "release_lesson"]


class Model:
    """What should be true, in the plainest words."""

    def __init__(self, kind: str) -> None:
        self.kind, self.stage, self.events = kind, "submitted", ["submit"]
        self.holder: str | None = None
        self.ticks: set[str] = set()
        self.proposed = self.told = self.seen = False
        self.paused: str | None = None
        self.urgency = "routine"
        self.before_end: tuple[str, str | None] | None = None

    def officer_may(self, move: str) -> bool:
        verb, item = move.split("_")[0] if move in TICKED else move, move.split("_")[-1]
        allowed = OFFICER[self.stage].split()
        if verb in allowed:
            return True
        if f"{verb}?" not in allowed:
            return False
        with_experts = self.kind != "written"
        early = self.stage in ("taken", "matching", "proposed")
        return {
            "resume": self.paused is not None,
            "candidates": with_experts,
            "propose": with_experts,
            "tick": with_experts and (item != "visa") == early,
            "confirm": self.ticks == {"expert", "requester", "approver"},
            "close": self.kind == "talk" or (early and self.told),
            "take": self.holder is None,
            "undo": self.before_end is not None,
        }[verb]

    def officer_does(self, move: str, actor: str) -> None:
        was, had = self.stage, self.paused
        self.events.append("tick" if move in TICKED else move)
        if (move, was) not in STAYS:
            self.stage = LEADS.get(move, was)
        if move == "take":
            self.holder = actor
        elif move == "release":
            self.holder, self.seen, self.paused = None, False, None
        elif move == "ask":
            self.paused = "information"
        elif move == "pause":
            self.paused = "visa"
        elif move == "resume" or (move == "tick_visa" and had == "visa"):
            self.paused = None
        elif move == "tell":
            self.told = True
        elif move == "seen":
            self.seen = True
        elif move in TICKED and move != "tick_visa":
            self.ticks.add(move.removeprefix("tick_"))
        elif move == "propose":
            self.proposed = True
            self.ticks -= {"requester"}
        elif move == "replace":
            self.proposed = False
            self.ticks -= {"expert", "requester"}
        elif move == "undo" and self.before_end:
            self.stage, self.paused = self.before_end
            self.before_end = None
        if self.stage == "closed":
            if was != "closed":
                self.before_end = (was, had) if move in ("decline", "refer", "stand_down") else None
            self.paused = None


class Stages(RuleBasedStateMachine):
    template: ClassVar[Path]

    @initialize(kind=st.sampled_from(Kind))
    def begin(self, kind: Kind) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.mkdtemp()
        file = shutil.copy(self.template, self.folder)
        self.clock = FixedClock()
        self.database = Database(async_engine(f"sqlite:///{file}"))
        self.house = House(self.database, Vault("a key of tests, long enough to be a key"), self.clock)
        self.request = self.run(self.house.sent(kind=kind))
        self.model = Model(kind)

    def run(self, work: Any) -> Any:
        return self.loop.run_until_complete(work)

    def officer(self, move: str, officer: Officer) -> None:
        name = "tick" if move in TICKED else move
        given = GIVEN.get(move, {})
        if move == "change_urgency":
            self.model.urgency = "urgent" if self.model.urgency == "routine" else "routine"
            given = {"reason": "it changed", "data": {"urgency": self.model.urgency}}
        is_again = move == "take" and self.model.holder == officer.actor and self.model.stage != "closed"
        if is_again or (move == "seen" and self.model.seen):
            self.run(self.house.move(self.request, Move(name), officer, **given))
            return
        if not self.model.officer_may(move):
            with pytest.raises(UserFacing):
                self.run(self.house.move(self.request, Move(name), officer, **given))
            if move == "change_urgency":
                self.model.urgency = "routine" if self.model.urgency == "urgent" else "urgent"
            return
        self.run(self.house.move(self.request, Move(name), officer, **given))
        self.model.officer_does(move, officer.actor)

    @rule(move=st.sampled_from([*PLAIN, *GIVEN, "change_urgency"]), officer=st.sampled_from([NOOR, TOMAS]))
    def an_officer_acts(self, move: str, officer: Officer) -> None:
        self.officer(move, officer)

    @rule(moves=st.sampled_from([("take",), TO_PROPOSED, (*TO_PROPOSED, *TICKED[:3], "confirm", "deploy")]))
    def an_officer_goes_on(self, moves: tuple[str, ...]) -> None:
        """Random moves alone rarely come far."""
        for move in moves:
            self.officer(move, NOOR)

    @rule()
    def one_hands_over(self) -> None:
        given = {"officer": {"telegram_id": 503, "actor": "member-head", "name": "Ines"}}
        if self.model.officer_may("hand_over"):
            self.run(self.house.move(self.request, Move.HAND_OVER, data=given))
            self.model.holder = "member-head"
            self.model.events.append("hand_over")
        else:
            with pytest.raises(UserFacing):
                self.run(self.house.move(self.request, Move.HAND_OVER, data=given))

    @rule()
    def she_writes(self) -> None:
        def write() -> Any:
            requests = self.house.requests
            return self.house.do(lambda tx: requests.add(tx, MARIA, self.request.request_id, "more"))

        if self.model.stage == "closed":
            with pytest.raises(UserFacing):
                self.run(write())
            return
        self.run(write())
        self.model.events.append("reply")
        if self.model.paused == "information":
            self.model.paused = None

    @rule(choice=st.sampled_from(["A", "no", "Z"]))
    def she_chooses(self, choice: str) -> None:
        before = self.run(self.house.get(self.request)).data.get("choice")

        def choose() -> Any:
            return self.house.do(lambda tx: self.house.requests.decide(tx, MARIA, self.request.request_id, choice))

        if before == choice:
            self.run(choose())
        elif self.model.stage != "proposed" or choice == "Z":
            with pytest.raises(UserFacing):
                self.run(choose())
        else:
            self.run(choose())
            self.model.events.append("choose")
            if choice == "A":
                self.model.ticks.add("requester")
            else:
                self.model.stage = "matching"
                self.model.ticks -= {"requester", "expert"}

    @rule(sure=st.integers(0, 9))
    def she_withdraws(self, sure: int) -> None:
        assume(sure == 0 and self.model.stage != "closed")
        self.run(self.house.do(lambda tx: self.house.requests.withdraw(tx, MARIA, self.request.request_id)))
        self.model.officer_does("withdraw", "requester")

    @rule()
    def a_stranger_tries(self) -> None:
        with pytest.raises(UserFacing):
            self.run(self.house.do(lambda tx: self.house.requests.withdraw(tx, NNEKA, self.request.request_id)))

    @invariant()
    def they_agree(self) -> None:
        if not hasattr(self, "model"):
            return
        request, events = self.run(self.house.get(self.request)), self.run(self.house.events(self.request))
        assert (request.stage, request.paused) == (self.model.stage, self.model.paused)
        assert (request.officer and request.officer.actor) == self.model.holder
        assert [event.move for event in events] == self.model.events
        assert [event.sequence for event in events] == list(range(1, len(events) + 1))
        assert all(one.stage_after == other.stage_before for one, other in pairwise(events))
        assert events[-1].stage_after == request.stage
        assert (request.stage == "closed") == (request.result is not None) == (request.closed_at is not None)

    def teardown(self) -> None:
        if hasattr(self, "model"):
            self.run(self.database.close())
            self.loop.close()
            shutil.rmtree(self.folder)


def test_no_forbidden_move_no_event_without_a_move_no_move_without_an_event(sqlite_template: Path) -> None:
    Stages.template = sqlite_template
    run_state_machine_as_test(
        Stages,
        settings=settings(
            max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )


@pytest.mark.parametrize(("stage", "kind"), SITUATIONS)
def test_in_every_situation_an_officer_may_exactly_what_the_description_says(stage: str, kind: Kind) -> None:
    every_tick = ("expert", "requester", "approver")
    for held, told, paused, ticks in product((True, False), (True, False), (None, "visa"), (0, 2, 3)):
        model = Model(kind)
        model.stage, model.told, model.paused, model.ticks = stage, told, paused, set(every_tick[:ticks])
        model.holder = NOOR.actor if held else None
        request = a_request(Stage(stage), kind, officer=NOOR if held else None, paused=paused)
        request = replace(request, data={"told": told, "ticks": {item: {} for item in model.ticks}, **PROPOSAL})
        for move in [*PLAIN, *GIVEN, "change_urgency"]:
            if move == "take" and stage == "submitted" and held:
                continue  # nobody has what is only submitted
            assert leads_to(request, move) == (led(model, move) if model.officer_may(move) else None), (
                move,
                held,
                told,
            )


def led(model: Model, move: str) -> str:
    return model.stage if (move, model.stage) in STAYS else LEADS.get(move, model.stage)


def leads_to(request: Request, move: str) -> str | None:
    given = GIVEN.get(move, {"reason": "it changed", "data": {"urgency": "urgent"}})
    try:
        row = allowed(request, Who.OFFICER, Move("tick" if move in TICKED else move), Given(NOON, **given))
    except UserFacing:
        return None
    return row.to or request.stage


def a_request(stage: Stage, kind: Kind, **known: Any) -> Request:
    return Request("r1", 1, kind, stage, MARIA.person_id, 22, "fr", NOON, NOON, **known)


def test_every_move_stands_in_the_table() -> None:
    assert {row.move for row in TABLE} == set(Move)


def test_only_the_clock_warns_and_only_the_requester_submits() -> None:
    makers = {move: {row.who for row in TABLE if row.move is move} for move in Move}

    assert makers[Move.WARN] == makers[Move.ESCALATE] == {Who.CLOCK}
    assert makers[Move.SUBMIT] == makers[Move.CHOOSE] == makers[Move.REPLY] == {Who.REQUESTER}


async def test_a_request_without_a_move_changes_nothing(house: House) -> None:
    request = await house.sent(Urgency.URGENT)

    with pytest.raises(UserFacing, match="request-not-now"):
        await house.move(request, Move.CONFIRM)
    assert (await house.get(request), await house.moves(request)) == (request, [Move.SUBMIT])
