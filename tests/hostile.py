"""A text that means harm, for the tests of every face: each place of it that can say something says something bad."""

from xml.sax.saxutils import escape, quoteattr

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(2)>"
CLOSING = "</style></title></textarea></script><script>alert(3)</script>"
QUOTES = '" onmouseover="alert(4)" x=\''
JINJA = "{{ 7 * 7 }}{% raw %}{# x #}"
MARKDOWN = "**gras** [lien](javascript:alert(5)) `code` ![i](https://example.org/i.png)"
IDENTIFIER = 'x\'"onclick="alert(8)"><script>alert(9)</script>'
ENTITY = "&lt;b&gt; &amp;amp; ]]> <!-- --> <![CDATA[ x ]]>"
BADS = (SCRIPT, IMAGE, CLOSING, QUOTES, JINJA, MARKDOWN, ENTITY)
LONG_WORD = "anti" * 100
RIGHT_TO_LEFT = "\u05d7\u05d5\u05e7 \u0627\u0644\u0642\u0627\u0646\u0648\u0646"
REFUSED = ("javascript:alert(6)", "JaVa\tScript:alert(7)", "file:///etc/passwd", "data:text/html,x", "vbscript:x")
QUIET = ("//example.org/x", f"https://example.org/{QUOTES}", "https://example.org/", "#absent", "mailto:a@example.org")
PICTURES = {
    # What `src` says, and the finding that tells of it.
    "https://example.org/a.png": "picture-remote",
    "//example.org/a.png": "picture-remote",
    "file:///etc/passwd": "picture-remote",
    "../secret.png": "picture-outside",
    "/etc/passwd": "picture-outside",
    "out.png": "picture-outside",
    "absent.png": "picture-absent",
    "script.svg": "picture-unfit",
    "cut.png": "picture-unfit",
    "text.png": "picture-unfit",
    "large.png": "picture-large",
}
COLUMNS = 40


def article(number: int, inside: str, heading: str = "") -> str:
    head = f"<heading>{heading}</heading>" if heading else ""
    return f'<article eId="art_{number}"><num>{number}.</num>{head}<content>{inside}</content></article>'


def paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def table() -> str:
    row = "".join(f"<td><p>{column}</p></td>" for column in range(1, COLUMNS + 1))
    return f"<table><caption>{escape(IMAGE)}</caption><tr>{row}</tr><tr><td><p>{escape(SCRIPT)}</p></td></tr></table>"


def links() -> str:
    return "".join(f"<p><ref href={quoteattr(href)}>renvoi</ref></p>" for href in (*REFUSED, *QUIET))


def pictures(*names: str) -> str:
    return "".join(f"<p><img src={quoteattr(name)} alt={quoteattr(QUOTES)}/></p>" for name in names)


def noted(count: int) -> str:
    """Return a paragraph with so many notes."""
    notes = (f"mot<authorialNote><p>Note {number} fin.</p></authorialNote> " for number in range(1, count + 1))
    return f"<p>{''.join(notes)}</p>"


def document(*extra: str, date: str = "2020-01-01", title: str = SCRIPT) -> str:
    """Return a text of our profile that says every bad thing in every place that can say it."""
    work = "/akn/be/act/code/essai/2020-01-01/essai"
    level = f'<FRBRdate date="{date}" name="draft"/><FRBRauthor href="#essai"/>'
    articles = (
        *(article(number, paragraph(bad), escape(bad)) for number, bad in enumerate(BADS, start=1)),
        article(11, links()),
        article(12, f"<p>{escape(QUOTES)}<authorialNote><p>{escape(SCRIPT)}</p></authorialNote></p>"),
        article(13, f"<p><abbr title={quoteattr(QUOTES)}>abr.</abbr> <span xml:lang={quoteattr(SCRIPT)}>x</span></p>"),
        article(14, table()),
        article(15, paragraph(f"{LONG_WORD} {RIGHT_TO_LEFT}")),
        article(18, paragraph("identifié")).replace('"art_18"', quoteattr(IDENTIFIER)),
        *extra,
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<akomaNtoso xmlns="{AKN}"><act name="code" contains="originalVersion"><meta>
<identification source="#essai">
<FRBRWork><FRBRthis value="{work}/!main"/><FRBRuri value="{work}"/><FRBRalias value={quoteattr(title)} name="title"/>
<FRBRdate date="2020-01-01" name="generation"/><FRBRauthor href="#essai"/><FRBRcountry value="be"/></FRBRWork>
<FRBRExpression><FRBRthis value="{work}/fra@{date}/!main"/><FRBRuri value="{work}/fra@{date}"/>{level}
<FRBRauthoritative value="false"/><FRBRlanguage language="fra"/></FRBRExpression>
<FRBRManifestation><FRBRthis value="{work}/fra@{date}/!main.xml"/><FRBRuri value="{work}/fra@{date}.akn"/>{level}
</FRBRManifestation></identification>
<references source="#essai"><TLCOrganization eId="essai" href="/akn/ontology/organization/be/essai"
 showAs={quoteattr(CLOSING)}/></references></meta>
<preface><longTitle><p><docTitle>{escape(title)}</docTitle></p></longTitle>
<p><organization refersTo="#essai">{escape(IMAGE)}</organization></p>
<p><docDate date="{date}">{escape(JINJA)}</docDate></p>
<p><docStatus>{escape(QUOTES)} projet {escape(IMAGE)}</docStatus></p></preface>
<body><title eId="title_1"><num>TITRE 1 {escape(IMAGE)}</num><heading>{escape(CLOSING)}</heading>
{"".join(articles)}</title></body></act></akomaNtoso>
"""
