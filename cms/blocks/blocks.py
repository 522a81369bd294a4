"""The blocks every page body offers. Features add theirs in their own `blocks.py`."""

from . import box_blocks, links, media_blocks, outline_blocks, table, text_blocks

__all__ = ["box_blocks", "links", "media_blocks", "outline_blocks", "table", "text_blocks"]
