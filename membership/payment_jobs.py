"""What happens by itself about payments: messages of Stripe are followed, and open attempts are looked at.

Each may run twice. While Stripe does not answer the others wait too.
"""

from collections.abc import Callable

from membership import gateways
from membership.operations import messages
from portal.core.jobs import NotNow, register

EVENT = "membership.stripe_event"


def _when_stripe_answers(deed: Callable[[int], object]) -> Callable[[int | str], None]:
    def run(pk: int | str) -> None:
        try:
            deed(int(pk))
        except gateways.StripeAway as away:
            raise NotNow("Stripe does not answer") from away

    return run


register(EVENT, run=_when_stripe_answers(messages.handle_event), due=messages.events_to_handle)
register(
    "membership.look_at_attempt", run=_when_stripe_answers(messages.look_at_attempt), due=messages.attempts_to_look_at
)
