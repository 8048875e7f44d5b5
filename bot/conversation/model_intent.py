"""What a message is for, read by the language model where the rules are unsure. A failing model
changes nothing, and danger that the rules found is never put in doubt."""

from typing import Literal

import structlog
from pydantic import BaseModel

from bot.conversation.intent import Recognised
from bot.conversation.models import Danger, Intent
from prompts import load_prompt
from retrieval.errors import ModelMisconfigured, ModelUnavailable
from retrieval.language_models import ChatModel

log = structlog.get_logger(__name__)
SURE = 0.75
READ_BY_MODEL = 0.9


class Classified(BaseModel):
    """What the model replies."""

    intent: Intent
    tone: Literal["useful", "wrong"] = "wrong"
    danger: Danger = Danger.NOW


def in_doubt_by_model(chat_model: ChatModel, text: str, by_rules: Recognised) -> Recognised:
    """The model's reading of a message that the rules are not sure of, else theirs."""
    if by_rules.danger or by_rules.confidence >= SURE:
        return by_rules
    try:
        reply = chat_model.ask(load_prompt("classify_message"), {"message": text}, Classified)
    except (ModelUnavailable, ModelMisconfigured) as error:
        log.warning("classified_by_rules", error=type(error).__name__)
        return by_rules
    return by_rules if reply.intent is by_rules.intent else _recognised(reply)


def _recognised(reply: Classified) -> Recognised:
    match reply.intent:
        case Intent.EMERGENCY:
            return Recognised(reply.intent, READ_BY_MODEL, danger=reply.danger)
        case Intent.FEEDBACK:
            return Recognised(reply.intent, READ_BY_MODEL, reply.tone)
        case Intent.SMALLTALK:
            return Recognised(reply.intent, READ_BY_MODEL, "greeting")
        case Intent.OUT_OF_SCOPE:
            return Recognised(reply.intent, READ_BY_MODEL, "other")
    return Recognised(reply.intent, READ_BY_MODEL)
