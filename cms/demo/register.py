"""Life in the register: documents that stand to each other, tasks with deadlines and reports, promised events."""

from datetime import date, datetime, timedelta

from django.contrib.auth import get_user_model
from django.utils import timezone

from plans.models import PlanPage, PlanRelation
from plans.tasks.drawing import proposals_for, take
from plans.tasks.models import PlanTask, TaskState

OFFICER = "phong"
OLD_PLAN = "Kế hoạch số 03/KH-UBND năm 2023 về đối thoại của Chủ tịch UBND xã"


def relate_plans(plans: list[PlanPage]) -> None:
    """The publicity plan rests on the dialogue plan; the commune's plan replaces one that was never published here."""
    dialogue, publicity, _sonla, commune = plans
    for plan, relation in (
        (publicity, PlanRelation(kind="based_on", target=dialogue)),
        (commune, PlanRelation(kind="replaces", text=OLD_PLAN)),
    ):
        plan = PlanPage.objects.get(pk=plan.pk)
        if not plan.relations.exists():
            plan.relations = [relation]
            plan.save_revision().publish()


def assign_tasks(plan: PlanPage, now: datetime) -> None:
    """Tasks drawn from the dialogue plan and some of this year, in every state; nothing when there are any."""
    if PlanTask.objects.of_plan(plan).exists():
        return
    plan = PlanPage.objects.get(pk=plan.pk)
    drawn = take(plan, {each.number for each in proposals_for(plan)})
    today = timezone.localdate(now)
    unit = plan.drafting_unit or next((task.unit for task in drawn), None)
    for text, text_en, kind, day in (
        (
            "Trả lời bằng văn bản các câu hỏi còn nợ sau hội nghị",
            "Answer in writing the questions still owed after the conference",
            "task",
            today - timedelta(days=12),
        ),
        (
            "Rà soát thủ tục hành chính mà người dân nêu vướng mắc",
            "Review the procedures that citizens found troublesome",
            "task",
            today + timedelta(days=9),
        ),
        (
            "Tổ chức buổi gặp mặt doanh nghiệp khoa học và công nghệ",
            "Hold a meeting with science and technology enterprises",
            "event",
            _end_of_last_quarter(today),
        ),
    ):
        PlanTask.objects.create(
            plan=plan,
            kind=kind,
            text=text,
            text_en=text_en,
            unit=unit,
            unit_text="" if unit else "Các phòng, đơn vị thuộc Sở",
            deadline_text=f"trước ngày {day + timedelta(days=1):%d/%m/%Y}" if kind == "task" else _quarter(day),
        )
    officer = get_user_model().objects.filter(username=OFFICER).first()
    notes = (
        (TaskState.DONE, "Đã tiếp nhận, phân loại xong và chuyển các phòng chuẩn bị trả lời."),
        (TaskState.RUNNING, "Đã trả lời 14 câu hỏi; còn 3 câu chờ ý kiến cơ quan phối hợp."),
    )
    for task, (state, note) in zip(drawn, notes, strict=False):
        task.report(officer, seen=task.state, to=state, now=now - timedelta(days=3), public_note=note)


def _end_of_last_quarter(today: date) -> date:
    first_month = 3 * ((today.month - 1) // 3) + 1
    return date(today.year, first_month, 1) - timedelta(days=1)


def _quarter(day: date) -> str:
    return f"Quý {('I', 'II', 'III', 'IV')[(day.month - 1) // 3]}/{day.year}"
