"""Pictures beside a version: read whole, from its folder and from nowhere else."""

import struct
import warnings
import zlib
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from codetool.render.pictures import Fault, Picture, load_picture, picture_of


def drawn(kind: str, size: tuple[int, int] | None = None, mode: str = "L") -> bytes:
    content = BytesIO()
    image = Image.new("1", size) if size else Image.radial_gradient("L").convert(mode)
    image.save(content, kind)
    return content.getvalue()


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_picture_of_pixels_is_known_by_its_bytes(tmp_path: Path, kind: str, media_type: str) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "any.name").write_bytes(drawn(kind))
    assert load_picture(tmp_path, "below/any.name") == Picture(content=drawn(kind), media_type=media_type)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_that_breaks_off_is_none_whatever_others_set(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    assert picture_of(drawn(kind)[:-200]) is Fault.OTHER
    assert ImageFile.LOAD_TRUNCATED_IMAGES


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.OTHER),
        (drawn("GIF"), Fault.OTHER),
        (drawn("WEBP"), Fault.OTHER),
        (b"<p>no picture</p>", Fault.OTHER),
        (b"\xff\xd8\xff", Fault.OTHER),
        (drawn("PNG", (6000, 5000)), Fault.LARGE),
        (drawn("JPEG", mode="CMYK"), Fault.INKS),
        (b"<svg><script/></svg>", Fault.UNSAFE),
    ],
)
def test_what_is_no_picture_for_a_page(content: bytes, fault: Fault) -> None:
    assert picture_of(content) is fault


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", Fault.ABSENT),
        ("absent.png", Fault.ABSENT),
        (".", Fault.ABSENT),
        ("a\0b", Fault.ABSENT),
        ("a" * 300, Fault.ABSENT),
        ("circle.png", Fault.ABSENT),
        ("..\\secret.png", Fault.ABSENT),
        ("../secret.png", Fault.OUTSIDE),
        ("below/../../secret.png", Fault.OUTSIDE),
        ("out.png", Fault.OUTSIDE),
        ("up/secret.png", Fault.OUTSIDE),
        ("/etc/passwd", Fault.OUTSIDE),
    ],
)
def test_no_name_leads_out_of_the_folder(tmp_path: Path, name: str, fault: Fault) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    (tmp_path / "secret.png").write_bytes(drawn("PNG"))
    (folder / "out.png").symlink_to(tmp_path / "secret.png")
    (folder / "up").symlink_to(tmp_path)
    (folder / "circle.png").symlink_to(folder / "circle.png")
    assert load_picture(folder, name) is fault


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(drawn("PNG"))
    (tmp_path / "b.png").symlink_to("a.png")
    assert isinstance(load_picture(tmp_path, "b.png"), Picture)


def test_a_picture_of_thousands_of_passes_is_too_large() -> None:
    """Each pass takes as long as the whole picture: a megabyte of empty ones takes minutes."""
    drawn = BytesIO()
    Image.new("L", (64, 64), 128).save(drawn, "JPEG", progressive=True)
    whole = drawn.getvalue()
    assert isinstance(picture_of(whole), Picture)
    last = whole[whole.rindex(b"\xff\xda") : -2]
    assert picture_of(whole[:-2] + last * 100 + whole[-2:]) is Fault.LARGE


def test_a_picture_of_more_pixels_than_are_read_is_told_by_us_alone() -> None:
    head = struct.pack(">IIBBBBB", 10_000, 10_000, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 99)), (b"IEND", b""))
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        assert picture_of(b"\x89PNG\r\n\x1a\n" + b"".join(packed)) is Fault.LARGE
    assert not warned


def test_a_picture_inside_a_drawing_is_looked_at_too() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><image href="data:image/png;base64,{}"/></svg>'
    drawn = BytesIO()
    Image.new("RGB", (4, 4)).save(drawn, "PNG")
    assert isinstance(picture_of(drawing.format(b64encode(drawn.getvalue()).decode()).encode()), Picture)
    assert picture_of(drawing.format("AAAA").encode()) is Fault.OTHER
