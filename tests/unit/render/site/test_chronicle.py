from pathlib import Path

from codetool.diff import Kind, Overrides
from codetool.diff.overrides import read_overrides
from codetool.render.site import Series, load_series
from codetool.render.site.chronicle import _free, chronicle_of
from tests.unit.render.site.conftest import TODAY, WORK


def test_each_pair_is_compared_and_each_article_has_a_page(library_series: Series) -> None:
    found = chronicle_of(library_series)
    assert [(step.old.label, step.new.label) for step in found.steps] == [
        ("2019-03-01", "2020-06-15"), ("2020-06-15", "2021-01-10"), ("2021-01-10", "2022-09-05.avis"),
    ]  # fmt: skip
    assert [found.page_of(trail) for trail in found.history.trails][-1] == f"{WORK}/articles/art_4-20200615.html"
    assert found.name(found.series.latest) == "5\u00a0septembre 2022 (projet, avis)"
    assert found.day(found.series.latest) == "5\u00a0septembre 2022 (avis)"


def test_names_of_pages_differ_on_a_disk_that_does_not_tell_capitals() -> None:
    taken: set[str] = set()
    assert [_free(name, taken) for name in ("art_A", "art_a", "art_a", "art_b")] == [
        "art_A",
        "art_a-2",
        "art_a-3",
        "art_b",
    ]


def test_what_a_reviewer_decided_counts(store: Path) -> None:
    decisions = read_overrides(b'[[pin]]\nold = ["art_5"]\nnew = ["art_4"]\n', "kept.toml")

    def decided(old: Path, new: Path) -> Overrides | None:
        return decisions if (old.name, new.name) == ("2019-03-01.fra.xml", "2020-06-15.fra.xml") else None

    (series,) = load_series(store, start=store, today=TODAY, decided=decided)
    rows = chronicle_of(series).steps[0].changes.articles
    assert [row.kinds for row in rows if row.old and row.old[0].eid == "art_5"] == [
        (Kind.MODIFIED, Kind.RENUMBERED, Kind.MOVED)
    ]
