"""The days of experts, as requests take them: proposed pencils them, confirmed blocks them, closed
or searched anew frees them. A request that names no first day takes none."""

from datetime import date, timedelta

from bot.database.transactions import Transaction
from bot.expert_requests.models import Request, Stage
from bot.expert_requests.roster_store import Roster

BOOKED = (Stage.PROPOSED, Stage.CONFIRMED, Stage.DEPLOYED)


async def book(tx: Transaction, roster: Roster, before: Request, after: Request) -> None:
    """Brings the days in line with a step.

    Raises:
        UserFacing: another request has blocked them meanwhile; nothing was changed.
    """
    if _taken(before) == _taken(after):
        return
    await roster.free(tx, after.request_id)
    blocked, experts, start, end = _taken(after)
    take = roster.block if blocked else roster.pencil
    for expert_id in experts:
        if await roster.get(tx, expert_id):  # who was erased from the pool has no days
            await take(tx, expert_id, after.request_id, start, end)


def _taken(request: Request) -> tuple[bool, tuple[str, ...], date | None, date | None]:
    """Whether blocked, of whom, from when, until when."""
    start, days = request.details.start, request.details.duration_days
    if request.stage not in BOOKED or start is None:
        return False, (), None, None
    blocked = request.stage is not Stage.PROPOSED
    proposal, choice = request.data.get("proposal", []), request.data.get("choice")
    if blocked:  # by the letter; by the order when the officer ticked for her
        proposal = [one for one in proposal if one["letter"] == choice] or proposal[:1]
    experts = tuple(one["expert_id"] for one in proposal if one.get("expert_id"))
    until = request.data.get("until")
    end = date.fromisoformat(until) if until else days and start + timedelta(days=days - 1)
    return blocked, experts, start, end or None
