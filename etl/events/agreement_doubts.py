"""Whether an agreement is told as made or to come at all, or only as a thought, an aim, a topic or a question."""

from __future__ import annotations

from functools import cache

from etl.entities.scene import Scene
from etl.events.agreement_words import kinds, listed
from etl.events.certainty import PURPOSE, is_asked_for, is_uncertain, is_unreal
from etl.events.match import Match
from etl.events.places import where
from etl.language.clauses import clause_end, subject_of
from etl.language.groups import NOUN, TIME
from etl.language.pack import Pack

_SAYING = ("warn", "accuse", "threaten", "demand", "worry", "protest", "condemn")


def is_untold(scene: Scene, match: Match) -> bool:
    """Whether the words round a match deny an agreement, or tell it only as a thought, an aim or a topic."""
    verb = match.verb_group
    if (verb is not None and verb.negated) or is_unreal(scene, match) or _is_aim(scene, match) or _is_hindered(scene, match):
        return True
    if _is_asked(scene, match) or _is_on_agenda(scene, match) or _is_urged(scene, match) or _goes_on(match):
        return True
    if _is_content(scene, match) or _is_ranked(scene, match):
        return True
    if (match.at == match.verb and is_asked_for(scene, match)) or _is_wanted(scene, match):
        return True
    described = verb is not None and match.at == match.verb and verb.tense == "past_participle"
    others = match.frame.options.get("bound") and any(g.prep == "entre" for g in match.groups[match.at + 1 : match.at + 6])
    return bool(others) or (described and not _is_dated_or_bound(scene, match)) or _is_ahead(scene, match)


def only_states(scene: Scene, match: Match, instrument: int, kind: str) -> bool:
    """Whether an instrument is a text in which several states only say something (`dans un communiqué signé par X, Y et Z`)."""
    group = match.groups[instrument]
    words = scene.words[group.first : group.last]
    if kind != "declaration" or listed(scene.pack, "statements").isdisjoint(words):
        return False
    if group.prep in ("dans", "selon"):
        return True
    said = _saying(scene.pack)
    tells = any(g.verb is not None and g.verb.is_one_of(said) for g in match.groups[instrument + 1 :])
    return tells and listed(scene.pack, "common").isdisjoint(words)


@cache
def _saying(pack: Pack) -> frozenset[str]:
    classes = pack.data("verbs")["class"]
    return frozenset(verb for name in _SAYING for verb in classes[name]["verbs"])


def _is_content(scene: Scene, match: Match) -> bool:
    """Whether a signing is only what another text holds (`la déclaration prévoit la signature d'un accord`)."""
    verb = match.verb_group
    above = match.verb < match.at and match.groups[match.at].verb is None
    if verb is None or not above or not verb.is_one_of(listed(scene.pack, "holding")):
        return False
    subjects = subject_of(match.groups, match.verb)
    nouns = kinds(scene.pack)
    return any(nouns.first(scene.keys, match.groups[i].first, match.groups[i].last) is not None for i in subjects)


def _is_ranked(scene: Scene, match: Match) -> bool:
    """Whether a participle stands in a superlative (`le plus gros contrat jamais signé entre X et Y`)."""
    group, ranking = match.groups[match.at], listed(scene.pack, "ranking")
    if group.verb is None:
        return not ranking.isdisjoint(scene.words[group.first : group.last])
    return group.verb.tense == "past_participle" and scene.words[group.first - 1] in ranking


def is_put_off(scene: Scene, match: Match) -> bool:
    """Whether a signing is told as put off to a later day (`la signature de l'accord a été reportée`)."""
    verb = match.verb_group
    later = verb is not None and match.verb != match.at and verb.is_one_of(listed(scene.pack, "postponing"))
    return later and match.frame.rule in ("agreement.noun_signature", "agreement.noun_between")


def is_awaited(scene: Scene, match: Match) -> bool:
    """Whether somebody awaits or prepares a signing (`X attend la signature de l'accord`)."""
    verb = match.verb_group
    above = verb is not None and match.verb < match.at and not match.groups[match.at].prep
    return above and verb is not None and verb.is_one_of(listed(scene.pack, "awaiting"))


def _is_urged(scene: Scene, match: Match) -> bool:
    """Whether an infinitive tells what somebody is asked to do (`X appelle Y à ratifier le traité`)."""
    verb = match.groups[match.at].verb
    if verb is None or verb.tense != "infinitive" or not match.groups[match.at].prep:
        return False
    told = next((g.verb for g in match.groups[: match.at][::-1] if g.verb is not None and g.verb.tense != "infinitive"), None)
    if told is None:
        return False
    allowed = bool(told.modal) and match.groups[match.at].prep == "de"  # `cela devrait permettre à X de signer`
    return allowed or told.is_one_of(listed(scene.pack, "urging"))


def _goes_on(match: Match) -> bool:
    """Whether an agreement is still being negotiated (`X et Y négocient un accord`)."""
    verb = match.verb_group
    return match.frame.rule == "agreement.negotiate" and verb is not None and verb.tense in ("present", "imperfect")


def _is_asked(scene: Scene, match: Match) -> bool:
    """Whether a sentence only asks whether there is an agreement (`le contrat sera-t-il signé ?`)."""
    verb = match.groups[match.at].verb
    return scene.words[match.sentence.last - 1] == "?" and (verb is None or verb.tense != "past_participle")


def _is_on_agenda(scene: Scene, match: Match) -> bool:
    """Whether the signing is only among what is to be talked about or done (`au menu, la signature d'un accord`)."""
    if match.groups[match.at].verb is not None:
        return False
    agenda = listed(scene.pack, "agenda")
    return any(group.prep in ("à", "sur") and scene.tokens[group.head].low in agenda for group in match.groups[: match.at])


def is_only_meant(scene: Scene, match: Match, instrument: int) -> bool:
    """Whether the instrument of a match is only talked about, or is not what its verb is about."""
    return (
        _is_topic(scene, match, instrument)
        or is_uncertain(scene, match.groups[instrument])
        or _is_preliminary(scene, match, instrument)
        or _is_far(match, instrument)
        or _is_of_signing(scene, match, instrument)
    )


def _is_of_signing(scene: Scene, match: Match, instrument: int) -> bool:
    """Whether it is the signing that somebody denounces, not the agreement (`la signature d'un accord est dénoncée par X`)."""
    before = match.groups[instrument - 1] if instrument else None
    signing = before is not None and scene.tokens[before.head].low in listed(scene.pack, "signing")
    return signing and bool(match.frame.options.get("bound"))


def _is_topic(scene: Scene, match: Match, instrument: int) -> bool:
    """Whether an instrument is told only as what something is about (`les propositions sur un accord entre X et Y`)."""
    if match.frame.rule != "agreement.noun_between":
        return False
    verb = match.verb_group if match.verb < match.at else None
    talking = ("discussing", "tending", "urging")
    told = verb is not None and any(verb.is_one_of(listed(scene.pack, name)) for name in talking)
    dated = any(group.kind == TIME for group in match.groups[match.at : match.at + 4])
    return match.groups[instrument].prep == "sur" or (told and not dated)


def _is_preliminary(scene: Scene, match: Match, instrument: int) -> bool:
    """Whether an instrument is only what talks are about (`les négociations de l'accord`, `un projet de traité`)."""
    groups, nouns = match.groups, listed(scene.pack, "preliminary")
    i = instrument if groups[match.at].verb is None or match.frame.rule == "agreement.agree_to" else 0
    while i > 0 and groups[i].prep in ("de", "sur", "pour", "à") and groups[i - 1].kind == NOUN:
        i -= 1
        if not nouns.isdisjoint(scene.words[groups[i].first : groups[i].last]):
            return True
    return False


def _is_ahead(scene: Scene, match: Match) -> bool:
    """Whether a noun of agreement only tells until when something else is due (`avant la signature de l'accord`)."""
    group = match.groups[match.at]
    return group.verb is None and scene.tokens[group.first].low in listed(scene.pack, "ahead")


def _is_far(match: Match, instrument: int) -> bool:
    """Whether what a verb of reaching reaches is something else (`arrivé à Riga pour parler d'un accord`)."""
    if match.frame.rule != "agreement.reach":
        return False
    between = match.groups[match.at + 1 : instrument]
    return match.groups[instrument].prep != "à" or any(g.verb is not None or g.prep == "à" for g in between)


def _is_aim(scene: Scene, match: Match) -> bool:
    """Whether an infinitive tells what is striven for (`un plan pour parvenir à une trêve`); one comes to sign."""
    verb = match.verb_group
    if verb is None or verb.tense != "infinitive":
        return False
    signed = match.frame.values["status"] == "signed"
    if match.groups[match.verb].prep in PURPOSE and not signed:
        return True
    for group in match.groups[: match.verb][::-1]:
        if group.verb is not None and group.verb.is_one_of(listed(scene.pack, "striving")):
            return True
        if group.verb is not None and group.verb.tense != "infinitive":
            return False
    return False


def _is_wanted(scene: Scene, match: Match) -> bool:
    """Whether an agreement only could or should be made (`pourrait aboutir à un accord`; « nous devons signer »)."""
    main = next((g.verb for g in match.groups[match.verb :: -1] if g.verb is not None and g.verb.finite), None)
    if main is None or match.verb < 0 or not main.modal:
        return False
    could = main.modal in listed(scene.pack, "possible") and main.tense in ("conditional", "conditional_past")
    dated = any(group.kind == TIME for group in match.groups)
    should = main.modal in listed(scene.pack, "due") and main.tense == "present" and match.sentence.quoted and not dated
    return could or should


def _is_hindered(scene: Scene, match: Match) -> bool:
    """Whether a signing is only what something is about or what somebody hinders (`entrave la signature de l'accord`)."""
    group, verb = match.groups[match.at], match.verb_group
    if group.verb is not None:
        return False
    hindered = verb is not None and match.verb < match.at and not group.prep and verb.is_one_of(listed(scene.pack, "hindering"))
    return hindered or (match.frame.rule == "agreement.noun_signature" and group.prep == "sur")


def _is_dated_or_bound(scene: Scene, match: Match) -> bool:
    """Whether a participle (`un accord signé …`) tells of an event: when, where or between whom."""
    first, last = match.at + 1, clause_end(match.groups, match.at)
    if any(group.kind == TIME or group.prep in ("par", "entre", "avec") for group in match.groups[first:last]):
        return True
    return where(scene, match.groups, range(first, last)) is not None
