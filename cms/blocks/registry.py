"""The list of blocks an editor may place, filled by plug-ins: a `blocks.py` in any installed app.

    @body_blocks.register("poll", group=_("Taking part"), order=40)
    class PollBlock(blocks.StructBlock): ...

Nothing else is to be edited and no migration arises. The list is read when a body is first used;
whatever registers later, or twice under one name, is refused with a hint.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import module_has_submodule
from wagtail import blocks

from .body import BodyBlock


@dataclass(frozen=True)
class Entry:
    """One registered block: its stored `name`, how it is made, and where it stands in the chooser."""

    name: str
    factory: Callable[[], blocks.Block]
    group: str
    order: int


class BlockRegistry:
    """Named blocks from every installed app's `module_name` module, in a stable order."""

    def __init__(self, module_name: str, stream_block_class: type[blocks.StreamBlock] = blocks.StreamBlock):
        self.module_name = module_name
        self.stream_block_class = stream_block_class
        self._entries: dict[str, Entry] = {}
        self._is_read = False

    def register(self, name: str, *, group: str = "", order: int = 100):
        """Class decorator: offer this block under `name`, the key that stored content refers to."""

        def add(block_class: type[blocks.Block]) -> type[blocks.Block]:
            if self._is_read:
                raise ImproperlyConfigured(
                    f"Block '{name}' ({block_class.__module__}) is registered too late. "
                    f"Register it in the {self.module_name}.py of an app listed in INSTALLED_APPS."
                )
            known = self._entries.get(name)
            if known is not None and known.factory is not block_class:
                raise ImproperlyConfigured(
                    f"Two blocks want the name '{name}': {known.factory.__module__} and "
                    f"{block_class.__module__}. Rename one of them."
                )
            self._entries[name] = Entry(name, block_class, group, order)
            return block_class

        return add

    def entries(self) -> list[Entry]:
        """Every registered block; reading closes the registry."""
        if not self._is_read:
            for app in apps.get_app_configs():
                # Wagtail and Django have modules of these names that are no plug-ins.
                is_plug_in = not app.name.startswith(("wagtail.", "django."))
                if is_plug_in and module_has_submodule(app.module, self.module_name):
                    import_module(f"{app.name}.{self.module_name}")
            self._is_read = True
        return sorted(self._entries.values(), key=lambda entry: (entry.order, entry.name))

    @cached_property
    def stream_block(self) -> blocks.StreamBlock:
        """All blocks in one StreamBlock, made once for every field that uses this registry."""
        children = []
        for entry in self.entries():
            block = entry.factory()
            if entry.group:
                block.meta.group = entry.group
            children.append((entry.name, block))
        return self.stream_block_class(children, required=False)


body_blocks = BlockRegistry("blocks", BodyBlock)
