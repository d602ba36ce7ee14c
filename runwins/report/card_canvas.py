"""A picture measured in pixels from its upper left corner."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from runwins.report.drawn_text import drawable, families, wrap
from runwins.report.style import Theme

WIDTH, MARGIN, DPI = 1080, 80, 100


class Canvas:
    """A canvas measured in pixels from its upper left corner."""

    def __init__(self, figure: Figure, height: int, theme: Theme) -> None:
        self.figure, self.height, self.theme = figure, height, theme

    def text(
        self, x: float, y: float, text: str, size: float, colour: str, *,
        bold: bool = False, right: bool = False,
    ) -> None:  # fmt: skip
        """Write a line with its upper left, or right, corner there."""
        self.figure.text(
            x / WIDTH, 1 - y / self.height, text, fontsize=size * 72 / DPI, color=colour,
            fontweight="bold" if bold else "normal", ha="right" if right else "left", va="top",
            fontfamily=families(text, "bold" if bold else "normal"), parse_math=False,
        )  # fmt: skip

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle."""
        self.figure.add_artist(
            Rectangle(
                (x / WIDTH, 1 - (y + height) / self.height), width / WIDTH, height / self.height,
                facecolor=colour, edgecolor="none", transform=self.figure.transFigure,
            )
        )  # fmt: skip

    def fit(
        self, text: str, size: float, lines: int = 1, least: float = 44
    ) -> tuple[list[str], float]:
        """Return the lines of a bold text and the largest size at which they fit."""
        room = (WIDTH - 2 * MARGIN) * 72 / DPI
        clean = drawable(text, "bold")
        while size > least:
            points = size * 72 / DPI
            made = wrap(clean, room, points, "bold", lines)
            if self.fits(made, text):
                return made, size
            size -= 2
        return wrap(clean, room, size * 72 / DPI, "bold", lines), size

    def fits(self, lines: list[str], text: str) -> bool:
        """Return whether nothing of the text was cut."""
        return " ".join(lines) == drawable(text, "bold")
