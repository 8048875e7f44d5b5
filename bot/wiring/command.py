"""What a command works with: the bot's own data, beside a running service or without one."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.clock import Clock
from bot.database.transactions import Database
from bot.database.vault import Vault
from bot.delivery.inbox import Inbox
from bot.delivery.outbox import Outbox
from bot.expert_requests.deadlines import load_service_levels
from bot.expert_requests.duty import Duty
from bot.expert_requests.models import Group
from bot.expert_requests.notices import notices
from bot.expert_requests.roster_store import Roster
from bot.expert_requests.service import Requests
from bot.expert_requests.store import DutyStore, RequestStore
from bot.people.service import People
from bot.query_log.recorder import Recorder
from bot.query_log.redaction import Redactor
from bot.query_log.store import QueryLogStore
from bot.settings import Settings
from bot.texts.catalogue import Catalogue
from bot.wiring.foundation import Foundation, open_foundation


@dataclass(frozen=True, slots=True)
class CommandServices:
    settings: Settings
    clock: Clock
    catalogue: Catalogue
    vault: Vault
    database: Database
    inbox: Inbox
    outbox: Outbox
    people: People
    queries: QueryLogStore
    recorder: Recorder
    roster: Roster
    requests: Requests


@asynccontextmanager
async def command_services(settings: Settings) -> AsyncIterator[CommandServices]:
    """Opens the bot's data.

    Raises:
        Misconfigured: the folder, the address or the key cannot be used.
    """
    async with open_foundation(settings) as foundation:
        yield subjects(foundation)


def subjects(foundation: Foundation, is_known_name: Callable[[str], bool] = lambda name: False) -> CommandServices:
    """The subjects on their data. `is_known_name` says which names stand in the library."""
    settings, vault, clock = foundation.settings, foundation.vault, foundation.clock
    queries = QueryLogStore(vault)
    recorder = Recorder(queries, Redactor(is_known_name), clock)
    outbox = Outbox(foundation.database, vault, clock)
    roster = Roster(vault)
    requests = _requests(foundation, outbox, roster)
    people = People(
        vault, clock, outbox.post, access=settings.access, admin_ids=settings.admin_ids, subjects=(recorder, requests)
    )
    return CommandServices(
        settings=settings,
        clock=clock,
        catalogue=foundation.catalogue,
        vault=vault,
        database=foundation.database,
        inbox=Inbox(foundation.database, vault, clock),
        outbox=outbox,
        people=people,
        queries=queries,
        recorder=recorder,
        roster=roster,
        requests=requests,
    )


def _requests(foundation: Foundation, outbox: Outbox, roster: Roster) -> Requests:
    settings, vault, clock = foundation.settings, foundation.vault, foundation.clock
    return Requests(
        RequestStore(vault),
        Duty(DutyStore(vault), clock),
        outbox,
        clock,
        load_service_levels(settings.service_levels, settings.time_zone),
        notices,
        Group(settings.roster_chat_id, (), settings.unit_name, settings.secure_contact, settings.time_zone),
        roster,
    )
