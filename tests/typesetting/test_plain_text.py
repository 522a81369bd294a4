"""What a clerk types into one box, as parts of a document and back."""

from plans.typesetting.document import Heading, Items, Paragraph
from plans.typesetting.plain_text import parts_of, text_of

TEXT = """I. Thành phần
- Ông A
- Bà B

1. Kết quả
Hội nghị đã trả lời 12 câu hỏi.
2. Câu này dài và kết thúc bằng dấu chấm nên là một đoạn văn có số."""


def test_numbered_lines_are_headings_dashes_are_lists_and_the_rest_is_text():
    assert parts_of(TEXT) == (
        Heading("Thành phần", 1, "I."),
        Items(("Ông A", "Bà B")),
        Heading("Kết quả", 2, "1."),
        Paragraph("Hội nghị đã trả lời 12 câu hỏi."),
        Paragraph("2. Câu này dài và kết thúc bằng dấu chấm nên là một đoạn văn có số."),
    )


def test_text_made_of_parts_gives_the_same_parts_again():
    assert parts_of(text_of(parts_of(TEXT))) == parts_of(TEXT)


def test_an_empty_box_has_no_parts():
    assert parts_of(" \n\n") == ()
