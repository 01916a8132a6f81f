"""Laws of the history: every article is on one trail, and a trail's steps are the rows of the comparisons."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.diff.changes import Correspondence
from codetool.diff.units import units_of
from codetool.history import Dated, History, trace_articles

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SAID = (
    "Le secret couvre tout ce que le membre apprend dans son travail.",
    "Le membre informe le conseil de toute poursuite dirigée contre lui.",
    "Les honoraires sont fixés par écrit avant le début de la mission.",
    "Les litiges entre membres sont soumis à la conciliation du président.",
    "(abrogé)",
    "",
)
WORDS = (" Il en garde la preuve.", " Nul n'en est dispensé.", " Le conseil peut en décider autrement.")


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return articles that repeat each other, some without a number or an eId, one of which may stand in another."""
    pieces = []
    for _ in range(draw(st.integers(0, 5))):
        eid, num = draw(st.sampled_from(["", "a", "b", "c"])), draw(st.sampled_from(["", "1.", "2.", "3."]))
        said = "".join(draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=2)))
        said += draw(st.sampled_from(["", *WORDS]))
        nested = '<article eId="d"><content><p>Dedans.</p></content></article>' if draw(st.integers(0, 5)) == 0 else ""
        ids = f' eId="{eid}"' if eid else ""
        body = f"<intro><p>{said}</p></intro>{nested}" if nested else f"<content><p>{said}</p></content>"
        pieces.append(f"<article{ids}><num>{num}</num>{body}</article>")
    return "".join(pieces)


def versions_of(bodies: list[str]) -> tuple[Dated, ...]:
    space = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
    return tuple(
        Dated(
            expression=read_expression(
                f'<akomaNtoso xmlns="{space}"><act><body>{body}</body></act></akomaNtoso>'.encode()
            ),
            label=f"{year}-01-01",
            date=f"{year}-01-01",
        )
        for year, body in enumerate(bodies, start=2001)
    )


@QUICK
@given(st.lists(texts(), min_size=1, max_size=4))
def test_every_article_of_every_version_is_on_one_trail_with_its_text(bodies: list[str]) -> None:
    versions = versions_of(bodies)
    history = trace_articles(versions)
    names = [trail.id for trail in history.trails]
    assert len(set(names)) == len(names)
    for place, version in enumerate(versions):
        units = units_of(version.expression).articles
        trails = history.at(version.label)
        assert len({trail.id for trail in trails}) == len(units)
        states = [trail.state_at(place) for trail in trails]
        assert [(s.eid, s.num, s.heading, s.text) for s in states if s] == [
            (unit.label, unit.num, unit.heading, unit.text) for unit in units
        ]


@QUICK
@given(st.lists(texts(), min_size=2, max_size=4))
def test_a_step_of_a_trail_is_a_row_of_the_comparison(bodies: list[str]) -> None:
    versions = versions_of(bodies)
    history = trace_articles(versions)
    for place, (old, new) in enumerate(pairwise(versions)):
        changes = compare(old.expression, new.expression)
        on = {steps for trail in history.trails if (steps := _step(history, trail.id, place))}
        for row in changes.articles:
            pairs = {(was.eid, now.eid) for was in row.old for now in row.new}
            # Of several that became one, or one that became several, one goes on.
            assert len(pairs & on) >= bool(pairs), row
        rows = {(was.eid, now.eid) for row in changes.articles for was in row.old for now in row.new}
        assert on <= rows
        ended = {trail.end for trail in history.trails if trail.end and trail.last == place}
        assert ended <= {row for row in changes.articles if not row.new or len(row.old) > 1}
        assert {row for row in changes.articles if not row.new} <= ended


def _step(history: History, name: str, place: int) -> tuple[str, str] | None:
    trail = next(trail for trail in history.trails if trail.id == name)
    was, now = trail.state_at(place), trail.state_at(place + 1)
    return (was.eid, now.eid) if was and now else None


@QUICK
@given(st.lists(texts(), min_size=2, max_size=4))
def test_the_words_of_a_state_lead_from_the_one_before(bodies: list[str]) -> None:
    history = trace_articles(versions_of(bodies))
    for trail in history.trails:
        for before, after in pairwise(trail.states):
            row = after.row
            assert isinstance(row, Correspondence)
            assert before.text in row.text(new=False)
            assert after.text in row.text(new=True)
