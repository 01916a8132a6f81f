"""Which version of a work is meant by a day: what is in force by its own words, what ended, what no day is said of."""

from pathlib import Path

import pytest

from codetool.errors import VersionError
from codetool.store.dates import version_at


def write(folder: Path, name: str, *, draft: bool = False, force: str = "", until: str = "") -> None:
    events = "".join(
        f'<eventRef eId="e{n}" date="{day}" source="#o" type="generation"/>'
        for n, day in ((1, force), (2, until))
        if day
    )
    end = ' end="#e2"' if until else ""
    period = f'<timeInterval start="#e1"{end} refersTo="#inForce"/>' if force else ""
    path = folder / "versions" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta><identification source="#s">'
        f'<FRBRExpression><FRBRauthoritative value="{"false" if draft else "true"}"/></FRBRExpression></identification>'
        f'<lifecycle source="#s">{events}</lifecycle><temporalData source="#s"><temporalGroup eId="t">{period}'
        "</temporalGroup></temporalData></meta><body/></act></akomaNtoso>",
        "utf-8",
    )


def at(folder: Path, reference: str, day: str) -> tuple[str, bool]:
    found = version_at(reference, day, start=folder, store=None)
    return found.found.version.full_label, found.is_in_force


def test_the_last_that_began_by_the_day(tmp_path: Path) -> None:
    write(tmp_path, "w/2001-01-01.fra.xml", force="2001-03-01")
    write(tmp_path, "w/2002-01-01.fra.xml", force="2002-03-01")
    assert at(tmp_path, "w", "2001-03-01") == ("w/2001-01-01.fra", True)
    assert at(tmp_path, "w", "2002-02-28") == ("w/2001-01-01.fra", True)
    assert at(tmp_path, "w", "2002-03-01") == ("w/2002-01-01.fra", True)


def test_a_later_one_may_have_begun_before_an_earlier_one(tmp_path: Path) -> None:
    write(tmp_path, "w/2001-01-01.fra.xml", force="2005-01-01")
    write(tmp_path, "w/2002-01-01.fra.xml", force="2003-01-01")
    assert at(tmp_path, "w", "2004-01-01") == ("w/2002-01-01.fra", True)
    assert at(tmp_path, "w", "2006-01-01") == ("w/2001-01-01.fra", True)


def test_adopted_and_not_in_force_yet(tmp_path: Path) -> None:
    write(tmp_path, "w/2001-01-01.fra.xml", force="2001-03-01")
    assert at(tmp_path, "w", "2001-02-01") == ("w/2001-01-01.fra", False)


def test_in_force_no_longer(tmp_path: Path) -> None:
    write(tmp_path, "w/2001-01-01.fra.xml", force="2001-03-01", until="2002-01-01")
    assert at(tmp_path, "w", "2001-12-31") == ("w/2001-01-01.fra", True)
    assert at(tmp_path, "w", "2002-01-01") == ("w/2001-01-01.fra", False)


def test_a_repealed_text_does_not_give_way_to_an_older_version(tmp_path: Path) -> None:
    write(tmp_path, "w/2001-01-01.fra.xml", force="2001-03-01")
    write(tmp_path, "w/2002-01-01.fra.xml", force="2002-03-01", until="2003-01-01")
    assert at(tmp_path, "w", "2002-12-31") == ("w/2002-01-01.fra", True)
    assert at(tmp_path, "w", "2003-01-01") == ("w/2002-01-01.fra", False)


def test_a_version_that_says_no_day_counts_from_its_own(tmp_path: Path) -> None:
    write(tmp_path, "w/2001-01-01.fra.xml")
    write(tmp_path, "w/2002-01-01.fra.xml")
    assert at(tmp_path, "w", "2001-12-31") == ("w/2001-01-01.fra", False)


def test_a_draft_is_never_in_force(tmp_path: Path) -> None:
    write(tmp_path, "w/2001-01-01.fra.xml", force="2001-03-01")
    write(tmp_path, "w/2002-01-01.fra.xml", draft=True, force="2002-03-01")
    assert at(tmp_path, "latest", "2003-01-01") == ("w/2001-01-01.fra", True)


def test_the_language_is_that_of_the_reference_else_french(tmp_path: Path) -> None:
    for name in ("w/2001-01-01.fra.xml", "w/2001-01-01.nld.xml", "v/2001-01-01.nld.xml"):
        write(tmp_path, name)
    assert at(tmp_path, "w", "2003-01-01")[0] == "w/2001-01-01.fra"
    assert at(tmp_path, "w/latest", "2003-01-01")[0] == "w/2001-01-01.fra"
    assert at(tmp_path, "w/2001-01-01.nld", "2003-01-01")[0] == "w/2001-01-01.nld"
    assert at(tmp_path, "versions/w/2001-01-01.nld.xml", "2003-01-01")[0] == "w/2001-01-01.nld"
    assert at(tmp_path, "v", "2003-01-01")[0] == "v/2001-01-01.nld"


def test_of_several_works_one_must_be_named(tmp_path: Path) -> None:
    for name in ("w/2001-01-01.fra.xml", "v/2001-01-01.fra.xml"):
        write(tmp_path, name)
    with pytest.raises(VersionError, match=r"there are several works\. Write WORK/latest; WORK is one of v, w\."):
        at(tmp_path, "latest", "2003-01-01")


def test_nothing_adopted_by_then(tmp_path: Path) -> None:
    write(tmp_path, "w/2001-01-01.fra.xml")
    with pytest.raises(VersionError, match="no version was adopted by 2000-01-01: the first one is of 2001-01-01"):
        at(tmp_path, "w", "2000-01-01")
    write(tmp_path, "v/2001-01-01.fra.xml", draft=True)
    with pytest.raises(VersionError, match="no version was ever adopted"):
        at(tmp_path, "v", "2003-01-01")
