"""LibreOffice files made from raw XML."""

from collections.abc import Mapping
from io import BytesIO
from typing import Protocol
from zipfile import ZipFile

import pytest

ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = (
    " ".join(
        f'xmlns:{prefix}="{ODF}:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("table", "table"),
            ("draw", "drawing"),
            ("fo", "xsl-fo-compatible"),
            ("svg", "svg-compatible"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    + ' xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
)
KIND = "application/vnd.oasis.opendocument.text"


class MakeOdt(Protocol):
    """Makes a file of a body, automatic styles, named styles, master pages, and further parts."""

    def __call__(
        self,
        body: str,
        automatic: str = "",
        styles: str = "",
        master: str = "",
        parts: Mapping[str, str | bytes] | None = None,
    ) -> bytes: ...


def _make(
    body: str,
    automatic: str = "",
    styles: str = "",
    master: str = "",
    parts: Mapping[str, str | bytes] | None = None,
) -> bytes:
    listed = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{media}"/>'
        for name, media in (("/", KIND), ("content.xml", "text/xml"), ("styles.xml", "text/xml"))
    )
    held = {
        "mimetype": KIND,
        "META-INF/manifest.xml": f'<manifest:manifest xmlns:manifest="{ODF}:manifest:1.0">{listed}</manifest:manifest>',
        "content.xml": f'<office:document-content {NAMESPACES} office:version="1.3">'
        f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f'<office:document-styles {NAMESPACES} office:version="1.3"><office:styles>{styles}'
        f"</office:styles><office:master-styles>{master}</office:master-styles></office:document-styles>",
        **(parts or {}),
    }
    target = BytesIO()
    with ZipFile(target, "w") as package:
        for name, content in held.items():
            package.writestr(name, content)
    return target.getvalue()


@pytest.fixture(scope="session")
def odt() -> MakeOdt:
    return _make
