"""What is kept, how to have it erased, and how to ask without leaving a trace."""

from telegram import Update

from bot.chat import keyboards
from bot.chat.callbacks import Forget
from bot.chat.context import ChatContext, Line, said


async def privacy(update: Update, context: ChatContext) -> None:
    lines: list[Line] = [("privacy-kept", {}), ("privacy-seen", {}), ("privacy-choices", {})]
    await context.finish("say", said(*lines))


async def forget(update: Update, context: ChatContext) -> None:
    """Says what it erases and what it cannot, and asks once."""
    lines: list[Line] = [("forget-erases", {}), ("forget-cannot", {}), ("forget-sure", {})]
    await context.finish("say", said(*lines, buttons=keyboards.forget()))


async def forget_confirmed(update: Update, context: ChatContext) -> None:
    async with context.work.finish() as tx:
        lines: list[Line] = [("forget-kept-all", {})]
        if context.payload(Forget).confirmed:
            kept = await context.services.people.forget(tx, context.person)
            lines = [("forget-done", {}), *((text_id, {}) for text_id in kept)]
        await context.post(tx, "say", said(*lines), in_place=True)


async def off(update: Update, context: ChatContext) -> None:
    """The next question is off the record."""
    async with context.work.finish() as tx:
        await context.services.people.go_off_record(tx, context.person)
        await context.post(tx, "say", said(("off-next", {})))
