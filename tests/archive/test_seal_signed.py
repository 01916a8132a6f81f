"""Sealings that are signed and stamped, on the command line: made, judged by others' programs, and renewed."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha512
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from codetool.archive.sign.closed import read_closed, write_closed
from codetool.archive.sign.detached import sign_detached
from codetool.cli.shell import run

if TYPE_CHECKING:
    from tests.pki import Pki

PYHANKO = Path(sys.executable).with_name("pyhanko")


@pytest.fixture(scope="module")
def sealed(pki: "Pki", tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder whose store has two drafts, both sealed with a key and time stamps."""
    folder = tmp_path_factory.mktemp("signed")
    place = pki.place()
    settings = f'[archive]\nkey = "{place.file}"\npassfile = "{place.pass_file}"\nstamps = "{pki.stamps()}"\n'
    (folder / "codetool.toml").write_text(f'{settings}trust = ["{pki.root()}"]\n', encoding="utf-8")
    (folder / "versions").mkdir()
    store = ("--store", str(folder / "versions"))
    with pki.clock(datetime.now(UTC)):
        for day, text in (("2020-01-01", "1.1 Un article.\n"), ("2021-01-01", "1.1 Un seul article.\n")):
            source = folder / "source.txt"
            source.write_text(f"CODE D'ESSAI\n\n{text}", encoding="utf-8")
            assert run(["import", str(source), "--date", day, "--work", "essai", *store]) == 0
            assert run(["seal", day, *store]) == 0
    return folder


def object_in(folder: Path) -> Path:
    (found,) = {path.parent for path in (folder / "archive").rglob("0=ocfl_object_1.1")}
    return found


def lines_in_the_guide(folder: Path, version: str) -> list[list[str]]:
    """Return the commands that LISEZ-MOI.txt gives, for a version of the object in `folder`, where they are to run."""
    guide = (folder / "v1/content/LISEZ-MOI.txt").read_text(encoding="utf-8").replace("\\\n", "")
    lines = re.findall(r"^  ((?:sha512sum|python3|openssl) .+)$", guide, re.MULTILINE)
    programs = {"python3": [sys.executable, "-I"]}
    split = [shlex.split(line.replace("vN", version)) for line in lines]
    return [[*programs.get(first, [first]), *rest] for first, *rest in split]


def signature_line(folder: Path, version: str) -> list[str]:
    (line,) = (line for line in lines_in_the_guide(folder, version) if line[:2] == ["openssl", "cms"])
    return line


def ran(line: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("version", ["v1", "v2"])
def test_each_line_of_the_guide_does_what_it_says(sealed: Path, pki: "Pki", tmp_path: Path, version: str) -> None:
    shutil.copytree(sealed, tmp_path / "code", ignore=shutil.ignore_patterns("renewal-*"))
    with pki.clock(datetime.now(UTC)):
        archive = ("--archive", str(tmp_path / "code/archive"), "--store", str(sealed / "versions"))
        assert run(["archive", "renew", "--force", *archive]) == 0
    folder = object_in(tmp_path / "code")
    shutil.copy(folder / "v1/content/2020-01-01.fra/settings/authorities.pem", folder / "ac.pem")
    told = [ran(line, folder) for line in lines_in_the_guide(folder, version)]
    assert [(one.returncode, one.args) for one in told if one.returncode] == []
    digest, text, signature, renewed, stamp = told
    inventory = (folder / version / "inventory.json").read_bytes()
    assert digest.stdout == f"{sha512(inventory).hexdigest()}  {version}/inventory.json\n"
    assert "Un seul article." in text.stdout
    assert "successful" in signature.stderr
    assert f"{version}/inventory.json: OK" in renewed.stdout
    assert "Verification: OK" in stamp.stdout


def test_the_guide_is_read_on_a_narrow_screen(sealed: Path) -> None:
    guide = (object_in(sealed) / "v1/content/LISEZ-MOI.txt").read_text(encoding="utf-8")
    assert max(map(len, guide.splitlines())) <= 100


def test_the_line_of_the_guide_sees_an_altered_inventory(sealed: Path, pki: "Pki", tmp_path: Path) -> None:
    shutil.copytree(object_in(sealed), tmp_path / "object")
    shutil.copy(pki.root(), tmp_path / "object/ac.pem")
    path = tmp_path / "object/v1/inventory.json"
    path.write_bytes(path.read_bytes() + b" ")
    assert ran(signature_line(tmp_path / "object", "v1"), tmp_path / "object").returncode != 0


def test_the_line_of_the_guide_is_good_when_the_certificate_has_run_out(
    sealed: Path, pki: "Pki", tmp_path: Path
) -> None:
    at = datetime(2023, 5, 1, tzinfo=UTC)
    for folder in ("v1", "logs/v1"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "v1/inventory.json").write_bytes(b"{}")
    with pki.clock(at):
        signature = sign_detached(b"{}", pki.signing("expired", at=at), at=at)
    (tmp_path / "logs/v1/inventory.json.p7s").write_bytes(signature)
    shutil.copy(pki.root(), tmp_path / "ac.pem")
    line = signature_line(object_in(sealed), "v1")
    assert "successful" in ran(line, tmp_path).stderr
    assert "expired" in ran([word for word in line if word != "-no_check_time"], tmp_path).stderr


def test_a_clock_that_is_not_that_of_the_stamps_seals_nothing(
    sealed: Path, pki: "Pki", tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(sealed, tmp_path / "code", ignore=shutil.ignore_patterns("archive", "sealed.toml"))
    with pki.clock(datetime.now(UTC) + timedelta(days=3)):
        assert run(["seal", "2020-01-01", "--store", str(tmp_path / "code/versions")]) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert "this machine says that it is" in told
    assert "Set the clock right, or name another service; then seal again." in told
    assert not (tmp_path / "code/archive/0=ocfl_1.1").exists()


def test_what_no_trusted_authority_stands_behind_is_told(
    pki: "Pki", tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "versions").mkdir()
    (tmp_path / "codetool.toml").write_text("[archive]\n", encoding="utf-8")
    source = tmp_path / "source.txt"
    source.write_text("CODE D'ESSAI\n\n1.1 Un article.\n", encoding="utf-8")
    place, store = pki.place(), ("--store", str(tmp_path / "versions"))
    key = ("--key", str(place.file), "--passfile", str(place.pass_file))
    untold = (
        "until when essai/2020-01-01.fra (v1) is proven cannot be told: no authority behind it is trusted here. "
        "Name the authority's certificate with --trust.\n"
    )
    with pki.clock(datetime.now(UTC)):
        assert run(["import", str(source), "--date", "2020-01-01", "--work", "essai", *store]) == 0
        capsys.readouterr()
        assert run(["seal", "2020-01-01", *key, "--stamps", pki.stamps(), *store]) == 0
        assert "warning: no trusted authority is named, so " in capsys.readouterr().err
        assert run(["archive", "renew", *store]) == 1, "a job that runs once a year has to hear of it"
        assert capsys.readouterr().err == untold
        assert run(["archive", "renew", "--force", "--stamps", pki.stamps(), *store]) == 1
        assert capsys.readouterr().err == f"renewed: essai/2020-01-01.fra (v1)\n{untold}"


def test_a_service_that_fails_midway_leaves_nothing(
    sealed: Path, pki: "Pki", tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("archive", "versions"):
        shutil.copytree(sealed / name, tmp_path / name)
    shutil.copy(sealed / "codetool.toml", tmp_path)
    store = ("--store", str(tmp_path / "versions"))
    source = tmp_path / "source.txt"
    source.write_text("CODE D'ESSAI\n\n1.1 Un troisième article.\n", encoding="utf-8")
    assert run(["import", str(source), "--date", "2022-01-01", "--work", "essai", *store]) == 0
    before = {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()}
    # of its requests the first are for the text: one stamp over the signature, one over all
    for answered in (0, 1, 2):
        capsys.readouterr()
        with pki.clock(datetime.now(UTC)), pki.without("tsa", after=answered):
            assert run(["seal", "2022-01-01", *store]) == 2
        told = capsys.readouterr().err.strip().splitlines()[-1]
        assert told.startswith(f"codetool: {pki.stamps()}: the time stamping service gives no time stamp ")
        assert {path: path.read_bytes() for path in sorted(tmp_path.rglob("*")) if path.is_file()} == before
    with pki.clock(datetime.now(UTC)):
        assert run(["seal", "2022-01-01", *store]) == 0


@pytest.mark.parametrize("name", ["2021-01-01.fra.pdf", "changes.pdf"])
def test_pyhanko_checks_the_pdfs_for_the_long_term(sealed: Path, pki: "Pki", name: str) -> None:
    pdf = object_in(sealed) / "v2/content/2021-01-01.fra" / name
    with pki.clock(datetime.now(UTC)):
        checked = subprocess.run(
            [PYHANKO, "sign", "adesverify", "--trust", pki.root(), pdf],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "INTACT:TRUSTED" in checked.stdout
    assert "EXTENDED_WITH_LTA_UPDATES" in checked.stdout


def test_the_record_names_the_signer_and_links_the_signature_before(sealed: Path) -> None:
    record = json.loads((object_in(sealed) / "v2/content/2021-01-01.fra/record.json").read_bytes())
    assert record["signed"]["stamps"].startswith("http://")
    assert len(record["signed"]["certificate_sha256"]) == 64
    assert list(record["before"]["logs"]) == ["logs/v1/inventory.json.p7s"]
    assert record["files"]["2021-01-01.fra.xml.xades"]["role"] == "signature"


def test_the_authorities_that_were_trusted_are_kept(sealed: Path, pki: "Pki") -> None:
    kept = (object_in(sealed) / "v1/content/2020-01-01.fra/settings/authorities.pem").read_text(encoding="ascii")
    assert "".join(kept.split()) in "".join(pki.root().read_text(encoding="ascii").split())


def test_the_page_says_who_signed(sealed: Path) -> None:
    page = (object_in(sealed) / "v2/content/2021-01-01.fra/2021-01-01.fra.html").read_text(encoding="utf-8")
    assert "2021-01-01.fra.xml.xades" in page


def test_no_secret_is_in_the_archive(sealed: Path, pki: "Pki") -> None:
    pass_file = pki.place().pass_file
    assert pass_file
    secret = pass_file.read_bytes().strip()
    for path in (sealed / "archive").rglob("*"):
        if path.is_file():
            assert secret not in path.read_bytes(), path
            assert str(pki.place().file).encode() not in path.read_bytes(), path


def test_a_time_stamp_that_was_taken_out_is_found(
    sealed: Path, pki: "Pki", tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(sealed, copy)
    command = ["verify", str(copy / "archive"), "--trust", str(pki.root()), "--no-rebuild"]
    assert run(command) == 0
    for path in (object_in(copy) / "logs").rglob("*.p7s"):
        path.write_bytes(write_closed(replace(read_closed(path.read_bytes()), token=b"")))
    capsys.readouterr()
    assert run([*command, "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [each for each in found if "stamp-missing" in json.dumps(each)]


def test_renewed_only_when_asked_or_when_due(sealed: Path, pki: "Pki", capsys: pytest.CaptureFixture[str]) -> None:
    store = ("--store", str(sealed / "versions"))
    before = sorted(path.name for path in (object_in(sealed) / "logs").rglob("*"))
    with pki.clock(datetime.now(UTC)):
        assert run(["archive", "renew", *store]) == 0
        assert capsys.readouterr().err.strip() == "nothing runs out within a year"
        assert sorted(path.name for path in (object_in(sealed) / "logs").rglob("*")) == before
        assert run(["archive", "renew", "--force", *store]) == 0
    told = capsys.readouterr().err.splitlines()
    for line, more, label in zip(told[::2], told[1::2], ("2020-01-01.fra (v1)", "2021-01-01.fra (v2)"), strict=True):
        assert line.startswith(f"renewed: essai/{label}, proven until 20")
        assert more.startswith(f"nothing was gained for essai/{label}: without this stamp it is proven for as long. ")
    assert list((object_in(sealed) / "logs").glob("v*/renewal-*/manifest.txt.tsr"))


def test_a_stamp_that_runs_out_as_soon_is_no_renewal(
    pki: "Pki", sealed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(sealed, tmp_path / "code", ignore=shutil.ignore_patterns("renewal-*"))
    named = (
        "--archive",
        str(tmp_path / "code/archive"),
        "--store",
        str(sealed / "versions"),
        "--trust",
        str(pki.root()),
    )
    with pki.clock(datetime.now(UTC)):
        assert run(["archive", "renew", "--force", "--stamps", pki.stamps("tsa-soon"), *named]) == 1
        capsys.readouterr()
        assert run(["archive", "renew", "--stamps", pki.stamps("tsa-soon"), *named]) == 1
        assert "nothing was gained for essai/2020-01-01.fra (v1)" in capsys.readouterr().err
        assert run(["archive", "renew", "--stamps", pki.stamps(), *named]) == 0
    assert "gained" not in capsys.readouterr().err


@pytest.mark.parametrize("name", ["logs/v1/inventory.json.p7s", "v1/content/2020-01-01.fra/2020-01-01.fra.txt"])
def test_nothing_is_stamped_that_does_not_hold(
    sealed: Path, pki: "Pki", tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    shutil.copytree(sealed / "archive", tmp_path / "archive")
    path = object_in(tmp_path) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    source = tmp_path / "source.txt"
    source.write_text("CODE D'ESSAI\n\n1.1 Un troisième article.\n", encoding="utf-8")
    shutil.copytree(sealed / "versions", tmp_path / "versions")
    shutil.copy(sealed / "codetool.toml", tmp_path)
    store = ("--store", str(tmp_path / "versions"))
    assert run(["import", str(source), "--date", "2022-01-01", "--work", "essai", *store]) == 0
    before = sorted(tmp_path.rglob("*"))
    for command in (("archive", "renew", "--force"), ("seal", "2022-01-01"), ("seal", "2022-01-01", "--unsigned")):
        capsys.readouterr()
        with pki.clock(datetime.now(UTC)):
            assert run([*command, *store]) == 2
        told = capsys.readouterr().err
        assert name.rpartition("/")[2] in told
        assert "should not happen" not in told
    assert sorted(tmp_path.rglob("*")) == before


def test_a_signed_object_is_verified_alone(sealed: Path, pki: "Pki", capsys: pytest.CaptureFixture[str]) -> None:
    with pki.clock(datetime.now(UTC)):
        named = (str(object_in(sealed)), "--trust", str(pki.root()), "--store", str(sealed / "versions"))
        assert run(["verify", "--no-rebuild", *named]) == 0
    assert "SIGNED" in capsys.readouterr().out


def test_what_is_only_warned_of_stops_no_edition_from_being_made_again(
    sealed: Path, pki: "Pki", tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported, store = tmp_path / "exported", str(sealed / "versions")
    assert run(["archive", "export", "2021-01-01", "-o", str(exported), "--store", store]) == 0

    def verified() -> tuple[int, str, list[str]]:
        capsys.readouterr()
        with pki.clock(datetime.now(UTC)):
            code = run(["verify", str(exported), "--trust", str(pki.root("other")), "--format", "json"])
        told = json.loads(capsys.readouterr().out)
        return code, told["checked"][0]["versions"][0]["editions"], [row["code"] for row in told["findings"]]

    code, editions, codes = verified()
    assert (code, editions) == (0, "same")
    assert "signature-other-key" in codes
    page, record = exported / "2021-01-01.fra.html", exported / "record.json"
    before = sha512(page.read_bytes()).hexdigest()
    page.write_bytes(page.read_bytes().replace(b"seul", b"beau"))
    record.write_text(record.read_text().replace(before, sha512(page.read_bytes()).hexdigest()))
    code, editions, codes = verified()
    assert (code, editions) == (1, "different")
    assert "edition-words-differ" in codes
    record.write_text(record.read_text().replace(sha512(page.read_bytes()).hexdigest(), before))
    assert verified()[:2] == (1, "faults-first")
