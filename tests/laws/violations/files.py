"""Every violation of a finished file, by name."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType

import pikepdf

from violations.content import TextBlock, commands_of, put_commands, text_blocks
from violations.ink import BlockEdit, block_edits
from violations.sayings import FileEdit
from violations.whole_file import file_edits


@dataclass(frozen=True)
class FileCase:
    """One violation of a finished file."""

    name: str
    """Kind and place, such as `ink/white/page-1/text-12`; no other case of the file has it."""
    edit: FileEdit

    @property
    def kind(self) -> str:
        """What is done: the name's first two parts."""
        return "/".join(self.name.split("/")[:2])


def file_cases(pdf: bytes) -> Mapping[str, FileCase]:
    """Each violation of `pdf` by its name; in the same order on each run."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        cases = (*_block_cases(opened), *(FileCase(name, edit) for name, edit in file_edits(opened)))
    named = {case.name: case for case in cases}
    assert len(named) == len(cases), "two violations of one name"
    return MappingProxyType(named)


def changed_file(pdf: bytes, case: FileCase) -> bytes:
    """`pdf` with the violation in it, saved anew."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        case.edit(opened)
        opened.save(out)
    return out.getvalue()


def _block_cases(pdf: pikepdf.Pdf) -> Iterator[FileCase]:
    for page in range(len(pdf.pages)):
        blocks = list(text_blocks(pdf, page))
        for index, block in enumerate(blocks):
            place = f"page-{page + 1}/text-{index}"
            for kind, edit in block_edits(block):
                yield FileCase(f"{kind}/{place}", partial(_change_block, block=block, edit=edit))
            if index + 1 < len(blocks):
                exchange = partial(_exchange_blocks, one=block, other=blocks[index + 1])
                yield FileCase(f"glyphs/exchanged-with-next/{place}", exchange)


def _change_block(pdf: pikepdf.Pdf, block: TextBlock, edit: BlockEdit) -> None:
    commands = commands_of(pdf, block.page)
    new = edit(pdf, commands[block.start : block.end + 1], block)
    put_commands(pdf, block.page, [*commands[: block.start], *new, *commands[block.end + 1 :]])


def _exchange_blocks(pdf: pikepdf.Pdf, one: TextBlock, other: TextBlock) -> None:
    """Each is shown where the other was."""
    commands = commands_of(pdf, one.page)
    places = [
        next(n for n in range(block.start, block.end) if str(commands[n].operator) == "Tm") for block in (one, other)
    ]
    commands[places[0]], commands[places[1]] = commands[places[1]], commands[places[0]]
    put_commands(pdf, one.page, commands)
