"""A runner's log as commands and notebooks see it: facts, conclusions, outputs."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from runwins.errors import GoalError
from runwins.goal import Goal, Ladder
from runwins.ladder.what_if import longest_now, runs_a_week_now, what_if
from runwins.metrics.bests import bests
from runwins.metrics.cleaning import Cleaned, clean
from runwins.metrics.prediction import Prediction, predict
from runwins.metrics.privacy import hidden
from runwins.metrics.weeks import weeks
from runwins.model import Activity, History
from runwins.report.run_view import RunView
from runwins.store import activity_of
from runwins.training_log import outputs
from runwins.training_log.look_back import Standing, look_back
from runwins.training_log.naming import days, nearest, standard_distance
from runwins.training_log.prediction_history import prediction_history
from runwins.training_log.runners_word import RunnersWord
from runwins.units import format_date, format_distance, parse_distance
from runwins.wins import explain, kinds

if TYPE_CHECKING:
    from runwins.report.card_route import Floats
    from runwins.report.course_words import CourseView


class TrainingLog(RunnersWord):
    """A runner's log.

    Parameters
    ----------
    home
        The folder it lives in; by default that of ``RUNWINS_HOME``, or the system's own for a
        user's data. It is made when it does not exist.
    config
        The settings' file; by default the one in that folder, or the system's own place for it.
    units
        km or mi; by default what the settings say.
    today
        The day everything is judged from; by default ``RUNWINS_TODAY``, or today.
    progress
        Called with how many recordings are measured and how many there are, where a new runwins
        measures them anew.
    tell
        Called with a word on what takes long while it is done, and with an empty one afterwards.

    Examples
    --------
    >>> log = TrainingLog("mylog")                 # doctest: +SKIP
    >>> log.import_files(["activity.fit"])         # doctest: +SKIP
    >>> log.runs().groupby("book")["distance_m"].sum()    # doctest: +SKIP
    """

    def _repr_html_(self) -> str:
        """Return the log for a notebook: how much there is, and the newest wins."""
        runs = self._known.table.frame
        if runs.empty:
            return "<p><b>An empty log.</b> Bring runs in with <code>import_files</code>.</p>"
        first, last = (format_date(runs["local_date"].iloc[at]) for at in (0, -1))
        far = format_distance(float(runs["distance_m"].sum()), self.units, 0)
        wins = self.wins()
        told = "".join(
            f"<li>{escape(label)}, {format_date(day)}</li>"
            for label, day in zip(wins["label"].tail(3), wins["date"].tail(3), strict=True)
        )
        return (
            f"<p><b>{len(runs)} runs, {far}</b>, {first} to {last}<br>"
            f"{len(wins)} wins worth saying, the newest:</p><ul>{told}</ul>"
        )

    # -- facts -------------------------------------------------------------------------------------

    def history(self, *, ways: bool = True) -> History:
        """Return all that wins and ladders follow from: a `History`.

        Parameters
        ----------
        ways
            With routes and hills; in a log of many years they take longer than all else.
        """
        return self._known.history if ways else self._known.without_ways

    def runs(self) -> pd.DataFrame:
        """Return the run table: frame `RUNS`, by start time."""
        return self._known.table.frame.copy()

    def recordings(self, run_id: str) -> list[dict[str, Any]]:
        """Return what each recording of a run says of itself, the speaking one first."""
        return [dict(recording.facts) for recording in self._known.recordings(run_id)]

    def activity(self, run_id: str) -> Activity:
        """Return the recording that speaks for a run, as its file told it."""
        speaker = self._known.recordings(run_id)[0]
        told = activity_of(speaker.facts, self._store.samples(speaker.recording_id))
        return replace(told, extras=self._store.extras(speaker.recording_id))

    def cleaned(self, run_id: str) -> Cleaned:
        """Return a run's cleaned samples and what was mended in them."""
        return clean(self.activity(run_id))

    def stream(self, run_id: str) -> pd.DataFrame:
        """Return the cleaned samples of a run: frame `CLEAN_STREAM`."""
        return self.cleaned(run_id).stream

    def efforts(self) -> pd.DataFrame:
        """Return the best efforts of every run: frame `EFFORTS`."""
        return self._known.running.efforts.copy()

    def climbs(self) -> pd.DataFrame:
        """Return the climbs of every run: frame `CLIMBS`; no end of them lies in a privacy zone."""
        climbs = self._known.running.climbs.copy()
        for end in ("start", "end"):
            names = [f"{end}_lat_deg", f"{end}_lon_deg"]
            lat, lon = (climbs[name].to_numpy() for name in names)
            out = hidden(lat, lon, self.settings.privacy_zones)
            climbs.loc[out, names] = float("nan")
        return climbs

    def descents(self) -> pd.DataFrame:
        """Return the long ways down of every run: frame `DESCENTS`."""
        return self._known.descents()

    def routes(self) -> pd.DataFrame:
        """Return every run of a route that was run more than once: frame `ROUTES`."""
        return self._known.routes()

    def route_id(self, name: str) -> str:
        """Return the route that a runner means: by its name, its id, or any run of it."""
        routes = self.routes()
        called = dict(zip(routes["name"], routes["route_id"], strict=True))
        of_run = dict(zip(routes["run_id"], routes["route_id"], strict=True))
        ids = list(dict.fromkeys([*routes["route_id"], *routes["run_id"]]))
        known = called.get(name) or nearest(name, ids, "route")
        return str(of_run.get(known, known))

    def hills(self) -> pd.DataFrame:
        """Return every pass up a hill that was climbed three times or more: frame `HILLS`."""
        return self._known.hills()

    def weeks(self) -> pd.DataFrame:
        """Return the local weeks from the first run's to the last: frame `WEEKS`."""
        return weeks(self._known.running.runs)

    # -- conclusions -------------------------------------------------------------------------------

    def wins(self, *, all_found: bool = False) -> pd.DataFrame:
        """Return the wins worth saying, or all that were found: frame `WINS`, by date."""
        wins = self._known.wins
        return (wins if all_found else wins[wins["shown"]]).reset_index(drop=True)

    def view(self, run_id: str, headline: str = "") -> RunView:
        """Return a run with all that is said of it, for `report.terminal.post_run`."""
        runs = self._known.table.frame
        place = int(runs.index[runs["run_id"] == run_id][0])
        wins, remarks = self._known.wins, self._known.remarks
        route_name, route_times = self._known.on_route(run_id)
        return RunView(
            run={str(name): value for name, value in runs.iloc[place].items()},
            wins=wins[wins["run_id"] == run_id],
            remarks=remarks[remarks["run_id"] == run_id],
            ladder=self.ladder() if self.goals() else None,
            headline_counts=headline,
            first_run=place == 0,
            route_name=route_name,
            route_times=route_times,
        )

    def bests(
        self,
        *,
        history: bool = False,
        distance: str | None = None,
        window: str | None = None,
        book: str | None = None,
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
        book
            On ``road``, ``trail`` or ``track`` alone.

        Raises
        ------
        GoalError
            When no best is kept over that distance.
        """
        runs, efforts = self._known.running.runs, self._known.running.efforts
        if distance:
            metres = standard_distance(distance, self.units)
            efforts = efforts[efforts["distance_m"] == metres]
        if book:
            runs = runs[runs["book"] == book]
        if window:
            first = pd.Timestamp(self.today) - pd.Timedelta(days=days(window))
            runs = runs[runs["local_date"] > first]
        return bests(efforts, runs, history=history)

    def look_back(self, goal: str | None = None) -> list[Standing]:
        """Return where the runner stands today, and stood on earlier days; see `look_back`."""
        aim = self.goal(goal) if goal is not None or self.goals() else None
        return look_back(self._known.without_ways, self.wins(), aim, self.today)

    def kind(self, name: str) -> str:
        """Return the kind of win that is meant."""
        return nearest(name, list(kinds()), "kind of win")

    def explain(self, win_id: str) -> tuple[str, ...]:
        """Return in plain sentences why a win is one."""
        return explain(self.win(win_id), self._known.without_ways)

    def remarks(self) -> pd.DataFrame:
        """Return what is said beside the wins: frame `REMARKS`."""
        return self._known.remarks.copy()

    def win(self, win_id: str) -> dict[str, Any]:
        """Return one win with its evidence.

        Raises
        ------
        UnknownName
            When there is none of that id.
        """
        known = nearest(win_id, list(self._known.wins["win_id"]), "win")
        found = self._known.wins[self._known.wins["win_id"] == known]
        return {str(key): value for key, value in found.iloc[0].items()}

    # -- goals -------------------------------------------------------------------------------------

    def ladder(self, goal: Goal | str | None = None) -> Ladder:
        """Return the ladder toward a goal, as of `today`."""
        aim = goal if isinstance(goal, Goal) else self.goal(goal)
        ladder = self._known.ladder(aim)
        return replace(ladder, rungs=ladder.rungs.copy())

    def what_if(
        self, goal: Goal, runs_per_week: int | None = None, longest_m: float | None = None
    ) -> Ladder:
        """Return the ladder of somebody who runs so often and so far; see `ladder.what_if`.

        What is not said is taken from the last four weeks of the log.

        Raises
        ------
        GoalError
            When it is not said and the log has no run in these weeks.
        """
        history = self._known.running
        longest = longest_now(history, self.today) if longest_m is None else longest_m
        if longest <= 0:
            raise GoalError("no run in the last 30 days tells where to start: say --start 10km")
        often = runs_per_week or runs_a_week_now(history, self.today)
        return what_if(goal, often, longest, self.today, self.units)

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
            return predict(self._known.running, metres, day=self.today)
        aim = goal if isinstance(goal, Goal) else self.goal(goal)
        return predict(
            self._known.running, aim.distance_m, aim.ascent_m or 0.0, aim.terrain, day=self.today
        )

    def prediction_history(
        self, distance: str | float | None = None, goal: Goal | str | None = None
    ) -> pd.DataFrame:
        """Return how a prediction moved, week by week: over the build of a goal, or 12 weeks.

        Parameters
        ----------
        distance, goal
            As of `predict`.
        """
        first = self.today - dt.timedelta(weeks=12)
        if distance is not None:
            metres = parse_distance(distance, self.units) if isinstance(distance, str) else distance
            aim = Goal("", None, metres, first)
        else:
            aim = goal if isinstance(goal, Goal) else self.goal(goal)
        return prediction_history(
            self._known.running, aim.distance_m, aim.ascent_m or 0.0, aim.terrain,
            min(aim.first_day, first) if aim.date is None else aim.first_day,
            min(self.today, aim.date or self.today),
        )  # fmt: skip

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
        block: str | None = None,
        year: int | None = None,
    ) -> Path:
        """Write the report of a block, or of a year, as one page; return where it is.

        The block's days, its goal, or the name it was given say which. Without any it is the build
        toward the goal ahead, or the last twelve weeks. A file that ends with .md or .json gets the
        same in Markdown or JSON.
        """
        if year is not None:
            outputs.write_year(self, Path(path), year)
        else:
            outputs.write_report(self, Path(path), first=first, last=last, goal=goal, block=block)
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
        route: bool = False,
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
        route
            Whether it shows the shape of the run, its beginning and end cut out.
        """
        return outputs.write_card(
            self, what, Path(path), theme=theme, size=size, show_date=show_date, route=route
        )

    def shape_to_share(self, run_id: str) -> list[Floats]:
        """Return the shape of a run as a card may show it; see `runwins.report.card_route`.

        Raises
        ------
        NothingUsable
            When too little of it is left once what lies near its ends and near home is cut.
        """
        from runwins.report.card_route import route_shape
        from runwins.training_log.ends import homes, secret_of

        stream = self.stream(run_id)
        lat, lon = (stream[name].to_numpy(dtype=float) for name in ("lat_deg", "lon_deg"))
        places = [(*home, 0.0) for home in homes(self._store.ways.extents().values())]
        places += self.settings.privacy_zones
        return route_shape(lat, lon, places, secret_of(self.places.data), run_id)

    def share_text(self, what: str = "last", *, show_date: bool = True) -> str:
        """Return a text to paste about a win: no place, no time of day."""
        return outputs.words_to_share(self, what, show_date=show_date)
