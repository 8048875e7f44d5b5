"""Who is in the team's group: asked of Telegram, remembered for five minutes, refused when unknown."""

import asyncio
from datetime import datetime, timedelta

import structlog
from telegram import Bot
from telegram.constants import ChatMemberStatus
from telegram.error import TelegramError

from bot.clock import Clock

REMEMBERED = timedelta(minutes=5)
PATIENCE_SECONDS = 5.0
PRESENT = (ChatMemberStatus.OWNER, ChatMemberStatus.ADMINISTRATOR, ChatMemberStatus.MEMBER)


class Members:
    """Only who is a member is remembered, so that whoever joins need not wait."""

    def __init__(self, bot: Bot, clock: Clock) -> None:
        self._bot, self._clock = bot, clock
        self._until: dict[tuple[int, int], datetime] = {}

    async def include(self, chat_id: int, user_id: int) -> bool:
        now, asked = self._clock.now(), (chat_id, user_id)
        self._until = {member: until for member, until in self._until.items() if until > now}
        if asked in self._until:
            return True
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                member = await self._bot.get_chat_member(chat_id, user_id)
        except (TelegramError, TimeoutError) as error:
            structlog.get_logger().info("membership_unknown", error=type(error).__name__)
            return False
        if member.status in PRESENT or getattr(member, "is_member", False):
            self._until[asked] = now + REMEMBERED
        return asked in self._until
