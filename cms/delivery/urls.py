"""Addresses of health, robots, site map and published files."""

from django.templatetags.static import static
from django.urls import path
from django.views.generic import RedirectView

from .health import alive, ready
from .published_files import picture
from .site_map import robots, site_map

app_name = "delivery"


class IconRedirect(RedirectView):
    """Browsers ask for /favicon.ico whatever the page says; the icon is a static file."""

    def get_redirect_url(self, *args, **kwargs):
        return static("home/icon.svg")


urlpatterns = [
    path("healthz", alive, name="alive"),
    path("readyz", ready, name="ready"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", site_map, name="site_map"),
    path("sitemap-<int:number>.xml", site_map, name="site_map_part"),
    path("favicon.ico", IconRedirect.as_view(), name="icon"),
    path("media/images/<path:name>", picture, name="picture"),
]
