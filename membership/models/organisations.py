from django.conf import settings
from django.core.validators import MaxValueValidator, RegexValidator
from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.core.search import plain


class Kind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Gemeente")
    NON_PROFIT = "non_profit", _("Maatschappelijke organisatie")
    JOINT_SERVICE = "joint_service", _("Samenwerking van gemeenten")
    HOUSING = "housing", _("Woningcorporatie")
    OTHER = "other", _("Andere organisatie")


class Province(models.TextChoices):
    """The twelve provinces, by the two letters their tile on the map has."""

    GRONINGEN = "gr", "Groningen"
    FRYSLAN = "fr", "Fryslân"
    DRENTHE = "dr", "Drenthe"
    OVERIJSSEL = "ov", "Overijssel"
    FLEVOLAND = "fl", "Flevoland"
    GELDERLAND = "ge", "Gelderland"
    UTRECHT = "ut", "Utrecht"
    NOORD_HOLLAND = "nh", "Noord-Holland"
    ZUID_HOLLAND = "zh", "Zuid-Holland"
    ZEELAND = "ze", "Zeeland"
    NOORD_BRABANT = "nb", "Noord-Brabant"
    LIMBURG = "li", "Limburg"


kvk_validator = RegexValidator(r"^[0-9]{8}$", _("Een KVK-nummer heeft 8 cijfers. Bijvoorbeeld: 12345678."))
oin_validator = RegexValidator(r"^[0-9]{20}$", _("Een OIN heeft 20 cijfers."))
municipality_code_validator = RegexValidator(
    r"^GM[0-9]{4}$", _("Een gemeentecode is GM met 4 cijfers. Bijvoorbeeld: GM0479.")
)


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def with_level(self, day=None) -> "OrganisationQuerySet":
        """Annotates `level` (1, 2 or None), `level_since` and `member_since` in the same query.

        The term in force is joined, not asked per row: terms do not overlap, so there is one at most.
        """
        from membership.models.terms import Term

        day = day or timezone.localdate()
        in_force = Q(terms__start__lte=day) & (Q(terms__end=None) | Q(terms__end__gt=day))
        ever = Term.objects.that_counted().filter(organisation=OuterRef("pk")).order_by("start")
        return self.annotate(
            term_now=FilteredRelation("terms", condition=in_force),
            level=F("term_now__level"),
            level_since=Coalesce("term_now__since", "term_now__start"),
            member_since=Subquery(ever.values("start")[:1]),
        )

    def members(self, day=None) -> "OrganisationQuerySet":
        return self.with_level(day).filter(level__isnull=False)

    def without_admin(self, day=None) -> "OrganisationQuerySet":
        """Members that nobody manages: the admin's account was closed, or never was."""
        from membership.models.people import Seat

        active = Seat.objects.current(day).admins().filter(organisation=OuterRef("pk"), user__is_active=True)
        return self.members(day).filter(~Exists(active))

    def named_like(self, words: str) -> "OrganisationQuerySet":
        return self.filter(name_key__contains=plain(words.replace("\x00", "")))

    def named_or_in(self, words: str) -> "OrganisationQuerySet":
        """By its own name, or by that of its town or municipality."""
        from membership.models.municipalities import Municipality
        from membership.models.towns import Town

        key = plain(words.replace("\x00", ""))
        places = Q(municipality__in=Municipality.objects.filter(name_key__contains=key).values("pk"))
        towns = Q(town__in=Town.objects.filter(name_key__contains=key).values("pk"))
        return self.filter(Q(name_key__contains=key) | places | towns)

    def by_name(self) -> "OrganisationQuerySet":
        return self.order_by("name_key", "pk")


class Organisation(models.Model):
    """The member. People hold seats in it; the membership is never theirs."""

    name = models.CharField(_("naam"), max_length=160)
    name_key = models.CharField(max_length=200, editable=False, db_collation="C", db_index=True)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind.choices)
    municipality_code = models.CharField(
        _("gemeentecode"), max_length=6, blank=True, validators=[municipality_code_validator]
    )
    province = models.CharField(_("provincie"), max_length=2, choices=Province.choices)
    town = models.ForeignKey(
        "membership.Town",
        verbose_name=_("plaats"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Waar mensen van deze organisatie vandaan reizen."),
    )
    municipality = models.ForeignKey(
        "membership.Municipality",
        verbose_name=_("gemeente waarin zij staat"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="organisations",
    )
    inhabitants = models.PositiveIntegerField(
        _("aantal inwoners"), null=True, blank=True, validators=[MaxValueValidator(20_000_000)]
    )
    kvk = models.CharField(_("KVK-nummer"), max_length=8, blank=True, validators=[kvk_validator])
    oin = models.CharField(_("OIN"), max_length=20, blank=True, validators=[oin_validator])
    created_at = models.DateTimeField(_("aangemaakt"))
    merged_into = models.ForeignKey(
        "self", verbose_name=_("opgegaan in"), null=True, blank=True, on_delete=models.PROTECT, related_name="merged"
    )
    merged_at = models.DateTimeField(null=True, blank=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisatie")
        verbose_name_plural = _("organisaties")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality_code"],
                condition=~Q(municipality_code=""),
                name="one_organisation_per_municipality",
                violation_error_message=_("Deze gemeente is al bekend in het netwerk."),
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None, merged_at=None)
                | (Q(merged_into__isnull=False, merged_at__isnull=False) & ~Q(merged_into=F("id"))),
                name="merged_into_another_at_a_moment",
            ),
            models.CheckConstraint(condition=Q(kvk="") | Q(kvk__regex=r"^\d{8}$"), name="kvk_has_8_digits"),
            models.CheckConstraint(condition=Q(oin="") | Q(oin__regex=r"^\d{20}$"), name="oin_has_20_digits"),
        ]

    def __str__(self) -> str:
        return self.name

    def current_term(self, day=None):
        from membership.models.terms import Term

        return Term.objects.in_force(day or timezone.localdate()).filter(organisation=self).first()
