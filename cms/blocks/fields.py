"""StreamFields whose blocks come from a registry, so that a new plug-in needs no migration."""

from django.utils.functional import cached_property
from wagtail.fields import StreamField

from .registry import BlockRegistry, body_blocks


class RegistryStreamField(StreamField):
    """A StreamField of the blocks in `registry`; subclasses name theirs.

    The migration stores no block list: what a body may hold is a matter of the installed apps.
    """

    registry: BlockRegistry

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        super().__init__([], **kwargs)

    @cached_property
    def stream_block(self):
        return self.registry.stream_block

    def deconstruct(self):
        name, path, _args, kwargs = super(StreamField, self).deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs


class BodyField(RegistryStreamField):
    """The body of a page: every block of every installed app's `blocks.py`."""

    registry = body_blocks
