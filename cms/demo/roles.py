"""The roles an office starts with, and the approval that stands between draft and public page."""

from dataclasses import dataclass, fields

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

AUTHORS = "Người soạn"
APPROVERS = "Người duyệt"
CLERKS = "Cán bộ tiếp nhận"
OFFICERS = "Cán bộ phòng"
DATA_OFFICERS = "Phụ trách dữ liệu"
COMPLAINT_HANDLERS = "Người xử lý khiếu nại"
WORKFLOW = "Lãnh đạo duyệt"


@dataclass(frozen=True)
class Roles:
    """The groups of the office.

    Authors write pages and see no forms; approvers approve pages, answers and steps of conferences; clerks receive
    forms and route questions; officers answer the questions of their unit (Officers of units says which that is);
    data officers look after personal data; complaint handlers read complaints and denunciations beside what else
    they do.
    """

    authors: Group
    approvers: Group
    clerks: Group
    officers: Group
    data_officers: Group
    complaint_handlers: Group

    @property
    def all(self) -> tuple[Group, ...]:
        """Every group."""
        return tuple(getattr(self, field.name) for field in fields(self))


def permission(codename: str, app_label: str) -> Permission:
    """One model permission, by its name and app."""
    return Permission.objects.get(codename=codename, content_type__app_label=app_label)


def _grant(group: Group, *wanted: tuple[str, str]) -> None:
    group.permissions.add(*(permission(codename, app_label) for codename, app_label in wanted))


def _grant_pages(group: Group, page: Page, *codenames: str) -> None:
    for codename in codenames:
        GroupPagePermission.objects.get_or_create(
            group=group, page=page, permission=permission(codename, "wagtailcore")
        )


def _grant_files(group: Group) -> None:
    root = Collection.get_first_root_node()
    # Wagtail checks the permissions of its own models, whatever models the site uses.
    for model, app_label in (("image", "wagtailimages"), ("document", "wagtaildocs")):
        for action in ("add", "change", "choose"):
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission(f"{action}_{model}", app_label)
            )


def set_up_roles(home_pages: list[Page]) -> Roles:
    """Make the groups and the approval workflow for the trees below `home_pages`; safe to repeat."""
    names = (AUTHORS, APPROVERS, CLERKS, OFFICERS, DATA_OFFICERS, COMPLAINT_HANDLERS)
    roles = Roles(*(Group.objects.get_or_create(name=name)[0] for name in names))
    for group in roles.all:
        _grant(group, ("access_admin", "wagtailadmin"))
    for group in (roles.authors, roles.approvers):
        _grant_files(group)
        _grant(group, *((f"{action}_{model}", app) for action in ("add", "change") for model, app in SNIPPETS))
        for home in home_pages:
            _grant_pages(group, home, "add_page", "change_page")
    for home in home_pages:
        _grant_pages(roles.approvers, home, "publish_page", "lock_page", "unlock_page")
    _grant(roles.approvers, ("delete_poll", "polls"), ("publish_poll", "polls"))
    _grant(roles.approvers, *APPROVER_PERMISSIONS)
    _grant(roles.clerks, *CLERK_PERMISSIONS)
    _grant(roles.officers, ("prepare_answer", "questions"), ("report_plantask", "tasks"))
    _grant(roles.data_officers, *DATA_OFFICER_PERMISSIONS)
    _grant(roles.complaint_handlers, ("view_question", "questions"), ("handle_complaint", "questions"))
    set_up_workflow(roles.approvers, home_pages)
    remove_unused_defaults()
    return roles


def remove_unused_defaults() -> None:
    """Take away Wagtail's own English groups and workflow, unless somebody has put them to use."""
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
    for workflow in Workflow.objects.filter(name="Moderators approval", workflow_states=None):
        tasks = list(workflow.tasks)
        workflow.delete()
        for task in tasks:
            if not task.task_states.exists():
                task.delete()


SNIPPETS = [
    ("poll", "polls"),
    ("issuer", "plans"),
    ("unit", "plans"),
    ("subjectfield", "pages"),
    ("category", "news"),
]
# The leader sees everything of the dialogue and takes the decisions; the clerk's work stays the clerk's.
APPROVER_PERMISSIONS = [
    ("view_dossier", "conferences"),
    ("approve_dossier", "conferences"),
    ("view_yearlyplan", "conferences"),
    ("view_registration", "registrations"),
    ("view_question", "questions"),
    ("approve_answer", "questions"),
    ("chair", "hall"),
    ("view_calltask", "correspondence"),
    ("view_message", "outbox"),
    ("view_plantask", "tasks"),
    ("view_publicationrecord", "publishing"),
]
CLERK_PERMISSIONS = [
    ("add_plantask", "tasks"),
    ("change_plantask", "tasks"),
    ("view_plantask", "tasks"),
    ("view_publicationrecord", "publishing"),
    ("view_registration", "registrations"),
    ("change_registration", "registrations"),
    ("export_registration", "registrations"),
    ("view_question", "questions"),
    ("change_question", "questions"),
    ("view_dossier", "conferences"),
    ("change_dossier", "conferences"),
    ("add_yearlyplan", "conferences"),
    ("change_yearlyplan", "conferences"),
    ("view_yearlyplan", "conferences"),
    ("check_in", "hall"),
    ("view_calltask", "correspondence"),
    ("change_calltask", "correspondence"),
    ("change_noticewording", "correspondence"),
    ("add_exceptionalday", "workdays"),
    ("change_exceptionalday", "workdays"),
    ("delete_exceptionalday", "workdays"),
    ("view_message", "outbox"),
    ("retry_message", "outbox"),
    ("bounce_message", "outbox"),
]
DATA_OFFICER_PERMISSIONS = [
    ("view_datarequest", "privacy"),
    ("change_datarequest", "privacy"),
    ("confirm_erasure", "privacy"),
    ("view_exportlog", "registrations"),
    ("view_consenttext", "registrations"),
    ("add_consenttext", "registrations"),
    ("view_dossier", "conferences"),
]


def set_up_workflow(approvers: Group, home_pages: list[Page]) -> Workflow:
    """One approval by any approver before a page goes public."""
    workflow, _made = Workflow.objects.get_or_create(name=WORKFLOW)
    task, _made = GroupApprovalTask.objects.get_or_create(name=WORKFLOW)
    task.groups.add(approvers)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": 0})
    for home in home_pages:
        WorkflowPage.objects.update_or_create(page=home, defaults={"workflow": workflow})
    return workflow
