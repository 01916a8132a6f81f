"""Heads of divisions and articles: a number opens one only where it continues its series and no sentence needs it."""

from dataclasses import dataclass, field

from codetool.importers.candidates import Candidates
from codetool.importers.headings import is_capitals
from codetool.importers.lines import Line
from codetool.importers.markers import (
    ELEMENTS,
    ROMAN,
    ArticleStyle,
    DivisionMarker,
    Marker,
    read_division,
    read_headed,
    read_points,
)
from codetool.importers.numbers import Fit, Number, fit_of
from codetool.importers.sentences import ends_sentence, starts_sentence
from codetool.importers.survey import BY_WORD, SEPARATED, View
from codetool.importers.unnumbered import capitals_below, heads_article, paragraph_at, unnumbered_rank

_DIVISION_WORDS = 40
"""Words that a line with a division's number may have; more are running text that begins with `Titre 2`."""
_SEPARATED_WORDS = 100
"""Words that it may have where a mark sets its number apart, as no running text does."""
_HEADED_WORDS = 15
"""Words of a heading that has a number and no word such as `Titre`: fewer, since it is less certain."""
_AHEAD = 8
"""Lines below such a heading in which an article's number must stand."""
_HEADED_RANK = len(ELEMENTS)
"""Such headings stand below all divisions that are named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What stands before a line: a blank line, the end of a sentence, a head without text.

    `tail` is the last character before it; `hanging` tells that the text before cannot end there,
    `referring` that its last word asks for a number, `joining` that it is “and” or “or”.
    """

    at: int
    blank: bool
    ended: bool
    head: bool
    hanging: bool
    referring: bool
    joining: bool
    tail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A head that was accepted.

    `broken`: its number does not follow the one before; `again`: its series restarts; `more`: how many lines
    below are its heading too, None where that is not known yet; `guessed`: only its place says that it is one.
    """

    marker: Marker
    element: str = "article"
    rank: int = 0
    broken: bool = False
    again: bool = False
    more: int | None = None
    guessed: bool = False


@dataclass(slots=True, kw_only=True)
class Heads:
    """The series of divisions and articles as far as the text was read."""

    view: View
    candidates: Candidates
    _divisions: dict[int, Number] = field(default_factory=dict)
    _through: dict[int, Number] = field(default_factory=dict)
    _article: Number | None = None
    _fresh: Number | None = None
    _quoted: Number | None = None

    @property
    def in_text(self) -> bool:
        """Tell whether an article was read."""
        return self._article is not None

    def division(self, line: Line, place: Place) -> Head | None:
        """Return the head of a division that stands on the line, None where there is none."""
        if place.hanging or (self.view.style is ArticleStyle.WORDED and self.view.article_at(place.at)):
            return None
        marker = read_division(line.text)
        if not (self.view.is_open(place.at) or (marker and self._parts_quotation(marker, place))):
            return None
        if marker is None:
            return self._headed(line, place) or self._unnumbered(line, place)
        fit = self._division_fit(marker.number, marker.rank)
        if not _reads_as_division(marker, place, fit, wrapped=self._is_wrapped(line, place.at)):
            return None
        self._enter(marker.number, marker.rank)
        broken, again = fit in (Fit.GAP, Fit.BACK), fit is Fit.RESTART
        return Head(marker=marker, element=marker.element, rank=marker.rank, broken=broken, again=again)

    def _parts_quotation(self, marker: DivisionMarker, place: Place) -> bool:
        """Tell whether a division in a quotation is the one missing outside: a quotation mark was forgotten."""
        return (
            place.at in self.view.enclosed
            and marker.num.endswith(SEPARATED)
            and place.ended
            and fit_of(marker.number, self._divisions.get(marker.rank)) is Fit.NEXT
            and self.candidates.division_passes(place.at, marker.rank, marker.number)
        )

    def _is_wrapped(self, line: Line, at: int) -> bool:
        """Tell whether the line may go on with the next one, which begins in small letters."""
        after = self.view.lines[at + 1] if at + 1 < len(self.view.lines) else None
        return line.ends is not True and after is not None and not after.blanks and after.text[:1].islower()

    def article(self, place: Place) -> Head | None:
        """Return the head of an article that stands on the line, None where there is none."""
        marker = self.view.article_at(place.at)
        if marker is None or not (self.view.is_open(place.at) or self._fills_gap(marker, place)):
            return None
        fit = self._article_fit(marker.number)
        # No word asks for a number that says itself what it counts: “un point”, then “Art. 5.”
        asked = place.referring and self.view.style not in BY_WORD
        unfinished = place.blank and fit is Fit.NEXT and marker.num.endswith(SEPARATED) and not asked
        if place.hanging and not unfinished:
            return None
        known = _is_known(self.view.lines[place.at], marker, place) and fit in (Fit.FIRST, Fit.NEXT)
        if not known and not self._reads_as_article(marker, place, fit):
            return None
        if self._is_quoted(marker, place, fit):
            self._quoted = marker.number
            return None
        self._article, self._fresh, self._quoted = marker.until or marker.number, None, None
        return Head(marker=marker, broken=fit in (Fit.GAP, Fit.BACK, Fit.RESTART))

    def _fills_gap(self, marker: Marker, place: Place) -> bool:
        """Tell whether an article in a quotation is the one missing outside: a quotation mark was forgotten.

        Then the series goes on past it, and nowhere below with its number.
        """
        return (
            place.at in self.view.enclosed
            and self._article is not None
            and fit_of(marker.number, self._article) is Fit.NEXT
            and self.candidates.passes(place.at, marker.number)
            and self.candidates.resumes(place.at, self._article) is None
        )

    def _is_quoted(self, marker: Marker, place: Place, fit: Fit) -> bool:
        """Tell whether an article out of its series is another text's, quoted without quotation marks.

        It follows a colon or another such article, or the text's own series goes on below.
        """
        if self._article is None or fit in (Fit.FIRST, Fit.NEXT) or marker.number == self._article:
            return False
        follows = self._quoted is not None and fit_of(marker.number, self._quoted) is Fit.NEXT
        resumed = self.candidates.resumes(place.at, self._article)
        put_in = (
            len(marker.number.parts) != len(self._article.parts) and marker.number.parts[0] == self._article.parts[0]
        )
        between = resumed is not None and (put_in or self._article < marker.number < resumed)
        return place.tail == ":" or follows or (resumed is not None and not between)

    def is_paragraph(self, marker: Marker) -> bool:
        """Tell whether the number may be one of a paragraph of the article that is open."""
        if marker.num.startswith("§"):
            return self.view.style is not ArticleStyle.SIGN
        if marker.num.startswith(("(", "A")) or marker.num[0] in ROMAN:
            return True
        article = self._article.parts if self._article else ()
        return marker.number.parts[:-1] == article

    def _division_fit(self, number: Number, rank: int) -> Fit:
        fit = fit_of(number, self._divisions.get(rank))
        if rank in self._through and fit_of(number, self._through[rank]) is Fit.NEXT:
            return Fit.NEXT
        return fit

    def _enter(self, number: Number, rank: int) -> None:
        self._divisions = {other: last for other, last in self._divisions.items() if other < rank}
        self._divisions[rank] = self._through[rank] = number
        self._fresh = number

    def _headed(self, line: Line, place: Place) -> Head | None:
        """Return a heading numbered without a word, if its number continues a series and an article follows it."""
        marker = read_headed(line.text)
        if marker is None or not (place.blank or place.head or place.ended):
            return None
        roman = marker.num[0].isalpha()
        fit = fit_of(marker.number, self._divisions.get(_HEADED_RANK))
        short = len(marker.rest.split()) <= _HEADED_WORDS and marker.rest[:1].isupper()
        sentence = marker.rest[-1] in ".;:," and not is_capitals(marker.rest)
        if not short or fit not in (Fit.FIRST, Fit.NEXT) or (sentence and not line.level):
            return None
        following = self._next_article(place.at)
        decimal = (
            self.view.style is ArticleStyle.DECIMAL
            and following
            and following.number.parts[0] == marker.number.parts[0]
        )
        above = line.ends is True and bool(line.level or self.view.article_at(place.at + 1))
        if not following or not (decimal or roman or above or self._is_set_apart(marker, line, place)):
            return None
        self._enter(marker.number, _HEADED_RANK)
        return Head(marker=marker, element="section", rank=_HEADED_RANK)

    def _is_set_apart(self, marker: Marker, line: Line, place: Place) -> bool:
        """Tell whether a dash parts the number from words of which no sentence is made, up to the next article."""
        if not marker.num.endswith(("–", "—", "-")) or not (line.blanks or place.ended):
            return False
        for later in range(place.at, min(place.at + _AHEAD, len(self.view.lines))):
            if later > place.at and self.view.article_at(later):
                return True
            if ends_sentence(self.view.lines[later].text):
                return False
        return False

    def _unnumbered(self, line: Line, place: Place) -> Head | None:
        if not (place.blank or place.ended):
            return None
        begun = bool(self._divisions) or self.in_text
        heading = paragraph_at(self.view, place.at)
        rank = unnumbered_rank(self.view, place.at, heading, begun=begun)
        likely = self.in_text or capitals_below(self.view, place.at, heading)
        guessed = rank is None and likely and heads_article(self.view, place.at, heading)
        if rank is None and not guessed:
            return None
        rank = _HEADED_RANK if rank is None else rank
        self._divisions = {other: last for other, last in self._divisions.items() if other <= rank}
        self._fresh = Number(parts=(0,))
        marker = Marker(num="", number=self._fresh, rest=line.text)
        element = (*ELEMENTS, "section")[rank]
        return Head(marker=marker, element=element, rank=rank, more=heading.lines - 1, guessed=guessed)

    def _next_article(self, at: int) -> Marker | None:
        for later in range(at + 1, min(at + 1 + _AHEAD, len(self.view.lines))):
            if self.view.is_open(later) and (found := self.view.article_at(later)):
                return found
        return None

    def _article_fit(self, number: Number) -> Fit:
        if self._fresh is not None and number.parts[-1] == 1:
            return Fit.FIRST
        return fit_of(number, self._article)

    def _reads_as_article(self, marker: Marker, place: Place, fit: Fit) -> bool:
        named = self.view.style in BY_WORD
        apart = place.ended or place.head or (place.blank and place.tail not in (",", ":", ";"))
        # Art. 6 (nouveau), Art. 7 [abrogé], Art. 8 a) Il voit
        listed = any(starts_sentence(point.rest) for point in read_points(marker.rest))
        noted = apart and (marker.rest[:1] in ("(", "[") or listed)
        separated = named and marker.num.endswith(SEPARATED)
        capital = not marker.rest or starts_sentence(marker.rest) or separated or noted
        match fit:
            case Fit.NEXT | Fit.FIRST:
                return capital or (apart and not named)
            case Fit.RESTART:
                return capital and apart and named
            case Fit.GAP | Fit.BACK:
                near = self._article is None or marker.number.parts[:-1] == self._article.parts[:-1]
                return capital and apart and (near or place.blank or place.head)


def _is_known(line: Line, marker: Marker, place: Place) -> bool:
    """Tell whether the format says that the line begins with a number of its own: an automatic one, or a heading's."""
    labelled = bool(line.label) and marker.num.startswith(line.label.rstrip(" .:-–—"))
    return place.ended and (labelled or (line.level > 0 and line.ends is True))


def _reads_as_division(marker: DivisionMarker, place: Place, fit: Fit, *, wrapped: bool) -> bool:
    separated = marker.num.endswith(SEPARATED)
    colon = marker.rest.endswith(":") and not (separated and place.ended and fit in (Fit.FIRST, Fit.NEXT))
    most = _SEPARATED_WORDS if separated else _DIVISION_WORDS
    listed = marker.rest.endswith((",", ";")) and not (separated and wrapped)
    if len(marker.rest.split()) > most or listed or colon:
        return False
    if marker.rest and not separated and not starts_sentence(marker.rest):
        return False
    if place.tail == ":" and place.ended and fit is not Fit.NEXT:
        return False  # what a colon announces is another text's division
    if place.ended or place.head or place.blank:
        return True
    return fit is Fit.NEXT and (is_capitals(marker.rest or marker.num) or separated)
