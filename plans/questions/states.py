"""The states of one question and who may follow whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionState(models.TextChoices):
    """Where a question stands with the office."""

    RECEIVED = "received", pgettext_lazy("state of a question", "Received")
    CLASSIFIED = "classified", _("Classified")
    ASSIGNED = "assigned", _("Assigned")
    DRAFTED = "drafted", _("Answer drafted")
    SUBMITTED = "submitted", _("Answer waiting for approval")
    APPROVED = "approved", _("Answer approved")
    ANSWERED_AT_CONFERENCE = "answered_there", _("Answered at the conference")
    OWED = "owed", _("Written answer owed")
    SENT_IN_WRITING = "sent_in_writing", _("Answered in writing")
    EXCLUSION_PROPOSED = "exclusion_proposed", _("Exclusion proposed")
    EXCLUDED = "excluded", _("Not for the dialogue: complaint or denunciation")
    OTHER_OFFICE = "other_office", _("Belongs to another office")
    BEYOND_AUTHORITY = "beyond_authority", _("Beyond authority")
    REPORTED_UPWARD = "reported_upward", _("Reported to the superior authority")
    SUPERIOR_REPLIED = "superior_replied", _("Superior authority has replied")
    MERGED = "merged", _("Merged with another question")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REOPENED = "reopened", _("Reopened")


class Source(models.TextChoices):
    """How the question reached the office."""

    FORM = "form", _("Online form")
    PAPER = "paper", _("On paper")
    PHONE = "phone", _("By phone")
    HALL = "hall", _("In the hall")
    FORWARDED = "forwarded", _("Forwarded by another office")


class Urgency(models.IntegerChoices):
    """How pressing (mức độ cấp thiết); lists show the highest first."""

    NORMAL = 1, _("Normal")
    URGENT = 2, _("Urgent")
    VERY_URGENT = 3, _("Very urgent")


class TopicKind(models.TextChoices):
    """What the question is about."""

    DIFFICULTY = "difficulty", _("Difficulty, obstacle")
    ATTITUDE = "attitude", _("Attitude of service")
    PROPOSAL = "proposal", _("Petition, proposal")
    INITIATIVE = "initiative", _("Initiative, solution")


S = QuestionState
# On the way to an answer: from any of them a question may leave by every door below.
BEING_PREPARED = (S.RECEIVED, S.CLASSIFIED, S.ASSIGNED, S.DRAFTED, S.SUBMITTED, S.APPROVED, S.REOPENED)
_DOORS = (
    S.ANSWERED_AT_CONFERENCE,
    S.OWED,
    S.EXCLUSION_PROPOSED,
    S.OTHER_OFFICE,
    S.BEYOND_AUTHORITY,
    S.MERGED,
    S.WITHDRAWN,
)
QUESTION_MOVES = {
    S.RECEIVED: (S.CLASSIFIED, S.ASSIGNED, *_DOORS),
    S.CLASSIFIED: (S.CLASSIFIED, S.ASSIGNED, *_DOORS),
    S.ASSIGNED: (S.CLASSIFIED, S.ASSIGNED, S.DRAFTED, *_DOORS),
    S.DRAFTED: (S.ASSIGNED, S.SUBMITTED, *_DOORS),
    S.SUBMITTED: (S.DRAFTED, S.APPROVED, *_DOORS),
    S.APPROVED: (S.DRAFTED, S.SENT_IN_WRITING, *_DOORS),
    S.REOPENED: (S.CLASSIFIED, S.ASSIGNED, *_DOORS),
    S.OWED: (
        S.SENT_IN_WRITING,
        S.ANSWERED_AT_CONFERENCE,
        S.BEYOND_AUTHORITY,
        S.OTHER_OFFICE,
        S.EXCLUSION_PROPOSED,
        S.MERGED,
        S.WITHDRAWN,
    ),
    S.EXCLUSION_PROPOSED: (S.EXCLUDED, S.RECEIVED, S.WITHDRAWN),
    S.BEYOND_AUTHORITY: (S.REPORTED_UPWARD, S.OWED, S.WITHDRAWN),
    S.REPORTED_UPWARD: (S.SUPERIOR_REPLIED, S.WITHDRAWN),
    S.SUPERIOR_REPLIED: (S.SENT_IN_WRITING,),
    # Not straight to OWED: what was noted in the hall would pass for an approved answer in the letter.
    S.ANSWERED_AT_CONFERENCE: (S.REOPENED,),
    S.SENT_IN_WRITING: (S.REOPENED,),
    S.MERGED: (S.RECEIVED,),
    S.EXCLUDED: (),
    S.OTHER_OFFICE: (S.REOPENED,),
    S.WITHDRAWN: (),
}
# Nothing more is owed. A merged question ends when its lead does.
TERMINAL = (S.EXCLUDED, S.OTHER_OFFICE, S.ANSWERED_AT_CONFERENCE, S.SENT_IN_WRITING, S.WITHDRAWN)
# Which questions a letter can answer.
LETTER_STATES = (S.OWED, S.APPROVED, S.SUPERIOR_REPLIED)
# A step of this office, or of a superior authority it reminds, is awaited.
OPEN_STATES = tuple(state for state in QuestionState if state not in (*TERMINAL, S.MERGED))
ESCALATED = (S.BEYOND_AUTHORITY, S.REPORTED_UPWARD, S.SUPERIOR_REPLIED)
# What was published stays so in these; everywhere else the approved answer no longer stands, or there is none.
STAYS_PUBLIC = (S.APPROVED, S.OWED, S.ANSWERED_AT_CONFERENCE, S.SENT_IN_WRITING)
# Steps that are nothing without words.
REASON_NEEDED = {S.EXCLUSION_PROPOSED, S.OTHER_OFFICE, S.BEYOND_AUTHORITY, S.REOPENED, S.WITHDRAWN, S.MERGED}
