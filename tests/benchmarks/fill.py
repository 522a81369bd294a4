"""Fills the portal at hand with published plans and articles, thousands in seconds, for measuring.

    python -m tests.benchmarks.fill 10000        (DJANGO_SETTINGS_MODULE and CONG_DATA say which portal)

Never for a portal in use: rows are written past Wagtail's checks, without revisions and signals.
"""

import json
import os
import random
import sys
import uuid
from collections.abc import Callable
from datetime import date, timedelta

TEXT = """
tổ chức doanh nghiệp công dân thủ tục hành chính tinh thần thái độ phục vụ công chức năm khoa học công nghệ cải
cách giải quyết kiến nghị phản ánh vướng mắc khó khăn lĩnh vực tiêu chuẩn đo lường chất lượng sở hữu trí tuệ
năng lượng nguyên tử an toàn bức xạ hạt nhân truyền thông kiểm soát nhiệm vụ trách nhiệm lãnh đạo phòng đơn vị
thuộc tỉnh huyện xã phường báo cáo kết quả thực hiện triển khai kế hoạch mục đích yêu cầu nội dung thời gian địa
điểm thành phần tham dự hình thức kinh phí bảo đảm dân chủ công khai minh bạch khách quan đúng quy định pháp
luật tiếp nhận trả lời văn bản đường giao thông nước sạch y tế giáo dục đất đai hộ tịch lao động môi trường nông
thôn
"""
SYLLABLES = TEXT.split()
EVERY_SECOND = "hội nghị đối thoại"
PARAGRAPHS = 12
WORDS_A_PARAGRAPH = 70
CHUNK = 500


def fill(pages: int = 10_000, *, tell: Callable[[str], None] = lambda line: None) -> None:
    """Add `pages` published pages, half plans and half articles, below the default site's home page.

    Every second one holds the words "hội nghị đối thoại"; bodies are about 5 kB. The site search is
    rebuilt, Wagtail's own index (the admin's search) is not. The same call makes the same texts.
    """
    from wagtail.models import Site

    from cms.search.indexing import rebuild
    from news.models import ArticlePage, Category, NewsIndexPage
    from plans.models import Issuer, PlanPage, PlanRegisterPage

    chance = random.Random(2022)
    home = Site.objects.get(is_default_site=True).root_page.specific
    mark = uuid.uuid4().hex[:6]
    register = home.add_child(
        instance=PlanRegisterPage(title="Kế hoạch", slug=f"ke-hoach-{mark}", locale=home.locale, show_in_menus=True)
    )
    index = home.add_child(instance=NewsIndexPage(title="Tin tức", slug=f"tin-tuc-{mark}", locale=home.locale))
    issuer = Issuer.objects.create(name=f"Sở Khoa học và Công nghệ ({mark})")
    category = Category.objects.create(name=f"Hoạt động của Sở ({mark})")

    def plan(number: int, day: date) -> dict:
        return {"number": f"{number}/KH-SKHCN", "issued_on": day, "place": "Quảng Ngãi", "issuer_id": issuer.pk}

    def article(number: int, day: date) -> dict:
        return {"published_on": day, "author": "Bảo Chung", "category_id": category.pk}

    _add(PlanPage, register, pages - pages // 2, plan, chance, tell)
    _add(ArticlePage, index, pages // 2, article, chance, tell)
    for done, total in rebuild():
        if done % 2000 == 0 or done == total:
            tell(f"search index: {done}/{total}")


def _add(model, parent, count: int, own_fields: Callable[[int, date], dict], chance, tell) -> None:
    """Write `count` children of `parent`: first Wagtail's rows, then those of `model`."""
    from django.contrib.contenttypes.models import ContentType
    from django.db import connection, transaction
    from django.utils import timezone
    from wagtail.models import Page

    content_type = ContentType.objects.get_for_model(model)
    to_body = model._meta.get_field("body").to_python
    now = timezone.now()
    for start in range(0, count, CHUNK):
        numbers = range(start + 1, min(start + CHUNK, count) + 1)
        base, own = [], []
        for number in numbers:
            day = date(2015, 1, 1) + timedelta(days=chance.randrange(4000))
            title = f"{_words(chance, 10).capitalize()} năm {day.year}"
            fields = {"title": title, "draft_title": title, "slug": f"trang-{number}"}
            fields |= {
                "path": model._get_path(parent.path, parent.depth + 1, number),
                "depth": parent.depth + 1,
                "url_path": f"{parent.url_path}trang-{number}/",
                "content_type": content_type,
                "locale_id": parent.locale_id,
                "live": True,
                "first_published_at": now,
                "last_published_at": now,
            }
            base.append(Page(**fields))
            page = model(**fields, **own_fields(number, day), summary=_words(chance, 30).capitalize() + ".")
            page.body = to_body(json.dumps(_body(chance, is_found=number % 2 == 0)))
            own.append(page)
        with transaction.atomic():
            for row, page in zip(Page.objects.bulk_create(base), own, strict=True):
                page.page_ptr_id = row.pk
            if hasattr(model, "number_key"):
                for page in own:
                    page._clean_texts()
            own_columns = model._meta.local_concrete_fields
            model._base_manager.get_queryset()._insert(own, fields=own_columns, using=connection.alias, raw=True)
            Page.objects.filter(pk=parent.pk).update(numchild=numbers[-1])
        if numbers[-1] % 1000 == 0 or numbers[-1] == count:
            tell(f"{model._meta.label}: {numbers[-1]}/{count}")


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(SYLLABLES, k=count))


def _body(chance: random.Random, *, is_found: bool) -> list[dict]:
    """Stored blocks: numbered items with paragraphs between them."""
    blocks = []
    for number in range(PARAGRAPHS):
        text = _words(chance, WORDS_A_PARAGRAPH)
        if is_found and number == PARAGRAPHS // 2:
            text = f"{EVERY_SECOND} {text} số {chance.randrange(1, 3000)}/QĐ-UBND"
        html = f"<p>{text.capitalize()}.</p>"
        item = {"level": "1", "label": "", "heading": _words(chance, 5).upper(), "text": html}
        blocks.append(("outline_item", item) if number % 3 == 0 else ("paragraph", html))
    return [
        {"type": name, "value": value, "id": str(uuid.UUID(int=chance.getrandbits(128)))} for name, value in blocks
    ]


if __name__ == "__main__":
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")
    django.setup()
    fill(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000, tell=print)
