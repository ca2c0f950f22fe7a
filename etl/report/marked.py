"""The text of an article with everything that was read in it marked, and ways from the words to their rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from etl.annotate.nesting import Mark, nest
from etl.report.content import Content
from etl.report.names import file_name
from etl.report.rows import Cell, Part, Record, Words, words_of


@dataclass(slots=True)
class _Extent:
    """What one piece of the text stands for.

    Attributes:
        kinds: Classes for the style sheet.
        rows: Numbers of the rows that it serves, from 1.
        whole: Those of them whose sentence or quotation it is.
        actor: The actor that it names.
    """

    kinds: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    whole: set[int] = field(default_factory=set)
    actor: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """HTML, where it ends in the text, and the rows that one can get to from it."""

    html: str
    end: int
    rows: frozenset[int]


def mark_up(article: Record, content: Content) -> Markup:
    """The text of an article as HTML.

    Each piece has the id of its `Words.anchor`. A piece with no other in it is a link to the first of its rows
    (`#row-1`, counted as in `content.by_article`), or else to the page of the actor that it names (`../actors/…`). The
    others end with the numbers of those rows that nothing inside them leads to.
    """
    extents = _extents(article["article_id"], content)
    spans = [{"start": start, "end": end, "value": extent} for (start, end), extent in extents.items()]
    return Markup(_join(nest(article["text"], spans), 0).html)  # noqa: S704  made of escaped pieces


def _extents(article_id: str, content: Content) -> dict[tuple[int, int], _Extent]:
    extents: dict[tuple[int, int], _Extent] = defaultdict(_Extent)

    def at(words: Words, *kinds: str) -> _Extent:
        extent = extents[words.start, words.end]
        extent.kinds.extend(kind for kind in kinds if kind not in extent.kinds)
        return extent

    for number, row in enumerate(content.by_article.get(article_id, ()), start=1):
        whole = at(row.words, "whole", row.table)
        whole.rows.append(number)
        whole.whole.add(number)
        cells: tuple[Cell | Part, ...] = (*row.cells, *row.parts)
        for cell in cells:
            for words in cell.words:
                found = at(words, "cell", row.table)
                found.rows.extend(() if number in found.rows else (number,))
    for mention in content.mentions.get(article_id, ()):
        at(words_of(mention, "surface"), "name").actor = mention["actor_id"]
    for role in content.roles.get(article_id, ()):
        at(words_of(role, "role_text"), "role").actor = role["actor_id"]
    return extents


def _join(nodes: Sequence[Mark | str], at: int) -> _Piece:
    html, rows = [], set[int]()
    for node in nodes:
        piece = _Piece(str(escape(node)), at + len(node), frozenset()) if isinstance(node, str) else _mark(node, at)
        html.append(piece.html)
        rows |= piece.rows
        at = piece.end
    return _Piece("".join(html), at, frozenset(rows))


def _mark(node: Mark, at: int) -> _Piece:
    extent: _Extent = node.span["value"]
    inner = _join(node.children, at)
    name = f' id="c{node.span["start"]}-{node.span["end"]}"' if node.begins else ""
    kinds = " ".join(extent.kinds)
    reached = set(inner.rows)
    if not any(isinstance(child, Mark) for child in node.children) and (target := _target(extent)):
        reached |= set(extent.rows[:1])
        html = f'<a{name} class="{kinds}" href="{target}">{inner.html}</a>'
    else:
        html = f'<mark{name} class="{kinds}">{inner.html}</mark>'
    if inner.end == node.span["end"]:  # else it goes on after a cut
        ways = [row for row in extent.rows if row not in reached or (row in extent.whole and "<a" in inner.html)]
        html += "".join(f'<a class="way" href="#row-{row}">{row}</a>' for row in ways)
        reached.update(ways)
    return _Piece(html, inner.end, frozenset(reached))


def _target(extent: _Extent) -> str | None:
    if extent.rows:
        return f"#row-{extent.rows[0]}"
    return extent.actor and f"../actors/{file_name(extent.actor)}"
