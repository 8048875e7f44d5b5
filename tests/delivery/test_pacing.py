"""Telegram's limits are kept before Telegram has to say so."""

from bot.delivery.pacing import Pacer


def moments(pacer: Pacer, chats: list[int], is_edit: bool = False) -> list[float]:
    """When messages that are all ready at once go out."""
    return [pacer.wait(chat, is_edit, 0.0) for chat in chats]


def most_within(seconds: float, times: list[float]) -> int:
    return max(sum(start <= time < start + seconds for time in times) for start in times)


def test_all_chats_together_stay_below_thirty_a_second() -> None:
    assert most_within(1.0, moments(Pacer(), list(range(1, 301)))) <= 30


def test_a_group_gets_at_most_twenty_a_minute() -> None:
    assert most_within(60.0, moments(Pacer(), [-100] * 100)) <= 20


def test_a_dialogue_with_a_person_is_not_slowed() -> None:
    assert max(moments(Pacer(), [5] * 8)) < 1


def test_edits_to_a_person_do_not_wait() -> None:
    assert max(moments(Pacer(), [5] * 100, is_edit=True)) == 0


def test_one_refused_chat_slows_nobody_else_and_several_slow_everybody() -> None:
    pacer = Pacer()

    pacer.refused(1, 30, now=0.0)
    assert pacer.wait(9, False, 0.0) < 1

    pacer.refused(2, 30, now=0.0)
    pacer.refused(3, 40, now=0.0)
    assert pacer.wait(9, False, 0.0) == 40
    assert pacer.wait(9, False, 41.0) < 1
