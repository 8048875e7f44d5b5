"""Who may do what: one table of actions and the roles that may take them.

The service methods enforce it, so that no handler, page or command can forget to.
"""

from enum import StrEnum

from bot.people.models import Actor, Operator, Person, Role


class Action(StrEnum):
    ASK = "ask"
    READ_INTERNAL = "read_internal"
    SEE_PEOPLE = "see_people"
    INVITE = "invite"
    CHANGE_ROLE = "change_role"
    GRANT_INTERNAL = "grant_internal"
    LOCK = "lock"
    REVOKE = "revoke"
    ERASE = "erase"
    SWITCH_GROUP = "switch_group"
    LINK_CHAT = "link_chat"
    SEE_POOL = "see_pool"


EVERYBODY = frozenset(Role)
TEAM = EVERYBODY - {Role.MEDIATOR}
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})

ALLOWED = dict.fromkeys(Action, ADMINISTRATORS) | {
    Action.ASK: EVERYBODY,
    Action.SEE_POOL: frozenset({Role.OFFICER, Role.ADMINISTRATOR}),
    Action.READ_INTERNAL: TEAM,  # and mediators to whom it was granted, see may_read_internal
}

RANK = {Role.MEDIATOR: 0, Role.OFFICER: 1, Role.EDITOR: 1, Role.ADMINISTRATOR: 2}


def allow(role: Role, action: Action) -> bool:
    return role in ALLOWED.get(action, frozenset())


def may(actor: Actor, action: Action) -> bool:
    """Whether the actor may take the action now; locked and revoked people may nothing."""
    if isinstance(actor, Person):
        return actor.is_active and allow(actor.role, action)
    return isinstance(actor, Operator)


def may_read_internal(person: Person) -> bool:
    return person.is_active and (person.internal or allow(person.role, Action.READ_INTERNAL))
