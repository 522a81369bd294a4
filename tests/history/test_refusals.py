"""What somebody is told whose step was refused."""

from cms.history import MoveNotAllowedError


def test_a_refusal_says_each_of_its_reasons():
    assert MoveNotAllowedError("Thiếu số.", "Thiếu ngày.").sentences == ["Thiếu số.", "Thiếu ngày."]


def test_a_refusal_without_reasons_still_says_something():
    [sentence] = MoveNotAllowedError().sentences

    assert sentence.endswith(".")
