"""What a reader finds in the Word document: marks, remarks, notes, tables, headings, language, page numbers."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from codetool.akn.read import read_expression
from codetool.diff import compare
from codetool.model.markup import AKN_NAMESPACE
from codetool.render.redline_docx import render_redline_docx

if TYPE_CHECKING:
    from tests.unit.render.tracked.conftest import Opener, Word


def test_the_marks_are_those_of_the_golden(word: "Word", root: Path) -> None:
    expected = (root / "tests/cases/render/word/expected.txt").read_text(encoding="utf-8")
    assert "\n".join(word.lines()) + "\n" == expected


def test_a_moved_article_is_deleted_and_inserted_with_remarks_that_lead_from_one_to_the_other(word: "Word") -> None:
    lines = list(word.lines())
    gone = next(line for line in lines if line.startswith("Article: [-Art. 3. Priorité-]"))
    come = next(line for line in lines if line.startswith("Article: {+Art. 8. Priorité+}"))
    assert "Déplacé : se trouve maintenant à Art. 8 Priorité (va dans : Titre 2 Usage)." in gone
    assert "Déplacé : se trouvait à Art. 3 Priorité (venait de : Titre 1 Réservation)." in come


def test_a_removed_article_leaves_no_paragraph(word: "Word") -> None:
    lines = [line for line in word.lines() if "bonnement" in line]
    assert len(lines) == 2
    assert all(line.endswith("-] ¶-") for line in lines)


def test_headings_have_the_levels_that_navigation_shows(word: "Word") -> None:
    document, styles = word.parts["word/document.xml"], word.parts["word/styles.xml"]
    assert '<w:pStyle w:val="Article"/><w:outlineLvl w:val="1"/>' in document
    assert 'w:styleId="Heading1"' in styles
    assert '<w:outlineLvl w:val="0"/>' in styles


def test_language_names_and_page_numbers(word: "Word") -> None:
    assert '<w:lang w:val="fr-BE"' in word.parts["word/styles.xml"]
    header = word.parts["word/header.xml"]
    assert "Ancien texte : Règlement des salles communales – 1er janvier 2020" in header
    assert "Nouveau texte : Règlement des salles communales – 1er juin 2021" in header
    assert 'w:instr=" PAGE "' in word.parts["word/footer.xml"]
    assert 'w:instr=" NUMPAGES "' in word.parts["word/footer.xml"]


def test_emphasis_and_no_break_spaces_stay(word: "Word") -> None:
    document = word.parts["word/document.xml"]
    assert "<w:rPr><w:i/></w:rPr>" in document
    assert "10\u00a0jours" in document


def test_every_part_has_a_type_and_every_relation_a_part(word: "Word") -> None:
    kinds = word.parts["[Content_Types].xml"]
    relations = word.parts["word/_rels/document.xml.rels"]
    for name in word.parts:
        assert name.endswith(".rels") or name.startswith("[") or f'PartName="/{name}"' in kinds
    for name in ("styles", "settings", "numbering", "footnotes", "comments", "header", "footer"):
        assert f'Target="{name}.xml"' in relations
        assert f"word/{name}.xml" in word.parts


def test_no_remark_has_the_id_of_a_note(word: "Word") -> None:
    assert word.remarks
    assert not set(word.remarks) & set(word.notes)


def test_a_narrow_column_has_room_for_its_longest_word(opened: "Opener") -> None:
    wide = "Frais de déplacement remboursés au kilomètre parcouru"
    cells = "".join(f"<td><p>{text}</p></td>" for text in ("Fonction", wide, wide, wide))
    text = read_expression(
        f'<akomaNtoso xmlns="{AKN_NAMESPACE}"><act><body><article><content><table><tr>{cells}</tr></table></content>'
        "</article></body></act></akomaNtoso>".encode()
    )
    document = opened(render_redline_docx(compare(text, text), text, text)).parts["word/document.xml"]
    widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"', document)]
    assert 120 * len("Fonction") < widths[0] < widths[1] == widths[2] == widths[3]
    assert sum(widths) <= 9070
