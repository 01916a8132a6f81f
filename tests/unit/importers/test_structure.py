import pytest

from codetool.errors import StructureError
from codetool.importers.blocks import BlockKind
from codetool.importers.readers.plain import split_lines
from codetool.importers.structure import Structure, find_structure


def structure_of(text: str) -> Structure:
    """Return the structure of a text."""
    return find_structure(split_lines(text), "x.txt")


def shown(text: str) -> list[str]:
    """Return a word for each block: its number and heading, or its depth and text."""
    return [
        f"{block.num} {block.heading}".strip()
        if block.kind is not BlockKind.TEXT
        else f"{'>' * (block.depth + 1)} {block.text}"
        for block in structure_of(text).blocks
    ]


def articles(text: str) -> list[str]:
    """Return the numbers of the articles found."""
    return [block.num for block in structure_of(text).blocks if block.kind is BlockKind.ARTICLE]


def test_a_number_after_a_reference_is_no_article() -> None:
    assert articles("1.1 Vu l'article\n1.2 du code.\n1.2 Il agit.\n1.3 Voir le point\n\n1.4. Les autres.") == [
        "1.1",
        "1.2",
        "1.3",
    ]


def test_a_number_far_from_its_series_is_no_article() -> None:
    assert articles("1.1 Il agit\n3.7 fois. Il paie\n9.2 Euros.\n1.2 Il part.") == ["1.1", "1.2"]


def test_a_missing_and_a_doubled_number_are_told() -> None:
    found = structure_of("1.1 Un.\n\n1.2 Deux.\n\n1.2 Trois.\n\n1.5 Quatre.")

    assert [(one.line, one.message) for one in found.findings] == [
        (5, "the number 1.2 does not follow the one before it in its series"),
        (7, "the number 1.5 does not follow the one before it in its series"),
    ]


def test_an_article_after_a_sentence_that_nobody_finished() -> None:
    assert articles("Art. 1. Il agit à condition que\n\nArt. 2. Il part.") == ["Art. 1.", "Art. 2."]
    assert articles("Art. 1. Il agit selon l'article\n\nArt. 2. Il part.") == ["Art. 1.", "Art. 2."]
    assert articles("1.1 Il agit selon l'article\n\n1.2. Il part.") == ["1.1"]


def test_numbers_may_restart_in_a_new_division_only() -> None:
    text = "Livre 1\n\nArticle 1. Un.\n\nArticle 2. Deux.\n\nLivre 2\n\nArticle 1. Trois."

    assert articles(text) == ["Article 1.", "Article 2.", "Article 1."]
    assert structure_of(text).findings == ()
    assert structure_of(text.replace("Livre 2", "Fin.")).findings[0].code == "number-series"


def test_chapters_may_be_numbered_through_all_titles() -> None:
    text = (
        "Titre 1 – A\nChapitre 1 – B\nArt. 1. Un.\nChapitre 2 – C\nArt. 2. Deux.\n"
        "Titre 2 – D\nChapitre 3 – E\nArt. 3. Trois."
    )

    assert structure_of(text).findings == ()
    assert len(structure_of(text).blocks) == 11
    assert structure_of(text.replace("Chapitre 3", "Chapitre 4")).findings[0].line == 7


def test_running_text_that_begins_like_a_division_is_none() -> None:
    text = "1.1 Il agit conformément au\nTitre 2 du code.\nLe texte renvoie à ceci,\nTitre 3 – Divers\net cela."

    assert shown(text) == [
        "1.1",
        "> Il agit conformément au Titre 2 du code. Le texte renvoie à ceci, Titre 3 – Divers et cela.",
    ]


def test_a_division_right_after_a_sentence_without_its_point() -> None:
    assert articles("TITRE 1 – A\n1.1 Il agit\nTITRE 2 – B\n2.1 Il part.") == ["1.1", "2.1"]


def test_nested_points_and_their_return() -> None:
    assert shown("Art. 1. On entend par :\n1° un :\na) deux, et\nb) trois;\n2° quatre;\n4° cinq.\n\nIl reste.") == [
        "Art. 1.",
        "> On entend par :",
        "1°",
        ">> un :",
        "a)",
        ">>> deux, et",
        "b)",
        ">>> trois;",
        "2°",
        ">> quatre;",
        "4°",
        ">> cinq.",
        "> Il reste.",
    ]


def test_points_that_belong_to_the_sentence() -> None:
    assert shown("1.1 Voir les points a) et\nb) du guide, le point\na) aussi et 1) ou\n- peut-être - le reste.") == [
        "1.1",
        "> Voir les points a) et b) du guide, le point a) aussi et 1) ou - peut-être - le reste.",
    ]


def test_a_list_that_begins_again_is_told() -> None:
    found = structure_of("1.1 Il :\na) voit;\nb) lit;\na) part.")

    assert [block.num for block in found.blocks if block.kind is BlockKind.POINT] == ["a)", "b)", "a)"]
    assert [one.line for one in found.findings] == [4]


def test_an_alinea_may_belong_to_a_point() -> None:
    assert shown("1.1 Il :\n  a) voit.\n\n     Il regarde.\n\n  b) lit.")[-3:] == [">> Il regarde.", "b)", ">> lit."]


def test_paragraphs_of_an_article() -> None:
    assert shown("Art. 1. Objet\n§ 1er. Il voit le\n§ 2 du code.\n§ 2. Il lit.\n§ 4. Il part.")[1:] == [
        "§ 1er.",
        "> Il voit le § 2 du code.",
        "§ 2.",
        "> Il lit.",
        "§ 4.",
        "> Il part.",
    ]
    assert shown("Art. 1. (1) Il voit.\n(2) Il lit :\n(1) un;\n(2) deux.")[1:6:2] == ["(1)", "(2)", "(1)"]
    assert shown("Art. 1. § 1er. Il voit\n§ 9 fois.") == ["Art. 1.", "§ 1er.", "> Il voit § 9 fois."]


def test_decimals_below_an_article_are_its_paragraphs() -> None:
    assert shown("1.1 Il voit.\n1.1.1 Il lit.\n1.1.2 Il part.\n1.2 Il rit.") == [
        "1.1",
        "> Il voit.",
        "1.1.1",
        "> Il lit.",
        "1.1.2",
        "> Il part.",
        "1.2",
        "> Il rit.",
    ]


def test_a_text_without_wrapped_lines_has_a_paragraph_on_each() -> None:
    long = "Il respecte chaque demande " * 9 + "toujours."

    assert len(shown(f"1.1 {long}\nIl part.\nil rit.")) == 3
    assert len(shown("1.1 Il respecte.\nIl part.\n\nIl rit.")) == 3


def test_a_heading_below_the_number_of_an_article() -> None:
    assert shown("Article 1\nObjet\nLe code lie.\nArticle 2\nLe membre agit.") == [
        "Article 1 Objet",
        "> Le code lie.",
        "Article 2",
        "> Le membre agit.",
    ]


def test_headings_numbered_without_a_word() -> None:
    roman = "I. OBJET\n\nArt. 1. Un.\n\nII. MOYENS\n\nArt. 2. Deux.\n\nIV. Divers et\n\nL. Dupont signe."

    assert shown(roman)[:5:2] == ["I. OBJET", "> Un.", "Art. 2."]
    assert shown("1. Objet\n\n1.1 Un.\n\n3. Il part.\n\n2. Moyens\n\n2.1 Deux.")[0] == "1. Objet"


def test_articles_may_begin_with_a_small_letter() -> None:
    assert articles("1.1 écouter\n\n1.2 lire.\n1.3 partir.") == ["1.1", "1.2", "1.3"]


def test_a_part_of_a_text_may_begin_anywhere() -> None:
    found = structure_of("2.3 Il voit.\n2.4 Il lit.")

    assert [block.num for block in found.blocks if block.kind is BlockKind.ARTICLE] == ["2.3", "2.4"]
    assert [one.line for one in found.findings] == [1]


def test_tables_of_contents_are_part_of_the_cover() -> None:
    dotted = structure_of("CODE\n1.1 Objet ........ 3\nTITRE 1 – A ..... 4\n\nTITRE 1 – A\n1.1 Un.")
    bare = structure_of("CODE\nTITRE 1 – A\nTITRE 2 – B\n\nTITRE 1 – A\n1.1 Un.")

    assert [line.text for line in dotted.cover] == ["CODE", "1.1 Objet ........ 3", "TITRE 1 – A ..... 4"]
    assert [line.text for line in bare.cover] == ["CODE", "TITRE 1 – A", "TITRE 2 – B"]
    assert len(bare.blocks) == 3


def test_a_text_without_articles_is_refused_with_what_was_seen() -> None:
    with pytest.raises(StructureError) as bare:
        structure_of("Chère équipe,\nvoici le texte. " + "mot " * 30)
    with pytest.raises(StructureError) as headed:
        structure_of("TITRE 1 – OBJET\n\nLe code lie.")

    assert str(bare.value) == (
        "x.txt: no article was found in 2 lines and 35 words (the first line: “Chère équipe,”; no heading of a title "
        "or chapter). Number the articles, each at the beginning of a line: Article 1er. –, Art. 2, 1.1, 2.1. or § 1."
    )
    assert "headings: 1, the first “TITRE 1 – OBJET”)" in str(headed.value)


def test_numbers_of_articles_that_were_put_in() -> None:
    assert articles(
        "Article 12decies. Un.\n\nArticle 12undecies. Deux.\n\nArticle 12 vicies. Trois.\n\nArt. 13a. Un."
    ) == [
        "Article 12decies.",
        "Article 12undecies.",
        "Article 12 vicies.",
        "Art. 13a.",
    ]
    assert articles("Art. I.1. Un.\n\nArt. I.2/1. Deux.\n\nArt. I.3ter/1. Trois.") == [
        "Art. I.1.",
        "Art. I.2/1.",
        "Art. I.3ter/1.",
    ]


def test_a_mark_after_the_number_is_text_unless_a_sentence_goes_on() -> None:
    assert shown(
        "Art. 1. Un.\n\nArt. 2 (nouveau). Deux.\n\nArt. 3 [abrogé]\n\nArt. 4. Vu\nArt. 5 (ancien) du code."
    ) == [
        "Art. 1.",
        "> Un.",
        "Art. 2",
        "> (nouveau). Deux.",
        "Art. 3",
        "> [abrogé]",
        "Art. 4.",
        "> Vu Art. 5 (ancien) du code.",
    ]


def test_a_sentence_is_not_torn_into_heading_and_text() -> None:
    assert shown("Article 1. La suspension dure\n6 mois au plus.") == [
        "Article 1.",
        "> La suspension dure 6 mois au plus.",
    ]


def test_an_article_may_begin_with_a_point() -> None:
    assert shown("Art. 1.1 Un.\nArt. 1.2 a) Il voit.\nb) Il lit.\nSelon\nArt. 1.3 a) Il part.") == [
        "Art. 1.1",
        "> Un.",
        "Art. 1.2",
        "a)",
        ">> Il voit.",
        "b)",
        ">> Il lit. Selon Art. 1.3 a) Il part.",
    ]


def test_a_line_in_capitals_above_an_article_is_a_division_as_the_others() -> None:
    text = "TITRE 1 – OBJET\n\nArt. 1. Un.\n\nDISPOSITIONS FINALES\n\nArt. 2. Deux."

    assert shown(text) == ["TITRE 1 – OBJET", "Art. 1.", "> Un.", "DISPOSITIONS FINALES", "Art. 2.", "> Deux."]
    assert "DISPOSITIONS FINALES" not in shown(text.replace("\n\nArt. 2", "\nArt. 2"))


def test_a_line_that_stands_alone_above_an_article_is_taken_for_a_heading_and_told() -> None:
    text = "Titre 1 – Objet\n\nArt. 1. Un.\n\nDispositions finales, et ce qui\nles concerne\n\nArt. 2. Deux."

    assert "Dispositions finales, et ce qui les concerne" in shown(text)
    assert [found.code for found in structure_of(text).findings] == ["heading-guessed"]
    for sentence in ("Le secret est un devoir", "Il agit :", "- un point", "(abrogé)", "deux"):
        assert structure_of(f"Art. 1. Un.\n\n{sentence}\n\nArt. 2. Deux.").findings == (), sentence


def test_a_long_heading_with_commas_and_wide_spaces_is_one() -> None:
    words = "l'administration des routes, l'administration des ponts, " * 8
    text = f"Art. 1. Un.\n\nChapitre 2\u00a0 –\u00a0 Coopération entre {words}\net les autres\n\nArt. 2. Deux."

    assert [block.kind.name for block in structure_of(text).blocks] == [
        "ARTICLE",
        "TEXT",
        "DIVISION",
        "ARTICLE",
        "TEXT",
    ]


def test_text_that_ends_a_sentence_after_a_list() -> None:
    assert [block.kind.name for block in structure_of("1.1 Il :\n\na) voit;\n\nb) lit,\n\nsans bruit.").blocks][
        -2:
    ] == [
        "TEXT",
        "WRAP_UP",
    ]


def test_sub_titles_and_alineas_with_a_number() -> None:
    assert shown("Titre 1 – A\nSous-titre 2 – B\nArt. 1. Al. 1. Un.\nAl. 2. Deux.") == [
        "Titre 1 – A",
        "Sous-titre 2 – B",
        "Art. 1.",
        "Al. 1.",
        "> Un.",
        "Al. 2.",
        "> Deux.",
    ]


def test_of_numbers_one_after_the_other_only_so_many_are_numbers() -> None:
    blocks = structure_of("Art. 1. Il :\n\n" + "1. " * 3000 + "voit.").blocks

    assert [block.kind.name for block in blocks].count("POINT") == 20
    assert blocks[-1].text == "1. " * 2980 + "voit."


def test_roman_paragraphs_follow_each_other() -> None:
    assert shown("Article 1\nI. - Il voit.\n\nII. - Il lit.\n\nIII bis. – Il va.")[1::2] == [
        "I. -",
        "II. -",
        "III bis. –",
    ]


def test_a_paragraph_may_have_a_letter() -> None:
    assert shown("§ 1 Mitglieder\n\n(1) Eins.\n\n(1a) Zwei.\n\n(2) Drei.")[1::2] == ["(1)", "(1a)", "(2)"]


def test_another_word_may_count_the_articles() -> None:
    assert articles("Part 1\n\nSection 1. One is.\n\nPart 2\n\nSection 2. Two is.") == ["Section 1.", "Section 2."]
    assert articles("Principe 1 : Un\nIl va.\n\nPrincipe 2 : Deux\nIl vient.") == ["Principe 1 :", "Principe 2 :"]


def test_sections_are_divisions_where_figures_count_the_articles() -> None:
    assert articles("Section 1 – Un\n\n1. Il va.\n\nSection 2 – Deux\n\n2. Il vient.\n\n3. Il dort.") == [
        "1.",
        "2.",
        "3.",
    ]
    assert articles("Section 1 – Un\n\nArt. 1. Il va.\n\nSection 2 – Deux\n\nArt. 2. Il vient.") == [
        "Art. 1.",
        "Art. 2.",
    ]


def test_a_first_paragraph_may_be_glued_to_its_article() -> None:
    assert shown("1.–(1) One is.\n\n(2) Two is.\n\n2.–(1) Three is.\n\n(2) Four is.") == [
        "1.–(1)",
        "",
        "> One is.",
        "(2)",
        "> Two is.",
        "2.–(1)",
        "",
        "> Three is.",
        "(2)",
        "> Four is.",
    ]


def test_a_list_without_a_colon_is_one_if_it_goes_on() -> None:
    assert shown("Art. 1. Il peut\n1° voter\n2° lire")[1:] == ["> Il peut", "1°", ">> voter", "2°", ">> lire"]
    assert shown("Art. 1. Il peut\n- voter\n- lire et\n- aller")[3::2] == [">> voter", ">> lire et", ">> aller"]
    assert shown("Art. 1. Il peut\n- dit-on - voir.")[1:] == ["> Il peut - dit-on - voir."]


def test_a_list_of_double_letters_stands_in_one_of_letters() -> None:
    assert shown("Art. 1. Il :\na) voit :\naa) un ;\nbb) deux ;\ncc) trois ;\nb) lit.")[2::2] == [
        "a)",
        "aa)",
        "bb)",
        "cc)",
        "b)",
    ]


def test_brackets_hold_a_heading() -> None:
    assert shown("Article 1 (nouveau)\nIl va.\n\nArticle 2 (Siège)\nIl vient.\n\nArticle 3. (Abrogé)") == [
        "Article 1 (nouveau)",
        "> Il va.",
        "Article 2 (Siège)",
        "> Il vient.",
        "Article 3.",
        "> (Abrogé)",
    ]


def test_a_heading_stands_above_a_sentence_with_a_number() -> None:
    assert shown("Article 1\n\nObjet\n\n1. Le code lie.\n\n2. Il vaut.")[0] == "Article 1 Objet"


def test_a_line_that_ends_long_before_the_margin_ends_an_alinea() -> None:
    text = "Art. 1. Le siège est à Huy.\nIl peut être transféré par le comité dans une autre commune\nde la province."

    assert shown(text)[1:] == [
        "> Le siège est à Huy.",
        "> Il peut être transféré par le comité dans une autre commune de la province.",
    ]


def test_notes_at_the_end_are_no_paragraphs() -> None:
    found = structure_of("Art. 1. Il va [1].\n\nArt. 2. Il vient (2).\n\n[1] Loin.\n(2) Encore.")

    assert [line.text for line in found.closing] == ["[1] Loin.", "(2) Encore."]
    assert structure_of("Art. 1. Il va (2).\n\n(1) Il vient.\n\n(2) Il dort.").closing == ()


def test_a_place_and_a_date_begin_the_closing() -> None:
    assert len(structure_of("Art. 1. Il va.\n\nHuy, le 3 mai 2019.\n\nLa présidente").closing) == 2


def test_annexes_may_be_named_in_small_letters_and_counted_by_ordinals() -> None:
    annexes = structure_of("Art. 1. Il va.\n\nANNEXE Ire\nOUTILS\n\nUn.\n\nAnnexe 2 : liste\n\nDeux.").annexes

    assert [(one.head.number, one.head.heading.text) for one in annexes] == [("Ire", "OUTILS"), ("2", "liste")]


def test_a_heading_in_capitals_above_the_first_article_is_like_those_below() -> None:
    text = "CODE\n\nIl lie tous.\n\nDES OUTILS\n\nArticle 1. Un.\n\n{}\n\nArticle 2. Deux."

    assert shown(text.format("DE L'EAU"))[0] == "DES OUTILS"
    assert shown(text.format("Le reste."))[0] == "Article 1."


def test_headings_may_be_wrapped_below_their_number() -> None:
    assert (
        shown("Chapitre 1\nDes heures et de leur\naffichage\n\nArticle 1. Un.")[0]
        == "Chapitre 1 Des heures et de leur affichage"
    )
    assert shown("Article 1 - Des heures\net des jours\n\nIl va.")[0] == "Article 1 - Des heures et des jours"
    assert shown("Article 1\nDes heures\net des jours\n\nIl va.")[0] == "Article 1 Des heures et des jours"
    assert shown("Article 1 - Les heures\nsont longues\n\nIl va.")[0] == "Article 1 -"


def test_a_number_below_a_decimal_paragraph_is_a_point_of_it() -> None:
    assert shown("Article 3 Comité\n3.1 Il compte.\n3.1.1 Un.\n3.1.2 Deux.\n3.2 Il va.") == [
        "Article 3 Comité",
        "3.1",
        "> Il compte.",
        "3.1.1",
        ">> Un.",
        "3.1.2",
        ">> Deux.",
        "3.2",
        "> Il va.",
    ]


def test_points_may_end_in_a_slash_or_a_dash() -> None:
    assert shown("Art. 1. Il :\n1/ voit\n2/ lit")[2::2] == ["1/", "2/"]
    assert shown("Art. 1. Il :\na- voit\nb- lit")[2::2] == ["a-", "b-"]
    assert shown("Art. 1. Il :\n1 – voit\n2 – lit")[2::2] == ["1 –", "2 –"]


def test_a_preliminary_title_stands_before_the_first() -> None:
    text = "TITRE PRÉLIMINAIRE - Un\n\nArt. 1. Il va.\n\nTITRE PREMIER - Deux\n\nArt. 2. Il vient."

    assert shown(text)[0] == "TITRE PRÉLIMINAIRE - Un"
    assert structure_of(text).findings == ()
