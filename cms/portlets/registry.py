"""The boxes beside the pages, filled by plug-ins: a `portlets.py` in any installed app.

@portlets.register("latest_news", group=_("News"))
class LatestNewsPortlet(Portlet): ...
"""

from cms.blocks.registry import BlockRegistry

portlets = BlockRegistry("portlets")
