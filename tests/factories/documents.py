"""Valid official documents."""

from datetime import date

from plans.typesetting.document import Heading, Items, OfficialDocument, Paragraph, Signer, Table


def make_minutes(**fields) -> OfficialDocument:
    """Minutes with two who sign, a heading, a list and a table."""
    return OfficialDocument(
        **{
            "superior": "UBND TỈNH QUẢNG NGÃI",
            "office": "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
            "symbol": "BB-SKHCN",
            "kind": "BIÊN BẢN",
            "subject": "Hội nghị đối thoại đợt 1 năm 2026",
            "body": (
                Heading("Thành phần tham dự", label="I."),
                Items(("Ông Nguyễn Văn A", "Bà Trần Thị B")),
                Table(("TT", "Lĩnh vực", "Số câu hỏi"), (("1", "Sở hữu trí tuệ", "12"),), numeric=(2,)),
                Paragraph("Hội nghị kết thúc vào 11 giờ 30 phút cùng ngày."),
            ),
            "signers": (Signer("THƯ KÝ", "Trần Thị B"), Signer("CHỦ TỌA", "Nguyễn Văn A")),
            "recipients": ("UBND tỉnh", "Lưu: VT"),
            **fields,
        }
    )


def make_letter_document(**fields) -> OfficialDocument:
    """An official letter to one citizen, with number and day."""
    return make_minutes(
        **{
            "kind": "",
            "number": "123/SKHCN-VP",
            "place": "Quảng Ngãi",
            "issued_on": date(2026, 6, 5),
            "subject": "trả lời câu hỏi",
            "addressees": ("Bà H'Hen Niê, xã Nghĩa Dũng",),
            "body": (Paragraph("Sở trả lời như sau:"), Paragraph("Thủ tục mất 20 ngày.")),
            "signers": (Signer("PHÓ GIÁM ĐỐC", "Lê Văn C", authority="KT. GIÁM ĐỐC"),),
            **fields,
        }
    )


_SENTENCES = (
    "Các phòng, đơn vị rà soát, tổng hợp những nội dung cần đối thoại và gửi về Văn phòng trước ngày 15 hằng tháng.",
    "Việc tiếp nhận, phân loại câu hỏi được thực hiện công khai trên Cổng và tại bộ phận tiếp nhận của cơ quan.",
    "Câu hỏi vượt thẩm quyền được lập thành báo cáo gửi cơ quan cấp trên, đồng thời thông báo cho người hỏi biết.",
    "Kết quả trả lời được đăng tải đầy đủ, kịp thời, bảo đảm bí mật thông tin cá nhân theo quy định của pháp luật.",
    "Cán bộ được giao nhiệm vụ chịu trách nhiệm về tính chính xác và tiến độ của phần việc do mình phụ trách.",
)
PARTS_OF_A_PAGE = 10


def make_long_plan(pages: int = 60, **fields) -> OfficialDocument:
    """A plan of about so many pages: headings of four levels, dashes, running text, a table on every sixth page."""
    body: list = [Paragraph("Cơ quan ban hành kế hoạch tổ chức đối thoại với các nội dung sau:")]
    roman = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
    for page in range(pages):
        chapter, section = divmod(page, 6)
        if section == 0:
            body.append(Heading(f"NỘI DUNG PHẦN VIỆC THỨ {chapter + 1}", 1, f"{roman[chapter % 10]}."))
        body.append(Heading(f"Nhiệm vụ của đơn vị thứ {section + 1}", 2, f"{section + 1}."))
        body.append(Heading("Yêu cầu thực hiện", 3, f"{section + 1}.1."))
        for place in range(PARTS_OF_A_PAGE):
            sentences = " ".join(_SENTENCES[(page + place + turn) % len(_SENTENCES)] for turn in range(2))
            text = f"Đợt {page * PARTS_OF_A_PAGE + place + 1}: {sentences}"  # no line stands twice
            label, level = (("a)", "b)", "c)")[place], 4) if place < 3 else (("-", 5) if place < 6 else ("", 0))
            body.append(Paragraph(text, label=label, level=level))
        if section == 5:
            rows = tuple((str(row + 1), _SENTENCES[row % 5], f"Tháng {row + 1}") for row in range(8))
            body.append(Table(("TT", "Nội dung công việc", "Thời gian"), rows, widths=(1, 6, 2)))
    body.append(Paragraph("Trên đây là kế hoạch, đề nghị các đơn vị phối hợp thực hiện."))
    return make_minutes(
        **{
            "number": "15/KH-SKHCN",
            "place": "Quảng Ngãi",
            "issued_on": date(2026, 1, 20),
            "kind": "KẾ HOẠCH",
            "subject": "Tổ chức hội nghị đối thoại năm 2026",
            "bases": ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",),
            "body": tuple(body),
            "signers": (Signer("GIÁM ĐỐC", "Nguyễn Văn A"),),
            **fields,
        }
    )
