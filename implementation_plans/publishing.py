"""What publishing a plan template means for this room; Wagtail's signals are its only way to say so."""

from django.utils import timezone

from implementation_plans.models import PlanTemplate
from implementation_plans.operations import freeze_template


def connect() -> None:
    from wagtail.signals import published

    published.connect(_freeze, sender=PlanTemplate, dispatch_uid="plans.freeze_template")


def _freeze(sender, instance: PlanTemplate, **kwargs) -> None:
    """What plans are asked is fixed the moment it is published, also when that was scheduled.

    Wagtail sends the signal too when a first publication is only scheduled: nothing is live then.
    """
    if instance.live and instance.live_revision_id and instance.sections:
        freeze_template(instance, at=timezone.now())
