"""How dates are typed: day first in every language of the portal, as WAGTAIL_DATE_FORMAT shows them."""
