"""What a reader on a slow line has to load before the first page stands."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from tests.factories.site import make_office, make_plain, make_section

BUDGET = 25_000


def packed(data: bytes) -> int:
    return len(gzip.compress(data, compresslevel=6))


def linked_files(html: str) -> set[Path]:
    names = re.findall(r'(?:href|src)="/static/([^"]+)"', html)
    files = {Path(finders.find(name)) for name in names}
    for sheet in [file for file in files if file.suffix == ".css"]:
        for name in re.findall(r"url\(([^)\"':]+)\)", sheet.read_text(encoding="utf-8")):
            files.add(sheet.parent / name)
    return files


def test_first_view_is_light(home, client):
    make_office(footer_note="Ghi rõ nguồn khi phát hành lại thông tin từ trang này.")
    for number in range(7):
        section = make_section(home, f"Chuyên mục số {number}")
        for child in range(5):
            make_plain(section, f"Trang thứ {child} của chuyên mục", summary="Một câu nói trang có gì.")
    html = client.get("/chuyen-muc-so-1/").content
    files = linked_files(html.decode())
    assert {file.name for file in files} >= {"base.css", "frame.css", "content.css", "forms.css", "drum.svg"}
    weight = packed(html) + sum(packed(file.read_bytes()) for file in files)
    assert weight <= BUDGET, f"{weight} bytes; files: {sorted(file.name for file in files)}"


def test_stylesheets_ask_no_other_host():
    for sheet in Path(finders.find("home/base.css")).parent.glob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "//" not in re.sub(r"/\*.*?\*/", "", text, flags=re.S)
        assert "@import" not in text
