"""What lives beside the pages: the office's identity, the poll with its two ballots, the counter's balance."""

import secrets
from datetime import date, datetime, timedelta

from wagtail.models import Locale, Site

from cms.home.identity import OfficeIdentity
from cms.visits.models import OpeningBalance
from polls.models import Ballot, Poll, PollChoice

QUESTION = "Bạn thấy giao diện website như thế nào?"
CHOICES = ("Đẹp", "Bình thường", "Xấu")
VOTES = (0, 1, 1)


def make_identity(site: Site) -> OfficeIdentity:
    """The office as the header and footer show it; left alone once somebody has named it."""
    identity = OfficeIdentity.for_site(site)
    if not identity.name_line1:
        identity.name_line1 = "Sở Khoa học và Công nghệ"
        identity.name_line2 = "Tỉnh Quảng Ngãi"
        identity.name_line1_en = "Department of Science and Technology"
        identity.name_line2_en = "Quảng Ngãi Province"
        identity.address = "Số 202A Trường Chinh, TP. Quảng Ngãi, tỉnh Quảng Ngãi"
        identity.address_en = "202A Trường Chinh Street, Quảng Ngãi City, Quảng Ngãi Province"
        identity.phone = "(0255) 3822 000"
        identity.email = "vanphong@skhcn.example"
        identity.responsible_person = "Chánh Văn phòng Sở"
        identity.responsible_person_en = "Chief of Office"
        identity.footer_note = "Đây là trang trình diễn của phần mềm Cổng; nội dung chỉ để minh hoạ."
        identity.footer_note_en = "A demonstration of the Cổng software; the content is for illustration only."
        identity.full_clean()
        identity.save()
    return identity


def make_poll(now: datetime) -> Poll:
    """The poll of the seeds with no, one and one vote."""
    poll = Poll.objects.filter(question=QUESTION).first()
    if poll:
        return poll
    poll = Poll(
        question=QUESTION,
        method_note="Sở hỏi ý kiến người xem để sửa giao diện trang.",
        starts_at=now - timedelta(days=30),
        is_published=True,
        locale=Locale.get_default(),
    )
    poll.choices = [PollChoice(text=text, locale=poll.locale) for text in CHOICES]
    poll.save()
    for choice, votes in zip(poll.choices_in_order(), VOTES, strict=True):
        for _vote in range(votes):
            Ballot.objects.cast(poll.pk, choice.pk, secrets.token_urlsafe(16), now)
    return poll


def make_opening_balance(site: Site) -> OpeningBalance:
    """What the older site's counter showed; entered once."""
    balance = OpeningBalance.for_site(site)
    if not balance.views:
        balance.visits = 1_734
        balance.views = 1_963_550
        balance.counted_until = date(2022, 1, 20)
        balance.source = "Bộ đếm của trang thông tin điện tử cũ"
        balance.full_clean()
        balance.save()
    return balance
