"""Who of the office works with minutes, letters, reports and the ledger."""

from django.core.exceptions import PermissionDenied

_FILES = ("conferences.view_dossier", "conferences.change_dossier", "conferences.approve_dossier")
_QUESTIONS = ("questions.view_question", "questions.change_question")


def sees_reports(user) -> bool:
    """Numbers and the texts of questions, without names."""
    return user.is_active and any(user.has_perm(name) for name in _FILES) and _reads_questions(user)


def sees_files(user) -> bool:
    """Files of conferences, with what is announced about them; no question."""
    return user.is_active and any(user.has_perm(name) for name in _FILES)


def writes_minutes(user) -> bool:
    """Those who keep the conference's file."""
    return sees_reports(user) and (
        user.has_perm("conferences.change_dossier") or user.has_perm("conferences.approve_dossier")
    )


def require(allowed: bool) -> None:
    """Refuse the request otherwise."""
    if not allowed:
        raise PermissionDenied


def _reads_questions(user) -> bool:
    return any(user.has_perm(name) for name in _QUESTIONS)
