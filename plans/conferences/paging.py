"""Pages of long lists that never count all of them."""

from django.db.models import QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.paginator import WagtailPaginator

# Nobody turns forty pages; counting every row of a big register costs more than showing the page.
LONGEST_LIST = 2000


class ShortPaginator(WagtailPaginator):
    """Counts and shows at most the first LONGEST_LIST rows; whoever looks for more narrows the list down."""

    @cached_property
    def count(self) -> int:
        """The number of rows, or LONGEST_LIST where there are more."""
        return min(self._looked_at, LONGEST_LIST)

    @cached_property
    def has_more(self) -> bool:
        """Whether there are rows beyond those that can be turned to."""
        return self._looked_at > LONGEST_LIST

    @property
    def items_count_label(self):
        """What stands below the list."""
        if self.has_more:
            return _("The first %(number)d are shown; narrow the list down to see others.") % {"number": LONGEST_LIST}
        return super().items_count_label

    @cached_property
    def _looked_at(self) -> int:
        if not isinstance(self.object_list, QuerySet):
            return len(self.object_list)
        return self.object_list.order_by().values("pk")[: LONGEST_LIST + 1].count()
