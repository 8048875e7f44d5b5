"""Who is known, who is turned away, and what nobody can do to the last administrator."""

import asyncio

import pytest
import sqlalchemy as sa

from bot.errors import UserFacing
from bot.people.models import OPERATOR, Person, Role, Standing
from tests.people.conftest import ADMIN, ALEX, MARIA, NNEKA, House


async def test_who_is_in_the_settings_is_an_administrator_before_writing(house: House) -> None:
    await house.do(house.people.settle_administrators)

    admin = await house.find(ADMIN)
    assert admin is not None
    assert admin.role is Role.ADMINISTRATOR


async def test_a_mediator_added_to_the_settings_becomes_administrator(house: House) -> None:
    maria = await house.member(MARIA)
    later = house.service(admin_ids=(ADMIN, MARIA))

    promoted = await house.do(lambda tx: later.introduce(tx, MARIA))

    assert promoted is not None
    assert (promoted.person_id, promoted.role) == (maria.person_id, Role.ADMINISTRATOR)


async def test_a_locked_administrator_of_the_settings_stays_locked(house: House) -> None:
    admin = await house.administrator()
    await house.member(MARIA, Role.ADMINISTRATOR)
    await house.do(lambda tx: house.people.lock(tx, OPERATOR, admin.person_id))

    admin = await house.administrator()

    assert admin.standing is Standing.LOCKED


async def test_a_stranger_is_nobody_where_access_is_by_invitation(house: House) -> None:
    assert await house.do(lambda tx: house.people.introduce(tx, ALEX, "fr")) is None
    assert await house.find(ALEX) is None


async def test_everybody_is_a_mediator_where_access_is_open(each_house: House) -> None:
    people = each_house.service("open")

    alex = await each_house.do(lambda tx: people.introduce(tx, ALEX, "fr"))

    assert alex is not None
    assert (alex.role, alex.language) == (Role.MEDIATOR, "fr")


async def test_who_was_revoked_stays_out_where_access_is_open(house: House) -> None:
    maria = await house.member(MARIA)
    await house.do(lambda tx: house.people.revoke(tx, OPERATOR, maria.person_id))

    people = house.service("open")
    again = await house.do(lambda tx: people.introduce(tx, MARIA))

    assert again is not None
    assert not again.is_active


async def test_a_stranger_hears_one_sentence_and_leaves_no_id_behind(each_house: House) -> None:
    who = 987_654_321
    heard = [await each_house.do(lambda tx: each_house.people.turn_away(tx, who)) for _ in range(3)]

    async with each_house.transaction() as tx:
        rows = (await tx.execute(sa.text("SELECT * FROM stranger"))).all()

    assert heard == [True, False, False]
    assert str(who) not in repr(rows)


async def test_the_language_of_the_phone_counts_until_one_is_chosen(house: House) -> None:
    await house.member(MARIA)
    first = await house.do(lambda tx: house.people.introduce(tx, MARIA, "es"))
    assert first is not None
    await house.do(lambda tx: house.people.set_language(tx, first, "ar"))

    later = await house.do(lambda tx: house.people.introduce(tx, MARIA, "es"))

    assert later is not None
    assert (first.language, later.language) == ("es", "ar")


async def test_off_the_record_is_taken_by_one_question_only(each_house: House) -> None:
    maria = await each_house.member(MARIA)
    await each_house.do(lambda tx: each_house.people.go_off_record(tx, maria))

    async def ask(update_id: int) -> bool:
        return await each_house.do(lambda tx: each_house.people.take_off_record(tx, maria, update_id))

    taken = await asyncio.gather(*(ask(update_id) for update_id in range(1, 9)))

    assert taken.count(True) == 1


async def test_a_question_tried_again_is_still_off_the_record(each_house: House) -> None:
    maria = await each_house.member(MARIA)
    await each_house.do(lambda tx: each_house.people.go_off_record(tx, maria))

    async def ask(update_id: int) -> bool:
        return await each_house.do(lambda tx: each_house.people.take_off_record(tx, maria, update_id))

    assert [await ask(7), await ask(7), await ask(8)] == [True, True, False]


async def test_what_follows_an_off_record_question_starts_afresh(house: House) -> None:
    maria = await house.member(MARIA)
    await house.do(lambda tx: house.people.go_off_record(tx, maria))

    await house.do(lambda tx: house.people.take_off_record(tx, maria, 1))

    after = await house.find(MARIA)
    assert after is not None
    assert after.topic_since == house.clock.now()


@pytest.mark.parametrize("change", ["lock", "revoke", "erase"])
async def test_the_last_administrator_cannot_be_shut_out(house: House, change: str) -> None:
    admin = await house.administrator()

    with pytest.raises(UserFacing, match="last-administrator"):
        await house.do(lambda tx: getattr(house.people, change)(tx, OPERATOR, admin.person_id))

    assert await house.administrator() == admin


async def test_without_any_administrator_others_can_still_be_shut_out(each_house: House) -> None:
    people = each_house.service("open", admin_ids=())
    alex = await each_house.do(lambda tx: people.introduce(tx, ALEX))
    assert alex is not None

    revoked = await each_house.do(lambda tx: people.revoke(tx, OPERATOR, alex.person_id))

    assert not revoked.is_active


async def test_two_administrators_cannot_shut_each_other_out_at_once(each_house: House) -> None:
    one = await each_house.member(MARIA, Role.ADMINISTRATOR)
    two = await each_house.member(NNEKA, Role.ADMINISTRATOR)
    admin = await each_house.administrator()
    await each_house.do(lambda tx: each_house.people.revoke(tx, OPERATOR, admin.person_id))

    async def revoke(actor: Person, other: Person) -> None:
        async with each_house.transaction() as tx:
            await each_house.people.revoke(tx, actor, other.person_id)

    ends = await asyncio.gather(revoke(one, two), revoke(two, one), return_exceptions=True)

    assert [type(end) for end in ends].count(type(None)) == 1
    active = await each_house.do(lambda tx: each_house.people.active(tx, Role.ADMINISTRATOR))
    assert len(active) == 1


async def test_a_role_that_the_settings_give_is_changed_in_the_settings(house: House) -> None:
    admin = await house.administrator()
    await house.member(MARIA, Role.ADMINISTRATOR)

    with pytest.raises(UserFacing, match="person-in-settings"):
        await house.do(lambda tx: house.people.change_role(tx, OPERATOR, admin.person_id, Role.EDITOR))


async def test_unlocking_does_not_bring_back_the_revoked(house: House) -> None:
    maria = await house.member(MARIA)
    await house.do(lambda tx: house.people.revoke(tx, OPERATOR, maria.person_id))

    with pytest.raises(UserFacing, match="person-is-revoked"):
        await house.do(lambda tx: house.people.unlock(tx, OPERATOR, maria.person_id))


async def test_every_change_of_access_is_an_event_with_who_did_it(each_house: House) -> None:
    admin, maria = await each_house.administrator(), await each_house.member(MARIA)
    await each_house.do(lambda tx: each_house.people.lock(tx, admin, maria.person_id))
    await each_house.do(lambda tx: each_house.people.unlock(tx, admin, maria.person_id))
    await each_house.do(lambda tx: each_house.people.change_role(tx, OPERATOR, maria.person_id, Role.EDITOR))

    events = await each_house.do(lambda tx: each_house.people.audit(tx, admin, maria.person_id))

    assert [(event.actor, event.action) for event in events] == [
        ("invitation", "joined"),
        (admin.person_id, "locked"),
        (admin.person_id, "active"),
        ("operator", "role"),
    ]


async def test_a_group_is_ours_only_while_it_is_switched_on(each_house: House) -> None:
    admin = await each_house.administrator()
    await each_house.do(lambda tx: each_house.people.switch_group(tx, admin, -100))
    await each_house.do(lambda tx: each_house.people.move_group(tx, -100, -200))
    states = [await each_house.do(lambda tx, g=g: each_house.people.group_is_on(tx, g)) for g in (-100, -200)]

    await each_house.do(lambda tx: each_house.people.switch_group(tx, admin, -200, False))

    assert states == [False, True]
    assert not await each_house.do(lambda tx: each_house.people.group_is_on(tx, -200))


async def test_a_linked_group_stays_linked_when_telegram_moves_it(house: House) -> None:
    admin = await house.administrator()
    await house.do(lambda tx: house.people.link_chat(tx, admin, "roster", -100))

    await house.do(lambda tx: house.people.move_group(tx, -100, -200))

    assert await house.do(lambda tx: house.people.linked_chat(tx, "roster")) == -200
