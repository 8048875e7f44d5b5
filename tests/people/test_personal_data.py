"""No table about people without somebody who erases it, or a reason why it may stay."""

import importlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import bot
from bot.database.tables import metadata
from bot.delivery.retention import remove_old
from bot.expert_requests.roster_store import Roster
from bot.expert_requests.service import Requests
from bot.people.models import OPERATOR
from bot.people.store import PeopleStore
from bot.query_log.models import LoggedQuery
from bot.query_log.recorder import Recorder
from bot.settings import Settings
from bot.wiring.command import command_services

A_QUERY = LoggedQuery(
    query_id="q1",
    update_id=1,
    asked_at=datetime(2026, 3, 2, tzinfo=UTC),
    asker=None,
    language="en",
    intent="question",
    outcome="answered",
    reason=None,
    confidence=0.9,
    feedback=None,
    content={"question": "a canary"},
)
ABOUT_PEOPLE = {"telegram_id", "person_id", "chat_id", "asker", "actor", "used_by"} | {
    "label", "payload", "content", "sealed",
}  # fmt: skip
# Erased with the person, by the method named.
ERASED = {"person": PeopleStore.remove, "query": Recorder.erase_person}
ERASED |= dict.fromkeys(("request", "request_event", "duty"), Requests.erase_person)
# Texts are erased when the row ends or is used; the ids that stay are removed by, or needed for.
STAYS = {
    "inbox": remove_old,
    "outbox": remove_old,
    "invitation": PeopleStore.note_use,
    "chat_group": "which groups the assistant may speak in; a group is no person",
    "expert": Roster.import_,
    "audit": "who changed whose access: ids and codes, never a text",
}


def tables() -> set[str]:
    root = Path(bot.__file__).parent
    for store in root.rglob("*store.py"):
        importlib.import_module("bot." + ".".join(store.relative_to(root).with_suffix("").parts))
    return {
        table.name for table in metadata.tables.values() if ABOUT_PEOPLE & {column.name for column in table.columns}
    }


def test_every_table_about_people_is_erased_or_has_a_reason_to_stay() -> None:
    assert tables() == ERASED.keys() | STAYS.keys()


async def test_the_command_line_erases_what_the_log_holds(tmp_path: Path) -> None:
    settings = Settings(_env_file=None, data_dir=tmp_path, access="open")
    async with command_services(settings) as services:
        async with services.database.transaction() as tx:
            person = await services.people.introduce(tx, 22)
            assert person is not None
            asked = replace(A_QUERY, asker=person.pseudonym)
            await services.queries.add(tx, asked)

        async with services.database.transaction() as tx:
            kept = await services.people.export(tx, OPERATOR, person.person_id)
            await services.people.erase(tx, OPERATOR, person.person_id)
            after = await services.queries.get(tx, asked.query_id)

    assert "a canary" in str(kept["queries"])
    assert after is not None
    assert (after.asker, "a canary" in str(after.content)) == (None, False)
