"""What a model endpoint may do to us, over real HTTP, and what becomes of it."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic import BaseModel

from prompts import load_prompt
from retrieval.errors import ModelMisconfigured, ModelUnavailable
from retrieval.language_models import ChatModel, open_chat_model
from retrieval.settings import ModelSettings
from tests.model_stub import Fault, ModelStub

CLAIMS = {"claims": "Claim 1: water is wet"}


class Verdict(BaseModel):
    supported: list[int]


@pytest.fixture(scope="module")
def server() -> Iterator[ModelStub]:
    with ModelStub() as running:
        yield running


@pytest.fixture
def endpoint(server: ModelStub) -> ModelStub:
    server.queue.clear()
    server.requests.clear()
    server.default = Fault("server_error")
    return server


def opened(base_url: str, seconds: float = 5.0) -> ChatModel:
    model = open_chat_model(ModelSettings("key", base_url, "any-model", timeout_seconds=seconds))
    assert model
    return model


def ask(model: ChatModel, *, streamed: bool = False) -> Verdict:
    listener = (lambda _partial: None) if streamed else None
    return model.ask(load_prompt("check_support"), CLAIMS, Verdict, listener)


def test_without_key_and_address_there_is_no_model() -> None:
    assert open_chat_model(ModelSettings()) is None


@pytest.mark.parametrize("streamed", [False, True])
def test_a_reply_comes_back_validated(endpoint: ModelStub, streamed: bool) -> None:
    endpoint.queue.append({"supported": [1]})

    assert ask(opened(endpoint.base_url), streamed=streamed) == Verdict(supported=[1])


def test_a_stream_is_heard_while_it_grows(endpoint: ModelStub) -> None:
    endpoint.queue.append({"supported": list(range(100))})
    heard: list[Mapping[str, Any]] = []

    opened(endpoint.base_url).ask(load_prompt("check_support"), CLAIMS, Verdict, heard.append)

    assert any(0 < len(partial.get("supported", ())) < 100 for partial in heard)


@pytest.mark.parametrize("streamed", [False, True])
@pytest.mark.parametrize("code", ["rate_limited", "server_error", "refused", "malformed", "cut_off"])
def test_a_failure_that_may_pass_is_named(endpoint: ModelStub, code: str, streamed: bool) -> None:
    endpoint.queue.append(Fault(code))

    with pytest.raises(ModelUnavailable) as failure:
        ask(opened(endpoint.base_url), streamed=streamed)

    assert failure.value.code == code
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize("streamed", [False, True])
def test_an_endpoint_that_does_not_answer_is_given_up(endpoint: ModelStub, streamed: bool) -> None:
    endpoint.queue.append(Fault("timed_out", seconds=2))

    with pytest.raises(ModelUnavailable, match="timed_out"):
        ask(opened(endpoint.base_url, seconds=0.2), streamed=streamed)


def test_an_endpoint_that_is_not_there_is_unreachable() -> None:
    with pytest.raises(ModelUnavailable, match="unreachable"):
        ask(opened("http://127.0.0.1:9/v1"))


@pytest.mark.parametrize("fault", ["wrong_key", "unknown_model"])
def test_a_wrong_key_or_model_needs_the_operator(endpoint: ModelStub, fault: str) -> None:
    endpoint.queue.append(Fault(fault))

    with pytest.raises(ModelMisconfigured, match="CHAT_MODEL"):
        ask(opened(endpoint.base_url))


def test_an_endpoint_that_knows_no_json_schema_is_asked_in_another_way(endpoint: ModelStub) -> None:
    endpoint.queue.extend([Fault("old_endpoint"), {"supported": [1]}, {"supported": [2]}])
    model = opened(endpoint.base_url)

    assert ask(model) == Verdict(supported=[1])
    assert ask(model) == Verdict(supported=[2])
    assert len(endpoint.requests) == 3
    assert "tools" in endpoint.requests[-1]


def test_an_endpoint_that_understands_nothing_is_not_asked_for_ever(endpoint: ModelStub) -> None:
    endpoint.default = Fault("old_endpoint")

    with pytest.raises(ModelMisconfigured):
        ask(opened(endpoint.base_url))

    assert len(endpoint.requests) == 3


def test_the_model_is_offered_no_tool_but_the_form_of_its_reply(endpoint: ModelStub) -> None:
    endpoint.queue.append({"supported": []})

    ask(opened(endpoint.base_url))

    assert "tools" not in endpoint.requests[0]
    assert endpoint.requests[0]["response_format"]["type"] == "json_schema"
