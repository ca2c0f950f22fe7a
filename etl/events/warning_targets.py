"""Whom a warning is meant for: whoever should change what they do, told as object, as owner of a wrong, or in a clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.entities.namings import COUNTRY, OFFICE, ORGANIZATION, PERSON, Naming
from etl.entities.pairs import last_named
from etl.entities.scene import Scene
from etl.entities.topics import topic_before
from etl.events.inserted import is_inserted
from etl.events.match import Match, Taken
from etl.events.warning_doers import actor_of, aimed_at, blamed, owner, quoted_target, strikes, struck
from etl.events.warning_issuers import undergoes
from etl.events.warning_places import complements, condition_after, is_long, object_at, tail, that_after, under
from etl.events.warning_sides import Side, View, antecedent, in_sentence_before, topic
from etl.events.warning_words import says, warning_words
from etl.language.clauses import clause_end, clause_start, equals, is_finite, objects_of, subject_of
from etl.language.grammar import grammar
from etl.language.groups import COMMA, LINK, NOUN, OTHER, QUOTE, RELATIVE, SUBORDINATOR, THAT, TIME, Group


def targets_of(scene: Scene, match: Match, side: Side, quote: int) -> list[Taken]:
    """The targets of a frame.

    Args:
        scene: The article.
        match: The frame.
        side: Whoever warns.
        quote: Position of the quotation that the verb introduces, or -1.

    Returns:
        Who is told as object or addressee; else whom a pronoun stands for; else the owner of what is blamed or asked
        for; else who acts in the clause or in the quotation; empty where nobody is told.
    """
    view = View(scene, match.sentence, match.groups, side)
    for found in _ways(view, match, quote):
        if found:
            return list(dict.fromkeys([*found, *_in_turn(view, match, found)]))
    return []


def _in_turn(view: View, match: Match, first: Sequence[Taken]) -> list[Taken]:
    """Whom else the verb asks something, with its own infinitive (`appelle X à partir, et Y à rester`)."""
    groups, known = view.groups, {taken.actor for taken in first}
    asked = next((i for i in range(match.at + 2, len(groups)) if _is_asked(groups[i])), -1)
    if match.at != match.verb or "asks" not in match.frame.options or asked < 0:
        return []
    told = next((groups[i].prep for i in range(asked - 1, match.at, -1) if isinstance(groups[i].ref, Naming)), None)
    further: list[Taken] = []
    for i in range(asked + 2, len(groups) - 1):
        if is_finite(groups[i]):
            break
        here, follow = groups[i], groups[i + 1]
        apart = groups[i - 1].kind in (COMMA, LINK) and isinstance(here.ref, Naming) and here.prep == told
        if apart and follow.prep == groups[asked].prep and _is_asked(follow):
            further += [taken for taken in view.others(i) if taken.actor not in known]
    return further


def _is_asked(group: Group) -> bool:
    """Whether a group tells what somebody is asked: an infinitive or a noun under `à` or `de`."""
    infinitive = group.verb is not None and group.verb.tense == "infinitive"
    return group.prep in ("à", "de") and (infinitive or (group.kind == NOUN and not isinstance(group.ref, Naming)))


def _ways(view: View, match: Match, quote: int) -> Iterator[list[Taken]]:
    yield _addressee(view, match)
    yield _told(view, match)
    yield _neighbour(view, match)
    yield _spoken_to(view, match)
    if match.frame.options.get("asks") and _asks_unnamed(view, match):
        return
    yield _sufferer(view, match)
    yield _pronoun(view, match)
    yield from (view.as_states(found) for found in _inferred(view, match, quote))


def _asks_unnamed(view: View, match: Match) -> bool:
    """Whether the verb of asking has an object that names nobody known (`presse cette délégation de partir`)."""
    return "target" in match.frame.roles.values() and object_at(view.scene, match) >= 0


def _inferred(view: View, match: Match, quote: int) -> Iterator[list[Taken]]:
    options, undergone = match.frame.options, match.frame.values["kind"] in ("warning", "threat")
    thing = object_at(view.scene, match) if options.get("owner") else -1
    if match.frame.values["kind"] == "threat":
        yield _victim(view, match)
        answered = (i for prep in ("à", "contre") if match.frame.roles.get(prep) == "target" for i in under(match, prep))
        yield from (owner(view, i) for i in answered)
    if thing >= 0:
        yield owner(view, thing)
    for prep in options.get("about", ()):
        yield from (owner(view, i) for i in under(match, prep) if not _is_wronged(view, match, i))
    if (that := that_after(match)) >= 0:
        yield blamed(view, that + 1, len(match.groups), undergone=undergone)
    if undergone and match.at == match.verb:
        yield _under_condition(view, match)
    if is_inserted(match.groups, match.at):
        yield from _around(view, match, undergone=undergone)
        yield struck(view) if undergone else []
    if quote >= 0:
        yield quoted_target(view, quote, undergone=undergone)
        yield in_sentence_before(view) if _is_to_you(view, quote) else []
    yield from _around_it(view, match, quote, undergone=undergone)


def _around_it(view: View, match: Match, quote: int, *, undergone: bool) -> Iterator[list[Taken]]:
    """Whom the rest of the sentence or the sentence before tells as the one who does what is meant."""
    thing = object_at(view.scene, match) if match.frame.options.get("owner") else -1
    if not undergone:
        yield from (owner(view, i) for i in _answered(view, match))
    yield topic(view)
    if answers := match.frame.options.get("answers"):
        yield _provoking(view, match, acting=answers == "act")
    if undergone and _is_of_this(view, match):
        yield _before(view, match)
    if _is_of_wrong_before(view, match, quote, thing):
        yield in_sentence_before(view, acting=True)


def _under_condition(view: View, match: Match) -> list[Taken]:
    """Who would do what a condition behind the verb tells (`menace d'agir si X avance`)."""
    condition = condition_after(view.scene, match)
    doers = (i for i in range(condition + 1, len(match.groups)) if is_finite(match.groups[i]))
    return actor_of(view, next(doers, match.at), condition + 1) if condition >= 0 else []


def _provoking(view: View, match: Match, *, acting: bool) -> list[Taken]:
    """Who is answered: whoever acts or undergoes in the clause before, or is blamed there; else of the sentence before."""
    main = next((i for i in range(match.at - 1, -1, -1) if is_finite(match.groups[i])), -1)
    verb = match.groups[main].verb if main >= 0 else None
    if verb is None:
        return in_sentence_before(view, acting=True) if acting else []
    if not acting and not verb.is_one_of(warning_words(view.scene.pack).verbs["blaming"]):
        return []
    done = [t for i in subject_of(match.groups, main) for t in view.others(i)] if acting and not verb.passive else []
    return done or [t for i in objects_of(match.groups, main) for t in view.others(i)]


def _is_of_wrong_before(view: View, match: Match, quote: int, thing: int) -> bool:
    """Whether a wrong is told of nobody, as object or in the quotation before, so that the sentence before tells of whom."""
    options = match.frame.options
    if 0 <= quote < match.at and options.get("owner") is True and says(view.scene, match.groups[quote], "wrongs"):
        return True
    return thing >= 0 and options["owner"] != "told" and not options.get("quoted") and _is_wrong(view, thing)


def _is_of_this(view: View, match: Match) -> bool:
    """Whether the clause that a verb governs is about what was told before (`avertissant que cette décision …`)."""
    that, demonstratives = that_after(match), grammar(view.scene.pack).words["demonstratives"]
    return 0 <= that < len(view.groups) - 1 and view.scene.tokens[view.groups[that + 1].first].low in demonstratives


def _before(view: View, match: Match) -> list[Taken]:
    """Whose the thing is that was told before the verb in its sentence."""
    told = [i for i in range(match.at) if view.groups[i].prep in ("de", "par")]
    return next((found for i in told if (found := view.others(i))), [])


def _answered(view: View, match: Match) -> Iterator[int]:
    """The complements that tell after which wrong something is said (`exige des excuses après les tirs de X`)."""
    after = warning_words(view.scene.pack).tokens["after"]
    for i in range(tail(match) + 1, len(view.groups)):
        group = view.groups[i]
        if is_finite(group) or group.kind in (THAT, RELATIVE, SUBORDINATOR):
            return
        answered = group.prep == "lors de" and not after.isdisjoint(view.scene.words[group.first : group.head])
        if answered and says(view.scene, group, "wrongs", "upon", "deeds", "custody"):
            yield i


def _is_wronged(view: View, match: Match, at: int) -> bool:
    """Whether a complement tells who suffers (`les frappes contre X`) or whose right is asked for (`à respecter le sol …`)."""
    group, before = view.groups[at], view.groups[at - 1]
    if group.prep == "contre":
        return at - 1 > tail(match) and before.kind == NOUN and before.ref is None
    return before.verb is not None and before.prep == "à" and not group.prep and says(view.scene, group, "rights")


def _around(view: View, match: Match, *, undergone: bool) -> Iterator[list[Taken]]:
    """Who acts in the clauses that an inserted verb stands in, the nearest before it first."""
    before = [i for i in range(match.at - 1, -1, -1) if is_finite(match.groups[i]) and not _is_otherwise(view, i)]
    for i in before or [match.at]:
        acting = actor_of(view, i, 0, undergone=undergone)
        own = undergone and (strikes(view.scene, match.groups[i]) or _is_own_threat(match, i))
        yield aimed_at(view, i) if own and not (acting and view.side.lands) else acting
    yield blamed(view, match.at + 1, len(match.groups), undergone=undergone)


def _is_own_threat(match: Match, at: int) -> bool:
    """Whether a verb tells what whoever threatens will do himself (`X imposera des droits à Y, a menacé Z`)."""
    verb, opener = match.groups[at].verb, clause_start(match.groups, at) - 1
    main = opener < 0 or match.groups[opener].kind not in (SUBORDINATOR, RELATIVE)
    return match.frame.values["kind"] == "threat" and main and verb is not None and verb.tense == "future" and not verb.passive


def _is_otherwise(view: View, at: int) -> bool:
    """Whether a clause tells what comes if nobody obeys (`…, faute de quoi X agira`)."""
    opener = clause_start(view.groups, at) - 1
    if opener < 0 or view.groups[opener].kind != SUBORDINATOR:
        return False
    return view.scene.tokens[view.groups[opener].last - 1].low in warning_words(view.scene.pack).tokens["otherwise"]


def _is_to_you(view: View, quote: int) -> bool:
    """Whether a quotation speaks to somebody in the second person."""
    second = grammar(view.scene.pack).words["second_person"]
    group = view.groups[quote]
    return not second.isdisjoint(view.scene.words[group.first : group.last])


def _victim(view: View, match: Match) -> list[Taken]:
    """Whom an infinitive of harming has as its object (`menace d'attaquer X`), or any infinitive turns against."""
    groups, harming = view.groups, warning_words(view.scene.pack).verbs["harming"]
    told = [i for i in complements(match) if groups[i].verb and groups[i].prep]
    imposing = warning_words(view.scene.pack).verbs["imposing"]
    found = [i for i in told if (verb := groups[i].verb) and set(verb.lemmas) & harming]
    if victims := [t for i in found[:1] for j in objects_of(groups, i) for t in view.others(j) or view.by_adjective(j)]:
        return victims
    laid = [i for i in told if (verb := groups[i].verb) and verb.is_one_of(imposing)]
    severing = warning_words(view.scene.pack).verbs["severing"]
    severed = any((verb := groups[i].verb) and verb.is_one_of(severing) for i in told)
    aims = ("contre", *(("à",) if laid else ()), *(("avec",) if severed else ()))
    against = [i for i in complements(match) if told and i > told[0] and groups[i].prep in aims]
    return [t for i in against[:1] for j in equals(groups, i) for t in view.others(j)]


def _is_wrong(view: View, at: int) -> bool:
    """Whether a group tells a wrong, a deed told before, or words in quotation marks follow it."""
    demonstratives = grammar(view.scene.pack).words["demonstratives"]
    if view.scene.tokens[view.groups[at].first].low in demonstratives and says(view.scene, view.groups[at], "deeds"):
        return True
    return QUOTE in [g.kind for g in view.groups[at : at + 2]] or says(view.scene, view.groups[at], "wrongs")


def _told(view: View, match: Match) -> list[Taken]:
    found = [t for t in match.parts.get("target", []) if t.actor not in view.side.actors and not view.is_hearer(t)]
    if not found and "target" in match.frame.roles.values() and (thing := object_at(view.scene, match)) >= 0:
        found = [t for i in equals(match.groups, thing) for t in view.named(i) if not view.is_hearer(t)]
        if not found and _goes_on_named(match, thing):
            found = view.named(thing + 1)
    return found if match.frame.values["kind"] != "protest" else view.as_states(found)


def _goes_on_named(match: Match, thing: int) -> bool:
    """Whether a name follows an adjective that was read as a noun (`son petit voisin russe`)."""
    groups = match.groups
    if thing + 1 >= len(groups) or groups[thing].ref is not None or groups[thing].kind != NOUN:
        return False
    return groups[thing + 1].kind == NOUN and not groups[thing + 1].prep and groups[thing + 1].ref is not None


def _sufferer(view: View, match: Match) -> list[Taken]:
    """The subject of a verb of suffering with a noun as its object (`X a essuyé les critiques de Y`)."""
    verb = match.verb_group
    if (given := undergoes(view.scene, match)) >= 0:
        return view.as_states([t for i in subject_of(match.groups, given) for t in view.named(i)])
    if verb is None or match.at == match.verb or not set(verb.lemmas) & warning_words(view.scene.pack).verbs["suffering"]:
        return []
    return [t for i in subject_of(match.groups, match.verb) for t in view.named(i)]


def _addressee(view: View, match: Match) -> list[Taken]:
    """Whoever is spoken to: the first actor after the verb under one of the frame's prepositions, or under a long one."""
    preps = match.frame.options.get("addressee", ())
    groups = view.groups
    direct = "target" in match.frame.roles.values() and match.at == match.verb and bool(objects_of(groups, match.at))
    thing = object_at(view.scene, match)
    given = thing >= 0 and any(says(view.scene, g, "transfers") for g in groups[thing : thing + 2])
    for i in complements(match):
        group = groups[i]
        if (direct or (given and i > thing)) and not is_long(group):
            continue
        if group.verb is not None and not group.verb.finite and group.verb.tense != "past_participle":
            break
        if group.kind != NOUN or not (group.prep in preps or is_long(group)):
            continue
        if group.prep == "de" and any(g.kind not in (OTHER, TIME) for g in groups[match.at + 1 : i]):
            continue
        apart = i - 1 > tail(match) and groups[i - 1].kind == NOUN and groups[i - 1].prep not in ("", "de")
        if match.at != match.verb and apart and not is_long(group):
            continue  # where something is (`son inquiétude face à l'escalade au Mali`)
        if view.scene.tokens[group.head].low in warning_words(view.scene.pack).tokens["strong"]:
            return view.as_states(antecedent(view, group.first))
        if view.scene.tokens[group.head].low in warning_words(view.scene.pack).tokens["strong_plural"]:
            return []
        found = [t for j in equals(groups, i) for t in view.named(j)]
        if found and not (match.frame.options.get("heard") and _is_forum(view, found)):
            return found
    return []


def _spoken_to(view: View, match: Match) -> list[Taken]:
    """Whom a participle behind the clause tells as spoken to (`a prévenu X, s'adressant à Y`)."""
    addressing = warning_words(view.scene.pack).verbs["addressing"]
    for i in range(match.at + 1, len(view.groups)):
        verb = view.groups[i].verb
        if verb is not None and verb.tense == "present_participle" and verb.is_one_of(addressing):
            heard = [j for j in range(i + 1, clause_end(view.groups, i)) if view.groups[j].prep in ("", "à")]
            return next((found for j in heard if (found := [t for k in equals(view.groups, j) for t in view.others(k)])), [])
    return []


def _neighbour(view: View, match: Match) -> list[Taken]:
    """Whom `son voisin` or `son rival` stands for as the object: by its adjective, else the other country told last.

    `son homologue` is the other of the two persons told last.
    """
    thing = object_at(view.scene, match) if "target" in match.frame.roles.values() else -1
    ref = view.groups[thing].ref if thing >= 0 else None
    if isinstance(ref, Naming) and ref.kind == OFFICE and any(o.relative and not o.countries for o in ref.offices):
        before = last_named(view.scene, ref.first, PERSON)
        return [Taken(actor, None) for actor in before if actor not in view.side.actors][:1]
    if thing < 0 or ref is not None or not says(view.scene, view.groups[thing], "neighbours"):
        return []
    first = view.scene.tokens[view.groups[thing].first].low
    if first not in grammar(view.scene.pack).words["possessives"]:
        return []
    if found := view.by_adjective(thing):
        return found
    members = view.scene.cast.members
    own = view.side.actors | {i for i, member in enumerate(members) if member.country in view.side.lands}
    country = topic_before(view.scene, match.sentence.first, COUNTRY, besides=own)
    return [] if country is None else [Taken(country, None)]


def _is_forum(view: View, taken: Sequence[Taken]) -> bool:
    """Whether all whom one turns to are bodies of several states, which hear a complaint about another."""
    members = [view.scene.cast.members[t.actor] for t in taken]
    return all(m.kind == ORGANIZATION and m.country is None for m in members)


def _pronoun(view: View, match: Match) -> list[Taken]:
    """Whom the object pronoun of the verb stands for."""
    verb, scene = match.verb_group, view.scene
    if verb is None:
        return []
    words = warning_words(scene.pack).tokens
    if match.frame.options.get("seen"):
        return antecedent(view, match.groups[match.verb].first) if set(verb.clitics) & words["there"] else []
    hits = "target" in match.frame.roles.values() and match.frame.options.get("owner") is not True  # else `l'` is a thing
    direct = hits and set(verb.clitics) & grammar(scene.pack).words["direct_clitics"]
    indirect = "à" in match.frame.options.get("addressee", ()) and set(verb.clitics) & words["indirect"]
    several = bool(set(verb.clitics) & grammar(scene.pack).words["plural_clitics"])
    found = antecedent(view, match.groups[match.verb].first, several=several) if direct or indirect else []
    return found if match.frame.values["kind"] != "protest" else view.as_states(found)
