"""A small warehouse that holds one row or more of every table, about invented people and countries."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, settings

from schemas.archive import ARCHIVE
from schemas.codes import code_rows
from schemas.derived.frames import to_frame
from schemas.registry import TABLES
from schemas.tables import CorrectionRow

# What is right is right on a busy machine, too; and the suite stays under five minutes there.
settings.register_profile("patient", deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

Rows = dict[str, list[dict[str, Any]]]

# An accent that NFC leaves apart, a no-break space and an emoji: offsets are code points, whatever they are made of.
TEXT = (
    "Aïda Norval reçoit Élie Tamsin 🤝 q\u0303\n"
    "La ministre vésane Aïda Norval a reçu à Port-Vésan, le 5 mars 2031, son homologue lindois Élie Tamsin. "
    "La Vésanie a promis au moins 12\u00a0millions d’euros à la Linde et averti le Conseil des Îles qu’elle répondrait. "
    "« Nous signerons l’accord de pêche demain », a dit Aïda Norval."
)
AT = datetime(2031, 3, 6, 12, tzinfo=UTC)


def span(piece: str) -> dict[str, int]:
    start = TEXT.index(piece)
    return {"char_start": start, "char_end": start + len(piece)}


def event(event_id: str, evidence: str, trigger: str, **values: Any) -> dict[str, Any]:
    shared = {"rule": f"{trigger}.rule", "extractor": "sample 1", "modality": "asserted", "occurrence_id": f"occ_{event_id}"}
    words = {"evidence": evidence, "trigger": trigger, **span(evidence)}
    return {"event_id": event_id, "article_id": "art_1", **shared, **words, **values}


def when(edtf: str, day: date, words: str) -> dict[str, Any]:
    return {"date": edtf, "date_earliest": day, "date_latest": day, "date_text": words}


NO_DATE = {"date": None, "date_earliest": None, "date_latest": None, "date_text": None}
MET = "La ministre vésane Aïda Norval a reçu à Port-Vésan, le 5 mars 2031, son homologue lindois Élie Tamsin."
GAVE = "La Vésanie a promis au moins 12\u00a0millions d’euros à la Linde"
WARNED = "averti le Conseil des Îles qu’elle répondrait"
SIGNED = "« Nous signerons l’accord de pêche demain »"


def sample_rows() -> Rows:
    """Rows of every table that hold together; a fresh copy at each call."""
    people = {"act_norval": ("Aïda Norval", "XVA"), "act_tamsin": ("Élie Tamsin", "XLI")}
    others = {"act_xva": ("la Vésanie", "country", "XVA"), "act_xli": ("la Linde", "country", "XLI")}
    actors = {key: (name, "person", country) for key, (name, country) in people.items()} | others
    actors["act_council"] = ("Conseil des Îles", "organization", None)
    surfaces = {"act_xva": "La Vésanie"}
    return {
        "articles": [
            {
                "article_id": "art_1",
                "source_id": "sample_1",
                "source_uri": "sample.jsonl#1",
                "title": TEXT.splitlines()[0],
                "published_on": date(2031, 3, 6),
                "published_on_source": "record",
                "publisher": None,
                "author": None,
                "url": None,
                "language": "fr",
                "text": TEXT,
                "char_count": len(TEXT),
                "content_sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
                "ingested_at": AT,
                "source_key": "sample_1",
                "version": 1,
                "superseded_by": None,
                "duplicate_of": None,
            }
        ],
        "actors": [
            {
                "actor_id": key,
                "name": name,
                "actor_type": kind,
                "country": country,
                "wikidata_id": None,
                "article_count": 1,
                "mention_count": 1,
            }
            for key, (name, kind, country) in actors.items()
        ],
        "actor_names": [
            {"actor_id": key, "name": surfaces.get(key, name), "mention_count": 1} for key, (name, _, _) in actors.items()
        ],
        "actor_mentions": [
            {
                "mention_id": f"men_{key}",
                "article_id": "art_1",
                "actor_id": key,
                "surface": surfaces.get(key, name),
                "mention_type": "name",
                **span(surfaces.get(key, name)),
            }
            for key, (name, _, _) in actors.items()
        ],
        "actor_roles": [
            {
                "article_id": "art_1",
                "actor_id": "act_norval",
                "role": "minister",
                "role_text": "ministre vésane",
                "country": "XVA",
                **span("ministre vésane"),
            }
        ],
        "places": [
            {"place_id": "1", "name": "Port-Vésan", "country": "XVA", "latitude": 1.5, "longitude": -2.25, "feature": "PPLC"}
        ],
        "meetings": [
            event("met_1", MET, "reçu", mode="in_person", kind="talks", status="held")
            | when("2031-03-05", date(2031, 3, 5), "le 5 mars 2031")
            | {"place": "Port-Vésan", "place_country": "XVA", "place_id": "1"}
        ],
        "aid_pledges": [
            event("aid_1", GAVE, "promis", aid_type="unspecified", status="pledged", item=None, quantity=None, instrument=None)
            | {"amount": Decimal(12_000_000), "amount_max": None, "currency": "EUR", "amount_text": "12\u00a0millions d’euros"}
            | {"qualifier": "at_least", "amount_eur": Decimal(12_000_000), "fx_rate": Decimal(1)}
            | {"fx_date": None, "fx_missing": None}
            | NO_DATE
        ],
        "warnings": [event("war_1", WARNED, "averti", kind="warning", message="elle répondrait")],
        "agreements": [
            event("agr_1", SIGNED, "signerons", kind="treaty", status="planned", title="l’accord de pêche", quantity=None)
            | {**NO_DATE, "place": None, "place_country": None, "place_id": None}
        ],
        "statements": [
            {
                "statement_id": "sta_1",
                "article_id": "art_1",
                "speaker_id": "act_norval",
                "quote": "Nous signerons l’accord de pêche demain",
                "channel": None,
                **span("Nous signerons l’accord de pêche demain"),
            }
        ],
        "event_actors": [
            {"event_id": event_id, "actor_id": actor_id, "part": part, "mention_id": f"men_{actor_id}"}
            for event_id, actor_id, part in (
                ("met_1", "act_norval", "host"),
                ("met_1", "act_tamsin", "visitor"),
                ("aid_1", "act_xva", "donor"),
                ("aid_1", "act_xli", "recipient"),
                ("war_1", "act_council", "target"),
                ("agr_1", "act_xva", "party"),
            )
        ],
        "evidence": [
            {"row_id": row_id, "article_id": "art_1", "field": field, "surface": words, **span(words)}
            for row_id, field, words in (
                ("met_1", "date", "le 5 mars 2031"),
                ("aid_1", "amount", "12\u00a0millions"),
                ("sta_1", "speaker_id", "Aïda Norval"),
            )
        ],
        "corrections": [
            dict.fromkeys(CorrectionRow.model_fields)
            | {"correction_id": "cor_1", "line": "corrections.csv:2", "action": "drop", "table_name": "warnings"}
            | {"source_id": "sample_0", "text": "gronde", "status": "unmatched", "detail": "There is no article sample_0."}
        ],
        "codes": [dict(row) for row in code_rows()],
        "rejects": [
            {
                "reject_id": "rej_1",
                "source_uri": "empty.txt",
                "table_name": "articles",
                "row": None,
                "reason": "empty",
                "detail": "The file is empty.",
                "rejected_at": AT,
            }
        ],
    }


def to_frames(rows: Rows) -> dict[str, pl.DataFrame]:
    """Frames of every table, validated; those of the archive are empty where there are no rows."""
    return {t.TABLE: to_frame(t, [t.model_validate(row) for row in rows.get(t.TABLE, ())]) for t in (*TABLES, *ARCHIVE)}


def to_files(frames: dict[str, pl.DataFrame], folder: Path) -> dict[str, Path]:
    """A Parquet file of each frame."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {name: folder / f"{name}.parquet" for name in frames}
    for name, file in files.items():
        frames[name].write_parquet(file)
    return files


@pytest.fixture
def rows() -> Rows:
    return sample_rows()


@pytest.fixture
def frames(rows: Rows) -> dict[str, pl.DataFrame]:
    return to_frames(rows)


@pytest.fixture
def save(tmp_path: Path) -> Callable[[dict[str, pl.DataFrame]], dict[str, Path]]:
    """Saves frames as Parquet files in a folder of their own."""
    return lambda frames: to_files(frames, tmp_path / "sources")


@pytest.fixture
def sources(frames: dict[str, pl.DataFrame], save: Callable[[dict[str, pl.DataFrame]], dict[str, Path]]) -> dict[str, Path]:
    return save(frames)
