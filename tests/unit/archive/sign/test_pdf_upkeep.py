"""The quick look knows what keeps a signature good, and says yes to nothing else."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject

from codetool.archive.sign.pdf_upkeep import is_upkeep
from tests.small_pdf import PlainUpdate, link

Update = Callable[[IncrementalPdfFileWriter], None]


def steps(content: bytes) -> list[bool]:
    reader = PdfFileReader(BytesIO(content))
    resolvers = [reader.get_historical_resolver(one) for one in range(reader.xrefs.total_revisions)]
    return [is_upkeep(old, new) for old, new in pairwise(resolvers[1:])]


def test_evidence_and_a_stamp_are_upkeep(signed: Callable[..., bytes]) -> None:
    assert steps(signed("B-LTA")) == [True]


def nothing(writer: IncrementalPdfFileWriter) -> None:
    writer.update_root()


def rotate(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = page["/MediaBox"][2]
    writer.update_container(page)


def name(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/Lang"] = writer.root["/Type"]
    writer.update_root()


def widget(writer: IncrementalPdfFileWriter) -> None:
    form = writer.root["/AcroForm"]
    form["/Fields"].append(writer.add_object(link()))
    writer.update_container(form)


def fewer(writer: IncrementalPdfFileWriter) -> None:
    del writer.root["/AcroForm"]["/Fields"][0]
    writer.update_container(writer.root["/AcroForm"])


def page(writer: IncrementalPdfFileWriter) -> None:
    writer.insert_page(PageObject(contents=writer.add_object(link()), media_box=(0, 0, 200, 200)))


@pytest.mark.parametrize(
    ("change", "expected"),
    [(nothing, True), (rotate, False), (name, False), (widget, False), (fewer, False), (page, False)],
)
def test_nothing_else_is(signed: Callable[..., bytes], change: Update, expected: bool) -> None:  # noqa: FBT001
    writer: IncrementalPdfFileWriter = PlainUpdate(BytesIO(signed("B-B")))
    change(writer)
    output = BytesIO()
    writer.write(output)
    try:
        (found,) = steps(output.getvalue())
    except KeyError:  # what is not built so is left to pyHanko
        found = False
    assert found is expected
