"""Who warns: the subject of a verb, the owner of a noun, whoever gives or sends it."""

from __future__ import annotations

from collections.abc import Sequence

from etl.entities.gazetteer import demonym_countries
from etl.entities.namings import COUNTRY, OFFICE, ORGANIZATION, PERSON, Naming
from etl.entities.quotations import speaking_verbs
from etl.entities.references import previous
from etl.entities.scene import Scene
from etl.entities.topics import topic_before
from etl.events.certainty import PURPOSE
from etl.events.inserted import is_inserted
from etl.events.match import Match, Taken, take
from etl.events.quoted import subject_outside
from etl.events.warning_doers import owner
from etl.events.warning_places import complements, main_verb, that_after
from etl.events.warning_sides import Side, View
from etl.events.warning_words import says, warning_words
from etl.language.clauses import clause_start, equals, is_finite, objects_of, relative_antecedent, right_subject, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, LINK, MARK, NOUN, OTHER, RELATIVE, SUBORDINATOR, THAT, TIME, Group


def issuers_of(scene: Scene, match: Match) -> list[Taken]:
    """The issuers of a frame, in the order of the text; empty where nobody can be named."""
    if _is_purpose_of_passive(match):
        return []
    return _of_verb(scene, match) if match.at == match.verb else _of_noun(scene, match)


def _of_verb(scene: Scene, match: Match) -> list[Taken]:
    """Who warns by a verb: its subject, wherever that is told."""
    verb = match.verb_group
    if verb is not None and verb.subject < 0 and is_inserted(match.groups, match.at):
        return _taken(scene, match, right_subject(match.groups, match.at))
    if found := _apart(scene, match):
        return found
    if _is_object_behind(match) or _is_of_crowd(scene, match):
        return []
    if found := match.parts.get("issuer", []):
        return found
    if verb is not None and verb.tense == "infinitive" and not any(is_finite(g) for g in match.groups):
        topic = topic_before(scene, match.sentence.first, PERSON)
        return [] if topic is None else [Taken(topic, None)]
    if verb is None:
        return []
    if verb.passive:
        return _land_to_leave(scene, match)
    voices = (t for i in subject_of(match.groups, match.at) for t in _voice(scene, match, i))
    return listed(scene, match) or list(voices) or those_before(scene, match)


def listed(scene: Scene, match: Match) -> list[Taken]:
    """Those whom a subject only counts or sums up (`quatre États (X, Y et Z) accusent`, `X et Y, pays voisins, accusent`)."""
    groups, at = match.groups, next(iter(subject_of(match.groups, match.at)), match.at)
    if at == match.at:
        return []
    if found := _taken(scene, match, _list_behind(match, at)):
        return found
    if at < 2 or groups[at].ref is not None or groups[at].prep or groups[at - 1].kind != COMMA:
        return []
    rows = (equals(groups, k) for k in range(at - 1) if groups[k].kind == NOUN and not groups[k].prep)
    return _taken(scene, match, next((row for row in rows if row[-1] == at - 2), ()))


def _list_behind(match: Match, at: int) -> tuple[int, ...]:
    groups, i = match.groups, at + 1
    while i < match.at and groups[i].prep == "de":
        i += 1
    if i + 1 >= match.at or not (groups[i].kind == COMMA or groups[i].ref == "open") or groups[i + 1].kind != NOUN:
        return ()
    return equals(groups, i + 1)


def _opens_with_link(match: Match) -> bool:
    """Whether a sentence goes on from the one before by its verb (`Et accuse Y.`)."""
    verb = match.verb_group
    return verb is not None and verb.finite and verb.subject < 0 and match.at == 1 and match.groups[0].kind == LINK


def those_before(scene: Scene, match: Match) -> list[Taken]:
    """The subject of the sentence before: of a plural pronoun, if they are several, and of a verb that begins with `et`.

    Of a singular pronoun that stands for no person it is, where a state or a body is the subject.
    """
    verb, words = match.verb_group, grammar(scene.pack).words
    goes_on, pronoun = _opens_with_link(match), ""
    if verb is not None and verb.subject >= 0:
        pronoun = scene.tokens[verb.subject].low.rsplit("-", 1)[-1]
    alone = pronoun in words["singular_third_person"]
    if not (goes_on or alone or pronoun in words["plural_third_person"]):
        return []
    before = previous(scene, match.sentence.first)
    if before is None:
        return []
    groups = scene.groups(before)
    main = next((i for i, group in enumerate(groups) if is_finite(group)), -1)
    told = [t for i in subject_of(groups, main) for t in take(scene, before, groups, i)] if main >= 0 else []
    if alone:
        return [t for t in told if scene.cast.members[t.actor].kind in (COUNTRY, ORGANIZATION)] if len(told) == 1 else []
    return told if goes_on or len(told) > 1 else []


def _land_to_leave(scene: Scene, match: Match) -> list[Taken]:
    """The state whose land somebody is told to leave, by nobody named (`les diplomates ont été sommés de quitter X`)."""
    leaving = warning_words(scene.pack).verbs["leaving"]
    told = (i for i in complements(match) if (verb := match.groups[i].verb) and verb.is_one_of(leaving))
    return [t for i in told for j in objects_of(match.groups, i) for t in take(scene, match.sentence, match.groups, j)]


def _apart(scene: Scene, match: Match) -> list[Taken]:
    """Who warns by a verb that is told away from its subject: beside, behind or outside its clause."""
    verb, groups = match.verb_group, match.groups
    if verb is not None and verb.tense == "present_participle" and (found := of_participle(scene, match)):
        return found
    if _opens_with_link(match) and (found := those_before(scene, match)):
        return found
    main = _main_before_link(match)
    main = main if main >= 0 else _main_of_saying(scene, match)
    if main >= 0 and (found := _taken(scene, match, subject_of(groups, main))):
        return found
    if (of := owner_before(match)) >= 0 and (found := _taken(scene, match, equals(groups, of))):
        return found
    if outside := subject_outside(scene, match.sentence, match.at):
        outer, positions = outside
        return [t for i in positions for t in take(scene, outer.sentence, outer.groups, i)]
    told = _taken(scene, match, subject_of(groups, main)) if (main := _main_of_relative(scene, match)) >= 0 else []
    return told if any(scene.cast.members[t.actor].kind != PERSON for t in told) else []


def _main_before_link(match: Match) -> int:
    """The main verb that a verb right behind `et` goes on from (`X a accusé Y, son voisin, et a averti Z`), or -1."""
    groups, at, verb = match.groups, match.at, match.verb_group
    if at == 0 or groups[at - 1].kind != LINK or verb is None or not verb.finite or verb.passive or verb.subject >= 0:
        return -1
    for i in range(at - 2, -1, -1):
        if groups[i].kind in (THAT, RELATIVE, SUBORDINATOR, MARK):
            return -1
        if is_finite(groups[i]):
            opener = clause_start(groups, i) - 1
            return i if opener < 0 or groups[opener].kind in (COMMA, MARK) else -1
    return -1


def _main_of_saying(scene: Scene, match: Match) -> int:
    """The verb of saying whose speaker says more behind its clause (`X affirme que Y cherche Z et prévient que …`), or -1."""
    groups, at, verb = match.groups, match.at, match.verb_group
    if at == 0 or groups[at - 1].kind != LINK or verb is None or that_after(match) < 0:
        return -1
    opener = next((i for i in range(at - 1, 0, -1) if groups[i].kind == THAT), -1)
    before = groups[opener - 1].verb if opener > 0 else None
    same = before is not None and before.finite and before.tense == verb.tense and before.is_one_of(speaking_verbs(scene.pack))
    return opener - 1 if same else -1


def owner_before(match: Match) -> int:
    """Whose the noun is that an infinitive completes (`la décision de X de rappeler Y`), as a position; or -1."""
    groups, at, verb = match.groups, match.verb, match.verb_group
    if verb is None or verb.tense != "infinitive" or groups[at].prep != "de" or at < 2:
        return -1
    owned = groups[at - 1].kind == NOUN and groups[at - 1].prep == "de" and groups[at - 1].ref is not None
    return at - 1 if owned and groups[at - 2].kind == NOUN and groups[at - 2].ref is None else -1


def _is_object_behind(match: Match) -> bool:
    """Whether what was read as a subject behind the verb is its object: no quotation, comma or relative comes before it."""
    groups, at, verb = match.groups, match.at, match.verb_group
    if verb is None or not verb.finite or verb.passive or verb.subject >= 0 or "object" not in match.frame.roles:
        return False
    behind = subject_of(groups, at)[:1] > (at,)
    return behind and at > 0 and groups[at - 1].kind == MARK


def _is_of_crowd(scene: Scene, match: Match) -> bool:
    """Whether a participle tells what a crowd or its signs demand (`après les manifestations réclamant …`)."""
    verb, i = match.verb_group, match.at - 1
    while i > 0 and match.groups[i].kind in (TIME, OTHER):
        i -= 1
    described = verb is not None and verb.tense == "present_participle" and i >= 0 and match.groups[i].kind == NOUN
    return described and says(scene, match.groups[i], "crowds")


def of_participle(scene: Scene, match: Match) -> list[Taken]:
    """Who does what a present participle tells: the subject before its comma, else whoever stands right before it.

    Behind a passive the agent or the owner before the comma comes first (`après des propos de X, accusant Y`).
    """
    if (main := main_verb(match.groups, match.at)) >= 0:
        governing, beside = match.groups[main].verb, match.groups[match.at - 2]
        agent = governing is not None and governing.passive and beside.prep in ("par", "de")
        return (_taken(scene, match, (match.at - 2,)) if agent else []) or _taken(scene, match, subject_of(match.groups, main))
    beside = match.groups[match.at - 1]
    if beside.prep == "à" and match.at > 1:
        main = next((i for i in range(match.at - 1, -1, -1) if is_finite(match.groups[i])), -1)
        return _taken(scene, match, subject_of(match.groups, main)) if main >= 0 else []
    described = match.at > 0 and beside.kind == NOUN and not match.groups[match.at].prep
    return _taken(scene, match, (match.at - 1,)) if described else []


def _is_purpose_of_passive(match: Match) -> bool:
    """Whether an infinitive tells what for something was done by somebody unsaid (`X a été convoqué pour lui demander`)."""
    verb = match.verb_group
    if verb is None or verb.tense != "infinitive" or match.groups[match.verb].prep not in PURPOSE:
        return False
    main = next((group.verb for group in match.groups[: match.verb][::-1] if is_finite(group)), None)
    return main is not None and main.passive


def _main_of_relative(scene: Scene, match: Match) -> int:
    """The main verb before a relative clause whose subject is a pronoun (`X vise des navires qu'elle accuse`), or -1."""
    groups, verb = match.groups, match.verb_group
    if verb is None or verb.subject < 0 or relative_antecedent(groups, match.at) < 0:
        return -1
    if scene.tokens[verb.subject].low not in grammar(scene.pack).words["singular_third_person"]:
        return -1
    return next((i for i in range(clause_start(groups, match.at) - 1, -1, -1) if is_finite(groups[i])), -1)


def _taken(scene: Scene, match: Match, positions: Sequence[int]) -> list[Taken]:
    return [t for i in positions for t in take(scene, match.sentence, match.groups, i)]


def _voice(scene: Scene, match: Match, at: int) -> list[Taken]:
    """Who speaks through a paper, an office or an unnamed officer (`le communiqué rwandais`), or through `son pays`."""
    group, view = match.groups[at], View(scene, match.sentence, match.groups, Side(frozenset(), frozenset()))
    if group.kind != NOUN:
        return []
    if isinstance(group.ref, Naming) and group.ref.kind == OFFICE and group.ref.offices[0].role:
        return _state(scene, group.ref.country)
    if says(scene, group, "voices"):
        return owner(view, at)
    if says(scene, group, "own_land") and _is_possessive(scene, group):
        speaker = topic_before(scene, group.first, PERSON)
        return [] if speaker is None else _state(scene, scene.cast.members[speaker].country)
    return []


def _state(scene: Scene, land: str | None) -> list[Taken]:
    """The state of a country code, as an actor of the article."""
    return [Taken(i, None) for i, m in enumerate(scene.cast.members) if m.kind == COUNTRY and m.key == land]


def _is_possessive(scene: Scene, group: Group) -> bool:
    words = grammar(scene.pack).words["possessives"]
    return any(token.low in words for token in scene.tokens[group.first : group.head + 1])


def _of_noun(scene: Scene, match: Match) -> list[Taken]:
    """Who warns by a noun: whoever gives or sends it, else its owner or the country of its adjective."""
    words, verb = warning_words(scene.pack).verbs, match.verb_group
    given = verb is not None and bool(set(verb.lemmas) & words["giving"])
    undergone = undergoes(scene, match) >= 0
    if match.frame.options.get("given") and not (given or verb is None):
        return []
    if (
        verb is not None
        and given
        and not (verb.passive or undergone)
        and (found := _taken(scene, match, subject_of(match.groups, match.verb)))
    ):
        return found
    after = [i for i in complements(match) if match.groups[i].kind == NOUN and match.groups[i].first >= match.trigger[1]]
    agents = [i for i in after if match.groups[i].prep == "par"]
    owned = [i for i in after[:1] if match.groups[i].prep == "de"]
    for positions in (agents, owned):
        if found := _taken(scene, match, [j for i in positions for j in equals(match.groups, i)]):
            return found
    return [] if undergone else match.parts.get("issuer", []) or _by_adjective(scene, match)


def undergoes(scene: Scene, match: Match) -> int:
    """The reflexive verb whose subject gets what the infinitive behind it gives (`s'est vu remettre une note`), or -1."""
    before = match.groups[match.verb - 1].verb if match.verb > 0 and match.at != match.verb else None
    if before is None or not before.reflexive or not before.is_one_of(warning_words(scene.pack).verbs["undergoing"]):
        return -1
    return match.verb - 1


def _by_adjective(scene: Scene, match: Match) -> list[Taken]:
    group = match.groups[match.at]
    for token in scene.tokens[group.first : group.last]:
        if lands := demonym_countries(token.low, scene.pack):
            return [Taken(i, None) for i, m in enumerate(scene.cast.members) if m.kind == COUNTRY and m.key in lands]
    return []
