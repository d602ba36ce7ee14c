"""A sample of what `many` and `guided` do at length: shrunk by hypothesis where it fails."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.making import MAKERS, damaged
from tests.fuzz.reading import try_to_read

CHANCE = st.randoms(use_true_random=False)
PATIENT = settings(
    max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), database=None
)


@pytest.mark.parametrize("kind", MAKERS)
@PATIENT
@given(rng=CHANCE)
def test_made_files_end_as_runs_or_with_a_reason(kind: str, rng: random.Random) -> None:
    try_to_read(kind, MAKERS[kind](rng), also_measure=True)


@pytest.mark.parametrize("kind", MAKERS)
def test_damaged_files_end_as_runs_or_with_a_reason(kind: str) -> None:
    rng = random.Random(kind)
    for _ in range(100):
        try_to_read(kind, damaged(MAKERS[kind](rng), rng), also_measure=False)


@pytest.mark.parametrize("kind", MAKERS)
def test_most_of_what_is_made_is_near_enough_to_a_run_to_be_read(kind: str) -> None:
    """Files refused at their first byte would try nothing."""
    rng = random.Random(kind)
    assert sum(try_to_read(kind, MAKERS[kind](rng), also_measure=False) > 0 for _ in range(40)) > 8
