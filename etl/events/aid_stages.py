"""How far aid has come: the stage that the governing verbs or nouns tell, and the status that follows from it."""

from __future__ import annotations

from etl.entities.amounts import Amount, Count
from etl.entities.namings import PERSON, Naming
from etl.entities.scene import Scene
from etl.events.aid_anchors import Anchor, carried, gift_beside, noun_phrase
from etl.events.aid_words import AidWords, aid_words
from etl.events.certainty import is_future, is_recent, opens_condition
from etl.events.circumstance_words import circumstance_words
from etl.language.clauses import clause_start, is_finite, subject_of
from etl.language.groups import COMMA, LINK, RELATIVE, THAT, Group
from etl.language.pack import Pack
from etl.language.verbs import VerbGroup

_STATUS = {"give": "delivered", "approve": "committed", "promise": "pledged", "propose": "proposed", "suspend": "suspended"}
_SUPPOSED = frozenset({"imperfect", "pluperfect"})
_AHEAD = frozenset({"future", "future_perfect", "infinitive", "present", "subjunctive", "conditional"})


def stage_of(scene: Scene, anchor: Anchor, words: AidWords) -> tuple[str, int] | None:
    """The status that the governing verbs tell, else the noun before, and which verb tells it (-1 if none).

    None where a verb says that it is no aid.
    """
    told: list[tuple[str, int, VerbGroup]] = []
    doing = _doing(scene, anchor)
    if isinstance(anchor.ref, Count) and doing is not None:
        carries = scene.words[scene.at(anchor.ref.noun_start)] in words.carriers and doing.is_one_of(words.arriving)
        if carries or set(doing.lemmas) & words.not_aid_verbs:
            return None
    for i in anchor.verbs:
        verb = anchor.groups[i].verb
        if verb is None:
            continue
        off = verb.is_one_of(words.not_aid_verbs) and not _from_stock(scene, anchor.groups, i, words)
        off = off and not _carries(scene, anchor, i, words)
        taken = verb.reflexive and not verb.passive and verb.is_one_of(words.equipping)  # `l'armée s'est dotée de chars`
        if (
            verb.negated
            or verb.is_one_of(words.sentencing)
            or (not told and (off or taken or _is_supposed(scene, anchor.groups, i)))
        ):
            return None
        stage = _told_stage(scene, anchor, i, words)
        if stage is not None:
            told.append((stage, i, verb))
    if not told:
        return _by_noun(scene, anchor, words), -1
    told = _without_described(anchor, told)
    if len(told) > 1 and told[0][2].is_one_of(words.composing) and _is_within(anchor.groups, told[0][1]):
        told = told[1:]
    if told[0][2].is_one_of(words.adding):
        told = [each for each in told if each[1] > anchor.at] or told
    outer = told[:1] if len(told) > 1 and _is_apart(anchor.groups, told[0][1], told[1][1]) else told[:2]
    strong = [(_STATUS[stage], i) for name in ("suspend", "propose") for stage, i, _ in outer if stage == name]
    return strong[0] if strong else _status(*told[0], scene.pack)


def _is_supposed(scene: Scene, groups: list[Group], at: int) -> bool:
    """Whether a verb tells in a past tense what is only supposed (`si X y ajoutait 20 millions`)."""
    main = next((i for i in range(at, -1, -1) if is_finite(groups[i])), at)  # `si X devait un jour livrer 20 chars`
    verb, opener = groups[main].verb, clause_start(groups, main) - 1
    if verb is None or verb.tense not in _SUPPOSED or opener < 0:
        return False
    return opens_condition(scene, groups[opener])


def _told_stage(scene: Scene, anchor: Anchor, at: int, words: AidWords) -> str | None:
    """The stage that a verb tells, by itself or with the noun that it carries."""
    verb, together = anchor.groups[at].verb, carried(scene, anchor.groups, at, words)
    if verb is not None and verb.is_one_of(words.endowing) and isinstance(anchor.ref, Amount):
        return "approve"
    if together is not None:
        return "give" if together == "receive" else together
    if _carries(scene, anchor, at, words) or _goes(anchor, at, words):
        return "give"
    along = anchor.groups[anchor.at].prep == "avec" and at < anchor.at  # `la délégation est arrivée avec 30 véhicules`
    if verb is not None and verb.is_one_of(words.arriving) and (along or _has_person(anchor.groups, at)):
        return None
    return next((words.stages[lemma] for lemma in verb.lemmas if lemma in words.stages), None) if verb else None


def _without_described(anchor: Anchor, told: list[tuple[str, int, VerbGroup]]) -> list[tuple[str, int, VerbGroup]]:
    """The verbs without the participles that only describe the subject of another (`les 10 millions promis ont été versés`)."""
    phrase = range(anchor.at + 1 - len(noun_phrase(anchor.groups, anchor.at)), anchor.at + 1)
    for place, (_, i, verb) in enumerate(told):
        if (
            place
            and verb.finite
            and all(each.tense == "past_participle" for _, _, each in told[:place])
            and i > anchor.at
            and any(j in phrase for j in subject_of(anchor.groups, i))
        ):
            return told[place:]
    return told


def _is_within(groups: list[Group], at: int) -> bool:
    """Whether a verb only describes what another verb gives (`a remis un lot comprenant 12 camions`)."""
    start = clause_start(groups, at)
    return not is_finite(groups[at]) or (start > 0 and groups[start - 1].kind == RELATIVE)


def _carries(scene: Scene, anchor: Anchor, at: int, words: AidWords) -> bool:
    """Whether a verb tells of the coming of what carries the things (`un avion s'est posé à Riga avec 40 tonnes de vivres`)."""
    groups, verb = anchor.groups, anchor.groups[at].verb
    if verb is None or not isinstance(anchor.ref, Count) or not verb.is_one_of(words.landing):
        return False
    subjects = subject_of(groups, at)
    return anchor.at not in subjects and any(
        not words.carriers.isdisjoint(scene.words[groups[i].first : groups[i].last]) for i in subjects
    )


def _goes(anchor: Anchor, at: int, words: AidWords) -> bool:
    """Whether money is what goes to somebody (`une enveloppe de 45 millions ira à X`)."""
    verb = anchor.groups[at].verb
    if verb is None or not isinstance(anchor.ref, Amount) or not verb.is_one_of(words.going):
        return False
    subjects = subject_of(anchor.groups, at)
    return bool(subjects) and subjects[0] <= anchor.at < at


def _has_person(groups: list[Group], verb: int) -> bool:
    """Whether the subject of a verb is a person: who arrives somewhere is no aid."""
    refs = (groups[i].ref for i in subject_of(groups, verb))
    return any(isinstance(ref, Naming) and ref.kind == PERSON for ref in refs)


def _from_stock(scene: Scene, groups: list[Group], at: int, words: AidWords) -> bool:
    """Whether a participle tells where the things come from that are given (`des missiles tirés de ses réserves`)."""
    verb, behind = groups[at].verb, groups[at + 1] if at + 1 < len(groups) else None
    if verb is None or behind is None or verb.tense != "past_participle":
        return False
    return scene.tokens[behind.head].low in words.stocks


def _is_apart(groups: list[Group], at: int, before: int) -> bool:
    """Whether a verb tells another thing than the verb before it: both are finite, in clauses side by side."""
    between = {group.kind for group in groups[before + 1 : at]}
    return is_finite(groups[at]) and is_finite(groups[before]) and not between & {THAT, RELATIVE} and COMMA in between


def _doing(scene: Scene, anchor: Anchor) -> VerbGroup | None:
    """The finite verb in the active behind the things that has them as its subject (`deux hélicoptères ont franchi …`)."""
    groups, at = anchor.groups, anchor.at
    after = next((i for i in range(at + 1, len(groups)) if is_finite(groups[i])), -1)
    verb = groups[after].verb if after >= 0 else None
    described = (at, at + 1) if groups[at].last == groups[min(at + 1, len(groups) - 1)].first else (at,)
    return verb if verb is not None and not verb.passive and set(described) & set(subject_of(groups, after)) else None


def _by_noun(scene: Scene, anchor: Anchor, words: AidWords) -> str:
    """The status that the noun tells: only promised where the verb that carries the noun looks ahead (`fera don de`)."""
    stage = _noun_stage(scene, anchor, words)
    nearest = anchor.groups[anchor.verbs[0]].verb if anchor.verbs else None
    if stage == "give" and nearest is not None and nearest.is_one_of(words.making) and not is_recent(nearest, scene.pack):
        meant = bool(nearest.modal) and nearest.tense != "past"
        return _STATUS["promise" if meant or nearest.tense in _AHEAD - {"present"} else stage]
    return _STATUS[stage]


def _noun_stage(scene: Scene, anchor: Anchor, words: AidWords) -> str:
    """The stage that the noun tells whose complement the money or the things are (`la livraison de 40 obusiers`)."""
    if gift_beside(scene, anchor, words) >= 0:
        return "give"
    row = noun_phrase(anchor.groups, _first_of_row(anchor.groups, anchor.at))
    for group in row[1:] if isinstance(row[0].ref, Amount | Count) else row:
        stage = words.noun_stages.get(scene.tokens[group.head].low)
        if stage is not None:
            return stage
    return "promise"


def _first_of_row(groups: list[Group], at: int) -> int:
    """The first of the money and the things that are told in a row with those of a group (`don de 3 chars et 8 radars`)."""
    while at > 1 and groups[at - 1].kind in (COMMA, LINK) and isinstance(groups[at - 2].ref, Amount | Count):
        at -= 2
    return at


def _status(stage: str, at: int, verb: VerbGroup, pack: Pack) -> tuple[str, int]:
    """The status that one verb tells by its stage and its tense."""
    if verb.modal in circumstance_words(pack).able and verb.tense != "past":
        return "proposed", at
    if stage == "give" and is_recent(verb, pack):
        return _STATUS[stage], at
    if stage == "give" and (verb.tense in _AHEAD or (verb.modal and verb.modal not in aid_words(pack).causing)):
        return "pledged", at
    if stage == "approve" and (verb.tense in ("future", "infinitive", "conditional") or is_future(verb, pack)):
        return "pledged", at
    return _STATUS[stage], at
