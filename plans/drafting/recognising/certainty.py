"""How sure each way of finding a part is, from 0 (a guess) to 1.

What a part was found by decides, never how the part turned out. The figures are estimates on the careful side: over
the project's own documents and poorer copies of them, headings are right at least as often as they say.
"""

EXACT = 0.99  # words that mean nothing else: the national title, "Nơi nhận:", the kind of document alone on its line
PATTERN = 0.97  # a pattern that leaves little room: "Số: 12/KH-UBND", "…, ngày … tháng … năm …", "Căn cứ …"
BLANK = 0.9  # the same with blanks to be filled in by hand
OFFICE = 0.95  # a line above the title that begins like an office
BY_PLACE = 0.85  # nothing but where it stands: a cell of the letterhead, a line below the kind of document
TITLE_LINE = 0.85  # a line that begins with the kind of document and names what it is about
TITLE_GUESSED = 0.4
BASIS_LIKELY = 0.85  # "Thực hiện …" with a number cited
BASIS_SPLIT = 0.8  # one of several in a sentence
LABEL_IN_ORDER = 0.97
LABEL_FIRST = 0.95
LABEL_JUMPS = 0.7
LABEL_ALONE = 0.75  # a label that opens no series and is none of the outer kinds
HEADING_STYLED = 0.97  # a heading style, or set in bold from the first word to the last
HEADING_TITLE = 0.96  # behind I., Chương, Phần
HEADING_BOLD_START = 0.93
HEADING_RUN_IN = 0.85  # before a colon
HEADING_SHORT = 0.85  # a line without a full stop
HEADING_SENTENCE = 0.6  # ends like a sentence, but has items below it
UNNUMBERED_STYLED = 0.9
UNNUMBERED_BOLD = 0.7
UNNUMBERED_CAPITALS = 0.6
ITEM = 0.95
PARAGRAPH = 0.95
JOINED = 0.9  # put together from wrapped lines
MENDED = 0.6  # put together over an empty line
DOUBTFUL = 0.5
UNPLACED = 0.2
TABLE = 0.97
TABLE_UNEVEN = 0.7
TABLE_TYPED = 0.75  # rows told by tabs or strokes
APPENDIX = 0.95
FORM = 0.75
RECIPIENT = 0.95
RECIPIENT_BARE = 0.7  # a line of the list without a dash
SIGNER = 0.95
SIGNER_BARE = 0.6  # a name alone, a title alone
SITE_TEXT = 0.85
