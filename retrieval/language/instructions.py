"""Sentences that speak to a machine that reads them, not to a person: never knowledge, never quoted."""

import re

_TO_THE_MACHINE = re.compile(
    r"""\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules|told)\b
    |\byou\ are\ now\b.{0,40}\b(?:mode|assistant|bot|model|ai)\b
    |\b(?:system|developer)\ (?:prompt|message)\b
    |\b(?:answer|respond\ to|reply\ to)\ (?:every|all|any|each)\ (?:questions?|messages?)\ (?:with|by)\b
    |\bignor(?:e[zr]?|a[rd]?|en?)\b.{0,40}\b(?:instructions|consignes|instrucciones|instruções|indicaciones)\b
    |\b(?:игнорируй|забудь|не\ обращай)\w*.{0,60}\b(?:инструкци|указани)
    |تجاهل.{0,60}(?:تعليمات|التعليمات|الأوامر)""",
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def speaks_to_the_machine(sentence: str) -> bool:
    """Whether a sentence would instruct an assistant instead of telling its reader something."""
    return _TO_THE_MACHINE.search(sentence) is not None
