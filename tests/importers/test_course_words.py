"""What organisers write beside a place: when it closes, how far along it is, what it offers."""

import datetime as dt

import pytest

from runwins.importers import course_words

HOUR = 3600.0


@pytest.mark.parametrize(
    ("text", "after", "clock"),
    [
        ("Summit at 14:00", None, None),
        ("opens 6:00", None, None),
        ("cut-off 6:30", 6.5, 6.5),
        ("cutoff 14:00", 14, 14),
        ("Cut off: 2:30 pm", None, 14.5),
        ("cutoff 12:15 a.m.", None, 0.25),
        ("cut-off 10:10 (3:10 h after the start)", 3 + 1 / 6, 10 + 1 / 6),
        ("Aid 2, cutoff after 5.5 hours", 5.5, None),
        ("time limit 36h", 36, None),
        ("cut-off 30:00", 30, None),
        ("Barrière horaire 17h30", 17.5, 17.5),
        ("Zeitlimit 14:00 Uhr", None, 14),
        ("cierre de control 13:45", 13.75, 13.75),
        ("14:00 cut-off", 14, 14),
        ("cut-off tbd", None, None),
        ("cut-off 9:75", None, None),
        ("cutoff 2027-05-22", None, None),
    ],
)
def test_what_words_say_of_a_cutoff(text, after, clock):
    said = course_words.cutoff(text)
    hours = [None if one is None else one / HOUR for one in said]
    assert hours == pytest.approx([after, clock])


@pytest.mark.parametrize(
    ("text", "metres"),
    [("km 11.2", 11_200), ("CP3 21km", 21_000), ("Mile 30", 48_280.32), ("km 7,5", 7_500),
     ("50K race", None), ("Hut", None)],
)  # fmt: skip
def test_what_words_say_of_the_way(text, metres):
    assert course_words.along(text) == (None if metres is None else pytest.approx(metres))


@pytest.mark.parametrize(
    ("text", "aid"),
    [("Aid 3", True), ("Drinking Water", True), ("Ravito La Fouly", True), ("VP 2", True),
     ("CP4", True), ("Waterfall", False), ("Maiden Moor", False), ("Summit", False)],
)  # fmt: skip
def test_what_is_an_aid_station(text, aid):
    assert course_words.is_aid(text) is aid


@pytest.mark.parametrize(
    ("name", "role"),
    [("Start", "start"), ("Race Start", "start"), ("Départ", "start"), ("Ziel Innsbruck", "finish"),
     ("Arrivée", "finish"), ("Finish", "finish"), ("Restart hut", "place"), ("Finse", "place")],
)  # fmt: skip
def test_what_is_the_start_and_what_the_finish(name, role):
    assert course_words.role(name) == role


@pytest.mark.parametrize(
    ("text", "clock", "day"),
    [
        ("Start 06:30 on 2027-05-22", 6.5, dt.date(2027, 5, 22)),
        ("Start 7:00 pm", 19, None),
        ("Start 2027-13-40", None, None),
        ("Start, 36:00", None, None),
        ("Start", None, None),
    ],
)
def test_what_words_say_of_the_start(text, clock, day):
    assert course_words.start_of(text) == (None if clock is None else clock * HOUR, day)
