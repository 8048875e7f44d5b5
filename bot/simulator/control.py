"""What the page and the tests of other processes may do: act for people, look, make it fail."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.simulator.models import Chat, Fault, Json, Message, Status
from bot.simulator.people import Group, Person
from bot.simulator.simulator import Simulator

BAD_NETWORK = (
    Fault("lost", probability=0.1),
    Fault("drop", probability=0.1),
    Fault("500", probability=0.1),
    Fault("429", probability=0.1),
)
WAIT_SECONDS, WAIT_WHILE_PREPARING_SECONDS = 20.0, 1.0


class Control:
    """One method per action; each takes the JSON of the call and returns JSON."""

    def __init__(
        self,
        simulator: Simulator,
        status: Callable[[], Status],
        examples: Mapping[str, Sequence[str]],
    ) -> None:
        self._simulator, self._status, self._examples = simulator, status, examples
        self._groups: dict[int, Group] = {}
        self._actions: dict[str, Callable[[Json], object]] = {
            "write": self._write,
            "send": self._send,
            "forward": lambda given: _seen(self._person(given).forward(given["text"])),
            "edit": self._edit,
            "press": self._press,
            "block": lambda given: self._person(given).block(),
            "unblock": lambda given: self._person(given).unblock(),
            "group": self._group,
            "join": self._join,
            "faults": self._faults,
            "limits": self._limits,
            "journal": self._journal,
            "messages": self._messages,
        }

    async def act(self, request: Request) -> Response:
        if request.headers.get("Content-Type", "").partition(";")[0] != "application/json":
            return JSONResponse({"error": "JSON expected"}, 415)
        action, given = request.path_params["action"], await request.json()
        try:
            if action == "phone":
                return JSONResponse(await self._phone(given))
            return JSONResponse(self._actions[action](given))
        except LookupError as error:
            return JSONResponse({"error": f"unknown: {error}"}, 404)

    async def _phone(self, given: Json) -> Json:
        """A phone's screen as soon as something changed."""
        person, ready = self._person(given), self._status().ready
        seconds = WAIT_SECONDS if ready else WAIT_WHILE_PREPARING_SECONDS
        await self._simulator.world.wait_for_change(given.get("since", -1), seconds)
        revision = self._simulator.world.revision
        page = self._simulator.page(person, self._chat(given, person))
        more = {"revision": revision, "status": asdict(self._status())}
        more |= {"examples": self._examples, "bad_network": bool(self._simulator.faults)}
        return page | more

    def _person(self, given: Json) -> Person:
        person = self._simulator.person(given.get("name", "Amina"), user_id=given.get("person"))
        person.language = given.get("language", person.language)
        return person

    def _chat(self, given: Json, person: Person) -> Chat:
        return self._simulator.world.chats[given["chat"]] if given.get("chat") else person.chat

    def _write(self, given: Json) -> Json:
        person = self._person(given)
        chat = self._chat(given, person)
        reply_to = chat.messages.get(given.get("reply_to", 0))
        return _seen(person.write(given["text"], chat, reply_to, given.get("thread_id")))

    def _send(self, given: Json) -> Json:
        person = self._person(given)
        chat = self._chat(given, person)
        return _seen(person.send(given["kind"], given.get("caption", ""), chat=chat))

    def _edit(self, given: Json) -> None:
        person = self._person(given)
        person.edit(self._chat(given, person).messages[given["message_id"]], given["text"])

    def _press(self, given: Json) -> Json:
        person = self._person(given)
        chat = self._chat(given, person)
        message = chat.messages.get(given.get("message_id", 0))
        return {"press_id": person.press(given["button"], message, chat).press_id}

    def _group(self, given: Json) -> Json:
        group = self._simulator.group(given["title"], forum=given.get("forum", False))
        self._groups[group.chat.chat_id] = group
        return {"chat": group.chat.chat_id}

    def _join(self, given: Json) -> None:
        """Somebody, or with `bot` the bot by that person's hand, gets a status in a group."""
        join = self._groups[given["chat"]]
        act = join.add_bot if given.get("bot") else join.join
        act(self._person(given), given.get("status", "member"))

    def _faults(self, given: Json) -> None:
        """Replaces all faults; `bad_network` is the page's switch."""
        chosen = BAD_NETWORK if given.get("bad_network") else ()
        self._simulator.faults[:] = [*chosen, *(Fault(**one) for one in given.get("faults", ()))]

    def _limits(self, given: Json) -> None:
        self._simulator.limits = bool(given["on"])
        self._simulator.updates.time_scale = float(given.get("time_scale", 1.0))

    def _journal(self, _: Json) -> Json:
        simulator = self._simulator
        refusals = [{"method": call.method, "refusal": call.refusal} for call in simulator.refusals]
        return {"refusals": refusals, "findings": simulator.findings} | {
            "calls": len(simulator.journal),
            "pending": len(simulator.updates.pending),
            "confirmed": len(simulator.updates.confirmed),
        }

    def _messages(self, given: Json) -> list[Json]:
        chat = self._simulator.world.chats[given["chat"]]
        return [_seen(message) for message in chat.messages.values()]


def _seen(message: Message) -> Json:
    more = {"deleted": message.deleted, "versions": message.versions}
    return message.as_json() | more
