"""What is wrong with a source that can't be taken as it is, as `leaflet explain` explains it."""

from __future__ import annotations

from collections.abc import Mapping

EXPLANATIONS: Mapping[str, str] = {
    "missing-file": """\
A file or folder that must be there can't be read.

Why: what can't be read can't be checked, and nothing is printed that wasn't.

Fix: create it or correct its name; where it exists, see that you may read it.""",
    "incomplete-template": """\
A layout's page.html.j2 lacks the skeleton of every piece, or a body.

Why: language, title, imprint and style sheets come from the skeleton; without a body nothing is printed. Every required
text of every edition would be missing, so none is made.

Fix: begin the template with `{% extends "base/document.html.j2" %}`, and put the page in `{% block body %}`, as the
other layouts do. A page of a layout that extends the one of its own name begins with `leaflet/` and that name.""",
    "side-of-paper": """\
A style sheet names a side of the paper, after sheets that name sides by the line of writing.

Why: leaflet's own sheets do so, to serve languages that are written from the right. Where they say
`margin-inline-start`, a `margin-left` that comes after them would be lost without a word.

Fix: write what is named instead: start and end for the sides of a line, block-start and block-end for top and
bottom.""",
    "unknown-pictogram": """\
A statement names a pictogram that isn't there.

Why: nothing would stand beside its words, and it would look like one that was left without a drawing on purpose.

Fix: write one of the names that the hint lists, or put a drawing of that name into `layouts/base/pictograms/`.""",
    "unknown-layout": """\
A layout extends one that isn't there.

Why: what it doesn't say itself is as it is in the layout that it extends.

Fix: write the id of another layout, the house's or one of leaflet's, as `leaflet list` shows them.""",
    "unknown-snippet": """\
The text sets a snippet that isn't there.

Why: the place would stay empty, and a reader would miss what was meant to be there.

Fix: check the spelling of its name, or write the file `sources/snippets/` with that name and `.md`.""",
    "unsafe-name": """\
A name leads out of the project's folder, or isn't a plain name.

Why: names become parts of paths and addresses. One that climbs out could read or overwrite files outside it.

Fix: use small letters, digits and single hyphens; put the file itself in the folder instead of a link to elsewhere.""",
    "too-large": """\
A source is larger than anything that a leaflet could print.

Why: such a file is a mistake or an attack, and would hold up everybody's build.

Fix: split it, or remove what doesn't belong in it.""",
    "too-deep": """\
Values are nested deeper than any source needs.

Why: endless nesting crashes programs that read it.

Fix: look for brackets that are not closed.""",
    "invalid-encoding": """\
A source holds bytes that are not UTF-8, or invisible control characters.

Why: letters would be printed wrongly, or a message could show something else than what is there.

Fix: save the file as UTF-8; delete the character at the place that is named.""",
    "invalid-yaml": """\
A YAML file can't be read.

Why: a colon, a quote or an indentation is not where YAML needs it, so it isn't clear what was meant.

Fix: compare the line that is named with the lines around it. Put a text that holds a colon and a space in quotes.""",
    "unquoted-text": """\
A text without quotes is cut or changed by YAML.

Why: to YAML ` #` begins a remark, `: ` ends a key, and a word such as no, on, null, 010 or 1:30 is no text. Half a
sentence, or another one, would be printed without a word.

Fix: put the whole text in double quotes, and write \\" for a quote inside it. A remark stands on a line of its own.""",
    "invalid-json": """\
A JSON file can't be read.

Why: a comma, a quote or a bracket is not where JSON needs it.

Fix: export the library from your reference manager again, as CSL-JSON, or fix the line that is named.""",
    "invalid-catalog": """\
A catalog of translations can't be read.

Why: a quote or a keyword is missing, so it isn't clear which text the translation belongs to.

Fix: open the file with a program for catalogs, such as Poedit, or fix the line that is named.""",
    "yaml-alias": """\
A YAML file uses anchors (`&name`) or aliases (`*name`).

Why: a few lines of them can grow into gigabytes, and no source needs them.

Fix: write the value out. Put a text that begins with & or * in quotes.""",
    "duplicate-key": """\
A key occurs twice in the same record.

Why: most programs silently keep the last one, and an editor looks at the other.

Fix: keep one of the two.""",
    "duplicate-id": """\
Two records have the same id.

Why: claims, questions and statements are found again by their id, also in translations.

Fix: give one of the two another id.""",
    "outdated-format": """\
A file has the format of an earlier version.

Why: what is meant by it is known, and guessing at it would hide that it has changed.

Fix: run `leaflet upgrade`, which rewrites what needs no decision, and do what it leaves to you.""",
    "invalid-record": """\
A record has a key that isn't known, lacks one that is needed, or holds a value of the wrong kind.

Why: a misspelt key would silently do nothing; `suported_by` would leave a claim without its source.

Fix: the hint names what is allowed. Other records in the same file are examples.""",
    "unsupported-prose": """\
The running text has signs that would not be printed as they are written.

Why: what looks like markup is printed with its signs by one program and without them by another: “2*50 mg” becomes
“250 mg”. So each sign is printed, or is one of a few kinds of markup, or is refused. The same holds for translations.

Fix: use what docs/editors.md lists: headings, paragraphs, lists, tables, quotations, emphasis, links, claims, figures.
A backslash before a sign prints the sign: `\\*`. A claim (`[[id]]`) and a figure (`![](figures/name.svg)`) stand alone
on their line.""",
    "raw-html": """\
A text has an HTML tag.

Why: it would be printed as it is written, with its brackets, and an editor's remark would reach readers.

Fix: use Markdown in text.md: **bold**, *emphasis*, [words](https://…); a remark is left out there: `<!-- … -->`. All
other texts are plain words.""",
    "stray-markup": """\
A text that isn't Markdown has Markdown in it.

Why: only text.md and its translations are Markdown. All other texts are printed sign for sign, asterisks and all.

Fix: take the signs out: `**bold**`, `[words](…)`, backticks, backslashes. An asterisk that is meant, as in `2*50 mg`,
stays.""",
    "unknown-placeholder": """\
A text has braces with something other than `{emergency}` in them.

Why: `{emergency}` is replaced by the country's emergency number, in every text. Anything else would be printed with its
braces.

Fix: write `{emergency}` where the number is meant, else take the braces out.""",
    "unknown-audience": """\
A section is for an audience that doesn't exist.

Why: nobody would read it.

Fix: write `patient`, `clinician` or both.""",
    "unsafe-svg": """\
A drawing holds something other than shapes, colours and text.

Why: a script, a link, a picture or a filter in a drawing could load or run something, or would print otherwise than it
looks. What a drawing program adds besides (names, notes, styles, empty definitions) is left out by itself.

Fix: take out what the message names, in the drawing program; the hint says how. Where it can't be taken out, draw it as
shapes (“object to path”).""",
    "unreadable-colour": """\
A colour of the house's brand is too pale to be read on paper, or to carry white text.

Why: headings and the alarm are set in it on white, and the cover's title in white on it. Text must stand out 4.5 to 1
(WCAG 2.2, 1.4.3), or an old reader can't see it; preflight would refuse each page.

Fix: write the colour that the message names: the nearest of the same hue, only darker. The tints are made of it.""",
    "unfit-logo": """\
The house's logo can't be printed: its kind, its form, or words in it.

Why: what is cut off or moves prints otherwise than it looked, and words in a font that isn't here print as others.

Fix: take an SVG with shapes only, or a PNG in RGB, whole, and put it into `sources/brand/`.""",
    "untrusted-font": """\
A font of the house's brand isn't one that leaflets can be set in.

Why: each printed letter is compared with that of a font that is known, so that a page says what it seems to say. A file
that changed since somebody checked it, whose licence is not known or forbids it to be embedded, is none.

Fix: name one of the families that the message lists, or give a static TrueType file with its checksum and licence.""",
    "unprintable-picture": """\
A photo or picture can't be printed: its kind, size, colours or state.

Why: what is cut off, moves, or has colours that nobody knows prints otherwise than it looked to whoever chose it.

Fix: open it in an image editor and export it as PNG or JPEG, in RGB, whole; or take the camera's own file.""",
    "unprintable-drawing": """\
A drawing doesn't say how large it is, or one of its labels is turned or lies outside of it.

Why: words that stand upright can be read, and can be found again in the finished file. What lies outside of the
viewBox runs into the text beside the drawing, or off the page.

Fix: set the label upright, or move it inside, in the drawing program; “resize page to content” makes the viewBox as
large as the drawing.""",
}
"""By the rule of the problem; the first line names the fault."""
