import pytest

from codetool.akn.read import read_expression
from codetool.render.facts import Facts, facts_of

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def facts(meta: str, *, contains: str = "originalVersion", draft: bool = False) -> Facts:
    source = f"<akomaNtoso xmlns='{NAMESPACE}'><act contains='{contains}'><meta>{meta}</meta><body/></act></akomaNtoso>"
    return facts_of(read_expression(source.encode()), draft=draft)


def work_date(name: str) -> str:
    return f"<identification><FRBRWork><FRBRdate date='2001-06-07' name='{name}'/></FRBRWork></identification>"


STEP = "<workflow><step date='2002-02-02T10:00:00' outcome='{outcome}'/></workflow>"


@pytest.mark.parametrize("name", ["Enactment", "document", "signature", "adopted"])
def test_the_date_of_the_work_is_that_of_its_adoption_only_where_its_name_says_so(name: str) -> None:
    assert facts(work_date(name)).adopted == "2001-06-07"
    assert facts(work_date("generation")).adopted == ""


def test_a_later_version_was_adopted_by_its_own_step_and_not_by_the_date_of_the_work() -> None:
    later = facts(work_date("document"), contains="singleVersion")
    assert (later.first_adopted, later.adopted) == ("2001-06-07", "")
    decided = facts(work_date("document") + STEP.format(outcome="#adopted"), contains="singleVersion")
    assert (decided.first_adopted, decided.adopted) == ("2001-06-07", "2002-02-02")


@pytest.mark.parametrize(
    ("outcome", "day"), [("#adopted", "2002-02-02"), ("#o1", "2002-02-02"), ("#rejected", ""), ("", "")]
)
def test_an_outcome_says_adoption_by_itself_or_by_the_name_that_it_stands_for(outcome: str, day: str) -> None:
    references = "<references><TLCConcept eId='o1' href='/o' showAs='Aangenomen'/></references>"
    assert facts(STEP.format(outcome=outcome) + references).adopted == day


PERIODS = """<lifecycle><eventRef eId="e1" date="2002-03-03" source="#o" type="generation"/>
  <eventRef eId="e2" date="2004-04-04" source="#o" type="repeal"/></lifecycle><temporalData><temporalGroup>{}
  </temporalGroup></temporalData>"""
CLOSED = '<timeInterval start="#e1" end="#e2" refersTo="#inForce"/>'
OPEN = '<timeInterval start="#e1" refersTo="#inForce"/>'
OTHER = '<timeInterval start="#e1" end="#e2" refersTo="#efficacy"/>'


@pytest.mark.parametrize(
    ("periods", "start", "end"),
    [
        (CLOSED, "2002-03-03", "2004-04-04"),
        (OPEN, "2002-03-03", ""),
        (CLOSED + OPEN, "2002-03-03", ""),
        (OTHER, "", ""),
        ("", "", ""),
    ],
)
def test_a_text_is_out_of_force_when_each_of_its_periods_has_ended(periods: str, start: str, end: str) -> None:
    found = facts(PERIODS.format(periods))
    assert (found.in_force, found.until) == (start, end)
    assert found.is_in_force is (False if end else None)


def test_only_a_consolidated_text_consolidates() -> None:
    references = "<references><original eId='a' href='/akn/a'/><passiveRef eId='b' href='/akn/b'/></references>"
    assert facts(references).consolidates == ()
    assert facts(references, contains="multipleVersions").consolidates == ("/akn/a", "/akn/b")


def test_of_a_draft_no_day_is_told_but_its_own() -> None:
    level = "<FRBRExpression><FRBRdate date='2003-03-03' name='draft'/></FRBRExpression>"
    meta = f"<identification>{level}</identification><publication date='2003-05-05'/>" + PERIODS.format(OPEN)
    assert facts(meta, draft=True) == Facts(kind="act", dated="2003-03-03")
    assert facts(meta).published == "2003-05-05"
