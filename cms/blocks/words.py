"""The words inside the blocks of a body, block by block, with the path that leads to each text."""

from collections.abc import Iterator

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from .rich_words import words_of
from .table import AccessibleTableBlock, table_rows


def texts_in(block, value) -> Iterator[tuple[str, str]]:
    """The texts inside a value of any block: (path behind the block, words).

    A path names the parts of blocks, the entries of lists and the cells of tables: ".entries.1.text", ".2.0".
    """
    if isinstance(block, ImageBlock):
        return  # its value is the picture itself
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            for path, words in texts_in(child, value.get(name)):
                yield f".{name}{path}", words
    elif isinstance(block, blocks.ListBlock):
        for index, entry in enumerate(value or []):
            for path, words in texts_in(block.child_block, entry):
                yield f".{index}{path}", words
    elif isinstance(block, AccessibleTableBlock):
        for row, cells in enumerate(table_rows(value)):
            for column, cell in enumerate(cells):
                yield f".{row}.{column}", cell
    elif isinstance(block, blocks.RichTextBlock):
        yield "", words_of(value.source) if value else ""
    elif isinstance(block, blocks.CharBlock | blocks.TextBlock):
        yield "", value or ""
