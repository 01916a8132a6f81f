"""Authorities are asked once, and only those that certificates below a trusted root name."""

from codetool.archive.sign.asking import Authorities
from codetool.archive.sign.material import NO_MATERIAL
from codetool.archive.sign.trust import Trust
from tests.pki import OTHERS, Pki


def test_each_is_asked_once(pki: Pki) -> None:
    chain = (pki.certificate("signer"), pki.certificate("interm"))
    authorities = Authorities()
    pki.asked.clear()
    told = authorities.ask((chain, chain), pki.trust())
    assert told.answers
    assert told.crls
    assert sorted(pki.asked) == ["crls", "ocsp"]
    assert authorities.ask((chain,), pki.trust()) == told
    assert len(pki.asked) == 2


def test_strangers_name_no_address_that_is_asked(pki: Pki) -> None:
    ours, theirs = (pki.certificate("signer"), pki.certificate("interm")), pki.certificate("interm", OTHERS)
    pki.asked.clear()
    assert Authorities().ask((ours,), pki.trust(OTHERS)) == NO_MATERIAL
    assert Authorities().ask(((ours[0], theirs),), pki.trust()) == NO_MATERIAL, "a link of the chain is not ours"
    assert Authorities().ask((ours, (), (b"no certificate",)), Trust()) == NO_MATERIAL
    assert pki.asked == []


def test_one_that_does_not_answer_is_left_out(pki: Pki) -> None:
    chain = (pki.certificate("signer"), pki.certificate("interm"))
    with pki.without("ocsp", "crls"):
        told = Authorities().ask((chain,), pki.trust())
    assert (told.answers, told.crls) == ((), ())
