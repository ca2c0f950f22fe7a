"""One actor, one id: the golden pairs, what is known beforehand, judgements, and independence of the order."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.linkage_pairs import count, load_pairs, ours
from etl.language.pack import load_pack
from etl.resolve.link import link_actors
from etl.resolve.sightings import Judgement, Sighting

PACK = load_pack("fr")
PAIRS = load_pairs()


def sighting(article, name, country=None, role=None, kind="person", known_as=None, spellings=()):
    roles = ((role, country),) if role else ()
    return Sighting(article, 0, name, kind, country, known_as, roles, tuple(spellings))


def ids(sightings, **others):
    linkage = link_actors(sightings, PACK, **others)
    return [linkage.ids[one.key] for one in sightings]


@dataclass(frozen=True)
class Office:
    role: str
    country: str | None


@dataclass(frozen=True)
class KnownActor:
    key: str
    name: str
    actor_type: str = "person"
    variants: tuple[str, ...] = ()
    country: str | None = None
    offices: tuple[Office, ...] = ()
    wikidata_id: str | None = None


def test_the_pairs_are_many_of_both_kinds():
    assert sum(pair.same for pair in PAIRS) >= 250
    assert sum(not pair.same for pair in PAIRS) >= 250


def test_precision_and_recall_on_the_pairs():
    found = count(PAIRS, ours)
    assert found.precision >= 0.99
    assert found.recall >= 0.95


@pytest.mark.parametrize("kind", sorted({pair.kind for pair in PAIRS}))
def test_every_class_is_linked(kind):
    found = count([pair for pair in PAIRS if pair.kind == kind], ours)
    assert found.precision >= 0.95
    assert found.recall >= 0.9


NAMES = [
    *("Roustem Adalov", "Rustem Adalov", "Adalov", "R. Adalov", "Adalov Rustem", "Roustem Adallov", "Irina Adalova"),
    *("Roustam Adalenko", "Li Wen", "Wen Li", "Kim Min-ho", "Mohammed ben Farid", "Mohamed bin Farid Al Qasim"),
]
TOLD = st.builds(
    sighting,
    st.just(""),
    st.sampled_from(NAMES),
    st.sampled_from([None, "UKR", "RUS", "CHN"]),
    st.sampled_from([None, "minister", "military_chief", "lawmaker"]),
) | st.builds(
    sighting,
    st.just(""),
    st.sampled_from(
        ["Front des vallées", "FDV", "Fronts des vallées", "Parlement", "ministère de la Défense", "Ovale SA", "Ovale"]
    ),
    st.sampled_from([None, "UKR", "RUS"]),
    kind=st.just("organization"),
    spellings=st.sampled_from([(), ("FDV",)]),
)


@st.composite
def articles(draw):
    told = draw(st.lists(TOLD, min_size=2, max_size=12))
    return [
        Sighting(f"a{at}", 0, one.name, one.actor_type, one.country, None, one.roles, one.spellings)
        for at, one in enumerate(told)
    ]


@st.composite
def some_judgements(draw, number):
    pairs = st.tuples(st.integers(0, number - 1), st.integers(0, number - 1), st.booleans())
    return [Judgement((f"a{one}", 0), (f"a{other}", 0), same) for one, other, same in draw(st.lists(pairs, max_size=3))]


@settings(max_examples=200)
@given(st.data())
def test_neither_the_order_of_the_articles_nor_of_the_judgements_matters(data):
    told = data.draw(articles())
    judged = data.draw(some_judgements(len(told)))
    whole = link_actors(told, PACK, judgements=judged)
    other = link_actors(data.draw(st.permutations(told)), PACK, judgements=data.draw(st.permutations(judged)))
    assert (other.ids, other.decisions) == (whole.ids, whole.decisions)
    assert set(other.unheeded) == set(whole.unheeded)


@settings(max_examples=100)
@given(st.data())
def test_articles_one_by_one_end_as_articles_at_once(data):
    told = data.draw(articles())
    held: dict = {}
    for one in data.draw(st.permutations(told)):
        held[one.key] = one
        linked = link_actors(held.values(), PACK)
    assert linked.ids == link_actors(told, PACK).ids


@settings(max_examples=100)
@given(st.data())
def test_a_judgement_is_heeded_or_reported(data):
    told = data.draw(articles())
    for judgement in data.draw(some_judgements(len(told))):
        linked = link_actors(told, PACK, judgements=[judgement])
        heeded = (linked.ids[judgement.one] == linked.ids[judgement.other]) is judgement.same
        assert heeded or judgement in linked.unheeded


def test_ids_that_the_lists_give_stay():
    told = [
        sighting("1", "Norvège", "NOR", kind="country", known_as="NOR"),
        sighting("2", "Otan", kind="organization", known_as="nato"),
        sighting("3", "armée arménienne", "ARM", kind="organization", known_as="armed_forces"),
        sighting("4", "alliés", kind="bloc", known_as="western_allies"),
    ]
    assert ids(told)[:2] == ["country:NOR", "organization:nato"]
    assert ids(told)[2].endswith(":ARM")
    assert ids(told)[3] == "bloc:western_allies"


def test_an_institution_without_a_state_is_another_in_each_article():
    told = [sighting(article, "Parlement", kind="organization", known_as="parliament") for article in "12"]
    assert len(set(ids(told))) == 2
    with_state = [sighting(article, "Parlement", "NOR", kind="organization", known_as="parliament") for article in "12"]
    assert len(set(ids(with_state))) == 1


def test_a_short_name_beside_a_full_one_joins_no_two_organizations():
    told = [
        sighting("1", "Skanstes Capital", kind="organization", spellings=("Skanstes", "la compagnie")),
        sighting("2", "Skanstes Marine", kind="organization", spellings=("Skanstes", "la compagnie")),
    ]
    assert len(set(ids(told))) == 2


def test_a_known_actor_gives_id_name_and_wikidata_id():
    known = [KnownActor("adalov_roustem", "Roustem Adalov", variants=("Adalov",), country="UKR", wikidata_id="Q1")]
    told = [sighting("1", "Rustem Adalov"), sighting("2", "Adalov"), sighting("3", "Roustem Adalov", "UKR")]
    linked = link_actors(told, PACK, known)
    assert set(linked.ids.values()) == {"person:adalov_roustem"}
    assert ids([sighting("1", "Roustem Adalov", "RUS")], known=known) == ["person:rustem-adalov"]
    assert linked.known["person:adalov_roustem"].wikidata_id == "Q1"


def test_a_known_actor_whom_nobody_tells_takes_no_lone_surname():
    known = [KnownActor("adalov_roustem", "Roustem Adalov", country="UKR", offices=(Office("minister", "UKR"),))]
    assert ids([sighting("1", "Adalov")], known=known) == ["person:adalov"]
    assert ids([sighting("1", "Adalov", "UKR", "minister")], known=known) == ["person:adalov_roustem"]


def test_known_actors_stay_two():
    known = [KnownActor("a", "Ilia Maratov", country="RUS"), KnownActor("b", "Ilya Maratov", country="BGR")]
    told = [sighting("1", "Ilia Maratov", "RUS"), sighting("2", "Ilia Maratov", "BGR"), sighting("3", "Ilia Maratov")]
    first, second, third = ids(told, known=known)
    assert (first, second) == ("person:a", "person:b")
    assert third not in (first, second)


def test_a_known_organization_that_the_lists_have_keeps_its_id():
    known = [KnownActor("alliance", "OTAN", "organization", wikidata_id="Q7184")]
    linked = link_actors([sighting("1", "Otan", kind="organization", known_as="nato")], PACK, known)
    assert linked.ids["1", 0] == "organization:nato"
    assert linked.known["organization:nato"].wikidata_id == "Q7184"


def test_judgements_join_and_part():
    told = [sighting("1", "Ilia Maratov", "RUS"), sighting("2", "Ilia Maratov", "RUS"), sighting("3", "Ivo Kern")]
    apart = ids(told, judgements=[Judgement(("1", 0), ("2", 0), same=False)])
    assert len(set(apart)) == 3
    joined = ids(told, judgements=[Judgement(("1", 0), ("3", 0), same=True)])
    assert len(set(joined)) == 1
    lost = Judgement(("1", 0), ("9", 0), same=True)
    assert link_actors(told, PACK, judgements=[lost]).unheeded == (lost,)


def test_a_surname_that_two_bear_is_nobody_elses():
    told = [sighting("1", "Ilia Maratov"), sighting("2", "Anna Maratov"), sighting("3", "Maratov"), sighting("4", "Maratov")]
    assert len(set(ids(told))) == 4


def test_every_join_has_a_reason():
    told = [
        sighting("1", "Roustem Adalov"),
        sighting("2", "Rustem Adalov"),
        sighting("3", "R. Adalov"),
        sighting("4", "Adalov"),
    ]
    linkage = link_actors(told, PACK)
    assert len(set(linkage.ids.values())) == 1
    assert [decision.reason for decision in linkage.decisions] == ["same_name", "initial", "surname_only"]
    assert all(one != other for one, other in pairwise(decision.other for decision in linkage.decisions))
