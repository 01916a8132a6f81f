"""How elements become lines: blocks, breaks, white space, looks, lists, links and names."""

import pytest

from codetool.importers.lines import Line, MarkKind
from codetool.importers.readers.html import read_html


def lines(page: str) -> tuple[Line, ...]:
    return read_html(page.encode(), "page.html").lines


def texts(page: str) -> list[str]:
    return [line.text for line in lines(page)]


def marks(line: Line) -> list[tuple[MarkKind, str, str]]:
    return [(mark.kind, line.text[mark.start : mark.end], mark.target) for mark in line.marks]


def test_blocks_are_lines_and_white_space_is_folded() -> None:
    assert texts("<h1>Code</h1>\n<p>Un <b> deux</b>\n\n trois&nbsp;!<div>quatre<p>cinq</div>six<hr>sept") == [
        "Code",
        "Un deux trois\u00a0!",
        "quatre",
        "cinq",
        "six",
        "sept",
    ]


def test_words_of_all_kinds_of_blocks_stay() -> None:
    page = (
        "<dl><dt>terme<dd>sens</dl><address>ici</address><figure><figcaption>image</figcaption></figure>"
        "<details><summary>plus</summary>encore</details><blockquote>cité</blockquote><fieldset><legend>cadre</legend>"
        "<input value='Liège'><input type=hidden value=non><select><option>un<option>deux</select>"
        "<button>Envoyer</button><textarea>écrit</textarea></fieldset><span style='display:block'>bloc</span>"
    )

    assert texts(page) == [
        "terme", "sens", "ici", "image", "plus", "encore", "cité", "cadre", "Liège", "un", "deux", "Envoyerécrit",
        "bloc",
    ]  # fmt: skip


def test_a_break_ends_the_line_and_nobody_knows_whether_the_sentence() -> None:
    found = lines("<p>Un<br>deux<br><br>trois<br></p><p>&nbsp;</p><p>quatre")

    assert [(line.text, line.ends, line.blanks) for line in found] == [
        ("Un", None, 0),
        ("deux", None, 0),
        ("trois", True, 1),
        ("quatre", True, 1),
    ]


def test_preformatted_lines_are_kept() -> None:
    found = lines("<pre>Art. 1\n  deux\n\n\ttrois</pre><p style='white-space:pre-wrap'>a\nb")

    assert [(line.text, line.ends, line.indent, line.blanks, line.number) for line in found] == [
        ("Art. 1", None, 0, 0, 1),
        ("deux", None, 2, 0, 2),
        ("trois", True, 8, 1, 4),
        ("a", None, 0, 0, 4),
        ("b", True, 0, 0, 5),
    ]


def test_lines_are_counted_as_in_the_source() -> None:
    assert [line.number for line in lines("<p\n class=a>\n\nUn<p>deux</p>\n\n\ntrois<!--\n-->")] == [4, 4, 7]


def test_line_numbers_go_on_where_the_parser_counts_no_more() -> None:
    found = lines("<p>un" + "\n" * 70_000 + "<p>deux\n<p>trois")

    assert [line.number for line in found] == [1, 70_001, 70_002]


def test_looks_become_marks() -> None:
    (line,) = lines(
        "<p><strong>gras</strong> <em>italique</em> <u>souligné</u> m<sup>2</sup> H<sub>2</sub>O "
        "<span style='font-weight:700'>g</span><span style='font-style:italic'>i</span> "
        "<span style='text-decoration:underline'>u</span> <span style='vertical-align:super'>s</span> "
        "<b>x<span style='font-weight:normal'>y</span></b>"
    )

    assert [(kind.name, text) for kind, text, _ in marks(line)] == [
        ("BOLD", "gras"), ("ITALIC", "italique"), ("UNDERLINE", "souligné"), ("SUPERSCRIPT", "2"), ("SUBSCRIPT", "2"),
        ("BOLD", "g"), ("ITALIC", "i"), ("UNDERLINE", "u"), ("SUPERSCRIPT", "s"), ("BOLD", "x"),
    ]  # fmt: skip


def test_a_line_that_is_bold_as_a_whole_says_so() -> None:
    assert [
        line.bold for line in lines("<p><b>Art. 1 </b> <b>Un</b><p><b>Art. 1</b> Un<p style='font-weight:bold'>a")
    ] == [
        True,
        False,
        True,
    ]


def test_layout_stands_beside_the_words() -> None:
    found = lines(
        "<center>a</center><p align=center>b<p style='text-align:center'>c<div style='text-align:center'>d"
        "<p align=left>e</div><p style='margin-left:1in;text-indent:-0.5in'>f<br>g<p style='margin:0 0 0 24px'>h"
        "<p style='margin:0 8px'>i<p style='font-size:14pt;page-break-before:always'>j<p style='break-before:page'>k"
    )

    assert [line.text for line in found if line.centered] == ["a", "b", "c", "d"]
    assert {line.text: line.indent for line in found if line.indent} == {"f": 6, "g": 12, "h": 3, "i": 1}
    assert [line.text for line in found if line.page_break] == ["j", "k"]
    assert found[-2].size == 14.0


def test_headings_have_their_level_however_they_are_written() -> None:
    found = lines(
        "<h3>a</h3><div role=heading aria-level=4>b</div><div role=heading>c</div><p style='mso-outline-level:1'>d"
        "<p style='mso-outline-level:body-text'>e<h6>f<br>g</h6>"
    )

    assert [(line.text, line.level) for line in found] == [
        ("a", 3), ("b", 4), ("c", 2), ("d", 1), ("e", 0), ("f", 6), ("g", 6)
    ]  # fmt: skip


def test_simple_rules_of_a_page_are_followed() -> None:
    found = lines(
        "<style>/* x */ @import url(a); @media print { p.a { display: none } } p.a, .b { font-weight: bold }\n"
        ".b.c { font-style: italic } p > .z { display: none } p { font-size: 10pt } p.d { display: none }</style>"
        "<p class=a>un<p class='b c'>deux<p><span class=z>trois</span><p class=d>quatre"
    )

    assert [(line.text, line.size, [kind.name for kind, _, _ in marks(line)]) for line in found] == [
        ("un", 10.0, ["BOLD"]),
        ("deux", 10.0, ["BOLD", "ITALIC"]),
        ("trois", 10.0, []),
    ]


def test_links_lead_to_addresses_and_to_places_in_the_page_only() -> None:
    (line, _) = lines(
        "<p><a href='#%C3%A9tat'>a</a> <a href='https://exemple.be/x'>b</a> <a href=' java\nscript:x()'>c</a> "
        "<a href='file:///c:/x'>d</a> <a href='autre.html'>e</a> <a href='#'>f</a> <a href='mailto:a@exemple.be'>g</a> "
        "<a href='https://exemple.be'><u>h</u></a><p id='état'>Fin <a href='#état'>lien</a>"
    )

    assert marks(line) == [
        (MarkKind.LINK, "a", "#état"),
        (MarkKind.LINK, "b", "https://exemple.be/x"),
        (MarkKind.LINK, "g", "mailto:a@exemple.be"),
        (MarkKind.LINK, "h", "https://exemple.be"),
    ]


def test_a_link_to_the_part_it_stands_in_is_no_reference() -> None:
    assert [marks(line) for line in lines("<h2 id=a><a href='#a'>Titre</a></h2>")] == [[]]


def test_names_belong_to_the_line_in_which_they_begin() -> None:
    found = lines(
        "<div id=a><a name=b></a><p id=c>Un <i id=d>deux</i><p>trois<a name=e></a></div><p id=f><p id=a>quatre"
    )

    assert [line.anchors for line in found] == [("a", "b", "c", "d"), ("e",), ("f", "a")]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ("<ol type=a start=26><li>a<li>b</ol>", ["z. a", "aa. b"]),
        ("<ol type=I start=4><li>a<li value=9>b<li>c</ol>", ["IV. a", "IX. b", "X. c"]),
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ol start=x style='list-style-type:decimal-leading-zero'><li>a</ol>", ["01. a"]),
        ("<ol style='list-style-type:lower-greek'><li>a<li>b</ol>", ["\u03b1. a", "β. b"]),
        ("<ol type=i start=0><li>a</ol><ol type=i start=4000><li>a</ol>", ["0. a", "4000. a"]),
        ("<ol style='list-style:none'><li>a</ol><ul type=none><li>b</ul>", ["a", "• b"]),
        ("<ul><li>a<ul><li>b<ul><li>c</ul></ul></ul>", ["• a", "◦ b", "▪ c"]),
        ("<ul style='list-style-type:\"– \"'><li>a<li type=square>b</ul>", ["– a", "▪ b"]),
        ("<ul type=circle><li style='list-style-type:upper-alpha'>a</ul><li>seul", ["A. a", "• seul"]),
        ("<ol><li><li>&nbsp;<li>c</ol>", ["3. c"]),
        ("<ol><li><ol type=a><li>x<li>y</ol></ol>", ["1. a. x", "b. y"]),
        ("<ol><li><ol type=a><li></ol>x</ol>", ["1. x"]),
    ],
)
def test_items_have_the_number_that_a_browser_shows(page: str, expected: list[str]) -> None:
    assert texts(page) == expected


def test_items_know_their_label_and_depth() -> None:
    found = lines("<ol><li><b>un</b><p>suite<ul><li>deux</ul></ol>")

    assert [(line.text, line.label, line.depth, line.bold) for line in found] == [
        ("1. un", "1.", 0, True),
        ("suite", "", 0, False),
        ("• deux", "•", 1, False),
    ]


def test_numbers_that_google_docs_writes_in_its_styles() -> None:
    page = (
        '<style>.lst-kix_x-0>li:before{content:"Art. " counter(lst-ctn-kix_x-0,upper-roman) ". "}'
        '.lst-kix_x-1>li:before{content:"" counter(lst-ctn-kix_x-0) "." counter(lst-ctn-kix_x-1,lower-latin) ") "}'
        "ol{list-style-type:none}</style><ol class='lst-kix_x-0 start' start=2><li>un</ol>"
        "<ol class='lst-kix_x-1 start'><li>deux<li>trois</ol>"
    )

    assert texts(page) == ["Art. II. un", "2.a) deux", "2.b) trois"]


def test_padding_after_word_s_numbers_is_one_space_also_in_filtered_pages() -> None:
    padding = "<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span>"
    found = lines(
        f"<p>1.{padding}Un<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp; </span>deux"
        f"<p><span style='font-family:Wingdings'>§{padding}</span>trois<p>Une longue phrase{padding}quatre"
        "<p>Art.<span style='mso-spacerun:yes'>&nbsp; </span>1<p style='font:7pt \"Times New Roman\"'>cinq"
        "<p><span style='mso-spacerun:yes'>six</span>"
    )

    assert [(line.text, line.label) for line in found] == [
        ("1. Un deux", "1."),
        ("▪ trois", "▪"),
        ("Une longue phrase quatre", ""),
        ("Art. 1", ""),
        ("cinq", ""),
        ("six", ""),
    ]
