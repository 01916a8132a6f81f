"""What only a signature can find, and what it must not take for an alteration: an archive that is sealed with a key."""

import json
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

from codetool.akn.xades import read_xml_signature, write_xml_signature
from codetool.archive.export import export_version
from codetool.archive.objects import load_objects
from codetool.archive.renewing import Stamping, renew_archive
from codetool.archive.sign.awaiting import finished
from codetool.archive.sign.detached import check_detached, sign_detached
from codetool.archive.sign.pdf import sign_pdf
from codetool.archive.sign.pdf_read import revision_before_signing
from codetool.archive.sign.renewal import Sealed as Renewable
from codetool.archive.sign.standing import check_sealed
from codetool.archive.sign.told import Kind, Standing
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.xml import sign_akn
from codetool.archive.verify.asked import Asked
from codetool.archive.verify.inputs import verify_path
from codetool.archive.verify.logs import expected_logs
from codetool.archive.verify.report import Origin, Reason, Report, Subject, Unverifiable, Verdict
from codetool.archive.verify.structure import check_structure
from codetool.archive.verify.tree import walk_tree
from codetool.archive.verify.whole import verify_archive
from codetool.cli.verified_words import sentence_of
from codetool.errors import ArchiveError
from codetool.findings import Finding, Severity
from tests.archive.attacks import changed_head, digest_of, forge_chain, forge_record, forge_text
from tests.archive.conftest import LABELS, Sealed, commands_in, seal_three
from tests.archive.test_tamper import PLACES
from tests.pki import Pki
from tests.small_pdf import PlainUpdate


@pytest.fixture(scope="module")
def signed(tmp_path_factory: pytest.TempPathFactory, pki: Pki) -> Sealed:
    """Return an archive of three versions, signed, with time stamps, which no test may change."""
    place = pki.place()
    options = ("--key", str(place.file), "--passfile", str(place.pass_file), "--stamps", pki.stamps())
    with pki.clock(datetime.now(UTC)):
        return seal_three(tmp_path_factory.mktemp("signed") / "code", *options, "--trust", str(pki.root()))


@pytest.fixture
def copy(signed: Sealed, copied: Callable[[Sealed], Sealed]) -> Sealed:
    """Return a copy of the signed archive, to be changed."""
    return copied(signed)


def verify(sealed: Sealed, trust: Trust | None = None) -> Report:
    at = datetime.now(UTC) + timedelta(minutes=1)
    return verify_archive(sealed.archive, "archive", Asked(at=at, trust=trust or Trust(), rebuild=False))[0]


def codes(report: Report) -> set[str]:
    return {one.code for one in report.errors}


def signature_of(sealed: Sealed, version: int) -> Path:
    return sealed.object / "logs" / f"v{version}" / "inventory.json.p7s"


def test_an_untouched_archive_proves_who_signed_to_who_trusts(signed: Sealed, pki: Pki) -> None:
    proven = verify(signed, pki.trust())
    assert (proven.errors, proven.verdict) == ((), Verdict.PROVEN)
    assert {one.origin for one in proven.sealings} == {Origin.PROVEN}
    assert {one.signer for one in proven.sealings} == {"Essai signer, Autorité d'essai"}
    assert all(one.stamped for one in proven.sealings)
    kinds = [one.kind for one in proven.signatures if one.kind is not Kind.STAMP]
    assert (kinds.count(Kind.CADES), kinds.count(Kind.XADES), kinds.count(Kind.PADES)) == (3, 3, 5)
    unproven = verify(signed)
    assert (unproven.errors, unproven.verdict) == ((), Verdict.INTACT_UNPROVEN)
    assert {one.standing for one in unproven.signatures} == {Standing.UNTRUSTED}


def test_an_authority_of_the_same_name_vouches_for_nobody(signed: Sealed, pki: Pki) -> None:
    report = verify(signed, pki.trust("other"))
    assert (report.errors, report.verdict) == ((), Verdict.INTACT_UNPROVEN)
    assert {one.code for one in report.findings if one.severity is Severity.WARNING} == {
        "signature-other-key",
        "stamp-other-key",
    }
    assert {one.origin for one in report.sealings} == {Origin.UNTRUSTED}


def test_an_authority_that_has_nothing_to_do_with_it_vouches_for_nobody(signed: Sealed, pki: Pki) -> None:
    report = verify(signed, Trust(roots=(pki.certificate("self"),)))
    assert (report.errors, report.verdict) == ((), Verdict.INTACT_UNPROVEN)
    assert {one.code for one in report.findings if one.severity is Severity.WARNING} == {
        "signature-untrusted",
        "stamp-untrusted",
    }


def test_who_does_not_know_the_authority_of_the_stamps_still_knows_who_signed(signed: Sealed, pki: Pki) -> None:
    report = verify(signed, Trust(roots=(pki.certificate("interm"),)))
    assert (report.errors, report.verdict) == ((), Verdict.PROVEN)
    assert {one.code for one in report.findings if one.severity is Severity.WARNING} == {"stamp-untrusted"}
    assert {one.origin for one in report.sealings} == {Origin.PROVEN}
    assert not any(one.stamped for one in report.sealings)


def test_what_nobody_vouches_for_is_not_renewed(copy: Sealed, pki: Pki) -> None:
    stamping = Stamping(url=pki.stamps, trust=pki.trust("other"), clock=lambda: datetime.now(UTC), all_of_them=True)
    with pytest.raises(ArchiveError, match=r"another key\. Name its authority with --trust"):
        renew_archive(copy.archive, stamping)


def test_a_changed_byte_is_found_wherever_it_is(copy: Sealed) -> None:
    chance = random.Random(1990)  # noqa: S311 - the same places each time
    passed = []
    for path in copy.files():
        content, place = path.read_bytes(), path.relative_to(copy.archive).as_posix()
        for at in sorted({0, len(content) - 1, *(chance.randrange(len(content)) for _ in range(PLACES))}):
            path.write_bytes(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
            if place not in {one.file for one in faults(copy)}:
                passed.append((place, at))
        path.write_bytes(content)
    assert passed == [], "each of these bytes was changed, and the file not named"


def faults(sealed: Sealed) -> list[Finding]:
    """Return what is found of the files, else of the last signature: that no digest covers, the others one does."""
    return [*check_structure(sealed.archive).findings] or faults_of_signature(sealed)


def faults_of_signature(sealed: Sealed) -> list[Finding]:
    path = signature_of(sealed, 3)
    inventory = (sealed.object / "v3" / "inventory.json").read_bytes()
    file = path.relative_to(sealed.archive).as_posix()
    found = check_detached(inventory, path.read_bytes(), Trust(), at=datetime.now(UTC), file=file)
    return [one for one in found.findings if one.severity is Severity.ERROR]


def test_a_changed_signature_of_an_inventory_is_found_wherever_it_is(copy: Sealed) -> None:
    chance = random.Random(1993)  # noqa: S311 - as above
    path = signature_of(copy, 3)
    content, passed = path.read_bytes(), []
    for at in [chance.randrange(len(content)) for _ in range(20 * PLACES)]:
        path.write_bytes(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
        if not faults_of_signature(copy):
            passed.append(at)
    assert passed == []
    for wrong in (content[:-1], b"", content * 2, b"\0" + content):
        path.write_bytes(wrong)
        assert faults_of_signature(copy)
    path.write_bytes(content + b"\n")
    report = verify(copy)
    assert [one.file for one in report.errors] == [path.relative_to(copy.archive).as_posix()]
    assert report.verdict is Verdict.ALTERED


@pytest.mark.parametrize("version", [1, 3])
def test_a_rewritten_history_is_found_without_the_store(copy: Sealed, version: int) -> None:
    forge_chain(copy.object, version)
    report = verify(copy)
    assert report.verdict is Verdict.ALTERED
    assert "signature-content" in codes(report)
    place = signature_of(copy, 3).relative_to(copy.archive).as_posix()
    assert place in {one.file for one in report.errors}


def test_a_signature_taken_away_is_missed(copy: Sealed) -> None:
    for version in (1, 3):
        signature_of(copy, version).unlink()
    report = verify(copy)
    assert codes(report) == {"file-missing"}
    assert {one.origin for one in report.sealings} == {Origin.BROKEN, Origin.UNTRUSTED}


def test_signatures_exchanged(copy: Sealed) -> None:
    one, other = signature_of(copy, 1), signature_of(copy, 2)
    content = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(content)
    assert {"file-swapped", "signature-content"} <= codes(verify(copy))


def test_a_signature_of_another_key(copy: Sealed, pki: Pki) -> None:
    sign_again(copy, pki)
    assert codes(verify(copy)) == {"signature-other-signer"}


def test_a_record_that_denies_the_signatures_beside_it_is_found(copy: Sealed, pki: Pki, tmp_path: Path) -> None:
    forge_record(copy.object, lambda told: told.update(signed=None))
    shutil.rmtree(signature_of(copy, 3).parent)
    report = verify(copy, pki.trust())
    assert report.verdict is Verdict.ALTERED
    assert [(one.code, Path(one.file).name) for one in report.errors] == [
        ("signature-unrecorded", "2022-01-01.fra.pdf"),
        ("signature-unrecorded", "2022-01-01.fra.xml.xades"),
        ("signature-unrecorded", "changes.pdf"),
    ]
    (archived,) = load_objects(copy.archive)
    folder = tmp_path / "exported"
    export_version(archived, archived.sealing(LABELS[2]), folder)
    assert codes(found_of(folder, pki.trust())) == {"signature-unrecorded"}
    assert codes(found_of(copy.object, pki.trust())) == {"signature-unrecorded"}


def forge_and_sign(sealed: Sealed, pki: Pki) -> None:
    forge_text(sealed.object, 3)
    sign_again(sealed, pki)


def sign_again(sealed: Sealed, pki: Pki) -> None:
    content = (sealed.object / "v3" / "inventory.json").read_bytes()
    with pki.clock(datetime.now(UTC)):
        signature_of(sealed, 3).write_bytes(sign_detached(content, pki.signing("second"), at=datetime.now(UTC)))


FORGED: dict[str, tuple[Callable[[Sealed, Pki], object], str]] = {
    "a word": (lambda sealed, _: forge_text(sealed.object, 3), "is not the one that Essai signer"),
    "a word of the first": (lambda sealed, _: forge_chain(sealed.object, 1), "is not the one that Essai signer"),
    "garbage": (lambda sealed, _: signature_of(sealed, 3).write_bytes(b"garbage"), "is not formed as signatures are"),
    "no signature": (lambda sealed, _: signature_of(sealed, 3).unlink(), "this file of the archive is missing"),
    "another signer": (forge_and_sign, "with another certificate than that of Essai signer"),
    "a renewal": (
        lambda sealed, pki: [path.write_bytes(b"x") for path in renew(sealed, pki)],
        "the list of a renewal is missing or was altered",
    ),
}


@pytest.mark.parametrize(("forge", "fact"), FORGED.values(), ids=FORGED)
def test_what_its_signature_is_not_over_is_not_given_out(  # noqa: PLR0913, PLR0917 - the archive, an attack, a command
    copy: Sealed,
    pki: Pki,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    forge: Callable[[Sealed, Pki], object],
    fact: str,
) -> None:
    forge(copy, pki)
    cli = commands_in(copy, monkeypatch, capsysbinary)
    labels = [LABELS[0]] if "renewal" in fact else [LABELS[0], LABELS[2]]
    exports = (("export", *label, "-o", "out") for label in ((), *((label,) for label in labels)))
    for command in (("restore", "--store", "out"), *exports):
        told = cli.refused("archive", *command)
        assert fact in told
        assert told.startswith("archive/")


@pytest.mark.parametrize("renewed", [False, True])
def test_what_nobody_here_vouches_for_is_given_out(
    copy: Sealed,
    pki: Pki,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
    renewed: bool,  # noqa: FBT001 - a case
) -> None:
    if renewed:
        renew(copy, pki)
    cli = commands_in(copy, monkeypatch, capsysbinary)
    assert cli("archive", "restore", "--store", "out").code == 0
    for number, label in enumerate(LABELS):
        assert (cli.folder / f"out/essai/{label}.xml").read_bytes() == (
            cli.folder / f"versions/essai/{label}.xml"
        ).read_bytes()
        assert cli("archive", "export", label, "-o", f"out{number}").code == 0
    assert cli("archive", "export", "-o", "bag").code == 0
    assert cli("archive", "restore", "--archive", "bag", "--store", "again").code == 0


def forge_unsigned(sealed: Sealed) -> None:
    """Take all signatures out of the last sealing, and make record and inventory fit."""
    folder = sealed.object / "v3" / "content" / LABELS[2]
    signature, new = next(folder.glob("*.xades")), dict[str, str]()
    gone = digest_of(signature)
    signature.unlink()
    for path in folder.glob("*.pdf"):
        before = digest_of(path)
        path.write_bytes(revision_before_signing(path.read_bytes()))
        new[before] = digest_of(path)

    def fitting(told: dict[str, object]) -> None:
        text = json.dumps(told)
        for before, after in new.items():
            text = text.replace(before, after)
        told.update(json.loads(text))

    def unsigned(told: dict[str, Any]) -> None:
        fitting(told)
        told["signed"] = None
        told["files"].pop(signature.name)

    def unlisted(told: dict[str, Any]) -> None:
        fitting(told)
        for listed in (told["manifest"], told["versions"]["v3"]["state"]):
            listed.pop(gone)

    changed_head(sealed.object, unlisted)
    forge_record(sealed.object, unsigned)
    shutil.rmtree(signature_of(sealed, 3).parent)


def test_a_forger_who_signs_nothing_proves_nothing(copy: Sealed, pki: Pki, tmp_path: Path) -> None:
    """The last sealing rewritten as one that was never signed: its editions still say who signed them."""
    forge_unsigned(copy)
    report = verify(copy, pki.trust())
    assert (report.errors, report.verdict) == ((), Verdict.IN_PART_SIGNED)
    assert [one.origin for one in report.sealings] == [Origin.PROVEN, Origin.PROVEN, Origin.NONE]
    (archived,) = load_objects(copy.archive)
    folder = tmp_path / "exported"
    export_version(archived, archived.sealing(LABELS[2]), folder)
    made_again = found_of(folder, pki.trust(), rebuild=True)
    assert made_again.verdict is Verdict.ALTERED
    assert codes(made_again) == {"record-signer-gone"}
    named = {Path(one.file).name for one in made_again.errors}
    made = {Path(name).name for name in archived.sealing(LABELS[2]).record.files}
    assert named == {name for name in made if name.startswith(("changes.", "2022-01-01.fra."))} - {"2022-01-01.fra.xml"}


def test_what_a_record_promises_is_missed(copy: Sealed) -> None:
    """A text's signature taken out of the record, the folder and the inventory alike."""

    def without(told: dict[str, object]) -> None:
        files = told["files"]
        assert isinstance(files, dict)
        files.pop(next(name for name in files if name.endswith(".xades")))

    forge_record(copy.object, without)
    report = verify(copy)
    assert {"signature-missing", "signature-content", "record-differs"} <= codes(report)


# --- files by themselves ----------------------------------------------------------------------------------------------


def found_of(path: Path, trust: Trust | None = None, *, fetch: bool = False, rebuild: bool = False) -> Report:
    at = datetime.now(UTC) + timedelta(minutes=1)
    (report,) = verify_path(path, Asked(at=at, trust=trust or Trust(), rebuild=rebuild, fetch=fetch, processes=2))
    assert isinstance(report, Report)
    return report


def test_a_pdf_by_itself(copy: Sealed, pki: Pki) -> None:
    path = next(copy.object.glob("v2/content/*/*.fra.pdf"))
    report = found_of(path, pki.trust())
    assert (report.subject, report.verdict) == (Subject.PDF, Verdict.PROVEN)
    assert found_of(path).verdict is Verdict.INTACT_UNPROVEN
    path.write_bytes(path.read_bytes() + b"\n% more\n")
    assert found_of(path, pki.trust()).verdict is Verdict.ALTERED or codes(found_of(path)) == set()


def test_a_pdf_whose_signature_was_taken_out(copy: Sealed, pki: Pki) -> None:
    """Its page still says that it is signed, whether it is made again or not."""
    for path in sorted(copy.object.glob("v2/content/*/*.pdf")):
        assert codes(found_of(path, pki.trust())) == set()
        path.write_bytes(revision_before_signing(path.read_bytes()))
        for rebuild in (False, True):
            report = found_of(path, pki.trust(), rebuild=rebuild)
            assert (codes(report), report.verdict) == ({"signature-promised"}, Verdict.ALTERED)
        assert "Essai signer, Autorité d'essai" in report.errors[0].message


def test_a_pdf_that_somebody_else_signed_instead(copy: Sealed, pki: Pki) -> None:
    path, at = next(copy.object.glob("v2/content/*/*.fra.pdf")), datetime.now(UTC)
    plain = revision_before_signing(path.read_bytes())
    for label, authority, stamps, code in (
        ("second", "main", "", "signature-by-other"),
        ("second", "main", "tsa", "signature-by-other"),
        ("signer", "main", "", "stamp-missing"),
        ("signer", "other", "", "stamp-missing"),
    ):
        with pki.clock(at):
            path.write_bytes(sign_pdf(plain, pki.signing(label, authority, stamps=stamps, at=at), at=at))
            report = found_of(path, pki.trust(), fetch=True)
        assert (codes(report), report.verdict) == ({code}, Verdict.ALTERED)


def test_a_pdf_that_a_namesake_signed_instead(copy: Sealed, pki: Pki, tmp_path: Path) -> None:
    """The record beside it knows the certificate; without it a name is all there is, and nobody vouches for it."""
    path, at = next(copy.object.glob("v2/content/*/*.fra.pdf")), datetime.now(UTC)
    with pki.clock(at):
        plain = revision_before_signing(path.read_bytes())
        path.write_bytes(sign_pdf(plain, pki.signing("signer", "other", stamps="tsa", at=at), at=at))
    report = found_of(path, pki.trust())
    assert (codes(report), report.verdict) == ({"signature-other-signer"}, Verdict.ALTERED)
    alone = found_of(Path(shutil.copy(path, tmp_path)), pki.trust())
    assert (codes(alone), alone.verdict) == (set(), Verdict.INTACT_UNPROVEN)
    assert "signature-other-key" in {one.code for one in alone.findings}
    assert "somebody signed it in the name of Essai signer, Autorité d'essai;" in sentence_of(alone)


def test_a_pdf_that_somebody_signed_again(copy: Sealed, pki: Pki) -> None:
    """A warning, where nothing but the signature was added; pyHanko by itself rewrites what the file says of itself."""
    path = next(copy.object.glob("v2/content/*/*.fra.pdf"))
    content = path.read_bytes()
    metadata = PdfSignatureMetadata(field_name="Again", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES)
    told = {}
    for writer in (PlainUpdate, IncrementalPdfFileWriter):
        for authority in ("main", "other"):
            signer = PdfSigner(metadata, pki.key("second", authority).signer)
            path.write_bytes(finished(signer.async_sign_pdf(writer(BytesIO(content)))).getvalue())
            report = found_of(path, pki.trust())
            (again,) = (one for one in report.findings if one.code == "signature-again")
            assert (again.severity, "Essai second" in again.message) == (Severity.WARNING, True)
            told[writer, authority] = codes(report), report.verdict, report.signatures[0].standing
    changed = {"signature-changed-after-metadata"}
    assert told == {
        (PlainUpdate, "main"): (set(), Verdict.INTACT_UNPROVEN, Standing.PROVEN),
        (PlainUpdate, "other"): (set(), Verdict.INTACT_UNPROVEN, Standing.PROVEN),
        (IncrementalPdfFileWriter, "main"): (changed, Verdict.ALTERED, Standing.BROKEN),
        (IncrementalPdfFileWriter, "other"): (changed, Verdict.ALTERED, Standing.BROKEN),
    }


def test_a_pdf_that_promises_nothing_misses_nothing(sealed: Sealed, pki: Pki) -> None:
    """Sealed without a signature, and signed by somebody afterwards."""
    path, at = next(sealed.object.glob("v2/content/*/*.fra.pdf")), datetime.now(UTC)
    assert found_of(path, rebuild=True).errors == ()
    with pki.clock(at):
        path.write_bytes(sign_pdf(path.read_bytes(), pki.signing("second", at=at), at=at))
        report = found_of(path, pki.trust(), fetch=True)
    assert (report.errors, report.verdict) == ((), Verdict.PROVEN)
    assert [one.signer for one in report.signatures] == ["Essai second, Autorité d'essai"]


def test_a_text_by_itself(copy: Sealed, pki: Pki) -> None:
    text = next(copy.object.glob("v2/content/*/2021*.xml"))
    signature = text.with_name(f"{text.name}.xades")
    for path in (text, signature):
        report = found_of(path, pki.trust())
        assert (report.subject, report.errors, report.verdict) == (Subject.TEXT, (), Verdict.PROVEN)
        assert [one.level for one in report.signatures] == ["B-LTA"]
        assert found_of(path).verdict is Verdict.INTACT_UNPROVEN
    read = read_xml_signature(signature.read_bytes())
    signature.write_bytes(write_xml_signature(replace(read, values=replace(read.values, answers=()))))
    for trust in (pki.trust(), None):
        carried = found_of(text, trust)
        assert (codes(carried), carried.verdict) == ({"stamp-archive-altered"}, Verdict.ALTERED)
    signature.write_bytes(write_xml_signature(read))
    text.write_bytes(text.read_bytes().replace(b"</p>", b".</p>"))
    assert codes(found_of(text, pki.trust())) == {"signature-content"}
    text.write_bytes(b"no XML any more")
    assert codes(found_of(text)) == {"signature-content"}
    signature.write_bytes(b"")
    assert codes(found_of(text)) == {"signature-form"}
    text.unlink()
    lost = found_of(signature)
    assert (codes(lost), lost.verdict) == ({"text-missing"}, Verdict.ALTERED)
    foreign = text.with_name("notes.pdf.xades")
    foreign.write_bytes(b"")
    (alone,) = verify_path(foreign, Asked(at=datetime.now(UTC)))
    assert isinstance(alone, Unverifiable)
    assert alone.reason is Reason.ALONE


STRAYS = [
    "v9/renewal-0001/evil.exe",
    "v9/renewal-0001/manifest.txt",
    "v9/inventory.json.p7s",
    "v1/renewal-0001/x",
    "v1/renewal-0000/manifest.txt",
    "v1/renewal-0001/manifest.txt",
]


def test_a_stray_below_logs_is_found(
    signed: Sealed, untouched: Sealed, copied: Callable[[Sealed], Sealed], pki: Pki
) -> None:
    """Beside signatures and without any: only what belongs to a version that is there may stand there."""
    for archive in (signed, untouched):
        for name in STRAYS:
            changed = copied(archive)
            place = changed.object / "logs" / name
            place.parent.mkdir(parents=True)
            place.write_bytes(b"x")
            report = verify(changed, pki.trust())
            assert report.verdict is Verdict.ALTERED, name
            assert any("/logs" in one.file for one in report.errors), name


def test_no_record_lets_a_stray_in(sealed: Sealed) -> None:
    stray = sealed.object / "logs" / "v1" / "evil.exe"
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"x")
    (chain,) = check_structure(sealed.archive).chains
    last = chain.links[-1].record
    assert last
    assert last.before
    told = replace(last, before=replace(last.before, logs={"logs/v1/evil.exe": digest_of(stray)}))
    links = (*chain.links[:-1], replace(chain.links[-1], record=told))
    tree = walk_tree(sealed.object)
    assert expected_logs(replace(chain, links=links), tree) == {}


def test_a_key_that_was_revoked_signs_nothing(copy: Sealed, pki: Pki, tmp_path: Path) -> None:
    content = next(copy.object.glob("v2/content/*/2021*.xml")).read_bytes().replace(b"</p>", b" faux</p>")
    text = tmp_path / "2021-01-01.fra.xml"
    text.write_bytes(content)
    at = datetime.now(UTC)
    with pki.clock(at):
        for stamps in ("", "tsa"):
            careless = replace(pki.signing("revoked", stamps=stamps), trust=Trust())  # who seals with roots is refused
            signature = sign_akn(content, text.name, careless, at=at)
            text.with_name(f"{text.name}.xades").write_bytes(signature)
            report = found_of(text, pki.trust())
            assert (report.errors, report.verdict) == ((), Verdict.INTACT_UNPROVEN)
            assert "signature-revocation-unknown" in {one.code for one in report.findings}
            assert sentence_of(report).endswith("is not known here. Verify again with --fetch.")
            assert codes(found_of(text, pki.trust(), fetch=True)) == {"signature-revoked"}


def test_authorities_prove_a_text_by_itself(copy: Sealed, pki: Pki) -> None:
    with pki.clock(datetime.now(UTC)):
        text = found_of(next(copy.object.glob("v2/content/*/2021*.xml")), pki.trust(), fetch=True)
        archive = found_of(copy.archive, pki.trust(), fetch=True)
    assert (text.verdict, archive.verdict) == (Verdict.PROVEN, Verdict.PROVEN)


def test_a_sealing_by_itself(signed: Sealed, pki: Pki, tmp_path: Path) -> None:
    (archived,) = load_objects(signed.archive)
    folder = tmp_path / "exported"
    export_version(archived, archived.sealing(LABELS[1]), folder)
    report = found_of(folder, pki.trust())
    # Of the record nothing tells but the inventory's signature, which is not there.
    assert (report.subject, report.errors, report.verdict) == (Subject.SEALING, (), Verdict.IN_PART_SIGNED)
    assert [one.origin for one in report.sealings] == [Origin.PROVEN]
    assert {one.kind for one in report.signatures} >= {Kind.PADES, Kind.XADES}
    assert {one.standing for one in report.signatures} == {Standing.PROVEN}, "each carries what it needs"
    with pki.clock(datetime.now(UTC)):
        asked = found_of(folder, pki.trust(), fetch=True)
    assert {one.standing for one in asked.signatures} == {Standing.PROVEN}
    assert [one.origin for one in asked.sealings] == [Origin.PROVEN]
    next(folder.glob("*.xades")).unlink()
    assert codes(found_of(folder, pki.trust())) == {"file-missing"}


# --- as it is told ----------------------------------------------------------------------------------------------------


def test_one_screen_says_who_signed(
    copy: Sealed, pki: Pki, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    cli = commands_in(copy, monkeypatch, capsysbinary)
    plain = ("verify", "archive", "--no-rebuild")
    trusting = (*plain, "--trust", pki.root())
    told = " ".join(cli(*trusting).out.split())
    assert "signed by Essai signer, Autorité d'essai (time stamp of 20" in told
    assert "INTACT AND SIGNED. Nothing was altered or lost; it is signed by Essai signer, Autorité d'essai, 20" in told
    assert "INTACT ET SIGNÉ." in cli.french(*trusting).out
    unknown = " ".join(cli(*plain).out.split())
    assert "signed in the name of Essai signer, Autorité d'essai, for whom nobody vouches that you trust" in unknown
    assert "INTACT, ORIGIN UNPROVEN. Nothing was altered or lost; but whether Essai signer, Autorité d'essai" in unknown
    assert "[" not in unknown, "notes are for programs"
    other = cli(*plain, "--trust", pki.root("other"))
    assert (other.code, other.messages) == (0, [])
    assert "INTACT, ORIGIN UNPROVEN. Nothing was altered or lost; but whether Essai" in other.out
    assert "[signature-other-key]" in other.out
    assert "signature-broken" not in other.out
    assert "stamp-missing" not in other.out
    assert len(other.out.splitlines()) < 40


def test_one_version_signed_and_one_not(
    copy: Sealed, pki: Pki, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    forge_unsigned(copy)
    cli = commands_in(copy, monkeypatch, capsysbinary)
    plain = ("verify", "archive", "--no-rebuild")
    told = cli(*plain, "--trust", pki.root())
    words = " ".join(told.out.split())
    assert told.code == 0
    assert (
        "INTACT, IN PART SIGNED. Nothing was altered or lost; what is signed above is signed by Essai signer" in words
    )
    assert "--trust" not in words, "it was named"
    assert "INTACT, EN PARTIE SIGNÉ." in cli.french(*plain, "--trust", pki.root()).out
    assert "Name its certificate with --trust." in " ".join(cli(*plain).out.split()), "here it was not"


def test_a_signature_beside_a_text_is_named_where_it_stands(
    copy: Sealed, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    text = next(copy.object.glob("v2/content/*/2021*.xml"))
    beside = copy.folder / "beside"
    (beside / "below").mkdir(parents=True)
    for path in (text, text.with_name(f"{text.name}.xades")):
        shutil.copy(path, beside)
    signature = f"{text.name}.xades"
    (beside / signature).write_bytes(b"")
    cli = commands_in(copy, monkeypatch, capsysbinary)
    for here, above in ((beside, ""), (beside / "below", "../"), (copy.folder, "beside/")):
        monkeypatch.chdir(here)
        for named in (text.name, signature):
            assert f"{above}{signature}" in cli("verify", f"{above}{named}").out.splitlines()[1:]
    rows = json.loads(cli("verify", f"beside/{text.name}", "--format", "json").out)["findings"]
    assert [row["file"] for row in rows] == [f"beside/{signature}"]


def test_who_asks_the_authorities_is_told_nothing_by_libraries(copy: Sealed, pki: Pki) -> None:
    """In a process of its own: what a library does to the logging of a process, it does once."""
    pdf = next(copy.object.glob("v1/content/*/*.fra.pdf"))
    # As a dependency does it when it is first imported.
    loud = "import logging, sys; logging.basicConfig(level=logging.INFO); "
    loud += "from codetool.cli.shell import run; sys.exit(run(sys.argv[1:]))"
    line = [sys.executable, "-c", loud, "verify", str(pdf), "--trust", str(pki.root()), "--fetch", "--no-rebuild"]
    with pki.clock(datetime.now(UTC)):
        done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=copy.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert "INTACT AND SIGNED." in done.stdout


def test_json_says_who_signed(
    copy: Sealed, pki: Pki, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    cli = commands_in(copy, monkeypatch, capsysbinary)
    pdf = next(copy.object.glob("v1/content/*/*.fra.pdf"))
    told = json.loads(cli("verify", "--trust", pki.root(), "--no-rebuild", "--format", "json", pdf).out)
    assert (told["valid"], told["verdict"]) == (True, "proven")
    (row,) = told["checked"]
    assert row["kind"] == "pdf"
    (signature,) = (one for one in row["signatures"] if one["kind"] == "PAdES")
    assert (signature["standing"], signature["signer"]) == ("proven", "Essai signer, Autorité d'essai")
    text = cli("verify", "--trust", pki.root(), "--no-rebuild", pdf).out
    assert "signed by Essai signer, Autorité d'essai, 20" in " ".join(text.split())


# --- renewed ----------------------------------------------------------------------------------------------------------


def renew(sealed: Sealed, pki: Pki) -> list[Path]:
    """Renew every sealing, and return the files of the first one's renewal."""
    at = datetime.now(UTC)
    with pki.clock(at):
        renew_archive(sealed.archive, Stamping(url=pki.stamps, trust=pki.trust(), clock=lambda: at, all_of_them=True))
    return sorted((sealed.object / "logs" / "v1" / "renewal-0001").iterdir())


def test_a_renewal_is_looked_at_whole(copy: Sealed, pki: Pki) -> None:
    files = renew(copy, pki)
    whole = verify(copy, pki.trust())
    assert (whole.errors, whole.verdict) == ((), Verdict.PROVEN)
    assert [one.kind for one in whole.signatures].count(Kind.STAMP) >= 3
    chance = random.Random(3161)  # noqa: S311 - as above
    for path in files:
        content, place = path.read_bytes(), path.relative_to(copy.archive).as_posix()
        at = chance.randrange(len(content))
        path.write_bytes(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
        found = faults_of_renewal(copy, 1)
        assert {one.file.rpartition("/")[0] for one in found} == {"logs/v1/renewal-0001"}, place
        path.unlink()
        assert faults_of_renewal(copy, 1), place
        path.write_bytes(content)
    assert faults_of_renewal(copy, 1) == []
    (files[0].parent / "more.txt").write_bytes(b"x")
    (copy.object / "logs" / "v1" / "more.txt").write_bytes(b"x")
    strays = {one.file.rpartition("logs/")[2] for one in verify(copy).errors if one.code == "file-unknown"}
    assert strays == {"v1/renewal-0001/more.txt", "v1/more.txt"}


def told_of_ends(path: Path, trust: Trust, at: datetime) -> dict[str, set[str]]:
    """Return what is told of time stamps that run out or ran out, by kind of file, as `verify` tells it at a time."""
    (report,) = verify_path(path, Asked(at=at, trust=trust, rebuild=False))
    assert isinstance(report, Report)
    told: dict[str, set[str]] = {}
    for one in report.findings:
        if one.code.startswith("stamp-") and "expir" in one.code:
            told.setdefault(Path(one.file).suffix, set()).add(one.code)
    return told


def test_what_an_archive_proves_on_is_not_told_of_its_files(tmp_path: Path, pki: Pki) -> None:
    place, now = pki.place(), datetime.now(UTC)
    options = ("--key", str(place.file), "--passfile", str(place.pass_file), "--stamps", pki.stamps("tsa-soon"))
    with pki.clock(now):
        sealed = seal_three(tmp_path / "code", *options, "--trust", str(pki.root()))
        trust = pki.trust()
        assert told_of_ends(sealed.archive, trust, now) == {".p7s": {"stamp-expiring"}}, "each version once"
        renew_archive(sealed.archive, Stamping(url=pki.stamps, trust=trust, clock=lambda: now))
    later = datetime(now.year + 1, 6, 1, tzinfo=UTC)
    for at in (now, later):
        assert told_of_ends(sealed.archive, trust, at) == {}
    assert told_of_ends(sealed.archive, trust, datetime(2039, 6, 1, tzinfo=UTC)) == {".tsr": {"stamp-expiring"}}


def test_a_file_that_runs_out_alone_names_the_archive_that_proves_it_on(copy: Sealed, pki: Pki, tmp_path: Path) -> None:
    renew(copy, pki)
    (archived,) = load_objects(copy.archive)
    export_version(archived, archived.sealing(LABELS[1]), tmp_path / "exported")
    trust = pki.trust()
    for path in (tmp_path / "exported", next(copy.object.glob("v2/content/*/*.fra.pdf"))):
        told = told_of_ends(path, trust, datetime(2039, 6, 1, tzinfo=UTC))
        assert set().union(*told.values()) == {"stamp-alone-expiring"}
        told = told_of_ends(path, trust, datetime(2041, 6, 1, tzinfo=UTC))
        assert set().union(*told.values()) == {"stamp-alone-expired"}
    (report,) = verify_path(path, Asked(at=datetime(2041, 6, 1, tzinfo=UTC), trust=trust, rebuild=False))
    assert isinstance(report, Report)
    (remedy,) = {one.remedy for one in report.findings if one.code == "stamp-alone-expired"}
    assert remedy.startswith("What proves it on is the archive that it was taken from: verify that")


def faults_of_renewal(sealed: Sealed, version: int) -> list[Finding]:
    """Return what `verify` finds of one signature and its renewals."""
    logs = sealed.object / "logs" / f"v{version}"
    paths = [sealed.object / f"v{version}" / "inventory.json", *(path for path in logs.rglob("*") if path.is_file())]
    files = {path.relative_to(sealed.object).as_posix(): path.read_bytes() for path in paths}
    read = Renewable(inventory=f"v{version}/inventory.json", logs=f"logs/v{version}", files=files)
    stands = check_sealed(read, Trust(), at=datetime.now(UTC) + timedelta(minutes=1))
    found = [*stands.strays, *(one for signature in stands.found for one in signature.findings)]
    return [one for one in found if one.severity is Severity.ERROR]
