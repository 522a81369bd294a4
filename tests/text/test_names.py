"""The order of names in lists."""

from cms.text.names import name_key


def in_order(*names: str) -> list[str]:
    return sorted(names, key=name_key)


def test_names_stand_by_given_name_then_by_family_name():
    assert in_order("Vũ An", "Bùi Thị Yến", "Lê An", "Trần Bình") == ["Lê An", "Vũ An", "Trần Bình", "Bùi Thị Yến"]


def test_d_with_stroke_follows_d_and_comes_before_e():
    assert in_order("Lê Em", "Lê Đức", "Lê Duy", "Lê Zũng") == ["Lê Duy", "Lê Đức", "Lê Em", "Lê Zũng"]


def test_letters_with_hooks_are_letters_of_their_own():
    names = ["An", "Ăn", "Ân", "Bo", "Bô", "Bơ", "Mu", "Mư"]
    assert in_order(*reversed(names)) == names


def test_tones_count_after_letters_in_the_order_of_dictionaries():
    names = ["Ha", "Hà", "Hả", "Hã", "Há", "Hạ", "Hai"]
    assert in_order(*reversed(names)) == names


def test_composed_and_decomposed_letters_and_capitals_stand_together():
    assert name_key("LÊ ĐỨC")[:2] == name_key("Lê Đu\u031b\u0301c".lower())[:2]


def test_names_of_other_peoples_and_nothing_at_all_have_a_place():
    assert in_order("H'Hen Niê", "", "Y Moan Ênuôl", "王", "Y Ni") == ["", "Y Moan Ênuôl", "Y Ni", "H'Hen Niê", "王"]
