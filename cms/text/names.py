"""The order in which Vietnamese names stand in lists: by given name, letters before tones, Đ after D."""

import unicodedata

# The alphabet; foreign letters at their usual places.
_ALPHABET = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz", 1)}
_SHAPES = {"\u0306", "\u0302", "\u031b"}  # breve, circumflex and horn make letters of their own
# No mark, then huyền, hỏi, ngã, sắc, nặng: the order of Vietnamese dictionaries.
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}


def name_key(full_name: str) -> tuple:
    """A sorting key: given name (the last word), then family and middle names from the left, then the text itself.

    Syllables compare by their letters first and by tone only when these are equal; signs such as the apostrophe of
    "H'Hen" do not count.
    """
    words = [_syllable(word) for word in full_name.split()]
    return (words[-1:], words[:-1], full_name)


def _syllable(word: str) -> tuple[tuple[int, ...], int]:
    letters: list[int] = []
    tone = 0
    for letter in unicodedata.normalize("NFC", word.casefold()):
        base, *marks = unicodedata.normalize("NFD", letter)
        tone = next((_TONES[mark] for mark in marks if mark in _TONES), tone)
        shaped = unicodedata.normalize("NFC", base + "".join(mark for mark in marks if mark in _SHAPES))
        if shaped in _ALPHABET:
            letters.append(_ALPHABET[shaped])
        elif shaped.isalpha():
            letters.append(1000 + ord(shaped[0]))
    return tuple(letters), tone
