"""What is not text: one sentence each, that it was not opened or kept, and what to do instead.

Voice becomes text only where a transcription endpoint is set, and is answered only after the
person confirmed the words."""

from telegram import Update
from telegram.constants import MessageLimit

from bot.chat.callbacks import Heard
from bot.chat.context import ChatContext, said
from bot.chat.handlers.own_requests import refuses
from bot.chat.handlers.questions import answer
from bot.chat.keyboards import button
from bot.errors import UserFacing

KINDS = {
    "voice": ("voice", "audio"),
    "video": ("video", "video_note", "animation"),
    "photo": ("photo",),
    "file": ("document",),
    "location": ("location", "venue"),
    "contact": ("contact",),
}
LARGEST_VOICE = 2_000_000  # bytes; minutes of speech
SEPARATOR = "\n\n"


async def attachment(update: Update, context: ChatContext) -> None:
    """Whatever is not text; what we know no name for is 'other'."""
    if await refuses(context):
        return
    message = context.message
    kinds = (kind for kind, names in KINDS.items() if any(getattr(message, name) for name in names))
    await context.say(f"not-opened-{next(kinds, 'other')}")


async def forwarded(update: Update, context: ChatContext) -> None:
    """Words of somebody else, who did not agree to be logged."""
    if not await refuses(context):
        await context.say("not-opened-forwarded")


async def voice(update: Update, context: ChatContext) -> None:
    """The words that were heard, shown for confirmation."""
    recording, services = context.message.voice, context.services
    if recording is None or services.transcriber is None:
        await attachment(update, context)
        return
    if (recording.file_size or 0) > LARGEST_VOICE:
        raise UserFacing("voice-too-long")
    await context.work.send_now(context.outgoing("progress", {}, "progress"))
    sound = await (await context.bot.get_file(recording.file_id)).download_as_bytearray()
    heard = (await services.transcriber.transcribe(bytes(sound)) or "").strip()
    data = said(("voice-not-understood", {}))
    if heard:
        data = said(("voice-heard", {}), buttons=[[button("button-heard", Heard())]])
        data["verbatim"] = [" ".join(heard.split())[: MessageLimit.MAX_TEXT_LENGTH // 2]]
    async with context.work.finish() as tx:
        await services.outbox.post(tx, context.replacing("progress", "say", data))


async def heard(update: Update, context: ChatContext) -> None:
    """The confirmed words are the last paragraph of the pressed message."""
    message = update.effective_message
    text = getattr(message, "text", None) or ""
    _, separator, words = text.partition(SEPARATOR)
    if not separator:
        raise UserFacing("answer-gone")
    await answer(context, words)
