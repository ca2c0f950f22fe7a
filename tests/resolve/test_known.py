"""The registry of known actors: it is large, it is sound, and no name in it leads to two."""

import csv
import re
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from etl.entities.dates import edtf
from etl.entities.spelling import plain
from etl.language.pack import load_pack
from etl.resolve.known import KnownActor, Office, actors, known_actors

PACK = load_pack("fr")
SINGLE = {"head_of_state", "head_of_government", "foreign_minister", "defence_minister"}


def of(actor_type):
    return [actor for actor in known_actors() if actor.actor_type == actor_type]


def term(office):
    """First and last day that the office can have been held without a doubt; None where a date is not known."""
    if not (office.start and office.end):
        return None
    return edtf.read(office.start)[0].last, edtf.read(office.end)[0].first


def clashes(people):
    """Pairs of people who would have held one office of a country on the same day."""
    terms = defaultdict(list)
    for person in people:
        for office in person.offices:
            if office.role in SINGLE and office.country and (held := term(office)):
                terms[office.role, office.country, office.title].append((*held, person.key))
    return [
        (office, one, other)
        for office, held in terms.items()
        for (start, end, one), (begin, last, other) in combinations(held, 2)
        if one != other and max(start, begin) < min(end, last)
    ]


def test_it_holds_people_organizations_and_all_countries():
    assert len(of("person")) >= 400
    assert len(of("organization")) + len(of("bloc")) >= 300
    assert {actor.key for actor in of("country")} == {row["iso3"] for row in PACK.rows("countries")} - {"ATA"}


def test_a_key_is_used_once_and_is_the_plain_name_of_a_person():
    keys = Counter((actor.actor_type, actor.key) for actor in known_actors())
    assert max(keys.values()) == 1
    assert [key for kind, key in keys if kind == "person" and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", key)] == []


def test_a_name_leads_to_one_actor_unless_country_or_office_tells_who_is_meant():
    bearers = defaultdict(set)
    for actor in known_actors():
        roles = frozenset(office.role for office in actor.offices)
        for form in (actor.name, *actor.variants):
            bearers[actor.actor_type, plain(form)].add((actor.key, actor.country, roles))
    shared = {form: found for form, found in bearers.items() if len(found) > 1}
    assert all(len({(country, roles) for _, country, roles in found}) == len(found) for found in shared.values()), shared


def test_an_actor_is_not_its_own_variant_and_no_form_has_stray_spaces():
    for actor in known_actors():
        assert actor.name not in actor.variants
        assert len(set(actor.variants)) == len(actor.variants)
        assert all(form == " ".join(form.split()) != "" for form in (actor.name, *actor.variants)), actor


def test_a_wikidata_id_is_used_once():
    ids = Counter(actor.wikidata_id for actor in known_actors() if actor.wikidata_id)
    assert [one for one, n in ids.items() if n > 1 or not re.fullmatch(r"Q[1-9]\d*", one)] == []


def test_no_two_people_hold_one_office_on_the_same_day():
    assert clashes(of("person")) == []


def test_two_people_in_one_office_would_be_noticed():
    def person(key, start, end):
        return KnownActor(key, key, "person", (), "FRA", (Office("foreign_minister", "ministre", "FRA", start, end),))

    one = person("a", "2010-01-05", "2012-05-16")
    assert clashes([one, person("b", "2012-05-16", "2014")]) == []
    assert clashes([one, person("b", "2012", "2014")]) == []
    assert clashes([one, person("b", "2012-04", None)]) == []
    assert clashes([one, person("b", "2012-04", "2014")]) == [(("foreign_minister", "FRA", "ministre"), "a", "b")]


def test_organizations_are_those_of_the_language_pack():
    listed = {row["org_id"]: (row["type"], row["iso3"] or None) for row in PACK.rows("organizations")}
    for actor in [*of("organization"), *of("bloc")]:
        assert (actor.actor_type, actor.country) == listed[actor.key]


def test_files_are_sorted_and_titled_in_order():
    folder = Path(actors.__file__).parent
    for name, columns in (("people", 5), ("organizations", 3), ("offices", 6), ("countries", 2)):
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))[1:]
        assert {len(row) for row in rows} == {columns}
        assert [row[0] for row in rows] == sorted(row[0] for row in rows)


@pytest.mark.parametrize(
    ("form", "key"),
    [
        ("Volodymyr Zelensky", "volodymyr-zelensky"),
        ("Roustem Oumerov", "roustem-oumerov"),
        ("Rustem Umerov", "roustem-oumerov"),
        ("Sergei Shoigu", "serguei-choigou"),
        ("Orbán Viktor", "viktor-orban"),
        ("Jinping Xi", "xi-jinping"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Radoslaw Sikorski", "radoslaw-sikorski"),
        ("North Atlantic Treaty Organization", "nato"),
        ("Otan", "nato"),
        ("CEDEAO", "ecowas"),
        ("États-Unis", "USA"),
        ("Roustem Adalov", None),
        ("Petra Vang", None),
        ("Lavrenko", None),
        ("Vladimir", None),
    ],
)
def test_a_spelling_leads_to_whom_it_names(form, key):
    found = {actor.key for actor in known_actors() if form in (actor.name, *actor.variants)}
    assert found == ({key} if key else set())


GOOD = {"key": "a", "role": "minister", "title": "ministre", "country": "FRA", "from": "2012-05", "to": ""}


@pytest.mark.parametrize(
    ("change", "known"),
    [
        ({}, Office("minister", "ministre", "FRA", "2012-05", None)),
        ({"country": "", "to": "2012"}, Office("minister", "ministre", None, "2012-05", "2012")),
        ({"role": "king"}, None),
        ({"country": "FRX"}, None),
        ({"from": "May 2012"}, None),
        ({"from": "2012-13"}, None),
        ({"to": "2011"}, None),
    ],
)
def test_an_office_that_cannot_be_is_refused(monkeypatch, change, known):
    person = {"key": "a", "name": "Ada Tamm", "country": "FRA", "wikidata_id": "", "variants": ""}
    files = {"people": [person], "offices": [GOOD | change], "organizations": [], "countries": []}
    monkeypatch.setattr(actors, "_rows", lambda name: iter(files[name]))
    load = known_actors.__wrapped__
    if known is None:
        with pytest.raises(ValueError, match=r"^a: "):
            load()
    else:
        assert load() == (KnownActor("a", "Ada Tamm", "person", (), "FRA", (known,)),)


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"offices": [GOOD]}, "not in the registry: a"),
        ({"organizations": [{"key": "no_such_body", "wikidata_id": "", "variants": ""}]}, "no_such_body"),
        ({"organizations": [{"key": "un", "wikidata_id": "", "variants": ""}] * 2}, "known twice: organization un"),
    ],
)
def test_an_entry_without_its_other_half_is_refused(monkeypatch, files, message):
    monkeypatch.setattr(actors, "_rows", lambda name: iter(files.get(name, [])))
    with pytest.raises(ValueError, match=message):
        known_actors.__wrapped__()
