"""What a button carries comes back as it was, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.callbacks import (
    LIMIT_BYTES,
    PAYLOADS,
    Documents,
    Judge,
    NotUsefulReason,
    Open,
    Part,
    Show,
    UseLanguage,
    Why,
    unpack,
)

IDS = st.text("abcdef0123456789", min_size=1, max_size=40)
BUILT = st.one_of(
    st.builds(Judge, IDS, st.booleans()),
    st.builds(Why, IDS, st.sampled_from(NotUsefulReason)),
    st.builds(Show, IDS, st.sampled_from(Part)),
    st.builds(Open, IDS),
    st.builds(Documents, st.sampled_from(["", "knowledge_management"]), st.integers(0, 999)),
)


@given(BUILT)
def test_a_payload_comes_back_as_it_was(payload: Judge) -> None:
    packed = payload.pack()

    assert len(packed.encode()) <= LIMIT_BYTES
    assert unpack(packed) == payload


@given(st.text(max_size=80) | st.builds(":".join, st.lists(st.sampled_from([*PAYLOADS, "", "-1", "x", "1"]))))
def test_what_we_did_not_build_is_refused_quietly(data: str) -> None:
    payload = unpack(data)

    assert payload is None or unpack(payload.pack()) == payload


@pytest.mark.parametrize("code", ["x" * 64, "a:b", "é" * 40])
def test_a_payload_that_does_not_fit_is_refused_when_it_is_built(code: str) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        UseLanguage(code).pack()
