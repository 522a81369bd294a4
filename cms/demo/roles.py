"""The three roles an office starts with, and the approval that stands between draft and public page."""

from dataclasses import dataclass

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
WORKFLOW = "Lãnh đạo duyệt"


@dataclass(frozen=True)
class Roles:
    """The groups of the office."""

    authors: Group
    approvers: Group
    clerks: Group


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
    roles = Roles(*(Group.objects.get_or_create(name=name)[0] for name in (AUTHORS, APPROVERS, CLERKS)))
    for group in (roles.authors, roles.approvers, roles.clerks):
        _grant(group, ("access_admin", "wagtailadmin"))
    for group in (roles.authors, roles.approvers):
        _grant_files(group)
        _grant(group, *((f"{action}_{model}", app) for action in ("add", "change") for model, app in SNIPPETS))
        for home in home_pages:
            _grant_pages(group, home, "add_page", "change_page")
    for home in home_pages:
        _grant_pages(roles.approvers, home, "publish_page", "lock_page", "unlock_page")
    _grant(roles.approvers, ("delete_poll", "polls"), ("publish_poll", "polls"))
    _grant(roles.clerks, *CLERK_PERMISSIONS)
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
CLERK_PERMISSIONS = [
    ("view_registration", "registrations"),
    ("change_registration", "registrations"),
    ("export_registration", "registrations"),
    ("view_message", "outbox"),
    ("retry_message", "outbox"),
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
