"""What stands in the text and is no text: tables, images, parts in another vocabulary, marks of changes."""

from collections import Counter
from collections.abc import Iterator

from codetool.akn.places import Fault
from codetool.validate.survey import Place, Survey


def check_tables(found: Survey) -> Iterator[Fault]:
    """Yield tables whose rows are not all equally wide, cells that span counted by what they span."""
    for table in found.places("table"):
        widths = _widths(found, table)
        usual = Counter(widths.values()).most_common(1)[0][0] if widths else 0
        odd = next((row for row in found.children(table, "tr") if widths[row.at] != usual), None)
        if odd and not table.quoted:
            yield odd.fault("table-uneven", width=widths[odd.at], usual=usual, more="")


def check_images(found: Survey) -> Iterator[Fault]:
    """Yield images that say nothing to those who cannot see them."""
    for image in found.places("img"):
        if not (image.get("alt").strip() or image.get("title").strip()):
            yield image.fault("image-unsaid", more="")


def check_foreign(found: Survey) -> Iterator[Fault]:
    """Yield parts in another vocabulary, such as formulas: nothing in them is judged (p2, foreign)."""
    for place in found.places("foreign"):
        content = next(found.children(place), None)
        space = content.name[1:].partition("}")[0] if content and content.name[0] == "{" else ""
        yield place.fault("foreign-kept", namespace=space, more="")


def check_changes(found: Survey) -> Iterator[Fault]:
    """Yield changes marked in the text and neither accepted nor refused."""
    for place in found.places("ins", "del"):
        if not place.quoted:
            yield place.fault("change-left", element=place.name, more="")


RULES = (check_tables, check_images, check_foreign, check_changes)


def _widths(found: Survey, table: Place) -> dict[int, int]:
    """Return the width of each row, by its index; a cell counts in every row that it spans."""
    widths: dict[int, int] = {}
    reaching: list[tuple[int, int]] = []  # how many more rows a cell reaches into, and how wide it is
    for row in found.children(table, "tr"):
        cells = [(_span(cell, "rowspan"), _span(cell, "colspan")) for cell in found.children(row, "td", "th")]
        here = [*cells, *reaching]
        widths[row.at] = sum(wide for _, wide in here)
        reaching = [(rows - 1, wide) for rows, wide in here if rows > 1]
    return widths


def _span(cell: Place, name: str) -> int:
    value = cell.get(name)
    return int(value) if value.isascii() and value.isdigit() and len(value) < 4 and int(value) else 1  # noqa: PLR2004 - no table is wider than 999
