"""Follow-ups rewritten by the language model, for what the rules cannot read. A failing model
changes nothing: the rules' reading stands."""

from collections.abc import Sequence

import structlog
from pydantic import BaseModel, Field

from bot.conversation.models import PastTurn
from prompts import load_prompt
from retrieval.errors import ModelMisconfigured, ModelUnavailable
from retrieval.language_models import ChatModel, prompt_use
from retrieval.models import PromptUse

log = structlog.get_logger(__name__)
TURNS = 4
ANSWER_CHARACTERS = 400


class Rewritten(BaseModel):
    """What the model replies."""

    standalone: str = Field(min_length=1, max_length=600)
    follow_up: bool


def rewritten(chat_model: ChatModel, text: str, history: Sequence[PastTurn]) -> tuple[str | None, PromptUse] | None:
    """The model's reading (None: the message stands alone) and the prompt that made it; None
    where the model could not be used."""
    prompt = load_prompt("rewrite_question")
    turns = "\n".join(
        f"Person: {turn.question}\nAssistant: {turn.answer[:ANSWER_CHARACTERS]}" for turn in history[-TURNS:]
    )
    try:
        reply = chat_model.ask(prompt, {"turns": turns, "message": text}, Rewritten)
    except (ModelUnavailable, ModelMisconfigured) as error:
        log.warning("rewriting_by_rules", error=type(error).__name__)
        return None
    return (reply.standalone.strip() if reply.follow_up else None), prompt_use(prompt)
