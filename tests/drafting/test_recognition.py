"""Single habits of documents: how numbers are written, where columns stand, what numbering leaves out."""

import time

import pytest

from plans.drafting.concerns import EXPLANATIONS
from plans.drafting.document import Concern, Paragraph, Picture, Purpose, Table, without_space
from plans.drafting.recognising import recognise
from plans.drafting.source import Emphasis, LineHint, Source, SourceCell, SourcePicture, SourceTable

from .marked import source_of

HEAD = "UBND XÃ ĐỒI CHÈ\nSố: 1/KH-UBND\nĐồi Chè, ngày 05 tháng 6 năm 2026\n\nKẾ HOẠCH\nHái chè\n\n"


@pytest.mark.parametrize(
    ("line", "number", "is_complete"),
    [
        ("Số: 12/KH-UBND", "12/KH-UBND", True),
        ("Số: 12/2024/QĐ-UBND", "12/2024/QĐ-UBND", True),
        ("Số 12-QĐ/TU", "12-QĐ/TU", True),
        ("SỐ: 05 /KH-SYT", "05 /KH-SYT", True),
        ("Số:        /KH-UBND", "/KH-UBND", False),
        ("Số: ……/KH-UBND", "/KH-UBND", False),
        ("Số: …/…", "/…", False),
        ("Số:     -KH/ĐU", "-KH/ĐU", False),
    ],
)
def test_a_number_is_read_in_every_form_and_blanks_are_told(line, number, is_complete):
    document = recognise(f"UBND XÃ ĐỒI CHÈ\n{line}\n\nKẾ HOẠCH\nHái chè\n\nI. MỤC ĐÍCH\nHái chè.")
    assert document.number.text == number
    assert (document.number.concern is None) == is_complete


@pytest.mark.parametrize(
    ("lines", "superior"),
    [
        (["SỞ Y TẾ", "TỈNH HẢI LÂM"], 0),
        (["ỦY BAN NHÂN DÂN", "TỈNH HẢI LÂM", "SỞ Y TẾ"], 2),
        (["UBND XÃ ĐỒI CHÈ", "ĐỘI THUẾ LIÊN XÃ"], 1),
        (["BỘ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI"], 0),
        (["ĐẢNG BỘ TỈNH HẢI LÂM", "ĐẢNG ỦY XÃ ĐỒI CHÈ"], 1),
        (["ỦY BAN NHÂN DÂN", "PHƯỜNG AN PHÚ"], 0),
    ],
)
def test_the_office_above_is_told_from_the_issuing_one(lines, superior):
    document = recognise("\n".join(lines) + "\nSố: 1/KH-A\n\nKẾ HOẠCH\nHái chè\n\nI. MỤC ĐÍCH\nHái chè.")
    assert [part.text for part in document.superior_lines] == lines[:superior]
    assert [part.text for part in document.issuing_lines] == lines[superior:]


def test_a_number_that_jumps_or_repeats_is_marked():
    document = recognise(
        HEAD
        + "I. MỤC ĐÍCH\n1. Hái\n2. Sao\n4. Bán\nII. CÁCH LÀM\n1. Hái\n1. Sao\nIV. TIỀN\n"
        + "a) Mua\nb) Bán\nc) Trả\nd) Vay\nđ) Để"
    )
    assert [item.label.text for item in document.outline if item.concern is Concern.NUMBER_JUMPS] == [
        "4.",
        "1.",
        "IV.",
    ]


def test_articles_count_on_through_the_chapters():
    document = recognise(HEAD + "Chương I\nCHUNG\nĐiều 1. Một\nĐiều 2. Hai\nChương II\nRIÊNG\nĐiều 3. Ba\nĐiều 5. Năm")
    assert [item.label.text for item in document.outline if item.concern] == ["Điều 5."]


def test_letters_go_on_by_the_vietnamese_and_by_the_latin_alphabet():
    vietnamese, latin = "a) A\nb) B\nc) C\nd) D\nđ) Đ\ne) E\ng) G\nh) H", "a) A\nb) B\nc) C\nd) D\ne) E\nf) F\ng) G"
    for letters in (vietnamese, latin):
        assert not [item for item in recognise(f"{HEAD}1. Hái chè\n{letters}").outline if item.concern]


def test_bold_words_that_open_a_sentence_are_no_heading():
    document = recognise(
        source_of("KẾ HOẠCH\n{c b}Hái chè\n1. <b>Hội Nông dân</b> lo việc hái.\n2. <b>Sao chè</b>: hai lò.")
    )
    assert [item.heading.text for item in document.headings] == ["Sao chè:"]


def test_a_line_that_leads_into_its_list_is_no_heading():
    document = recognise(
        HEAD + "Điều 1. Thành lập tổ hái chè gồm các ông, bà có tên sau đây:\n1. Ông An.\n2. Bà Bình."
    )
    assert document.headings == []


@pytest.mark.parametrize("sign", ["\uf0b7", "\uf0a7", "o", "§", "Ø"])
def test_the_sign_of_an_automatic_list_is_a_bullet_whatever_it_is(sign):
    source = Source(f"KẾ HOẠCH\nHái chè\n\nLàm như sau:\n{sign} Hái sớm.\n{sign} Sao ngay.", "docx")
    source.hints = {4: LineHint(label_length=1), 5: LineHint(label_length=1)}
    assert [(item.label.text, item.text.text) for item in recognise(source).outline] == [
        (sign, "Hái sớm."),
        (sign, "Sao ngay."),
    ]


def test_a_paragraph_broken_by_hand_is_one_paragraph():
    source = Source(HEAD + "Hái chè khi sương\nCòn trên lá thì chè thơm.")
    source.hints = {source.text.count("\n"): LineHint(continues=True)}
    assert [part.text for part in recognise(source).paragraphs] == ["Hái chè khi sương Còn trên lá thì chè thơm."]


def test_a_table_keeps_its_cells_and_their_lines():
    document = recognise(source_of("{head}Việc | Ai làm\n{row}Hái¶Sao | Tổ một\n{row} | Tổ hai"))
    table = document.tables[0]
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Việc", "Ai làm"],
        ["Hái Sao", "Tổ một"],
        ["", "Tổ hai"],
    ]
    assert [line.text for line in table.rows[1][0].lines] == ["Hái", "Sao"]
    assert table.header_rows == 1


@pytest.mark.parametrize(
    "rows",
    [
        "STT\tViệc\tAi làm\n1\tHái chè\tTổ một\n2\t\tTổ hai",
        "| STT | Việc | Ai làm |\n|---|:---|---|\n| 1 | **Hái chè** | Tổ một |\n| 2 |  | Tổ hai |",
    ],
)
def test_rows_typed_with_tabs_or_strokes_are_a_table(rows):
    document = recognise(f"{HEAD}1. Phân công:\n{rows}\nLàm xong trong tháng./.")
    assert [[cell.text for cell in row] for row in document.tables[0].rows] == [
        ["STT", "Việc", "Ai làm"],
        ["1", "Hái chè", "Tổ một"],
        ["2", "", "Tổ hai"],
    ]
    assert document.tables[0].confidence < 0.8
    assert document.source_text() == without_space(document.source)
    assert document.paragraphs[-1].text == "Làm xong trong tháng./."


def test_tabs_behind_labels_and_in_blanks_make_no_table():
    document = recognise(f"{HEAD}1.\tHái chè\n2.\tSao chè\nChức vụ:\t……\nHọ tên:\t……\n-\tTổ một\n-\tTổ hai")
    assert document.tables == []
    assert [item.label.text for item in document.outline] == ["1.", "2.", "-", "-"]


def test_a_letterhead_that_came_as_a_table_is_no_table():
    text = "UBND XÃ ĐỒI CHÈ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 1/KH-UBND\nĐồi Chè, ngày 05 tháng 6 năm 2026"
    starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]
    cells = [SourceCell(start, end - 1) for start, end in zip(starts, [*starts[1:], len(text) + 1], strict=True)]
    table = SourceTable(0, len(text), ((cells[0], cells[1]), (cells[2], cells[3])))
    document = recognise(Source(text + "\nKẾ HOẠCH\nHái chè", "docx", tables=(table,)))
    assert document.tables == []
    assert document.number.text == "1/KH-UBND"
    assert [part.text for part in document.agency_lines] == ["UBND XÃ ĐỒI CHÈ"]


def test_pictures_keep_their_place_and_a_seal_is_marked():
    document = recognise(
        source_of(
            "{picture logo.png}\nKẾ HOẠCH\n{c}Hái chè\n\n1. Hái sớm\n{picture doi.png}\n2. Sao ngay\n"
            "Nơi nhận:\n- Lưu.\nCHỦ TỊCH\n{picture dau.png}\nLò Thị Mây"
        )
    )
    assert [(part.index, part.concern) for part in document.body if isinstance(part, Picture)] == [
        (0, Concern.PICTURE_OUTSIDE),
        (1, None),
        (2, Concern.PICTURE_OUTSIDE),
    ]
    assert isinstance(document.body[2], Picture)


def test_an_appendix_brings_its_letterhead_its_note_and_its_table():
    document = recognise(
        source_of(
            HEAD + "1. Hái sớm.\n\nNơi nhận:\n- Lưu.\n\nCHỦ TỊCH\n\nLò Thị Mây\n\nUBND XÃ ĐỒI CHÈ\n"
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nMẪU PHIẾU HỎI\n(Kèm theo Kế hoạch số 1/KH-UBND\nngày 05/6/2026)\n"
            "{row}Họ tên | Câu hỏi\n{row}.... | ....\n\nPhụ lục 2\nDANH SÁCH\n1. Ông An"
        )
    )
    first, second = document.appendices
    assert first.heading.heading.text == "MẪU PHIẾU HỎI"
    assert [part.purpose for part in first.parts if isinstance(part, Paragraph)] == [
        Purpose.LETTERHEAD,
        Purpose.LETTERHEAD,
        Purpose.NOTE,
    ]
    assert any(isinstance(part, Table) for part in first.parts)
    assert (second.heading.label.text, second.heading.heading.text) == ("Phụ lục 2", "DANH SÁCH")
    assert [part.label.text for part in second.parts] == ["1."]


def test_entities_of_a_web_page_become_what_they_mean():
    document = recognise(HEAD.replace("Số: ", "Số:&nbsp;") + "I.&nbsp;HÁI &amp; SAO\n&ndash; Hái &lt;sớm&gt;.")
    assert document.number.text == "1/KH-UBND"
    assert document.headings[0].heading.text == "HÁI & SAO"
    assert document.outline[1].text.text == "Hái <sớm>."


def test_what_is_guessed_says_so():
    sure = recognise(HEAD + "I. MỤC ĐÍCH\nHái chè.\n\nNơi nhận:\n- Lưu.\n\nCHỦ TỊCH\n\nLò Thị Mây")
    assert min(part.confidence for part in (sure.number, sure.title, *sure.recipients, sure.headings[0])) > 0.8
    guessed = recognise("UBND XÃ ĐỒI CHÈ\nHái chè trên đồi cao\n\nI. MỤC ĐÍCH\nHái chè.")
    assert guessed.title.confidence < 0.5
    assert guessed.title.concern is Concern.TITLE_GUESSED


def test_sixty_pages_take_a_moment_and_two_hundred_three_times_as_long():
    item = (
        "1. Việc chung\n"
        + ("- Mỗi thôn cử hai người đến dự, ghi tên vào sổ và báo lại Văn phòng trước ngày hẹn. " * 5 + "\n") * 6
    )
    took = []
    for pages in (60, 200):
        turns = []
        for _turn in range(3):  # the best of three: other programs disturb the caches
            start = time.process_time()
            assert len(recognise(HEAD + item * pages).outline) == 7 * pages
            turns.append(time.process_time() - start)
        took.append(min(turns))
    assert took[0] < 1
    assert took[1] < 10 * took[0] + 0.1


def test_every_concern_is_explained_to_the_editor():
    assert set(Concern) <= set(EXPLANATIONS)


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufffc", "|", "||\n||", "\t\t", "Nơi nhận:\t\t", "Kính gửi:", "Phụ lục", "I."]
)
def test_scraps_of_a_document_are_no_error(text):
    document = recognise(text)
    assert document.source_text() == without_space(document.source)


def test_hints_that_point_nowhere_are_no_error():
    source = Source("Hái chè\nSao chè", hints={0: LineHint(label_length=90), 99: LineHint(layout=1, column=3)})
    source.tables = (SourceTable(0, 99, ((SourceCell(0, 99), SourceCell(50, 60)),)),)
    source.emphases, source.pictures = (Emphasis(0, 500, True),), (SourcePicture(900, b""),)
    assert recognise(source).source_text() == "HáichèSaochè"
