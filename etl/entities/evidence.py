"""What tells that a run of capitalised words is a person, and what tells that it is a thing."""

from __future__ import annotations

from etl.entities.names import NameRun
from etl.entities.words import Words

_MARKS = frozenset({("«", "»"), ("“", "”"), ('"', '"')})


def is_of_thing(words: Words, run: NameRun, *, personal: bool = False) -> bool:
    """Whether a thing bears the name (`la rue Émile Zola`, `la frégate Amiral Makarov`, `avenue du Général Leclerc`).

    Args:
        words: The article.
        run: The name.
        personal: Whether the person is known otherwise, so that `le dossier Kagan` does name somebody.
    """
    known = words.lists.bodies.words
    at = run.first
    while at and words.capital(at - 1) and words.joined(at) and not words.opens(at - 1):
        at -= 1
    if at and at < run.first and words.lists.grammar.base(words.low[at - 1]) in known["of"]:
        return at > 1 and words.low[at - 2] in known["streets"]
    if at and _is_title(words, run):
        at -= 1
    for before in (at - 1, at - 2):
        if before < 0 or not words.tokens[before].is_word or (words.capital(before) and not words.opens(before)):
            return False
        if words.low[before] in known["things"]:
            return not (personal and words.low[before] in known["personal"])
        if not words.countries(before):
            return False
    return False


def is_named(words: Words, run: NameRun) -> bool:
    """Whether a run without office or title is a person by its words and by where it stands."""
    cues, suffixes = words.lists.bodies.words["cues"], words.lists.bodies.words["suffixes"]
    low = words.low[run.first : run.last]
    if any(word in cues or word in suffixes for word in low):
        return False
    if run.given and len(low) > 1:
        return True
    if len(low) == 1 and ("-" in low[0] or words.tokens[run.first].text.isupper()):
        return False
    before = words.low[run.first - 1] if run.first else ""
    if before in words.lists.offices.words["eponyms"]:
        return True
    if not _acts(words, run.first) or _is_title(words, run):
        return False
    return _speaks(words, run) or (len(low) > 1 and not words.tokens[run.first].text.isupper())


def _is_title(words: Words, run: NameRun) -> bool:
    """Whether marks of quotation stand round a name: it is that of a thing."""
    if not run.first or run.last >= len(words.low):
        return False
    return (words.low[run.first - 1], words.low[run.last]) in _MARKS


def _acts(words: Words, at: int) -> bool:
    """Whether what begins at a position can be somebody who acts, by the word before it."""
    before = words.low[at - 1] if at else ""
    if words.opens(at) or not (words.tokens[at - 1].is_word or before.isdigit()):
        return True
    if before in words.lists.offices.words["before_name"] or before in words.lists.doing:
        return True
    return at > 1 and before in words.lists.bodies.words["of"] and words.low[at - 2] in words.lists.doing


def _speaks(words: Words, run: NameRun) -> bool:
    """Whether a verb of saying stands right before or after the run."""
    if run.first and words.low[run.first - 1] in words.lists.saying:
        return True
    grammar = words.lists.grammar
    skipped = grammar.words["object_clitics"] | grammar.words["negation_particles"]
    for at in range(run.last, min(run.last + 4, len(words.low))):
        word = words.low[at]
        if word in words.lists.saying:
            return True
        if word not in skipped and not any(f.lemma in grammar.auxiliaries.values() for f in grammar.verbs.get(word, ())):
            return False
    return False
