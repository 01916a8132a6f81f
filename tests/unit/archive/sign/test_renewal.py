"""Renewed in time, a signature is good decades after every certificate of its day ran out; else it is not."""

import socket
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codetool.archive.sign.detached import sign_detached
from codetool.archive.sign.manifest import read_manifest, write_manifest
from codetool.archive.sign.renewal import Sealed, renew
from codetool.archive.sign.standing import Stands, check_sealed, due
from codetool.archive.sign.tokens import write_response
from codetool.archive.sign.told import Standing
from codetool.archive.sign.trust import Trust
from codetool.archive.sign.xml import check_akn_signature, sign_akn
from codetool.errors import SigningError
from tests.pki import NOW, Pki
from tests.unit.archive.sign.beside import INVENTORY, NAME, TEXT, check_proven, codes, is_noticed, missed, openssl, year

PLACE, SIGNATURE = "v1/inventory.json", "logs/v1/inventory.json.p7s"
FIRST, SECOND = "logs/v1/renewal-0001", "logs/v1/renewal-0002"
LAST_DAY = year(2058)
"""Thirty-two years after the signature, and a few months before the last time stamp runs out."""

Files = Mapping[str, bytes]


def sealed(files: Files) -> Sealed:
    return Sealed(inventory=PLACE, logs="logs/v1", files=files)


def renewed(pki: Pki, files: Files, stamps: str, at: datetime) -> Files:
    with pki.clock(at):
        return {**files, **renew(sealed(files), pki.stamps(stamps), pki.trust())}


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One archive as it was kept: signed in 2026, and renewed in 2039 and 2047."""

    signed: Files
    once: Files
    twice: Files


@pytest.fixture(scope="module")
def kept(pki: Pki) -> Kept:
    """Return it; the authorities that stamped ran out in 2040, 2048 and 2059, the signer in 2036."""
    signature = sign_detached(INVENTORY, pki.signing("curve", stamps="tsa"), at=NOW)
    signed = {PLACE: INVENTORY, SIGNATURE: signature}
    once = renewed(pki, signed, "tsa-next", year(2039))
    return Kept(signed=signed, once=once, twice=renewed(pki, once, "tsa-last", year(2047)))


def wrong(stands: Stands) -> dict[str, list[str]]:
    """Return what is wrong, by file; what runs out soon is not."""
    told = {each.file: [code for code in codes(each) if code != "stamp-expiring"] for each in stands.found}
    told |= {each.file: [each.code] for each in stands.strays}
    return {file: found for file, found in told.items() if found}


def test_it_is_good_after_all_its_certificates_ran_out(pki: Pki, kept: Kept) -> None:
    stands = check_sealed(sealed(kept.twice), pki.trust(), at=LAST_DAY)
    assert wrong(stands) == {}
    signature, first, second = stands.found
    assert [each.file for each in stands.found] == [
        SIGNATURE,
        f"{FIRST}/manifest.txt.tsr",
        f"{SECOND}/manifest.txt.tsr",
    ]
    assert {each.standing for each in stands.found} == {Standing.PROVEN}
    assert (signature.signed_at, signature.stamped_at) == (NOW, NOW)
    assert (first.stamped_at, second.stamped_at) == (year(2039), year(2047))
    assert (stands.since, stands.until) == (NOW, year(2059, 1) - timedelta(hours=12))


@pytest.mark.parametrize(("which", "last"), [("signed", year(2039)), ("once", year(2047)), ("twice", LAST_DAY)])
def test_it_is_good_until_its_last_stamp_runs_out(pki: Pki, kept: Kept, which: str, last: datetime) -> None:
    files = getattr(kept, which)
    assert wrong(check_sealed(sealed(files), pki.trust(), at=last)) == {}
    after = check_sealed(sealed(files), pki.trust(), at=last + timedelta(days=800))
    assert after.until is None
    assert after.found[0].standing is Standing.BROKEN
    assert "stamp-expired" in codes(after.found[-1])


def test_a_renewal_that_came_too_late_is_found(pki: Pki, kept: Kept) -> None:
    late = renewed(pki, kept.signed, "tsa-next", year(2041))
    stands = check_sealed(sealed(late), pki.trust(), at=year(2042))
    assert wrong(stands) == {SIGNATURE: ["signature-expired", "renewal-late"]}
    assert "ran out on 2040-01-01, before the next renewal" in stands.found[0].findings[-1].message
    again = renewed(pki, kept.once, "tsa-last", year(2048))
    assert wrong(check_sealed(sealed(again), pki.trust(), at=year(2050))) == {
        SIGNATURE: ["signature-expired", "renewal-late"],
        f"{FIRST}/manifest.txt.tsr": ["renewal-late"],
    }


def without(files: Files, *paths: str) -> Files:
    return {path: content for path, content in files.items() if path not in paths}


def test_a_missing_file_is_found(pki: Pki, kept: Kept) -> None:
    for path in kept.twice:
        if path in {PLACE, f"{SECOND}/manifest.txt.tsr"}:
            continue
        found = wrong(check_sealed(sealed(without(kept.twice, path)), pki.trust(), at=LAST_DAY))
        told = found[f"{SECOND}/manifest.txt.tsr"]
        assert told == (["renewal-form", "stamp-broken"] if path == f"{SECOND}/manifest.txt" else ["renewal-missing"])
    found = wrong(check_sealed(sealed(without(kept.twice, f"{SECOND}/manifest.txt.tsr")), pki.trust(), at=LAST_DAY))
    assert found[f"{SECOND}/manifest.txt.tsr"] == ["stamp-broken"]


def test_a_whole_renewal_that_is_missing_is_found(pki: Pki, kept: Kept) -> None:
    cut = {path: content for path, content in kept.twice.items() if not path.startswith(FIRST)}
    found = wrong(check_sealed(sealed(cut), pki.trust(), at=LAST_DAY))
    assert set(found[f"{SECOND}/manifest.txt.tsr"]) == {"renewal-missing"}
    far = check_sealed(sealed({**kept.signed, "logs/v1/renewal-9999/manifest.txt": b""}), pki.trust(), at=year(2030))
    assert [codes(each) for each in far.found] == [[], ["renewal-form", "stamp-broken"]]


def test_a_list_that_leaves_a_file_out_is_found(pki: Pki, kept: Kept) -> None:
    for path in (SIGNATURE, f"{FIRST}/manifest.txt"):
        part = renewed(pki, without(kept.once, path), "tsa-last", year(2047))
        found = wrong(check_sealed(sealed({**part, path: kept.once[path]}), pki.trust(), at=LAST_DAY))
        assert found[f"{SECOND}/manifest.txt.tsr"] == ["renewal-incomplete"]


def test_swapped_files_are_found(pki: Pki, kept: Kept) -> None:
    one, two = (f"{folder}/manifest.txt.tsr" for folder in (FIRST, SECOND))
    swapped = {**kept.twice, one: kept.twice[two], two: kept.twice[one]}
    found = wrong(check_sealed(sealed(swapped), pki.trust(), at=year(2047)))
    assert found[one] == ["stamp-broken"]
    assert found[two] == ["renewal-altered", "stamp-broken"]
    exchanged = {
        path.replace("-0001/", "-000X/").replace("-0002/", "-0001/").replace("-000X/", "-0002/"): content
        for path, content in kept.twice.items()
    }
    found = wrong(check_sealed(sealed(exchanged), pki.trust(), at=year(2047)))
    assert {"renewal-missing", "renewal-incomplete"} <= set(found[one] + found[two])


def test_renewals_in_the_wrong_order_are_found(pki: Pki, kept: Kept) -> None:
    first = renewed(pki, kept.signed, "tsa-next", year(2039))
    second = renewed(pki, first, "tsa-next", year(2038))
    found = wrong(check_sealed(sealed(second), pki.trust(), at=year(2040)))
    assert found == {f"{FIRST}/manifest.txt.tsr": ["renewal-order"]}


def test_another_inventory_is_found(pki: Pki, kept: Kept) -> None:
    found = wrong(check_sealed(sealed({**kept.twice, PLACE: INVENTORY + b" "}), pki.trust(), at=LAST_DAY))
    assert found[SIGNATURE] == ["signature-content"]
    assert found[f"{SECOND}/manifest.txt.tsr"] == ["renewal-altered"]
    assert found[f"{FIRST}/manifest.txt.tsr"] == ["renewal-altered", "renewal-late"], "the second covers it no more"


def test_a_stray_file_is_found(pki: Pki, kept: Kept) -> None:
    for path in (
        "logs/v1/note.txt",
        f"{FIRST}/note.txt",
        "logs/v1/renewal-0000/manifest.txt",
        "renewal-0001/manifest.txt",
    ):
        stands = check_sealed(sealed({**kept.once, path: b"x"}), pki.trust(), at=year(2040))
        assert wrong(stands) == {path: ["renewal-stray"]}


def test_altered_bytes_of_a_renewal_are_found(pki: Pki, kept: Kept) -> None:
    trust = pki.trust()
    for path in kept.once:
        if path == PLACE:
            continue

        def is_found(altered: bytes, path: str = path) -> bool:
            stands = check_sealed(sealed({**kept.once, path: altered}), trust, at=year(2040))
            return any(map(is_noticed, stands.found))

        assert missed(kept.once[path], is_found, every=211) == []


@pytest.mark.parametrize(
    ("stamps", "told"),
    [
        ("tsa-closed", {}),
        ("tsa-stolen", {SIGNATURE: ["stamp-compromised"]}),
        ("tsa-revoked", {SIGNATURE: ["stamp-revoked"]}),
    ],
)
def test_what_became_of_an_authority_is_known_from_a_renewal(pki: Pki, stamps: str, told: dict[str, list[str]]) -> None:
    signing = replace(pki.signing("curve", stamps=stamps), trust=Trust())
    with pki.without("ocsp", "crls"):  # who signs is refused where it is told already
        signature = sign_detached(INVENTORY, signing, at=NOW)
    files = renewed(pki, {PLACE: INVENTORY, SIGNATURE: signature}, "tsa", year(2031))
    assert wrong(check_sealed(sealed(files), pki.trust(), at=year(2035))) == told


def test_an_unsigned_inventory_can_be_renewed(pki: Pki) -> None:
    files = renewed(pki, {PLACE: INVENTORY}, "tsa", NOW)
    stands = check_sealed(sealed(files), pki.trust(), at=year(2030))
    (only,) = stands.found
    check_proven(only)
    assert (stands.since, only.file) == (NOW, f"{FIRST}/manifest.txt.tsr")
    later = renewed(pki, files, "tsa-next", year(2039))
    assert check_sealed(sealed(later), pki.trust(), at=year(2046)).since == NOW


def test_an_unstamped_signature_is_good_from_its_first_renewal_on(pki: Pki) -> None:
    files = {PLACE: INVENTORY, SIGNATURE: sign_detached(INVENTORY, pki.signing(), at=NOW)}
    assert wrong(check_sealed(sealed(files), pki.trust(), at=year(2037))) == {SIGNATURE: ["signature-expired"]}
    kept = renewed(pki, files, "tsa-next", year(2035))
    stands = check_sealed(sealed(kept), pki.trust(), at=year(2046))
    assert wrong(stands) == {}
    assert stands.since == year(2035)


def test_nothing_stands_of_what_was_never_signed_or_stamped(pki: Pki) -> None:
    stands = check_sealed(sealed({PLACE: INVENTORY}), pki.trust(), at=NOW)
    assert (stands.found, stands.since, stands.until) == ((), NOW, None)
    assert not due(stands, at=NOW, within=timedelta(days=10**5))


@pytest.mark.parametrize(
    ("at", "days", "answer"),
    [(year(2039), 365, True), (year(2039), 30, False), (year(2026), 365, False), (year(2041), 365, False)],
)
def test_what_is_due_is_told(pki: Pki, kept: Kept, at: datetime, days: int, *, answer: bool) -> None:
    stands = check_sealed(sealed(kept.signed), pki.trust(), at=at)
    assert due(stands, at=at, within=timedelta(days=days)) is answer
    assert ("stamp-expiring" in codes(stands.found[0])) is (at.year == year(2039).year)


def test_a_renewal_is_read_without_our_code(pki: Pki, kept: Kept, tmp_path: Path) -> None:
    for path, content in kept.twice.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    for folder, at in ((FIRST, year(2047)), (SECOND, LAST_DAY)):
        listed = ["sha512sum", "--strict", "-c", f"{folder}/manifest.txt"]
        subprocess.run(listed, cwd=tmp_path, check=True, capture_output=True)
        line = ["-data", f"{folder}/manifest.txt", "-in", f"{folder}/manifest.txt.tsr", "-CAfile", str(pki.root())]
        told = openssl(tmp_path, "ts", "-verify", *line, "-attime", str(int(at.timestamp())))
        assert "Verification: OK" in told.stdout


def test_the_signature_of_a_text_is_judged_with_what_the_inventory_knows(pki: Pki, kept: Kept) -> None:
    text = sign_akn(TEXT, NAME, pki.signing("curve", stamps="tsa"), at=NOW)
    for files, at in ((kept.signed, year(2039)), (kept.twice, LAST_DAY)):
        stands = check_sealed(sealed(files), pki.trust(), at=at)
        found = check_akn_signature(TEXT, NAME, text, pki.trust(), at=stands.since, material=stands.material)
        check_proven(found)
        assert found.findings == (), "revocation is known"
    assert "stamp-expired" in codes(check_akn_signature(TEXT, NAME, text, pki.trust(), at=LAST_DAY))


def test_what_was_gathered_is_there_as_files(pki: Pki, kept: Kept) -> None:
    gathered = {content for path, content in kept.once.items() if path.startswith(FIRST)}
    assert {pki.certificate(each) for each in ("curve", "interm", "tsa")} <= gathered
    assert any(path.endswith(".ocsp") for path in kept.once)
    assert any(path.endswith(".crl") for path in kept.once)


def test_no_time_stamp_no_renewal(pki: Pki, kept: Kept) -> None:
    with pytest.raises(SigningError, match="no time stamp"):
        renew(sealed(kept.signed), pki.stamps("none"), pki.trust())


def test_checking_asks_nobody(pki: Pki, kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    trust = pki.trust()
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("the network was asked"))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_: pytest.fail("a name was looked up"))
    assert wrong(check_sealed(sealed(kept.twice), trust, at=LAST_DAY)) == {}


names = st.sampled_from(["manifest.txt", "manifest.txt.tsr", "0" * 64 + ".crl", "0" * 64 + ".ocsp", "0" * 64 + ".cer"])


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(names, st.binary(max_size=120), min_size=1), st.binary(max_size=60))
def test_any_bytes_are_judged(pki: Pki, files: dict[str, bytes], signature: bytes) -> None:
    placed = {f"{FIRST}/{name}": content for name, content in files.items()}
    stands = check_sealed(sealed({PLACE: INVENTORY, SIGNATURE: signature, **placed}), pki.trust(), at=NOW)
    assert all(map(is_noticed, stands.found))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_a_stamp_over_any_list_is_no_list(manifest: bytes) -> None:
    files = {PLACE: INVENTORY, f"{FIRST}/manifest.txt": manifest, f"{FIRST}/manifest.txt.tsr": write_response(manifest)}
    (told,) = check_sealed(sealed(files), Trust(), at=NOW).found
    assert codes(told) == ["renewal-form", "stamp-broken"]


def test_a_list_has_one_form() -> None:
    digest = "0f" * 64
    good = write_manifest({"v1/a": digest, "v1/b": digest})
    assert read_manifest(good) == {"v1/a": digest, "v1/b": digest}
    first, second = good.splitlines(keepends=True)
    for other in (
        b"",
        second + first,
        first + first,
        good[:-1],
        good + b"\n",
        good.replace(b"  ", b" *"),
        good.upper(),
    ):
        assert read_manifest(other) is None
    for path in ("../a", "/etc/passwd", "a b", "-c", "a\\b", "a//b", "a/../b", "a/", ".a"):
        assert read_manifest(f"{digest}  {path}\n".encode()) is None
