"""The page tree of the demo site: home, sections, plain pages, articles."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.html import format_html, mark_safe
from wagtail.models import Page, Site

from cms.home.models import HomePage
from cms.pages.models import PlainPage, SitePage
from news.models import ArticlePage, Category, NewsIndexPage
from plans.conferences.models import ConferenceIndexPage
from plans.models import PlanRegisterPage

from .pictures import save_picture
from .texts import ARTICLES, PAGES, Article, Text

PICTURE_WORDS = "Tranh phong cảnh đồi núi, mặt trời và đồng ruộng"


def add_page(parent: Page, page: SitePage, tags: Iterable[str] = ()) -> SitePage:
    """`page` published below `parent`; the one already there under the same address, untouched."""
    there = parent.get_children().filter(slug=page.slug).first()
    if there:
        return there.specific
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.tags.add(*tags)
    page.save_revision().publish()
    return page


def paragraphs(texts: Iterable[str]) -> list[tuple[str, str]]:
    """A body of paragraph blocks from trusted HTML texts."""
    return [("paragraph", str(format_html("<p>{}</p>", mark_safe(text)))) for text in texts]  # noqa: S308 - our own texts


def make_home(*, is_bare: bool = False) -> HomePage:
    """The Vietnamese home page, in the place of Wagtail's welcome page, as root of the default site.

    With `is_bare` it has a title only.
    """
    site = Site.objects.filter(is_default_site=True).first()
    if site and isinstance(site.root_page.specific, HomePage):
        return site.root_page.specific
    root = Page.get_first_root_node()
    Page.objects.filter(pk=root.pk, title="Root").update(title="Toàn bộ trang", draft_title="Toàn bộ trang")
    home = HomePage(title="Trang chủ", slug="trang-chu") if is_bare else _demo_home()
    root.add_child(instance=home)
    home.save_revision().publish()
    if site:
        welcome = site.root_page
        site.root_page = home
        site.site_name = "Cổng"
        site.save()
        if welcome.pk != home.pk:
            Page.objects.get(pk=welcome.pk).delete()
    else:
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Cổng")
    home.refresh_from_db()
    return home


def _demo_home() -> HomePage:
    return HomePage(
        title="Cổng thông tin Sở Khoa học và Công nghệ",
        slug="trang-chu",
        summary="Kế hoạch, hội nghị đối thoại và tin tức của Sở; nơi gửi câu hỏi và nhận câu trả lời.",
        body=paragraphs(
            (
                "Trang này công bố kế hoạch của Sở, mời người dân và doanh nghiệp <b>đối thoại về thủ tục hành "
                "chính</b>, và trả lời từng câu hỏi đã gửi.",
            )
        ),
    )


def make_sections(home: HomePage) -> tuple[PlanRegisterPage, ConferenceIndexPage, NewsIndexPage]:
    """The plan register, the list of conferences and the news, all in the menu."""
    register = add_page(
        home,
        PlanRegisterPage(
            title="Kế hoạch",
            slug="ke-hoach",
            show_in_menus=True,
            summary="Kế hoạch đã ban hành, tra theo năm, lĩnh vực, cơ quan và số ký hiệu.",
        ),
    )
    conferences = add_page(
        home,
        ConferenceIndexPage(
            title="Hội nghị đối thoại",
            slug="doi-thoai",
            show_in_menus=True,
            summary="Lịch đối thoại, đăng ký tham gia trực tuyến và kết quả các hội nghị đã họp.",
        ),
    )
    news = add_page(
        home,
        NewsIndexPage(title="Tin tức", slug="tin-tuc", show_in_menus=True, summary="Hoạt động của Sở và thông báo."),
    )
    return register, conferences, news


def make_texts(home: HomePage) -> list[SitePage]:
    """The plain pages."""
    return [add_page(home, _plain_page(text)) for text in PAGES]


def _plain_page(text: Text) -> PlainPage:
    return PlainPage(
        title=text.title,
        slug=text.slug,
        summary=text.summary,
        body=paragraphs(text.paragraphs),
        show_in_menus=text.in_menu,
    )


def make_articles(index: NewsIndexPage, now: datetime) -> list[ArticlePage]:
    """The news, the undated ones counted back from `now`; published in the order of their days."""
    pages = sorted((_article(article, now) for article in ARTICLES), key=lambda page: page.published_on)
    tags = {article.slug: article.tags for article in ARTICLES}
    return [add_page(index, page, tags[page.slug]) for page in pages]


def _article(article: Article, now: datetime) -> ArticlePage:
    category, _made = Category.objects.get_or_create(name=article.category)
    day = date.fromisoformat(article.published_on) if article.published_on else None
    return ArticlePage(
        title=article.title,
        slug=article.slug,
        summary=article.summary,
        body=paragraphs(article.paragraphs),
        author=article.author,
        source=article.source,
        category=category,
        published_on=day or timezone.localdate(now) - timedelta(days=article.days_ago),
        picture=save_picture(f"Phong cảnh {article.picture_seed}", PICTURE_WORDS, article.picture_seed),
    )
