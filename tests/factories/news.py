"""Valid news, ready to publish."""

from datetime import date
from io import BytesIO
from itertools import count

from django.core.files.images import ImageFile
from PIL import Image

from cms.media.models import Picture
from news.models import ArticlePage, Category, NewsIndexPage

_numbers = count(1)


def make_category(name: str = "", **fields) -> Category:
    """A category of news."""
    return Category.objects.create(name=name or f"Chuyên mục {next(_numbers)}", **fields)


def make_news_index(parent, **fields) -> NewsIndexPage:
    """A published news index below `parent`, in its language."""
    fields = {"title": "Tin tức", "slug": f"tin-tuc-{next(_numbers)}", "locale": parent.locale, **fields}
    return parent.add_child(instance=NewsIndexPage(**fields))


def make_article(parent, **fields) -> ArticlePage:
    """A published article below the news index `parent`; a text given as `body` becomes a paragraph."""
    number = next(_numbers)
    fields = {
        "title": f"Sở tổ chức hội nghị đối thoại lần {number}",
        "slug": f"tin-{number}",
        "published_on": date(2022, 1, 20),
        "locale": parent.locale,
        **fields,
    }
    if isinstance(fields.get("body"), str):
        fields["body"] = [("paragraph", f"<p>{fields['body']}</p>")]
    return parent.add_child(instance=ArticlePage(**fields))


def make_picture(title: str = "Hội trường", **fields) -> Picture:
    """A small real picture."""
    stored = BytesIO()
    Image.new("RGB", (1200, 800), "#2f6f8f").save(stored, "JPEG")
    return Picture.objects.create(title=title, file=ImageFile(stored, f"hoi-truong-{next(_numbers)}.jpg"), **fields)
