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
