"""Who does what in a sentence, on sentences without a name in them."""

import json
from pathlib import Path

import pytest

from etl.entities.scene import set_scene
from etl.language.clauses import complements_of, objects_of, subject_of
from etl.language.pack import load_pack

CASES = [json.loads(line) for line in Path("tests/golden/clauses/arguments.jsonl").read_text(encoding="utf-8").splitlines()]


def row_of(text):
    scene = set_scene(text, None, load_pack("fr"))
    groups = scene.groups(scene.sentences[0])
    return scene, groups


@pytest.mark.parametrize("case", CASES, ids=[f"{case['verb']} in {case['text'][:40]}" for case in CASES])
def test_a_verb_finds_its_arguments(case):
    scene, groups = row_of(case["text"])

    def words(positions):
        return [scene.piece(groups[i].first, groups[i].last) for i in positions]

    at = next(i for i, g in enumerate(groups) if g.verb and scene.tokens[g.verb.head].text == case["verb"])
    assert words(subject_of(groups, at)) == case["subject"]
    assert words(objects_of(groups, at)) == case["objects"]
    under = {}
    for prep, i in complements_of(groups, at):
        under.setdefault(prep, []).extend(words([i]))
    for prep, expected in case.get("under", {}).items():
        assert under.get(prep, [])[: len(expected)] == expected


@pytest.mark.parametrize(
    ("text", "tense", "negated", "passive", "modal"),
    [
        ("Le conseil a livré le texte.", "past", False, False, ""),
        ("Le conseil n'a pas livré le texte.", "past", True, False, ""),
        ("Le conseil n'a livré que le texte.", "past", False, False, ""),
        ("Le texte aurait été livré.", "conditional_past", False, True, ""),
        ("Le conseil doit livrer le texte.", "present", False, False, "devoir"),
        ("Le conseil livrera le texte.", "future", False, False, ""),
        ("Le conseil avait déjà livré le texte.", "pluperfect", False, False, ""),
        ("Le conseil pourrait livrer le texte.", "conditional", False, False, "pouvoir"),
        ("Le texte est livré par la poste.", "present", False, True, ""),
        ("Le conseil est arrivé.", "past", False, False, ""),
        ("Le conseil s'est réuni.", "past", False, False, ""),
    ],
)
def test_a_verb_group_tells_tense_voice_and_denial(text, tense, negated, passive, modal):
    _, groups = row_of(text)
    verb = next(group.verb for group in groups if group.verb)
    assert (verb.tense, verb.negated, verb.passive, verb.modal) == (tense, negated, passive, modal)
