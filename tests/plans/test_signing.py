"""The lines above a signature, each capacity in a line of its own."""

import pytest

from plans.signing import authority_lines


@pytest.mark.parametrize(
    ("authority", "lines"),
    [
        ("TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH", ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]),
        ("TUQ. CHỦ TỊCH TL. CHÁNH VĂN PHÒNG", ["TUQ. CHỦ TỊCH", "TL. CHÁNH VĂN PHÒNG"]),
        ("KT. GIÁM ĐỐC", ["KT. GIÁM ĐỐC"]),
        ("Q. CHỦ TỊCH", ["Q. CHỦ TỊCH"]),
        ("", []),
    ],
)
def test_each_capacity_stands_in_its_own_line(authority, lines):
    assert authority_lines(authority) == lines
