"""`TrainingLog`: the one place that joins files, log, metrics, wins, ladder and report."""

from __future__ import annotations

import datetime as dt
import difflib
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import pandas as pd

from runwins.errors import GoalError, StoreError, UnknownName
from runwins.frames import EFFORTS, NOTES
from runwins.ladder import build_ladder
from runwins.ladder.reached import reached
from runwins.metrics import METRICS_VERSION
from runwins.metrics.bests import bests
from runwins.metrics.cleaning import Cleaned, clean
from runwins.metrics.personal import judge_personally
from runwins.metrics.prediction import Prediction, predict
from runwins.metrics.summary import measure
from runwins.metrics.weeks import weeks
from runwins.model import Activity, Goal, History, Ladder
from runwins.places import places
from runwins.report.terminal import RunView
from runwins.settings import read_settings
from runwins.store import Store, activity_of
from runwins.training_log import outputs
from runwins.training_log.importing import ImportReport, Progress, import_files
from runwins.training_log.runs_table import RunsTable, runs_table
from runwins.units import parse_date, parse_distance
from runwins.wins import explain, find_remarks, find_wins, kinds

if TYPE_CHECKING:
    from runwins.report.course_view import CourseView

_SAME_DISTANCE = 0.002


class TrainingLog:
    """A runner's log.

    Parameters
    ----------
    home
        The folder it lives in; by default that of ``RUNWINS_HOME``, or the system's own for a
        user's data. It is made when it does not exist.
    units
        km or mi; by default what the settings say.
    today
        The day everything is judged from; by default ``RUNWINS_TODAY``, or today.

    Examples
    --------
    >>> log = TrainingLog("mylog")                 # doctest: +SKIP
    >>> log.import_files(["activity.fit"])         # doctest: +SKIP
    >>> log.runs().groupby("book")["distance_m"].sum()    # doctest: +SKIP
    """

    def __init__(
        self,
        home: str | Path | None = None,
        *,
        units: str | None = None,
        today: dt.date | None = None,
    ) -> None:
        self.places = places(home)
        self.settings = read_settings(self.places.config_file, units=units)
        self.units = self.settings.units
        named = os.environ.get("RUNWINS_TODAY")
        self.today = today or (parse_date(named) if named else dt.date.today())  # noqa: DTZ011
        self._store = Store(self.places.log_file, METRICS_VERSION)
        if self._store.unmeasured():
            self.rebuild()

    def __enter__(self) -> Self:
        """Return the log."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let go of the log file."""
        self.close()

    def close(self) -> None:
        """Let go of the log file."""
        self._store.close()

    # -- in ----------------------------------------------------------------------------------------

    def import_files(
        self,
        paths: Iterable[str | Path],
        *,
        jobs: int | None = None,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> ImportReport:
        """Bring files, folders and archives into the log; see `importing.import_files`."""
        report = import_files(self._store, paths, jobs=jobs, dry_run=dry_run, progress=progress)
        self._forget()
        return report

    def imports(self) -> list[dict[str, Any]]:
        """Return every import that brought something, newest first."""
        return self._store.batches()

    def import_lines(self, batch: str | None = None) -> list[dict[str, Any]]:
        """Return what became of each file of an import; by default of the newest."""
        return self._store.lines(self.batch_name(batch))

    def undo(self, batch: str | None = None) -> int:
        """Take an import back; return how many recordings went with it."""
        gone = self._store.remove_batch(self.batch_name(batch))
        self._forget()
        return gone

    def batch_name(self, name: str | None = None) -> str:
        """Return the import that is meant: the newest, or the one that begins so."""
        known = [batch["batch"] for batch in self._store.batches()]
        if not known:
            raise UnknownName("nothing has been imported yet")
        if name is None:
            return str(known[0])
        return _nearest(name, known, "import")

    def rebuild(self) -> int:
        """Measure every recording anew; return how many."""
        recordings = self._store.recordings()
        for recording in recordings:
            samples = self._store.samples(recording.recording_id)
            measured = measure(activity_of(recording.facts, samples))
            with self._store.transaction():
                self._store.keep_measured(recording.recording_id, measured)
        self._forget()
        return len(recordings)

    # -- facts -------------------------------------------------------------------------------------

    @cached_property
    def _table(self) -> RunsTable:
        return runs_table(self._store.recordings(), self._store.edits())

    @cached_property
    def _history(self) -> History:
        runs = self._table.frame
        counted = runs[runs["quality"] != "ride"].reset_index(drop=True)
        owners = {self._table.speaker[run_id].recording_id: run_id for run_id in counted["run_id"]}
        efforts = self._store.cached("measured_effort", owners)
        if len(efforts):
            efforts = EFFORTS.check(judge_personally(efforts, counted))
        history = History(
            counted,
            efforts,
            self._store.cached("measured_climb", owners),
            self.units,
            NOTES.build(self.notes()),
            dropped_wins=self._store.dropped_wins(),
        )
        goals = self.goals()
        if not goals:
            return history
        ladders = (build_ladder(goal, history, self.today) for goal in goals)
        return replace(history, rungs=reached(ladders))

    @cached_property
    def _wins(self) -> pd.DataFrame:
        return find_wins(self._history)

    @cached_property
    def _remarks(self) -> pd.DataFrame:
        return find_remarks(self._history, self._wins)

    def _forget(self) -> None:
        for name in ("_table", "_history", "_wins", "_remarks"):
            self.__dict__.pop(name, None)

    def history(self) -> History:
        """Return all that wins and ladders follow from: a `History`."""
        return self._history

    def runs(self) -> pd.DataFrame:
        """Return the run table: frame `RUNS`, by start time."""
        return self._table.frame.copy()

    def run_id(self, name: str = "last") -> str:
        """Return the ``run_id`` that a runner means: last, an id, its beginning, or a day.

        Raises
        ------
        UnknownName
            When no run is meant, or several are.
        """
        runs = list(self._table.frame["run_id"])
        if not runs:
            raise UnknownName("the log is empty: bring a run in with `runwins import FILE`")
        if name == "last":
            return str(runs[-1])
        return _nearest(name.replace("-", "") if _is_day(name) else name, runs, "run")

    def recordings(self, run_id: str) -> list[dict[str, Any]]:
        """Return what each recording of a run says of itself, the speaking one first."""
        return [dict(r.facts) for r in self._table.recordings[run_id]]

    def activity(self, run_id: str) -> Activity:
        """Return the recording that speaks for a run, as its file told it."""
        speaker = self._table.speaker[run_id]
        return activity_of(speaker.facts, self._store.samples(speaker.recording_id))

    def cleaned(self, run_id: str) -> Cleaned:
        """Return a run's cleaned samples and what was mended in them."""
        return clean(self.activity(run_id))

    def stream(self, run_id: str) -> pd.DataFrame:
        """Return the cleaned samples of a run: frame `CLEAN_STREAM`."""
        return self.cleaned(run_id).stream

    def drop_run(self, run_id: str, *, restore: bool = False) -> None:
        """Take a run out of the log, or put it back; its recordings stay stored."""
        numbers = self.dropped_runs() if restore else dict(self._table.run_no)
        self._store.set_dropped(numbers[run_id], dropped=not restore)
        self._forget()

    def dropped_runs(self) -> dict[str, int]:
        """Return the runs that were taken out, with their stored numbers."""
        out = [replace(r, dropped=False) for r in self._store.recordings() if r.dropped]
        return dict(runs_table(out, self._store.edits()).run_no)

    def efforts(self) -> pd.DataFrame:
        """Return the best efforts of every run: frame `EFFORTS`."""
        return self._history.efforts.copy()

    def climbs(self) -> pd.DataFrame:
        """Return the climbs of every run: frame `CLIMBS`."""
        return self._history.climbs.copy()

    def weeks(self) -> pd.DataFrame:
        """Return the local weeks from the first run's to the last: frame `WEEKS`."""
        return weeks(self._history.runs)

    # -- conclusions -------------------------------------------------------------------------------

    def wins(self, *, all_found: bool = False) -> pd.DataFrame:
        """Return the wins worth saying, or all that were found: frame `WINS`, by date."""
        wins = self._wins
        return (wins if all_found else wins[wins["shown"]]).reset_index(drop=True)

    def changed_wins(self, new: Iterable[str]) -> pd.DataFrame:
        """Return the wins that stood before some runs came in and do not stand now.

        Only a run older than others can change what they won.
        """
        runs, added = self._history.runs, set(new)
        known = runs[~runs["run_id"].isin(added)]
        late = runs[runs["run_id"].isin(added)]
        if known.empty or late.empty or late["start_time"].min() > known["start_time"].max():
            return self._wins.iloc[:0]
        before = find_wins(self._history.without(added))
        before = before[before["shown"]]
        now = self._wins[self._wins["shown"]]
        return before[~before["win_id"].isin(now["win_id"])].reset_index(drop=True)

    def view(self, run_id: str, headline: str = "") -> RunView:
        """Return a run with all that is said of it, for `report.terminal.post_run`."""
        runs = self._table.frame
        place = int(runs.index[runs["run_id"] == run_id][0])
        wins, remarks = self._wins, self._remarks
        return RunView(
            run={str(name): value for name, value in runs.iloc[place].items()},
            wins=wins[wins["run_id"] == run_id],
            remarks=remarks[remarks["run_id"] == run_id],
            ladder=self.ladder() if self.goals() else None,
            headline_counts=headline,
            first_run=place == 0,
        )

    def bests(
        self, *, history: bool = False, distance: str | None = None, window: str | None = None
    ) -> pd.DataFrame:
        """Return the best trusted outdoor effort over each distance, with its date.

        Parameters
        ----------
        history
            Every best there ever was, in the order they came.
        distance
            Over this one alone, like ``5km``.
        window
            Of the last days alone, like ``90d``.
        """
        runs, efforts = self._history.runs, self._history.efforts
        if distance:
            metres = parse_distance(distance, self.units)
            efforts = efforts[(efforts["distance_m"] / metres - 1).abs() < _SAME_DISTANCE]
        if window:
            first = pd.Timestamp(self.today) - pd.Timedelta(days=_days(window))
            runs = runs[runs["local_date"] > first]
        return bests(efforts, runs, history=history)

    def kind(self, name: str) -> str:
        """Return the kind of win that is meant."""
        return _nearest(name, list(kinds()), "kind of win")

    def explain(self, win_id: str) -> tuple[str, ...]:
        """Return in plain sentences why a win is one."""
        return explain(self.win(win_id), self._history)

    def remarks(self) -> pd.DataFrame:
        """Return what is said beside the wins: frame `REMARKS`."""
        return self._remarks.copy()

    def win(self, win_id: str) -> dict[str, Any]:
        """Return one win with its evidence.

        Raises
        ------
        UnknownName
            When there is none of that id.
        """
        known = _nearest(win_id, list(self._wins["win_id"]), "win")
        found = self._wins[self._wins["win_id"] == known]
        return {str(key): value for key, value in found.iloc[0].items()}

    def drop_win(self, win_id: str, *, restore: bool = False) -> str:
        """Take a win back for good, or give it back; return its id."""
        held = list(self._store.dropped_wins()) if restore else list(self._wins["win_id"])
        known = _nearest(win_id, held, "win")
        self._store.set_win_dropped(known, dropped=not restore)
        self._forget()
        return known

    def note(self, run_id: str, text: str, feel: int | None = None) -> None:
        """Keep a note on a run; `feel` is from −2, very hard, to 2, very good."""
        if feel is not None and not -2 <= feel <= 2:
            raise GoalError(f"feel is {feel}, it can be -2 (very hard) to 2 (very good)")
        self._store.add_note(self._table.run_no[run_id], text, feel)
        self._forget()

    def notes(self) -> list[dict[str, Any]]:
        """Return every note on a run of the log, oldest first."""
        owner = {number: run_id for run_id, number in self._table.run_no.items()}
        return [
            {
                "run_id": owner[note["run_no"]],
                "feel": note["feel"],
                "text": note["text"],
                "at": note["made_at"],
            }
            for note in self._store.notes()
            if note["run_no"] in owner
        ]

    # -- goals -------------------------------------------------------------------------------------

    def set_goal(self, goal: Goal) -> None:
        """Keep a goal; one of the same name is replaced."""
        self._store.set_goal(goal.name, asdict(goal))
        self._forget()

    def clear_goal(self, name: str) -> str:
        """Forget a goal; return its name."""
        known = self.goal(name).name
        self._store.set_goal(known, None)
        self._forget()
        return known

    def goals(self) -> list[Goal]:
        """Return every goal, the next race first."""
        goals = [_goal(body) for body in self._store.goals()]
        return sorted(goals, key=lambda goal: (goal.date is None, goal.date, goal.name))

    def goal(self, name: str | None = None) -> Goal:
        """Return a goal by name; by default the most important of those still ahead.

        Raises
        ------
        UnknownName
            When there is none.
        """
        goals = self.goals()
        if not goals:
            raise UnknownName(
                "no goal is set: runwins goal set --name NAME --date YYYY-MM-DD --distance 50km"
            )
        if name is not None:
            known = _nearest(name, [goal.name for goal in goals], "goal")
            return next(goal for goal in goals if goal.name == known)
        ahead = [goal for goal in goals if goal.date is None or goal.date >= self.today]
        return min(ahead, key=lambda goal: goal.priority) if ahead else goals[-1]

    def ladder(self, goal: Goal | str | None = None) -> Ladder:
        """Return the ladder toward a goal, as of `today`."""
        aim = goal if isinstance(goal, Goal) else self.goal(goal)
        return build_ladder(aim, self._history, self.today)

    def predict(
        self, distance: str | float | None = None, goal: Goal | str | None = None
    ) -> Prediction:
        """Predict a race time with its range, over a road distance or for a goal.

        Parameters
        ----------
        distance
            Metres, or words like ``half``.
        goal
            A goal or its name; by default, without a distance, the most important ahead.
        """
        if distance is not None:
            metres = parse_distance(distance, self.units) if isinstance(distance, str) else distance
            return predict(self._history, metres, day=self.today)
        aim = goal if isinstance(goal, Goal) else self.goal(goal)
        return predict(
            self._history, aim.distance_m, aim.ascent_m or 0.0, aim.terrain, day=self.today
        )

    def course(self, path: str | Path | None = None, **how: Any) -> CourseView:
        """Return a race's course with what it means for the runner; see `courses.course_of`."""
        from runwins.training_log.courses import course_of

        return course_of(self, path, **how)

    # -- out ---------------------------------------------------------------------------------------

    def draw_ladder(
        self,
        path: str | Path,
        *,
        goal: str | None = None,
        layout: str = "wide",
        theme: str = "light",
    ) -> Path:
        """Write the picture of a ladder, wide or tall, light or dark, as PNG or SVG by suffix."""
        outputs.draw_ladder(self, Path(path), goal, layout, theme)
        return Path(path)

    def report(
        self,
        path: str | Path = "block.html",
        *,
        first: dt.date | None = None,
        last: dt.date | None = None,
        goal: str | None = None,
        year: int | None = None,
    ) -> Path:
        """Write the report of a block, or of a year, as one page; return where it is.

        Without dates it covers the build toward the goal, or the last twelve weeks. A file that
        ends with .md or .json gets the same in Markdown or JSON.
        """
        if year is not None:
            outputs.write_year(self, Path(path), year)
        else:
            outputs.write_report(self, Path(path), first=first, last=last, goal=goal)
        return Path(path)

    def run_report(self, run_id: str, path: str | Path = "run.html") -> Path:
        """Write a run as one page; return where it is."""
        outputs.write_run(self, Path(path), run_id)
        return Path(path)

    def site(self, folder: str | Path) -> int:
        """Write the whole log as a folder of pages that opens from disk; return how many."""
        return outputs.write_site(self, Path(folder))

    def share(
        self,
        what: str = "last",
        path: str | Path = "card.png",
        *,
        theme: str = "light",
        size: str = "post",
        show_date: bool = True,
    ) -> str:
        """Draw a card of a win without where it was; return its words, written beside it.

        Parameters
        ----------
        what
            last for the newest win, a win's id, or a run: then its strongest win.
        path
            The picture.
        theme
            light or dark.
        size
            post or story.
        show_date
            Whether the card names the day.
        """
        return outputs.write_card(
            self, what, Path(path), theme=theme, size=size, show_date=show_date
        )

    # -- care --------------------------------------------------------------------------------------

    def check(self) -> list[str]:
        """Return what is wrong with the log file; nothing is the good answer."""
        return self._store.check()

    def backup(self, path: Path) -> None:
        """Write a copy of the log file, also while it is in use."""
        if path.exists():
            raise StoreError(f"{path}: is there already; name a new file")
        self._store.backup(path)


def _goal(body: Mapping[str, Any]) -> Goal:
    days = {
        key: None if body[key] is None else dt.date.fromisoformat(body[key])
        for key in ("date", "set_on", "start")
    }
    return Goal(**{**body, **days})


def _days(window: str) -> int:
    words = window.strip().lower().removesuffix("d")
    if not words.isdigit() or int(words) == 0:
        raise GoalError(f"{window!r} is not a number of days: write it like 90d")
    return int(words)


def _is_day(name: str) -> bool:
    try:
        dt.date.fromisoformat(name)
    except ValueError:
        return False
    return True


def _nearest(name: str, known: list[str], what: str) -> str:
    """Return the one of `known` that is meant: the same, or the one that begins so."""
    if name in known:
        return name
    begun = [other for other in known if other.lower().startswith(name.lower())]
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise UnknownName(f"{name!r} could be any of {', '.join(begun[:5])}")
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.5)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise UnknownName(f"there is no {what} {name!r}{hint}")


__all__ = ["ImportReport", "TrainingLog"]
