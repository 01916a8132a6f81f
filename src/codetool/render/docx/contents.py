"""The table of contents: a field that Word renews when asked to, filled in beforehand so that it shows without."""

from collections.abc import Iterator, Mapping, Sequence

from codetool.render.docx.story import Line, Story, Style
from codetool.render.docx.write import escaped
from codetool.render.typography import plain
from codetool.render.view import CONTENTS_LEVELS, Entry, View


def contents_block(view: View, names: Mapping[str, str]) -> str:
    """Return the contents as a block of their own; nothing for a text without heads."""
    entries = list(_entries(view.contents, 1))
    if not entries:
        return ""
    title = f'<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>{_text(view.labels["contents"])}</w:p>'
    lines = [_line(level, entry, view.language, names) for level, entry in entries]
    code = rf' TOC \o "1-{CONTENTS_LEVELS}" \h \z \u '
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escaped(code)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    lines[0] = lines[0].replace("</w:pPr>", f"</w:pPr>{begin}", 1)
    end = '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    inside = title + "".join(lines) + end
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def lists_articles(view: View, text: Story) -> bool:
    """Tell whether the contents have lines for articles."""
    eids = {entry.eid for _, entry in _entries(view.contents, 1)}
    lines = (item for item in text.items if isinstance(item, Line) and item.look.style is Style.ARTICLE)
    return any(eids.intersection(line.names) for line in lines)


def _entries(entries: Sequence[Entry], level: int) -> Iterator[tuple[int, Entry]]:
    for entry in entries:
        yield level, entry
        yield from _entries(entry.children, level + 1)


def _line(level: int, entry: Entry, language: str, names: Mapping[str, str]) -> str:
    text = _text(plain(" ".join(part for part in (entry.num, entry.heading) if part), language))
    name = names.get(entry.eid)
    linked = f'<w:hyperlink w:anchor="{name}" w:history="1">{text}</w:hyperlink>' if name else text
    return f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{linked}</w:p>'


def _text(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'
