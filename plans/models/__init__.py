"""Official plans, the register that lists them, and the short lists they refer to."""

from .issuers import Issuer, Unit
from .parts import LegalBasis, PlanAttachment, Recipient, Signer
from .plan_page import PlanPage
from .register_page import PlanRegisterPage
from .relations import STATUS_BY_KIND, PlanRelation, RelationKind
from .vocabulary import DocumentType, Status

__all__ = [
    "STATUS_BY_KIND",
    "DocumentType",
    "Issuer",
    "LegalBasis",
    "PlanAttachment",
    "PlanPage",
    "PlanRegisterPage",
    "PlanRelation",
    "Recipient",
    "RelationKind",
    "Signer",
    "Status",
    "Unit",
]
