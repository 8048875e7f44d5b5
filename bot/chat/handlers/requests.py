"""From words to a request: a draft that asks for one missing detail at a time, until she sends it.

The draft is a row: typed words and buttons both change it, whatever was restarted meanwhile. A
question to the library stays one, and a press on an old message says what is the case now.
"""

from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from telegram import Message, Update

from bot.chat import keyboards
from bot.chat.callbacks import Anew, AskTeam, Fill, Go, TurnDraft
from bot.chat.context import ChatContext, Line, said
from bot.chat.handlers import own_requests
from bot.conversation.intent import SMALL_TALK, alarms
from bot.conversation.models import Intent, TextReply, Turn
from bot.conversation.phrases import Said
from bot.database.transactions import Transaction
from bot.delivery.models import OutgoingMessage
from bot.errors import UserFacing
from bot.expert_requests import intake
from bot.expert_requests.extraction import details_in
from bot.expert_requests.intake import Step
from bot.expert_requests.models import Details, Kind, Request

STALE = timedelta(hours=12)
"""After such a pause a text is not taken for the answer to a step, the draft is offered instead."""
ASKS_ANEW = ("expert_request", "asked_kindly")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a draft starts from: her words to the team, or the question that she asked the library."""

    kind: Kind = Kind.DEPLOYMENT
    text: str = ""
    language: str | None = None
    question: str | None = None
    query_id: str | None = None


async def expert(update: Update, context: ChatContext) -> None:
    """/expert, with or without words behind it."""
    wish = Wish(text=" ".join(context.args or ()))
    async with context.work.finish() as tx:
        await context.services.outbox.post(tx, await opened(tx, context, wish))


async def requests(update: Update, context: ChatContext) -> None:
    """/requests: where hers stand, and the draft that waits."""
    async with context.work.finish() as tx:
        await context.services.outbox.post(tx, await own_requests.standing(tx, context))
        await _offer_below(tx, context)


async def ask_team(update: Update, context: ChatContext) -> None:
    """One of the three ways to put something to the team, below an answer."""
    pressed = context.payload(AskTeam)
    async with context.work.finish() as tx:
        logged = await context.services.recorder.get(tx, pressed.query_id)
        if logged is None or not logged.content or logged.asker != context.person.pseudonym:
            raise UserFacing("answer-gone")
        question = logged.content.get("read_as") or logged.content["question"]
        wish = Wish(pressed.kind, "", logged.language, question, logged.query_id)
        await context.services.outbox.post(tx, await opened(tx, context, wish, pressed.anew, in_place=True))


async def anew(update: Update, context: ChatContext) -> None:
    """Instead of the draft: with the words that the pressed message answers, where they asked for it."""
    source = update.effective_message
    asked = source.reply_to_message if isinstance(source, Message) and context.payload(Anew).with_words else None
    wish = Wish(text=((asked and asked.text) or "").removeprefix("/expert").strip())
    async with context.work.finish() as tx:
        await context.services.outbox.post(tx, await opened(tx, context, wish, True, in_place=True))


async def opened(
    tx: Transaction, context: ChatContext, wish: Wish, instead: bool = False, *, in_place: bool = False
) -> OutgoingMessage:
    """The first message of a draft; what she began before is offered first, and nothing is stored
    where nobody can be reached."""
    if context.in_group:
        return context.outgoing("say", said(("request-private", {})), in_place=in_place)
    requests = context.services.requests
    if await context.duty_chat(tx) is None:
        data = said(*nobody_lines(context), buttons=[[keyboards.library()]])
        return context.outgoing("say", data, in_place=in_place)
    draft = await requests.draft_of(tx, context.person)
    if draft and not instead and draft.details != Details():
        start_anew = AskTeam(wish.query_id, wish.kind, True) if wish.query_id else Anew(bool(wish.text))
        data = said(("request-resume", {}), buttons=keyboards.resume(draft.request_id, start_anew))
        return context.outgoing("say", data, in_place=in_place)
    language = wish.language or context.language
    details = intake.opened(wish.text, _read(context, wish.text, language)) if wish.text else Details()
    draft = await requests.start(
        tx, context.person, wish.kind, details, question=wish.question, query_id=wish.query_id, language=language
    )
    draft = await requests.change_draft(tx, draft, step=intake.next_step(draft.kind, details))
    return _shown(context, draft, in_place=in_place)


def nobody_lines(context: ChatContext) -> list[Line]:
    """Without a group of the team: who it is and how it is reached elsewhere."""
    operator = context.services.settings
    lines: list[Line] = [("team-not-yet", {})]
    if operator.unit_name:
        lines.append(("team-named", {"unit": operator.unit_name}))
    return [*lines, *own_requests.elsewhere(context)]


async def fill(update: Update, context: ChatContext) -> None:
    """An answer by button. To another step than the one that waits it changes nothing."""
    pressed = context.payload(Fill)
    async with context.work.finish() as tx:
        draft = await _draft(tx, context, pressed.request_id)
        if draft and draft.step == pressed.step:
            details = intake.chosen(draft.details, pressed.choice, draft.question)
            step = _step_after(draft.kind, pressed.step, details)
            if (details, step) != (draft.details, draft.step):
                draft = await context.services.requests.change_draft(tx, draft, details=details, step=step)
        await _show_case(tx, context, draft, pressed.request_id)


def _step_after(kind: Kind, step: Step, details: Details) -> Step:
    """The same again while it is not answered: "with you" leaves open where that is."""
    stays = step is not Step.REVIEW and not intake.is_answered(step, details)
    return step if stays else intake.next_step(kind, details, step)


async def turn_draft(update: Update, context: ChatContext) -> None:
    """Skip, back, send and the like."""
    pressed, requests = context.payload(TurnDraft), context.services.requests
    async with context.work.finish() as tx:
        draft = await _draft(tx, context, pressed.request_id)
        if draft and pressed.go is Go.DROP:
            await requests.drop_draft(tx, draft)
            await context.post(tx, "say", said(("request-dropped", {})), in_place=True)
            return
        if draft and draft.step == pressed.step and pressed.go is Go.SEND:
            await _send(tx, context, draft, in_place=True)
            return
        if draft and (_is_stale(context, draft) if pressed.go is Go.ON else draft.step == pressed.step):
            draft = await requests.change_draft(tx, draft, step=_turned(draft, pressed.go))
        await _show_case(tx, context, draft, pressed.request_id)


def _turned(draft: Request, go: Go) -> Step:
    step = Step(draft.step or Step.REVIEW)
    match go:
        case Go.SKIP:
            return intake.next_step(draft.kind, draft.details, step)
        case Go.BACK:
            return intake.step_before(draft.kind, step) or step
        case _:
            return step


async def takes(context: ChatContext, text: str) -> bool:
    """Whether a text is more than a question: an answer to a step that waits, or words to the team.
    Danger never is: it is answered first."""
    if context.in_group:
        return False
    async with context.services.database.transaction() as tx:
        target = await own_requests.replied_to(tx, context)
        draft = None if target else await context.services.requests.draft_of(tx, context.person)
        is_edit = context.cause.edited_message is not None
        if is_edit and draft and not target:
            key = f"question:{context.chat_id}:{context.message.message_id}"
            draft = None if key in await context.services.outbox.rows.message_ids(tx, [key]) else draft
    if alarms(text) or not (target or (draft and _answers(context, draft, text))):
        return False
    async with context.work.finish() as tx:
        if is_edit:
            await context.post(tx, "say", said(("request-edited", {})))
        elif target:
            await own_requests.relay(tx, context, target, text)
        elif draft:
            await _answer_step(tx, context, draft, text)
    return True


def _answers(context: ChatContext, draft: Request, text: str) -> bool:
    """What for may be a question; at every other step a question is one to the library."""
    step, words = Step(draft.step or Step.REVIEW), Said(text)
    if _is_stale(context, draft):
        return False
    if step is Step.REVIEW and (words.is_only("consent") or words.is_only("objection")):
        return True
    if words.has("request_status") or any(map(words.is_only, SMALL_TALK)):
        return False
    if step is Step.TASK:
        return True
    asks_anew = any(map(words.has, ASKS_ANEW)) and _read(context, text, draft.language).expertise
    return not (asks_anew or words.asks or words.has("about_experts"))


async def _answer_step(tx: Transaction, context: ChatContext, draft: Request, text: str) -> None:
    step, words = Step(draft.step or Step.REVIEW), Said(text)
    if step is Step.REVIEW and words.is_only("consent"):
        await _send(tx, context, draft)
        return
    if step is Step.REVIEW and words.is_only("objection"):
        await context.services.outbox.post(tx, _offer(context, draft))
        return
    details = intake.answered(draft.details, step, text, _read(context, text, draft.language))
    draft = await context.services.requests.change_draft(
        tx, draft, details=details, step=_step_after(draft.kind, step, details)
    )
    await context.services.outbox.post(tx, _shown(context, draft))


async def instead_of(tx: Transaction, context: ChatContext, turn: Turn, off_record: bool) -> OutgoingMessage | None:
    """What takes the place of the reply to a turn that asked for an expert, or for the state of a
    request. Off the record nothing could be kept of it."""
    if not isinstance(turn.reply, TextReply) or off_record:
        return None
    if turn.intent is Intent.EXPERT_REQUEST:
        return await opened(tx, context, Wish(text=turn.text, language=turn.language))
    if turn.intent is Intent.REQUEST_STATUS:
        return await own_requests.standing(tx, context)
    return None


async def go_on(tx: Transaction, context: ChatContext, turn: Turn) -> None:
    """Below the answer to something else: the step that still waits. Words of danger in a reply to
    the team reach the team all the same."""
    if context.in_group:
        return
    is_command = (context.message.text or "").startswith("/")
    if not is_command and (target := await own_requests.replied_to(tx, context)):
        await own_requests.relay(tx, context, target, turn.text)
        return
    if turn.intent is not Intent.EXPERT_REQUEST:
        await _offer_below(tx, context)


async def _offer_below(tx: Transaction, context: ChatContext) -> None:
    draft = None if context.in_group else await context.services.requests.draft_of(tx, context.person)
    if draft is None or draft.details == Details():
        return
    message = _offer(context, draft) if _is_stale(context, draft) else _shown(context, draft)
    await context.services.outbox.post(tx, replace(message, dedup_key=f"{context.cause.update_id}:draft"))


def _offer(context: ChatContext, draft: Request) -> OutgoingMessage:
    """Continue, start anew, drop."""
    return context.outgoing(
        "say", said(("request-resume", {}), buttons=keyboards.resume(draft.request_id, Anew(False)))
    )


async def _send(tx: Transaction, context: ChatContext, draft: Request, *, in_place: bool = False) -> None:
    sent = await context.services.requests.submit(tx, context.person, draft)
    data = said(*own_requests.sent_lines(context, sent), buttons=keyboards.own_request(sent))
    message = context.outgoing("say", data, in_place=in_place)
    await context.services.outbox.post(tx, replace(message, once=not in_place, language=sent.language))


async def _draft(tx: Transaction, context: ChatContext, request_id: str) -> Request | None:
    draft = await context.services.requests.draft_of(tx, context.person)
    return draft if draft and draft.request_id == request_id else None


async def _show_case(tx: Transaction, context: ChatContext, draft: Request | None, request_id: str) -> None:
    """The step that waits; of what was sent or dropped meanwhile, where it stands."""
    message = _shown(context, draft, in_place=True) if draft else None
    await context.services.outbox.post(
        tx, message or await own_requests.state_of(tx, context, request_id, in_place=True)
    )


def _shown(context: ChatContext, draft: Request, *, in_place: bool = False) -> OutgoingMessage:
    """The step that waits, or the summary, as data for rendering."""
    details = asdict(draft.details) | {"start": draft.details.start and draft.details.start.isoformat()}
    labels = (context.services.vocabulary.get(code, {}) for code in draft.details.expertise)
    data = {
        "kind": draft.kind,
        "step": draft.step,
        "details": details,
        "themes": [label.get(draft.language) or label["en"] for label in labels if label],
        "question": draft.question,
        "contact": context.services.settings.secure_contact,
        "buttons": keyboards.draft(draft),
    }
    message = replace(context.outgoing("request_draft", data, in_place=in_place), language=draft.language)
    if not in_place:
        return message
    # A second tap shows nothing new, which Telegram would refuse as an edit.
    shown = f"draft:{draft.request_id}:{message.edits_message_id}:{draft.changed_at.timestamp()}"
    return replace(message, dedup_key=shown)


def _is_stale(context: ChatContext, draft: Request) -> bool:
    return context.services.clock.now() - draft.changed_at > STALE


def _read(context: ChatContext, text: str, language: str) -> Details:
    zone = ZoneInfo(context.services.settings.time_zone)
    return details_in(text, language, context.work.row.written_at.astimezone(zone).date())
