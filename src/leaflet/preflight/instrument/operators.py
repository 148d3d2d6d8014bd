"""What each drawing command does (ISO 32000-1, annex A)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf

from leaflet.preflight.instrument.drawing import BLACK, MAX_DEPTH, Drawing, Operator
from leaflet.preflight.instrument.drawn_page import ARTIFACT, DrawnImage
from leaflet.preflight.instrument.open_file import UnreadablePdfError
from leaflet.preflight.instrument.painted_paths import EVERYWHERE, DrawnPath, extent_of, shared_extent
from leaflet.preflight.instrument.pdf_objects import as_dictionary, as_number
from leaflet.preflight.instrument.transform import IDENTITY, combined, corners, transformed


def _numbers(operands: Any) -> list[float]:
    return [float(operand) for operand in operands]


def _save(drawing: Drawing, _: Any) -> None:
    drawing.kept.append(drawing.state.copy())


def _restore(drawing: Drawing, _: Any) -> None:
    if drawing.kept:
        drawing.state = drawing.kept.pop()


def _concatenate(drawing: Drawing, operands: Any) -> None:
    a, b, c, d, e, f = _numbers(operands)
    drawing.state.transform = combined((a, b, c, d, e, f), drawing.state.transform)


# ---- text


def _begin_text(drawing: Drawing, _: Any) -> None:
    drawing.shown.begin()


def _set_font(drawing: Drawing, operands: Any) -> None:
    _choose_font(drawing, drawing.resource("/Font", operands[0]), float(operands[1]))


def _choose_font(drawing: Drawing, font: object, size: float) -> None:
    drawing.state.text.font, drawing.state.text.size = drawing.fonts.number_of(as_dictionary(font)), size


def _text_matrix(drawing: Drawing, operands: Any) -> None:
    a, b, c, d, e, f = _numbers(operands)
    drawing.shown.place((a, b, c, d, e, f))


def _next_line(drawing: Drawing, operands: Any) -> None:
    drawing.shown.move(*_numbers(operands))


def _next_line_with_leading(drawing: Drawing, operands: Any) -> None:
    drawing.state.text.leading = -float(operands[1])
    _next_line(drawing, operands)


def _new_line(drawing: Drawing, _: Any) -> None:
    drawing.shown.move(0, -drawing.state.text.leading)


def _show(drawing: Drawing, operands: Any) -> None:
    state = drawing.state
    if not drawing.fonts:
        raise UnreadablePdfError("its drawing commands are damaged: text without a font")
    if drawing.fonts[state.text.font].is_drawing:
        drawing.hidden_text.add("Type 3 font")
    parts = operands[-1] if isinstance(operands[-1], pikepdf.Array) else operands[-1:]
    drawing.shown.show(parts, state.text, state.transform, drawing.contents[-1])


def _show_on_new_line(drawing: Drawing, operands: Any) -> None:
    if len(operands) > 2:
        drawing.state.text.char_space = float(operands[1])
    _new_line(drawing, operands)
    _show(drawing, operands)


def _text_number(name: str, factor: float = 1) -> Operator:
    def set_number(drawing: Drawing, operands: Any) -> None:
        setattr(drawing.state.text, name, float(operands[0]) * factor)

    return set_number


# ---- marked content


def _begin_marked(drawing: Drawing, operands: Any) -> None:
    properties = _note_mark(drawing, operands)
    content, sequence = drawing.contents[-1]
    number = properties.get("/MCID")
    if isinstance(number, int) or operands[0] == "/Artifact":
        drawing.sequences += 1
        content, sequence = number if isinstance(number, int) else ARTIFACT, drawing.sequences
    drawing.contents.append((content, sequence))


def _note_mark(drawing: Drawing, operands: Any) -> pikepdf.Dictionary:
    given = operands[1] if len(operands) > 1 else None
    properties = as_dictionary(drawing.resource("/Properties", given) if isinstance(given, pikepdf.Name) else given)
    drawing.marked.append((str(operands[0]).removeprefix("/"), properties))
    return properties


def _end_marked(drawing: Drawing, _: Any) -> None:
    if len(drawing.contents) > 1:
        drawing.contents.pop()


# ---- paths and pictures


def _path_point(name: str) -> Operator:
    def add(drawing: Drawing, operands: Any) -> None:
        getattr(drawing.path, name)(_numbers(operands), drawing.state.transform)

    return add


def _set_clip(drawing: Drawing, _: Any) -> None:
    drawing.clips = True


def _paint_path(*which: str, is_even_odd: bool = False) -> Operator:
    def paint(drawing: Drawing, _: Any) -> None:
        state, path = drawing.state, drawing.path
        if path.points:
            extent = path.extent()
            if which:
                a, b, c, d, _e, _f = state.transform
                half = state.line_width * abs(a * d - b * c) ** 0.5 / 2 if "stroke" in which else 0
                reach = (extent[0] - half, extent[1] - half, extent[2] + half, extent[3] + half)
                hole = path.hole if is_even_odd else None
                colours = {name: state.colours[name] for name in which}
                drawing.paint(path.kind, reach, colours, which[0], hole=hole)
            if drawing.clips:
                state.clip = shared_extent(state.clip, extent)
                state.has_shaped_clip |= not path.is_rectangle
        drawing.path, drawing.clips = DrawnPath(), False

    return paint


def _draw_object(drawing: Drawing, operands: Any) -> None:
    found = drawing.resource("/XObject", operands[0])
    if not isinstance(found, pikepdf.Stream):
        return
    if found.get("/Subtype") == "/Form":
        _draw_form(drawing, found)
    else:
        _draw_image(drawing, operands, DrawnImage(found, drawing.state.transform))


def _draw_image(drawing: Drawing, _: Any, image: DrawnImage | None = None) -> None:
    drawing.paint("image", extent_of(transformed(corners(0, 0, 1, 1), drawing.state.transform)), {}, "fill", image)


def _draw_form(drawing: Drawing, form: pikepdf.Stream) -> None:
    if drawing.depth >= MAX_DEPTH:
        raise UnreadablePdfError("its drawings are nested too deeply")
    state, kept, resources = drawing.state.copy(), drawing.kept, drawing.resources
    _concatenate(drawing, form.get("/Matrix", IDENTITY))
    box = transformed(corners(*_numbers(form.get("/BBox", EVERYWHERE))), drawing.state.transform)
    drawing.state.clip = shared_extent(drawing.state.clip, extent_of(box))
    if "/Group" in form:
        drawing.state.group_opacity *= state.opacities["fill"]
        drawing.state.opacities = dict.fromkeys(state.opacities, 1.0)
    drawing.resources, drawing.kept = as_dictionary(form.get("/Resources", resources)), []
    drawing.depth += 1
    drawing.run(form)
    drawing.depth -= 1
    drawing.state, drawing.kept, drawing.resources = state, kept, resources


def _shade(drawing: Drawing, _: Any) -> None:
    drawing.paint("shading", drawing.state.clip, {}, "fill")


# ---- colours


def _set_colour(which: str) -> Operator:
    def set_colour(drawing: Drawing, operands: Any) -> None:
        name = str(operands[-1]) if operands and isinstance(operands[-1], pikepdf.Name) else ""
        drawing.state.colours[which] = name or tuple(_numbers(operands))
        drawing.look_into(drawing.resource("/Pattern", name) if name else None, "pattern")

    return set_colour


def _set_colour_space(which: str) -> Operator:
    def set_space(drawing: Drawing, _: Any) -> None:
        drawing.state.colours[which] = BLACK

    return set_space


def _set_line_width(drawing: Drawing, operands: Any) -> None:
    drawing.state.line_width = float(operands[0])


def _set_graphics(drawing: Drawing, operands: Any) -> None:
    given, state = as_dictionary(drawing.resource("/ExtGState", operands[0])), drawing.state
    state.opacities["fill"] = as_number(given.get("/ca"), state.opacities["fill"])
    state.opacities["stroke"] = as_number(given.get("/CA"), state.opacities["stroke"])
    state.line_width = as_number(given.get("/LW"), state.line_width)
    if font := given.get("/Font"):
        _choose_font(drawing, font[0], float(font[1]))
    drawing.look_into(as_dictionary(given.get("/SMask")).get("/G"), "mask")


def _ignore(_drawing: Drawing, _operands: Any) -> None:
    """What changes neither place nor ink enough to matter here: dashes, joins, intents; the pixels are looked at."""


OPERATORS: Mapping[str, Operator] = {
    **{"q": _save, "Q": _restore, "cm": _concatenate},
    **{"BT": _begin_text, "ET": _ignore, "Tf": _set_font, "Tm": _text_matrix, "Td": _next_line},
    **{"TD": _next_line_with_leading, "T*": _new_line, "Tj": _show, "TJ": _show, "'": _show_on_new_line},
    **{'"': _show_on_new_line, "Tc": _text_number("char_space"), "Tw": _ignore, "Tz": _text_number("scale", 0.01)},
    **{"TL": _text_number("leading"), "Ts": _text_number("rise"), "Tr": _text_number("mode")},
    **{"BDC": _begin_marked, "BMC": _begin_marked, "DP": _note_mark, "MP": _note_mark, "EMC": _end_marked},
    **{"m": _path_point("move"), "l": _path_point("line"), "re": _path_point("rectangle"), "h": _ignore},
    **dict.fromkeys(("c", "v", "y"), _path_point("curve")),
    **dict.fromkeys(("W", "W*"), _set_clip),
    **{"n": _paint_path(), **dict.fromkeys(("s", "S"), _paint_path("stroke"))},
    **{**dict.fromkeys(("f", "F"), _paint_path("fill")), "f*": _paint_path("fill", is_even_odd=True)},
    **dict.fromkeys(("b", "b*", "B", "B*"), _paint_path("fill", "stroke")),
    **{"Do": _draw_object, "INLINE IMAGE": _draw_image, "sh": _shade, "gs": _set_graphics, "w": _set_line_width},
    **dict.fromkeys(("g", "rg", "k", "sc", "scn"), _set_colour("fill")),
    **dict.fromkeys(("G", "RG", "K", "SC", "SCN"), _set_colour("stroke")),
    **{"cs": _set_colour_space("fill"), "CS": _set_colour_space("stroke")},
    **dict.fromkeys(("J", "j", "M", "d", "ri", "i", "BX", "EX"), _ignore),
}
"""Every operator that a page may have (ISO 32000-1, annex A), but those inside a Type 3 font's glyphs."""
