from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from membership.models.organisations import Organisation
from membership.models.terms import Term
from portal.accounts.models import AddressField


class EmailDomainQuerySet(models.QuerySet["EmailDomain"]):
    def open(self) -> "EmailDomainQuerySet":
        return self.filter(closed_at=None)

    def of_address(self, address: str) -> "EmailDomainQuerySet":
        """Open domains of members that are exactly what stands behind the @: never a part of it."""
        in_force = Term.objects.in_force().filter(organisation=OuterRef("organisation"))
        domain = address.rpartition("@")[2].strip().lower()
        return self.open().filter(Exists(in_force), domain=domain)


class EmailDomain(models.Model):
    """Whoever has an address here may ask this organisation for a seat. An admin gives it, never the domain."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="email_domains")
    domain = models.CharField(_("domein"), max_length=253)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = EmailDomainQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-maildomein")
        verbose_name_plural = _("e-maildomeinen")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "domain"], condition=Q(closed_at=None), name="email_domain_open_once"
            ),
            models.CheckConstraint(condition=Q(domain=Lower("domain")), name="email_domain_is_lower_case"),
        ]

    def __str__(self) -> str:
        return self.domain


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> "JoinRequestQuerySet":
        """Sent to an organisation and not answered."""
        return self.filter(sent_at__isnull=False, decided_at=None)


class JoinRequest(models.Model):
    """Mag ik meedoen? Asked with a name and an address; sent to an organisation by the link in the mail.

    The link proves the address, so a request that admins see is always of somebody who reads mail there.
    """

    form_key = models.UUIDField(unique=True)  # the same form sent twice is one request
    name = models.CharField(_("naam"), max_length=150)
    email = AddressField(_("e-mailadres"))
    asked_at = models.DateTimeField()
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.CASCADE, related_name="join_requests"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_granted = models.BooleanField(default=False)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("verzoek om mee te doen")
        verbose_name_plural = _("verzoeken om mee te doen")
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None, organisation=None) | Q(sent_at__isnull=False, organisation__isnull=False),
                name="join_request_sent_to_an_organisation",
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, is_granted=False) | Q(decided_at__isnull=False, sent_at__isnull=False),
                name="join_request_decided_after_it_was_sent",
            ),
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(sent_at__isnull=False, decided_at=None),
                name="one_waiting_join_request",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AdminWantedQuerySet(models.QuerySet["AdminWanted"]):
    def open(self) -> "AdminWantedQuerySet":
        return self.filter(settled_at=None)


class AdminWanted(models.Model):
    """A colleague says that nobody of the organisation manages it any more; staff appoint somebody."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="admins_wanted")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = AdminWantedQuerySet.as_manager()

    class Meta:
        verbose_name = _("vraag om een beheerder")
        verbose_name_plural = _("vragen om een beheerder")
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(settled_at=None), name="one_open_question_for_an_admin"
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)
