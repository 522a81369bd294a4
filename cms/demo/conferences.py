"""Two conferences: one whose registration is open on the day of loading, one held with results."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from cms.pages.models import SubjectField
from plans.conferences.announcing import announce
from plans.conferences.dossier import Dossier
from plans.conferences.models import AgendaRow, ConferenceIndexPage, ConferencePage, ConferenceSession, Participant
from plans.models import PlanPage

from .tree import paragraphs

FRIDAY = 4
VENUE = "Hội trường Sở Khoa học và Công nghệ, số 202A Trường Chinh, TP. Quảng Ngãi, tỉnh Quảng Ngãi"
AGENDA = (
    ("07:30 – 08:00", "Đón tiếp đại biểu, phát phiếu", "Văn phòng Sở"),
    ("08:00 – 08:15", "Tuyên bố lý do, giới thiệu đại biểu, thông báo nội quy", "Văn phòng Sở"),
    ("08:15 – 10:45", "Đối thoại: hỏi và trả lời trực tiếp theo từng lĩnh vực", "Lãnh đạo Sở và các phòng"),
    ("10:45 – 11:15", "Tiếp thu, kết luận", "Lãnh đạo Sở"),
)
PARTICIPANTS = (
    "Tổ chức, doanh nghiệp, công dân có giao dịch thủ tục hành chính về khoa học và công nghệ",
    "Lãnh đạo Sở chủ trì; trưởng các phòng, đơn vị thuộc Sở",
    "Công chức, viên chức tham mưu giải quyết và làm đầu mối kiểm soát thủ tục hành chính",
)
OPEN_SLUG = "doi-thoai-doanh-nghiep-cong-dan-dot-toi"
HELD_SLUG = "doi-thoai-doanh-nghiep-cong-dan-ky-truoc"
CONTACT = {
    "contact_unit": "Văn phòng Sở Khoa học và Công nghệ",
    "contact_phone": "(0255) 3822 000",
    "contact_email": "vanphong@skhcn.example",
    "contact_address": "Số 202A Trường Chinh, TP. Quảng Ngãi",
}


def _moment(now: datetime, days: int, hour: int, minute: int = 0) -> datetime:
    """`hour`:`minute` in Vietnam, `days` after the day of `now`; from a week-end away from today to a weekday."""
    day = timezone.localdate(now) + timedelta(days=days)
    while day.weekday() > FRIDAY:
        day += timedelta(days=1 if days > 0 else -1)
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


def make_conferences(index: ConferenceIndexPage, plan: PlanPage, now: datetime) -> list[ConferencePage]:
    """Both conferences below `index`; loading again moves an open window that has run out."""
    fields = list(SubjectField.objects.all())
    held = index.get_children().filter(slug=HELD_SLUG).first()
    held = held.specific if held else _make(index, _held(plan, now), fields[:3], now)
    coming = index.get_children().filter(slug=OPEN_SLUG).first()
    if coming:
        coming = coming.specific
        if coming.closes_at <= now:
            _set_times(coming, now)
            coming.save_revision().publish()
    else:
        coming = _make(index, _coming(plan), fields, now)
    return [coming, held]


def _coming(plan: PlanPage) -> ConferencePage:
    return ConferencePage(
        title="Thông báo Hội nghị đối thoại với tổ chức, doanh nghiệp, công dân về thủ tục hành chính (đợt tới)",
        slug=OPEN_SLUG,
        summary=(
            "Nêu vướng mắc về thủ tục khoa học và công nghệ, nghe lãnh đạo Sở trả lời trực tiếp. Ai không đến được "
            "vẫn gửi được câu hỏi và nhận trả lời bằng văn bản."
        ),
        plan=plan,
        capacity=120,
        reserved_seats=20,
        max_group_size=3,
        body=paragraphs(
            (
                "Sở Khoa học và Công nghệ kính mời tổ chức, doanh nghiệp và công dân tham dự. Câu hỏi gửi trước qua "
                "phiếu đăng ký được chuyển đến phòng chuyên môn chuẩn bị và trả lời ngay tại hội nghị.",
                "Nội dung liên quan đến <b>khiếu nại, tố cáo</b> không đưa ra hội nghị; xin gửi đến bộ phận tiếp công dân.",
            )
        ),
        **CONTACT,
    )


def _held(plan: PlanPage, now: datetime) -> ConferencePage:
    return ConferencePage(
        title="Hội nghị đối thoại với tổ chức, doanh nghiệp, công dân về thủ tục hành chính (kỳ trước)",
        slug=HELD_SLUG,
        summary="Hội nghị đã họp; kết quả trả lời được công bố tại đây.",
        plan=plan,
        capacity=100,
        opens_at=_moment(now, -190, 8),
        closes_at=_moment(now, -168, 17),
        attendees_count=13,
        questions_count=11,
        answered_there_count=7,
        answered_in_writing_count=1,
        results=(
            "<p>Hội nghị nhận 11 câu hỏi, kiến nghị: 7 câu được trả lời tại hội trường, 1 câu bằng văn bản cho người "
            "báo vắng; 1 kiến nghị vượt thẩm quyền đã báo cáo cấp trên, 2 nội dung không thuộc đối thoại đã được "
            "hướng dẫn nơi gửi.</p><p>Nội dung được hỏi nhiều nhất: hồ sơ công bố hợp quy, thời gian đăng ký nhãn "
            "hiệu, cấp phép thiết bị X-quang.</p>"
        ),
        body=paragraphs(("Nội dung hỏi – đáp được tổng hợp, không nêu tên người hỏi.",)),
        **CONTACT,
    )


def _make(
    index: ConferenceIndexPage, page: ConferencePage, fields: list[SubjectField], now: datetime
) -> ConferencePage:
    is_coming = page.slug == OPEN_SLUG
    start = _moment(now, 21 if is_coming else -160, 8)
    page.sessions = [ConferenceSession(starts_at=start, ends_at=start + timedelta(hours=3, minutes=30), venue=VENUE)]
    page.agenda = [AgendaRow(time_text=when, text=what, person=who) for when, what, who in AGENDA]
    page.participants = [Participant(text=text) for text in PARTICIPANTS]
    if is_coming:
        _set_times(page, now)
    index.refresh_from_db()
    index.add_child(instance=page)
    page.tags.add("đối thoại", "thủ tục hành chính")
    page.subject_fields.set(fields)
    # Announced when registration opened, not on the day somebody loads the demo.
    announce(Dossier.objects.of(page), page, actor=None, now=page.opens_at)
    page.save_revision().publish()
    return page


def _set_times(page: ConferencePage, now: datetime) -> None:
    """Registration open since some days, for two more weeks; the session a week later."""
    page.opens_at = _moment(now, -4, 8)
    page.closes_at = _moment(now, 14, 17)
    start = _moment(now, 21, 8)
    for session in page.sessions.all():
        session.starts_at, session.ends_at = start, start + timedelta(hours=3, minutes=30)
        if session.pk:
            session.save()
