"""What running the portal has to remember: when jobs ran, and whose password was handed out by a machine."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _


class JobRunQuerySet(models.QuerySet):
    """Last runs of periodic jobs."""

    def claim(self, name: str, now: datetime, every: timedelta) -> bool:
        """Whether this worker is to run the job now; True for one worker only, however many ask at once."""
        late = self.filter(name=name, started_at__lte=now - every)
        if late.update(started_at=now):
            return True
        # A clock that was set back must not stop a job for years.
        if self.filter(name=name, started_at__gt=now + every).update(started_at=now):
            return True
        if self.filter(name=name).exists():
            return False
        try:
            with transaction.atomic(using=self.db):
                self.create(name=name, started_at=now)
        except IntegrityError:  # another worker was first
            return False
        return True


class JobRun(models.Model):
    """The last run of one periodic job, by whichever worker ran it."""

    name = models.CharField(_("job"), max_length=200, unique=True)
    started_at = models.DateTimeField(_("started at"))
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=200, blank=True)

    objects = JobRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("job run")
        verbose_name_plural = _("job runs")
        default_permissions = ()

    def __str__(self):
        return self.name


class HandedOutPassword(models.Model):
    """A password that was made up and printed by the portal: good for one login, then it must be changed.

    `password` is the hash as it was handed out; when the user's differs, it has been changed.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="handed_out_password", verbose_name=_("user")
    )
    password = models.CharField(max_length=128, editable=False)

    class Meta:
        verbose_name = _("handed-out password")
        verbose_name_plural = _("handed-out passwords")
        default_permissions = ()

    def __str__(self):
        return str(self.user)
