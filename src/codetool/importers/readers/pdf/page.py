"""What a page of a PDF holds, on the way from glyphs to lines: words, rows of words, rules."""

from dataclasses import dataclass, field, replace
from statistics import median

RAISED, LEVEL, LOWERED = 1, 0, -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A stretch of a word in one style; `shift` tells whether it is raised or lowered."""

    start: int
    end: int
    bold: bool = False
    italic: bool = False
    shift: int = LEVEL


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Glyphs without a space between them, on a page turned upright; y grows downwards."""

    text: str
    left: float
    right: float
    base: float
    size: float
    runs: tuple[Run, ...] = ()
    order: int = 0
    """Its place among the words of the page as the file has them."""

    @property
    def top(self) -> float:
        """Return where its letters begin, from above."""
        return self.base - 0.75 * self.size

    def lifted(self, shift: int) -> "Word":
        """Return the word as one that stands above or below the line."""
        runs = self.runs or (Run(start=0, end=len(self.text)),)
        return replace(self, runs=tuple(replace(run, shift=shift) for run in runs))

    @property
    def bold(self) -> bool:
        """Tell whether all of it is bold."""
        return bool(self.runs) and all(run.bold for run in self.runs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line that is drawn."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Return how far it reaches across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return how far it reaches down."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Words on one baseline, from left to right; or a ruled table, whose cells hold rows, in the place of one."""

    page: int
    words: tuple[Word, ...]
    grid: "Grid | None" = None
    turned: bool = False

    left: float = field(init=False)
    right: float = field(init=False)
    base: float = field(init=False)
    top: float = field(init=False)
    size: float = field(init=False)
    """The size that most of its letters have; where they begin and end, from the page's left and top."""

    def __post_init__(self) -> None:
        """Measure it once: every stage asks."""
        if self.grid:
            measured = (self.grid.left, self.grid.right, self.grid.bottom, self.grid.top, 0.0)
        else:
            size, base = self._size(), median(word.base for word in self._level())
            left, right = min(word.left for word in self.words), max(word.right for word in self.words)
            measured = (left, right, base, base - 0.75 * size, size)
        for name, value in zip(("left", "right", "base", "top", "size"), measured, strict=True):
            object.__setattr__(self, name, value)

    @property
    def text(self) -> str:
        """Return its words with a space between them."""
        return " ".join(word.text for word in self.words)

    def _size(self) -> float:
        sizes: dict[float, int] = {}
        for word in self.words:
            sizes[word.size] = sizes.get(word.size, 0) + len(word.text)
        return max(sizes, key=lambda size: (sizes[size], size))

    def _level(self) -> list[Word]:
        level = [word for word in self.words if any(not run.shift for run in word.runs)]
        return level or list(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell of a ruled table with the rows of words in it."""

    rows: tuple[Row, ...]
    columns: int = 1
    deep: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A ruled table on a page."""

    left: float
    top: float
    right: float
    bottom: float
    cells: tuple[tuple[GridCell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """A note on the page, or the value of a field of a form."""

    text: str
    author: str
    date: str
    marks: bool
    box: Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, turned so that its text runs from left to right."""

    number: int
    width: float
    height: float
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...] = ()
    pictures: int = 0
    drawn: int = 0
    """Things that are drawn on it, of whatever kind."""
    annotations: tuple[Annotation, ...] = ()
    unmapped: tuple[str, ...] = ()
    letters: int = 0
    seen: tuple[str, ...] = ()
    """The words of the text that the PDF library itself takes out of the page: the account is made against them."""
    covered: bool = False
    """A picture covers it: where it has text, that was recognised, and may be wrong."""
