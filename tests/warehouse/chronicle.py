"""A small chronicle of invented countries: two reports of one event, a near-copy, an older version, parts and totals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from conftest import AT, NO_DATE, Rows, sample_rows

_LENGTH = 90
_ACTORS = {
    "norval": ("Aïda Norval", "person", "XVA"),
    "tamsin": ("Élie Tamsin", "person", "XLI"),
    "xva": ("la Vésanie", "country", "XVA"),
    "xli": ("la Linde", "country", "XLI"),
    "xor": ("l’Orée", "country", "XOR"),
    "council": ("Conseil des Îles", "organization", None),
}
_ARTICLES: dict[str, tuple[date, dict[str, Any]]] = {
    "art_1": (date(2031, 3, 6), {"publisher": "Le Courrier de Vésan"}),
    "art_2": (date(2031, 3, 7), {"publisher": "La Gazette lindoise"}),
    "art_3": (date(2031, 3, 6), {"duplicate_of": "art_1"}),
    "art_4": (date(2031, 3, 6), {"superseded_by": "art_2"}),
    "art_5": (date(2031, 4, 20), {"publisher": "Le Courrier de Vésan"}),
    "art_6": (date(2031, 5, 30), {"publisher": "Le Courrier de Vésan"}),
}


def chronicle() -> Rows:
    """Rows of every table; events are named after their tables, a letter after the name is another report."""
    rows = sample_rows()
    article, actor, mention = rows["articles"][0], rows["actors"][0], rows["actor_mentions"][0]
    rows["articles"] = [
        article
        | {"article_id": key, "source_id": key, "source_uri": f"{key}.txt", "source_key": key, "published_on": day}
        | more
        for key, (day, more) in _ARTICLES.items()
    ]
    rows["actors"] = [
        actor | {"actor_id": key, "name": name, "actor_type": kind, "country": country}
        for key, (name, kind, country) in _ACTORS.items()
    ]
    rows["actor_names"] = [{"actor_id": key, "name": name, "mention_count": 1} for key, (name, _, _) in _ACTORS.items()]
    rows["actor_names"].append({"actor_id": "norval", "name": "A. Norval", "mention_count": 3})
    rows["actor_mentions"] = [
        mention
        | {"mention_id": f"{key}_{source}", "actor_id": key, "article_id": source, "surface": _ACTORS[key][0]}
        | {"char_start": 0, "char_end": len(_ACTORS[key][0])}
        for key in ("norval", "xva")
        for source in ("art_1", "art_3", "art_5")
    ]
    rows["actor_roles"][0]["actor_id"] = "norval"
    statement = rows["statements"][0]
    rows["statements"] = [
        statement | {"statement_id": f"sta_{source}", "article_id": source, "speaker_id": speaker, "quote": quote}
        for source, speaker, quote in (
            ("art_1", "norval", "Le port restera ouvert"),
            ("art_2", "tamsin", "Nous attendons"),
            ("art_3", "norval", "Le port restera ouvert"),
            ("art_5", "norval", "La pêche reprend"),
        )
    ]
    rows["event_actors"] = []
    _meetings(rows)
    _aid(rows)
    _warnings_and_agreements(rows)
    rows["evidence"] = [
        {"row_id": "aid_1", "article_id": "art_1", "field": field, "surface": words, "char_start": start, "char_end": 30}
        for field, words, start in (("amount", "500 millions d’euros", 10), ("currency", "euros", 25))
    ]
    rows["rejects"].append(rows["rejects"][0] | {"reject_id": "rej_2", "rejected_at": AT})
    return rows


def _event(rows: Rows, table: str, event_id: str, source: str, sentence: int, parts: dict[str, str], **values: Any) -> None:
    """Add an event of a table, and its actors: `parts` names them, separated by spaces, by what they do."""
    start = sentence * 100
    where = {"article_id": f"art_{source}", "char_start": start, "char_end": start + _LENGTH}
    occurrence = "occ_" + event_id.rstrip("abc")
    template = rows[table][0] | {"event_id": event_id, "occurrence_id": occurrence, "evidence": f"{source}.{sentence}"}
    rows[table].append(template | where | values)
    rows["event_actors"] += [
        {"event_id": event_id, "actor_id": actor, "part": part, "mention_id": f"{actor}_art_1" if actor == "xva" else None}
        for part, actors in parts.items()
        for actor in actors.split()
    ]


def _on(day: date) -> dict[str, Any]:
    return {"date": day.isoformat(), "date_earliest": day, "date_latest": day, "date_text": "le jour dit"}


def _meetings(rows: Rows) -> None:
    met = {"host": "norval", "visitor": "tamsin"}
    _event(rows, "meetings", "met_1", "1", 0, met, **_on(date(2031, 3, 5)))
    _event(rows, "meetings", "met_1b", "2", 0, {"participant": "norval tamsin"}, **_on(date(2031, 3, 4)))
    _event(rows, "meetings", "met_1c", "3", 0, met, **_on(date(2031, 3, 1)))
    coming = _on(date(2031, 4, 2)) | {"status": "planned", "kind": "visit"}
    _event(rows, "meetings", "met_2", "2", 1, {"visitor": "tamsin", "host": "xva"}, **coming)
    visit = _on(date(2031, 4, 18)) | {"kind": "visit", "place": "Linde-Ville", "place_country": "XLI", "place_id": None}
    _event(rows, "meetings", "met_3", "5", 0, {"visitor": "norval council", "host": "tamsin"}, **visit)
    call = NO_DATE | {"status": "cancelled", "mode": "phone", "place": None, "place_country": None, "place_id": None}
    _event(rows, "meetings", "met_4", "5", 1, {"participant": "norval xor"}, **call)
    del rows["meetings"][0]


def _aid(rows: Rows) -> None:
    to_linde = {"donor": "xva", "recipient": "xli"}

    def euros(amount: int) -> dict[str, Any]:
        return {"amount": Decimal(amount), "amount_eur": Decimal(amount)}

    goods = {"amount": None, "amount_text": None, "currency": None, "amount_eur": None, "fx_rate": None, "qualifier": "exact"}
    boats = goods | {"item": "vedettes", "quantity": 12, "aid_type": "military"}
    _event(rows, "aid_pledges", "aid_1", "1", 3, to_linde, **euros(500), aid_type="military", **_on(date(2031, 3, 5)))
    _event(rows, "aid_pledges", "aid_1b", "2", 3, {"donor": "xva"}, **euros(500))
    _event(rows, "aid_pledges", "aid_1c", "3", 3, to_linde, **euros(500), aid_type="military")
    part = euros(200) | {"aid_type": "military"}
    _event(rows, "aid_pledges", "aid_2", "1", 3, to_linde, **part, **_on(date(2031, 3, 5)))
    _event(rows, "aid_pledges", "aid_3", "1", 4, to_linde, **boats)
    _event(rows, "aid_pledges", "aid_4", "5", 4, to_linde, **boats, status="delivered")
    for number, (amount, recipient) in enumerate(((40, "xva"), (60, "xli"), (100, "council")), start=5):
        given = euros(amount) | {"status": "delivered", "aid_type": "humanitarian"}
        _event(rows, "aid_pledges", f"aid_{number}", "5", 5, {"donor": "xor", "recipient": recipient}, **given)
    foreign = {"currency": "XVD", "amount": Decimal(900), "amount_eur": None, "fx_rate": None, "fx_missing": "no_rate"}
    _event(rows, "aid_pledges", "aid_8", "5", 6, {"donor": "xor", "recipient": "xli"}, **foreign)
    _event(rows, "aid_pledges", "aid_9", "5", 7, {"donor": "xva", "recipient": "xor"}, **euros(70), status="suspended")
    del rows["aid_pledges"][0]


def _warnings_and_agreements(rows: Rows) -> None:
    _event(rows, "warnings", "war_1", "1", 7, {"issuer": "norval", "target": "xli"}, kind="demand", message="ouvrir le port")
    _event(rows, "warnings", "war_2", "2", 7, {"issuer": "xva", "target": "xor"}, kind="demand", message="rendre l’îlot")
    _event(rows, "warnings", "war_3", "5", 8, {"issuer": "xor"}, kind="threat", modality="attributed")
    signed = _on(date(2031, 3, 20)) | {"status": "signed", "title": "accord du port"}
    _event(rows, "agreements", "agr_1", "5", 9, {"party": "xva xli"}, **signed)
    _event(rows, "agreements", "agr_2", "2", 9, {"party": "xva xor"}, title="accord de pêche")
    del rows["warnings"][0], rows["agreements"][0]
