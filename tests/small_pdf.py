"""A PDF of one page, with metadata, an attached file, a link and a text field: all that can be changed in one."""

from functools import cache
from io import BytesIO

from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject, PdfFileWriter, copy_into_new_writer

from tests.pki import NOW

METADATA = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/></x:xmpmeta>"


class PlainWriter(PdfFileWriter):
    """A writer that keeps the metadata as they are."""

    def __init__(self) -> None:
        """Write whatever can be compressed as streams."""
        super().__init__(stream_xrefs=True)  # type: ignore[no-untyped-call] # as pyHanko has it

    def _update_meta(self) -> None:
        """Leave them alone."""


class PlainUpdate(IncrementalPdfFileWriter):
    """The same, for what is added to a file."""

    def _update_meta(self) -> None:
        """Leave them alone."""


@cache
def small_pdf() -> bytes:
    """Return the file."""
    writer: PdfFileWriter = PlainWriter()
    text = writer.add_object(generic.StreamObject(stream_data=b"BT /F1 12 Tf 20 20 Td (L'assistant peut) Tj ET"))
    page = writer.insert_page(PageObject(contents=text, media_box=(0, 0, 200, 200)))
    page.get_object()["/Annots"] = generic.ArrayObject([writer.add_object(link())])
    metadata = generic.StreamObject({pdf_name("/Type"): pdf_name("/Metadata")}, stream_data=METADATA)
    writer.root["/Metadata"] = writer.add_object(metadata)
    writer.set_info(generic.DictionaryObject({pdf_name("/Title"): pdf_string("Un texte")}))
    attach(writer, b"<akomaNtoso/>", "texte.xml")
    output = BytesIO()
    writer.write(output)
    return output.getvalue()


def link() -> generic.DictionaryObject:
    """Return an annotation."""
    rectangle = generic.ArrayObject(map(generic.NumberObject, (10, 10, 50, 50)))
    return generic.DictionaryObject(
        {pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/Link"), pdf_name("/Rect"): rectangle}
    )


def attach(writer: PdfFileWriter | IncrementalPdfFileWriter, content: bytes, name: str) -> None:
    """Attach a file."""
    held = embed.EmbeddedFileObject.from_file_data(
        writer, content, params=embed.EmbeddedFileParams(creation_date=NOW, modification_date=NOW)
    )
    embed.embed_file(writer, embed.FileSpec(file_spec_string=name, embedded_data=held))


@cache
def encrypted_pdf() -> bytes:
    """Return the same file, encrypted."""
    copy = copy_into_new_writer(PdfFileReader(BytesIO(small_pdf())))
    copy.encrypt(owner_pass="secret", user_pass="")  # noqa: S106 - of a file of the tests
    output = BytesIO()
    copy.write(output)
    return output.getvalue()
