"""Official plans, the register that lists them, and the short lists they refer to."""

from .issuers import Issuer, Unit
from .parts import LegalBasis, PlanAttachment, Recipient, Signer
from .plan_page import PlanPage
from .register_page import PlanRegisterPage
from .vocabulary import DocumentType, Status

__all__ = [
    "DocumentType",
    "Issuer",
    "LegalBasis",
    "PlanAttachment",
    "PlanPage",
    "PlanRegisterPage",
    "Recipient",
    "Signer",
    "Status",
    "Unit",
]
