"""A PDF by itself: whoever signed it, and whatever was changed with that, is told as far as it can be known."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from codetool.archive.sign.awaiting import finished
from codetool.archive.sign.pdf import sign_pdf
from codetool.archive.sign.trust import Trust
from codetool.archive.verify.asked import Asked
from codetool.archive.verify.report import Rebuilt, Report, Verdict
from codetool.archive.verify.single import verify_pdf
from tests.pki import NOW, OTHERS, Pki
from tests.small_pdf import PlainUpdate

Change = Callable[[IncrementalPdfFileWriter], object]
PAGE = 2


def numbers(*found: int) -> generic.ArrayObject:
    return generic.ArrayObject(map(generic.NumberObject, found))


def paint_white(writer: IncrementalPdfFileWriter) -> None:
    paint = writer.add_object(generic.StreamObject(stream_data=b"q 1 1 1 rg 0 0 600 900 re f Q"))
    page = writer.find_page_for_modification(PAGE)[0].get_object()
    old = page.raw_get("/Contents")
    page["/Contents"] = generic.ArrayObject([*(old if isinstance(old, list) else [old]), paint])
    writer.update_container(page)


def lay_over(writer: IncrementalPdfFileWriter) -> None:
    note = {
        pdf_name("/Type"): pdf_name("/Annot"),
        pdf_name("/Subtype"): pdf_name("/Square"),
        pdf_name("/Rect"): numbers(0, 0, 600, 900),
        pdf_name("/IC"): numbers(1, 1, 1),
    }
    added = writer.add_object(generic.DictionaryObject(note))
    writer.register_annotation(writer.find_page_for_modification(PAGE)[0], added)


def run_script(writer: IncrementalPdfFileWriter) -> None:
    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")}
    writer.root["/OpenAction"] = generic.DictionaryObject(action)
    writer.update_root()


def nothing(writer: IncrementalPdfFileWriter) -> None:
    """Change nothing."""


def signed(content: bytes, pki: Pki, change: Change, box: tuple[int, int, int, int] | None = None) -> bytes:
    """Return a PDF that was changed and signed in one update."""
    writer = PlainUpdate(BytesIO(content))
    change(writer)
    metadata = PdfSignatureMetadata(field_name="S", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    signer = PdfSigner(metadata, pki.key("signer").signer, new_field_spec=SigFieldSpec("S", box=box, on_page=PAGE))
    return bytes(finished(signer.async_sign_pdf(writer)).getvalue())


def verified(content: bytes, pki: Pki, folder: Path, *, rebuild: bool = True) -> Report:
    path = folder / "2021-01-01.fra.pdf"
    path.write_bytes(content)
    asked = Asked(at=NOW + timedelta(minutes=1), trust=pki.trust(), rebuild=rebuild)
    report = verify_pdf(path, path.name, asked)
    assert isinstance(report, Report)
    return report


def signed_visibly(content: bytes, pki: Pki) -> bytes:
    return signed(content, pki, nothing, (0, 0, 600, 900))


@pytest.mark.parametrize(
    ("attack", "what"),
    [
        (partial(signed, change=paint_white), "page"),
        (partial(signed, change=lay_over), "annotation"),
        (partial(signed, change=run_script), "other"),
        (signed_visibly, "annotation"),
    ],
)
def test_an_edition_that_was_changed_and_signed_in_one_is_altered(
    editions: dict[str, bytes], pki: Pki, tmp_path: Path, attack: Callable[[bytes, Pki], bytes], what: str
) -> None:
    content = attack(editions["plain"], pki)
    report = verified(content, pki, tmp_path)
    assert (report.verdict, report.editions) == (Verdict.ALTERED, Rebuilt.DIFFERENT)
    assert f"signature-changed-with-{what}" in {one.code for one in report.errors}
    quick = verified(content, pki, tmp_path, rebuild=False)
    assert (quick.verdict, quick.editions) == (Verdict.ALTERED, Rebuilt.NOT_ASKED)


@pytest.mark.parametrize("name", ["plain", "dressed", "history", "comparison", "decided"])
def test_an_edition_that_was_only_signed_is_the_same(
    editions: dict[str, bytes], pki: Pki, tmp_path: Path, name: str
) -> None:
    """Whoever signed it, of every kind."""
    report = verified(signed(editions[name], pki, nothing), pki, tmp_path, rebuild=name == "plain")
    assert not any(one.code.startswith("signature-changed") for one in report.findings)
    if name == "plain":
        assert (report.errors, report.editions) == ((), Rebuilt.SAME)
    for stamps, trust in (("", pki.trust()), ("tsa", Trust()), ("tsa", pki.trust())):
        content = sign_pdf(editions[name], replace(pki.signing("signer", stamps=stamps), trust=trust), at=NOW)
        report = verified(content, pki, tmp_path, rebuild=False)
        assert not any(one.code.startswith("signature-changed") for one in report.findings)


def test_a_certificate_of_the_same_name_proves_nothing(editions: dict[str, bytes], pki: Pki, tmp_path: Path) -> None:
    ours = verified(sign_pdf(editions["plain"], pki.signing("signer", stamps="tsa"), at=NOW), pki, tmp_path)
    forged = sign_pdf(editions["plain"], pki.signing("signer", OTHERS, stamps="tsa"), at=NOW)
    theirs = verified(forged, pki, tmp_path)
    assert [one.signatures[0].signer for one in (ours, theirs)] == [ours.signatures[0].signer] * 2
    assert (ours.verdict, theirs.verdict) == (Verdict.PROVEN, Verdict.INTACT_UNPROVEN)
