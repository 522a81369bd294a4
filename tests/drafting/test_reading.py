"""Which bytes are a text, and what is said about those that are none."""

from pathlib import Path

import pytest

from plans.drafting.reading import MAX_BYTES, UnreadableError, decode, read_file

TEXT = "Kế hoạch đối thoại năm 2022 của Ủy ban nhân dân xã, thực hiện theo quý.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_text_is_read(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


def test_big_endian_text_with_its_mark_is_read():
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be")) == TEXT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t ",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\x00\x01\x02binary",
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-32"),
        TEXT.encode("utf-8")[:-12] + b"\xc3",
        "Kế hoạch".encode()[:-1] + b"\xff" * 40,
        b"PK\x03\x04word/document.xml",
        b"%PDF-1.7 text",
        b"{\\rtf1 text}",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"\x89PNG\r\n\x1a\n",
        b"a" * (MAX_BYTES + 1),
        # "Kế hoạch đối thoại" as the fonts of old wrote it
        "KÕ ho¹ch ®èi tho¹i".encode("cp1252"),
        ("KÕ ho¹ch ®èi tho¹i n¨m 2022 cña UBND x· " * 3).encode(),
        ("Keá hoaïch ñoái thoaïi naêm 2022 cuûa UBND xaõ " * 3).encode(),
    ],
)
def test_what_is_no_unicode_text_is_refused_in_one_line(data):
    with pytest.raises(UnreadableError) as refused:
        decode(data)
    assert str(refused.value).strip()
    assert "\n" not in str(refused.value)


def test_windows_1258_text_is_refused_and_unicode_named():
    windows = "Ke\u0302\u0301 hoa\u0323ch".encode("cp1258", errors="ignore") + b"\xf0\xf2i"
    with pytest.raises(UnreadableError, match="Unicode"):
        decode(windows)


def test_other_languages_and_signs_are_no_old_font():
    assert decode("Kế hoạch ½ ngày, phí 5µg, bản quyền ©, François, Köln".encode())


def test_a_folder_and_a_missing_file_are_told_apart(tmp_path):
    with pytest.raises(UnreadableError) as folder:
        read_file(tmp_path)
    with pytest.raises(UnreadableError) as missing:
        read_file(tmp_path / "missing.txt")
    assert str(folder.value) != str(missing.value)


def test_a_path_that_cannot_be_opened_is_refused():
    with pytest.raises(UnreadableError):
        read_file(Path("a\x00b"))
