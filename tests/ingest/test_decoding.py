import csv
from pathlib import Path

import pytest

from etl.ingest.decoding import decode
from etl.ingest.errors import UnreadableError

with Path("tests/golden/ingest/encodings.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['encoding']}: {case['text'][:20]}")
def test_text_comes_back_or_is_refused(case):
    data = case["text"].encode(case["encoding"])
    if case["reason"]:
        with pytest.raises(UnreadableError) as refused:
            decode(data)
        assert refused.value.reason == case["reason"]
    else:
        assert decode(data) == case["text"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00\x5c\x72\xa8\x66",
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00\xa5\x8c\x21\x59word/document.xml",
        b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x03\x00\x3e\x00",
        b"ASCII with a NUL\x00 in it",
        b"\x01\x02\x03\x04 mostly \x05\x06\x07 controls",
        bytes(range(256)) * 8,
    ],
    ids=["png", "zip", "elf", "nul", "controls", "every byte"],
)
def test_binary_data_is_no_text(data):
    with pytest.raises(UnreadableError) as refused:
        decode(data)
    assert refused.value.reason == "not_text"


def test_damaged_utf8_is_refused_and_not_taken_for_another_encoding():
    data = "La délégation a été reçue à l'Élysée.".encode()
    with pytest.raises(UnreadableError, match="byte 4") as refused:
        decode(data[:4] + data[5:])
    assert refused.value.reason == "bad_encoding"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_text_that_breaks_its_own_byte_order_mark_is_refused(encoding):
    data = "déjà".encode(encoding)[:-1]
    with pytest.raises(UnreadableError, match="byte") as refused:
        decode(data)
    assert refused.value.reason == "bad_encoding"


def test_a_stray_control_character_is_kept():
    assert decode(b"x" * 200 + b"\x02") == "x" * 200 + "\x02"
