"""From a turn of conversation to the message that answers it, with its buttons; and back from the
log to the turns that a follow-up may lean on."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.chat import keyboards
from bot.chat.callbacks import NewTopic, Part, Show
from bot.chat.context import ChatContext, said
from bot.chat.handlers.library import documents_rows
from bot.chat.views import answer_data
from bot.conversation.models import AnswerReply, DangerReply, IncomingText, LibraryReply, PastTurn, TextReply, Turn
from bot.conversation.presentation import danger_lines, library_lines
from bot.delivery.models import OutgoingMessage
from bot.query_log.models import LoggedQuery

ANSWERED = ("answered", "partly_answered", "conflicting")


def reply_message(
    context: ChatContext, turn: Turn, query_id: str, asked: IncomingText, asked_at: str | None, can_alert: bool
) -> OutgoingMessage:
    """Off the record the answer comes whole and without buttons: nothing is kept to press on."""
    kind, data = _reply(context, turn, query_id, asked, can_alert)
    if asked.off_record:
        data["buttons"] = []
    elif turn.masked and "notes" in data:
        data["notes"].append(_masked(context, turn))
    message = context.outgoing(kind, data | {"asked_at": asked_at}, "answer")
    return replace(message, language=turn.language)


def _reply(
    context: ChatContext, turn: Turn, query_id: str, asked: IncomingText, can_alert: bool
) -> tuple[str, dict[str, Any]]:
    catalogue = context.services.catalogue
    match turn.reply:
        case AnswerReply():
            return "answer", _answer(context, turn, query_id, whole=asked.off_record)
        case TextReply(text_id=text_id, arguments=arguments, actions=actions):
            row = [_action(action, query_id) for action in actions]
            return "say", said((text_id, dict(arguments)), buttons=[row])
        case DangerReply() as danger:
            buttons = keyboards.under_danger(query_id, can_alert=can_alert)
            lines = danger_lines(danger, turn.language, catalogue)
            return "say", {"verbatim": list(lines), "buttons": buttons}
        case LibraryReply(documents=documents) as library:
            lines = library_lines(library, turn.language, catalogue)
            rows = [*documents_rows(documents[: keyboards.PAGE]), [keyboards.library()]]
            return "say", {"verbatim": list(lines), "buttons": rows}


def _masked(context: ChatContext, turn: Turn) -> str:
    """What was recognised and is not kept; the search used the words as they were typed."""
    catalogue = context.services.catalogue
    kinds = ", ".join(catalogue.format(turn.language, f"masked-{kind}") for kind in turn.masked)
    return catalogue.format(turn.language, "masked-line", {"kinds": kinds})


def _answer(context: ChatContext, turn: Turn, query_id: str, *, whole: bool) -> dict[str, Any]:
    answer = turn.answer
    assert answer is not None
    data = answer_data(answer, turn.language, context.services.catalogue, whole=whole)
    is_follow_up = turn.read_as is not None
    if answer.short:
        has_more = bool(answer.more)
        buttons = keyboards.under_answer(query_id, has_more=has_more, is_follow_up=is_follow_up)
    else:
        buttons = keyboards.under_refusal(query_id, is_follow_up=is_follow_up)
    return data | {"read_as": turn.read_as, "buttons": buttons}


def _action(action: str, query_id: str) -> keyboards.Button:
    """A button that a short reply asks for by name."""
    if action == "new_topic":
        return keyboards.button("button-new-topic", NewTopic())
    if action == "library":
        return keyboards.library()
    part = Part(action)
    return keyboards.button(f"button-{part}", Show(query_id, part))


def past_turns(logged: Sequence[LoggedQuery]) -> tuple[PastTurn, ...]:
    return tuple(_past_turn(row) for row in logged)


def _past_turn(row: LoggedQuery) -> PastTurn:
    content = row.content
    return PastTurn(
        query_id=row.query_id,
        question=content["question"] or "",
        standalone=content["standalone"] or content["question"] or "",
        language=row.language,
        passages=tuple(dict.fromkeys(item["passage_id"] for item in content["citations"])),
        documents=tuple(dict.fromkeys(item["document"] for item in content["citations"])),
        answered=row.outcome in ANSWERED,
        answer=content["answer"] or "",
    )
