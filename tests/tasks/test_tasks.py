"""Tasks that plans give: how they stand, who reports, what readers see, whom the portal reminds."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from cms.history import MoveNotAllowedError, StateChangedError
from cms.outbox.models import Message
from plans.conferences.models import YearlyPlan
from plans.models import PlanPage
from plans.tasks.drawing import proposals_for, take
from plans.tasks.models import PlanTask
from plans.tasks.overview import overview
from plans.tasks.portlets import PressingTasksPortlet, PromisedEventsPortlet
from plans.tasks.promises import promises
from plans.tasks.reminding import remind
from plans.tasks.standing import Standing, standing_of
from tests.factories.conferences import moment
from tests.factories.plans import make_plan, make_register, outline_item
from tests.factories.tasks import employ, make_task, make_unit
from tests.plans.test_translation import translate
from tests.registrations.clerks import make_user

DUE = date(2026, 6, 14)
NOW = moment(2026, 6, 1, 8)


@pytest.fixture
def plan(home):
    return make_plan(make_register(home))


class TestStanding:
    @pytest.mark.parametrize(
        ("state", "is_event", "days_left", "standing"),
        [
            ("assigned", False, 15, Standing.ASSIGNED),
            ("running", False, 15, Standing.RUNNING),
            ("assigned", False, 14, Standing.SOON),
            ("running", False, 0, Standing.SOON),
            ("running", False, -1, Standing.OVERDUE),
            ("assigned", True, -1, Standing.PROMISED),
            ("assigned", True, 0, Standing.SOON),
            ("done", True, -1, Standing.DONE),
            ("dropped", False, -1, Standing.DROPPED),
        ],
    )
    def test_what_is_stored_and_the_day_say_how_a_task_stands(self, state, is_event, days_left, standing):
        assert standing_of(state, DUE, is_event, DUE - timedelta(days=days_left)) == standing

    def test_without_a_day_nothing_is_late(self):
        assert standing_of("assigned", None, True, date(2100, 1, 1)) == Standing.ASSIGNED

    def test_counting_and_filtering_agree_with_each_task(self, plan):
        for state in ("assigned", "running", "done", "dropped"):
            for kind in ("task", "event"):
                for text in ("trước ngày 01/5/2026", "ngày 05/6/2026", "năm 2030", "thường xuyên"):
                    make_task(plan, state=state, kind=kind, deadline_text=text)
        today = date(2026, 6, 1)
        counts = PlanTask.objects.counts(today)
        assert sum(counts.values()) == 32
        for standing, count in counts.items():
            found = PlanTask.objects.standing(standing, today)
            assert found.count() == count
            assert {task.standing(today) for task in found} <= {standing}

    def test_the_last_day_comes_from_the_words_unless_it_was_typed(self, plan):
        assert make_task(plan, deadline_text="Quý III/2026").deadline_end == date(2026, 9, 30)
        typed = make_task(plan, deadline_text="Quý III/2026", deadline_end=date(2026, 8, 1))
        assert typed.deadline_end == date(2026, 8, 1)
        with override("en"):
            assert make_task(plan, deadline_text="Quý III/2026").deadline_in_words == "quarter III of 2026"


class TestReporting:
    def test_each_report_is_an_event_and_changes_the_state_once(self, plan):
        task, user = make_task(plan), make_user("chuyen-vien")
        task.report(user, seen="assigned", to="running", now=NOW, public_note="Đã gửi phiếu\x00 lấy ý kiến.")
        task.report(user, seen="running", to="running", now=NOW, note="Chờ hai xã.")
        task.report(user, seen="running", to="done", now=NOW)
        assert [(e.from_state, e.to_state) for e in task.events.order_by("pk")] == [
            ("assigned", "running"),
            ("", ""),
            ("running", "done"),
        ]
        assert (task.progress, task.done_on) == ("Đã gửi phiếu lấy ý kiến.", date(2026, 6, 1))
        with pytest.raises(StateChangedError):
            task.report(user, seen="running", to="dropped", now=NOW, public_note="Không làm")
        task.report(user, seen="done", to="running", now=NOW)
        assert task.done_on is None

    @pytest.mark.parametrize("to", ["assigned", "dropped", "nonsense"])
    def test_a_report_that_says_nothing_is_refused(self, plan, to):
        task = make_task(plan)
        with pytest.raises(MoveNotAllowedError):
            task.report(make_user("chuyen-vien"), seen="assigned", to=to, now=NOW)
        assert not task.events.exists()

    def test_an_officer_sees_and_reports_the_tasks_of_the_own_unit_only(self, plan, client):
        mine, other = make_unit(), make_unit("Phòng Quản lý")
        own, reported, foreign = (
            make_task(plan, unit=mine, text="Việc của văn phòng"),
            make_task(plan, unit=other, reporting_unit=mine, text="Việc báo cáo thay"),
            make_task(plan, unit=other, text="Việc của phòng khác"),
        )
        user = make_user("chuyen-vien", "report_plantask")
        employ(user, mine)
        client.force_login(user)
        html = client.get(reverse("plan_task:index")).content.decode()
        assert own.text in html
        assert reported.text in html
        assert foreign.text not in html
        form = {"seen": "assigned", "to": "running", "public_note": "Đang làm", "note": "", "done_on": ""}
        assert client.post(reverse("plan_task:report", args=[own.pk]), form).status_code == 302
        assert client.post(reverse("plan_task:report", args=[foreign.pk]), form).status_code == 404
        assert set(PlanTask.objects.filter(state="running")) == {own}
        assert client.get(reverse("plan_task:draw", args=[plan.pk])).status_code == 302
        assert client.get(reverse("plan_task:edit", args=[own.pk])).status_code == 302

    def test_a_refused_report_keeps_what_was_typed(self, plan, client):
        task = make_task(plan)
        client.force_login(make_user("van-thu", "change_plantask"))
        form = {"seen": "assigned", "to": "dropped", "public_note": "", "note": "Lý do nội bộ", "done_on": ""}
        assert "Lý do nội bộ" in client.post(reverse("plan_task:report", args=[task.pk]), form).content.decode()
        form |= {"seen": "running", "public_note": "Không cần nữa"}
        answer = client.post(reverse("plan_task:report", args=[task.pk]), form)
        assert "Không cần nữa" in answer.content.decode()
        form["seen"] = answer.context["form"]["seen"].value()
        assert client.post(reverse("plan_task:report", args=[task.pk]), form).status_code == 302

    def test_the_office_writes_a_task_down_and_a_new_deadline_is_reminded_of_anew(self, plan, client):
        client.force_login(make_user("van-thu", "add_plantask", "change_plantask", "choose_page"))
        typed = {"plan": plan.pk, "kind": "task", "text": "Việc mới", "unit_text": "Các phòng",
                 "deadline_text": "Quý II/2026", "deadline_end": "", "unit": "", "reporting_unit": "",
                 "place_label": "IV.1", "text_en": ""}  # fmt: skip
        client.post(reverse("plan_task:add"), typed)
        task = PlanTask.objects.get(text="Việc mới")
        assert task.deadline_end == date(2026, 6, 30)
        PlanTask.objects.update(reminded_stage=3)
        shown = {**typed, "deadline_end": "30/06/2026", "deadline_text": "Quý III/2026"}
        client.post(reverse("plan_task:edit", args=[task.pk]), shown)
        task.refresh_from_db()
        assert (task.deadline_end, task.reminded_stage) == (date(2026, 9, 30), 0)


class TestReminding:
    def test_each_stage_is_told_once_to_the_people_of_the_unit(self, plan):
        unit = make_unit()
        user = make_user("chuyen-vien")
        user.email = "cv@so.vn"
        user.save()
        employ(user, unit)
        make_task(plan, unit=unit)
        make_task(plan, unit=unit, state="done")
        days = [(6, 1), (6, 7), (6, 7), (6, 10), (6, 14), (6, 15), (6, 20), (9, 1)]
        told = [remind(moment(2026, month, day, 8)) for month, day in days]
        assert told == [0, 1, 0, 0, 1, 1, 0, 0]
        assert Message.objects.count() == 3
        assert "Tổng hợp báo cáo" in Message.objects.first().text

    def test_a_task_waits_for_somebody_who_can_be_told(self, plan):
        unit = make_unit()
        make_task(plan, unit=unit)
        assert remind(moment(2026, 6, 20, 8)) == 0
        user = make_user("chuyen-vien")
        user.email = "cv@so.vn"
        user.save()
        employ(user, unit)
        assert remind(moment(2026, 6, 21, 8)) == 1

    def test_tasks_of_a_withdrawn_plan_are_not_reminded_of(self, plan):
        unit, user = make_unit(), make_user("chuyen-vien")
        user.email = "cv@so.vn"
        user.save()
        employ(user, unit)
        make_task(plan, unit=unit)
        plan.unpublish()
        assert remind(moment(2026, 6, 20, 8)) == 0


class TestPublic:
    def test_the_page_shows_progress_in_one_query_whatever_the_number(self, plan, client):
        def queries():
            with CaptureQueriesContext(connection) as captured:
                client.get(plan.url)
            return len(captured)

        make_task(plan, unit=make_unit(), place_id="x", place_label="IV.1", progress="Đã gửi <b>phiếu</b>")
        queries()
        few = queries()
        for number in range(8):
            make_task(plan, unit=make_unit(f"Phòng {number}"))
        assert queries() == few
        html = client.get(plan.url).content.decode()
        assert 'id="tien-do"' in html
        assert "Đã gửi &lt;b&gt;phiếu&lt;/b&gt;" in html

    def test_a_translated_page_shows_the_tasks_of_the_plan(self, home, plan, english, client):
        make_task(plan, text_en="Sum up the reports")
        for page in (home, plan.get_parent().specific, plan):
            translate(page, english)
        html = client.get(plan.get_translation(english).url).content.decode()
        assert "until 14 June 2026" in html
        assert "Sum up the reports" in html

    def test_the_overview_counts_filters_and_hides_plans_nobody_may_read(self, plan, client):
        unit = make_unit()
        today = timezone.localdate()
        make_task(plan, unit=unit, text="Việc trễ", deadline_text="", deadline_end=today - timedelta(days=1))
        make_task(plan, text="Việc xong", state="done")
        hidden = make_plan(plan.get_parent(), title="Mật")
        make_task(hidden, text="Việc kín")
        PageViewRestriction.objects.create(page=hidden, restriction_type="login")
        response = client.get("/van-ban/nhiem-vu/")
        html = response.content.decode()
        assert "Việc trễ" in html
        assert "Việc xong" in html
        assert "Việc kín" not in html
        assert not response.cookies
        shown = overview({"standing": "overdue", "unit": str(unit.pk)}, today)
        assert [each.task.text for each in shown.tasks] == ["Việc trễ"]
        assert len(overview({"standing": "\x00", "unit": "-1", "page": "9" * 30}, today).tasks) == 2

    def test_boxes_show_what_is_late_and_what_was_promised(self, plan):
        today = timezone.localdate()
        late = {"deadline_text": "", "deadline_end": today - timedelta(days=3)}
        make_task(plan, text="Việc trễ", **late)
        make_task(plan, text="Hội nghị đã hứa", kind="event", **late)
        make_task(plan, text="Việc xa", deadline_text="năm 2090")
        value = {"count": 5}
        pressing = PressingTasksPortlet().get_items(value, plan, None)
        assert [each.task.text for each in pressing] == ["Việc trễ"]
        promised = PromisedEventsPortlet().get_items(value, plan, None)
        assert [each.task.text for each in promised] == ["Hội nghị đã hứa"]

    def test_a_slot_of_the_yearly_plan_that_passed_without_conference_is_a_broken_promise(self, plan):
        yearly = YearlyPlan.objects.create(year=2026, rhythm=4, plan=plan)
        yearly.add_missing_slots()
        found = promises(date(2026, 7, 10))
        with override("en"):
            assert [str(each.period) for each in found] == ["quarter II of 2026", "quarter I of 2026"]
        assert found[0].address == plan.url

    def test_the_register_finds_plans_whose_promises_are_open(self, plan):
        register = plan.get_parent().specific
        make_plan(register, title="Khác")
        make_task(plan, kind="event", deadline_text="năm 2020")
        assert [each.pk for each in register.browse({"tasks": "promised"}).plans] == [plan.pk]
        assert register.browse({"tasks": "overdue"}).total == 0
        assert register.browse({"tasks": "nonsense"}).notes


class TestDrawing:
    def duties(self, home):
        make_unit("Văn phòng Sở")
        make_unit("Phòng Quản lý chuyên ngành")
        body = [
            outline_item(1, "MỤC ĐÍCH", "<p>Văn phòng Sở nêu ý kiến.</p>"),
            outline_item(1, "TỔ CHỨC THỰC HIỆN"),
            outline_item(2, "Văn phòng Sở:", "", block_id="8d3f6f0e-0000-4000-8000-000000000001"),
            outline_item(5, "", "<p>Tổng hợp câu hỏi, báo cáo Giám đốc trước ngày 15/6/2026;</p>"),
            outline_item(5, "", "<p>Tổ chức hội nghị đối thoại trong Quý III/2026.</p><p>Chuẩn bị hội trường.</p>"),
            outline_item(2, "Phòng Quản lý chuyên ngành", "<ul><li>Cùng Văn phòng Sở trả lời câu hỏi.</li></ul>"),
            outline_item(2, "Thanh tra Tỉnh", "<p>Cùng Văn phòng Sở kiểm tra việc trả lời.</p>"),
            outline_item(1, "KINH PHÍ", "<p>Văn phòng Sở bố trí kinh phí.</p>"),
        ]
        return make_plan(make_register(home), body=body)

    def test_items_that_name_a_unit_become_proposals_with_deadline_and_place(self, home):
        proposals = proposals_for(self.duties(home))
        found = [(each.unit.name, each.deadline_text, each.is_event) for each in proposals]
        assert [each.place_label for each in proposals] == ["II.1", "II.1", "II.1", "II.2"]
        assert found == [
            ("Văn phòng Sở", "trước ngày 15/6/2026", False),
            ("Văn phòng Sở", "Quý III/2026", True),
            ("Văn phòng Sở", "", False),
            ("Phòng Quản lý chuyên ngành", "", False),
        ]

    def test_taken_proposals_are_tasks_and_are_not_proposed_again(self, home, client):
        plan = self.duties(home)
        client.force_login(make_user("van-thu", "change_plantask"))
        url = reverse("plan_task:draw", args=[plan.pk])
        first, *rest = proposals_for(plan)
        assert first.text in client.get(url).content.decode()
        client.post(url, {"take": [first.number, "999", "x", "9" * 5000]})
        assert [task.deadline_end for task in PlanTask.objects.of_plan(plan)] == [DUE]
        assert [each.text for each in proposals_for(plan)] == [each.text for each in rest]
        assert take(plan, {first.number}) == []

    def test_a_plan_without_such_a_part_gives_no_proposals(self, plan):
        assert proposals_for(PlanPage.objects.get(pk=plan.pk)) == []
