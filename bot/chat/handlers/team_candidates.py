"""The match for a request, and what the candidates said: ids and reasons in the group, names in a
private chat with who may see the pool. A human picks."""

import hashlib
from dataclasses import replace
from typing import Any

from babel import Locale
from telegram import Update

from bot.chat.callbacks import Ticked
from bot.chat.context import ChatContext, said
from bot.chat.team_messages import post, prompt, today
from bot.database.transactions import Transaction
from bot.errors import NotPermitted, UserFacing
from bot.expert_requests.matching import Fit, Match, Need, balance, match, profile
from bot.expert_requests.models import Move, Request
from bot.expert_requests.notices import local
from bot.expert_requests.places import country_of
from bot.people.access import Action, may

SHOWN, NEAR_MISSES_SHOWN, LETTERS = 8, 5, "ABCDEFGH"
Data = dict[str, Any]


async def show(tx: Transaction, context: ChatContext, request: Request, value: str) -> None:
    services = context.services
    request = await services.requests.move(tx, context.officer, request.request_id, Move.CANDIDATES)
    found = await _match(tx, context, request)
    await post(tx, context, request, "request_candidates", _shown(request, found), "candidates")


async def press(update: Update, context: ChatContext) -> None:
    """A tick, or what a candidate answered."""
    pressed, services = context.payload(Ticked), context.services
    async with context.work.finish() as tx:
        officer, request = context.officer, await services.requests.get(tx, pressed.request_id)
        found = await _match(tx, context, request)
        expert_id = next((one.expert.expert_id for one in found.candidates if _mark(one) == pressed.mark), None)
        if expert_id is None:
            raise UserFacing("team-candidate-gone")
        if pressed.act in ("from", "conflict"):
            await prompt(tx, context, request, pressed.act, pressed.mark)
            return
        known = request.data.get("candidates", {}).get(expert_id, {})
        change = {"tick": {"ticked": not known.get("ticked")}, "yes": {"answer": "✓"}}
        change["no"] = {"answer": "✗", "ticked": False}
        if pressed.act in change:
            given = {"candidates": {expert_id: known | change[pressed.act]}}
            request = await services.requests.move(tx, officer, request.request_id, Move.CANDIDATES, data=given)
        shown = _shown(request, found) | ({"answering": pressed.mark} if pressed.act == "answer" else {})
        await context.post(tx, "request_candidates", shown, in_place=True)


async def answered(tx: Transaction, context: ChatContext, request: Request, act: str, mark: str, text: str) -> None:
    """From when somebody can, or a conflict that was declared, in reply to a prompt."""
    found = await _match(tx, context, request)
    expert_id = next((one.expert.expert_id for one in found.candidates if _mark(one) == mark), None)
    if expert_id is None:
        raise UserFacing("team-candidate-gone")
    known = request.data.get("candidates", {}).get(expert_id, {})
    given = {"candidates": {expert_id: known | {"answer": f"{'✓' if act == 'from' else '⚠'} {text}"}}}
    request = await context.services.requests.move(tx, context.officer, request.request_id, Move.CANDIDATES, data=given)
    await post(tx, context, request, "request_candidates", _shown(request, found), "candidates")


async def ready_message(tx: Transaction, context: ChatContext, request: Request, value: str) -> None:
    """What can be sent to candidates by any channel: no name, no country."""
    details, group = request.details, await context.services.requests.group(tx)
    labels = (context.services.vocabulary.get(code, {"en": code}) for code in details.expertise)
    language = context.language
    words: dict[str, str | int] = {
        "themes": ", ".join(label.get(language) or label["en"] for label in labels) or "–",
        "start": details.start.isoformat() if details.start else details.start_text or "–",
        "days": details.duration_days or 0,
        "languages": ", ".join(details.languages) or "–",
        "modality": details.modality or "",
        "by": local(request.due_at, group) if request.due_at else "–",
        "unit": group.unit_name or "–",
    }
    await post(tx, context, request, "say", said(("team-invitation", words)), "invitation")


async def names(tx: Transaction, context: ChatContext, request: Request, value: str) -> None:
    """To the private chat of who may see the pool."""
    if not (context.is_known and may(context.person, Action.SEE_POOL)):
        raise NotPermitted(Action.SEE_POOL)
    found = await _match(tx, context, request)
    experts = [one.expert for one in (*found.candidates[:SHOWN], *found.near_misses[:NEAR_MISSES_SHOWN])]
    lines = [f"{one.expert_id}: {one.name}, {one.organisation}" for one in experts]
    shown = said(("team-number", {"number": request.number or 0})) | {"verbatim": lines}
    message = context.outgoing("say", shown, "names")
    here = replace(message, chat_id=context.user.id, reply_to=None, thread_id=None)
    await context.services.outbox.post(tx, here)


async def propose(tx: Transaction, context: ChatContext, request: Request, value: str) -> None:
    """The ticked ones, as profiles A, B, C in her language."""
    services, ticked = context.services, _ticked(request)
    experts = [expert for expert_id in ticked[: len(LETTERS)] if (expert := await services.roster.get(tx, expert_id))]
    proposal = [
        {"letter": letter, "expert_id": one.expert_id, "lines": _profile(context, profile(one), request.language)}
        for letter, one in zip(LETTERS, experts, strict=False)
    ]
    await services.requests.move(tx, context.officer, request.request_id, Move.PROPOSE, data={"proposal": proposal})


def _profile(context: ChatContext, shown: Data, language: str) -> list[str]:
    services, spoken = context.services, Locale(language).languages
    levels = (spoken_at.split(":") for spoken_at in shown["languages"])

    def label(code: str) -> str:
        labels = services.labels.get(code, {})
        return labels.get(language) or labels.get("en") or code

    values = {
        "themes": ", ".join(map(label, shown["expertise"])),
        "languages": ", ".join(f"{spoken.get(code, code)} {level}" for code, level in levels),
        "years": shown["years_experience"],
        "regions": ", ".join(map(label, shown["regions"])),
    }
    field = services.catalogue.format
    return [f"{field(language, 'team-field', {'name': name})}: {value}" for name, value in values.items() if value]


async def _match(tx: Transaction, context: ChatContext, request: Request) -> Match:
    country = country_of(request.details.location) if request.details.location else None
    need = Need.from_details(request.details, country, request.request_id)
    return match(need, await context.services.roster.everybody(tx), today(context))


def _shown(request: Request, found: Match) -> Data:
    """The best, and whoever is ticked further down; then who nearly fits."""
    ticked, known = _ticked(request), request.data.get("candidates", {})
    fits = [one for place, one in enumerate(found.candidates) if place < SHOWN or one.expert.expert_id in ticked]
    chosen = [one.expert for one in found.candidates if one.expert.expert_id in ticked]
    counts = balance(chosen, ()) if chosen else {}
    return {
        "request": request.request_id,
        "number": request.number,
        "fits": [
            _fit(one) | {
                "ticked": one.expert.expert_id in ticked,
                "answer": known.get(one.expert.expert_id, {}).get("answer"),
            }
            for one in fits
        ],
        "misses": [_fit(one) for one in found.near_misses[:NEAR_MISSES_SHOWN]],
        "balance": {name: dict(counts[name]) for name in ("genders", "languages")} if counts else None,
    }  # fmt: skip


def _fit(fit: Fit) -> Data:
    reasons = [[reason.text_id, dict(reason.arguments)] for reason in fit.reasons]
    return {"expert": fit.expert.expert_id, "mark": _mark(fit), "asks": fit.needs_decision, "reasons": reasons}


def _ticked(request: Request) -> list[str]:
    return [name for name, one in request.data.get("candidates", {}).items() if one.get("ticked")]


def _mark(fit: Fit) -> str:
    """Ids of experts may be longer than a button can carry."""
    return hashlib.sha256(fit.expert.expert_id.encode()).hexdigest()[:10]
