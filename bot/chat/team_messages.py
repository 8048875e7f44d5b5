"""Messages to the team about a request, from a handler: in its thread, or in an officer's private chat."""

from dataclasses import replace
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat.context import ChatContext
from bot.database.transactions import Transaction
from bot.expert_requests.models import Request
from bot.expert_requests.notices import key

SHOW_CONTENT = ("request_candidates", "say")
"""Of a confidential request these go to the officer's private chat."""


async def post(
    tx: Transaction, context: ChatContext, request: Request, kind: str, data: dict[str, Any], *slot: object
) -> None:
    """Where the officer is; what is replied to it is found back by the slot."""
    here = context.outgoing(kind, {"request": request.request_id, "number": request.number} | data)
    here = replace(here, dedup_key=key(request, *slot, context.cause.update_id))
    if context.in_group and request.details.confidential and kind in SHOW_CONTENT:
        here = replace(here, chat_id=context.user.id, reply_to=None, thread_id=None)
    elif context.in_group:
        here = replace(here, thread_of=key(request, "topic"), thread_id=None, language=None)
    await context.services.outbox.post(tx, here)


async def prompt(tx: Transaction, context: ChatContext, request: Request, act: str, value: str) -> None:
    """Asks the officer for words; the reply to this message is what counts."""
    mention = [{"id": context.officer.telegram_id, "name": context.officer.name}]
    data = {"text": "team-ask", "act": act, "mention": mention, "force_reply": True}
    await post(tx, context, request, "request_step", data, "words", act, value)


def today(context: ChatContext) -> date:
    return context.services.clock.now().astimezone(ZoneInfo(context.services.settings.time_zone)).date()
