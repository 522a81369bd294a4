"""What a clerk sends from the check screen."""

from django.urls import reverse

from plans.drafting.models import Intake


def address(name: str, intake, *more) -> str:
    """One of the addresses of a document on its way in."""
    return reverse(f"drafting:{name}", args=[intake.pk, *more])


def node_with(intake, words: str) -> dict:
    """The first part that says these words."""
    return next(node for node in intake.tree if words in f"{node['label']} {node['heading']} {node['html']}")


def step(client, intake, verb: str, words: str, **more):
    """A step at the part that says these words."""
    data = {"version": intake.version, "verb": verb, "node": node_with(intake, words)["id"], **more}
    return client.post(address("edit", intake), data)


def facts(intake, **changed) -> dict:
    """The form of facts as it is shown for `tests.factories.intakes.PLAN`, with some `changed`."""
    shown = {"title": "Họp dân năm 2026", "document_type": "Kế hoạch", "number": "12/KH-UBND", "place": "Suối Mơ"}
    return {"version": intake.version, **shown, "issued_on": "08/01/2026", "issuer": "", **changed}


def reread(intake) -> Intake:
    """The document as the database has it now."""
    return Intake.objects.get(pk=intake.pk)
