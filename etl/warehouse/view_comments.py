"""What the columns of the views say of themselves: what the columns of the tables say that they show."""

from __future__ import annotations

import re

import duckdb

from schemas.derived.ddl import identifier, literal

_RELATION = re.compile(r'\b(?:FROM|JOIN)\s+\(*(?:main\.)?"?(\w+)')
_LANGUAGES = {"_fr": "French", "_en": "English"}
_COLUMNS = """
    SELECT table_name, column_name, comment FROM duckdb_columns()
    WHERE NOT internal AND database_name = current_database() AND schema_name = 'main' ORDER BY table_oid, column_index"""
_VIEWS = "SELECT view_name, sql FROM duckdb_views() WHERE NOT internal AND database_name = current_database() ORDER BY view_oid"


def comment_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Comment the columns of views on which the file of the view says nothing.

    Such a column has the comment of the column of its name in the first table or view that it reads; a label says whose
    label it is. A column that is found nowhere stays without.

    Args:
        connection: A warehouse with its tables, comments and views.
    """
    statements = []
    known: dict[str, dict[str, str | None]] = {}
    for relation, column, comment in connection.execute(_COLUMNS).fetchall():
        known.setdefault(relation, {})[column] = comment
    for view, sql in connection.execute(_VIEWS).fetchall():
        sources = [known[name] for name in _RELATION.findall(sql) if name in known and name != view]
        for column in [name for name, comment in known[view].items() if comment is None]:
            found = _label(column, known[view]) or next((source[column] for source in sources if source.get(column)), None)
            if found:
                known[view][column] = found
                statements.append(f"COMMENT ON COLUMN {identifier(view)}.{identifier(column)} IS {literal(found)}")
    connection.execute("; ".join(statements))


def _label(column: str, beside: dict[str, str | None]) -> str | None:
    language = _LANGUAGES.get(column[-3:])
    return f"{language} label of {column[:-3]}." if language and column[:-3] in beside else None
