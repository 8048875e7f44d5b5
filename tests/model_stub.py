"""An OpenAI-compatible endpoint on loopback that answers as a test tells it to.

It records what it was asked. Replies are taken from a queue, else from `default`; a reply is a
JSON object (what the model writes) or a `Fault`. Embeddings are drawn from the words of the text.
"""

import asyncio
import hashlib
import json
import socket
import threading
from collections import deque
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

FAULTS = (
    "rate_limited",
    "server_error",
    "timed_out",
    "refused",
    "malformed",
    "cut_off",
    "wrong_key",
    "unknown_model",
    "old_endpoint",
)


@dataclass(frozen=True)
class Fault:
    """A way to fail, by the code that the assistant should give it."""

    kind: str
    seconds: float = 5.0


Scripted = dict[str, Any] | Fault
Script = Scripted | Callable[[dict[str, Any]], Scripted]


@dataclass
class ModelStub:
    """Use as a context manager; `base_url` is what OPENAI_BASE_URL takes."""

    default: Script = field(default_factory=lambda: Fault("server_error"))
    queue: deque[Script] = field(default_factory=deque)
    requests: list[dict[str, Any]] = field(default_factory=list)
    dimensions: int = 64
    embeddings: Fault | None = None

    def __enter__(self) -> "ModelStub":
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self.base_url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/v1"
        routes = [
            Route("/v1/chat/completions", self._chat, methods=["POST"]),
            Route("/v1/embeddings", self._embeddings, methods=["POST"]),
        ]
        self._server = uvicorn.Server(uvicorn.Config(Starlette(routes=routes), log_level="critical", lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(timeout=5)
        self._socket.close()

    def prompts(self) -> list[str]:
        """The text of every prompt that arrived."""
        return [
            "\n".join(str(message["content"]) for message in request.get("messages", [])) for request in self.requests
        ]

    async def _chat(self, request: Request) -> Response:
        asked = await request.json()
        self.requests.append(asked)
        script = self.queue.popleft() if self.queue else self.default
        reply = script(asked) if callable(script) else script
        if isinstance(reply, Fault):
            failed = await self._fail(reply, asked)
            if failed is not None:
                return failed
            reply = {}
        return self._completion(asked, json.dumps(reply, ensure_ascii=False))

    async def _fail(self, fault: Fault, asked: dict[str, Any]) -> Response | None:
        status = {"rate_limited": 429, "server_error": 503, "wrong_key": 401, "unknown_model": 404, "old_endpoint": 400}
        if fault.kind in status:
            return JSONResponse({"error": {"message": fault.kind}}, status[fault.kind])
        if fault.kind == "timed_out":
            await asyncio.sleep(fault.seconds)
            return None
        if fault.kind == "refused":
            return self._completion(asked, "", refusal="I cannot help with that.")
        if fault.kind == "malformed":
            return self._completion(asked, '{"coverage": "full", "sentences": [{"te')
        return self._completion(asked, '{"coverage": "full", "sentences": [{"text": "A', cut=True)

    def _completion(
        self, asked: dict[str, Any], text: str, *, refusal: str | None = None, cut: bool = False
    ) -> Response:
        if asked.get("stream"):
            body = self._stream(text, refusal, cut)
            return StreamingResponse(body, media_type="text/event-stream")
        message = {"role": "assistant", "content": text or None, "refusal": refusal}
        if asked.get("tools") and text:
            name = asked["tools"][0]["function"]["name"]
            call = {"id": "1", "type": "function", "function": {"name": name, "arguments": text}}
            message |= {"content": None, "tool_calls": [call]}
        choice = {"index": 0, "message": message, "finish_reason": "length" if cut else "stop"}
        return JSONResponse({**_envelope(asked, "chat.completion"), "choices": [choice]})

    async def _stream(self, text: str, refusal: str | None, cut: bool) -> AsyncIterator[str]:
        pieces = [{"content": text[at : at + 24]} for at in range(0, len(text), 24)]
        if refusal:
            pieces = [{"refusal": refusal}]
        head = _envelope({"model": "stub"}, "chat.completion.chunk")
        for piece in [{"role": "assistant"}, *pieces]:
            choice = {"index": 0, "delta": piece, "finish_reason": None}
            yield f"data: {json.dumps({**head, 'choices': [choice]})}\n\n"
            await asyncio.sleep(0)
        if not cut:
            choice = {"index": 0, "delta": {}, "finish_reason": "stop"}
            yield f"data: {json.dumps({**head, 'choices': [choice]})}\n\ndata: [DONE]\n\n"

    async def _embeddings(self, request: Request) -> Response:
        asked = await request.json()
        self.requests.append(asked)
        if self.embeddings and (failed := await self._fail(self.embeddings, asked)):
            return failed
        texts = [asked["input"]] if isinstance(asked["input"], str) else asked["input"]
        data = [
            {"object": "embedding", "index": index, "embedding": self._vector(text)} for index, text in enumerate(texts)
        ]
        usage = {"prompt_tokens": 0, "total_tokens": 0}
        body = {"object": "list", "model": asked["model"], "data": data, "usage": usage}
        return JSONResponse(body)

    def _vector(self, text: str) -> list[float]:
        vector = [0.0] * self.dimensions
        for word in text.lower().split():
            vector[int(hashlib.md5(word.encode()).hexdigest(), 16) % self.dimensions] += 1.0
        length = sum(value * value for value in vector) ** 0.5 or 1.0
        return [value / length for value in vector]


def _envelope(asked: dict[str, Any], kind: str) -> dict[str, Any]:
    return {"id": "stub", "object": kind, "created": 0, "model": asked.get("model", "stub")}
