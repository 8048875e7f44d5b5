"""What waits to be handled (inbox) and what waits to be sent (outbox).

Texts in both are encrypted and erased when the row is done; ids and times stay, so that a hole
or a double can be proved later.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

TOPIC = "request_topic"
"""The kind of message that opens a forum topic."""


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One Telegram update, stored before Telegram hears that it arrived.

    Attributes:
        chat_id: whose order it keeps; 0 for updates without a chat.
        person_id: Telegram id of who caused it, None where nobody did.
        written_at: when it was written by Telegram's clock (button presses: when it arrived).
        update: the raw JSON, location and contact already stripped.
        attempts: including this one.
    """

    update_id: int
    chat_id: int
    person_id: int | None
    written_at: datetime
    received_at: datetime
    attempts: int
    update: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One message to send, as typed data without markup; the sender renders it in the
    recipient's language at sending time.

    Attributes:
        kind: names the renderer; the subject that causes a message defines its kinds.
        data: JSON values only.
        dedup_key: the same key is never queued twice.
        edits: dedup key of an earlier message whose place this one takes (an edit); when that
            message was never delivered, this one is sent as a new message.
        edits_message_id: the same for a message known by its Telegram id (a pressed button's).
        reply_to: Telegram message id that it answers, sent even if that message is gone.
        thread_of: dedup key of the message that opened the thread in which it stands: a forum topic, or
            where there are none a root message, that it answers.
        once: must not stand there twice, even if a reply of Telegram is lost.
        language: overrides the recipient's language (an answer keeps the question's).
        due_at: not before this moment.
    """

    chat_id: int
    kind: str
    data: Mapping[str, Any]
    dedup_key: str
    edits: str | None = None
    edits_message_id: int | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    thread_of: str | None = None
    once: bool = False
    language: str | None = None
    due_at: datetime | None = None
    silent: bool = False


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A claimed message. `edits_message_id` is resolved from `edits` at claim time, or is its own
    placeholder; where it stands is resolved from `thread_of`. `sent_maybe` when an earlier try may have
    reached Telegram (its reply was lost, the process was killed); then `after_id` is the newest message of
    the chat that is known to be older."""

    outbox_id: int
    message: OutgoingMessage
    edits_message_id: int | None
    attempts: int
    created_at: datetime = field(kw_only=True)
    sent_maybe: bool = field(default=False, kw_only=True)
    after_id: int | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Sent:
    """What Telegram said.

    Attributes:
        message_id: None where there is no message.
        kind: what it became, where that is something else than was meant: a topic a root message.
        is_placeholder: the message holds the place, its content is still to be put there.
    """

    message_id: int | None
    kind: str | None = None
    is_placeholder: bool = False
