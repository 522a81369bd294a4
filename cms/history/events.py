"""Tables of what happened."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class AppendOnly(models.Model):
    """Rows that are written once; changing or deleting one by itself is refused.

    The name of the `actor` is kept as text, so that it outlives the account.
    """

    actor_name = models.CharField(_("done by"), max_length=310, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError(_("This record cannot be changed; add a new one."))
        if self.actor and not self.actor_name:
            self.actor_name = self.actor.get_full_name() or self.actor.get_username()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise ValidationError(_("This record cannot be deleted."))


class Event(AppendOnly):
    """One step from state to state, or a remark when both are empty.

    `actor` is None for a citizen and for the system's own rules. `reason` is for the office; `public_note` is what
    the citizen reads. Names of staff are never shown to citizens.
    """

    at = models.DateTimeField(_("moment"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("done by"),
    )
    from_state = models.CharField(_("state before"), max_length=24, blank=True)
    to_state = models.CharField(_("state after"), max_length=24, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    public_note = models.TextField(_("note for the citizen"), max_length=1000, blank=True)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]
        default_permissions = ()
