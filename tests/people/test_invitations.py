"""A code opens the door once, for one person, and whoever gave it hears of it."""

import asyncio

import pytest
import sqlalchemy as sa

from bot.errors import NotPermitted
from bot.people.models import OPERATOR, CodeOutcome, Role, Standing
from tests.people.conftest import ADMIN, ALEX, MARIA, NNEKA, House


async def test_a_code_makes_a_stranger_a_person_of_its_role(house: House) -> None:
    used = await house.use(MARIA, await house.code(Role.EDITOR))

    assert used.outcome is CodeOutcome.JOINED
    assert used.person is not None
    assert used.person.role is Role.EDITOR


async def test_a_code_opens_once_even_when_many_use_it_at_the_same_moment(each_house: House) -> None:
    code = await each_house.code()

    uses = await asyncio.gather(*(each_house.use(who, code) for who in range(100, 112)))

    assert [use.outcome for use in uses].count(CodeOutcome.JOINED) == 1
    everybody = await each_house.do(lambda tx: each_house.people.everybody(tx, OPERATOR))
    assert len(everybody) == 2


async def test_a_code_may_be_typed_without_care(house: House) -> None:
    code = await house.code()

    used = await house.use(MARIA, code.upper().replace("-", " "))

    assert used.outcome is CodeOutcome.JOINED


async def test_a_code_is_no_good_after_a_week(house: House) -> None:
    code = await house.code()
    house.clock.pass_time(days=7, seconds=1)

    used = await house.use(MARIA, code)

    assert used.outcome is CodeOutcome.INVALID
    assert await house.find(MARIA) is None


async def test_neither_code_nor_label_can_be_read_in_the_database(house: House) -> None:
    code = await house.code(label="Ana Beltran, Geneva")

    async with house.transaction() as tx:
        rows = (await tx.execute(sa.text("SELECT * FROM invitation"))).all()

    stored = repr(rows)
    assert code not in stored
    assert code.replace("-", "") not in stored
    assert "Beltran" not in stored


async def test_the_label_goes_over_to_the_person(house: House) -> None:
    used = await house.use(MARIA, await house.code(label="Ana B."))

    assert used.person is not None
    assert used.person.label == "Ana B."


async def test_whoever_invited_is_told_who_used_it(each_house: House) -> None:
    used = await each_house.use(MARIA, await each_house.code(label="Ana B."))

    assert used.person is not None
    (told,) = each_house.posted
    assert (told.chat_id, told.kind) == (ADMIN, "invitation_used")
    assert told.data["person"] == used.person.person_id
    assert told.data["label"] == "Ana B."
    assert told.data["name"] == "Maria K."


async def test_administrators_are_told_of_an_invitation_by_command(house: House) -> None:
    await house.administrator()
    issued = await house.do(lambda tx: house.people.invite(tx, OPERATOR, Role.OFFICER))

    await house.use(MARIA, issued.code)

    assert [message.chat_id for message in house.posted] == [ADMIN]


async def test_the_link_is_unknown_until_the_bot_knows_its_name(house: House) -> None:
    before = await house.do(lambda tx: house.people.invite(tx, OPERATOR, Role.MEDIATOR))
    await house.do(lambda tx: house.people.learn_bot_name(tx, "peace_bot"))

    after = await house.do(lambda tx: house.people.invite(tx, OPERATOR, Role.MEDIATOR))

    assert before.link is None
    assert after.link == f"https://t.me/peace_bot?start={after.code}"


async def test_an_invitation_raises_the_role_of_somebody_known(house: House) -> None:
    await house.member(MARIA)

    used = await house.use(MARIA, await house.code(Role.OFFICER))

    assert (used.outcome, used.role_before) == (CodeOutcome.ROLE_CHANGED, Role.MEDIATOR)
    assert used.person is not None
    assert used.person.role is Role.OFFICER


@pytest.mark.parametrize("offered", [Role.EDITOR, Role.MEDIATOR])
async def test_somebody_who_gains_nothing_leaves_the_code_good_for_another(house: House, offered: Role) -> None:
    await house.member(MARIA, Role.EDITOR)
    code = await house.code(offered)

    used = await house.use(MARIA, code)

    assert used.outcome is CodeOutcome.ALREADY
    assert used.person is not None
    assert used.person.role is Role.EDITOR
    assert (await house.use(NNEKA, code)).outcome is CodeOutcome.JOINED


async def test_pressing_the_same_link_twice_is_no_wrong_code(house: House) -> None:
    code = await house.code()
    await house.use(MARIA, code)

    assert (await house.use(MARIA, code)).outcome is CodeOutcome.ALREADY


async def test_after_five_wrong_codes_there_is_an_hour_of_silence(each_house: House) -> None:
    good = await each_house.code()
    tries = [(await each_house.use(ALEX, f"guess-{number}")).outcome for number in range(6)]

    while_silent = await each_house.use(ALEX, good)
    each_house.clock.pass_time(hours=1, seconds=1)
    later = await each_house.use(ALEX, good)

    assert tries == [CodeOutcome.INVALID] * 5 + [CodeOutcome.SILENCED]
    assert while_silent.outcome is CodeOutcome.SILENCED
    assert later.outcome is CodeOutcome.JOINED


async def test_wrong_codes_of_one_do_not_silence_another(house: House) -> None:
    for number in range(6):
        await house.use(ALEX, f"guess-{number}")

    assert (await house.use(MARIA, await house.code())).outcome is CodeOutcome.JOINED


async def test_whoever_invited_can_undo_it_once(house: House) -> None:
    admin = await house.administrator()
    issued = await house.do(lambda tx: house.people.invite(tx, admin, Role.MEDIATOR))
    await house.use(MARIA, issued.code)
    name = issued.invitation.invitation_id

    undone = await house.do(lambda tx: house.people.undo_invitation(tx, admin, name))
    again = await house.do(lambda tx: house.people.undo_invitation(tx, admin, name))

    maria = await house.find(MARIA)
    assert maria is not None
    assert maria.standing is Standing.REVOKED
    assert undone is not None
    assert again is None


async def test_undoing_a_raise_gives_back_the_former_role(each_house: House) -> None:
    await each_house.member(MARIA)
    code = await each_house.code(Role.EDITOR)
    await each_house.use(MARIA, code)

    await each_house.do(lambda tx: each_house.people.undo_invitation(tx, OPERATOR, code))

    maria = await each_house.find(MARIA)
    assert maria is not None
    assert (maria.role, maria.standing) == (Role.MEDIATOR, Standing.ACTIVE)


async def test_undoing_shuts_out_whoever_came_in_by_it_whatever_they_became(house: House) -> None:
    code = await house.code()
    maria = (await house.use(MARIA, code)).person
    assert maria is not None
    await house.do(lambda tx: house.people.change_role(tx, OPERATOR, maria.person_id, Role.EDITOR))
    await house.do(lambda tx: house.people.lock(tx, OPERATOR, maria.person_id))

    await house.do(lambda tx: house.people.undo_invitation(tx, OPERATOR, code))

    after = await house.find(MARIA)
    assert after is not None
    assert after.standing is Standing.REVOKED


async def test_an_unused_invitation_that_was_taken_back_opens_nothing(house: House) -> None:
    code = await house.code()
    await house.do(lambda tx: house.people.undo_invitation(tx, OPERATOR, code))

    assert (await house.use(MARIA, code)).outcome is CodeOutcome.INVALID


async def test_an_old_invitation_does_not_readmit_the_revoked_but_a_new_one_does(each_house: House) -> None:
    maria, old = await each_house.member(MARIA), await each_house.code()
    each_house.clock.pass_time(minutes=1)
    await each_house.do(lambda tx: each_house.people.revoke(tx, OPERATOR, maria.person_id))
    each_house.clock.pass_time(minutes=1)
    new = await each_house.code()

    with_the_old = await each_house.use(MARIA, old)
    with_the_new = await each_house.use(MARIA, new)

    assert with_the_old.outcome is CodeOutcome.INVALID
    assert with_the_new.outcome is CodeOutcome.JOINED
    assert with_the_new.person is not None
    assert with_the_new.person.person_id == maria.person_id


async def test_no_code_opens_a_locked_account(house: House) -> None:
    maria = await house.member(MARIA)
    await house.do(lambda tx: house.people.lock(tx, OPERATOR, maria.person_id))
    code = await house.code(Role.ADMINISTRATOR)

    used = await house.use(MARIA, code)

    assert used.outcome is CodeOutcome.SILENCED
    assert (await house.use(NNEKA, code)).outcome is CodeOutcome.JOINED


async def test_a_mediator_invites_nobody(house: House) -> None:
    maria = await house.member(MARIA)

    async with house.transaction() as tx:
        with pytest.raises(NotPermitted):
            await house.people.invite(tx, maria, Role.MEDIATOR)
