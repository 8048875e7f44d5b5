"""What can go wrong in the service.

BotError
├── UserFacing        one sentence for the person who asked; nothing was changed
│   └── NotPermitted  the person's role does not allow the action
├── Misconfigured     the operator must change something; ends a command with status 2
├── Retryable         may pass by itself; the worker puts the row back
└── Permanent         will not pass; the row is set aside and an administrator is told
"""


class BotError(Exception):
    """Base of all errors that the service raises on purpose."""


class UserFacing(BotError):
    """Carries the id of a catalogue text and its arguments, never prose."""

    def __init__(self, text_id: str, **arguments: str | int) -> None:
        self.text_id, self.arguments = text_id, arguments
        super().__init__(text_id)


class NotPermitted(UserFacing):
    def __init__(self, action: str) -> None:
        self.action = action
        super().__init__("not-permitted")


class Misconfigured(BotError):
    """One sentence: what is wrong, where, what to do. Never a secret."""


class Retryable(BotError):
    """Trying again later may help; `after_seconds` when the other side said so."""

    def __init__(self, reason: str, after_seconds: float | None = None) -> None:
        self.reason, self.after_seconds = reason, after_seconds
        super().__init__(reason)


class Permanent(BotError):
    """Trying again cannot help; `reason` is a code without personal data."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
