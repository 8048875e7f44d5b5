"""From the library to a conversation: opened, brought up to date beside the first questions."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog
import yaml

from bot.chat.context import Services
from bot.chat.transcription import EndpointTranscriber
from bot.conversation.emergency import load_contacts
from bot.conversation.turns import Conversation
from bot.query_log.redaction import Redactor
from bot.schedule import Schedule
from bot.settings import Settings
from bot.wiring.command import CommandServices
from bot.wiring.foundation import Foundation
from bot.wiring.known_names import KnownNames
from bot.wiring.library import bring_up_to_date, opened_library
from retrieval.answering.answerer import Answerer
from retrieval.errors import LibraryError
from retrieval.index.library import Library
from retrieval.ingest.embedding import Listener
from retrieval.ingest.pipeline import SyncReport
from retrieval.language_models import open_chat_model

log = structlog.get_logger(__name__)
REFRESH_SECONDS = 3.0
RETRY_SECONDS = 30.0
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A conversation over the library, which may still be on its way."""

    settings: Settings
    library: Library
    conversation: Conversation
    is_known_name: Callable[[str], bool]
    library_is_live: Callable[[], Awaitable[object]]

    def services(self, parts: CommandServices) -> Services:
        """What the handlers of the chat call."""
        return Services(
            database=parts.database,
            inbox=parts.inbox,
            outbox=parts.outbox,
            people=parts.people,
            conversation=self.conversation,
            recorder=parts.recorder,
            library=self.library,
            catalogue=parts.catalogue,
            clock=parts.clock,
            settings=self.settings,
            requests=parts.requests,
            roster=parts.roster,
            vocabulary=_labels(self.settings.library.bundled, "themes"),
            labels=_labels(self.settings.library.bundled, "themes", "regions"),
            transcriber=_transcriber(self.settings),
        )


@asynccontextmanager
async def open_conversation(
    foundation: Foundation, progress: Listener, tell: Tell, *, owner: bool = True
) -> AsyncIterator[Prepared]:
    """The library is opened at once and brought up to date beside; turns wait for its first
    version, so that nothing is called not covered before anything was read."""
    settings = foundation.settings
    library_context = opened_library(settings, owner=owner)
    library = await asyncio.to_thread(library_context.__enter__)
    try:
        chat_model = await asyncio.to_thread(open_chat_model, settings.library.models)
        live = asyncio.Event()
        schedule = Schedule()
        syncing = asyncio.create_task(_sync(library, progress, tell))
        schedule.every(REFRESH_SECONDS, "library", lambda: _refresh(library, live))
        is_known_name = KnownNames(library)
        words = settings.library.bundled
        conversation = Conversation(
            Answerer(library, chat_model),
            library,
            Redactor(is_known_name),
            chat_model=chat_model,
            contacts=load_contacts(settings.emergency_contacts),
            themes=_labels(words, "themes"),
            regions=_labels(words, "regions"),
            library_is_live=live.wait,
        )
        try:
            yield Prepared(settings, library, conversation, is_known_name, live.wait)
        finally:
            await schedule.stop()
            syncing.cancel()
            await asyncio.gather(syncing, return_exceptions=True)
    finally:
        await asyncio.to_thread(library_context.__exit__, None, None, None)


async def _sync(library: Library, progress: Listener, tell: Tell) -> None:
    """Tries until it went well: a folder that is away for a while, a full disk that is emptied."""
    told = False
    while True:
        try:
            _say(await asyncio.to_thread(bring_up_to_date, library, progress), tell)
            return
        except LibraryError as error:
            if not told:
                tell(str(error))
            told = True
        await asyncio.sleep(RETRY_SECONDS)


def _say(report: SyncReport, tell: Tell) -> None:
    log.info(
        "library_synced",
        version=report.version,
        added=len(report.added),
        changed=len(report.changed),
        removed=len(report.removed),
        refused=len(report.refused),
    )
    for refused in report.refused:
        tell(str(refused))


async def _refresh(library: Library, live: asyncio.Event) -> None:
    await asyncio.to_thread(library.refresh)
    if library.is_ready:
        live.set()


def _transcriber(settings: Settings) -> EndpointTranscriber | None:
    if settings.transcription_model is None:
        return None
    models = settings.library.models
    return EndpointTranscriber(models.api_key, models.base_url, settings.transcription_model)


def _labels(folder: Path, *kinds: str) -> Mapping[str, Mapping[str, str]]:
    """The labels of themes or regions by code and language, in the vocabulary's order."""
    content = yaml.safe_load((folder / "vocabulary.yaml").read_text("utf-8"))
    listed = (one for kind in kinds for one in content[kind])
    return {one["code"]: {"en": one["label"], **one.get("labels", {})} for one in listed}
