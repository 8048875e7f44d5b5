"""Languages of the assistant: which one a text is in, its terms, its sentences, its glossary."""

from retrieval.language.detection import LANGUAGES, detect
from retrieval.language.sentences import split_sentences
from retrieval.language.words import terms

__all__ = ["LANGUAGES", "detect", "split_sentences", "terms"]
