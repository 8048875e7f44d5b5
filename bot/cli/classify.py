"""`classify`: the intent of a message and, of a request for an expert, its details.

Needs no library, no Telegram and no key; with a language model configured, what the rules are
unsure of is read by it.
"""

import asyncio
import json
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer
from pydantic import BaseModel, ConfigDict, Field
from rich.console import Console
from rich.table import Table

from bot.cli.json_lines import answer_lines, lines_of
from bot.errors import Misconfigured
from bot.settings import load_settings
from bot.texts.catalogue import FALLBACK

if TYPE_CHECKING:
    from retrieval.language_models import ChatModel

SLOTS = (
    "expertise", "location", "start", "start_text", "duration_days", "languages", "modality", "urgency",
    "gender_preference",
)  # fmt: skip


class Message(BaseModel):
    """A line of a batch; unknown keys are ignored."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)

    id: str
    text: str = Field(min_length=1)
    language: str | None = None
    reference_date: date | None = Field(None, strict=True)


def classify(
    text: Annotated[str | None, typer.Argument(help="What somebody wrote.")] = None,
    batch: Annotated[str | None, typer.Option(metavar="FILE", help="JSON lines; `-` is standard input.")] = None,
    language: Annotated[str, typer.Option(help="The writer's language.")] = FALLBACK,
    as_json: Annotated[bool, typer.Option("--json", help="JSON on standard output alone.")] = False,
) -> None:
    """Tell what a message is for, and the details of a request for an expert."""
    from retrieval.language_models import open_chat_model

    if bool(text and text.strip()) == (batch is not None):
        raise Misconfigured("Give either a text or --batch FILE.")
    chat_model = open_chat_model(load_settings().library.models)
    if batch is not None:
        asyncio.run(_classify_many(batch, chat_model))
        return
    row = _classified(Message(id="", text=text or "", language=language), chat_model)
    if as_json:
        typer.echo(json.dumps(row, ensure_ascii=False))
    else:
        Console().print(_table(row))


async def _classify_many(batch: str, chat_model: "ChatModel | None") -> None:
    async def answer(message: Message) -> dict[str, Any]:
        return _classified(message, chat_model)

    with lines_of(batch) as lines:
        await answer_lines(lines, Message, answer)


def _classified(message: Message, chat_model: "ChatModel | None") -> dict[str, Any]:
    from bot.conversation.intent import recognise
    from bot.conversation.model_intent import in_doubt_by_model
    from bot.conversation.models import Intent
    from bot.expert_requests.model_extraction import details_read
    from retrieval.language import detect

    found = recognise(message.text)
    if chat_model:
        found = in_doubt_by_model(chat_model, message.text, found)
    slots = None
    if found.intent is Intent.EXPERT_REQUEST:
        language = detect(message.text, message.language)
        details = details_read(message.text, language, message.reference_date or date.today(), chat_model)
        slots = {name: getattr(details, name) for name in SLOTS}
        slots["start"] = details.start and details.start.isoformat()
    return {"id": message.id, "intent": found.intent, "confidence": round(found.confidence, 4), "slots": slots}


def _table(row: dict[str, Any]) -> Table:
    table = Table(show_header=False)
    for name, value in ({"intent": row["intent"], "confidence": row["confidence"]} | (row["slots"] or {})).items():
        if value not in (None, ()):
            table.add_row(name, ", ".join(value) if isinstance(value, tuple) else str(value))
    return table
