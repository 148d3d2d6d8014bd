"""Declarations that are meant to hide, shrink, move, falsify or clutter what they are set on."""

from __future__ import annotations

ATTACKS = {
    # gone
    "not-displayed": "display: none",
    "not-visible": "visibility: hidden",
    "collapsed": "visibility: collapse",
    "transparent": "opacity: 0",
    "faint": "opacity: .3",
    "out-of-flow": "position: running(nowhere)",
    "a-footnote": "float: footnote",
    # ink
    "white": "color: #fff",
    "pale": "color: #bbb",
    "clear": "color: transparent",
    "half-clear": "color: rgba(0, 0, 0, .3)",
    "red-on-green": "color: #d00000; background: #008000",
    "own-ground": "color: #123456; background: #123456",
    # size
    "tiny": "font-size: 1pt",
    "small": "font-size: 6pt",
    "smaller": "font-size: 75%",
    "squeezed": "transform: scaleX(.5)",
    "flattened": "transform: scaleY(.5)",
    "shrunk": "transform: scale(.6)",
    # turned
    "upside-down": "transform: rotate(180deg)",
    "askew": "transform: rotate(6deg)",
    "slanted": "transform: skewX(20deg)",
    "mirrored": "transform: scaleX(-1)",
    # glyphs
    "raised-forms": "font-variant-position: super",
    "lowered-forms": "font-variant-position: sub",
    "feature-sups": "font-feature-settings: 'sups'",
    "feature-subs": "font-feature-settings: 'subs'",
    "feature-frac": "font-feature-settings: 'frac'",
    "feature-dnom": "font-feature-settings: 'dnom'",
    "feature-ordn": "font-feature-settings: 'ordn'",
    "feature-salt": "font-feature-settings: 'salt', 'ss01', 'ss02', 'ss03'",
    "feature-dlig": "font-feature-settings: 'dlig'",
    "small-capitals": "font-variant-caps: all-small-caps",
    "no-such-family": "font-family: 'DejaVu Sans'",
    "symbols": "font-family: 'Noto Sans Symbols2'",
    "full-width": "text-transform: full-width",
    "capitals": "text-transform: uppercase",
    "raised": "vertical-align: super",
    "raised-far": "position: relative; top: -0.5em",
    # gaps
    "letters-together": "letter-spacing: -.2em",
    "letters-apart": "letter-spacing: .3em",
    "words-together": "word-spacing: -.25em",
    "words-apart": "word-spacing: 2em",
    "lines-together": "line-height: .6",
    "broken-anywhere": "word-break: break-all; width: 20mm",
    "hyphen-of-words": "hyphenate-character: ' not '; hyphens: auto; width: 25mm",
    "other-hyphens": "lang: 'de'; hyphens: auto; width: 25mm",
    # lines
    "struck": "text-decoration: line-through",
    "struck-pale": "text-decoration: line-through #ddd",
    "line-above": "text-decoration: overline",
    "underline-through": "text-decoration: underline; text-underline-offset: -.4em",
    "wavy": "text-decoration: underline wavy #d00000",
    # place
    "moved-down": "position: relative; top: 9mm",
    "moved-up": "position: relative; top: -9mm",
    "moved-right": "position: relative; left: 30mm",
    "pulled-up": "margin-top: -5mm",
    "pushed-down": "margin-bottom: 30mm",
    "at-the-top": "position: absolute; top: 0; left: 0",
    "at-the-edge": "position: relative; left: -12mm",
    "off-the-page": "position: absolute; left: -300mm",
    "floated": "float: right",
    "indented-out": "text-indent: -200mm",
    "last": "order: 9",
    "next-page": "break-before: page",
    "right-to-left": "direction: rtl",
    # cut
    "no-height": "height: 0; overflow: hidden",
    "half-a-line": "height: .6em; overflow: hidden",
    "clipped": "position: absolute; clip: rect(0, 20px, 20px, 0)",
    "first-line-only": "max-lines: 1; block-ellipsis: auto",
    "cut-at-the-end": "white-space: nowrap; width: 25mm; overflow: hidden; text-overflow: ellipsis",
    # ground
    "tint": "background: #f4f4f4",
    "fading": "background: linear-gradient(90deg, #fff, #555)",
    "bar": "background: linear-gradient(#fff 45%, #000 45%, #000 55%, #fff 55%)",
    "pale-bar": "background: linear-gradient(transparent 48%, #eee 48%, #eee 56%, transparent 56%)",
    "hatched": "background: repeating-linear-gradient(45deg, #fff 0, #fff .6mm, #ccc .6mm, #ccc 1mm)",
    "blot": "background: radial-gradient(circle at 20% 50%, #999 0, transparent 3mm)",
    "inner-shadow": "box-shadow: inset 0 0 2mm #000",
    # frames
    "tight-frame": "outline: .3mm solid #000; outline-offset: -.8mm",
    "pale-frame": "outline: .2mm solid #e8e8e8; outline-offset: -.5mm",
    "ring": "outline: .4mm solid #d00000; border-radius: 50%; outline-offset: -.4mm",
    "bar-at-left": "border-left: 1.2mm solid #000; padding-left: 0; margin-left: -1.2mm",
    # the file
    "bookmark": "bookmark-level: 1; bookmark-label: 'All is well'",
    "list-item": "display: list-item; list-style: decimal inside",
    "as-a-table": "display: table",
    "columns": "columns: 3; column-gap: 1mm",
    "behind": "position: relative; z-index: -1",
}  # fmt: skip
"""By name; each is tried on each target alone."""

_COVER = "content: ''; position: absolute; inset: 0"

PSEUDO_ATTACKS = {
    "strange-word": "content: ' Not true. '",
    "known-word": "content: ' not '",
    "sign": "content: '*'",
    "question-mark": "content: '?'",
    "number": "content: '1'",
    "zero": "content: '0'",
    "cross": "content: '✕'",
    "overlay": "content: '\\0338'",
    "own-words": "content: attr(class)",
    "white-cover": f"{_COVER}; background: #fff",
    "half-cover": f"{_COVER}; left: 50%; background: rgba(255, 255, 255, .8)",
    "strike": f"{_COVER}; top: 45%; bottom: 48%; background: #000",
    "thin-strike": f"{_COVER}; top: 49%; bottom: 50.5%; background: #bbb",
    "disc": "content: ''; display: inline-block; width: 2mm; height: 2mm; border-radius: 50%; background: #000",
    "bar": "content: ''; display: inline-block; width: .5mm; height: 3mm; background: #000",
}
"""On what is set before and after a target by the style sheet."""
