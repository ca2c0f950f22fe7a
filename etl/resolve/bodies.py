"""Which sightings of organizations are one organization: what the lists know, institutions of a state, and all others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from typing import NamedTuple

from etl.entities.gazetteer import first_names, scan
from etl.entities.institutions import Institution, listed_key, read_institution
from etl.entities.lists import ORGANIZATION, STATE
from etl.entities.spelling import plain, sound_key, within
from etl.entities.words import TERRITORY, look
from etl.language.pack import Pack
from etl.language.tokens import tokenize
from etl.resolve.clusters import Clusters

_LONGEST_ACRONYM = 8
_SURE_INITIALS = 4
_MISSPELT = 10
_LONG = 8


class Listed(NamedTuple):
    """An organization by its id in the lists, or an institution by its kind and country; `listed` tells which."""

    key: str
    country: str | None
    listed: bool

    @property
    def lasting(self) -> bool:
        """Whether it is the same in every article; an institution without a state is not."""
        return self.listed or self.country is not None


@dataclass(frozen=True, slots=True)
class BodyName:
    """The names of an organization in one article.

    Attributes:
        keys: Keys of its full names.
        acronyms: Its acronyms, in capitals without stops.
        initials: What its full names could be shortened to.
        words: The fullest name as it is compared letter by letter.
    """

    keys: frozenset[str]
    acronyms: frozenset[str]
    initials: frozenset[str]
    words: str


@cache
def _forms(pack: Pack) -> dict[str, Listed | None]:
    """The listed organizations by a form of their name; None where two share it."""
    forms: dict[str, Listed | None] = {}
    for row in pack.rows("organizations"):
        if row["type"] != "organization":
            continue
        form = row["form"] if row["form"].isupper() else plain(row["form"])
        listed = Listed(row["org_id"], row["iso3"] or None, True)
        known = forms.setdefault(form, listed)
        if known and known.key != listed.key:
            forms[form] = None
    return forms


@cache
def _forms_heard(pack: Pack) -> dict[str, Listed | None]:
    """The same by the sound of long names, which are spelt in several ways; None where two share it."""
    forms: dict[str, Listed | None] = {}
    for form, listed in _forms(pack).items():
        key = _heard(_words(form, pack), pack)
        if not form.isupper() and len(key) >= _LONG:
            known = forms.setdefault(key, listed)
            if known is None or listed is None or known.key != listed.key:
                forms[key] = None
    return forms


def _heard(words: Iterable[str], pack: Pack) -> str:
    return "".join(sound_key(word, pack) or word for word in words)


@lru_cache(maxsize=65536)
def listed_body(name: str, known_as: str | None, country: str | None, pack: Pack) -> Listed | None:
    """The organization that the lists give a name or an id, or the institution that the name tells; else None."""
    if known_as:
        return _of_state(known_as, country, pack)
    name = _without_article(name, pack)
    body = _institution(name, pack)
    words = _words(name, pack)
    found = _forms(pack).get(name) or _forms(pack).get(plain(name)) or _forms(pack).get(" ".join(words))
    found = found or _forms_heard(pack).get(_heard(words, pack))
    stateless = body is not None and body.named and body.kind == ORGANIZATION  # `le Congrès` is not that of the United States
    if found and not stateless and (not country or not found.country or country == found.country):
        return found._replace(country=country or found.country)
    return _of_state(body.key, body.country or country, pack) if body else None


def _of_state(key: str, country: str | None, pack: Pack) -> Listed:
    if country and key not in first_names(pack):
        key = listed_key(key, country, pack)
    return Listed(key, country, key in first_names(pack))


def _without_article(name: str, pack: Pack) -> str:
    article, mark, rest = name.replace("’", "'").partition("'")
    if not mark or len(article) > 1:
        article, _, rest = name.partition(" ")
    return rest if rest and article.lower() in _unsaid(pack)[1] else name


def _institution(name: str, pack: Pack) -> Institution | None:
    """The institution that all words of a name tell."""
    tokens = tokenize(name, pack)
    if not tokens:
        return None
    words = look(tokens, [hit for hit in scan(tokens, pack) if hit.of(*TERRITORY)], frozenset(), pack)
    body = read_institution(words, 0)
    return body if body and body.kind != STATE and body.last == len(tokens) else None


@lru_cache(maxsize=65536)
def body_name(names: tuple[str, ...], pack: Pack) -> BodyName:
    """The keys of the names that one article gives an organization."""
    acronyms = {short for name in names if (short := _acronym(name))}
    told = [words for name in names if not _acronym(name) and (words := _words(name, pack))]
    # `Skanstes` beside `Skanstes Capital` may be another Skanstes in the next article.
    full = [words for words in told if not any(set(words) < set(others) for others in told)]
    keys = frozenset(_heard(words, pack) for words in full)
    initials = frozenset(letters for name in names if not _acronym(name) for letters in _initials(name, pack))
    fullest: tuple[str, ...] = max(full, key=lambda words: (len(words), words), default=())
    return BodyName(keys, frozenset(acronyms), initials, " ".join(fullest))


def _acronym(name: str) -> str:
    short = name.replace(".", "").replace("-", "")
    return short if 1 < len(short) <= _LONGEST_ACRONYM and short.isupper() and short.isalnum() else ""


@cache
def _unsaid(pack: Pack) -> tuple[frozenset[str], frozenset[str]]:
    data = pack.data("linkage")
    return frozenset(data["legal_forms"]), frozenset(data["linking"])


def _words(name: str, pack: Pack) -> tuple[str, ...]:
    forms, linking = _unsaid(pack)
    words = plain(name).replace("'", " ").replace(",", " ").replace("«", " ").replace("»", " ").split()
    shortened = pack.data("linkage")["shortened"]
    return tuple(shortened.get(word, word) for word in words if word not in linking and word not in forms)


def _initials(name: str, pack: Pack) -> Iterator[str]:
    words = plain(name).replace("'", " ").split()
    linking = _unsaid(pack)[1]
    for letters in ([w[0] for w in words if w not in linking], [w[0] for w in words]):
        if len(letters) > 2:
            yield "".join(letters).upper()


def link_bodies(bodies: Sequence[BodyName], clusters: Clusters) -> None:
    """Joins the nodes of one organization; the nodes of `clusters` are those of `bodies`, in an order that content gives."""
    groups = _index((node, key) for node, body in enumerate(bodies) for key in body.keys)
    for key in sorted(groups):
        clusters.gather(groups[key], "same_name")
    _misspelt(bodies, clusters)
    _by_acronym(bodies, clusters)


def _index(pairs: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for node, key in pairs:
        groups[key].append(node)
    return groups


def _misspelt(bodies: Sequence[BodyName], clusters: Clusters) -> None:
    """Joins long names with one wrong letter, within one country."""
    pairs = ((n, w) for n, body in enumerate(bodies) if len(w := body.words) >= _MISSPELT and clusters.told[n].countries)
    blocks = _index((node, half) for node, words in pairs for half in _halves(words))
    for half in sorted(blocks):
        for one, other in combinations(blocks[half], 2):
            a, b = bodies[one].words, bodies[other].words
            if a != b and clusters.support(one, other) and _digits(a) == _digits(b) and within(a, b, 1):
                clusters.join(one, other, "misspelt")


def _halves(words: str) -> set[str]:
    """The beginning and the end of a name: a slip leaves one of them as it was, whether or not it changes the length."""
    sizes = {len(words) // 2, (len(words) - 1) // 2}
    return {f"begin {words[:size]}" for size in sizes} | {f"end {words[-size:]}" for size in sizes}


def _digits(words: str) -> list[str]:
    return [letter for letter in words if letter.isdigit()]


def _by_acronym(bodies: Sequence[BodyName], clusters: Clusters) -> None:
    """Joins what is told by an acronym alone with the one organization that bears it, then acronyms without a bearer."""
    told = _index((node, short) for node, body in enumerate(bodies) if body.keys for short in body.acronyms)
    read = _index((node, short) for node, body in enumerate(bodies) for short in body.initials)
    left: dict[str, list[int]] = defaultdict(list)
    for node, body in enumerate(bodies):
        if body.keys:
            continue
        for short in sorted(body.acronyms):
            bearers = told.get(short, [])
            found = clusters.only(node, bearers)
            if found is None and not bearers:
                found = _by_initials(node, short, read, clusters)
            if found is not None:
                clusters.join(found, node, "acronym" if bearers else "initials")
            elif not any(clusters.can_join(node, other) for other in bearers):
                left[short].append(node)
    for short in sorted(left):
        clusters.gather(left[short], "same_acronym")


def _by_initials(node: int, short: str, read: dict[str, list[int]], clusters: Clusters) -> int | None:
    """The one organization whose words begin with the letters of an acronym; short acronyms need a common country."""
    fitting = [other for other in read.get(short, ()) if len(short) >= _SURE_INITIALS or clusters.support(node, other)]
    return clusters.only(node, fitting)
