"""Writing down what was read: from the scene and its events to a `Reading`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from etl.entities.amounts import Amount
from etl.entities.gazetteer import cities
from etl.entities.namings import CITY, COUNTRY, METONYM, OFFICE, PERSON, Naming
from etl.entities.quotations import Speech
from etl.entities.scene import Scene
from etl.events.agreement_tellings import Agreement
from etl.events.aid_tellings import Pledge
from etl.events.match import Match, Taken
from etl.events.meetings import Meeting
from etl.events.places import Where
from etl.events.reading import Annotation, Cell, EventRow, LocalActor, Mention, Part, Place, Quotation, Reading, Role
from etl.events.times import When
from etl.events.warning_tellings import Warning

_PLACE_LINKS = frozenset({"à", "en", "dans", "vers", "chez"})


class Reporter:
    """Collects the events of one article and gives the reading of it.

    Args:
        scene: The article.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.events: list[EventRow] = []
        self.quotations: list[tuple[Speech, int | None]] = []
        self.places: dict[str, Place] = {}
        self.used: set[int] = set()
        self.needed: set[int] = set()

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of a run of tokens."""
        return self.scene.tokens[first].start, self.scene.tokens[last - 1].end

    def meeting(self, meeting: Meeting) -> None:
        """Adds a meeting."""
        values: dict[str, Any] = {"mode": meeting.mode, "kind": meeting.kind, "status": meeting.status}
        cells = self.trigger_cells(meeting.match, ("kind", "status"))
        if meeting.mode_words:
            cells.append(Cell("mode", *meeting.mode_words))
        self.date(meeting.when, values, cells)
        self.place(meeting.where, values, cells)
        self.event(meeting.match, meeting.modality, values, meeting.parts, cells)

    def pledge(self, pledge: Pledge) -> None:
        """Adds an aid pledge."""
        values: dict[str, Any] = {"aid_type": pledge.aid_type, "status": pledge.status}
        cells = [Cell("status", *self.offsets(*pledge.status_words))]
        if pledge.amount is not None:
            amount = pledge.amount
            values |= {
                "amount": amount.value,
                "amount_max": amount.value_max,
                "currency": amount.currency,
                "qualifier": amount.qualifier,
            }
            values["amount_text"] = self.scene.text[amount.start : amount.end]
            cells += [Cell(name, amount.start, amount.end) for name in ("amount", "amount_text")]
            if amount.currency_start is not None and amount.currency_end is not None:
                cells.append(Cell("currency", amount.currency_start, amount.currency_end))
        if pledge.goods is not None:
            count = pledge.goods
            values |= {"item": self.scene.text[count.noun_start : count.noun_end], "quantity": count.value}
            values.setdefault("qualifier", count.qualifier)
            cells += [Cell("item", count.noun_start, count.noun_end), Cell("quantity", count.start, count.end)]
        self.date(pledge.when, values, cells)
        self.event(pledge.match, pledge.modality, values, {"donor": pledge.donors, "recipient": pledge.recipients}, cells)

    def warning(self, warning: Warning) -> None:
        """Adds a warning."""
        values: dict[str, Any] = {"kind": warning.kind}
        cells = self.trigger_cells(warning.match, ("kind",))
        if warning.message:
            start, end = self.offsets(*warning.message)
            values["message"] = self.scene.text[start:end]
            cells.append(Cell("message", start, end))
        self.event(warning.match, warning.modality, values, {"issuer": warning.issuers, "target": warning.targets}, cells)

    def agreement(self, agreement: Agreement) -> None:
        """Adds an agreement."""
        start, end = self.offsets(*agreement.title)
        values: dict[str, Any] = {
            "kind": agreement.kind,
            "status": agreement.status,
            "title": self.scene.text[start:end],
            "quantity": agreement.quantity,
        }
        cells = [*self.trigger_cells(agreement.match, ("status",)), Cell("kind", start, end), Cell("title", start, end)]
        self.date(agreement.when, values, cells)
        self.place(agreement.where, values, cells)
        self.event(agreement.match, agreement.modality, values, {"party": agreement.parties}, cells)

    def speech(self, speech: Speech) -> None:
        """Adds direct speech whose speaker is known."""
        self.quotations.append((speech, speech.speaker))
        if speech.speaker is not None:
            self.needed.add(speech.speaker)

    def trigger_cells(self, match: Match, fields: Sequence[str]) -> list[Cell]:
        """The trigger as evidence of columns that it gave."""
        start, end = self.offsets(match.trigger[0], match.trigger[1])
        return [Cell(field, start, end) for field in fields]

    def date(self, when: When | None, values: dict[str, Any], cells: list[Cell]) -> None:
        """Fills the four date columns."""
        if when is None:
            return
        text = self.scene.text[when.start : when.end]
        values |= {
            "date": when.value.edtf,
            "date_earliest": when.value.earliest,
            "date_latest": when.value.latest,
            "date_text": text,
        }
        cells += [Cell("date", when.start, when.end), Cell("date_text", when.start, when.end)]

    def place(self, where: Where | None, values: dict[str, Any], cells: list[Cell]) -> None:
        """Fills the place columns."""
        if where is None:
            return
        start, end = self.offsets(where.first, where.last)
        values |= {"place": self.scene.text[start:end], "place_country": where.country}
        cells += [Cell("place", start, end), Cell("place_country", start, end)]
        if (city := self._city(where)) is not None:
            self.places[city.place_id] = city
            values["place_id"] = city.place_id
            cells.append(Cell("place_id", start, end))

    def _city(self, where: Where) -> Place | None:
        """The listed city that a place names, if it is one with a GeoNames id."""
        at = bisect_left(self.scene.hits, where.first, key=lambda hit: hit.first)
        hit = self.scene.hits[at] if at < len(self.scene.hits) and self.scene.hits[at].first == where.first else None
        entry = hit.of("city") if hit else None
        city = cities(self.scene.pack).get(entry.key) if entry and entry.country == where.country else None
        if city is None:
            return None
        return Place(city.place_id, city.name, city.country, city.latitude, city.longitude, city.feature)

    def event(
        self, match: Match, modality: str, values: dict[str, Any], parts: dict[str, tuple[Taken, ...]], cells: Sequence[Cell]
    ) -> None:
        """Adds a row of an event table, its sentence as evidence."""
        start, end = self.offsets(match.sentence.first, match.sentence.last)
        trigger = slice(*self.offsets(*match.trigger))
        taken = [(part, t) for part, group in parts.items() for t in group]
        self.needed |= {t.actor for _, t in taken}
        self.used |= {t.naming for _, t in taken if t.naming is not None}
        self.events.append(
            EventRow(
                match.frame.table,
                start,
                end,
                self.scene.text[trigger],
                match.frame.rule,
                modality,
                values,
                tuple(Part(part, t.actor, t.naming) for part, t in taken),
                tuple(cells),
            )
        )

    def reading(self) -> Reading:
        """Everything, with actors and mentions renumbered so that only those that count are left."""
        scene = self.scene
        mentioned = [(i, n, actor) for i, n in enumerate(scene.namings) for actor in self._actors(i, n)]
        inner = list(zip(scene.inner, scene.cast.of_inner, strict=True))
        kept = sorted({actor for _, _, actor in mentioned} | {actor for _, actor in inner} | self.needed)
        number = {actor: i for i, actor in enumerate(kept)}
        mentions = [self._mention(n, number[actor]) for n, actor in [*((n, actor) for _, n, actor in mentioned), *inner]]
        place_of = {(i, actor): position for position, (i, _, actor) in enumerate(mentioned)}
        events = tuple(self._renumbered(event, number, place_of) for event in self.events)
        quotations = tuple(
            Quotation(
                s.start,
                s.end,
                None if speaker is None else number[speaker],
                scene.text[slice(*s.channel)] if s.channel else None,
                (Cell("channel", *s.channel),) if s.channel else (),
            )
            for s, speaker in self.quotations
        )
        return Reading(
            tuple(self._actor(a) for a in kept),
            tuple(mentions),
            tuple(self._roles(number)),
            events,
            quotations,
            tuple(self._annotations()),
            tuple(self.places.values()),
        )

    def _actors(self, position: int, naming: Naming) -> tuple[int, ...]:
        """The actors that a naming mentions; a capital under a preposition of place mentions none unless an event says so."""
        actors = self.scene.cast.of[position]
        if position in self.used or naming.mention_type != METONYM or naming.kind != COUNTRY:
            return actors or tuple(p.actor for e in self.events for p in e.parts if p.mention == position)
        before = self.scene.keys[naming.first - 1] if naming.first else ""
        return () if before in _PLACE_LINKS else actors

    def _mention(self, naming: Naming, actor: int) -> Mention:
        start, end = self.offsets(naming.start, naming.end)
        return Mention(start, end, actor, METONYM if naming.kind == CITY else naming.mention_type)

    def _actor(self, actor: int) -> LocalActor:
        member = self.scene.cast.members[actor]
        return LocalActor(member.name, member.kind, member.country, member.key or None)

    def _roles(self, number: dict[int, int]) -> list[Role]:
        roles: list[Role] = []
        for i, naming in enumerate(self.scene.namings):
            if naming.kind not in (PERSON, OFFICE):
                continue
            for actor in self.scene.cast.of[i]:
                if actor in number and self.scene.cast.members[actor].kind == PERSON:
                    roles += [
                        Role(*self.offsets(o.noun, o.last), number[actor], o.role, o.countries[0] if o.countries else None)
                        for o in self.scene.cast.namings[i].offices
                        if o.role
                    ]
        return list(dict.fromkeys(roles))

    def _renumbered(self, event: EventRow, number: dict[int, int], place_of: dict[tuple[int, int], int]) -> EventRow:
        parts = tuple(
            Part(p.part, number[p.actor], place_of.get((p.mention, p.actor)) if p.mention is not None else None)
            for p in event.parts
        )
        return EventRow(
            event.table, event.start, event.end, event.trigger, event.rule, event.modality, event.values, parts, event.cells
        )

    def _annotations(self) -> list[Annotation]:
        scene = self.scene
        dates = zip(scene.dates, scene.placed(future=False), strict=True)
        found = [Annotation("date", d.start, d.end, value.edtf) for d, value in dates if d.kind != "duration"]
        found += [Annotation("amount", a.start, a.end, _amount_value(a)) for a in scene.amounts]
        found += [Annotation("place", *self.offsets(n.start, n.end), n.country) for n in scene.namings if n.kind == CITY]
        return sorted(found, key=lambda annotation: (annotation.start, annotation.end))


def _amount_value(amount: Amount) -> dict[str, Any]:
    return {
        "amount": str(amount.value),
        "amount_max": None if amount.value_max is None else str(amount.value_max),
        "qualifier": amount.qualifier,
        "currency": amount.currency,
    }
