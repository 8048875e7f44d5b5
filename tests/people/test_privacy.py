"""What is forgotten is forgotten everywhere, and cannot be joined to the person again."""

import pytest

from bot.people.models import OPERATOR
from bot.people.privacy import KEPT
from bot.texts.catalogue import load_catalogue
from tests.people.conftest import MARIA, BrokenSubject, House


async def test_forgetting_reaches_every_subject_and_cuts_the_pseudonym(each_house: House) -> None:
    maria = await each_house.member(MARIA)
    each_house.subject.texts = {maria.pseudonym: "a question", "somebody else": "another"}

    kept = await each_house.do(lambda tx: each_house.people.forget(tx, maria))

    after = await each_house.find(MARIA)
    assert each_house.subject.texts == {"somebody else": "another"}
    assert after is not None
    assert after.pseudonym != maria.pseudonym
    assert (after.role, after.is_active) == (maria.role, True)
    assert kept == KEPT


@pytest.mark.parametrize("text_id", KEPT)
def test_what_stays_is_said_in_words(text_id: str) -> None:
    assert load_catalogue().format("en", text_id)


async def test_a_failure_in_one_subject_forgets_nothing(house: House) -> None:
    maria = await house.member(MARIA)

    people = house.service(subjects=[BrokenSubject()])

    with pytest.raises(OSError):
        await house.do(lambda tx: people.forget(tx, maria))

    after = await house.find(MARIA)
    assert after is not None
    assert after.pseudonym == maria.pseudonym


async def test_erasing_takes_the_access_too_and_leaves_an_event(each_house: House) -> None:
    maria = await each_house.member(MARIA)
    each_house.subject.texts = {maria.pseudonym: "a question"}

    await each_house.do(lambda tx: each_house.people.erase(tx, OPERATOR, maria.person_id))

    assert await each_house.find(MARIA) is None
    assert each_house.subject.texts == {}
    assert (await each_house.actions())[-1] == "erased"


async def test_a_person_gets_all_that_is_kept(house: House) -> None:
    maria = await house.member(MARIA)
    house.subject.texts = {maria.pseudonym: "a question"}

    kept = await house.do(lambda tx: house.people.export(tx, OPERATOR, maria.person_id))

    assert (kept["telegram_id"], kept["texts"]) == (MARIA, ["a question"])


async def test_a_pseudonym_is_no_id_and_another_one_for_each_person(house: House) -> None:
    maria, admin = await house.member(MARIA), await house.administrator()

    assert maria.pseudonym != admin.pseudonym
    assert maria.person_id not in maria.pseudonym
