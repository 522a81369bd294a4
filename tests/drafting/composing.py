"""Documents composed by chance from the parts and habits of many offices, with hints that may be wrong.

Much faster than a general generator, so that thousands of whole documents can be looked at.
"""

import random
from dataclasses import dataclass, field

from plans.drafting.normalising import normalise
from plans.drafting.source import Emphasis, LineHint, Source, SourceCell, SourcePicture, SourceTable

_WORDS = (
    *(
        "xã",
        "phường",
        "thôn",
        "dân họp",
        "đường",
        "nước",
        "chợ",
        "trường",
        "hội",
        "tổ việc",
        "năm",
        "tháng",
        "ngày",
        "Sở",
    ),
    *(
        "làm theo",
        "đúng",
        "gửi",
        "báo cáo",
        "UBND",
        "KH&CN",
        "2026",
        "05/3/2026",
        "12/KH-UBND",
        "30%",
        "(*)",
        "“trích”",
    ),
    *("vàdịch", "½", "**đậm**", "*nghiêng*", "đ/c", "số:", "a)", "1.", "–", ";", ",", ":", "…", "x̣̂", "𝄞", "&amp;"),
)
_OFFICES = (
    "ỦY BAN NHÂN DÂN",
    "TỈNH HẢI LÂM",
    "SỞ Y TẾ",
    "UBND XÃ ĐỒI CHÈ",
    "ĐẢNG ỦY XÃ",
    "TÊN CQ CHỦ QUẢN1",
    "Trung tâm Y",
)
_NATIONAL = (
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "ĐẢNG CỘNG SẢN VIỆT NAM",
    "-------",
    "*",
)
_NUMBERS = (
    "Số: 12/KH-UBND",
    "Số 12-QĐ/TU",
    "Số:      /KH-UBND",
    "Số: …/…",
    "Số: 7/2024/QĐ-UBND",
    "Số: ...3.../..4..",
    "Số:",
)
_DAYS = (
    *("Hải Lâm, ngày 05 tháng 6 năm 2026", "Hải Lâm, ngày tháng 01 năm 2022", "…, ngày … tháng … năm …", "20/01/2022"),
    *("Hải Lâm, ngày 31 tháng 02 năm 2026", "….., ngày"),
)
_TYPES = (
    *("KẾ HOẠCH", "QUYẾT ĐỊNH", "Thông báo", "K Ế H O Ạ C H", "GIẤY MỜI", "BIÊN BẢN", "CÔNG ĐIỆN", "GIẤY NGHỈ PHÉP"),
    *("TÊN LOẠI VĂN BẢN", "**KẾ HOẠCH**", "## **TỜ TRÌNH**"),
)
_TITLES = ("Về việc trồng cây", "V/v họp dân", "TỔ CHỨC HỌP DÂN", "Kế hoạch họp dân năm 2026", "Gặp mặt:", "(Dự thảo)")
_BASES = (
    *(
        "Căn cứ Luật Thư viện số 46/2019/QH14;",
        "Căn cứ ",
        "- Căn cứ Quyết định số 12/QĐ-UBND; Nghị định số 3/2020/NĐ-CP,",
    ),
    *(
        "Thực hiện Kế hoạch số 30/KH-UBND của tỉnh, Sở Y tế ban hành Kế hoạch như sau:",
        "Xét đề nghị của Chánh Văn phòng,",
    ),
    *("Kính gửi: Các xã.", "Kính gửi:", "- Sở A;", "CHỦ TỊCH XÃ điện:", "GIÁM ĐỐC SỞ Y TẾ", "QUYẾT ĐỊNH:"),
)
_LABELS = (
    *(
        "I. ",
        "II. ",
        "IV/ ",
        "I- ",
        "Phần I ",
        "Phần thứ nhất",
        "Chương II",
        "Mục 1. ",
        "A. ",
        "B. ",
        "Điều 1. ",
        "1. ",
        "2/ ",
    ),
    *(
        "10- ",
        "1.1. ",
        "5.2 ",
        "1.1.1. ",
        "a) ",
        "đ) ",
        "b. ",
        "(1) ",
        "2) ",
        "Một là, ",
        "Thứ nhất, ",
        "- ",
        "– ",
        "+ ",
    ),
    *("* ", "• ", "# ", "**1. ", "Phụ lục 1 ", "PHỤ LỤC", "Phụ lục …1... ", "o ", "", "", ""),
)
_ENDS = (".", ";", ":", "", "", "./.", ",", " như sau:")
_RECIPIENTS = ("- Như trên;", "- Lưu: VT.", "Các thôn;", "- CT, PCT UBND", "……;", "+ Báo Hải Lâm;", "và các xã;")
_SIGNATURE = (
    *(
        "TM. ỦY BAN NHÂN DÂN",
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "GIÁM ĐỐC",
        "(Đã ký)",
        "(Chữ ký, dấu)",
        "THƯ KÝ",
        "Họ và tên",
    ),
    *("Trương Thị Lụa", "NGUYỄN VĂN BA", "Trung tá Mùa A Sình", "Q. TRƯỞNG PHÒNG"),
)
_BEHIND = (
    *(
        "PHỤ LỤC I",
        "MẪU PHIẾU ĐĂNG KÝ",
        "DANH SÁCH",
        "(Kèm theo Kế hoạch số 1/KH-A",
        "ngày 1/1/2026)",
        "QUY CHẾ",
        "Ghi chú:",
    ),
    *(
        "Tài liệu đính kèm: a.pdf",
        "Tin liên quan",
        "% Bình chọn",
        "0% 0",
        "Số lượt truy cập: 9",
        "- 3 -",
        "2",
        "***",
        "____",
    ),
)
_GAPS = ("\n", "\n", "\n", "\n\n", "\n\n\n", "\r\n", "\u2028")


@dataclass
class Composer:
    """Writes one document; `rng` decides everything."""

    rng: random.Random
    lines: list[tuple[str, dict]] = field(default_factory=list)
    layouts: int = 0

    def source(self) -> Source | str:
        """The next document: as plain text, or as a source with hints, tables, notes and pictures."""
        rng = self.rng
        self.lines = []
        for compose in (self._head, self._bases, self._body, self._closing, self._behind):
            if rng.random() < 0.85:
                compose()
        if rng.random() < 0.2:
            rng.shuffle(self.lines)
        if rng.random() < 0.4:
            return "".join(text + rng.choice(_GAPS) for text, _hint in self.lines)
        return self._hinted()

    def _sentence(self, most: int = 9) -> str:
        return " ".join(self.rng.choices(_WORDS, k=self.rng.randint(1, most)))

    def _some(self, texts: tuple[str, ...], most: int) -> list[str]:
        return self.rng.choices(texts, k=self.rng.randint(1, most))

    def _columns(self, left: list[str], right: list[str]) -> None:
        """Two columns: by a table, by tabs or spaces, or one below the other."""
        rng = self.rng
        style = rng.random()
        if style < 0.4:
            for column, texts in enumerate((left, right)):
                self.lines += [(text, {"layout": self.layouts, "column": column}) for text in texts]
            self.layouts += 1
        elif style < 0.7:
            gap = rng.choice(("\t", "\t\t", "          "))
            for index in range(max(len(left), len(right))):
                cells = (left[index : index + 1] or [""]) + (right[index : index + 1] or [""])
                self.lines.append((gap.join(cells), {}))
        else:
            self.lines += [(text, {}) for text in (*left, *right)]

    def _head(self) -> None:
        rng = self.rng
        left = [*self._some(_OFFICES, 3), rng.choice(_NUMBERS)]
        self._columns(left, [*self._some(_NATIONAL, 3), rng.choice(_DAYS)])
        self.lines.append((rng.choice(_TYPES), {"alignment": "center"}))
        self.lines += [(text, {"alignment": "center"}) for text in self._some(_TITLES, 2)]

    def _bases(self) -> None:
        self.lines += [(text, {}) for text in self._some(_BASES, 4)]

    def _body(self) -> None:
        rng = self.rng
        for _ in range(rng.randint(1, 5)):
            label = rng.choice(_LABELS)
            hint = {"label_length": rng.randint(1, 9)} if label and rng.random() < 0.3 else {}
            self.lines.append((label + self._sentence() + rng.choice(_ENDS), hint))
        if rng.random() < 0.4:
            self.lines.append(("", {"rows": rng.randint(1, 3), "cells": rng.randint(1, 3)}))

    def _closing(self) -> None:
        self._columns(["Nơi nhận:", *self._some(_RECIPIENTS, 4)], self._some(_SIGNATURE, 4))
        if self.rng.random() < 0.3:
            self._columns(self._some(_SIGNATURE, 3), self._some(_SIGNATURE, 3))

    def _behind(self) -> None:
        self.lines += [(text, {}) for text in self._some(_BEHIND, 3)]
        self._body()
        if self.rng.random() < 0.3:
            self.lines.append((f"[1] {self._sentence(5)}", {"footnote": 1}))

    def _hinted(self) -> Source:
        """The lines as a source; some hints are true, some are not."""
        rng = self.rng
        text, number = "", 0
        source = Source("", rng.choice(("docx", "html", "pdf")))
        tables, emphases, pictures = [], [], []

        def write(words: str, hint: LineHint) -> tuple[int, int]:
            nonlocal text, number
            words = normalise(f"|{words}|")[1:-1].replace("\n", " ") if not words.isascii() else words
            start = len(text)
            if words and rng.random() < 0.3:
                begin = start + rng.randint(0, len(words) // 2)
                emphases.append(Emphasis(begin, rng.randint(begin, start + len(words)) + 1, rng.random() < 0.7))
            if hint != LineHint():
                source.hints[number] = hint
            text += words + "\n"
            number += 1
            return start, start + len(words)

        for words, values in self.lines:
            if "rows" in values:
                rows = [
                    tuple(SourceCell(*write(self._sentence(3), LineHint())) for _ in range(values["cells"]))
                    for _ in range(values["rows"])
                ]
                tables.append(SourceTable(rows[0][0].start, rows[-1][-1].end, tuple(rows), rng.random() < 0.5))
                continue
            if rng.random() < 0.1:
                values = {
                    **values,
                    "outline_level": rng.randint(1, 9),
                    "alignment": rng.choice(("", "center", "right")),
                }
            if rng.random() < 0.1:
                values = {**values, "continues": True, "page": rng.randint(1, 3)}
            write(words, LineHint(**values))
            if rng.random() < 0.2:
                write("", LineHint())
            if rng.random() < 0.05:
                pictures.append(SourcePicture(len(text), b""))
        source.text = text.rstrip("\n")
        source.emphases, source.tables, source.pictures = tuple(emphases), tuple(tables), tuple(pictures)
        return source
