"""One table says who may do what, and every service method keeps to it."""

from collections.abc import Awaitable, Callable

import pytest

from bot.database.transactions import Transaction
from bot.errors import NotPermitted
from bot.people.access import ALLOWED, Action, allow, may, may_read_internal
from bot.people.models import OPERATOR, Actor, Role, Standing
from bot.people.service import People
from tests.people.conftest import MARIA, NNEKA, House

Work = Callable[[People, Transaction, Actor, str], Awaitable[object]]
GUARDED: dict[str, tuple[Action, Work]] = {
    "everybody": (Action.SEE_PEOPLE, lambda p, tx, a, who: p.everybody(tx, a)),
    "audit": (Action.SEE_PEOPLE, lambda p, tx, a, who: p.audit(tx, a)),
    "invite": (Action.INVITE, lambda p, tx, a, who: p.invite(tx, a, Role.MEDIATOR)),
    "undo": (Action.INVITE, lambda p, tx, a, who: p.undo_invitation(tx, a, "none")),
    "role": (Action.CHANGE_ROLE, lambda p, tx, a, who: p.change_role(tx, a, who, Role.EDITOR)),
    "grant": (Action.GRANT_INTERNAL, lambda p, tx, a, who: p.grant_internal(tx, a, who)),
    "lock": (Action.LOCK, lambda p, tx, a, who: p.lock(tx, a, who)),
    "unlock": (Action.LOCK, lambda p, tx, a, who: p.unlock(tx, a, who)),
    "revoke": (Action.REVOKE, lambda p, tx, a, who: p.revoke(tx, a, who)),
    "erase": (Action.ERASE, lambda p, tx, a, who: p.erase(tx, a, who)),
    "export": (Action.ERASE, lambda p, tx, a, who: p.export(tx, a, who)),
    "group": (Action.SWITCH_GROUP, lambda p, tx, a, who: p.switch_group(tx, a, -5)),
    "link": (Action.LINK_CHAT, lambda p, tx, a, who: p.link_chat(tx, a, "roster", -5)),
}


async def test_each_method_lets_exactly_the_roles_of_the_table_through(each_house: House) -> None:
    actors = {role: await each_house.member(100 + rank, role) for rank, role in enumerate(Role)}
    wrong = []
    for name, (action, work) in GUARDED.items():
        for role, actor in actors.items():
            target = await each_house.member(1000 + len(wrong), Role.MEDIATOR)
            if await _is_let_through(each_house, work, actor, target.person_id) != allow(role, action):
                wrong.append((name, role))
            await each_house.do(lambda tx, t=target: each_house.people.erase(tx, OPERATOR, t.person_id))

    assert wrong == []


async def _is_let_through(house: House, work: Work, actor: Actor, target: str) -> bool:
    class Undo(Exception):
        """Rolls back, so that each try finds the same house."""

    try:
        async with house.transaction() as tx:
            await work(house.people, tx, actor, target)
            raise Undo
    except NotPermitted:
        return False
    except Undo:
        return True


@pytest.mark.parametrize("action", Action)
def test_every_action_has_its_row_and_every_row_an_administrator(action: Action) -> None:
    assert Role.ADMINISTRATOR in ALLOWED[action]


def test_what_the_table_does_not_know_nobody_may() -> None:
    assert not any(allow(role, "fly") for role in Role)  # type: ignore[arg-type]


@pytest.mark.parametrize("standing", [Standing.LOCKED, Standing.REVOKED])
async def test_without_standing_a_role_is_worth_nothing(house: House, standing: Standing) -> None:
    editor = await house.member(MARIA, Role.EDITOR)
    change = house.people.lock if standing is Standing.LOCKED else house.people.revoke

    editor = await house.do(lambda tx: change(tx, OPERATOR, editor.person_id))

    assert not any(may(editor, action) for action in Action)
    assert not may_read_internal(editor)


async def test_who_was_revoked_a_moment_ago_cannot_act_on_what_a_caller_remembers(house: House) -> None:
    remembered = await house.member(MARIA, Role.ADMINISTRATOR)
    await house.do(lambda tx: house.people.revoke(tx, OPERATOR, remembered.person_id))

    async with house.transaction() as tx:
        with pytest.raises(NotPermitted):
            await house.people.invite(tx, remembered, Role.ADMINISTRATOR)


async def test_who_was_erased_cannot_act_either(house: House) -> None:
    remembered = await house.member(MARIA, Role.ADMINISTRATOR)
    await house.do(lambda tx: house.people.erase(tx, OPERATOR, remembered.person_id))

    async with house.transaction() as tx:
        with pytest.raises(NotPermitted):
            await house.people.invite(tx, remembered, Role.ADMINISTRATOR)


async def test_internal_documents_are_for_the_team_and_for_whom_it_was_granted(house: House) -> None:
    mediator, officer = await house.member(MARIA), await house.member(NNEKA, Role.OFFICER)
    before = may_read_internal(mediator)

    granted = await house.do(lambda tx: house.people.grant_internal(tx, OPERATOR, mediator.person_id))

    assert (before, may_read_internal(granted), may_read_internal(officer)) == (False, True, True)
