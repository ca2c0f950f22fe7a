"""Whose the offices are: of counterparts and successors, of the country told before, and of people told by office alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from etl.entities.gender import FEMININE, gender_at, unlike
from etl.entities.members import Member, Troupe, join_country
from etl.entities.namings import CITY, COUNTRY, METONYM, OFFICE, ORGANIZATION, PERSON, Naming
from etl.entities.offices import Office
from etl.entities.speech_words import speech_words

_GENERAL = frozenset({"", "other", "minister"})
_LENT = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "secretary_general"})
_CABINET = frozenset({"foreign_minister", "defence_minister"})
_FURTHEST = 2
_LONGEST_VOICE = 4
_OWNERS = (COUNTRY, OFFICE, PERSON, ORGANIZATION)


def place_offices(troupe: Troupe) -> None:
    """Gives the offices of an article to its actors, and the namings by office alone their actors."""
    waiting = _attach(troupe)
    _lend(troupe)
    alone = [at for at, naming in enumerate(troupe.namings) if naming.kind == OFFICE]
    for at in alone:
        troupe.of[at] = _of_office(troupe, at)
    for at in waiting:
        offices = tuple(_of_role_before(troupe, at, office) for office in troupe.namings[at].offices)
        troupe.namings[at] = troupe.namings[at]._replace(offices=offices)
        _give(troupe, at)
    for at in alone if waiting else ():
        troupe.of[at] = _of_office(troupe, at)
    for member in troupe.members:
        if member.kind == PERSON and member.country is None:
            told = (country for office in member.offices if not office.former for country in office.countries)
            member.country = next(told, None)


def _attach(troupe: Troupe) -> list[int]:
    """Gives people the offices told beside their names; the namings whose offices are like somebody else's wait."""
    waiting: list[int] = []
    for at, naming in enumerate(troupe.namings):
        if not naming.offices:
            continue
        if any(office.borrowed and not office.countries for office in naming.offices):
            naming = naming._replace(offices=tuple(_of_country_before(troupe, at, office) for office in naming.offices))
            troupe.namings[at] = naming
        if any(office.relative or office.succession for office in naming.offices):
            waiting.append(at)
        else:
            _give(troupe, at)
    return waiting


def _give(troupe: Troupe, at: int) -> None:
    for actor in troupe.of[at] if troupe.namings[at].kind == PERSON else ():
        troupe.members[actor].offices += troupe.namings[at].offices


def _of_country_before(troupe: Troupe, at: int, office: Office) -> Office:
    """An office of a country told before (`du pays`, `son ministre`), with that country."""
    if office.countries or not office.borrowed or office.plural or office.generic or office.relative or office.succession:
        return office
    owner = office.borrowed == "owner"
    for i in [*(_subject_before(troupe, at) if owner else ()), *range(at - 1, -1, -1)]:
        naming = troupe.namings[i]
        if owner and troupe.sentence(naming) < troupe.sentence(troupe.namings[at]) - 1:
            break
        if naming.kind not in (_OWNERS if owner else (COUNTRY,)) or (owner and _is_place(troupe, naming)):
            continue
        country = naming.country or next((troupe.members[actor].country for actor in troupe.of[i]), None)
        if country:
            return office._replace(countries=(country,))
        if owner and naming.kind == ORGANIZATION:
            break
    return office


def _subject_before(troupe: Troupe, at: int) -> list[int]:
    """Whose the possessive of an office is: where no other naming stands before it in its sentence, the subject before.

    Of somebody by whom another speaks it is that of his own sentence (`Oslo a prévenu Riga par la voix de son ministre X`).
    """
    sentence = troupe.sentence(troupe.namings[at])
    told = [i for i in range(at) if troupe.sentence(troupe.namings[i]) == sentence]
    if not _speaks_for_another(troupe, troupe.namings[at].first):
        told = [] if told else [i for i in range(at) if troupe.sentence(troupe.namings[i]) == sentence - 1]
    return [i for i in told if not _governed(troupe, i)][:1]


def _speaks_for_another(troupe: Troupe, first: int) -> bool:
    """Whether words such as `par la voix de` stand right before a naming."""
    start = max(first - _LONGEST_VOICE, 0)
    before = tuple([troupe.lists.grammar.base(token.low) for token in troupe.tokens[start:first]])
    voices = speech_words(troupe.pack).voices
    return any((found := voices.longest(before, i)) and found[0] == len(before) for i in range(len(before)))


def _is_place(troupe: Troupe, naming: Naming) -> bool:
    before = troupe.tokens[naming.first - 1].low if naming.first else ""
    return before in troupe.lists.offices.words["away"]


def _of_role_before(troupe: Troupe, at: int, office: Office) -> Office:
    """An office that means the same as that of somebody told before (`son homologue`, `son prédécesseur`), with that role."""
    if not (office.relative or office.succession):
        return office
    for i in _antecedents(troupe, at):
        naming = troupe.namings[i]
        if naming.kind not in (PERSON, OFFICE) or any(other.noun == office.noun for other in naming.offices):
            continue
        told = _highest(troupe, i)
        if told is None and naming.kind == OFFICE:
            continue
        if told is None:
            break
        if office.relative and office.countries and office.countries == told.countries:
            continue
        countries = office.countries or (told.countries if office.succession or office.role else _visited(troupe, at, told))
        return office._replace(role=office.role or told.role, countries=countries, former=office.former or office.succession)
    return office


def _visited(troupe: Troupe, at: int, visitor: Office) -> tuple[str, ...]:
    """The country that a counterpart of no told country acts for: the one where his visitor is (`En visite à Hanoï, X …`).

    It is the only foreign one told as a place in the sentence or in the one before, behind a word of visit; a call, or a
    gathering of many, tells nothing.
    """
    words, sentence = troupe.lists.offices.words, troupe.sentence(troupe.namings[at])
    places = [n for n in troupe.namings[:at] if n.country and n.country not in visitor.countries and _is_place(troupe, n)]
    near = [n for n in places if n.kind in (COUNTRY, CITY) and sentence - troupe.sentence(n) in (0, 1)]
    if not near:
        return ()
    first = troupe.opening(near[0])
    told = {token.low for token in troupe.tokens[first : troupe.namings[at].first]}
    behind = {token.low for token in troupe.tokens[first : near[0].first]}
    if behind.isdisjoint(words["visiting"]) or not told.isdisjoint(words["apart"]):
        return ()
    countries = {naming.country for naming in near if naming.country}
    return tuple(countries) if len(countries) == 1 else ()


def _antecedents(troupe: Troupe, at: int) -> Iterator[int]:
    """The namings that one may refer to, the likeliest first: before it in its sentence, after it there, then further back."""
    sentence = troupe.sentence(troupe.namings[at])
    here = [i for i, naming in enumerate(troupe.namings) if troupe.sentence(naming) == sentence]
    yield from (i for i in reversed(here) if i < at)
    if troupe.opens_with_participle(troupe.namings[at]):
        yield from (i for i in here if i > at)
    yield from (i for i in range(at - 1, -1, -1) if i not in here)


def _highest(troupe: Troupe, at: int) -> Office | None:
    """The highest office with a role of whoever a naming stands for."""
    offices = [office for actor in troupe.of[at] for office in troupe.members[actor].offices] or troupe.namings[at].offices
    known = [o for o in offices if o.role and not o.generic and not o.relative]
    return min(known, key=lambda office: office.rank, default=None)


def _of_office(troupe: Troupe, at: int) -> tuple[int, ...]:
    """Whom an office told without a name stands for."""
    office = troupe.namings[at].offices[0]
    if office.former or not office.definite or (office.relative and not office.countries):
        return ()
    if not office.plural:
        holder = _holder(troupe, at, office)
        if holder is not None:
            _inherit(troupe, at, holder)
            return (holder,)
        if office.generic or office.succession or (office.borrowed and not _opens_with_possessive(troupe, at)):
            return ()
    found: list[int] = []
    for country in office.countries if office.plural else office.countries[:1]:
        several = office.plural and not office.generic
        holder = _holder(troupe, at, office._replace(countries=(country,))) if several else None
        found.append(holder if holder is not None else join_country(troupe, country))
    return tuple(dict.fromkeys(found))


def _opens_with_possessive(troupe: Troupe, at: int) -> bool:
    """Whether the office of whoever was told before opens a sentence: then it acts for him (`Son ministre a protesté`)."""
    naming = troupe.namings[at]
    return naming.offices[0].borrowed == "owner" and naming.first == troupe.opening(naming)


def _inherit(troupe: Troupe, at: int, holder: int) -> None:
    """Gives an office told in general (`le dirigeant russe`) the role of the office that its holder holds."""
    naming = troupe.namings[at]
    fits = troupe.lists.offices.fits.get(naming.key)
    if fits is None or naming.offices[0].role != fits[0]:
        return
    held = next((o.role for o in troupe.members[holder].offices if o.role in fits), None)
    if held:
        troupe.namings[at] = naming._replace(offices=(naming.offices[0]._replace(role=held),))


def _holder(troupe: Troupe, at: int, office: Office) -> int | None:
    """The person who holds an office: the last one named before a place, else the first after it."""
    fitting = {i for i, member in enumerate(troupe.members) if member.kind == PERSON and _holds(troupe, member, office)}
    if fitting:
        fitting = _of_gender(troupe, fitting, gender_at(troupe.tokens, office.first, office.noun, troupe.pack))
    if not fitting:
        return None
    if not office.countries:  # whoever was called so before whoever only holds a like office
        fitting = {i for i in fitting if any(held.kind == office.kind for held in troupe.members[i].offices)} or fitting
        fitting = {i for i in fitting if _is_told_without_country(troupe.members[i], office)} or fitting
    before = [actor for i in range(at) for actor in troupe.of[i] if actor in fitting]
    if before:
        vague = office.generic or (not office.countries and office.role in _GENERAL)
        return _likeliest(troupe, at, before) if vague else before[-1]
    return next((actor for i in range(at + 1, len(troupe.of)) for actor in troupe.of[i] if actor in fitting), None)


def _likeliest(troupe: Troupe, at: int, before: list[int]) -> int:
    """Of those told before a naming who was told most often; of several the subject of the last sentence with one of them."""
    times = Counter(before)
    most = max(times.values())
    often = {actor for actor, told in times.items() if told == most}
    last = max(i for i in range(at) if not often.isdisjoint(troupe.of[i]))
    sentence = troupe.sentence(troupe.namings[last])
    here = [i for i in range(at) if not often.isdisjoint(troupe.of[i]) and troupe.sentence(troupe.namings[i]) == sentence]
    subject = next((i for i in here if not _governed(troupe, i)), last) if len(often) > 1 else last
    return next(actor for actor in troupe.of[subject] if actor in often)


def _of_gender(troupe: Troupe, people: set[int], gender: str) -> set[int]:
    """Those of some people of whom an office in the form of a gender can be told; the feminine goes to those told so."""
    known = troupe.genders()
    told = {
        i for i in people for o in troupe.members[i].offices if gender_at(troupe.tokens, o.first, o.noun, troupe.pack) == gender
    }
    fitting = people - (unlike(known, gender) - told)
    return ({i for i in fitting if known[i] == gender} if gender == FEMININE else set()) or fitting


def _is_told_without_country(member: Member, office: Office) -> bool:
    """Whether somebody was told to hold an office of which no country was said either, not as a counterpart."""
    held = (own for own in member.offices if own.role == office.role)
    return any(not own.countries and not own.relative and not own.former for own in held)


def _holds(troupe: Troupe, member: Member, office: Office) -> bool:
    """Whether a person can be the holder of an office told without a name."""
    if office.generic and member.country in office.countries:
        return True
    return any(_one_office(troupe, held, office, member) for held in member.offices)


def _one_office(troupe: Troupe, held: Office, told: Office, member: Member) -> bool:
    if held.former:
        return False
    countries = held.countries or ((member.country,) if member.country else ())
    if told.countries and told.countries[0] not in countries:
        return False
    fits = troupe.lists.offices.fits.get(told.kind)
    if fits and told.role == fits[0] and held.role in fits and not told.organization:
        return True
    if fits and held.role != told.role:
        return False
    if held.role == told.role and told.role not in _GENERAL:
        return True
    if told.generic:
        return bool(told.countries)
    return told.kind == held.kind and (not told.organization or not held.organization or told.organization == held.organization)


def _lend(troupe: Troupe) -> None:
    """Gives offices that nobody holds to people named shortly before without any (`Anna Roy … La ministre turque`).

    The nearest pairs come first; nobody gets two offices, and no office two people. Nobody holds an office that is told
    beside his name in one sentence, or whose country acts by another name in the sentence that names him.
    """
    if not any(member.kind == PERSON and (not member.offices or _is_stateless(member)) for member in troupe.members):
        return
    sentences = [troupe.sentence(naming) for naming in troupe.namings]
    alone = [at for at, n in enumerate(troupe.namings) if n.kind == OFFICE and not _is_beside_name(troupe, at)]
    told = {at: troupe.namings[at].offices[0] for at in alone if _may_be_lent(troupe, troupe.namings[at].offices[0])}
    beside = {(_title(o), actor) for at, o in told.items() for actor in _people_in(troupe, sentences, sentences[at])}
    pairs = [(far, at, actor) for at in told for far, actor in _shortly_before(troupe, sentences, at)]
    lent: set[tuple[str, tuple[str, ...]]] = set()
    for _, at, actor in sorted(pairs):
        office, member = told[at], troupe.members[actor]
        taken = member.offices and not _is_stateless(member)
        if taken or _title(office) in lent or (_title(office), actor) in beside:
            continue
        member.offices.append(office)
        lent.add(_title(office))


def _title(office: Office) -> tuple[str, tuple[str, ...]]:
    return office.role, office.countries


def _is_beside_name(troupe: Troupe, at: int) -> bool:
    """Whether an office stands behind a name and a comma (`X, le président turc`): nobody else can be meant."""
    before, naming = troupe.namings[at - 1] if at else None, troupe.namings[at]
    if before is None or before.kind != PERSON or before.offices:
        return False
    return before.last == naming.first - 1 and troupe.tokens[before.last].text == ","


def _may_be_lent(troupe: Troupe, office: Office) -> bool:
    if office.plural or office.former or office.borrowed or not office.definite:
        return False
    if office.role not in _LENT and not (office.role == "minister" and office.countries):
        return False
    return not any(member.kind == PERSON and _holds(troupe, member, office) for member in troupe.members)


def _people_in(troupe: Troupe, sentences: list[int], sentence: int) -> Iterator[int]:
    """The people named in a sentence."""
    for members, naming, place in zip(troupe.of, troupe.namings, sentences, strict=True):
        if place == sentence and naming.kind == PERSON:
            yield from members


def _shortly_before(troupe: Troupe, sentences: list[int], at: int) -> Iterator[tuple[int, int]]:
    """The people without office told before a naming who can hold its office, and how many sentences lie between."""
    office = troupe.namings[at].offices[0]
    for far in range(1, _FURTHEST + 1):
        sentence = sentences[at] - far
        here = [i for i in range(at) if sentences[i] == sentence]
        if any(_acts_for(troupe.namings[i], office) for i in here):
            continue
        people = [(i, actor) for i in here if _may_be_meant(troupe, i) for actor in troupe.of[i]]
        free = [(i, actor) for i, actor in people if _may_hold(troupe, troupe.members[actor], office)]
        if not free and troupe.tokens[troupe.namings[at].first].text[0].isupper():
            free = [(i, actor) for i, actor in people if _is_called_so(troupe, troupe.members[actor], office)]
        if len({actor for _, actor in free}) == 1 or (free and not _linked(troupe, free[0][0])):
            i, actor = free[0]
            if far == 1 or not _governed(troupe, i):
                yield far, actor


def _may_be_meant(troupe: Troupe, at: int) -> bool:
    """Whether a naming of a person can be taken up by an office; in a title it has to be a full name under no preposition."""
    naming = troupe.namings[at]
    if naming.kind != PERSON:
        return False
    return not troupe.is_in_title(naming) or (naming.last - naming.first > 1 and not _governed(troupe, at))


def _may_hold(troupe: Troupe, member: Member, office: Office, *, free: bool = True) -> bool:
    """Whether somebody, without office if `free`, can hold one, by the country that he acts for and where his name is usual."""
    if (free and member.offices) or (member.country is not None and member.country not in office.countries):
        return False
    usual = troupe.lists.names.given_of.get(member.words[0].lower())
    return not usual or not office.countries or not usual.isdisjoint(office.countries)


def _is_stateless(member: Member) -> bool:
    """Whether a person's offices tell no country."""
    return member.country is None and not any(office.countries or office.organization for office in member.offices)


def _is_called_so(troupe: Troupe, member: Member, office: Office) -> bool:
    """Whether somebody of no told country has an office that a sentence then opens with (`le président X … Le président turc`).

    Nobody else may have the office without a country.
    """
    holders = [m for m in troupe.members if m.kind == PERSON and _is_stateless(m) and _has_role(m, office)]
    return holders == [member] and _may_hold(troupe, member, office, free=False)


def _has_role(member: Member, office: Office) -> bool:
    roles = (office.role, "minister") if office.role in _CABINET else (office.role,)
    return any(held.role in roles and not held.former and not held.relative for held in member.offices)


def _acts_for(naming: Naming, office: Office) -> bool:
    return naming.mention_type == METONYM and naming.country is not None and naming.country in office.countries


def _linked(troupe: Troupe, at: int) -> bool:
    """Whether another person's name is linked to a name (`Roy et Blanc`)."""
    if at + 1 >= len(troupe.namings) or troupe.namings[at + 1].kind != PERSON:
        return False
    between = troupe.tokens[troupe.namings[at].last : troupe.namings[at + 1].first]
    return len(between) == 1 and between[0].low in troupe.lists.grammar.words["linkers"]


def _governed(troupe: Troupe, at: int) -> bool:
    """Whether a preposition stands before a naming."""
    first = troupe.namings[at].first
    words = troupe.lists.grammar
    return first > 0 and words.prepositions.longest((words.base(troupe.tokens[first - 1].low),), 0) is not None
