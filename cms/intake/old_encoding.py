"""Text typed with the Vietnamese encodings of before Unicode: noticed, and converted if the visitor wishes.

TCVN3 (the ".Vn" fonts) and VNI ("VNI-Times") put Vietnamese letters on the places of Western ones; pasted into a
form they read "§èi tho¹i" and "ñoái thoaïi". Both tables are facts of those encodings (TCVN 5712:1993, VNI).
"""

import re
import unicodedata

_TCVN3 = str.maketrans(
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\u00adõö÷øùúûüýþ¡¢£¤¥¦§",
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂÊÔƠƯĐ",
)
_TONE = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
_CIRCUMFLEX = {"â": "", "á": "\u0301", "à": "\u0300", "å": "\u0309", "ã": "\u0303", "ä": "\u0323"}
_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
_VNI_ALONE = {"ñ": "đ", "ö": "ư", "ô": "ơ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI = re.compile("([aeouyôö])([ùøûõïâáàåãäêéèúüë])|[ñöôæóòî]", re.IGNORECASE)

# Letters that only Unicode text has, and signs that stand inside words only where the encoding is old.
_UNICODE_ONLY = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_TCVN3_SIGN = re.compile(
    "(?<=[^\\W\\d_])[µ¶·¸¹¨¼½¾©®ª¬§¦÷×ßþ]|[§®¦¢£¤¥](?=[^\\W\\d_]|\u00ad)|(?<=[a-zà-ÿ])[Æ-ÖØÜ-Þ]|\u00ad(?=[êëìíîõö÷øù])"
)
_VNI_SIGN = re.compile("[aeouyôö][øûïåäëü]|[ñö](?=[^\\W\\d_])", re.IGNORECASE)
_FEWEST_SIGNS = 2


def convert_old_encoding(text: str) -> str:
    """`text` in Unicode when it looks typed in TCVN3 or VNI; "" when it looks like ordinary text."""
    if _UNICODE_ONLY.search(text):
        return ""
    tcvn3, vni = len(_TCVN3_SIGN.findall(text)), len(_VNI_SIGN.findall(text))
    if max(tcvn3, vni) < _FEWEST_SIGNS:
        return ""
    return from_tcvn3(text) if tcvn3 >= vni else from_vni(text)


def from_tcvn3(text: str) -> str:
    """`text`, whose letters mean those of a TCVN3 font, in Unicode."""
    return unicodedata.normalize("NFC", text.translate(_TCVN3))


def from_vni(text: str) -> str:
    """`text`, whose letters mean those of a VNI font, in Unicode."""
    return unicodedata.normalize("NFC", _VNI.sub(_from_vni, text))


def _from_vni(match: re.Match) -> str:
    if match[1] is None:
        return _like(match[0], _VNI_ALONE[match[0].lower()])
    base, mark = match[1], match[2].lower()
    letter = _like(base, _VNI_ALONE.get(base.lower(), base.lower()))
    if mark in _TONE:
        return letter + _TONE[mark]
    if mark in _CIRCUMFLEX and base.lower() in "aeo":
        return base + "\u0302" + _CIRCUMFLEX[mark]
    if mark in _BREVE and base.lower() == "a":
        return base + "\u0306" + _BREVE[mark]
    return letter + match[2]


def _like(pattern: str, letter: str) -> str:
    return letter.upper() if pattern.isupper() else letter


def lacks_diacritics(text: str) -> bool:
    """Whether a text of some length was typed without a single Vietnamese mark."""
    letters = [sign for sign in text if sign.isalpha()]
    return len(letters) >= 20 and len(text.split()) >= 4 and all(sign.isascii() for sign in letters)
