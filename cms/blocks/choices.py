"""A choice that arranges content and is no content itself."""

from wagtail import blocks


class SettingChoiceBlock(blocks.ChoiceBlock):
    """A level, a size, a look: chosen by the editor, of no interest to search."""

    def get_searchable_content(self, value) -> list[str]:
        """Nothing: readers who search mean the words of the text."""
        return []
