"""What is told like a meeting and is none: topics, appeals, what others are urged to, what is only invited to."""

from __future__ import annotations

from itertools import takewhile

from etl.entities.amounts import Amount
from etl.entities.namings import COUNTRY, Naming
from etl.entities.scene import Scene
from etl.events.certainty import is_asked_for, is_unreal
from etl.events.match import Match, take
from etl.events.meeting_words import meeting_words
from etl.events.word_order import named_after
from etl.language.clauses import clause_end, complements_of, objects_of, subject_of
from etl.language.grammar import grammar
from etl.language.groups import LINK, NOUN, OTHER, QUOTE, TIME, Group


def is_no_meeting(scene: Scene, match: Match) -> bool:
    """Whether what a match tells is like a meeting and is none, or is told only as a thought."""
    words, options, group = meeting_words(scene.pack), match.frame.options, match.groups[match.at]
    first, last = match.trigger
    excluded = words.not_a_meeting.longest(scene.words, first, last + 4)
    if (excluded and not options.get("under")) or (options.get("clause") and not group.prep):
        return True
    noun = match.at != match.verb
    if noun and (told_by(scene, group, words.every) or (match.frame.values["mode"] == "phone" and is_appeal(scene, match))):
        return True
    if (options.get("urged") and is_urged(scene, match)) or (options.get("seen") and sees_done(match)):
        return True
    if (group.prep == "pour" and match.verb < 0) or (group.prep in ("pour", "à") and noun and _is_open_to(scene, match)):
        return True
    if (group.prep == "pour" and noun and _is_of_recalled(scene, match)) or _is_got_from(scene, match):
        return True
    if is_asked_for(scene, match) or is_traded(scene, match) or is_resumed(scene, match):
        return True
    if (
        _is_played(scene, match)
        or is_with_others(scene, match)
        or is_considered(scene, match)
        or _is_measured(scene, match)
        or _is_chair(scene, match)
    ):
        return True
    return is_to_come(match) or is_topic(scene, match) or is_aim(scene, match) or is_unreal(scene, match)


def _is_played(scene: Scene, match: Match) -> bool:
    """Whether those who meet are states alone, in a sentence about sport (`X reçoit Y en match amical`)."""
    told = [t for taken in match.parts.values() for t in taken]
    if any(scene.cast.members[t.actor].kind != COUNTRY for t in told):
        return False
    sentence = scene.words[match.sentence.first : match.sentence.last]
    return bool(told) and not meeting_words(scene.pack).sports.isdisjoint(sentence)


def _is_open_to(scene: Scene, match: Match) -> bool:
    """Whether a noun of meeting stands under `pour` behind one of being open to it (`une ouverture pour une rencontre`)."""
    nouns, before = meeting_words(scene.pack).openness, match.groups[max(match.at - 2, 0) : match.at]
    near = before[-1:] if not before or before[-1].prep != "de" else before  # `son accord de principe à une rencontre`
    told = [g for g in near if g.kind in (NOUN, QUOTE)]
    return any(not nouns.isdisjoint(scene.words[g.first : g.last]) for g in told)


def _is_of_recalled(scene: Scene, match: Match) -> bool:
    """Whether consultations are what envoys are called home for (`ont rappelé leurs ambassadeurs pour consultations`)."""
    verb = match.verb_group
    return verb is not None and verb.is_one_of(meeting_words(scene.pack).recalling)


def _is_got_from(scene: Scene, match: Match) -> bool:
    """Whether somebody receives things from another, told under `de` right behind the verb (`a reçu du Canada des obus`)."""
    verb, groups, at = match.verb_group, match.groups, match.at
    if verb is None or at != match.verb or verb.passive or match.frame.roles.get("object") != "visitor":
        return False
    giver = next((g for g in groups[at + 1 :] if g.kind not in (TIME, OTHER)), groups[at])
    of = giver.prep == "de" or scene.words[giver.first] in meeting_words(scene.pack).from_whom
    return of and isinstance(giver.ref, Naming)


def is_traded(scene: Scene, match: Match) -> bool:
    """Whether a verb of exchanging has things as its object (`échanger des ambassadeurs`) and not views or words.

    So one of negotiating what is bought or lent.
    """
    verb, words = match.verb_group, meeting_words(scene.pack)
    if verb is None or match.at != match.verb:
        return False
    if verb.is_one_of(words.bargaining):
        behind = takewhile(lambda group: group.kind in (NOUN, TIME, OTHER), match.groups[match.at + 1 :])
        return any(g.kind == NOUN and not words.bargained.isdisjoint(scene.words[g.first : g.last]) for g in behind)
    if not verb.is_one_of(words.exchanging):
        return False
    things = [g for i in objects_of(match.groups, match.at) if (g := match.groups[i]).kind == NOUN and not g.prep]
    return bool(things) and words.exchanged.isdisjoint(scene.words[things[0].first : things[0].last])


def _is_measured(scene: Scene, match: Match) -> bool:
    """Whether exchanges have a worth or a growth (`les échanges entre X et Y, de 2 milliards, ont doublé`): trade."""
    group, words = match.groups[match.at], meeting_words(scene.pack)
    if group.verb is not None or scene.tokens[group.head].low not in words.traded:
        return False
    for i in range(match.at + 1, len(match.groups)):
        verb = match.groups[i].verb
        if verb is not None and (verb.finite or i == match.at + 1):  # `leurs échanges ont doublé`, `voir les échanges doubler`
            return verb.is_one_of(words.measuring)
        if isinstance(match.groups[i].ref, Amount):
            return True
    return False


def _is_chair(scene: Scene, match: Match) -> bool:
    """Whether those who chair something together chair no session of two sides (`X et Y coprésident une fondation`)."""
    sessions = frozenset(match.frame.options.get("chaired", ()))
    if not sessions or match.at != match.verb or match.groups[match.at].verb is None:
        return False
    things = [*subject_of(match.groups, match.at), *range(match.at + 1, clause_end(match.groups, match.at))]
    return all(sessions.isdisjoint(scene.words[match.groups[i].first : match.groups[i].last]) for i in things)


def is_with_others(scene: Scene, match: Match) -> bool:
    """Whether those who talk do so with people whom nobody knows (`X et Y ont discuté avec des étudiants`)."""
    if match.at != match.verb or match.frame.roles.get("avec") != "participant":
        return False
    others = [i for prep, i in complements_of(match.groups, match.at) if prep == "avec" and match.groups[i].kind == NOUN]
    if not others:
        return False
    words = grammar(scene.pack).words
    determined = words["determiners"] | words["indefinites"] | words["indefinite_contractions"]
    told = [i for i in others if told_by(scene, match.groups[i], determined)]
    met = any(take(scene, match.sentence, match.groups, i) or named_after(match.groups, (i,)) >= 0 for i in others)
    return bool(told) and not met


def is_considered(scene: Scene, match: Match) -> bool:
    """Whether a meeting is only thought about (`examinera une visite`), proposed, or named in passing (`avec le sommet`)."""
    group, verb, words = match.groups[match.at], match.verb_group, meeting_words(scene.pack)
    if group.verb is not None:
        return bool(match.frame.options.get("gathering")) and group.verb.tense == "conditional" and group.verb.subject >= 0
    summit = match.frame.values["kind"] == "summit"
    if summit and group.prep == "avec":
        return True
    governed = verb is not None and match.verb < match.at and not group.prep
    passed = summit and verb is not None and verb.is_one_of(words.passing)
    return governed and verb is not None and (passed or verb.is_one_of(words.considering))


def is_resumed(scene: Scene, match: Match) -> bool:
    """Whether a dialogue is only what relations are (`renouer le dialogue`): no encounter is told."""
    verb, words, group = match.verb_group, meeting_words(scene.pack), match.groups[match.at]
    if verb is None or match.verb >= match.at or group.prep or scene.tokens[group.head].low not in words.standing:
        return False
    return verb.is_one_of(words.resuming) and is_definite(scene, group)


def is_topic(scene: Scene, match: Match) -> bool:
    """Whether long talks are only what something is about (`l'avancement des négociations entre X et Y`)."""
    group, words, verb = match.groups[match.at], meeting_words(scene.pack), match.verb_group
    lasting = group.verb is None and scene.tokens[group.head].low in words.lasting
    if lasting and verb is not None and verb.tense == "infinitive" and verb.is_one_of(words.continuing):
        return True
    if lasting and _is_object_of_others(scene, match):
        return True
    if (
        group.verb is not None
        or (group.prep not in ("de", "sur", "dans") and not _is_joined_topic(scene, match))
        or scene.tokens[group.head].low not in words.lasting
    ):
        return False
    before = match.groups[match.at - 1] if match.at else None
    if group.prep in ("sur", "dans"):
        return True
    if before is None or before.kind not in (NOUN, LINK) or before.ref is not None:
        return False
    return not is_said_of(scene, match, words.stages)


def _is_object_of_others(scene: Scene, match: Match) -> bool:
    """Whether long talks are what a verb is about that does not hold them (`affecte les négociations entre X et Y`)."""
    group, verb = match.groups[match.at], match.verb_group
    if verb is None or verb.passive or not -1 < match.verb < match.at or not is_definite(scene, group):
        return False
    governs = match.at == match.verb + 1 or match.at in objects_of(match.groups, match.verb)
    return governs and not group.prep and not verb.is_one_of(meeting_words(scene.pack).holding)


def is_said_of(scene: Scene, match: Match, nouns: frozenset[str]) -> bool:
    """Whether a noun of event stands under `de` behind one of some nouns (`le report de la visite`)."""
    known = match.groups[: match.at]
    before = next((g for g in known[::-1] if g.prep != "par"), None)  # `l'annulation par X de la visite`
    of = match.groups[match.at].prep == "de" and before is not None and before.kind == NOUN
    return of and before is not None and not nouns.isdisjoint(scene.words[before.first : before.last])


def _is_joined_topic(scene: Scene, match: Match) -> bool:
    """Whether a noun with `des` or `du` is joined to one under `de` or `sur` (`discuté des relations et des négociations`)."""
    groups, at = match.groups, match.at
    contracted = scene.tokens[groups[at].first].low in grammar(scene.pack).words["indefinite_contractions"]
    return at > 1 and contracted and groups[at - 1].kind == LINK and groups[at - 2].prep in ("de", "sur")


def is_aim(scene: Scene, match: Match) -> bool:
    """Whether long talks are only what something is done for (`en vue de négociations entre X et Y`)."""
    lasting = scene.tokens[match.groups[match.at].head].low in meeting_words(scene.pack).lasting
    return match.groups[match.at].verb is None and lasting and is_ahead(scene, match)


def is_ahead(scene: Scene, match: Match) -> bool:
    """Whether a noun of event stands under a preposition of what is still to come (`en vue d'une rencontre avec X`)."""
    group = match.groups[match.at]
    opening = scene.words[group.first : min(group.first + 2, group.head)]
    return group.prep == "lors de" and not meeting_words(scene.pack).towards.isdisjoint(opening)


def is_invited(scene: Scene, match: Match) -> bool:
    """Whether a noun of event is what an invitation is for (`une invitation de X pour une visite à Y`)."""
    if match.groups[match.at].prep not in ("pour", "à"):
        return False
    before = match.groups[max(match.verb, 0) : match.at]
    return any(g.kind == NOUN and scene.tokens[g.head].low in meeting_words(scene.pack).inviting_nouns for g in before)


def is_appeal(scene: Scene, match: Match) -> bool:
    """Whether an `appel` is one to do something: launched, renewed, or followed by what it is for (`à la reprise de …`)."""
    beside = match.groups[match.at].prep == "lors de"
    if match.verb_group is not None and not beside and match.verb_group.is_one_of(meeting_words(scene.pack).appealing):
        return True
    if match.trigger[1] - match.trigger[0] > 1:
        return False
    for i in range(match.at + 1, len(match.groups)):
        group = match.groups[i]
        if group.prep == "à" and group.kind != TIME and not isinstance(group.ref, Naming):
            return not take(scene, match.sentence, match.groups, i)
        if group.verb is not None:
            return False
    return False


def came_to_nothing(scene: Scene, match: Match) -> bool:
    """Whether a negated verb tells of what did not come of a meeting that was held (`la rencontre n'a rien donné`)."""
    verb = match.verb_group
    if (
        verb is None
        or verb.is_one_of(meeting_words(scene.pack).happening)
        or match.at not in subject_of(match.groups, match.verb)
    ):
        return False
    return match.at != match.verb and verb.tense in ("past", "pluperfect") and is_definite(scene, match.groups[match.at])


def is_urged(scene: Scene, match: Match) -> bool:
    """Whether talks are only what somebody is urged to (`a appelé X à négocier avec Y`)."""
    verb = match.verb_group
    if verb is None or match.at != match.verb or verb.tense != "infinitive":
        return False
    before = next((g.verb for g in match.groups[: match.at][::-1] if g.verb is not None), None)
    return before is not None and before.is_one_of(meeting_words(scene.pack).urging)


def is_to_come(match: Match) -> bool:
    """Whether an infinitive of going only describes the noun before it (`les années à venir`)."""
    verb, before = match.verb_group, match.groups[match.at - 1] if match.at else None
    if verb is None or verb.tense != "infinitive" or match.at != match.verb or match.groups[match.at].prep != "à":
        return False
    return before is not None and before.kind in (NOUN, TIME) and not isinstance(before.ref, Naming)


def sees_done(match: Match) -> bool:
    """Whether a verb of seeing is about what its object does or is (`inquiet de voir X partir`, `X voit en Y un rival`)."""
    verb = match.verb_group
    return verb is None or not verb.finite or verb.tense == "present"


def told_by(scene: Scene, group: Group, words: frozenset[str]) -> bool:
    """Whether one of some words stands in a noun group, up to its head."""
    return any(token.low in words for token in scene.tokens[group.first : group.head + 1])


def is_definite(scene: Scene, group: Group) -> bool:
    """Whether a noun group has a definite article, be it inside a contraction."""
    words, first = grammar(scene.pack), scene.tokens[group.head - 1].low if group.head > group.first else ""
    if words.holds_article(first):
        return True
    others = ("indefinites", "possessives", "demonstratives")
    return first in words.words["determiners"] and all(first not in words.words[kind] for kind in others)
