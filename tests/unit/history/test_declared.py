"""What a document says of its own amendments: acts, days, targets; what it leaves out is left out."""

from codetool.akn.read import read_expression
from codetool.history.declared import Amendment, declared_amendments
from codetool.model.expression import Expression

LIFECYCLE = """<lifecycle source="#s">
<eventRef eId="e1" date="2001-01-01" source="#ro1" type="generation"/>
<eventRef eId="e2" date="2005-06-01" source="#rp1" type="amendment"/>
<eventRef eId="e3" date="2007-01-01" source="#rp2" type="amendment"/>
<eventRef eId="e4" date="2006-01-01" source="#rp2" type="amendment"/>
</lifecycle>"""
REFERENCES = """<references source="#s">
<original eId="ro1" href="/law" showAs="La loi"/>
<passiveRef eId="rp1" href="/law/2005" showAs="Loi   du 2 mai 2005 "/>
<passiveRef eId="rp2" href="/law/2006" showAs=""/>
</references>"""


def text(*mods: str, lifecycle: str = LIFECYCLE, references: str = REFERENCES, more: str = "") -> Expression:
    passive = f'<analysis source="#s"><passiveModifications>{"".join(mods)}</passiveModifications></analysis>'
    return read_expression(
        '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><meta>'
        f'{lifecycle}{passive}{more}{references}</meta><body><article eId="art_1"/></body></act></akomaNtoso>'.encode()
    )


def mod(source: str, target: str, kind: str = "insertion", more: str = "") -> str:
    destination = f'<destination href="{target}"/>' if target else "<destination/>"
    return f'<textualMod type="{kind}" {more}><source href="{source}"/>{destination}</textualMod>'


def test_nothing_said_nothing_told() -> None:
    assert declared_amendments(text()) == ()
    bare = read_expression(b'<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act/></akomaNtoso>')
    assert declared_amendments(bare) == ()


def test_an_act_has_its_title_its_day_and_its_target() -> None:
    assert declared_amendments(text(mod("/law/2005", "#art_1"))) == (
        Amendment(type="insertion", act="Loi du 2 mai 2005", href="/law/2005", dates=("2005-06-01",), target="art_1"),
    )


def test_an_act_may_be_named_by_its_id_and_a_target_by_a_full_address() -> None:
    (found,) = declared_amendments(text(mod("#rp1", "/akn/be/act/2001/x/fra@/!main~art_1__para_2", "repeal")))
    assert (found.act, found.target, found.type) == ("Loi du 2 mai 2005", "art_1__para_2", "repeal")
    assert found.is_of("art_1")
    assert not found.is_of("art_1__para")


def test_an_act_with_two_days_keeps_both_in_order() -> None:
    (found,) = declared_amendments(text(mod("/law/2006", "#art_1")))
    assert (found.act, found.dates) == ("/law/2006", ("2006-01-01", "2007-01-01"))


def test_the_period_of_a_modification_goes_before_the_days_of_its_act() -> None:
    group = (
        '<temporalData source="#s"><temporalGroup eId="tg1"><timeInterval start="#e4" refersTo="#f"/>'
        "</temporalGroup></temporalData>"
    )
    (found,) = declared_amendments(text(mod("/law/2006", "#art_1", more='period="#tg1"'), more=group))
    assert found.dates == ("2006-01-01",)


def test_an_act_that_nothing_describes_is_told_by_its_address_and_comes_last() -> None:
    found = declared_amendments(text(mod("/law/other", "#art_1"), mod("/law/2005", "#art_1")))
    assert [(one.act, one.dates) for one in found] == [("Loi du 2 mai 2005", ("2005-06-01",)), ("/law/other", ())]


def test_what_has_no_target_is_of_no_article() -> None:
    (found,) = declared_amendments(text(mod("/law/2005", "")))
    assert found.target == ""
    assert not found.is_of("")
    (whole,) = declared_amendments(text(mod("/law/2005", "/law")))
    assert whole.target == ""
