"""Which answers others may keep: pages for a short while, live and personal things never.

A page of the tree needs no mark: it is kept whenever nobody's session was read and no cookie is set.
"""

from django.views.decorators.cache import cache_control

# How long browsers and proxies show a page before they ask again, in seconds.
PAGE_SECONDS = 60

# Live or personal answers: poll form, places left, receipts.
no_store = cache_control(no_store=True, private=True)

# Screens that are the same for everybody, such as a list of closed polls.
public_screen = cache_control(public=True, max_age=PAGE_SECONDS)
