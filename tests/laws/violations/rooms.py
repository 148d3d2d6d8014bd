"""Style sheets that spoil room to write in, pictures, boxes, steps and lists in running text, and those that don't.

Each violation shows on the page. They were written before the laws that tell them (`no-room-to-write`,
`broken-note-box`, `wrong-picture`), as what a style sheet can do to such a part: take it away, shrink it, darken it,
draw over it, move it, let it run into its neighbour, make it look like another.
`!important` is added to each declaration.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

CELL = ".prose td:empty"
CELLS: Mapping[str, str] = {
    "black": f"{CELL}{{background:#000}}",
    "grey": f"{CELL}{{background:#ccc}}",
    "dark grey": f"{CELL}{{background:#888}}",
    "in the accent's colour": f"{CELL}{{background:#07464e}}",
    "one is black": ".prose tr:nth-child(2) td:nth-child(3){background:#000}",
    "a column is grey": ".prose td:nth-child(3){background:#bbb}",
    "every second row is grey": ".prose tr:nth-child(even) td{background:#c8c8c8}",
    "without a frame": f"{CELL}{{border:0}}",
    "with a white frame": f"{CELL}{{border-color:#fff}}",
    "with a pale frame": f"{CELL}{{border-color:#ddd}}",
    "with a transparent frame": f"{CELL}{{border-color:transparent}}",
    "with a hair for a frame": f"{CELL}{{border-width:.1pt}}",
    "columns not parted": f"{CELL}{{border-left:0;border-right:0}}",
    "rows not parted": f"{CELL}{{border-top:0;border-bottom:0}}",
    "one side hidden": ".prose td:nth-child(3){border-left-style:hidden}",
    "the last side hidden": ".prose td:last-child{border-right-style:hidden}",
    "too low": f"{CELL}{{height:3mm}} .prose td{{padding-top:0;padding-bottom:0}}",
    "too narrow": f".prose table{{width:30mm}} {CELL}{{width:6mm;min-width:0}}",
    "one column too narrow": ".prose table{table-layout:fixed} .prose th:nth-child(3){width:5mm}",
    "with a bar in it": f"{CELL}::after{{content:'';display:block;height:3mm;background:#000}}",
    "with a grey box in it": f"{CELL}::after{{content:'';display:block;height:3mm;width:4mm;background:#ddd}}",
    "with a pale bar in it": f"{CELL}::after{{content:'';display:block;height:3mm;background:#eef}}",
    "fading": f"{CELL}{{background:linear-gradient(#fff,#ccc)}}",
    "fading a little": f"{CELL}{{background:linear-gradient(#fff,#eee)}}",
    "striped": f"{CELL}{{background:repeating-linear-gradient(45deg,#fff 0,#fff 1mm,#ddd 1mm,#ddd 2mm)}}",
    "crossed out": f"{CELL}{{background:linear-gradient(45deg,#fff 48%,#000 49%,#000 51%,#fff 52%)}}",
    "rows faded": ".prose tbody{opacity:.15} .prose table{border-collapse:separate}",
    "not displayed": f"{CELL}{{display:none}}",
    "faded": f".prose table{{border-collapse:separate}} {CELL}{{opacity:.15}}",
    "under a veil": ".prose:has(table){position:relative}"
    ".prose:has(table)::after{content:'';position:absolute;inset:9mm 0 0 30mm;background:rgba(0,0,0,.35)}",
    "under a white sheet": ".prose:has(table){position:relative}"
    ".prose:has(table)::after{content:'';position:absolute;inset:9mm 0 0 30mm;background:#fff}",
    "with a sign in it": f"{CELL}::before{{content:'–'}}",
    "columns in another order": ".prose table{direction:rtl}",
    "a row away": ".prose tbody tr:nth-child(2){visibility:collapse}",
    "cells in a row of their own": ".prose tr{display:flex}",
    "a picture in it": f"{CELL}{{background:radial-gradient(circle,#999 40%,#fff 42%)}}",
}
PICTURES: Mapping[str, str] = {
    "6 mm wide": ".picture img{width:6mm}",
    "15 mm wide": ".picture img{width:15mm}",
    "28 mm wide": ".picture img{width:28mm}",
    "a fifth of its column": ".picture img{width:20%}",
    "in a box of 10 mm": ".picture{width:10mm} .picture img{width:100%}",
    "scaled down": ".picture img{transform:scale(.2)}",
    "on the left of its text": ".picture{float:left;width:48%;margin-right:2mm}",
    "on the right of its text": ".picture{float:right;width:48%;margin-left:2mm}",
    "moved up": ".picture{position:relative;top:-22mm}",
    "moved far up": ".picture{position:relative;top:-90mm}",
    "moved down": ".picture{position:relative;top:30mm}",
    "moved to the right": ".picture{position:relative;left:99mm}",
    "moved to the left": ".picture{position:relative;left:-5mm}",
    "transformed upwards": ".picture{transform:translateY(-25mm)}",
    "transformed downwards": ".picture{transform:translateY(25mm)}",
    "pulled up": ".picture{margin-top:-30mm}",
    "at the top of the page": ".picture{position:absolute;top:0;right:0;width:40mm}",
    "at the foot of the page": ".picture{position:absolute;bottom:0;right:0;width:40mm}",
    "after its section": "section:has(.picture){display:flex;flex-direction:column} .picture{order:9}",
    "before its section": "section:has(.picture){display:flex;flex-direction:column} .picture{order:-1}",
    "gone": ".picture{display:none}",
    "under a sheet": ".picture{position:relative}.picture::after{content:'';position:absolute;inset:0;background:#fff}",
}
BOXES: Mapping[str, str] = {
    "no frames": ".prose .note-box{border:0}",
    "a tip without a frame": ".note-box.tip{border:0}",
    "a note without a frame": ".note-box.note{border:0}",
    "a warning without a frame": ".note-box.warning{border:0}",
    "a tip without its lower rule": ".note-box.tip{border-bottom:0}",
    "a note open on the right": ".note-box.note{border-right:0}",
    "a warning open on the left": ".note-box.warning{border-left:0}",
    "a warning between rules": ".note-box.warning{border-left:0;border-right:0}",
    "white frames": ".prose .note-box{border-color:#fff}",
    "pale frames": ".prose .note-box{border-color:#ddd}",
    "frames of a hair": ".prose .note-box{border-width:.1pt}",
    "a note's frame of its own tint": ".note-box.note{border-color:#e4f0f0}",
    "two boxes in one": ".note-box.note{margin-bottom:0;border-bottom:0} .note-box.warning{margin-top:0;border-top:0}",
    "all boxes in one": ".prose .note-box{margin:0;border-top:0;border-bottom:0}",
    "boxes run into each other": ".note-box.note{border-bottom:0} .note-box.warning{margin-top:-5mm}",
    "tips like warnings": ".note-box.tip{border:2pt solid #14201f;border-left-width:6pt}",
    "tips like notes": ".note-box.tip{border:.8pt solid #07464e}",
    "notes like warnings": ".note-box.note{border:2pt solid #14201f;border-left-width:6pt}",
    "notes like tips": ".note-box.note{border-left:0;border-right:0;background:none}",
    "warnings like notes": ".note-box.warning{border:.8pt solid #07464e}",
    "warnings like tips": ".note-box.warning{border:.8pt solid #07464e;border-left:0;border-right:0}",
    "warnings and tips exchanged": ".note-box.warning{border:.8pt solid #07464e;border-left:0;border-right:0}"
    ".note-box.tip{border:2pt solid #14201f;border-left-width:6pt}",
    "notes and tips exchanged": ".note-box.note{border-left:0;border-right:0;background:none}"
    ".note-box.tip{border:.8pt solid #07464e}",
    "all alike": ".prose .note-box{border:1pt solid #000}",
    "alike but for their colours": ".prose .note-box{border:1pt solid #000} .note-box.warning{border-color:#8c2f12}",
    "notes heavier than warnings": ".note-box.note{border:5pt solid #000}",
    "the next text in a warning": ".prose:has(.warning) + .prose{position:relative;top:-6mm;left:70mm;width:40mm}",
    "the next text in its frame": ".note-box.warning{padding-bottom:14mm;margin-bottom:-12mm}",
    "a text out of its box": ".note-box.warning p:last-child{position:relative;top:9mm}",
    "a text beside its box": ".note-box.tip{width:40mm} .note-box.tip p:last-child{position:relative;left:45mm}",
    "a frame far away": ".note-box.note{padding-top:25mm}",
    "a frame around a neighbour": ".note-box.note{border:0;position:relative}"
    ".note-box.note::after{content:'';position:absolute;inset:-1mm 0 -17mm 0;border:.8pt solid #000}",
    "a rule through a box": ".note-box.warning > p:first-child{border-bottom:2pt solid #000;margin-bottom:1mm}"
    ".note-box.warning{border-bottom:0}",
    "split": ".note-box.tip{border-bottom:0} .note-box.tip p:last-child{border:.8pt solid #000}",
}
LISTS: Mapping[str, str] = {
    "steps without numbers": ".prose ol{list-style:none}",
    "steps with letters": ".prose ol{list-style:lower-alpha}",
    "steps that begin at 2": ".prose ol{counter-reset:list-item 1}",
    "steps that begin anew": ".prose ol > li:nth-child(2){counter-increment:list-item 0}",
    "steps counted by two": ".prose ol > li{counter-increment:list-item 2}",
    "steps counted down": ".prose ol{counter-reset:list-item 9} .prose ol > li{counter-increment:list-item -1}",
    "steps with dots": ".prose ol{list-style:disc}",
    "two steps exchanged": ".prose ol{display:flex;flex-direction:column} .prose ol > li:first-child{order:2}",
    "a nested list flattened": ".prose li > ol{padding-left:0;margin-left:calc(var(--u) * -1.35)}",
    "a nested list before its step": ".prose li > ol{margin-left:-14mm}",
    "lines of a table far apart": ".prose thead th{padding-bottom:19mm}",
    "rows of a table far apart": ".prose td{padding-bottom:24mm}",
}
VIOLATIONS: Mapping[str, Mapping[str, str]] = {
    "cells": CELLS,
    "pictures": PICTURES,
    "boxes": BOXES,
    "lists": LISTS,
}
TICK = ".ticks li::before"
CHECKLIST: Mapping[str, str] = {
    "no boxes to tick": f"{TICK}{{display:none}}",
    "one box missing": ".ticks li:nth-child(2)::before{display:none}",
    "pale boxes": f"{TICK}{{border-color:#ccc}}",
    "white boxes": f"{TICK}{{border-color:#fff}}",
    "boxes of a hair": f"{TICK}{{border-width:.1pt}}",
    "full boxes": f"{TICK}{{background:#000}}",
    "grey boxes": f"{TICK}{{background:#bbb}}",
    "boxes that are ticked": f"{TICK}{{background:linear-gradient(45deg,#fff 45%,#000 46%,#000 54%,#fff 55%)}}",
    "tiny boxes": f"{TICK}{{width:2mm;height:2mm}}",
    "large boxes": f"{TICK}{{width:6.9mm;height:11mm}}",
    "boxes open below": f"{TICK}{{border-bottom:0}}",
    "boxes open on the left": f"{TICK}{{border-left:0}}",
    "boxes beside the next item": f"{TICK}{{top:auto;bottom:-6mm}}",
    "boxes on the right": f"{TICK}{{left:auto;right:0}}",
    "no lines for notes": ".line{display:none}",
    "pale lines": ".line{border-color:#ddd}",
    "white lines": ".line{border-color:#fff}",
    "lines of a hair": ".line{border-bottom-width:.1pt}",
    "short lines": ".line{width:30mm}",
    "two lines": ".notes .line:nth-of-type(n+3){border:0}",
    "lines close together": ".line{transform:translateY(-3mm)} .line:nth-of-type(2){transform:translateY(-8mm)}",
    "notes on grey": ".notes{background:#ccc}",
    "a bar over the notes": ".notes::after{content:'';position:absolute;left:0;top:10mm;width:60mm;"
    "height:9mm;background:#000}",
    "a pale bar over the notes": ".notes::after{content:'';position:absolute;left:0;top:10mm;width:60mm;"
    "height:9mm;background:#ddd}",
    "a stamp's box without a frame": ".clinic{border:0}",
    "a stamp's box with a pale frame": ".clinic{border-color:#ddd}",
    "a stamp's box on grey": ".clinic{background:#bbb}",
    "a stamp's box that is black": ".clinic-box{background:#000}",
    "a low box for a stamp": ".clinic-box{height:7mm}",
    "a narrow box for a stamp": ".clinic{width:45mm}",
    "a striped box for a stamp": ""
    ".clinic-box{background:repeating-linear-gradient(#fff 0,#fff 3mm,#ddd 3mm,#ddd 3.3mm)}",
    "a stamp's box open on the right": ".clinic{border-right:0}",
}
NUMBERS: Mapping[str, str] = {
    "no line for a number": ".contact-blank{border-bottom:0}",
    "a pale line for a number": ".contact-blank{border-color:#ddd}",
    "a short line for a number": ".contact-blank{width:40mm}",
    "a low line for a number": ".contact-blank{height:auto;padding-top:0;margin-top:-1mm;line-height:3.4mm}",
    "a number's line on grey": ".contact-blank{background:#ccc}",
    "a bar over a number's line": ".contact-blank{position:relative}"
    ".contact-blank::after{content:'';position:absolute;left:35mm;top:0;width:20mm;height:4mm;background:#000}",
}
REAL_VIOLATIONS: Mapping[str, Mapping[str, str]] = {"uncertainty-checklist": CHECKLIST, "trifold": NUMBERS}
"""By layout of the project."""
REAL_HONEST: Mapping[str, Mapping[str, str]] = {
    "uncertainty-checklist": {
        "boxes with round corners": f"{TICK}{{border-radius:1mm}}",
        "larger boxes": f"{TICK}{{width:5.5mm;height:5.5mm}}",
        "thicker boxes": f"{TICK}{{border-width:1.5pt}}",
        "boxes in the accent's colour": f"{TICK}{{border-color:#07464e}}",
        "dotted lines": ".line{border-bottom:1pt dotted #000}",
        "dashed lines": ".line{border-bottom:1pt dashed #07464e}",
        "a stamp's box with dashes": ".clinic{border:1pt dashed #000}",
        "a stamp's box with round corners": ".clinic{border-radius:2mm}",
    },
    "trifold": {
        "a dotted line for a number": ".contact-blank{border-bottom:1pt dotted #000}",
        "a thick line for a number": ".contact-blank{border-bottom:2pt solid #07464e}",
        "a stamp's box with a frame": ".cover .clinic{border:1pt solid #000}",
    },
}
HONEST: Mapping[str, str] = {
    "as it is": "",
    "blue": ":root{--accent:#123f8c;--soft:#33415c;--tint:#eef2fb}",
    "green": ":root{--accent:#14532d;--soft:#3b4a40;--tint:#eef7f0}",
    "black": ":root{--accent:#000;--soft:#000;--line:#000;--tint:#f4f4f4}",
    "plum": ":root{--accent:#5b1a4b;--soft:#4d3a48;--tint:#f8f0f6}",
    "larger type": "html,body,p,h1,h2,h3{font-size:11pt} .picture{margin:2mm 0}",
    "larger heads of tables": ".prose th{font-size:11.5pt}",
    "wider lines": ":root{--u:4.8mm}",
    "closer lines": ":root{--u:4.3mm}",
    "higher cells": f"{CELL}{{height:14mm}}",
    "cells with a tint": f"{CELL}{{background:#f4f8f8}}",
    "cells in a warm tint": f"{CELL}{{background:#fff8e6}}",
    "cells with thick frames": f"{CELL}{{border-width:1.5pt}}",
    "cells with black frames": f"{CELL}{{border-color:#000}}",
    "cells with dashes": f"{CELL}{{border-style:dashed;border-width:1pt}}",
    "cells with dots": f"{CELL}{{border-style:dotted;border-width:1.2pt}}",
    "cells with double frames": f"{CELL}{{border-style:double;border-width:2.4pt}}",
    "cells apart": f".prose table{{border-collapse:separate;border-spacing:1.5mm}} {CELL}{{border-width:.8pt}}",
    "cells with round corners": ".prose table{border-collapse:separate;border-spacing:1mm}"
    f"{CELL}{{border-radius:1.5mm;border-width:1pt}}",
    "words in the middle of rows": ".prose td{vertical-align:middle}",
    "heads in the middle": ".prose th{text-align:center} .prose td{text-align:center}",
    "a table of equal columns": ".prose table{table-layout:fixed}",
    "rows with a tint": ".prose tr:nth-child(even) td{background:#f1f6f6}",
    "a head on a dark ground": ".prose th{background:#07464e;color:#fff;padding:2mm}",
    "a picture in the middle": ".picture img{margin:0 auto}",
    "a picture on the right": ".picture img{margin-left:auto}",
    "a wider picture": ".picture img{width:80mm}",
    "more room around pictures": ".picture{margin:5mm 0}",
    "a frame around a picture": ".picture img{border:.8pt solid #000}",
    "boxes with more room": ".prose .note-box{padding:4mm;margin:4mm 0}",
    "boxes with round corners": ".note-box.note,.note-box.warning{border-radius:2mm}",
    "boxes with dashes": ".note-box.tip{border-style:dashed;"
    "border-width:1pt 0} .note-box.note{border-style:dashed;border-width:1pt}",
    "boxes with double rules": ".note-box.tip{border-top-style:double;border-bottom-style:double;border-width:2pt 0}",
    "warnings in red": ".note-box.warning{border-color:#8c2f12;background:#fbf1ec}",
    "warnings with an even frame": ".note-box.warning{border:2.5pt solid #000}",
    "tips framed by dots": ".note-box.tip{border:1.2pt dotted #07464e}.note-box.note{border-width:.8pt .8pt .8pt 3pt}",
    "boxes set in": ".prose .note-box{margin-left:6mm;margin-right:6mm}",
    "more room between blocks": ".prose{margin-bottom:3mm}",
    "wider steps": ".prose li{margin-bottom:2mm}",
}


def important(css: str) -> str:
    """`css` with `!important` after each declaration, so that no other rule has its way."""
    return re.sub(r"\s*(;?)\s*\}", r" !important}", re.sub(r";(?![^(]*\))(?=\s*[a-z-]+\s*:)", " !important;", css))
