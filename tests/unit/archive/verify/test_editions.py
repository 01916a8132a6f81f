"""Editions are made again from the file alone; what was altered in them is found, and named."""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import PdfSignatureMetadata, async_sign_pdf

from codetool.akn.read import read_expression
from codetool.archive.apart import Limits
from codetool.archive.made_with import parts_here
from codetool.archive.pdf_read import read_attachments
from codetool.archive.sign.awaiting import finished
from codetool.archive.verify import editions as checked
from codetool.archive.verify.editions import Carried, EditionCheck, Sameness, check_edition
from codetool.render import Imprint, Look, render_html, render_pdf, render_text
from codetool.render.book import fill_book
from codetool.render.carried import carry_edition, record_edition
from codetool.render.pdf import Record, make, print_pdf
from codetool.render.recipe import Form
from codetool.render.recipe_json import read_recipe
from tests.altered_pdf import files_of, pages_of, with_stream, with_update
from tests.unit.archive.verify.conftest import SEALING, Texts

if TYPE_CHECKING:
    from tests.pki import Pki

ELSEWHERE = """
import json, pathlib, sys
from codetool.archive.verify.editions import Form, check_edition
told = {}
for name in sys.argv[1:]:
    found = check_edition(pathlib.Path(name).read_bytes(), form=Form.PDF)
    told[pathlib.Path(name).stem] = [found.sameness, [one.message for one in found.findings]]
print(json.dumps(told))
"""
QUICK = Limits(seconds=5, memory=2 * 1024**3)


def check(pdf: bytes, limits: Limits | None = None) -> EditionCheck:
    return check_edition(pdf, form=Form.PDF, limits=limits)


def codes(found: EditionCheck) -> list[str]:
    return [one.code for one in found.findings]


def altered(texts: Texts, words: bytes, instead: bytes) -> tuple[str, Record]:
    """Return the pages of another text, and the record of the one that it claims to be."""
    imprint = Imprint(source=texts.new)
    record = record_edition(texts.versions[1], imprint)
    assert words in texts.new
    return fill_book(read_expression(texts.new.replace(words, instead)), imprint, record), record


# --- untouched --------------------------------------------------------------------------------------------------------


def test_each_is_made_again_to_the_byte_from_the_file_alone_elsewhere(
    editions: dict[str, bytes], tmp_path: Path
) -> None:
    for name, content in editions.items():
        (tmp_path / f"{name}.pdf").write_bytes(content)
    surroundings = {**os.environ, "HOME": str(tmp_path), "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7"}
    ran = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, *(f"{name}.pdf" for name in editions)],
        cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert json.loads(ran.stdout) == {name: ["same bytes", []] for name in editions}


def test_what_each_carries_has_names_that_a_person_understands(editions: dict[str, bytes]) -> None:
    assert {name: sorted(read_attachments(content)) for name, content in editions.items()} == {
        "plain": ["2021-01-01.fra.xml", "edition.json"],
        "dressed": [
            "2021-01-01.fra.xml",
            "earlier/2020-01-01.fra.xml",
            "edition.json",
            "pictures/Salle.svg",
            "pictures/salle-2.svg",
            "settings/codetool.toml",
            "settings/logo.svg",
            "settings/matches/2020-01-01..2021-01-01.toml",
            "settings/templates/edition/_seal.html",
            "settings/templates/own/words.html",
        ],
        "history": [
            "2021-01-01.fra.xml",
            "earlier/2020-01-01.fra.xml",
            "edition.json",
            "settings/matches/2020-01-01..2021-01-01.toml",
        ],
        "comparison": ["edition.json", "new-2021-01-01.xml", "old-2020-01-01.xml"],
        "decided": [
            "edition.json",
            "new-2021-01-01.xml",
            "old-2020-01-01.xml",
            "settings/codetool.toml",
            "settings/logo.svg",
            "settings/matches.toml",
            "settings/templates/edition/_seal.html",
            "settings/templates/own/words.html",
        ],
    }


def test_of_the_settings_only_what_an_edition_uses_is_carried(editions: dict[str, bytes]) -> None:
    settings = read_attachments(editions["dressed"])["settings/codetool.toml"].decode()
    assert "nobody" not in settings
    assert 'templates = "templates"' in settings


def test_the_sealing_stands_on_the_page_and_in_the_recipe(editions: dict[str, bytes]) -> None:
    with pdfium.PdfDocument(editions["decided"]) as document:
        text = " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    assert "Signé électroniquement par Signataire d’essai le 26 novembre 2026." in text
    assert "Mots de la maison." in text
    assert read_recipe(read_attachments(editions["decided"])["edition.json"]).sealing == SEALING


# --- altered ----------------------------------------------------------------------------------------------------------


def test_a_line_drawn_over_a_page_is_found_though_the_words_are_the_same(editions: dict[str, bytes]) -> None:
    pdf = editions["plain"]
    found = check(with_stream(pdf, pages_of(pdf)[2], lambda drawn: drawn.replace(b" re\n", b" re \n", 1)))
    assert (found.sameness, codes(found)) == (Sameness.DIFFERS, ["edition-bytes-differ"])
    assert "something else was altered than words" in found.findings[0].message


def test_words_of_a_page_that_were_altered_are_told_with_the_page(editions: dict[str, bytes]) -> None:
    pdf = editions["plain"]
    found = check(with_stream(pdf, pages_of(pdf)[2], lambda drawn: drawn.replace(b"TJ", b"  ", 3)))
    assert (found.sameness, codes(found)) == (Sameness.DIFFERS, ["edition-differs"])
    assert found.findings[0].message.startswith("page 3: “")


def test_an_update_behind_the_end_of_an_unsigned_file_is_found(editions: dict[str, bytes]) -> None:
    pdf = editions["plain"]
    found = check(with_update(pdf, pages_of(pdf)[2], lambda drawn: drawn))
    assert (found.sameness, codes(found)) == (Sameness.DIFFERS, ["edition-bytes-differ"])


def test_a_signed_file_is_compared_as_it_was_before_and_read_as_it_is_now(
    editions: dict[str, bytes], pki: "Pki"
) -> None:
    pdf = editions["plain"]
    signed = BytesIO()
    metadata, writer = PdfSignatureMetadata(field_name="S"), IncrementalPdfFileWriter(BytesIO(pdf))
    finished(async_sign_pdf(writer, metadata, pki.key("curve").signer, output=signed))
    assert check(signed.getvalue()).sameness is Sameness.SAME_BYTES
    updated = with_update(signed.getvalue(), pages_of(pdf)[2], lambda drawn: drawn.replace(b"TJ", b"  ", 3))
    found = check(updated)
    assert (found.sameness, codes(found)) == (Sameness.DIFFERS, ["edition-differs"])


def test_another_text_attached_is_found(editions: dict[str, bytes]) -> None:
    pdf = editions["plain"]
    found = check(with_stream(pdf, files_of(pdf)[0], lambda text: text.replace(b"bureau", b"comite")))
    assert found.sameness is Sameness.DIFFERS
    assert codes(found)[:2] == ["edition-source-other", "edition-differs"]
    assert "2021-01-01.fra.xml" in found.findings[0].message


def test_another_text_printed_over_what_it_carries_is_found(texts: Texts) -> None:
    html, record = altered(texts, b"doit", b"peut")
    found = check(print_pdf(html, record))
    assert (found.sameness, codes(found)) == (Sameness.DIFFERS, ["edition-differs"])
    assert "peut" in found.findings[0].values["found"]
    assert "doit" in found.findings[0].values["made"]


def test_a_recipe_that_was_taken_out_or_exchanged_is_missed(texts: Texts) -> None:
    imprint = Imprint(source=texts.new)
    record = record_edition(texts.versions[1], imprint)
    html = fill_book(texts.versions[1], imprint, record)
    other = replace(record.sources[1], content=record.sources[1].content.replace(b'"fr"', b'"nl"'))
    for sources in (record.sources[:1], (record.sources[0], other)):
        found = check(print_pdf(html, replace(record, sources=sources)))
        assert (found.sameness, codes(found)) == (Sameness.DIFFERS, ["edition-recipe-lost"])


def test_a_file_that_nothing_was_made_from_is_found(texts: Texts) -> None:
    imprint = Imprint(source=texts.new)
    record = record_edition(texts.versions[1], imprint)
    more = replace(record.sources[0], name="facture.exe", content=b"MZ")
    html = fill_book(texts.versions[1], imprint, record)
    found = check(print_pdf(html, replace(record, sources=(*record.sources, more))))
    assert found.sameness is Sameness.DIFFERS
    assert codes(found)[0] == "edition-file-extra"
    assert found.findings[0].message == "it carries facture.exe, which it was not made from"


# --- made elsewhere ---------------------------------------------------------------------------------------------------


def test_made_by_other_libraries_it_is_compared_by_its_words(texts: Texts, monkeypatch: pytest.MonkeyPatch) -> None:
    imprint = Imprint(source=texts.new)
    record = record_edition(texts.versions[1], imprint)
    html = fill_book(texts.versions[1], imprint, record)
    monkeypatch.setattr(make, "name_programs", lambda _: ("codetool 0.0.1", "Pango 0.1"))
    for page in (html, html.replace("size: A4", "size: 190mm 240mm")):  # other lines, other pages, the same words
        found = check(print_pdf(page, record))
        assert (found.sameness, codes(found)) == (Sameness.SAME_TEXT, ["edition-other-program"])
        assert found.parts[:2] == ("codetool 0.0.1", "Pango 0.1")
        assert "only its words were compared" in found.findings[0].message
    other, _ = altered(texts, b"doit", b"peut")
    for page in (other.replace("size: A4", "size: 190mm 240mm"), re.sub(r"TITRE.1", "TITRE PREMIER", html)):
        found = check(print_pdf(page, record))
        assert (found.sameness, codes(found)) == (Sameness.DIFFERS, ["edition-words-differ"])
        assert {"peut", "PREMIER"} & set(found.findings[0].values["found"].split())


def test_without_a_recipe_nothing_is_made_again_and_that_is_said(texts: Texts, hello: bytes) -> None:
    for pdf in (render_pdf(texts.versions[1]), hello):
        found = check(pdf)
        assert (found.sameness, codes(found)) == (Sameness.NOT_REBUILT, ["edition-recipe-absent"])
        assert found.findings[0].severity == "note"


@pytest.fixture
def hello() -> bytes:
    document = pdfium.PdfDocument.new()
    document.new_page(200, 200)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"Bonjour", b"%PDF-1.7\n" + b"[" * 100_000])
def test_what_is_no_pdf_is_told_in_a_line(content: bytes) -> None:
    found = check(content)
    assert (found.sameness, codes(found)) == (Sameness.NOT_REBUILT, ["edition-unreadable"])


# --- hostile ----------------------------------------------------------------------------------------------------------


def dressed(texts: Texts, folder: Path, template: str) -> bytes:
    """Return an edition that says that it was made with a template, which was not used for it."""
    (folder / "edition").mkdir()
    (folder / "edition/_seal.html").write_text("<p>…</p>", encoding="utf-8")
    imprint = Imprint(source=texts.new, look=Look(templates=folder), sealing=SEALING)
    record = record_edition(texts.versions[1], imprint)
    sources = [
        replace(one, content=template.encode()) if one.name.endswith("_seal.html") else one for one in record.sources
    ]
    return print_pdf(fill_book(texts.versions[1], imprint, record), replace(record, sources=tuple(sources)))


@pytest.mark.parametrize(
    ("template", "code"),
    [
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "edition-takes-long"),
        ("{{ 'x' * 9999999999 }}", "edition-not-made"),
    ],
    ids=["endless", "vast"],
)
def test_templates_that_never_end_come_to_nothing(template: str, code: str, texts: Texts, tmp_path: Path) -> None:
    found = check(dressed(texts, tmp_path, template), QUICK)
    assert (found.sameness, codes(found)) == (Sameness.NOT_REBUILT, [code])


def test_nothing_is_fetched_for_a_page(texts: Texts, tmp_path: Path) -> None:
    asked = "<img src='file:///etc/passwd'><link rel=stylesheet href='https://example.org/a.css'><script>1</script>"
    found = check(dressed(texts, tmp_path, asked), QUICK)
    assert (found.sameness, codes(found)) == (Sameness.DIFFERS, ["edition-differs"])


def test_more_or_larger_files_than_any_edition_has_are_refused(
    editions: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit in ("MOST_FILES", "MOST_BYTES"):
        with monkeypatch.context() as patch:
            patch.setattr(f"codetool.archive.pdf_read.{limit}", 1)
            with pytest.raises(ValueError, match="attachments"):
                read_attachments(editions["plain"])


# --- other forms ------------------------------------------------------------------------------------------------------


def carried(texts: Texts, form: Form) -> Carried:
    found = carry_edition(texts.versions[1], Imprint(source=texts.new, sealing=SEALING), form)
    return Carried(
        recipe=found.recipe, files={one.name: one.content for one in found.files}, made_with=parts_here()
    )  # fmt: skip


def test_a_page_is_made_again_from_what_an_archive_keeps(texts: Texts) -> None:
    kept = carried(texts, Form.HTML)
    page = render_html(texts.versions[1], Imprint(source=texts.new, sealing=SEALING))
    assert check_edition(page.encode(), form=Form.HTML, carried=kept).sameness is Sameness.SAME_BYTES
    found = check_edition(page.replace(" doit ", " peut ", 1).encode(), form=Form.HTML, carried=kept)
    assert (found.sameness, codes(found)) == (Sameness.DIFFERS, ["edition-words-differ"])
    assert "peut" in found.findings[0].values["found"]
    assert codes(check_edition(b"", form=Form.HTML, carried=replace(kept, files={}))) == ["edition-file-missing"]


def test_a_text_is_made_again_and_where_others_made_it_compared_by_its_words(texts: Texts) -> None:
    kept = carried(texts, Form.TEXT)
    text = render_text(texts.versions[1])
    assert check_edition(text.encode(), form=Form.TEXT, carried=kept).sameness is Sameness.SAME_BYTES
    spaced = text.replace("\n", "\n ").encode()
    assert codes(check_edition(spaced, form=Form.TEXT, carried=kept)) == ["edition-bytes-differ"]
    older = replace(kept, made_with=("codetool 0.0.1",))
    assert check_edition(spaced, form=Form.TEXT, carried=older).sameness is Sameness.SAME_TEXT


def test_a_recipe_of_another_form_is_refused(texts: Texts) -> None:
    found = check_edition(b"x", form=Form.HTML, carried=carried(texts, Form.TEXT))
    assert codes(found) == ["edition-recipe-bad"]
    assert codes(check_edition(b"x", form=Form.HTML)) == ["edition-recipe-absent"]


def test_limits_grow_with_the_texts_and_have_an_end() -> None:
    assert checked.limits_for(0).seconds == 45
    assert checked.limits_for(1024**2).seconds == 125
    assert checked.limits_for(1024**3).seconds == 1800
