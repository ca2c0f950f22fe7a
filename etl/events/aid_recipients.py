"""Who receives aid, in the sentence or in the article."""

from __future__ import annotations

from collections.abc import Iterable

from etl.entities.amounts import Amount, Count
from etl.entities.namings import COUNTRY, METONYM, PERSON, Naming
from etl.entities.quotations import speaking_verbs
from etl.entities.scene import Scene
from etl.events.aid_anchors import Anchor, is_helped, noun_of_aid, noun_phrase
from etl.events.aid_context import by_pronoun, is_for_unnamed, named_after
from etl.events.aid_sides import belonging, body_kind, by_adjective, can_receive, named_by, passes_on, until_next, who_receives
from etl.events.aid_words import aid_words
from etl.events.match import Taken
from etl.events.states import states
from etl.language.clauses import clause_start, equals, is_finite, objects_of, right_subject, subject_of
from etl.language.groups import COMMA, MARK, NOUN, OTHER, RELATIVE, Group

_OF = frozenset({"de"})
_PLACED = frozenset({"en", "dans", "à"})
_HEADED = 3  # groups of the shortest title with a heading
_REACH = 6  # tokens between a noun of aid and whom it is for


def find_recipients(scene: Scene, anchor: Anchor, donors: Iterable[int]) -> tuple[Taken, ...]:
    """Who receives: the subject of a verb that says so, else after `à` or `pour`, behind the money first, then before it."""
    givers = set(donors)
    told = who_receives(scene, anchor) or _where_given(scene, anchor, givers) or _endowed(scene, anchor, givers)
    told = told or _told_for(scene, anchor, givers) or by_pronoun(scene, anchor, givers) or named_after(scene, anchor, givers)
    return told or _headed(scene, anchor, givers)


def _headed(scene: Scene, anchor: Anchor, givers: set[int]) -> tuple[Taken, ...]:
    """The country before the colon that a title begins with (`Ukraine : la Belgique promet 20 millions`)."""
    groups = anchor.groups
    if len(groups) < _HEADED or groups[1].kind != MARK or scene.tokens[groups[1].first].text != ":":
        return ()
    ref = groups[0].ref
    if not isinstance(ref, Naming) or ref.kind != COUNTRY or ref.mention_type == METONYM or groups[0].prep:
        return ()
    abroad = any(isinstance(g.ref, Naming) and g.ref.country not in (None, ref.country) for g in groups[_HEADED - 1 :])
    return tuple(t for t in named_by(scene, anchor, [0]) if abroad and t.actor not in givers)


def _told_for(scene: Scene, anchor: Anchor, givers: set[int]) -> tuple[Taken, ...]:
    """Those after `à` or `pour`, and those who are helped."""
    groups, at = anchor.groups, anchor.at
    end = _incise(scene, groups, at)
    behind = [i for i in until_next(scene, anchor) if i < end]
    before = range(0) if is_for_unnamed(scene, anchor) else range(at - 1, -1, -1)
    told = [i for i in [*behind, *before] if groups[i].kind == NOUN and groups[i].prep in ("à", "pour")]
    placed = [i for i in told if not _is_aside(scene, anchor, i)]
    helped = [i + 1 for i in behind if is_helped(scene, groups, i)]
    for positions, read in ((placed, _named), ([i for i in placed if i > at], _meant), (helped, _named), (helped, _meant)):
        for i in positions:
            taken = tuple(t for t in read(scene, anchor, i) if t.actor not in givers)
            if taken := tuple(t for t in taken if can_receive(scene, scene.cast.members[t.actor])):
                return taken
    return ()


def _incise(scene: Scene, groups: list[Group], at: int) -> int:
    """Where the words set in begin that tell who says what is told (`…, a indiqué X`, `…, selon X`), or the end."""
    for i in range(at + 1, len(groups) - 1):
        verb = groups[i + 1].verb if groups[i].kind == COMMA else None
        said = verb is not None and verb.finite and verb.is_one_of(speaking_verbs(scene.pack))
        source = groups[i].kind == COMMA and groups[i + 1].prep == "selon"
        if source or (said and right_subject(groups, i + 1)[:1] == (i + 2,)):
            return i
    return len(groups)


def _endowed(scene: Scene, anchor: Anchor, givers: set[int]) -> tuple[Taken, ...]:
    """The object of a verb of equipping, or its subject in the passive, where the things stand after `de`."""
    groups, verb = anchor.groups, anchor.verbs[0] if anchor.verbs else -1
    equipping = groups[verb].verb if 0 <= verb < anchor.at else None
    if equipping is None or groups[anchor.at].prep != "de" or not equipping.is_one_of(aid_words(scene.pack).equipping):
        return ()
    whom = subject_of(groups, verb) if equipping.passive else objects_of(groups, verb)
    named = named_by(scene, anchor, whom) or [
        t for i in whom for t in by_adjective(scene, groups[i]) or belonging(scene, anchor, i)
    ]
    return tuple(t for t in states(scene, named) if t.actor not in givers)


def _named(scene: Scene, anchor: Anchor, at: int) -> list[Taken]:
    """Whom a group and its equals name, up to one that begins something else (`à X, et Y 65 millions`, `à X et Y lui a …`)."""
    groups, prep = anchor.groups, anchor.groups[at].prep
    first = (j for j in range(at) if groups[j].kind == NOUN and groups[j].prep == prep and at in equals(groups, j))
    row = equals(groups, next(first, at))
    end = next((j for j in row if j > at and _begins(groups, j)), len(groups))
    return named_by(scene, anchor, (j for j in row if j < end))


def _begins(groups: list[Group], at: int) -> bool:
    behind = next((i for i in range(at + 1, len(groups)) if groups[i].kind != OTHER), -1)
    if behind < 0 or groups[at].prep:
        return False
    return isinstance(groups[behind].ref, Amount | Count) or (is_finite(groups[behind]) and at in subject_of(groups, behind))


def _meant(scene: Scene, anchor: Anchor, at: int) -> list[Taken]:
    """The country of the adjective of a group that names nobody, else whose it is (`aux unités de X`)."""
    groups, end = anchor.groups, at + 1
    while end < len(groups) and groups[end].kind == NOUN and groups[end].prep == "de":
        end += 1
    behind = groups[end] if end < len(groups) and groups[at].ref is None else None
    land = behind.ref if behind is not None and behind.prep in _PLACED and behind.kind == NOUN else None
    if isinstance(land, Naming) and land.kind == COUNTRY and land.mention_type != METONYM:
        return named_by(scene, anchor, [end])  # `les réfugiés syriens en Jordanie`
    described = next((found for group in groups[at:end] if (found := by_adjective(scene, group))), [])
    return described or belonging(scene, anchor, at, _OF)


def _where_given(scene: Scene, anchor: Anchor, givers: set[int]) -> tuple[Taken, ...]:
    """The country in which aid is given: the place behind a noun of aid (`l'aide humanitaire en Ukraine`)."""
    groups, words = anchor.groups, aid_words(scene.pack)
    for i in until_next(scene, anchor):
        of_aid = groups[i].prep in ("dans", "en") and groups[i - 1].kind == NOUN
        if of_aid and any(noun_of_aid(scene, group, words) for group in noun_phrase(groups, i - 1)):
            land = named_by(scene, anchor, equals(groups, i)) or belonging(scene, anchor, i, _OF)  # `dans l'est de X`
            taken = states(scene, land)
            return tuple(t for t in taken if t.actor not in givers)
    return ()


def _is_aside(scene: Scene, anchor: Anchor, at: int) -> bool:
    """Whether a group belongs to something else: a place of making (`fabriquées au Chili`), a relative (`qui plaît à X`)."""
    groups, words = anchor.groups, aid_words(scene.pack)
    verb = groups[at - 1].verb if at else None
    if verb is not None and verb.tense in ("past_participle", "present_participle") and set(verb.lemmas) & words.locating:
        return True
    gathered = (scene.tokens[group.head].low in words.gatherings for group in noun_phrase(groups, at)[1:])
    if _is_capital(groups[at]) and any(gathered):
        return True
    told = next((i for i in range(at - 1, anchor.at if at > anchor.at else -1, -1) if is_finite(groups[i])), -1)
    if told < 0 or groups[clause_start(groups, told) - 1].kind != RELATIVE:
        return False
    return not any(g.verb and set(g.verb.lemmas) & words.stages.keys() for g in groups[told:at])


def _is_capital(group: Group) -> bool:
    """Whether a group names a capital, which may only be where something is told (`au sommet de Riga`, `a annoncé à Oslo`)."""
    return isinstance(group.ref, Naming) and group.ref.mention_type == METONYM


def _beneficiaries(scene: Scene) -> list[int]:
    """The actors after a noun of aid and a preposition of giving, wherever the article has them."""
    words, members = aid_words(scene.pack), scene.cast.members
    found: list[int] = []
    for naming, actors in zip(scene.namings, scene.cast.of, strict=True):
        before = scene.keys[max(0, naming.first - _REACH) : naming.first]
        member = members[actors[0]] if len(actors) == 1 and before and before[-1] in ("à", "pour") else None
        if member is not None and can_receive(scene, member):
            hits = [hit[1][0] for i in range(len(before)) if (hit := words.nouns.longest(before, i))]
            found += actors if hits and hits[-1] else ()
    return found


def main_recipient(scene: Scene, donors: Iterable[int]) -> tuple[Taken, ...]:
    """Whoever stands most often after a noun of aid and `à` or `pour`; else the country named most, the donors aside."""
    members, givers = scene.cast.members, set(donors)
    own = {members[actor].country for actor in givers} - {None}
    told = [actor for actor in _beneficiaries(scene) if actor not in givers and members[actor].country not in own]
    told_of = zip(scene.namings, scene.cast.of, strict=True)
    named = [a for naming, of in told_of if not _is_seat(scene, naming) for a in of if members[a].kind == COUNTRY]
    lands = [actor for actor in told if not passes_on(scene, actor)]
    abroad = [] if _may_be_own(scene, givers, named) else named
    found = lands or [actor for actor in abroad if actor not in givers and members[actor].country not in own] or told
    return (Taken(max(found, key=lambda actor: (found.count(actor), -actor)), None),) if found else ()


def _may_be_own(scene: Scene, donors: Iterable[int], named: Iterable[int]) -> bool:
    """Whether the land that an article names most may be that of a donor of whom nobody tells where he belongs."""
    unknown = [member for member in map(scene.cast.members.__getitem__, donors) if member.country is None]
    bodies = any(body_kind(scene, member) == "public" for member in unknown)
    return bodies or (any(member.kind == PERSON for member in unknown) and len(set(named)) == 1)


def _is_seat(scene: Scene, naming: Naming) -> bool:
    """Whether a capital is only where something is (`dont le siège est à Rome`)."""
    return naming.mention_type == METONYM and naming.first > 0 and scene.keys[naming.first - 1] == "à"
