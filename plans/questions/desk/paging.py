"""Pages of long lists that never count all of them."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

LONGEST_LIST = 2000


class ShortPaginator(WagtailPaginator):
    """Counts and shows at most the first LONGEST_LIST rows; whoever looks for more narrows the list down."""

    @cached_property
    def count(self):
        """The number of rows, or LONGEST_LIST where there are more."""
        return min(self._counted, LONGEST_LIST)

    @property
    def items_count_label(self):
        """What stands below the list."""
        if self._counted > LONGEST_LIST:
            return _("The first %(number)d are shown; narrow the list down to see others.") % {"number": LONGEST_LIST}
        return super().items_count_label

    @cached_property
    def _counted(self) -> int:
        return len(self.object_list.values_list("pk", flat=True)[: LONGEST_LIST + 1])
