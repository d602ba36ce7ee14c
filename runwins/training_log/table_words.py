"""What an archive's table says of runs that are in the log: added, and taken back again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from runwins.frames import STREAM
from runwins.importers.base import with_context
from runwins.metrics.summary import measure
from runwins.store import Recording, Store, activity_of, facts_of
from runwins.store.table_words import TableWord

Facts = Mapping[str, Any]


def with_words(facts: Facts, context: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts of a recording with what a table says of it; problems are said once."""
    activity = with_context(activity_of(facts, STREAM.empty()), context)
    problems = tuple(dict.fromkeys(activity.problems))
    return facts_of(replace(activity, problems=problems))


def add_words(
    store: Store, recording: Recording, facts: Facts, context: Mapping[str, Any], batch: str
) -> None:
    """Give a recording the facts of `with_words`; an import can be undone, so it is remembered."""
    changed = _changed(recording.facts, facts)
    store.add_table_word(recording.recording_id, batch, changed, context)
    _keep(store, recording.recording_id, facts)


def take_back_words(store: Store, batch: str) -> None:
    """Let recordings be as they were without what an import's tables said.

    What the tables of later imports said of them stays.
    """
    for number, facts, said in _of_import(store, batch):
        before = _before(facts, said)
        _say(store, number, before, [word for word in said if word.batch_id != batch])


def bring_back_words(store: Store, batch: str) -> None:
    """Let recordings be as they were with what an import's tables said, which is in the log again.

    Recordings that came back with the import are so already.
    """
    for number, facts, said in _of_import(store, batch, but_its_own=True):
        before = _before(facts, [word for word in said if word.batch_id != batch])
        _say(store, number, before, said)


def _of_import(
    store: Store, batch: str, *, but_its_own: bool = False
) -> Iterator[tuple[int, Facts, list[TableWord]]]:
    """Yield each recording of which an import's tables said something: number, facts, words.

    The words are those from its first on, of whatever import, oldest first.
    """
    words = store.table_words(batch)
    recordings = {one.recording_id: one for one in store.recordings()} if words else {}
    for number, said in words.items():
        first = next(place for place, word in enumerate(said) if word.batch_id == batch)
        if not (but_its_own and recordings[number].batch_id == batch):
            yield number, recordings[number].facts, said[first:]


def _before(facts: Facts, said: Sequence[TableWord]) -> Facts:
    """Return facts as they were before some words, the last ones, were said."""
    for word in reversed(said):
        facts = {**facts, **word.before}
    return facts


def _say(store: Store, recording_id: int, facts: Facts, said: Sequence[TableWord]) -> None:
    """Give a recording its facts with what tables said of it, one after the other."""
    for word in said:
        now = with_words(facts, word.context)
        store.set_before(word, _changed(facts, now))
        facts = now
    _keep(store, recording_id, facts)


def _changed(before: Facts, after: Facts) -> dict[str, Any]:
    return {name: value for name, value in before.items() if after[name] != value}


def _keep(store: Store, recording_id: int, facts: Facts) -> None:
    store.set_facts(recording_id, facts)
    measured = measure(activity_of(facts, store.samples(recording_id)))
    store.keep_measured(recording_id, measured)
