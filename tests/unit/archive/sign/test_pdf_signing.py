"""What is changed in an edition in the update that signs it is named; what a signature needs is not."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, PdfTimeStamper
from pyhanko.sign.timestamps import HTTPTimeStamper

from codetool.archive.sign.awaiting import finished
from codetool.archive.sign.check_pdf import check_pdf_signatures
from codetool.archive.sign.pdf import sign_pdf
from codetool.archive.sign.pdf_read import revision_before_signing
from codetool.archive.sign.told import Standing
from codetool.archive.sign.trust import Trust
from tests.pki import NOW, Pki
from tests.small_pdf import PlainUpdate, small_pdf
from tests.unit.archive.sign.test_check_pdf import (
    CHANGES,
    LATER,
    Update,
    codes,
    form_in_place_of_text,
    sign_again,
    update,
    update_with_stamp,
)

STATED = b"<?xpacket begin=''?><edition:work>/akn/a</edition:work><?xpacket end='r'?>"
BOX = (20, 20, 120, 60)


@cache
def edition(*, form: bool = False) -> bytes:
    """Return a small PDF that says of itself that it is an edition, with a form to which a signature can be added."""

    def state(writer: IncrementalPdfFileWriter) -> None:
        metadata = writer.root["/Metadata"]
        metadata._data, metadata._encoded_data = STATED, None
        writer.update_container(metadata)
        if form:
            fields_of_none = writer.add_object(generic.ArrayObject())
            form_of_none = generic.DictionaryObject({pdf_name("/Fields"): fields_of_none})
            writer.root["/AcroForm"] = writer.add_object(form_of_none)
            writer.update_root()

    return update(small_pdf(), state)


def signed_with(content: bytes, pki: Pki, change: Update, box: tuple[int, int, int, int] | None = None) -> bytes:
    """Return a PDF that was changed and signed in one update."""
    writer = PlainUpdate(BytesIO(content))
    change(writer)
    metadata = PdfSignatureMetadata(field_name="S", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES)
    signer = PdfSigner(metadata, pki.key("signer").signer, new_field_spec=fields.SigFieldSpec("S", box=box))
    return bytes(finished(signer.async_sign_pdf(writer)).getvalue())


def nothing(writer: IncrementalPdfFileWriter) -> None:
    """Change nothing."""


@pytest.mark.parametrize("form", [False, True])
def test_what_a_signature_needs_changes_nothing(pki: Pki, *, form: bool) -> None:
    content = signed_with(edition(form=form), pki, nothing)
    assert codes(check_pdf_signatures(content, pki.trust(), at=LATER), grave=True) == []
    stamped = update_with_stamp(content, pki)
    again = sign_again(stamped, pki, "second", None)
    for one in (stamped, again, update_with_stamp(edition(form=form), pki)):
        assert codes(check_pdf_signatures(one, pki.trust(), at=LATER), grave=True) == []


@pytest.mark.parametrize("label", ["signer", "curve"])
@pytest.mark.parametrize("level", ["B-B", "B-T", "B-LTA"])
def test_what_we_sign_ourselves_is_unchanged(pki: Pki, level: str, label: str) -> None:
    signing = pki.signing(label, stamps="" if level == "B-B" else "tsa")
    signing = replace(signing, trust=Trust()) if level == "B-T" else signing
    content = sign_pdf(edition(), signing, at=NOW, reason="Essai %%EOF")
    found = check_pdf_signatures(content, pki.trust(), at=LATER)
    assert (found[0].level, codes(found, grave=True)) == (level, [])


@pytest.mark.parametrize(("change", "what"), CHANGES, ids=lambda value: getattr(value, "__name__", value))
def test_whatever_is_changed_with_signing_is_named(pki: Pki, change: Update, what: str) -> None:
    content = signed_with(edition(form=True), pki, change)
    assert revision_before_signing(content) == edition(form=True)
    for one in (content, update_with_stamp(content, pki), sign_again(content, pki, "second", None)):
        found = check_pdf_signatures(one, pki.trust(), at=LATER)
        told = {code for code in codes(found[:1], grave=True) if code.startswith("signature-changed-with-")}
        expected = "page" if change is form_in_place_of_text else what
        assert f"signature-changed-with-{expected}" in told
        assert found[0].standing is Standing.BROKEN


def test_a_signature_that_is_drawn_on_a_page_is_a_change(pki: Pki) -> None:
    for form in (False, True):
        found = check_pdf_signatures(signed_with(edition(form=form), pki, nothing, BOX), pki.trust(), at=LATER)
        assert codes(found, grave=True)
        assert {code.rpartition("-")[0] for code in codes(found, grave=True)} == {"signature-changed-with"}


@pytest.mark.parametrize(("change", "what"), CHANGES[:4], ids=lambda value: getattr(value, "__name__", value))
def test_what_a_time_stamp_brings_along_is_named(pki: Pki, change: Update, what: str) -> None:
    """Also where it stands before any signature."""
    writer = PlainUpdate(BytesIO(edition()))
    change(writer)
    stamper = PdfTimeStamper(HTTPTimeStamper(pki.stamps()), field_name="T")
    content = bytes(finished(stamper.async_timestamp_pdf(writer, "sha256")).getvalue())
    for one in (content, sign_again(content, pki, "second", None)):
        found = check_pdf_signatures(one, pki.trust(), at=LATER)
        assert f"signature-changed-with-{what}" in codes(found[:1], grave=True)


def test_an_update_that_hides_before_the_one_that_signs_is_found(pki: Pki) -> None:
    """Without the mark of its end nobody sees it but who follows the tables of the file."""
    middle = update(edition(), CHANGES[0][0])
    content = signed_with(middle, pki, nothing)
    marked = middle.rindex(b"%%EOF")
    hidden = content[:marked] + b"%%eof" + content[marked + 5 :]
    assert revision_before_signing(hidden) == edition()
    assert "signature-changed-with-other" in codes(check_pdf_signatures(hidden, pki.trust(), at=LATER), grave=True)


def test_of_what_is_no_edition_signers_may_sign_what_they_wrote(pki: Pki) -> None:
    for change, _ in CHANGES[:4]:
        content = signed_with(small_pdf(), pki, change)
        assert codes(check_pdf_signatures(content, pki.trust(), at=LATER), grave=True) == []
    content = signed_with(small_pdf(), pki, nothing, BOX)
    assert codes(check_pdf_signatures(content, pki.trust(), at=LATER), grave=True) == []
