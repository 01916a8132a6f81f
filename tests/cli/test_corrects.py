"""`codetool import --corrects`: a version says which one it corrects, and what was decided holds for it too."""

import json
import re
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest

from codetool.akn.read import read_expression
from codetool.model.correction import corrected_iri

if TYPE_CHECKING:
    from tests.cli.conftest import Cli

IRI = "/akn/be/act/code/essai/2020-01-01/essai/fra@"
CORRECT = ("import", "corrected.txt", "--date", "2021-09-01", "--corrects", "2021-03-01")
MADE = "versions/essai/2021-09-01.fra.xml"
DECIDED = '[[forbid]]\nold = ["1.1"]\nnew = ["1.2"]\n'


@pytest.fixture
def adopted(store: "Cli") -> "Cli":
    """Return commands in a folder whose store has an adopted version, and a text that corrects it."""
    days = ("--published", "2021-03-10", "--in-force", "2021-04-01")
    assert store("adopt", "2021-01-01", "--adopted", "2021-03-01", *days).code == 0
    text = (store.folder / "second.txt").read_text(encoding="utf-8")
    store.write("corrected.txt", text.replace("distincts", "différents"))
    return store


def test_a_correction_of_the_code_says_so_and_keeps_what_was_decided(adopted: "Cli") -> None:
    outcome = adopted(*CORRECT)
    assert outcome.code == 0
    assert "taken out of the cover: “- second projet d'essai -”" in outcome.messages
    text = (adopted.folder / MADE).read_bytes()
    made = read_expression(text)
    assert corrected_iri(made) == f"{IRI}2021-03-01"
    assert not made.is_draft
    assert (made.status, made.identification.expression.version_number) == ("", "")
    before = read_expression((adopted.folder / "versions/essai/2021-03-01.fra.xml").read_bytes())
    assert made.lifecycle.in_force_from() == "2021-04-01"
    assert [(one.date, one.type) for one in made.lifecycle.events] == [
        (one.date, one.type) for one in before.lifecycle.events
    ]
    assert [(one.date, one.refers_to, one.outcome) for one in made.lifecycle.steps] == [
        ("2021-01-01", "#draft", ""),
        ("2021-03-01", "#adoption", "#adopted"),
        ("2021-09-01", "#correction", ""),
    ]
    assert b'<publication date="2021-03-10"' in text
    found = json.loads(adopted("validate", "--format", "json").out)["findings"]
    assert [one["code"] for one in found if one["file"] == MADE] == []


def test_it_takes_the_place_of_what_it_corrects_from_the_first_day_on(adopted: "Cli") -> None:
    adopted(*CORRECT)
    told = adopted("render", "essai", "--at", "2021-04-01", "--format", "text").out
    assert "différents" in told
    assert "distincts" not in told


def test_editions_list_and_site_tell_it(adopted: "Cli") -> None:
    adopted(*CORRECT)
    page = adopted("render", "2021-09-01", "--format", "html").out
    assert re.search(r"<dt>Corrige</dt><dd>la version du 1er\s+mars 2021</dd>", page)
    assert "<dt>Corrige</dt>" not in adopted("render", "2021-03-01", "--format", "html").out
    assert f"    {IRI}2021-09-01  [corrects 2021-03-01.fra]" in adopted("list").out.splitlines()
    told = json.loads(adopted("list", "--format", "json").out)["versions"]
    assert [row["corrects"] for row in told] == ["", "", "", f"{IRI}2021-03-01"]
    assert adopted("site", "--forms", "html").code == 0
    front = (adopted.folder / "dist/site/index.html").read_text(encoding="utf-8")
    assert re.search(r"corrige la version du 1er\s+mars 2021", front)


def test_a_correction_keeps_the_ids_of_what_it_corrects(adopted: "Cli") -> None:
    renumbered = (adopted.folder / "second.txt").read_text(encoding="utf-8").replace("1.2 L'essai", "1.5 L'essai")
    adopted.write("corrected.txt", renumbered)
    adopted.write("other.txt", "CODE D'ESSAI\n\n- autre -\n\n1.1 Tout autre chose.\n\n1.2 Rien de semblable.\n")
    assert adopted("import", "other.txt", "--date", "2021-08-01").code == 0
    assert adopted(*CORRECT).code == 0
    assert 'eId="art_1-5" wId="art_1-2"' in (adopted.folder / MADE).read_text(encoding="utf-8")


def test_a_correction_of_a_draft_has_a_number_of_its_own(adopted: "Cli") -> None:
    assert adopted("import", "corrected.txt", "--date", "2021-02-01", "--corrects", "2021-01-01").code == 0
    made = read_expression((adopted.folder / "versions/essai/2021-02-01.fra.xml").read_bytes())
    assert made.is_draft
    assert made.status == "- second projet d'essai -"
    assert made.identification.expression.version_number == "second projet d'essai, correction 2021-02-01"
    found = json.loads(adopted("validate", "--format", "json").out)["findings"]
    assert [one["code"] for one in found if one["severity"] != "note"] == []


def test_one_of_the_same_day_gets_a_label_of_its_own(adopted: "Cli") -> None:
    same = ("import", "corrected.txt", "--date", "2021-03-01", "--corrects", "2021-03-01")
    assert "kept: versions/essai/2021-03-01.correction.fra.xml" in adopted(*same).err
    adopted.write("again.txt", (adopted.folder / "corrected.txt").read_text(encoding="utf-8").replace("règle", "fixe"))
    other = ("import", "again.txt", *same[2:])
    assert "kept: versions/essai/2021-03-01.correction-2.fra.xml" in adopted(*other).err
    assert "kept: versions/essai/2021-03-01.erratum.fra.xml" in adopted(*same, "--variant", "erratum").err
    assert adopted("render", "in-force", "--format", "text").out.count("différents") == 1


def test_the_same_correction_twice_changes_nothing(adopted: "Cli") -> None:
    same = ("import", "corrected.txt", "--date", "2021-03-01", "--corrects", "2021-03-01")
    assert adopted(*same).code == 0
    before = adopted.listing()
    made = "versions/essai/2021-03-01.correction.fra.xml"
    assert f"unchanged: {made} holds exactly this already" in adopted(*same).messages
    assert adopted.listing() == before
    # The correction of the correction is another one, though its source be the same.
    assert "kept: versions/essai/2021-03-01.correction-2.fra.xml" in (adopted(*same[:-1], "2021-03-01.correction").err)


def test_a_correction_of_the_same_day_comes_after_what_it_corrects(adopted: "Cli") -> None:
    adopted("import", "first.txt", "--date", "2021-05-01", "--status", "adopted", "--work", "essai")
    adopted.seal("2021-05-01.fra")
    assert adopted("import", "corrected.txt", "--date", "2021-05-01", "--corrects", "2021-05-01").code == 0
    days = ("--adopted", "2021-05-01", "--published", "2021-05-10", "--in-force", "2021-06-01")
    assert adopted("adopt", "2021-05-01.correction", *days).code == 0
    found = json.loads(adopted("validate", "--format", "json").out)["findings"]
    assert not any("correction" in one["message"] for one in found if one["code"] == "event-vanished")
    listed = [row["label"] for row in json.loads(adopted("list", "--format", "json").out)["versions"]]
    assert listed[-2:] == ["essai/2021-05-01.fra", "essai/2021-05-01.correction.fra"]
    told = adopted.refused(
        "import", "second.txt", "--date", "2021-05-01", "--corrects", "2021-05-01.correction", "--variant", "avis"
    )
    assert "avis would come before 2021-05-01.correction, which it corrects. Leave --variant out" in told


def test_a_correction_that_was_altered_since_is_not_made_a_second_time(adopted: "Cli") -> None:
    same = ("import", "corrected.txt", "--date", "2021-03-01", "--corrects", "2021-03-01")
    assert adopted(*same).code == 0
    path = adopted.folder / "versions/essai/2021-03-01.correction.fra.xml"
    path.write_bytes(path.read_bytes().replace(b"un essai", b"deux essais"))
    assert "the store holds another text under this label" in adopted.refused(*same)


def test_a_correction_of_the_same_day_can_be_told_from_what_it_corrects(adopted: "Cli") -> None:
    same = ("import", "corrected.txt", "--date", "2021-03-01", "--corrects", "2021-03-01")
    assert adopted(*same).code == 0
    page = adopted("render", "2021-03-01.correction", "--format", "html").out
    assert re.search(r"<time datetime=\"2021-03-01\">1er\s+mars 2021 \(correction\)</time>", page)
    assert re.search(r"<dt>Corrige</dt><dd>la version du 1er\s+mars 2021</dd>", page)
    assert re.search(r"<dt>Référence</dt><dd>[^<]*version du 1er\s+mars 2021 \(correction\)</dd>", page)
    assert "(correction)" not in adopted("render", "2021-03-01", "--format", "html").out
    for label in ("2021-03-01", "2021-03-01.correction"):
        assert adopted("render", label, "--format", "pdf", "-o", f"{label}.pdf").code == 0
        document = pdfium.PdfDocument(adopted.folder / f"{label}.pdf")
        assert document.get_attachment(0).get_name() == f"{label}.fra.xml"
        printed = " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
        assert f"sha256sum {label}.fra.xml" in printed
        assert ("Version 1er mars 2021 (correction)" in printed) == label.endswith("correction")


def test_a_file_can_be_asked_for(adopted: "Cli") -> None:
    assert adopted(*CORRECT, "-o", "out.xml").code == 0
    assert corrected_iri(read_expression((adopted.folder / "out.xml").read_bytes())) == f"{IRI}2021-03-01"


def test_what_is_sealed_is_corrected_by_what_the_message_says(adopted: "Cli") -> None:
    adopted.seal("2021-03-01.fra")
    told = adopted.refused("import", "corrected.txt", "--date", "2021-03-01", "--force")
    assert told.endswith("codetool import … --corrects 2021-03-01.")
    assert adopted("import", "corrected.txt", "--date", "2021-03-01", "--corrects", "2021-03-01").code == 0


def test_what_cannot_be_is_refused(adopted: "Cli") -> None:
    refused = adopted.refused
    assert "there is no version 2000-01-01" in refused(*CORRECT[:-1], "2000-01-01")
    assert "a correction of 2021-02-01 cannot be of a version of 2021-03-01" in refused(
        "import", "corrected.txt", "--date", "2021-02-01", "--corrects", "2021-03-01"
    )
    assert "2021-01-01 is a draft, and so is its correction" in refused(
        *CORRECT[:-1], "2021-01-01", "--status", "adopted"
    )
    assert "2021-03-01 is of essai, and so is its correction. Leave --work out" in refused(*CORRECT, "--work", "autre")
    assert "2021-03-01 is of fra, and so is its correction. Leave --lang out" in refused(*CORRECT, "--lang", "nld")
    assert "two versions cannot correct one" in refused(*CORRECT, "--tracked", "both")


def test_it_speaks_french(adopted: "Cli") -> None:
    assert adopted.french("import", "first.txt", "--date", "2021-09-01", "--corrects", "2021-03-01").code == 0


def test_a_sealed_correction_says_so_in_its_record(adopted: "Cli") -> None:
    assert adopted(*CORRECT).code == 0
    assert adopted("seal", "2021-09-01").code == 0
    [record] = (adopted.folder / "archive").rglob("2021-09-01.fra/record.json")
    assert json.loads(record.read_bytes())["corrects"] == "2021-03-01.fra"
    _, second = adopted("archive", "list").out.splitlines()
    assert second == f"    {IRI}2021-09-01  [corrects 2021-03-01.fra]"
    assert "  [corrige 2021-03-01.fra]" in adopted("--ui-lang", "fr", "archive", "list").out


def test_a_sealed_correction_is_compared_with_what_it_corrects(adopted: "Cli") -> None:
    adopted.write("other.txt", "CODE D'ESSAI\n\n- autre -\n\n1.1 Tout autre chose.\n\n1.2 Rien de semblable.\n")
    assert adopted("import", "other.txt", "--date", "2021-08-01").code == 0
    assert adopted(*CORRECT).code == 0
    decided = adopted.write("versions/essai/matches/2021-03-01.fra..2021-09-01.fra.toml", DECIDED)
    assert adopted("seal", "2021-09-01").code == 0
    folder = adopted.folder / "edition"
    assert adopted("archive", "export", "2021-09-01", "-o", "edition").code == 0
    assert [one.name for one in (folder / "before").iterdir()] == ["2021-03-01.fra.xml"]
    assert (folder / "settings/matches.toml").read_bytes() == decided.read_bytes()
    assert "Tout autre chose" not in (folder / "changes.html").read_text(encoding="utf-8")
    told = (folder / "changes.html").read_text(encoding="utf-8")
    assert "différents" in told
    assert "distincts" in told


def test_a_second_correction_is_compared_with_what_it_corrects(adopted: "Cli") -> None:
    same = ("--date", "2021-03-01", "--corrects", "2021-03-01")
    assert adopted("import", "corrected.txt", *same).code == 0
    adopted.write("again.txt", (adopted.folder / "corrected.txt").read_text(encoding="utf-8").replace("règle", "fixe"))
    assert adopted("import", "again.txt", *same).code == 0
    assert adopted("seal", "2021-03-01.correction-2").code == 0
    assert adopted("archive", "export", "2021-03-01.correction-2", "-o", "edition").code == 0
    assert [one.name for one in (adopted.folder / "edition/before").iterdir()] == ["2021-03-01.fra.xml"]
