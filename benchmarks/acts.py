"""Acts of our own making, as values: titles, chapters, articles; the same seed gives the same act."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from benchmarks.french import Drafter, Words

_BOILERPLATE = (
    "Le Roi est chargé de l' exécution du présent chapitre .",
    "Les dispositions du présent chapitre sont d' ordre public .",
    "Toute clause contraire au présent chapitre est réputée non écrite .",
    "Le Gouvernement fixe les modalités d' application du présent chapitre .",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A paragraph of an article: its words, and the points that follow them."""

    words: Words
    points: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article: `key` is who it is for good, `number` what is printed today, `identity` what its eId once was.

    The parts of a `numbered` one are § 1er, § 2; `fixed` marks one whose text stands in many places word for word.
    """

    key: int
    number: str
    identity: str
    chapter: int
    heading: str = ""
    parts: tuple[Part, ...] = ()
    numbered: bool = False
    fixed: bool = False

    @property
    def eid(self) -> str:
        """Return the eId that goes with the number."""
        return f"art_{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter: the title that it stands in, and its heading."""

    title: int
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act of one date; each article names its chapter, each chapter its title, by place.

    `forwards` leads from the key of an article that was joined with another to the key of that one.
    """

    date: str
    titles: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    articles: tuple[Article, ...]
    forwards: Mapping[int, int]

    def numbers(self) -> dict[int, str]:
        """Return what is printed where an article is cited, by key."""
        numbers = {article.key: article.number for article in self.articles}
        return numbers | {gone: numbers[key] for gone, key in self.forwards.items()}

    def eids(self) -> tuple[str, ...]:
        """Return the eIds of the articles, in order."""
        return tuple(article.eid for article in self.articles)


def generate_act(seed: int, articles: int) -> Act:
    """Return an act of so many articles.

    >>> act = generate_act(seed=1, articles=40)
    >>> len(act.articles), act == generate_act(seed=1, articles=40), act == generate_act(seed=2, articles=40)
    (40, True, False)
    """
    rng = random.Random(f"act {seed} {articles}")  # noqa: S311 - the same act each time, no secret
    drafter = Drafter(rng, range(articles))
    chapters = tuple(_chapters(rng, drafter, articles))
    titles = tuple(drafter.heading() for _ in range(chapters[-1][0].title + 1))
    drafted = _articles(rng, drafter, [size for _, size in chapters])
    return Act(
        date="2020-01-01",
        titles=titles,
        chapters=tuple(chapter for chapter, _ in chapters),
        articles=tuple(drafted),
        forwards={},
    )


def _chapters(rng: random.Random, drafter: Drafter, articles: int) -> Iterator[tuple[Chapter, int]]:
    """Yield chapters with how many articles each holds."""
    title = inside = 0
    while articles:
        size = min(articles, rng.randrange(6, 16))
        yield Chapter(title=title, heading=drafter.heading()), size
        articles -= size
        inside += 1
        if inside >= rng.randrange(2, 6):
            title, inside = title + 1, 0
    # A title that was opened and got no chapter is none: the number of titles is read from the last chapter.


def _articles(rng: random.Random, drafter: Drafter, sizes: list[int]) -> list[Article]:
    drafted: list[Article] = []
    for chapter, size in enumerate(sizes):
        for place in range(size):
            key = len(drafted)
            article = draft_article(rng, drafter, key, chapter)
            if place == size - 1 and rng.random() < 0.3:  # noqa: PLR2004 - three chapters in ten end alike
                article = _boilerplate(rng, article)
            elif drafted and rng.random() < 0.02:  # noqa: PLR2004 - one in fifty is nearly another one
                article = _near_duplicate(rng, drafter, article, rng.choice(drafted))
            drafted.append(article)
    return drafted


def draft_article(rng: random.Random, drafter: Drafter, key: int, chapter: int) -> Article:
    """Return an article of about 30 to 150 words."""
    count = rng.choice((1, 1, 1, 2, 2, 3, 3, 4, 5))
    return Article(
        key=key,
        number=str(key + 1),
        identity=f"art_{key + 1}",
        chapter=chapter,
        heading=drafter.heading() if rng.random() < 0.25 else "",  # noqa: PLR2004 - one in four has a heading
        parts=tuple(draft_part(rng, drafter, key, alone=count == 1) for _ in range(count)),
        numbered=count > 1 and rng.random() < 0.4,  # noqa: PLR2004 - two in five count their paragraphs
    )


def draft_part(rng: random.Random, drafter: Drafter, near: int, *, alone: bool = False) -> Part:
    """Return a paragraph: sentences, or a list of points; one that stands alone is longer."""
    if rng.random() < 0.2:  # noqa: PLR2004 - one in five holds a list
        points = tuple(drafter.point(near) for _ in range(rng.randrange(2, 6)))
        return Part(words=drafter.opening(), points=points)
    sentences = [drafter.sentence(near) for _ in range(rng.randrange(2, 5) if alone else rng.choice((1, 1, 2)))]
    return Part(words=tuple(word for sentence in sentences for word in sentence))


def _boilerplate(rng: random.Random, article: Article) -> Article:
    words = tuple(rng.choice(_BOILERPLATE).split())
    return replace(article, heading="", parts=(Part(words=words),), numbered=False, fixed=True)


def _near_duplicate(rng: random.Random, drafter: Drafter, article: Article, other: Article) -> Article:
    """Return an article that says what another one says but for a few words."""
    parts = tuple(
        replace(part, words=tuple(_varied(rng, drafter, word) for word in part.words)) for part in other.parts
    )
    return replace(article, heading=other.heading, parts=parts, numbered=other.numbered, fixed=other.fixed)


def _varied(rng: random.Random, drafter: Drafter, word: str) -> str:
    return (rng.random() < 0.1 and drafter.alike(word)) or word  # noqa: PLR2004 - one word in ten


def label_of_part(place: int) -> str:
    """Return what is printed before a counted paragraph."""
    return "§ 1er." if place == 0 else f"§ {place + 1}."


def label_of_point(place: int) -> str:
    """Return the letter of a point: a to z."""
    return chr(ord("a") + place)
