from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from membership.models.organisations import Kind, Organisation, Province, kvk_validator


class AdmissionQuerySet(models.QuerySet["Admission"]):
    def submitted(self) -> "AdmissionQuerySet":
        return self.filter(submitted_at__isnull=False)

    def waiting_for_decision(self) -> "AdmissionQuerySet":
        return self.submitted().filter(decided_at=None)


class Admission(models.Model):
    """An aanvraag lidmaatschap, from the first step to the decision.

    The row is filled step by step; states are who + when + what (law 3):
    address proved → submitted → decided (admitted with an organisation, or declined).
    """

    form_key = models.UUIDField(unique=True)  # the same form sent twice is one application
    organisation_name = models.CharField(_("naam van uw organisatie"), max_length=160)
    kind = models.CharField(_("soort organisatie"), max_length=20, choices=Kind.choices)
    applicant_name = models.CharField(_("uw naam"), max_length=150)
    email = models.EmailField(_("e-mailadres van uw werk"))
    phone = models.CharField(_("telefoonnummer"), max_length=30, blank=True)
    province = models.CharField(_("provincie"), max_length=2, choices=Province.choices, blank=True)
    inhabitants = models.PositiveIntegerField(
        _("aantal inwoners"), null=True, blank=True, validators=[MaxValueValidator(20_000_000)]
    )
    kvk = models.CharField(_("KVK-nummer"), max_length=8, blank=True, validators=[kvk_validator])
    motivation = models.TextField(_("waarom u mee wilt doen"), max_length=4000, blank=True)

    started_at = models.DateTimeField(_("begonnen"))
    code_hash = models.CharField(max_length=64, blank=True)
    code_sent_at = models.DateTimeField(null=True, blank=True)
    code_failures = models.PositiveSmallIntegerField(default=0)
    address_proved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(_("ingediend"), null=True, blank=True)
    decided_at = models.DateTimeField(_("besloten"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    reason = models.TextField(_("reden"), max_length=4000, blank=True)
    organisation = models.OneToOneField(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="admission"
    )

    objects = AdmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanvraag")
        verbose_name_plural = _("aanvragen")
        indexes = [models.Index(fields=["submitted_at"], name="admission_submitted")]  # the staff's list, newest first
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_at=None) | Q(address_proved_at__isnull=False),
                name="admission_submitted_with_proved_address",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | Q(submitted_at__isnull=False),
                name="admission_decided_after_submission",
            ),
            models.CheckConstraint(
                condition=Q(organisation=None) | Q(decided_at__isnull=False),
                name="admission_organisation_after_decision",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None) | ~Q(reason=""), name="admission_decision_has_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.organisation_name

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None

    @property
    def is_decided(self) -> bool:
        return self.decided_at is not None

    @property
    def is_admitted(self) -> bool:
        return self.organisation_id is not None

    @property
    def state_label(self) -> str:
        if not self.is_submitted:
            return "Nog niet verstuurd"
        if not self.is_decided:
            return "Wacht op besluit"
        return "Toegelaten" if self.is_admitted else "Niet toegelaten"
