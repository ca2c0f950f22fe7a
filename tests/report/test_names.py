import re

from hypothesis import given
from hypothesis import strategies as st

from etl.report.names import file_name


@given(st.text(min_size=1))
def test_a_name_is_safe_everywhere(identity):
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]{0,70}\.html", file_name(identity))


def test_ids_that_look_alike_have_names_of_their_own():
    ids = ["person:élie", "person:elie", "person-elie", "PERSON:ELIE", "../person:elie", "", ":"]
    names = [file_name(identity) for identity in ids]
    assert len(set(names)) == len(ids)
    assert names[0].startswith("person-elie-")
    assert len(file_name("x" * 5000)) < 80
