"""Conjugates the verbs of etl/language/fr/verbs.toml into etl/language/fr/verbs.csv: `python tools/make_verbs.py`.

Not part of the program: run it after a change of verbs.toml or of conjugation.toml, which holds what is irregular.
A test fails when the table is not what this makes of them. One row is one analysis of a form:

    form, lemma   the form; the infinitive, without `se`
    mood_tense    infinitive, present, imperfect, past (passé simple), future, conditional, subjunctive (its past: il
                  only), imperative (only where no form of the present is spelt so), present_participle, past_participle
    person        the persons that share the form: '13' is je and il
    number        's', 'p', or 'sp' for a participle in -s
    gender        'm' or 'f', participles only
    ambiguous     'noun', 'adj' or 'other' (preposition, adverb, pronoun, …) where the form is frequent as that too;
                  several are joined by a space
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_FRENCH = _HERE.parent / "etl" / "language" / "fr"
COLUMNS = ("form", "lemma", "mood_tense", "person", "number", "gender", "ambiguous")
_PERSONS = (("1", "s"), ("2", "s"), ("3", "s"), ("1", "p"), ("2", "p"), ("3", "p"))
_IMPERATIVE = (("2", "s"), ("1", "p"), ("2", "p"))
_IMPERFECT = ("ais", "ais", "ait", "ions", "iez", "aient")
_FUTURE = ("ai", "as", "a", "ons", "ez", "ont")
_PAST = {
    "ai": ("ai as a âmes âtes èrent", "ât"),
    "ïs": ("ïs ïs ït ïmes ïtes ïrent", "ït"),
    "ins": ("ins ins int înmes întes inrent", "înt"),
    "is": ("is is it îmes îtes irent", "ît"),
    "us": ("us us ut ûmes ûtes urent", "ût"),
    "ûs": ("ûs ûs ût ûmes ûtes ûrent", "ût"),
}
_MUTE = re.compile(r"(?P<vowel>[eé])(?P<tail>[bcdfghjklmnpqrstvwz]|[bcdfgpt][rl]|ch|gn|gu|qu|vr)$")

Analysis = tuple[str, str, str, str, str]  # form, mood_tense, person, number, gender
Parts = dict[str, str]


def lemma(verb: str) -> str:
    """The infinitive of a verb as verbs.toml gives it: `s'entretenir` -> `entretenir`."""
    return re.sub(r"^(se |s')", "", verb)


def verbs(classes: dict[str, Any]) -> list[str]:
    """The infinitives of all classes, sorted, each once."""
    return sorted({lemma(verb) for item in classes.values() for verb in item["verbs"]})


def conjugate(verb: str, irregular: dict[str, Any]) -> list[Analysis]:
    """All analyses of a verb, forms that several persons share merged.

    Args:
        verb: An infinitive without `se`.
        irregular: The content of conjugation.toml.

    Raises:
        ValueError: The verb ends in none of the ways a French verb ends.
    """
    invariable = verb in irregular["invariable"]
    found = [analysis for parts in _spellings(verb, irregular) for analysis in _paradigm(verb, parts, invariable)]
    if persons := irregular["persons"].get(verb):
        found = [analysis for analysis in found if not analysis[2] or analysis[2] + analysis[3] in persons]
    plain = [_without_circumflex(analysis) for analysis in found] if verb not in irregular["keeping_circumflex"] else []
    return _merged(list(dict.fromkeys([*found, *plain])))


def _without_circumflex(analysis: Analysis) -> Analysis:
    """The analysis in the spelling of 1990: i and u without circumflex (il connait), but in endings of the past and in dû."""
    form, mood_tense, person, number, gender = analysis
    kept = {"past": "(n?(mes|tes))?$", "subjunctive": "n?t$"}.get(mood_tense, "$")
    plain = re.sub(f"([îû])(?!{kept})", lambda match: "i" if match[1] == "î" else "u", form)
    return plain, mood_tense, person, number, gender


def _spellings(verb: str, irregular: dict[str, Any]) -> Iterator[Parts]:
    """The principal parts of a verb, once for each of its accepted spellings (paie and paye; cédera and cèdera)."""
    if special := _irregular(verb, irregular):
        yield from special
    elif verb.endswith("er"):
        yield from _first_group(verb, irregular)
    elif verb.endswith(("ir", "ïr")):
        stem = verb[:-2]
        yield _parts(f"{stem}is {stem}is {stem}it {stem}issons {stem}issez {stem}issent", verb, f"{stem}is", f"{stem}i")
    elif verb.endswith("re"):
        stem = verb[:-2]
        yield _parts(f"{stem}s {stem}s {stem} {stem}ons {stem}ez {stem}ent", verb[:-1], f"{stem}is", f"{stem}u")
    else:
        raise ValueError(f"{verb!r} is not an infinitive")


def _parts(present: str, future: str, past: str, participle: str) -> Parts:
    return {"present": present, "future": future, "past": past, "participle": participle}


def _irregular(verb: str, irregular: dict[str, Any]) -> list[Parts]:
    """The parts of the longest irregular ending that fits, put after what stands before it; none for a regular verb."""
    endings = [] if verb in irregular["regular"] else [ending for ending in irregular["ending"] if verb.endswith(ending)]
    if verb in irregular["exact"]:
        ending, found = verb, irregular["exact"][verb]
    elif endings:
        ending = max(endings, key=len)
        found = irregular["ending"][ending]
    else:
        return []
    prefix = verb[: -len(ending)]
    own = {"future": re.sub("e$", "", ending), **{name: value for name, value in found.items() if name != "other"}}
    return [{name: _prefixed(prefix, forms) for name, forms in parts.items()} for parts in (own, found.get("other")) if parts]


def _prefixed(prefix: str, forms: str) -> str:
    return " ".join(form if form == "-" else prefix + form for form in forms.split())


def _first_group(verb: str, irregular: dict[str, Any]) -> Iterator[Parts]:
    stem = verb[:-2]
    back = re.sub("c$", "ç", re.sub("g$", "ge", stem))
    for mute, future in _mute_stems(verb, irregular):
        present = f"{mute}e {mute}es {mute}e {back}ons {stem}ez {mute}ent"
        imperative = f"{mute}e {back}ons {stem}ez"
        yield {
            **_parts(present, f"{future}er", f"{back}ai", f"{stem}é"),
            "imperfect": back,
            "before_i": stem,
            "imperative": imperative,
        }


def _mute_stems(verb: str, irregular: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The stems before a mute ending, in the present and in the future: appelle, appellera; cède, cédera or cèdera."""
    stem = verb[:-2]
    if stem.endswith(("oy", "uy")):
        yield stem[:-1] + "i", stem[:-1] + "i"
    elif stem.endswith("ay"):
        yield stem[:-1] + "i", stem[:-1] + "i"
        yield stem, stem
    elif not (match := _MUTE.search(stem)):
        yield stem, stem
    else:
        before, tail = stem[: match.start()], match["tail"]
        grave = f"{before}è{tail}"
        if match["vowel"] == "é":
            yield grave, stem
            yield grave, grave
            return
        doubles = tail in "lt" and verb not in irregular["never_doubling"]
        if doubles:
            yield stem + tail, stem + tail
        if not doubles or verb not in irregular["doubling"]:
            yield grave, grave


def _paradigm(verb: str, parts: Parts, invariable: bool) -> Iterator[Analysis]:
    present = parts["present"].split()
    imperfect = parts["imperfect"] if "imperfect" in parts else re.sub("ons$", "", present[3])
    before_i = parts.get("before_i", imperfect)
    subjunctive = parts["subjunctive"].split() if "subjunctive" in parts else _subjunctive(present, before_i)
    yield verb, "infinitive", "", "", ""
    yield from _persons("present", present)
    yield from _persons("imperfect", _endings(imperfect, before_i, _IMPERFECT))
    yield from _past(parts["past"], before_i)
    yield from _persons("future", _endings(parts["future"], parts["future"], _FUTURE))
    yield from _persons("conditional", _endings(parts["future"], parts["future"], _IMPERFECT))
    yield from _persons("subjunctive", subjunctive)
    imperative = parts["imperative"].split() if "imperative" in parts else [present[1], present[3], present[4]]
    told = {"-", *present}
    yield from ((form, "imperative", *who, "") for form, who in zip(imperative, _IMPERATIVE, strict=True) if form not in told)
    if (acting := parts.get("present_participle", imperfect + "ant")) != "-":
        yield acting, "present_participle", "", "", ""
    yield from _participle(parts["participle"].split(), invariable)


def _persons(mood_tense: str, forms: list[str]) -> Iterator[Analysis]:
    return ((form, mood_tense, *who, "") for form, who in zip(forms, _PERSONS, strict=True) if form != "-")


def _endings(stem: str, before_i: str, endings: tuple[str, ...]) -> list[str]:
    return [(before_i if ending.startswith("i") else stem) + ending for ending in endings]


def _subjunctive(present: list[str], before_i: str) -> list[str]:
    stem = re.sub("ent$", "", present[5])
    return [*(stem + ending for ending in ("e", "es", "e")), before_i + "ions", before_i + "iez", present[5]]


def _past(first: str, before_e: str) -> Iterator[Analysis]:
    if first == "-":
        return
    ending = max((ending for ending in _PAST if first.endswith(ending)), key=len)
    stem = first[: -len(ending)]
    forms, subjunctive = _PAST[ending]
    yield from _persons("past", [(before_e if form[0] == "è" else stem) + form for form in forms.split()])
    yield stem + subjunctive, "subjunctive", "3", "s", ""


def _participle(forms: list[str], invariable: bool) -> Iterator[Analysis]:
    masculine = forms[0]
    if invariable:
        yield masculine, "past_participle", "", "s", "m"
        return
    plural = masculine if masculine.endswith("s") else masculine + "s"
    forms = forms if len(forms) == 4 else [masculine, masculine + "e", plural, masculine + "es"]
    for form, number, gender in zip(forms, "sspp", "mfmf", strict=True):
        yield form, "past_participle", "", number, gender


def _merged(analyses: list[Analysis]) -> list[Analysis]:
    """The analyses with the persons of one number, and the numbers of one gender, that share a form told in one."""
    persons: dict[tuple[str, str, str, str], set[str]] = {}
    for form, mood_tense, person, number, gender in analyses:
        persons.setdefault((form, mood_tense, number, gender), set()).add(person)
    numbers: dict[tuple[str, str, str, str], set[str]] = {}
    for (form, mood_tense, number, gender), found in persons.items():
        numbers.setdefault((form, mood_tense, "".join(sorted(found)), gender), set()).add(number)
    return [
        (form, mood, person, "".join(sorted(found, reverse=True)), gender)
        for (form, mood, person, gender), found in numbers.items()
    ]


def table() -> list[tuple[str, ...]]:
    """The rows of verbs.csv, by lemma; the likelier of two lemmas that share a form comes first."""
    lexicon = tomllib.loads((_FRENCH / "verbs.toml").read_text(encoding="utf-8"))
    irregular = tomllib.loads((_HERE / "conjugation.toml").read_text(encoding="utf-8"))
    homographs: dict[str, list[str]] = {}
    for word_class, forms in lexicon.get("homographs", {}).items():
        for form in forms:
            homographs.setdefault(form, []).append(word_class)
    return [
        (form, verb, *analysis, " ".join(homographs.get(form, ())))
        for verb in sorted(verbs(lexicon["class"]), key=lambda verb: verb not in irregular["before_others"])
        for form, *analysis in conjugate(verb, irregular)
    ]


def main() -> None:
    """Writes verbs.csv."""
    with (_FRENCH / "verbs.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(table())


if __name__ == "__main__":
    main()
