"""The language model behind an OpenAI-compatible endpoint.

It fills a prompt, asks for one structured reply and gives it back validated, or raises
ModelUnavailable (the caller falls back) or ModelMisconfigured (the operator is needed). The model
has no tools. A call is bounded: one request, at most two more when the endpoint does not know the
way it was asked. LangChain and the client are imported only when a model is opened.
"""

import json
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from pydantic import BaseModel, ValidationError

from prompts import Prompt
from retrieval.errors import ModelMisconfigured, ModelUnavailable, RetrievalError
from retrieval.models import PromptUse
from retrieval.settings import ModelSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

Shape = TypeVar("Shape", bound=BaseModel)
Way = Literal["json_schema", "function_calling", "json_mode"]
WAYS: tuple[Way, ...] = ("json_schema", "function_calling", "json_mode")
OnProgress = Callable[[Mapping[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Reply:
    """What a stream has brought so far: the text of the reply and why it ended."""

    text: str
    finish: str | None


class ChatModel:
    """One model, asked for structured replies. Safe to use from several threads."""

    def __init__(self, model: "BaseChatModel", name: str, timeout_seconds: float) -> None:
        self.name = name
        self._model = model
        self._timeout_seconds = timeout_seconds
        self._ways = WAYS

    def ask(
        self, prompt: Prompt, values: Mapping[str, str], shape: type[Shape], on_progress: OnProgress | None = None
    ) -> Shape:
        """The validated reply. `on_progress` sees the reply grow, incomplete JSON completed."""
        messages = _messages(prompt, values)
        reply = self._reply(messages, shape, on_progress)
        if reply.finish in ("length", "max_tokens") or (reply.text and reply.finish is None):
            raise ModelUnavailable("cut_off")
        if reply.finish == "content_filter":
            raise ModelUnavailable("refused")
        try:
            return shape.model_validate_json(_json_of(reply.text))
        except ValidationError as error:
            raise ModelUnavailable("malformed") from error

    def _reply(self, messages: list[Any], shape: type[BaseModel], on_progress: OnProgress | None) -> Reply:
        ways = self._ways
        for at, way in enumerate(ways):
            try:
                with _at_the_edge():
                    reply = self._ask_once(messages, shape, way, on_progress)
            except _NotUnderstood:
                continue  # an older endpoint, that does not know this way of asking
            self._ways = ways[at:]
            return reply
        raise ModelMisconfigured("The model endpoint accepts none of the ways to ask for JSON.")

    def _ask_once(self, messages: list[Any], shape: type[BaseModel], way: Way, on_progress: OnProgress | None) -> Reply:
        schema = shape.model_json_schema()
        # The parser at the end of the sequence hides why a reply ended: we read the message.
        asking = self._model.with_structured_output(schema, method=way).first  # type: ignore[attr-defined]
        if way == "json_mode":
            messages = [*messages, ("human", f"Reply in JSON of this schema: {json.dumps(schema)}")]
        if on_progress is None:
            return _reply_of(asking.invoke(messages))
        return self._streamed(asking.stream(messages), on_progress)

    def _streamed(self, chunks: Iterator[Any], on_progress: OnProgress) -> Reply:
        from langchain_core.utils.json import parse_partial_json

        # The client's own time-out counts from byte to byte; a dripping stream needs this one.
        deadline = time.monotonic() + self._timeout_seconds
        whole: Any = None
        for chunk in chunks:
            if time.monotonic() > deadline:
                raise ModelUnavailable("timed_out")
            whole = chunk if whole is None else whole + chunk
            try:
                partial = parse_partial_json(_json_of(_text_of(whole)))
            except json.JSONDecodeError:
                continue
            if isinstance(partial, dict):
                on_progress(partial)
        return _reply_of(whole) if whole is not None else Reply("", None)


class _NotUnderstood(Exception):
    """The endpoint answered 400 or 422: it may understand another way of asking."""


@contextmanager
def _at_the_edge() -> Iterator[None]:
    """Foreign errors become ours here; no call is traced anywhere."""
    from langsmith import tracing_context

    try:
        with tracing_context(enabled=False):
            yield
    except (RetrievalError, _NotUnderstood):
        raise
    except Exception as error:
        raise _ours(error) from error


_CODES = {
    "timed_out": "Timeout",
    "refused": "ContentFilter|Refusal",
    "cut_off": "LengthFinish",
    "unreachable": "Connect",
    "malformed": "ResponseValidation|ValueError|KeyError|TypeError",
}
"""By what stands in the names of an error's classes: there are several class trees, and more of them
in other releases. The first that fits counts."""


def _ours(error: Exception) -> Exception:
    names = " ".join(kind.__name__ for kind in type(error).__mro__)
    code = next((code for code, known in _CODES.items() if re.search(known, names)), None)
    if code is None and hasattr(error, "status_code"):
        return _of_status(error.status_code, str(getattr(error, "code", "")))
    # What is left are the transport's errors in the middle of a reply.
    return ModelUnavailable(code or "cut_off")


def _of_status(status: int, code: str) -> Exception:
    if status == 429:
        return ModelUnavailable("rate_limited")
    if status in (401, 403, 404):
        return ModelMisconfigured(
            f"The model endpoint answered {status}: check OPENAI_API_KEY, OPENAI_BASE_URL and CHAT_MODEL."
        )
    if "content_filter" in code:
        return ModelUnavailable("refused")
    if status == 408:
        return ModelUnavailable("timed_out")
    if status in (400, 422):
        return _NotUnderstood()
    return ModelUnavailable("server_error")


def _messages(prompt: Prompt, values: Mapping[str, str]) -> list[Any]:
    from langchain_core.prompts import ChatPromptTemplate

    template = ChatPromptTemplate([("system", prompt.instructions), ("human", prompt.ask)])
    return list(template.invoke(prompt.checked(values)).to_messages())


def _reply_of(message: Any) -> Reply:
    if message.additional_kwargs.get("refusal"):
        raise ModelUnavailable("refused")
    return Reply(_text_of(message), message.response_metadata.get("finish_reason"))


def _text_of(message: Any) -> str:
    for call in getattr(message, "tool_call_chunks", None) or ():
        if call.get("args"):
            return str(call["args"])
    for call in getattr(message, "tool_calls", None) or ():
        return json.dumps(call["args"])
    return str(message.text)


def _json_of(text: str) -> str:
    """The JSON object of a reply: some endpoints wrap it in a fence or a sentence."""
    start = text.find("{")
    end = text.rfind("}")
    return text[start : end + 1] if 0 <= start < end and text[:start].strip() else text


def prompt_use(prompt: Prompt) -> PromptUse:
    """What the query log keeps of a prompt."""
    return PromptUse(prompt.name, prompt.version, prompt.digest)


def open_chat_model(settings: ModelSettings) -> ChatModel | None:
    """The configured model, or None where there is none. Opens no connection."""
    if not settings.has_chat_model:
        return None
    from langchain.chat_models import init_chat_model

    model = init_chat_model(
        settings.chat_model,
        model_provider="openai",
        api_key=settings.api_key or "none",
        base_url=settings.base_url,
        timeout=settings.timeout_seconds,
        max_retries=0,
        temperature=0,
    )
    return ChatModel(model, settings.chat_model, settings.timeout_seconds)
