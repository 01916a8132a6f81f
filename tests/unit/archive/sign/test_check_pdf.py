"""What the signatures of a PDF prove is told as it is; whatever was changed is found."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from asn1crypto import crl, keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import PageObject
from pyhanko.sign import fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from codetool.archive.sign.awaiting import finished
from codetool.archive.sign.check_pdf import check_pdf_signatures
from codetool.archive.sign.material import gather
from codetool.archive.sign.pdf import sign_pdf
from codetool.archive.sign.pdf_read import revision_before_signing
from codetool.archive.sign.told import Kind, SignatureFound, Standing
from codetool.archive.sign.trust import Trust
from codetool.findings import Severity
from tests.pki import NOW, OTHERS, PASSWORD, Pki
from tests.small_pdf import PlainUpdate, attach, encrypted_pdf, link, small_pdf

LEVELS = ("B-B", "B-T", "B-LTA")
LATER = NOW + timedelta(minutes=1)
SIGNER, STAMPER = "Essai signer, Autorité d'essai", "Essai tsa, Autorité d'essai"

Give = Callable[..., bytes]
Update = Callable[[IncrementalPdfFileWriter], None]


def codes(found: tuple[SignatureFound, ...], *, grave: bool = False) -> list[str]:
    told = [one for each in found for one in each.findings]
    return [one.code for one in told if not grave or one.severity is Severity.ERROR]


def day(year: int) -> datetime:
    return datetime(year, 6, 1, 12, tzinfo=UTC)


# what holds -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("label", ["signer", "curve"])
def test_a_signature_alone_holds_while_its_certificate_does(signed: Give, pki: Pki, label: str) -> None:
    (found,) = check_pdf_signatures(signed("B-B", label), pki.trust(), at=LATER)
    assert found.signer == f"Essai {label}, Autorité d'essai"
    assert (found.kind, found.level, found.standing) == (Kind.PADES, "B-B", Standing.UNTRUSTED)
    assert (found.signed_at, found.stamped_at, found.stamped_by) == (NOW, None, "")
    assert codes((found,)) == ["signature-revocation-unknown", "signature-unstamped"]
    assert codes(check_pdf_signatures(signed("B-B", label), pki.trust(), at=day(2037)), grave=True) == [
        "signature-expired"
    ]


@pytest.mark.parametrize("label", ["signer", "curve"])
def test_a_time_stamp_keeps_a_signature_good(signed: Give, pki: Pki, label: str) -> None:
    for at in (LATER, day(2037)):
        (found,) = check_pdf_signatures(signed("B-T", label), pki.trust(), at=at)
        assert (found.level, found.standing, found.stamped_at, found.stamped_by) == (
            "B-T",
            Standing.UNTRUSTED,
            NOW,
            STAMPER,
        )
        assert codes((found,)) == ["signature-revocation-unknown"]
        told = gather(((pki.certificate(label), pki.certificate("interm")),), pki.trust())
        (known,) = check_pdf_signatures(signed("B-T", label), pki.trust(), at=at, material=told)
        assert (known.standing, known.findings) == (Standing.PROVEN, ())
        (asked,) = check_pdf_signatures(signed("B-T", label), pki.trust(), at=at, fetch=True)
        assert (asked.standing, asked.findings) == (Standing.PROVEN, ())


@pytest.mark.parametrize("label", ["signer", "curve"])
def test_a_long_term_signature_carries_all_its_evidence(signed: Give, pki: Pki, label: str) -> None:
    content = signed("B-LTA", label)
    pki.asked.clear()
    for at in (LATER, day(2037)):
        found, stamp = check_pdf_signatures(content, pki.trust(), at=at)
        assert (found.level, found.standing, found.stamped_at) == ("B-LTA", Standing.PROVEN, NOW)
        assert (stamp.kind, stamp.signer, stamp.standing, stamp.stamped_at) == (
            Kind.STAMP,
            STAMPER,
            Standing.PROVEN,
            NOW,
        )
        assert codes((found, stamp)) == []
    assert pki.asked == [], "nobody is asked"


def test_a_stamp_that_runs_out_soon_is_told(signed: Give, pki: Pki) -> None:
    for level in ("B-T", "B-LTA"):
        found = check_pdf_signatures(signed(level), pki.trust(), at=day(2039))
        assert codes(found)[-1] == "stamp-expiring"
        assert found[0].standing is (Standing.PROVEN if level == "B-LTA" else Standing.UNTRUSTED)
        assert found[-1].findings[-1].severity is Severity.WARNING
        assert "2040-01-01" in found[-1].findings[-1].message


def test_a_stamp_that_ran_out_proves_nothing(signed: Give, pki: Pki) -> None:
    found, stamp = check_pdf_signatures(signed("B-LTA"), pki.trust(), at=day(2041))
    assert codes((found,)) == ["signature-expired", "stamp-expired"]
    assert codes((stamp,)) == ["stamp-expired"]
    assert found.standing is stamp.standing is Standing.BROKEN


def test_what_was_there_before_a_stamp_ran_out_still_holds(signed: Give, pki: Pki) -> None:
    """An archive proves by other stamps when the file was there: then it is judged as of that time."""
    assert codes(check_pdf_signatures(signed("B-LTA"), pki.trust(), at=day(2030))) == []


def test_an_unsigned_file_has_no_signatures(pki: Pki) -> None:
    assert check_pdf_signatures(small_pdf(), pki.trust(), at=LATER) == ()
    assert revision_before_signing(small_pdf()) == small_pdf()


# who ------------------------------------------------------------------------------------------------------------------


def test_without_trusted_roots_nobody_is_proven(signed: Give) -> None:
    found = check_pdf_signatures(signed("B-LTA"), Trust(), at=LATER)
    assert [one.standing for one in found] == [Standing.UNTRUSTED] * 2
    assert codes(found) == ["signature-unproven"]


def test_another_key_of_the_same_names_is_told(pki: Pki) -> None:
    content = sign_pdf(small_pdf(), pki.signing("signer", OTHERS, stamps="tsa"), at=NOW)
    found = check_pdf_signatures(content, pki.trust(), at=LATER)
    assert found[0].signer == SIGNER, "the name says nothing"
    assert codes(found) == ["signature-other-key", "stamp-other-key", "stamp-other-key"]
    assert codes(found, grave=True) == [], "nothing was altered"
    assert {one.standing for one in found} == {Standing.UNTRUSTED}
    assert found[0].level == "B-LTA"
    assert codes(check_pdf_signatures(content, pki.trust(OTHERS), at=LATER)) == []


def test_a_signer_that_nobody_vouches_for_is_untrusted(pki: Pki) -> None:
    content = sign_pdf(small_pdf(), replace(pki.signing("self"), trust=Trust()), at=NOW)
    (found,) = check_pdf_signatures(content, pki.trust(), at=LATER)
    assert found.standing is Standing.UNTRUSTED
    assert "signature-untrusted" in codes((found,))
    assert codes((found,), grave=True) == []
    own = Trust(roots=(pki.certificate("self"),))
    assert check_pdf_signatures(content, own, at=LATER)[0].standing is Standing.PROVEN, "unless a reader does"


def test_a_revoked_certificate_is_told_by_the_evidence_in_the_file(pki: Pki) -> None:
    content = sign_pdf(small_pdf(), replace(pki.signing("revoked", stamps="tsa"), trust=Trust()), at=NOW)
    lists = [pki.revoked_list(issuer) for issuer in ("interm", "root")]
    updated = update(content, lambda writer: add_evidence(writer, lists))
    (found,) = check_pdf_signatures(updated, pki.trust(), at=LATER)
    assert codes((found,), grave=True) == ["signature-revoked"]
    assert "was revoked on 2025-01-01" in found.findings[0].message
    assert found.standing is Standing.BROKEN
    old = check_pdf_signatures(updated, pki.trust(), at=day(2030))
    assert codes(old, grave=True) == ["signature-revoked"], "evidence that grew old since still tells it"


def add_evidence(writer: IncrementalPdfFileWriter, lists: list[crl.CertificateList]) -> None:
    DocumentSecurityStore.supply_dss_in_writer(writer, None, crls=lists)


def test_a_revoked_certificate_is_told_by_its_authority(pki: Pki) -> None:
    content = sign_pdf(small_pdf(), replace(pki.signing("revoked"), trust=Trust()), at=NOW)
    assert codes(check_pdf_signatures(content, pki.trust(), at=LATER), grave=True) == []
    pki.asked.clear()
    found = check_pdf_signatures(content, pki.trust(), at=LATER, fetch=True)
    assert codes(found, grave=True) == ["signature-revoked"]
    assert "ocsp" in pki.asked
    for answer in (b"", b"nonsense", b"\x30\x03\x02\x01\x00"):
        with pki.without("ocsp", "crls", answer=answer):
            found = check_pdf_signatures(content, pki.trust(), at=LATER, fetch=True)
        assert "signature-revocation-unknown" in codes(found)
        assert codes(found, grave=True) == []


def test_strangers_name_no_address_that_is_asked(pki: Pki) -> None:
    content = sign_pdf(small_pdf(), replace(pki.signing("signer", OTHERS), trust=Trust()), at=NOW)
    pki.asked.clear()
    check_pdf_signatures(content, pki.trust(), at=LATER, fetch=True)
    assert pki.asked == []


def test_what_was_signed_before_a_revocation_holds(pki: Pki) -> None:
    before = day(2024)
    with pki.clock(before):
        content = sign_pdf(small_pdf(), pki.signing("revoked", stamps="tsa", at=before), at=before)
    for fetch in (False, True):
        found = check_pdf_signatures(content, pki.trust(), at=LATER, fetch=fetch)
        assert codes(found, grave=True) == []
        assert found[0].standing is Standing.PROVEN


# when -----------------------------------------------------------------------------------------------------------------


def test_a_stamp_of_a_day_to_come_is_told(signed: Give, pki: Pki) -> None:
    for level, stamps in (("B-T", 1), ("B-LTA", 2)):
        found = check_pdf_signatures(signed(level), pki.trust(), at=NOW - timedelta(days=1))
        assert codes(found, grave=True) == ["stamp-future"] * stamps
        assert "signature-time" in codes(found), "the signature says so too"


def test_the_stamp_of_a_service_that_ran_out_is_told(pki: Pki) -> None:
    content = sign_pdf(small_pdf(), replace(pki.signing(stamps="tsa-old"), trust=Trust()), at=NOW)
    found = check_pdf_signatures(content, pki.trust(), at=LATER)
    assert codes(found, grave=True) == ["stamp-expired"]
    assert found[0].stamped_at is None


def test_a_signature_that_claims_a_later_time_than_its_stamp_is_told(pki: Pki) -> None:
    signing = replace(pki.signing(stamps="tsa"), trust=Trust())
    content = sign_pdf(small_pdf(), signing, at=NOW + timedelta(days=1))
    (found,) = check_pdf_signatures(content, pki.trust(), at=NOW + timedelta(days=2))
    assert "signature-time" in codes((found,))
    assert found.stamped_at == NOW


def test_a_signature_that_claims_a_much_earlier_time_than_its_stamp_is_told(pki: Pki) -> None:
    for early, told in ((timedelta(days=1), False), (timedelta(days=2), True)):
        content = sign_pdf(small_pdf(), pki.signing(stamps="tsa"), at=NOW - early)
        found = check_pdf_signatures(content, pki.trust(), at=LATER)
        assert ("signature-proven-since" in codes(found), codes(found, grave=True)) == (told, [])
        assert found[0].standing is Standing.PROVEN, "a warning"


# too weak -------------------------------------------------------------------------------------------------------------


def foreign(pki: Pki, label: str, digest: str = "sha256", extra: bytes = b"") -> bytes:
    """Return a PDF signed by pyHanko alone, whatever we refuse."""
    held = load_pkcs12(pki.place(label).file.read_bytes(), PASSWORD.encode())
    assert held.key is not None
    key = keys.PrivateKeyInfo.load(held.key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    store = SimpleCertificateStore()
    for held_too in (pki.certificate("interm"), *filter(None, [extra])):
        store.register(x509.Certificate.load(held_too))
    signer = SimpleSigner(x509.Certificate.load(pki.certificate(label)), key, store)
    metadata = PdfSignatureMetadata(field_name="S", md_algorithm=digest, subfilter=fields.SigSeedSubFilter.PADES)
    return bytes(finished(PdfSigner(metadata, signer).async_sign_pdf(PlainUpdate(BytesIO(small_pdf())))).getvalue())


@pytest.mark.parametrize(
    ("label", "digest", "weak"), [("weak", "sha256", "RSA 1024"), ("signer", "sha1", "SHA-1"), ("signer", "md5", "MD5")]
)
def test_what_can_be_forged_proves_nothing(pki: Pki, label: str, digest: str, weak: str) -> None:
    (found,) = check_pdf_signatures(foreign(pki, label, digest), pki.trust(), at=LATER)
    assert "signature-weak" in codes((found,), grave=True)
    assert weak in found.findings[0].message
    assert found.standing is Standing.BROKEN


@pytest.mark.parametrize("label", ["encrypts", "server", "tsa", "ocsp", "interm"])
def test_a_certificate_for_something_else_is_told(pki: Pki, label: str) -> None:
    for trust in (pki.trust(), Trust()):
        (found,) = check_pdf_signatures(foreign(pki, label), trust, at=LATER)
        assert codes((found,), grave=True) == ["signature-purpose"]
        assert found.standing is Standing.BROKEN


def test_a_certificate_for_mail_signs(pki: Pki) -> None:
    assert codes(check_pdf_signatures(foreign(pki, "mail"), pki.trust(), at=LATER), grave=True) == []


# changes after signing ------------------------------------------------------------------------------------------------


def update(content: bytes, change: Update) -> bytes:
    writer: IncrementalPdfFileWriter = PlainUpdate(BytesIO(content))
    change(writer)
    output = BytesIO()
    writer.write(output)
    assert output.getvalue().startswith(content)
    assert len(output.getvalue()) > len(content)
    return output.getvalue()


def page_of(writer: IncrementalPdfFileWriter) -> generic.DictionaryObject:
    page: generic.DictionaryObject = writer.root["/Pages"]["/Kids"][0]
    writer.update_container(page)
    return page


def change_text(writer: IncrementalPdfFileWriter) -> None:
    stream = page_of(writer)["/Contents"]
    stream._data = stream.data.replace(b"peut", b"doit")
    stream._encoded_data = None
    writer.update_container(stream)


def replace_contents(writer: IncrementalPdfFileWriter) -> None:
    new = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf 20 20 Td (doit) Tj ET"))
    page_of(writer)["/Contents"] = new


def add_page(writer: IncrementalPdfFileWriter) -> None:
    text = writer.add_object(generic.StreamObject(stream_data=b""))
    writer.insert_page(PageObject(contents=text, media_box=(0, 0, 200, 200)))


def add_note(writer: IncrementalPdfFileWriter) -> None:
    page = page_of(writer)
    page["/Annots"] = generic.ArrayObject([*page.raw_get("/Annots"), writer.add_object(link())])


def change_link(writer: IncrementalPdfFileWriter) -> None:
    old = page_of(writer)["/Annots"][0]
    old["/Contents"] = pdf_string("ailleurs")
    writer.update_container(old)


def add_attachment(writer: IncrementalPdfFileWriter) -> None:
    attach(writer, b"<autre/>", "autre.xml")


def change_attachment(writer: IncrementalPdfFileWriter) -> None:
    held = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]["/EF"]["/F"]
    held._data, held._encoded_data = b"<autre/>", None
    writer.update_container(held)


def add_field(writer: IncrementalPdfFileWriter) -> None:
    field = link()
    field.update({pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): pdf_string("champ")})
    field["/Subtype"] = pdf_name("/Widget")
    form = writer.root["/AcroForm"]
    form["/Fields"].append(writer.add_object(field))
    writer.update_container(form["/Fields"])
    writer.update_container(form)


def change_metadata(writer: IncrementalPdfFileWriter) -> None:
    metadata = writer.root["/Metadata"]
    metadata._data, metadata._encoded_data = b"<autre/>", None
    writer.update_container(metadata)


def change_title(writer: IncrementalPdfFileWriter) -> None:
    information = writer.trailer["/Info"]
    information["/Title"] = pdf_string("Un autre texte")
    writer.update_container(information)


def add_action(writer: IncrementalPdfFileWriter) -> None:
    action = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): pdf_string("app.alert(1)")}
    writer.root["/OpenAction"] = generic.DictionaryObject(action)
    writer.update_root()


def add_object(writer: IncrementalPdfFileWriter) -> None:
    writer.add_object(generic.StreamObject(stream_data=b"that nothing refers to"))


def evidence_in_place_of_text(writer: IncrementalPdfFileWriter) -> None:
    text = page_of(writer).raw_get("/Contents")
    change_text(writer)
    writer.root["/DSS"] = generic.DictionaryObject({pdf_name("/Other"): generic.ArrayObject([text])})
    writer.update_root()


def form_in_place_of_text(writer: IncrementalPdfFileWriter) -> None:
    text = page_of(writer).raw_get("/Contents")
    writer.objects[(text.generation, text.idnum)] = generic.DictionaryObject(writer.root["/AcroForm"])
    writer.root["/AcroForm"] = text
    writer.update_root()


CHANGES: list[tuple[Update, str]] = [
    (change_text, "page"),
    (replace_contents, "page"),
    (add_page, "page"),
    (add_note, "annotation"),
    (change_link, "annotation"),
    (add_attachment, "attachment"),
    (change_attachment, "attachment"),
    (add_field, "field"),
    (change_metadata, "metadata"),
    (change_title, "metadata"),
    (add_action, "other"),
    (add_object, "other"),
    (evidence_in_place_of_text, "page"),
    (form_in_place_of_text, "other"),
]


@pytest.mark.parametrize("level", ["B-B", "B-LTA"])
@pytest.mark.parametrize(("change", "what"), CHANGES, ids=lambda value: getattr(value, "__name__", value))
def test_whatever_is_changed_after_signing_is_named(
    signed: Give, pki: Pki, level: str, change: Update, what: str
) -> None:
    content = update(signed(level), change)
    found = check_pdf_signatures(content, pki.trust(), at=LATER)
    for one in found:
        assert f"signature-changed-after-{what}" in codes((one,), grave=True)
        assert one.standing is Standing.BROKEN
    kinds = {code.rpartition("-")[2] for code in codes(found, grave=True)}
    assert kinds <= {what, "page"}, "and nothing else is"
    assert revision_before_signing(content) == small_pdf()


def test_a_change_between_signature_and_stamp_is_found(signed: Give, pki: Pki) -> None:
    """A later stamp covers it, and so says when it was there, but not that the signer knew."""
    content = update(signed("B-T"), change_text)
    stamped = update_with_stamp(content, pki)
    found, stamp = check_pdf_signatures(stamped, pki.trust(), at=LATER)
    assert codes((found,), grave=True) == ["signature-changed-after-page"]
    assert codes((stamp,)) == []


def update_with_stamp(content: bytes, pki: Pki) -> bytes:
    from pyhanko.sign.signers import PdfTimeStamper  # noqa: PLC0415 - for these two
    from pyhanko.sign.timestamps import HTTPTimeStamper  # noqa: PLC0415

    stamper = PdfTimeStamper(HTTPTimeStamper(pki.stamps()), field_name="T")
    return bytes(finished(stamper.async_timestamp_pdf(PlainUpdate(BytesIO(content)), "sha256")).getvalue())


def sign_again(content: bytes, pki: Pki, label: str, box: tuple[int, int, int, int] | None) -> bytes:
    key = pki.key(label)
    metadata = PdfSignatureMetadata(field_name="Again", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES)
    spec = fields.SigFieldSpec("Again", box=box)
    signer = PdfSigner(metadata, key.signer, new_field_spec=spec)
    return bytes(finished(signer.async_sign_pdf(PlainUpdate(BytesIO(content)))).getvalue())


def test_a_second_signature_is_told(signed: Give, pki: Pki) -> None:
    content = sign_again(signed("B-B"), pki, "second", None)
    first, second = check_pdf_signatures(content, pki.trust(), at=LATER)
    assert "signature-again" in codes((first,))
    assert "Essai second" in next(one.message for one in first.findings if one.code == "signature-again")
    assert codes((first, second), grave=True) == []
    assert second.signer == "Essai second, Autorité d'essai"


def test_a_second_signature_that_shows_on_a_page_is_a_change(signed: Give, pki: Pki) -> None:
    content = sign_again(signed("B-B"), pki, "second", (20, 20, 120, 60))
    first, second = check_pdf_signatures(content, pki.trust(), at=LATER)
    assert first.standing is Standing.BROKEN
    assert any(code.startswith("signature-changed-after") for code in codes((first,), grave=True))
    assert codes((second,), grave=True) == []


def test_evidence_that_nothing_covers_is_told(signed: Give, pki: Pki) -> None:
    content = update(signed("B-T"), lambda writer: add_evidence(writer, [pki.revoked_list("interm")]))
    (found,) = check_pdf_signatures(content, pki.trust(), at=LATER)
    (told,) = (one for one in found.findings if one.code == "signature-uncovered")
    assert told.severity is Severity.WARNING
    assert found.standing is Standing.UNTRUSTED


# bytes ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_a_byte_more_is_found(signed: Give, pki: Pki, level: str) -> None:
    content = signed(level)
    for more in (b"\n", b" ", b"%", b"\0" * 5000, b"%%EOF\n", content[-40:]):
        found = check_pdf_signatures(content + more, pki.trust(), at=LATER)
        assert codes(found, grave=True) != []
        assert found[-1].standing is Standing.BROKEN
    assert codes(check_pdf_signatures(b"\n" + content, pki.trust(), at=LATER), grave=True) != []


@pytest.mark.parametrize("level", LEVELS)
def test_a_byte_in_what_no_signature_covers_is_found(signed: Give, pki: Pki, level: str) -> None:
    content = signed(level)
    place = content.rindex(b"0>\n/ByteRange")
    for new in (b"1>", b" >", b"0 ", b"a>", b"0)"):
        changed = content[:place] + new + content[place + 2 :]
        assert codes(check_pdf_signatures(changed, pki.trust(), at=LATER), grave=True) != []
    start = content.rindex(b"/Contents <30") + len("/Contents <")
    letter = next(at for at in range(start + 100, len(content)) if content[at : at + 1].isalpha())
    changed = content[:letter] + content[letter : letter + 1].swapcase() + content[letter + 1 :]
    assert codes(check_pdf_signatures(changed, pki.trust(), at=LATER), grave=True) != []


@pytest.mark.parametrize("level", LEVELS)
def test_a_changed_byte_is_found_wherever_it_is(signed: Give, pki: Pki, level: str) -> None:
    content, trust = signed(level), pki.trust()
    chance = random.Random(level)  # noqa: S311 - the same places each time
    for place in chance.sample(range(len(content)), 60):
        changed = bytearray(content)
        changed[place] ^= chance.choice([1, 2, 4, 8, 16, 32, 64, 128, 255])
        assert codes(check_pdf_signatures(bytes(changed), trust, at=LATER), grave=True) != [], place


def test_whatever_the_bytes_are_something_is_told(signed: Give, pki: Pki) -> None:
    content, trust = signed("B-LTA"), pki.trust()
    chance = random.Random(1)  # noqa: S311
    for rest in (
        b"",
        b"%PDF",
        b"\0" * 3000,
        chance.randbytes(3000),
        b"/ByteRange [0 1 2 3]",
        b"%PDF-1.7\n/ByteRange [0 1",
        b"%PDF-1.7\n" + b"[" * 100_000,
    ):
        assert codes(check_pdf_signatures(rest, trust, at=LATER), grave=True) == ["signature-unreadable"]
        assert revision_before_signing(rest) in {rest, b""}
    whole = {content.index(b"%%EOF", place) + 5 for place in (0, len(small_pdf()), len(content) - 10)}
    for size in chance.sample(range(len(content)), 30):
        if {size, size - 1} & whole:  # where what is left is a whole file
            continue
        assert codes(check_pdf_signatures(content[:size], trust, at=LATER), grave=True) != [], size
    for _ in range(30):
        start, size = chance.randrange(len(content)), chance.randrange(1, 2000)
        without = content[:start] + content[start + size :]
        assert codes(check_pdf_signatures(without, trust, at=LATER), grave=True) != []


def test_a_signature_that_is_not_all_there_is_unreadable(signed: Give, pki: Pki) -> None:
    content = signed("B-T")
    place = content.rindex(b"/ByteRange [0 ")
    for old, new in (
        (b"/ByteRange [0 ", b"/ByteRange [1 "),
        (b"/ByteRange [0 ", b"/ByteRange [0 0 "),
        (b"/ETSI.CAdES.detached", b"/ETSI.RFC3161       "),
        (b"/Type /Sig\n", b"/Type /Sog\n"),
    ):
        changed = content[:place] + content[place:].replace(old, new)
        assert codes(check_pdf_signatures(changed, pki.trust(), at=LATER), grave=True) != []
    hidden = update(small_pdf(), lambda writer: hide_signature(writer, content[place : place + 40]))
    assert codes(check_pdf_signatures(hidden, pki.trust(), at=LATER)) == ["signature-unreadable"]
    assert codes(check_pdf_signatures(encrypted_pdf(), pki.trust(), at=LATER)) == ["signature-unreadable"]


def hide_signature(writer: IncrementalPdfFileWriter, trace: bytes) -> None:
    writer.add_object(generic.StreamObject(stream_data=trace))


def test_a_file_with_endless_updates_is_not_read(signed: Give, pki: Pki) -> None:
    content = signed("B-B") + b"startxref\n0\n%%EOF\n" * 100
    assert codes(check_pdf_signatures(content, pki.trust(), at=LATER)) == ["signature-unreadable"]


def test_a_certificate_that_was_altered_is_found_though_none_needs_it(pki: Pki) -> None:
    idle = pki.certificate("second")
    for extra, expected in ((idle, []), (idle[:-1] + bytes([idle[-1] ^ 1]), ["signature-broken"])):
        content = foreign(pki, "signer", extra=extra)
        assert codes(check_pdf_signatures(content, pki.trust(), at=LATER), grave=True) == expected
