"""Old catalog + current texts → new catalog, losing no translation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from babel.messages.catalog import Message

from leaflet.problem import Span
from leaflet.read.catalogs import CatalogText, PoCatalog, keep_previous_context, previous_context

EntryKey = tuple[str, str]
"""(context, text)."""
UnusedEntries = dict[EntryKey, Message]
"""Old entries that no current text has been matched with yet."""


def merge(old: PoCatalog, texts: Iterable[CatalogText]) -> PoCatalog:
    """A catalog of exactly `texts`, in their order, with the translations that `old` has for them.

    A text that only moved (another context, the same English) keeps its translation. One whose English changed keeps
    it too, but fuzzy, together with the English that it was made for. Whatever is left of `old` becomes obsolete.
    """
    wanted = _spans_by_key(texts)
    unused = {_key(m): m for m in (*old.obsolete.values(), *(m for m in old if m.id))}
    matched = _matched_entries(wanted, unused)
    catalog = PoCatalog(old.language)
    catalog.header, catalog.comment = old.header, old.comment
    for key, spans in wanted.items():
        catalog[key[1]] = _message(key, spans, matched.get(key))
    catalog.obsolete.update((key, m) for key, m in unused.items() if m.string)
    return catalog


def _spans_by_key(texts: Iterable[CatalogText]) -> dict[EntryKey, list[Span]]:
    spans: dict[EntryKey, list[Span]] = {}
    for context, text, span in texts:
        spans.setdefault((context, text), []).append(span)
    return spans


def _key(message: Message) -> EntryKey:
    return message.context or "", str(message.id)


def _matched_entries(wanted: Mapping[EntryKey, object], unused: UnusedEntries) -> dict[EntryKey, Message]:
    """The old entry for each text that has one, removed from `unused`: first where nothing changed, then the rest."""
    matched: dict[EntryKey, Message] = {}
    for match in (_same, _moved, _reworded):
        for key in wanted:
            found = None if key in matched else match(key, unused)
            if found:
                matched[key] = unused.pop(found)
    return matched


def _same(key: EntryKey, unused: UnusedEntries) -> EntryKey | None:
    return key if key in unused else None


def _moved(key: EntryKey, unused: UnusedEntries) -> EntryKey | None:
    return _latest_match(unused, lambda other: other[1] == key[1])


def _reworded(key: EntryKey, unused: UnusedEntries) -> EntryKey | None:
    return _latest_match(unused, lambda other: other[0] == key[0]) if key[0] else None


def _latest_match(unused: UnusedEntries, fits: Callable[[EntryKey], bool]) -> EntryKey | None:
    """The last of the old entries that matches and is translated: live ones come after obsolete ones."""
    return next((key for key, message in reversed(unused.items()) if message.string and fits(key)), None)


def _message(key: EntryKey, spans: list[Span], old: Message | None) -> Message:
    context, text = key
    locations = [(span.path, span.line) for span in spans]
    if old is None:
        return Message(text, "", locations, context=context or None)
    previous = _previous(text, old)
    fuzzy = bool(previous) or (old.fuzzy and str(old.id) == text) or _kind(old.context) != _kind(context)
    message = Message(
        text,
        str(old.string or ""),
        locations,
        (old.flags - {"fuzzy"}) | ({"fuzzy"} if fuzzy else set()),
        user_comments=old.user_comments,
        previous_id=previous,
        context=context or None,
    )
    if previous and previous == old.previous_id:
        keep_previous_context(message, previous_context(old))
    return message


def _previous(text: str, old: Message) -> list[str]:
    """The English that the old translation was made for, where it is not `text`."""
    made_for = old.previous_id if old.fuzzy and old.previous_id else [str(old.id)]
    return [] if made_for == [text] else made_for


def _kind(context: str | None) -> str:
    """`claim`, `block` and so on: the same words may need another translation elsewhere."""
    return (context or "").partition("/")[0]
