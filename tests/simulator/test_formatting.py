"""What Telegram accepts as a text, and what a person then reads."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.simulator.formatting import detect_entities, format_text, utf16
from bot.simulator.models import Refused


def shown(source: str) -> list[tuple[str, str]]:
    formatted = format_text(source, "HTML")
    encoded = formatted.text.encode("utf-16-le")
    return [
        (entity["type"], encoded[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])]
         .decode("utf-16-le"))
        for entity in formatted.entities
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b><i>b</i>", "ab", [("bold", "a"), ("italic", "b")]),
        ("<b>a<i>b</i></b>", "ab", [("bold", "ab"), ("italic", "b")]),
        ("<B>a</>", "a", [("bold", "a")]),
        ("🤝 <b>ж</b>", "🤝 ж", [("bold", "ж")]),
        ("1 &lt; 2 &amp;amp; &quot;&#39;&#x2019;", "1 < 2 &amp; \"'’", []),
        ("AT&T &nbsp; &copy;", "AT&T &nbsp; &copy;", []),
        ("<blockquote>q</blockquote>", "q", [("blockquote", "q")]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", "q")]),
        ("<tg-spoiler>s</tg-spoiler>", "s", [("spoiler", "s")]),
        ('<span class="tg-spoiler">s</span>', "s", [("spoiler", "s")]),
        ('<a href="https://un.org/?a=1&amp;b=2">UN</a>', "UN", [("text_link", "UN")]),
        ('<pre><code class="language-python">x</code></pre>', "x", [("pre", "x"), ("code", "x")]),
        ("  <b> a </b>\n", "a", [("bold", "a")]),
        ("a<b></b>", "a", []),
    ],
)
def test_html_is_read_as_telegram_reads_it(source: str, text: str, entities: list[tuple[str, str]]) -> None:
    assert format_text(source, "HTML").text == text
    assert shown(source) == entities


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("ж</b>", "Unexpected end tag at byte offset 2"),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<h1>a</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("a<br>b", 'Unsupported start tag "br" at byte offset 1'),
        ("<3", "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_in_telegrams_words(source: str, wrong: str) -> None:
    with pytest.raises(Refused) as refused:
        format_text(source, "HTML")

    assert refused.value.description == f"Bad Request: can't parse entities: {wrong}"


@pytest.mark.parametrize(
    ("source", "lost"),
    [
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "a quote inside a quote"),
        ("<code>a<b>b</b></code>", "bold inside code"),
        ('<a href="here">b</a>', "a link without a valid address"),
        ("<b>x</b> " * 101, "1 entities beyond the hundredth"),
    ],
)
def test_formatting_that_telegram_drops_silently_is_named(source: str, lost: str) -> None:
    assert format_text(source, "HTML").dropped == (lost,)


def test_half_a_character_is_no_text() -> None:
    with pytest.raises(Refused, match="must be encoded in UTF-8"):
        format_text("a\ud83e", "HTML")


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_escaped_text_arrives_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    formatted = format_text(f"<b>{escaped}</b>", "HTML")

    assert formatted.text == text.strip()
    assert [entity["length"] for entity in formatted.entities if text.strip()] == (
        [utf16(text.strip())] if text.strip() else []
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/start ABC", [("bot_command", 0, 6)]),
        ("🤝 /help@some_bot now", [("bot_command", 3, 14)]),
        ("either/or 1/2", []),
        ("@some_bot: see https://un.org", [("mention", 0, 9), ("url", 15, 14)]),
        ("a #tag", [("hashtag", 2, 4)]),
        ("write to a@b.org", [("email", 9, 7)]),
    ],
)  # fmt: skip
def test_what_a_person_types_is_marked_as_on_a_phone(text: str, found: list[Any]) -> None:
    marked = [(one["type"], one["offset"], one["length"]) for one in detect_entities(text)]

    assert marked == found
