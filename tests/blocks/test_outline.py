"""Labels, anchors and the contents list of a body."""

import time
from collections import namedtuple

from hypothesis import given, settings
from hypothesis import strategies as st

from cms.blocks.outline import Outline, from_roman, ordinal_of, to_letter, to_roman

Block = namedtuple("Block", "block_type value id")


def item(level, heading="", label="", block_id="", kind="outline_item"):
    return Block(kind, {"level": level, "label": label, "heading": heading, "text": ""}, block_id)


def outline(*blocks):
    return Outline.of(blocks)


def labels(*blocks):
    return [each.label for each in outline(*blocks).items]


def anchors(*blocks):
    return [each.anchor for each in outline(*blocks).items]


class TestLabels:
    def test_empty_labels_are_counted_in_the_official_order(self):
        assert labels(*(item(level, "x") for level in (1, 2, 3, 3, 4, 4, 5, 6, 2, 3, 1, 2))) == [
            "I.", "1.", "1.1.", "1.2.", "a)", "b)", "-", "+", "2.", "2.1.", "II.", "1.",
        ]  # fmt: skip

    def test_counting_goes_on_from_a_printed_label(self):
        assert labels(item(1, "x", "I."), item(1, "x", "IV. "), item(1, "x")) == ["I.", "IV.", "V."]
        assert labels(item(1, "x"), item(2, "x", "5."), item(3, "x"), item(3, "x", "5.4."), item(3, "x")) == [
            "I.", "5.", "5.1.", "5.4.", "5.5.",
        ]  # fmt: skip

    def test_the_letter_after_d_is_dd(self):
        assert labels(*(item(4, "x") for _ in range(6))) == ["a)", "b)", "c)", "d)", "đ)", "e)"]
        assert labels(item(4, "x", "đ)"), item(4, "x")) == ["đ)", "e)"]

    def test_a_skipped_level_still_gets_a_label(self):
        assert labels(item(3, "x"), item(1, "x"), item(4, "x"), item(3, "x")) == ["1.", "I.", "a)", "1."]

    def test_an_annex_heading_starts_counting_anew(self):
        annex = item(2, "PHỤ LỤC", kind="heading")
        assert labels(item(1, "x"), item(1, "x"), annex, item(1, "x")) == ["I.", "II.", "", "I."]

    def test_levels_that_are_none_count_as_the_nearest(self):
        assert [each.level for each in outline(item("x"), item(None), item(0), item("9"), item(True)).items] == [
            1, 1, 1, 6, 1,
        ]  # fmt: skip


class TestAnchors:
    def test_anchors_follow_the_labels(self):
        blocks = [item(1, "x"), item(1, "x"), item(2, "x"), item(2, "x"), item(2, "x"), item(4, "x"), item(3, "x")]
        assert anchors(*blocks) == ["i", "ii", "ii-1", "ii-2", "ii-3", "ii-3-a", "ii-3-1"]

    def test_a_decimal_label_does_not_repeat_its_parent(self):
        assert anchors(item(1, "x", "II."), item(2, "x", "5."), item(3, "x", "5.1."))[-1] == "ii-5-1"

    def test_printed_labels_and_automatic_ones_lead_to_the_same_anchor(self):
        printed = anchors(item(1, "x", "I."), item(2, "x", "1/"), item(4, "x", "đ)"))
        assert printed == ["i", "i-1", "i-1-dd"]

    def test_a_repeated_label_gets_a_suffix_and_takes_nothing_from_the_first(self):
        assert anchors(item(1, "x", "II."), item(1, "x", "II."), item(2, "x")) == ["ii", "ii_2", "ii_2-1"]

    def test_bullets_are_counted_below_their_item(self):
        assert anchors(item(1, "x"), item(5), item(5), item(6)) == ["i", "i-g1", "i-g2", "i-g2-g1"]

    def test_words_as_labels_never_meet_the_ids_of_the_page(self):
        assert anchors(item(1, "x", "Nội dung"), item(1, "x", "Điều 5.")) == ["muc-noi-dung", "muc-dieu-5"]

    def test_the_blocks_own_id_is_a_second_anchor_only_if_it_is_an_id(self):
        own = "8b5aeb32-3f0c-4f4c-9d4a-0b8f0f7b4a01"
        assert [
            each.extra_anchor for each in outline(item(1, "x", block_id=own), item(1, "x", block_id="i")).items
        ] == [
            own,
            "",
        ]


class TestContents:
    def test_only_items_with_a_heading_are_listed_and_nested(self):
        contents = outline(item(1, "A"), item(2, "B"), item(5), item(3, "C"), item(2), item(1, "D")).contents
        assert [each.heading for each in contents] == ["A", "D"]
        assert [each.heading for each in contents[0].children] == ["B"]
        assert [each.heading for each in contents[0].children[0].children] == ["C"]

    def test_a_single_heading_needs_no_contents_list(self):
        assert not outline(item(1, "A"), item(5)).has_contents
        assert outline(item(1, "A"), item(2, "B")).has_contents


odd_text = st.text(max_size=12) | st.sampled_from(
    ["I.", "IV", "1.", "1.1.", "a)", "đ)", "-", "+", "•", "Điều 1.", "ii_2"]
)
blocks = st.lists(
    st.builds(
        item,
        st.sampled_from(["1", "2", "3", "4", "5", "6", 3, None, "", "x"]),
        st.sampled_from(["", "Mục đích"]) | st.text(max_size=5),
        odd_text,
        st.sampled_from(["", "i", "8b5aeb32-3f0c-4f4c-9d4a-0b8f0f7b4a01"]),
        st.sampled_from(["outline_item", "outline_item", "heading", "paragraph"]),
    ),
    max_size=60,
)


def flat(entries):
    for entry in entries:
        yield entry
        yield from flat(entry.children)


class TestAnyText:
    @given(blocks)
    @settings(max_examples=300, deadline=None)
    def test_anchors_are_unique_and_fit_an_address(self, body):
        found = [each.anchor for each in Outline.of(body).items]
        assert len(found) == len(set(found))
        assert all(anchor and anchor.isascii() and not set(anchor) & set(" #\"'<>") for anchor in found)

    @given(blocks)
    @settings(max_examples=200, deadline=None)
    def test_every_item_appears_once_and_in_order(self, body):
        positions = [each.position for each in Outline.of(body).items]
        assert positions == [n for n, block in enumerate(body) if block.block_type != "paragraph"]

    @given(blocks)
    @settings(max_examples=200, deadline=None)
    def test_the_contents_list_holds_every_heading_in_order(self, body):
        made = Outline.of(body)
        assert [each.position for each in flat(made.contents)] == [
            each.position for each in made.items if each.heading
        ]

    @given(blocks, st.integers(0, 60))
    @settings(max_examples=200, deadline=None)
    def test_what_follows_never_changes_the_anchors_before(self, body, length):
        whole = [each.anchor for each in Outline.of(body).items]
        start = [each.anchor for each in Outline.of(body[:length]).items]
        assert whole[: len(start)] == start

    @given(st.integers(1, 3999))
    def test_roman_numbers_are_read_as_written(self, number):
        assert from_roman(to_roman(number)) == number
        assert ordinal_of(to_roman(number) + ".", 1) == number

    @given(st.integers(1, 23))
    def test_letters_are_read_as_written(self, number):
        assert ordinal_of(to_letter(number) + ")", 4) == number

    def test_ten_thousand_items_take_linear_time(self):
        def seconds(count):
            body = [item(1 + n % 6, "x" * (n % 2)) for n in range(count)]
            started = time.perf_counter()
            Outline.of(body)
            return time.perf_counter() - started

        seconds(500)
        assert seconds(20_000) < 60 * max(seconds(2_000), 0.01)
