"""From articles and their readings to the rows of all tables: ids that hold across articles are given here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from etl.events.read import EXTRACTOR
from etl.events.reading import Cell, EventRow, Quotation, Reading
from etl.language.pack import load_pack
from etl.resolve.exchange import with_euros
from etl.resolve.identity import best_name, digest, listed_name
from etl.resolve.judgements import JudgedActors, judged_sightings
from etl.resolve.link import link_actors
from etl.resolve.sightings import Known, Linkage, sightings_of
from schemas.registry import BY_NAME, columns
from schemas.tables import Article

Row = dict[str, object]
_BUILT = (
    "actors",
    "actor_names",
    "actor_mentions",
    "actor_roles",
    "places",
    "meetings",
    "aid_pledges",
    "warnings",
    "agreements",
    "event_actors",
    "statements",
    "evidence",
)


def build_rows(
    readings: Iterable[tuple[Article, Reading]], known: Sequence[Known] = (), judged: Sequence[JudgedActors] = ()
) -> dict[str, list[Row]]:
    """The rows of every table but `articles`, `codes` and `rejects`, keyed by table name.

    The rows are plain dicts with all columns of their table; nothing is validated here. The result does not depend
    on the order of the articles; each table is sorted by its key. For `known` see `link_actors`, for `judged` `judged_actors`.
    """
    tables: dict[str, list[Row]] = {name: [] for name in _BUILT}
    told = sorted(readings, key=lambda pair: pair[0].article_id)
    sightings = [one for article, reading in told for one in sightings_of(article.article_id, article.text, reading)]
    linkage = link_actors(sightings, load_pack("fr"), known, judged_sightings(judged, sightings))
    actors = _Actors()
    for article, reading in told:
        ids = [linkage.ids[article.article_id, position] for position in range(len(reading.actors))]
        _article_rows(article, reading, ids, tables, actors)
    tables |= actors.rows(linkage)
    published = {article.article_id: article.published_on for article, _ in told}
    tables["aid_pledges"] = list(with_euros(tables["aid_pledges"], published))
    return {name: _sorted(name, rows) for name, rows in tables.items()}


def _sorted(name: str, rows: list[Row]) -> list[Row]:
    key = BY_NAME[name].KEY
    unique = {tuple(row[column] for column in key): row for row in rows}
    return [unique[k] for k in sorted(unique, key=lambda k: tuple(map(str, k)))]


def _row(table: str, **values: object) -> Row:
    """A row with all columns of its table; what is not given is null."""
    return {column.name: values.get(column.name) for column in columns(BY_NAME[table])}


class _Actors:
    """Counts over all articles, from which the tables `actors` and `actor_names` are made."""

    def __init__(self) -> None:
        self.names: dict[str, Counter[str]] = defaultdict(Counter)
        self.full: dict[str, Counter[str]] = defaultdict(Counter)
        self.articles: dict[str, set[str]] = defaultdict(set)
        self.countries: dict[str, Counter[str]] = defaultdict(Counter)
        self.mentions: Counter[str] = Counter()

    def rows(self, linkage: Linkage) -> dict[str, list[Row]]:
        actors, names = [], []
        for actor, full in self.full.items():
            known = linkage.known.get(actor)
            best = known.name if known else listed_name(actor, load_pack("fr")) or best_name(full)
            country = self.countries[actor]
            actors.append(
                _row(
                    "actors",
                    actor_id=actor,
                    name=best,
                    actor_type=actor.split(":", 1)[0],
                    article_count=len(self.articles[actor]),
                    country=min(country, key=lambda c: (-country[c], c)) if country else None,
                    wikidata_id=known and known.wikidata_id,
                    mention_count=max(1, self.mentions[actor]),
                )
            )
            names += [_row("actor_names", actor_id=actor, name=name, mention_count=n) for name, n in self.names[actor].items()]
        return {"actors": actors, "actor_names": names}


def _article_rows(article: Article, reading: Reading, ids: list[str], tables: dict[str, list[Row]], actors: _Actors) -> None:
    text, aid = article.text, article.article_id
    for actor, local in zip(ids, reading.actors, strict=True):
        actors.full[actor][local.name] += 1
        actors.articles[actor].add(aid)
        if local.country:
            actors.countries[actor][local.country] += 1
    mention_ids = []
    for mention in reading.mentions:
        surface, actor = text[mention.start : mention.end], ids[mention.actor]
        mention_ids.append("men_" + digest(aid, mention.start, mention.end, actor))
        actors.mentions[actor] += 1
        actors.names[actor][surface] += 1
        tables["actor_mentions"].append(
            _row(
                "actor_mentions",
                mention_id=mention_ids[-1],
                article_id=aid,
                actor_id=actor,
                char_start=mention.start,
                char_end=mention.end,
                surface=surface,
                mention_type=mention.mention_type,
            )
        )
    tables["actor_roles"] += [
        _row(
            "actor_roles",
            article_id=aid,
            actor_id=ids[role.actor],
            role=role.role,
            role_text=text[role.start : role.end],
            country=role.country,
            char_start=role.start,
            char_end=role.end,
        )
        for role in reading.roles
    ]
    tables["places"] += [
        _row(
            "places",
            place_id=p.place_id,
            name=p.name,
            country=p.country,
            latitude=p.latitude,
            longitude=p.longitude,
            feature=p.feature,
        )
        for p in reading.places
    ]
    for event in reading.events:
        _event_rows(article, event, ids, mention_ids, tables)
    for quotation in reading.quotations:
        _statement_rows(article, quotation, ids, tables)


def _event_rows(
    article: Article, event: EventRow, ids: list[str], mention_ids: list[str], tables: dict[str, list[Row]]
) -> None:
    text, aid = article.text, article.article_id
    parts = sorted((part.part, ids[part.actor]) for part in event.parts)
    event_id = "evt_" + digest(
        aid, event.table, event.start, event.end, event.trigger, parts, sorted((k, str(v)) for k, v in event.values.items())
    )
    tables[event.table].append(
        _row(
            event.table,
            event_id=event_id,
            article_id=aid,
            char_start=event.start,
            char_end=event.end,
            evidence=text[event.start : event.end],
            trigger=event.trigger,
            rule=event.rule,
            extractor=EXTRACTOR,
            modality=event.modality,
            occurrence_id="occ_" + event_id[4:],
            **event.values,
        )
    )
    tables["event_actors"] += [
        _row(
            "event_actors",
            event_id=event_id,
            actor_id=ids[part.actor],
            part=part.part,
            mention_id=None if part.mention is None else mention_ids[part.mention],
        )
        for part in event.parts
    ]
    tables["evidence"] += _evidence_rows(article, event_id, event.cells)


def _evidence_rows(article: Article, row_id: str, cells: Sequence[Cell]) -> list[Row]:
    return [
        _row(
            "evidence",
            row_id=row_id,
            article_id=article.article_id,
            field=cell.field,
            char_start=cell.start,
            char_end=cell.end,
            surface=article.text[cell.start : cell.end],
        )
        for cell in cells
    ]


def _statement_rows(article: Article, quotation: Quotation, ids: list[str], tables: dict[str, list[Row]]) -> None:
    if quotation.speaker is None:
        return
    text, aid = article.text, article.article_id
    statement_id = "sta_" + digest(aid, quotation.start, quotation.end)
    tables["statements"].append(
        _row(
            "statements",
            statement_id=statement_id,
            article_id=aid,
            speaker_id=ids[quotation.speaker],
            quote=text[quotation.start : quotation.end],
            channel=quotation.channel,
            char_start=quotation.start,
            char_end=quotation.end,
        )
    )
    tables["evidence"] += _evidence_rows(article, statement_id, quotation.cells)
