"""What a page or another process may do: act for a person, look at the phone, make it fail."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.simulator.models import Chat, Fault, Json, Status
from bot.simulator.people import Person
from bot.simulator.simulator import Simulator

# A fifth of what is sent goes wrong, in every way that a network and a server know.
BAD_NETWORK = [Fault(kind, probability=0.05) for kind in ("lost", "drop", "500", "429")]
WAIT_SECONDS, WAIT_WHILE_PREPARING_SECONDS = 20.0, 1.0


class Control:
    """`POST /control/<action>`: each action takes JSON that names a `person`."""

    def __init__(
        self,
        simulator: Simulator,
        status: Callable[[], Status],
        examples: Mapping[str, Sequence[str]],
        team: Chat | None,
    ) -> None:
        self._simulator, self._status, self._examples, self._team = simulator, status, examples, team

    async def act(self, request: Request) -> Response:
        # A page elsewhere in the browser can post forms here, but not JSON.
        if request.headers.get("Content-Type", "").partition(";")[0] != "application/json":
            return JSONResponse({"error": "JSON expected"}, 415)
        action, given = request.path_params["action"], await request.json()
        person = self._simulator.person(given.get("name", "Amina"), user_id=given["person"])
        person.language = given.get("language", person.language)
        chat = self._simulator.world.chats.get(given.get("chat", 0), person.chat)
        try:
            if action == "look":
                return JSONResponse(await self._look(person, chat, given.get("since", -1)))
            return JSONResponse(self._do(action, person, chat, given))
        except LookupError as error:
            return JSONResponse({"error": f"unknown: {error}"}, 404)

    def _do(self, action: str, person: Person, chat: Chat, given: Json) -> Json:
        message = chat.messages.get(given.get("message_id", 0))
        if action == "write":
            return person.write(given["text"], chat, message, given.get("thread_id")).as_json()
        if action == "send":
            return person.send(given["kind"], chat=chat).as_json()
        if action == "press":
            return {"press_id": person.press(given["button"], message, chat).press_id}
        if action == "network":
            self._simulator.faults[:] = BAD_NETWORK if given["bad"] else []
            self._simulator.world.changed()
            return {}
        raise LookupError(action)

    async def _look(self, person: Person, chat: Chat, since: int) -> Json:
        """The chat as this phone shows it, as soon as it differs from revision `since`."""
        world, ready = self._simulator.world, self._status().ready
        await world.wait_for_change(since, WAIT_SECONDS if ready else WAIT_WHILE_PREPARING_SECONDS)
        answers = [p.answer for p in world.presses.values() if p.person_id == person.user_id]
        return {
            "revision": world.revision,
            "title": chat.title if chat.members else world.bot["first_name"],
            "assistant": world.bot["first_name"],
            "team": self._team
            and {"chat": self._team.chat_id, "officers": [world.users[i] for i in self._team.members]},
            "topics": [{"id": thread_id, "name": topic.name} for thread_id, topic in chat.topics.items()],
            "messages": [message.as_json() | {"force_reply": message.asks_reply} for message in chat.present()],
            "commands": world.commands_for(chat, person.language),
            "answers": [answer for answer in answers if answer],
            "bad_network": bool(self._simulator.faults),
            "status": asdict(self._status()),
            "examples": self._examples,
        }
