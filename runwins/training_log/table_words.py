"""What an archive's table says of runs that are in the log: added, and taken back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from runwins.frames import STREAM
from runwins.importers.base import with_context
from runwins.metrics.summary import measure
from runwins.store import Recording, Store, activity_of, facts_of

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
    words = store.table_words(batch)
    recordings = {one.recording_id: one for one in store.recordings()} if words else {}
    for number, said in words.items():
        first = next(place for place, word in enumerate(said) if word.batch_id == batch)
        facts: Facts = recordings[number].facts
        for word in reversed(said[first:]):
            facts = {**facts, **word.before}
        for word in said[first + 1 :]:
            if word.batch_id != batch:
                now = with_words(facts, word.context)
                store.set_before(word, _changed(facts, now))
                facts = now
        _keep(store, number, facts)


def _changed(before: Facts, after: Facts) -> dict[str, Any]:
    return {name: value for name, value in before.items() if after[name] != value}


def _keep(store: Store, recording_id: int, facts: Facts) -> None:
    store.set_facts(recording_id, facts)
    measured = measure(activity_of(facts, store.samples(recording_id)))
    store.keep_measured(recording_id, measured)
