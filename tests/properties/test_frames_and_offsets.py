"""Properties of the pipeline: frames pass between assets unharmed, and offsets mean what they say."""

import unicodedata

import dagster as dg
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal
from polars.testing.parametric import column as a_column
from polars.testing.parametric import dataframes

from etl.orchestration.locations import Locations, ParquetIOManager
from etl.quality.flags import with_flags
from schemas.derived.expectations import piece_flag
from schemas.derived.frames import polars_schema
from schemas.registry import BY_NAME, TABLES
from schemas.tables import Statement

# What accented French text is made of, composed and decomposed, with the spaces and marks that mislead byte counts.
LETTERS = st.text(
    st.one_of(st.sampled_from("aéàçœ’« »\u00a0\u202f\u0301\u0327🤝👨‍👩‍👧ß\n"), st.characters(exclude_categories=["Cs"])),
    max_size=40,
)


@st.composite
def frames_of_a_table(draw):
    table = draw(st.sampled_from(TABLES))
    return table, draw(dataframes([a_column(name, dtype) for name, dtype in polars_schema(table).items()], max_size=8))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(frames_of_a_table())
def test_the_next_asset_gets_the_frame_that_the_last_one_left(tmp_path, drawn):
    table, frame = drawn
    manager = ParquetIOManager(locations=Locations(staging=str(tmp_path)))
    key = dg.AssetKey(table.TABLE)
    manager.handle_output(dg.build_output_context(asset_key=key), frame)
    assert_frame_equal(manager.load_input(dg.build_input_context(asset_key=key)), frame)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@st.composite
def pieces(draw):
    """A text in one of its normal forms, a piece of it or of another text, and offsets that may or may not be right."""
    text = unicodedata.normalize(draw(st.sampled_from(["NFC", "NFD"])), draw(LETTERS))
    start = draw(st.integers(-3, len(text) + 3))
    end = draw(st.integers(-3, len(text) + 3))
    piece = draw(st.one_of(st.just(text[max(start, 0) : max(end, 0)]), LETTERS))
    return text, start, end, piece


@given(pieces())
def test_the_flag_of_a_piece_tells_whether_it_stands_at_its_offsets(drawn):
    text, start, end, piece = drawn
    frames = {name: pl.DataFrame(schema=polars_schema(table)) for name, table in BY_NAME.items()}
    row = {"statement_id": "s", "article_id": "a", "quote": piece, "char_start": start, "char_end": end}
    frames["articles"] = pl.DataFrame([{"article_id": "a", "text": text}])
    frames["statements"] = pl.DataFrame([row | {"speaker_id": "x", "channel": None}], schema=polars_schema(Statement))
    (told,) = with_flags(Statement, frames)[piece_flag(Statement)]
    assert told == (start >= 0 and text[start : max(start, end)] == piece)


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_flags_add_columns_and_change_no_row(frames, name):
    flagged = with_flags(BY_NAME[name], frames)
    assert_frame_equal(flagged.select(frames[name].columns), frames[name])
