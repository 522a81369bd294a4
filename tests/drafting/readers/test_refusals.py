"""What cannot be imported gets one sentence, soon and without much memory, and leaves nothing behind."""

import io
import zipfile

import docx
import pytest

from plans.drafting.readers import MAX_BYTES, read, read_path, read_text
from plans.drafting.readers.limits import MOST_ROWS
from plans.drafting.reading import UnreadableError
from tests.factories.word_files import cell, package, paragraph, parts_of, table, word_file

ZEROS = b"\0" * 1024 * 1024
BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(UnreadableError) as refused:
        read(data, name)
    sentence = str(refused.value)
    assert sentence.strip()
    assert "\n" not in sentence
    return sentence


def packed(**changes) -> bytes:
    return package({**parts_of(paragraph("A")), **changes})


def with_flag(data: bytes) -> bytes:
    """`data`, a ZIP file, with every part marked as encrypted."""
    changed = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = changed.find(sign)
        while at >= 0:
            changed[at + place] |= 1
            at = changed.find(sign, at + 4)
    return bytes(changed)


def lying(data: bytes, size: int) -> bytes:
    """`data`, a ZIP file, whose directory says that every part unpacks to `size` bytes."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = size.to_bytes(4, "little")
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"", ""),
        (b"PK\x03\x04", ".docx"),
        (word_file(paragraph("A"))[:-60], ".docx"),
        (word_file(paragraph("A"))[:400], ".docx"),
        (word_file(paragraph()), ""),
        (with_flag(word_file(paragraph("A"))), ""),
        (COMPOUND + "EncryptedPackage".encode("utf-16-le"), ""),
        (COMPOUND + "Workbook".encode("utf-16-le"), "Excel"),
        (COMPOUND, "OLE"),
        (package({"xl/workbook.xml": "<a/>"}), "Excel"),
        (package({"ppt/presentation.xml": "<a/>"}), "PowerPoint"),
        (package({"a.txt": "a"}), "ZIP"),
        (package({"word/styles.xml": "<a/>"}), ".docx"),
        (packed(**{"word/vbaProject.bin": b"x"}), "macro"),
        (packed(**{"[Content_Types].xml": "application/vnd.ms-word.document.macroEnabled.main+xml"}), "macro"),
        (packed(**{"word/document.xml": "<w:document"}), ".docx"),
        (packed(**{"word/document.xml": "<a>" * 3000 + "</a>" * 3000}), ".docx"),
        (packed(**{"word/document.xml": "<a/>"}), ".docx"),
        (package(parts_of(paragraph("A"), before=BOMB)), ".docx"),
        (package(parts_of(paragraph("A"), before=OUTSIDE)), ".docx"),
        (packed(**{"word/document.xml": f"{BOMB}<a/>".encode("utf-16")}), ".docx"),
        (packed(**{"word/document.xml": ZEROS * 70}), "64"),
        (lying(packed(**{"word/document.xml": ZEROS * 30}), 1000), ".docx"),
        (word_file(*[table(*[[cell(str(row)), cell("x"), cell("y")] for row in range(MOST_ROWS + 1)])]), "2000"),
        (word_file(paragraph("A"), *["<w:p/>"] * 20_001), "20000"),
        (word_file("<w:p/>" * 200_001, paragraph("A")), "20000"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><a/>', "XML"),
        (b"\x89PNG\r\n\x1a\n" + bytes(300), ""),
        (b"%PDF-1.7\n%%EOF", "PDF"),
        (b"a" * (MAX_BYTES + 1), "20"),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_bad_files_are_refused_in_one_sentence_that_says_what_to_do(data, named):
    assert named in refusal(data, "ke-hoach.docx")


def test_content_decides_and_not_the_name():
    word = word_file(paragraph("Kế hoạch"))
    assert read(word, "ke-hoach.pdf").kind == "docx"
    assert read("Kế hoạch".encode(), "ke-hoach.docx").kind == "txt"


def test_a_word_file_by_another_path_inside_is_found_by_its_links(tmp_path):
    document = docx.Document()
    document.add_paragraph("Kế hoạch")
    document.save(tmp_path / "a.docx")
    with zipfile.ZipFile(tmp_path / "a.docx") as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for old in ("word/document.xml", "word/_rels/document.xml.rels"):
        parts[old.replace("document.", "document2.")] = parts.pop(old)
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", b"word/document2.xml")
    assert read(package(parts)).text == "Kế hoạch"


def test_links_to_places_outside_are_not_followed():
    link = parts_of(paragraph("A"), image1=b"x")["word/_rels/document.xml.rels"]
    for target in ("../../../../etc/passwd", "file:///etc/passwd", "http://127.0.0.1/x"):
        changed = link.replace("media/image1.png", target)
        assert read(packed(**{"word/_rels/document.xml.rels": changed})).text == "A"


def test_only_the_beginning_of_a_huge_file_is_read(tmp_path):
    huge = tmp_path / "huge.docx"
    with huge.open("wb") as file:
        file.truncate(100 * 1024 * 1024)
    with pytest.raises(UnreadableError, match="20"):
        read_path(huge)


def test_a_folder_a_missing_and_a_forbidden_path_are_told_apart(tmp_path):
    sentences = set()
    for path in (tmp_path, tmp_path / "missing.docx", tmp_path / "a\x00b"):
        with pytest.raises(UnreadableError) as refused:
            read_path(path)
        sentences.add(str(refused.value))
    assert len(sentences) == 3


def test_a_text_too_long_is_refused():
    with pytest.raises(UnreadableError):
        read_text("a" * (2 * 1024 * 1024 + 1))
    with pytest.raises(UnreadableError):
        read(word_file(paragraph("a" * (2 * 1024 * 1024 + 1))))


def test_a_package_with_thousands_of_parts_is_refused():
    packed_parts = io.BytesIO()
    with zipfile.ZipFile(packed_parts, "w") as archive:
        for number in range(3_100):
            archive.writestr(f"word/{number}", "")
    refusal(packed_parts.getvalue())
