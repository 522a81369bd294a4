"""Changing a state column without overwriting what somebody else did meanwhile."""

from django.utils.translation import gettext as _


class StateChangedError(Exception):
    """Somebody else changed the row meanwhile; `current` is what it says now."""

    def __init__(self, current: str):
        super().__init__(current)
        self.current = current


class MoveNotAllowedError(Exception):
    """No step leads from the one state to the other, or what the step needs is missing; says why."""

    @property
    def sentences(self) -> list[str]:
        """What the person who tried is told; never empty."""
        return [str(sentence) for sentence in self.args] or [_("This step is not possible from the present state.")]


def compare_and_set(row, column: str, *, expected: str, to: str, **facts) -> None:
    """Set `column` of `row` from `expected` to `to` together with other columns, then read the row again.

    Call it in the transaction that also writes the event. Raises StateChangedError when the database no longer
    says `expected`.
    """
    mine = type(row)._default_manager.filter(pk=row.pk, **{column: expected})
    changed = mine.update(**{column: to}, **facts)
    row.refresh_from_db()
    if not changed:
        raise StateChangedError(getattr(row, column))
