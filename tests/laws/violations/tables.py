"""Violations of tables: heads, rows, columns and cells exchanged, emptied or set as something else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from violations.document_tree import DocumentCase, Tree, bare_tag, words_of

Edit = Callable[[Any], None]


def table_cases(tree: Tree) -> Iterator[DocumentCase]:
    """All of them, for each table of the document."""
    for number, table in enumerate(tree.elements):
        if bare_tag(table) == "table":
            for kind, edit in _kinds(table):
                yield DocumentCase(
                    f"tables/{kind}/{tree.names[number]}", words_of(table)[:80], partial(_apply, edit, number)
                )


def _apply(edit: Edit, number: int, tree: Tree) -> None:
    edit(tree.elements[number])


def _rows(table: Any) -> list[Any]:
    return [row for row in table.iter() if bare_tag(row) == "tr"]


def _kinds(table: Any) -> Iterator[tuple[str, Edit]]:
    rows = _rows(table)
    for row, cells in enumerate(rows):
        which = "row" if row else "head"
        for column in range(len(cells)):
            yield f"{which}-cell-emptied/{row}-{column}", partial(_empty, row=row, column=column)
            for other in range(column + 1, len(cells)):
                yield (
                    f"{which}-cells-exchanged/{row}-{column}-{other}",
                    partial(_exchange, one=(row, column), two=(row, other)),
                )
            if 0 < row < len(rows) - 1 and _says(rows, row, column) != _says(rows, row + 1, column):
                yield (
                    f"row-and-next-cells-exchanged/{row}-{column}",
                    partial(_exchange, one=(row, column), two=(row + 1, column)),
                )
        if 0 < row < len(rows) - 1:
            yield f"row-and-next-exchanged/{row}", partial(_rows_turned, row=row)
    for column in range(len(rows[0]) - 1):
        yield f"columns-exchanged/{column}", partial(_columns_turned, column=column)
    yield "head-set-as-row", _plain_head
    yield "row-heads-set-as-cells", _plain_row_heads
    yield "scopes-turned", _turned_scopes


def _says(rows: list[Any], row: int, column: int) -> str:
    return words_of(rows[row][column])


def _exchange(table: Any, one: tuple[int, int], two: tuple[int, int]) -> None:
    """What two cells hold changes places; the cells stay."""
    first, second = (_rows(table)[row][column] for row, column in (one, two))
    texts, kids = (first.text, second.text), (list(first), list(second))
    for cell, text, inside in ((first, texts[1], kids[1]), (second, texts[0], kids[0])):
        for kid in list(cell):
            cell.remove(kid)
        cell.text = text
        cell.extend(inside)


def _empty(table: Any, row: int, column: int) -> None:
    cell = _rows(table)[row][column]
    for kid in list(cell):
        cell.remove(kid)
    cell.text = ""


def _rows_turned(table: Any, row: int) -> None:
    rows = _rows(table)
    body = next(element for element in table.iter() if rows[row] in list(element))
    index = list(body).index(rows[row])
    body.remove(rows[row])
    body.insert(index + 1, rows[row])


def _columns_turned(table: Any, column: int) -> None:
    for row in range(len(_rows(table))):
        _exchange(table, (row, column), (row, column + 1))


def _plain_head(table: Any) -> None:
    for cell in _rows(table)[0]:
        cell.tag = "td"


def _plain_row_heads(table: Any) -> None:
    for row in _rows(table)[1:]:
        row[0].tag = "td"


def _turned_scopes(table: Any) -> None:
    for cell in table.iter():
        if cell.get("scope"):
            cell.set("scope", {"col": "row", "row": "col"}[cell.get("scope")])
