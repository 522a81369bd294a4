"""Which labels a word processor may count."""

from plans.typesetting.numbering import Step, forms_of, steps_of


def test_the_commonest_way_of_writing_decides():
    forms = forms_of([(1, "I."), (1, "II/"), (1, "III/"), (2, "1.")])

    assert (forms[1].suffix, forms[2].suffix) == ("/", ".")
    assert steps_of([(1, "I."), (1, "II/"), (1, "III/")]) == [None, Step(1, (2, 1, 1, 1)), Step(1)]


def test_a_letter_that_is_a_roman_number_is_read_as_its_neighbours_are():
    assert forms_of([(1, "C."), (1, "D."), (1, "E.")])[1].kind == "upperLetter"
    assert forms_of([(1, "I."), (1, "V.")])[1].kind == "upperRoman"


def test_numbers_below_a_number_that_is_plain_text_are_plain_text_too():
    assert steps_of([(2, "Một"), (3, "1.1.")]) == [None, None]


def test_labels_with_leading_zeros_or_huge_numbers_are_plain_text():
    assert steps_of([(2, "01."), (2, "99999."), (2, "0."), (2, "")]) == [None] * 4
