"""HTML, pasted from Word or from a site, or saved as a file; only words and their arrangement are taken from it."""

from .archive import is_web_archive, page_in
from .reading import is_html, read_html, read_html_file

__all__ = ["is_html", "is_web_archive", "page_in", "read_html", "read_html_file"]
