"""The grammar of Vietnamese syllables."""

import pytest

from plans.checking.syllables import is_syllable, lacks_tone

RIGHT = (
    "kế hoạch quyết nghị ngoằn ngoèo khuỷu tay thuở xoong giếng giữa gì gìn quốc quý quyền nghiêng yêu yểng oái oăm "
    "tuýp huỳnh khuya rượu hươu mướp ốc ếch ích ách uỷ ủy hoà hòa loăng quăng choé xoá quơ đoảng"
)
WRONG = "kuyết ngiêng gế cế qì vàdịch phảnánh dịchvụ hội-nghị wifi bạnn đốii cluôn strường ưng1 viêc phap"


@pytest.mark.parametrize("word", RIGHT.split())
def test_a_vietnamese_syllable_is_known(word):
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize("word", WRONG.split())
def test_what_no_vietnamese_says_is_no_syllable(word):
    assert not is_syllable(word)


def test_a_rime_that_ends_in_a_stop_wants_sac_or_nang():
    assert all(lacks_tone(word) for word in ("viêc", "môt", "đươc", "phap"))
    assert not any(lacks_tone(word) for word in ("việc", "một", "dân", "đồng", "strat"))
