"""Whether a run of letters can be one Vietnamese syllable.

A syllable is an initial consonant (or none), a rime, and at most one tone. The rimes are a closed set, the spelling of
c/k, g/gh and ng/ngh depends on the vowel behind, and a rime that ends in a stop (c, ch, p, t) carries the tone sắc or
nặng. Names of mountain peoples (Đắk, Xơđăng, Krông) and foreign words do not follow it; who uses this must allow for
them.
"""

import unicodedata
from functools import lru_cache

_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_SHARP = {"\u0301", "\u0323"}  # sắc, nặng

_INITIALS = (
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr",
    "b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
)  # fmt: skip
_RIME_LIST = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong oong ooc
op ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uây uât uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut uy uya uych uyên uyêt uynh
uyt uyp uyu ư ưa ưc ưi ưng ươc ươi ươm ươn ương ươp ươt ươu ưu ưt
y yêm yên yêng yêt yêu
"""
_RIMES = frozenset(_RIME_LIST.split())
_FRONT = ("e", "ê", "i", "y")
_STOPS = ("c", "ch", "p", "t")


def split_tone(letters: str) -> tuple[str, list[str]]:
    """`letters` in lower case without tones, and the tones that stood in it."""
    decomposed = unicodedata.normalize("NFD", letters.lower())
    tones = [sign for sign in decomposed if sign in _TONES]
    bare = "".join(sign for sign in decomposed if sign not in _TONES)
    return unicodedata.normalize("NFC", bare), tones


@lru_cache(maxsize=20_000)
def is_syllable(letters: str) -> bool:
    """Whether `letters` spell one syllable, tone and all."""
    bare, tones = split_tone(letters)
    if len(tones) > 1 or not bare or len(bare) > 7:
        return False
    rime = _rime_of(bare)
    if rime is None:
        return False
    return not rime.endswith(_STOPS) or (len(tones) == 1 and tones[0] in _SHARP)


@lru_cache(maxsize=20_000)
def lacks_tone(letters: str) -> bool:
    """Whether `letters` would be a syllable if only it had a tone: "viêc", "phap"."""
    bare, tones = split_tone(letters)
    rime = _rime_of(bare) if not tones and len(bare) <= 7 else None
    return rime is not None and rime.endswith(_STOPS)


def _rime_of(bare: str) -> str | None:
    """The rime of a syllable without tone; None when it is none."""
    for initial in _INITIALS:
        if not bare.startswith(initial):
            continue
        rime = bare[len(initial) :]
        if initial == "gi" and rime in ("", "n", "êng", "êt", "êc"):
            return f"i{rime}"
        if rime in _RIMES and _is_spelled(initial, rime):
            return rime
    return None


def _is_spelled(initial: str, rime: str) -> bool:
    """The spelling of an initial consonant before its vowel."""
    is_front = rime.startswith(_FRONT)
    if initial in ("k", "gh", "ngh"):
        return is_front
    if initial in ("c", "ng"):
        return not is_front
    if initial == "g":
        return not is_front or rime.startswith("i")
    return not (initial and rime.startswith("yê")) or initial == "qu"
