"""What apps and foot pods add to a recording is kept, and nothing of the watch is lost for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from made_files import FILE_ID, START, Developer, Message, fit, records, session

from runwins.importers import fit as fit_reader
from runwins.importers.base import Recording, read_recording
from runwins.model import Activity

STRYD = {
    "Power": Developer(0, "H", "Watts", native=7),
    "Cadence": Developer(2, "B", "RPM", native=4),
    "Form Power": Developer(8, "H", "Watts"),
    "Leg Spring Stiffness": Developer(9, "f", "kN/m"),
}


def worn(seconds: int, **values: float) -> list[Message]:
    """Samples of a watch with what somebody's pod says in each second."""
    return [(name, {**own, **values}) for name, own in records(range(seconds))]


def one(content: bytes) -> Activity:
    (activity,) = read_recording(Recording("a.fit", content))
    return activity


@pytest.fixture(params=["fitfast", "fitparse"])
def reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both readers, one after the other."""
    if request.param == "fitparse":
        monkeypatch.setattr(fit_reader, "fitfast", None)
    return str(request.param)


@pytest.mark.usefixtures("reader")
class TestBothReaders:
    @pytest.mark.parametrize("big", [False, True])
    def test_all_fields_of_a_foot_pod_are_kept_and_its_power_is_the_streams(
        self, big: bool
    ) -> None:
        told = {"Power": 240, "Cadence": 84, "Form Power": 71, "Leg Spring Stiffness": 9.5}
        content = fit([FILE_ID, *worn(5, **told), session(5)], developer=STRYD, big=big)
        run = one(content)
        assert run.samples["power_w"].tolist() == [240.0] * 5
        assert {name: values.tolist() for name, values in run.extras.items()} == {
            "Cadence (RPM)": [84.0] * 5,
            "Form Power (Watts)": [71.0] * 5,
            "Leg Spring Stiffness (kN/m)": [9.5] * 5,
        }
        assert run.samples["cadence_spm"].tolist() == [170.0] * 5
        assert run.problems == ()

    def test_the_watchs_own_power_stands_and_the_pods_is_kept_beside_it(self) -> None:
        run = one(
            fit([FILE_ID, *worn(3, power=300, Power=240), session(3)], developer=STRYD),
        )
        assert run.samples["power_w"].tolist() == [300.0] * 3
        assert run.extras["Power (Watts)"].tolist() == [240.0] * 3

    def test_what_one_sample_lacks_is_missing_there_alone(self) -> None:
        some = [*worn(2, Cadence=80), *records(range(2, 4)), *worn(6, Cadence=90)[4:]]
        run = one(fit([FILE_ID, *some, session(6)], developer=STRYD))
        assert run.extras["Cadence (RPM)"].fillna(-1).tolist() == [80, 80, -1, -1, 90, 90]
        unset = one(fit([FILE_ID, *worn(2, Cadence=255), session(2)], developer=STRYD))
        assert list(unset.extras.columns) == []

    @pytest.mark.parametrize(
        ("field", "raw", "meant"),
        [
            (Developer(0, "H", "C", scale=100), 3712, 37.12),
            (Developer(0, "h", "C", scale=10, offset=5), -30, -8.0),
            (Developer(0, "H", "C", scale=0), 5, 5.0),
            (Developer(0, "f", "C"), 37.25, 37.25),
        ],
    )
    def test_numbers_mean_what_their_description_says(
        self, field: Developer, raw: float, meant: float
    ) -> None:
        content = fit([FILE_ID, *worn(2, core=raw), session(2)], developer={"core": field})
        assert one(content).extras["core (C)"].tolist() == pytest.approx([meant] * 2)

    def test_a_field_without_a_name_is_called_by_its_place(self) -> None:
        nameless = {"x": Developer(6, "H", index=1, name="")}
        run = one(fit([FILE_ID, *worn(2, x=5), session(2)], developer=nameless))
        assert run.extras.to_dict("list") == {"dev_1_6": [5.0, 5.0]}

    def test_fields_named_like_the_watchs_own_change_none_of_them(self) -> None:
        app = {
            "beats": Developer(0, "H", "bpm", name="heart_rate"),
            "way": Developer(1, "f", name="distance"),
            "ours": Developer(2, "f", name="lat_deg"),
        }
        content = fit([FILE_ID, *worn(4, beats=99, way=7.5, ours=1.5), session(4)], developer=app)
        run = one(content)
        plain = one(fit([FILE_ID, *records(range(4)), session(4)]))
        assert run.samples.equals(plain.samples)
        assert run.extras.iloc[0].to_dict() == {"heart_rate (bpm)": 99, "distance": 7.5,
                                                "lat_deg": 1.5}  # fmt: skip

    def test_two_pods_that_use_one_name_are_both_kept(self) -> None:
        pods = {
            "left": Developer(0, "H", "Watts", index=0, name="Power", native=7),
            "right": Developer(0, "H", "Watts", index=1, name="Power", native=7),
        }
        run = one(fit([FILE_ID, *worn(3, left=240, right=250), session(3)], developer=pods))
        assert run.samples["power_w"].tolist() == [240.0] * 3
        assert run.extras.to_dict("list") == {"Power (Watts) 2": [250.0] * 3}

    def test_of_two_running_sessions_each_has_its_own(self) -> None:
        first = worn(60, Cadence=80)
        later = [
            (name, {**own, "timestamp": START + 300 + at, "Cadence": 90})
            for at, (name, own) in enumerate(records(range(60)))
        ]
        legs = [FILE_ID, *first, *later, session(60), session(60, start=START + 300)]
        content = fit(legs, developer=STRYD)
        runs = read_recording(Recording("a.fit", content))
        assert [run.extras["Cadence (RPM)"].unique().tolist() for run in runs] == [[80.0], [90.0]]
        assert [len(run.extras) for run in runs] == [60, 60]


def test_samples_of_one_moment_and_a_damaged_end_keep_what_was_added() -> None:
    twice = [
        ("record", {"timestamp": START, "hr": 140}),
        ("record", {"timestamp": START, "Form Power": 70}),
        ("record", {"timestamp": START + 1, "hr": 141, "Form Power": 71}),
    ]
    whole = fit([FILE_ID, *twice, *worn(30, **{"Form Power": 72})[2:]], developer=STRYD)
    for content in (whole, whole[:-40]):
        (run,) = read_recording(Recording("a.fit", content, {"sport": "running"}))
        added = run.extras["Form Power (Watts)"].to_numpy()
        assert len(added) == len(run.samples)
        assert added[:2].tolist() == [70.0, 71.0]
        assert (added[2:] == 72).all()
    assert any("cut off" in problem for problem in run.problems)


def test_without_such_fields_there_are_no_extras() -> None:
    extras: Any = one(fit([FILE_ID, *records(range(5)), session(5)])).extras
    assert (len(extras), list(extras.columns)) == (5, [])
    assert np.array(extras).size == 0
