from hypothesis import given
from hypothesis import strategies as st

from etl.annotate.nesting import Mark, nest


def span(start, end, text="", layer="person"):
    return {"layer": layer, "start": start, "end": end, "text": text, "value": None}


def flat(nodes):
    return "".join(node if isinstance(node, str) else flat(node.children) for node in nodes)


def marks(nodes):
    for node in nodes:
        if isinstance(node, Mark):
            yield node
            yield from marks(node.children)


def outline(nodes):
    """Marks as nested lists that begin with their layer."""
    return [node if isinstance(node, str) else [node.span["layer"], *outline(node.children)] for node in nodes]


def test_a_span_inside_another_is_a_mark_inside_a_mark():
    nodes = nest("le ministre ukrainien parle", [span(12, 21, layer="country"), span(3, 21, layer="role")])
    assert outline(nodes) == ["le ", ["role", "ministre ", ["country", "ukrainien"]], " parle"]
    role, country = marks(nodes)
    assert (role.around, country.around) == ((), (role.span,))


def test_a_span_that_ends_outside_the_one_it_begins_in_is_cut():
    nodes = nest("abcdef", [span(0, 4, layer="first"), span(2, 6, layer="second")])
    assert outline(nodes) == [["first", "ab", ["second", "cd"]], ["second", "ef"]]
    assert [(mark.span["layer"], mark.begins) for mark in marks(nodes)] == [
        ("first", True),
        ("second", True),
        ("second", False),
    ]


def test_spans_of_the_same_words_lie_one_in_the_other_in_their_order():
    assert outline(nest("abc", [span(0, 3, layer="first"), span(0, 3, layer="second")])) == [["first", ["second", "abc"]]]


def test_nothing_is_marked_where_there_is_no_span_or_an_empty_one():
    assert nest("abc", []) == ("abc",)
    assert nest("abc", [span(1, 1)]) == ("abc",)
    assert nest("", []) == ()


@st.composite
def texts_with_spans(draw):
    text = draw(st.text(st.sampled_from("aé\n🤝\u0301 <"), max_size=30))
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return text, [span(min(pair), max(pair), text[min(pair) : max(pair)]) for pair in draw(st.lists(ends, max_size=12))]


@given(texts_with_spans())
def test_the_pieces_give_the_text_and_each_span_its_own(drawn):
    text, spans = drawn
    nodes = nest(text, spans)
    assert flat(nodes) == text
    found = list(marks(nodes))
    for one in spans:
        pieces = [mark for mark in found if mark.span is one]
        assert "".join(flat(mark.children) for mark in pieces) == one["text"]
        assert [mark.begins for mark in pieces] == [True] * bool(one["text"]) + [False] * (len(pieces) - 1)
