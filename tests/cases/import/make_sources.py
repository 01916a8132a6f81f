"""Makes the Word, LibreOffice and PDF sources of the cases beside it, from what stands here to be read.

Run it to make them again; they are kept in the repository as a user would send them. Usage: make_sources.py [CASE…]
"""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

HERE = Path(__file__).parent
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


# --- Word -------------------------------------------------------------------------------------------------------------


def run(text: str, properties: str = "") -> str:
    """Return a run of text; `properties` are its `w:rPr`."""
    held = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{held}<w:t xml:space="preserve">{text}</w:t></w:r>'


def par(*inside: str, style: str = "", level: int | None = None, list_: int = 1, properties: str = "") -> str:
    """Return a paragraph; a text without markup becomes a run, `level` numbers it in the list `list_`."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'
    runs = "".join(one if one.startswith("<") else run(one) for one in inside)
    return f"<w:p><w:pPr>{named}{numbered}{properties}</w:pPr>{runs}</w:p>"


def level(at: int, form: str, text: str, more: str = "") -> str:
    """Return a level of a list: its kind of numeral and the text of its number, such as `%1.%2`."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*lists: str) -> str:
    """Return `word/numbering.xml`: list 1 has the levels given first, and so on."""
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{at}"><w:multiLevelType w:val="multilevel"/>{one}</w:abstractNum>'
        for at, one in enumerate(lists)
    )
    numbers = "".join(f'<w:num w:numId="{at + 1}"><w:abstractNumId w:val="{at}"/></w:num>' for at in range(len(lists)))
    return f'<w:numbering xmlns:w="{W}">{abstract}{numbers}</w:numbering>'


STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Titre"><w:name w:val="Title"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
  <w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Titre2"><w:name w:val="heading 2"/><w:basedOn w:val="Titre1"/>
  <w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
{{more}}</w:styles>"""


def document(*blocks: str) -> str:
    """Return `word/document.xml`."""
    return f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{"".join(blocks)}</w:body></w:document>'


def table(*rows: Iterable[str]) -> str:
    """Return a table; its first row repeats as its heading."""
    made = ""
    for at, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if at == 0 else ""
        cells = "".join(f"<w:tc>{par(cell)}</w:tc>" for cell in row)
        made += f"<w:tr>{head}{cells}</w:tr>"
    return f"<w:tbl>{made}</w:tbl>"


def docx(body: str, styles: str = "", **parts: str) -> Mapping[str, str]:
    """Return the parts of a Word file by name; `parts` are numbering, footnotes, comments, header1, footer1."""
    names = {"styles": STYLES.format(more=styles), **parts}
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{PARTS}.{name.rstrip("1")}+xml"/>' for name in names
    )
    related = "".join(
        f'<Relationship Id="{name}" Type="{R}/{name.rstrip("1")}" Target="{name}.xml"/>' for name in names
    )
    package = "http://schemas.openxmlformats.org/package/2006"
    return {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{PARTS}.document.main+xml"/>{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships">'
        f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships">{related}</Relationships>',
        "word/document.xml": body,
        **{f"word/{name}.xml": content for name, content in names.items()},
    }


def word_automatic_numbers() -> Mapping[str, str]:
    """No number of this text is typed: titles, articles, points and sub-points count by themselves."""
    lists = numbering(
        level(0, "upperRoman", "TITRE %1 –", '<w:pStyle w:val="Titre1"/>')
        + level(1, "decimal", "Article %2.", '<w:lvlRestart w:val="0"/>')
        + level(2, "lowerLetter", "%3)")
        + level(3, "decimal", "%4°"),
        level(0, "bullet", "\uf0b7"),
    )
    linked = (
        '<w:style w:type="paragraph" w:styleId="Dit"><w:name w:val="Disposition"/><w:basedOn w:val="Normal"/><w:pPr>'
    )
    linked += '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    linked += '<w:style w:type="paragraph" w:styleId="Dit2"><w:name w:val="Disposition serrée"/>'
    linked += '<w:basedOn w:val="Dit"/></w:style>'
    body = document(
        par("Règlement de la ludothèque", style="Titre"),
        par("Du prêt", style="Titre1", level=0),
        par("La ludothèque prête des jeux à ses membres.", style="Dit"),
        par("Sont membres :", style="Dit2"),
        par("les habitants de la commune ;", level=2),
        par("les écoles qui ont leur siège :", level=2),
        par("dans la commune ;", level=3),
        par("dans une commune voisine ;", level=3),
        par("les associations agréées.", level=2),
        par("Le prêt dure trois semaines.", style="Dit"),
        par("De la restitution", style="Titre1", level=0),
        par("Le jeu est rendu complet et propre.", style="Dit"),
        par("Un jeu incomplet est :", style="Dit"),
        par("complété par le membre ;", level=2),
        par("ou remplacé par lui.", level=2),
        par(
            "Cette disposition n'est pas numérotée.", style="Dit", properties='<w:numPr><w:numId w:val="0"/></w:numPr>'
        ),
        par("Sont exclus du prêt :", style="Dit"),
        par("les jeux neufs ;", level=0, list_=2),
        par("les jeux rares.", level=0, list_=2),
    )
    return docx(body, linked, numbering=lists)


def word_tracked_changes() -> Mapping[str, str]:
    """A paragraph's words changed, an article put in, another taken out, two paragraphs joined; all of it tracked."""
    who = 'w:id="1" w:author="Secrétariat" w:date="2019-09-10T10:00:00Z"'

    def put(text: str) -> str:
        return f"<w:ins {who}>{run(text)}</w:ins>"

    def gone(text: str) -> str:
        return f'<w:del {who}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'

    body = document(
        par("Charte du potager partagé", style="Titre"),
        par("Article 1er. Chaque parcelle est cultivée par une famille."),
        par(
            "Article 2. La cotisation ",
            gone("peut"),
            put("doit"),
            " être payée avant le 1er ",
            gone("mai"),
            put("mars"),
            ".",
        ),
        par(put("Article 3. L'eau de pluie est commune."), properties=f"<w:rPr><w:ins {who}/></w:rPr>"),
        par(gone("Article 3. Les chiens sont admis."), properties=f"<w:rPr><w:del {who}/></w:rPr>"),
        par("Article 4. Les outils sont rendus le soir.", properties=f"<w:rPr><w:del {who}/></w:rPr>"),
        par(" Ils sont propres."),
    )
    return docx(body)


def word_notes_and_comments() -> Mapping[str, str]:
    """A footnote, a comment in the margin, a table, a header and a page number."""
    note = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    remark = '<w:commentRangeStart w:id="0"/>' + run("quinze jours")
    remark += '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    body = document(
        par("Statuts du cercle d'histoire", style="Titre"),
        par("Art. 1er. – Le cercle a son siège à la maison communale", note, "."),
        par("Art. 2. – L'assemblée est convoquée ", remark, " à l'avance."),
        par("Art. 3. – Les cotisations sont les suivantes :"),
        table(("Membre", "Cotisation"), ("adhérent", "10 euros"), ("bienfaiteur", "50 euros")),
        par("Art. 4. – Le présent texte entre en vigueur le 1er janvier 2020."),
        '<w:sectPr><w:headerReference w:type="default" r:id="header1"/>'
        '<w:footerReference w:type="default" r:id="footer1"/></w:sectPr>',
    )
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0">'
        "<w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
        f'<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>{run(" Place du Marché, 1.")}</w:p></w:footnote>'
        "</w:footnotes>"
    )
    comments = (
        f'<w:comments xmlns:w="{W}"><w:comment w:id="0" w:author="Comité" w:date="2019-09-01T09:00:00Z">'
        f"<w:p>{run('Trop court : un mois ?')}</w:p></w:comment></w:comments>"
    )
    header = f'<w:hdr xmlns:w="{W}">{par("Cercle d&apos;histoire – projet")}</w:hdr>'
    footer = (
        f'<w:ftr xmlns:w="{W}"><w:p>{run("Page ")}<w:fldSimple w:instr=" PAGE ">{run("1")}</w:fldSimple></w:p></w:ftr>'
    )
    return docx(body, footnotes=notes, comments=comments, header1=header, footer1=footer)


def word_cross_references() -> Mapping[str, str]:
    """Cross-references that Word keeps as fields, to numbers that Word counts: each leads to its article."""

    def field(name: str, shown: str) -> str:
        return (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            f'<w:r><w:instrText xml:space="preserve"> REF {name} \\r \\h </w:instrText></w:r>'
            f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        )

    def marked(name: str, text: str) -> str:
        return f'<w:bookmarkStart w:id="7" w:name="{name}"/>{run(text)}<w:bookmarkEnd w:id="7"/>'

    lists = numbering(level(0, "decimal", "%1.", '<w:pStyle w:val="Titre1"/>') + level(1, "decimal", "%1.%2"))
    body = document(
        par("Règles de la salle d'escalade", style="Titre"),
        par("ACCES", style="Titre1", level=0),
        par(marked("_Ref1", "L'accès demande une carte."), level=1),
        par("La carte du point ", field("_Ref1", "1.1"), " est personnelle.", level=1),
        par("SECURITE", style="Titre1", level=0),
        par("Chacun vérifie son nœud, comme au point ", field("_Ref2", "2.2"), ".", level=1),
        par(marked("_Ref2", "Le partenaire vérifie aussi."), level=1),
    )
    return docx(body, numbering=lists)


def word_annex_and_spaces() -> Mapping[str, str]:
    """A preamble, no-break spaces, bold terms, a line broken by hand, the place of signing and an annex."""
    body = document(
        par("Convention de colocation", style="Titre"),
        par("Considérant que les parties veulent vivre ensemble ;"),
        par("Considérant que chacune garde sa liberté ;"),
        par("Chapitre Ier – Objet", style="Titre1"),
        par(
            "Article 1er. – Le mot «\u00a0",
            run("logement", "<w:b/>"),
            "\u00a0» désigne la maison\u00a0: trois chambres.",
        ),
        par(
            "Article 2. – Le loyer est de 900\u00a0euros,<w:br/>charges comprises.".replace(
                "<w:br/>", "</w:t><w:br/><w:t>"
            )
        ),
        par("Chapitre II – Fin", style="Titre1"),
        par("Article 3. – Le préavis est d'un mois."),
        par("Fait à Arlon, le 12 septembre 2019."),
        par("Annexe 1 – Inventaire", style="Titre1"),
        par("Une table et six chaises."),
    )
    return docx(body)


# --- LibreOffice ------------------------------------------------------------------------------------------------------

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{ODF}:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"), ("fo", "xsl-fo-compatible"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def odt(body: str, automatic: str = "", styles: str = "") -> Mapping[str, str]:
    """Return the parts of a LibreOffice file by name."""
    content = (
        f'<office:document-content {NAMESPACES} office:version="1.3"><office:automatic-styles>{automatic}'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    held = (
        f'<office:document-styles {NAMESPACES} office:version="1.3"><office:styles>'
        '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" '
        f'style:default-outline-level="1"/>{styles}</office:styles></office:document-styles>'
    )
    manifest = f"{ODF}:manifest:1.0"
    kind = "application/vnd.oasis.opendocument.text"
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{media}"/>'
        for name, media in (("/", kind), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    return {
        "mimetype": kind,
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{manifest}" manifest:version="1.3">{listed}'
        "</manifest:manifest>",
        "content.xml": content,
        "styles.xml": held,
    }


def libreoffice_outline() -> Mapping[str, str]:
    """Headings numbered by the outline, articles by a list that goes on through the titles, a note, an annotation."""
    outline = (
        '<text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-prefix="Titre " '
        'style:num-suffix=" –" style:num-format="1"/></text:outline-style>'
    )
    lists = (
        '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-prefix="Art. " '
        'style:num-suffix="." style:num-format="1"/><text:list-level-style-number text:level="2" style:num-suffix=")" '
        'style:num-format="a"/></text:list-style>'
    )
    note = (
        '<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Le lundi aussi.</text:p></text:note-body></text:note>"
    )
    remark = (
        "<office:annotation><dc:creator>Comité</dc:creator><dc:date>2019-09-01T09:00:00</dc:date>"
        "<text:p>À vérifier.</text:p></office:annotation>"
    )

    def title(text: str) -> str:
        return f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{text}</text:h>'

    def articles(*items: str, more: str = "") -> str:
        listed = "".join(f"<text:list-item>{one}</text:list-item>" for one in items)
        return f'<text:list text:style-name="L1"{more}>{listed}</text:list>'

    body = (
        "<text:p>Règlement du marché</text:p>"
        + title("Des étals")
        + articles(
            f"<text:p>Le marché ouvre à huit heures{note}.</text:p>",
            "<text:p>Un étal a :</text:p><text:list><text:list-item><text:p>une toile ;</text:p></text:list-item>"
            "<text:list-item><text:p>un numéro.</text:p></text:list-item></text:list>",
        )
        + title("Des prix")
        + articles(
            f"<text:p>Le prix est affiché{remark}<text:s/>en euros.</text:p>",
            "<text:p>Il n'est pas changé le jour même.</text:p>",
            more=' text:continue-numbering="true"',
        )
    )
    return odt(body, lists, outline)


def libreoffice_tracked_and_table() -> Mapping[str, str]:
    """Changes as LibreOffice tracks them, a table with a cell over two columns, words in italics."""
    region = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:insertion><office:change-info>'
        "<dc:creator>Comité</dc:creator><dc:date>2019-09-01T09:00:00</dc:date></office:change-info></text:insertion>"
        '</text:changed-region><text:changed-region text:id="c2"><text:deletion><office:change-info>'
        "<dc:creator>Comité</dc:creator><dc:date>2019-09-01T09:00:00</dc:date></office:change-info>"
        "<text:p>quatre</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    )
    cell = "<table:table-cell{more}><text:p>{text}</text:p></table:table-cell>"
    rows = (
        f"<table:table-row>{cell.format(more=' table:number-columns-spanned=&quot;2&quot;', text='Saison')}"
        "<table:covered-table-cell/></table:table-row>".replace("&quot;", '"')
        + "<table:table-row>"
        + "".join(cell.format(more="", text=text) for text in ("été", "20 heures"))
        + "</table:table-row>"
    )
    italic = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    )
    body = (
        region
        + "<text:p>Règles du terrain de pétanque</text:p>"
        + '<text:p>Art. 1. Une équipe a <text:change-start text:change-id="c1"/>trois'
        + '<text:change-end text:change-id="c1"/>'
        + '<text:change text:change-id="c2"/> joueurs.</text:p>'
        + '<text:p>Art. 2. Le <text:span text:style-name="T1">cochonnet</text:span> est lancé le premier.</text:p>'
        + "<text:p>Art. 3. Le terrain ferme :</text:p>"
        + '<table:table table:name="Heures"><table:table-column table:number-columns-repeated="2"/>'
        + f"{rows}</table:table>"
        + "<text:p>Art. 4. Le gardien a la clef.</text:p>"
    )
    return odt(body, italic)


# --- PDF --------------------------------------------------------------------------------------------------------------


def pdf(page: Path) -> bytes:
    """Return the PDF of a page of the case's folder."""
    from weasyprint import HTML  # noqa: PLC0415 - only PDFs need it

    return HTML(filename=str(page)).write_pdf(pdf_identifier=b"codetool") or b""


# --- all --------------------------------------------------------------------------------------------------------------

PACKAGES = {
    "word-automatic-numbers": ("source.docx", word_automatic_numbers),
    "word-tracked-changes": ("source.docx", word_tracked_changes),
    "word-notes-and-comments": ("source.docx", word_notes_and_comments),
    "word-cross-references": ("source.docx", word_cross_references),
    "word-annex-and-spaces": ("source.docx", word_annex_and_spaces),
    "libreoffice-outline": ("source.odt", libreoffice_outline),
    "libreoffice-tracked-and-table": ("source.odt", libreoffice_tracked_and_table),
}
EPOCH = (2019, 9, 12, 0, 0, 0)


def pack(parts: Mapping[str, str], path: Path) -> None:
    """Write the parts into a zip file that has the same bytes each time."""
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            text = content if name == "mimetype" else f'<?xml version="1.0" encoding="UTF-8"?>\n{content}'
            info = ZipInfo(name, EPOCH)
            info.compress_type = 0 if name == "mimetype" else ZIP_DEFLATED
            package.writestr(info, text)


def main(wanted: list[str]) -> None:
    """Make the sources of the cases that are named, of all without a name."""
    for name, (file, make) in PACKAGES.items():
        if not wanted or name in wanted:
            (HERE / name).mkdir(exist_ok=True)
            pack(make(), HERE / name / file)
    for page in sorted(HERE.glob("pdf-*/page.html")):
        if not wanted or page.parent.name in wanted:
            (page.parent / "source.pdf").write_bytes(pdf(page))


if __name__ == "__main__":
    main(sys.argv[1:])
