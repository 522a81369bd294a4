"""Hints that let people pass: mistyped e-mail domains, old encodings, text without marks."""

import pytest

from cms.intake.email_typo import suggest_address
from cms.intake.old_encoding import convert_old_encoding, lacks_diacritics


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("lan@gmial.com", "lan@gmail.com"),
        ("lan@gmail.con", "lan@gmail.com"),
        ("lan@gmai.com", "lan@gmail.com"),
        ("lan@gamil.com", "lan@gmail.com"),
        ("lan@yaho.com", "lan@yahoo.com"),
        ("lan@hotmial.com", "lan@hotmail.com"),
    ],
)
def test_one_slip_in_a_usual_domain_is_noticed(typed, meant):
    assert suggest_address(typed) == meant


@pytest.mark.parametrize(
    "address", ["lan@gmail.com", "lan@ymail.com", "lan@quangngai.gov.vn", "lan@ví-dụ.vn", "", "lan"]
)
def test_other_addresses_are_left_alone(address):
    assert suggest_address(address) == ""


@pytest.mark.parametrize(
    ("pasted", "meant"),
    [
        ("§èi tho¹i", "Đối thoại"),
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("M\u00adêi ng\u00adêi ®i hái ®\u00adêng", "Mười người đi hỏi đường"),
        ("ñoái thoaïi", "đối thoại"),
        ("ÑOÁI THOAÏI", "ĐỐI THOẠI"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñöôøng phoá tröôùc chôï", "Đường phố trước chợ"),
    ],
)
def test_text_in_an_old_encoding_is_noticed_and_can_be_converted(pasted, meant):
    assert convert_old_encoding(pasted) == meant


@pytest.mark.parametrize(
    "text",
    ["Đối thoại", "hoàn toàn", "Nhà tôi ở thôn Đông", "10 m² đất, 25 °C", "Microsoft® Word", "toi muon hoi", "", "𡨸"],
)
def test_ordinary_text_is_not_taken_for_an_old_encoding(text):
    assert convert_old_encoding(text) == ""


def test_text_without_a_single_mark_is_noticed_unless_it_is_short():
    assert lacks_diacritics("Toi muon hoi ve thu tuc dang ky nhan hieu")
    assert not lacks_diacritics("Tôi muon hoi ve thu tuc dang ky nhan hieu")
    assert not lacks_diacritics("Le phi bao nhieu")
