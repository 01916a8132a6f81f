from pathlib import Path

import pytest

from codetool.errors import SourceError
from codetool.render.site.series import Series, Standing, load_series
from tests.unit.render.site.conftest import TODAY, WORK


def standings(library: Path, today: str) -> dict[str, Standing]:
    (series,) = load_series(library, start=library, today=today)
    return {version.label: version.standing for version in series.versions}


def test_a_version_is_what_its_days_say_on_that_day(library: Path) -> None:
    assert standings(library, TODAY) == {
        "2019-03-01": Standing.PAST,
        "2020-06-15": Standing.PAST,
        "2021-01-10": Standing.CURRENT,
        "2022-09-05.avis": Standing.DRAFT,
    }
    assert list(standings(library, "2020-12-31").values())[:3] == [Standing.PAST, Standing.CURRENT, Standing.COMING]
    assert list(standings(library, "2019-03-31").values())[:3] == [Standing.COMING] * 3


def test_a_version_ends_on_the_day_before_the_next_one_begins(library_series: Series) -> None:
    days = [(version.begins, version.ends) for version in library_series.versions]
    assert days == [("2019-04-01", "2020-06-30"), ("2020-07-01", "2021-01-31"), ("2021-02-01", ""), ("", "")]


def test_the_version_in_force_is_shown_and_else_the_last_one_adopted(library: Path, library_series: Series) -> None:
    assert library_series.shown.label == "2021-01-10"
    (early,) = load_series(library, start=library, today="2019-01-01")
    assert (early.current, early.shown.label) == (None, "2021-01-10")


def repeal(store: Path) -> None:
    """Let the last adopted version of the library's rules end on 1 June 2021."""
    path = store / WORK / "2021-01-10.fra.xml"
    source = path.read_text(encoding="utf-8").replace('start="#eref_3"', 'start="#eref_3" end="#eref_4"')
    event = '<eventRef eId="eref_4" date="2021-06-01" source="#rp3" type="repeal"/></lifecycle>'
    path.write_text(source.replace("</lifecycle>", event), encoding="utf-8")


def test_a_repealed_text_ends_on_its_own_day(store: Path) -> None:
    repeal(store)
    (series,) = load_series(store, start=store, today=TODAY)
    assert (series.current, series.shown.label) == (None, "2021-01-10")
    assert (series.shown.standing, series.shown.ends) == (Standing.PAST, "2021-05-31")
    assert standings(store, "2021-05-31")["2021-01-10"] is Standing.CURRENT


def test_versions_follow_each_other_by_the_days_on_which_they_begin(store: Path) -> None:
    path = store / WORK / "2020-06-15.fra.xml"
    path.write_text(path.read_text(encoding="utf-8").replace("2020-07-01", "2021-08-01"), encoding="utf-8")
    (series,) = load_series(store, start=store, today=TODAY)
    assert series.shown.label == "2020-06-15", "the one of 2021 began before it"
    assert [version.ends for version in series.versions] == ["2021-01-31", "", "2021-07-31", ""]


def test_an_adopted_text_that_says_no_day_is_adopted(store: Path) -> None:
    path = store / WORK / "2021-01-10.fra.xml"
    source = path.read_text(encoding="utf-8")
    path.write_text(source.replace('refersTo="#inForce"', 'refersTo="#made"'), encoding="utf-8")
    assert standings(store, TODAY)["2021-01-10"] is Standing.ADOPTED


def test_each_language_is_a_series_of_its_own(store: Path, root: Path) -> None:
    (store / WORK / "2021-01-10.nld.xml").write_bytes((root / "tests/cases/render/site/dutch.xml").read_bytes())
    french, dutch = load_series(store, start=store, today=TODAY)
    assert (french.slug, french.tag, len(french.versions)) == (WORK, "fr", 4)
    assert (dutch.slug, dutch.tag, [one.label for one in dutch.versions]) == (f"{WORK}.nld", "nl", ["2021-01-10.nld"])


def test_a_text_that_cannot_be_read_is_named_from_where_the_reader_stands(store: Path) -> None:
    (store / WORK / "2020-06-15.fra.xml").write_text("no XML", encoding="utf-8")
    with pytest.raises(SourceError, match=rf"^versions/{WORK}/2020-06-15\.fra\.xml: "):
        load_series(store, start=store.parent, today=TODAY)
