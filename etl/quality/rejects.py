"""Making a reject: a row that goes no further, with the reason why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from schemas.tables import Reject


def reject(
    table_name: str, row: Mapping[str, object] | None, *, source_uri: str, reason: str, detail: str, at: datetime
) -> Reject:
    """A reject whose id depends on all it says but the time.

    Args:
        table_name: Table that the row was meant for.
        row: The row, or None where there is none to show.
        source_uri: File or article that it comes from.
        reason: Why, in one or two words joined by an underscore; analysts group by it.
        detail: Why, in a sentence.
        at: When, UTC.
    """
    shown = None if row is None else _as_json(row)
    name = "\0".join((source_uri, table_name, reason, detail, shown or ""))
    return Reject(
        reject_id="rej_" + hashlib.sha256(name.encode()).hexdigest()[:16],
        source_uri=source_uri,
        table_name=table_name,
        row=shown,
        reason=reason,
        detail=detail,
        rejected_at=at,
    )


def _as_json(row: Mapping[str, object]) -> str:
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)
    # A lone surrogate may be the very reason of the rejection, and UTF-8 cannot hold it: it stays escaped.
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
