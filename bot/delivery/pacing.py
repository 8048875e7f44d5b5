"""How fast Telegram may be written to: about 30 new messages a second in all, 20 calls a minute to
a group, and to a person about one a second with bursts. Above it answers 429, which costs more than
waiting. Edits of a private chat are not counted by Telegram, so they are not here."""

from collections import deque
from math import inf

OVERALL = (1 / 28, 2)
GROUP_CALLS, GROUP_SECONDS = 20, 61.0
PERSON = (0.5, 20)
REFUSALS_THAT_MEAN_EVERYBODY = 3
REMEMBERED_CHATS = 10_000


class Pacer:
    """Gives every message its moment. Times are seconds of a steady clock."""

    def __init__(self) -> None:
        self._next: dict[int | None, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._refused: dict[int, float] = {}

    def wait(self, chat_id: int, is_edit: bool, now: float) -> float:
        """Takes the next free moment for a chat; returns the seconds until then."""
        if is_edit and chat_id > 0:
            return self._pause(now)
        if len(self._next) > REMEMBERED_CHATS:
            self._next = {chat: moment for chat, moment in self._next.items() if moment > now - 60}
        chat = self._take_in_group(chat_id, now) if chat_id < 0 else self._take(chat_id, *PERSON, now)
        return max(chat, self._take(None, *OVERALL, now + chat) + chat, self._pause(now))

    def refused(self, chat_id: int, seconds: float, now: float) -> None:
        """Telegram said to wait. It does not say whether it means the chat or the bot; when
        several chats are refused at a time it is the bot."""
        self._refused[chat_id] = now + seconds

    def _pause(self, now: float) -> float:
        self._refused = {chat: end for chat, end in self._refused.items() if end > now}
        if len(self._refused) < REFUSALS_THAT_MEAN_EVERYBODY:
            return 0.0
        return max(self._refused.values()) - now

    def _take_in_group(self, chat_id: int, now: float) -> float:
        """All calls of a minute may come at once, as a dialogue of officers does."""
        taken = self._groups.setdefault(chat_id, deque(maxlen=GROUP_CALLS))
        moment = max(now, taken[0] + GROUP_SECONDS) if len(taken) == GROUP_CALLS else now
        taken.append(moment)
        return moment - now

    def _take(self, key: int | None, interval: float, burst: int, now: float) -> float:
        moment = max(self._next.get(key, -inf), now - interval * (burst - 1))
        self._next[key] = moment + interval
        return max(0.0, moment - now)
