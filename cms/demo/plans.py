"""The demo's plans: plain-text documents brought in by the importer, then filed like a clerk would."""


def make_plans(register) -> list:
    return []
