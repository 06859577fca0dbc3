"""What happens by itself: offers that run out, reminders, needs and wishes that are erased, and dividing people.

Each may run twice.
"""

from learning_circles import operations as circles
from portal.core.jobs import register

register("circles.lapse_offers", run=lambda pk: circles.lapse_offers(int(pk)), due=circles.offers_to_lapse)
register("circles.remind_of_meeting", run=lambda pk: circles.remind_of_meeting(int(pk)), due=circles.meetings_to_remind)
register("circles.remind_of_poll", run=lambda pk: circles.remind_of_poll(int(pk)), due=circles.invitees_to_remind)
register("circles.remind_of_action", run=lambda pk: circles.remind_of_action(int(pk)), due=circles.actions_to_remind)
register("circles.remind_of_round", run=lambda pk: circles.remind_of_round(int(pk)), due=circles.rounds_to_remind)
register("circles.erase_needs", run=lambda pk: circles.erase_needs(int(pk)), due=circles.needs_to_erase)
register("circles.lapsed", run=lambda pk: circles.forget_lapsed_wishes(int(pk)), due=circles.rounds_with_lapsed)
register("circles.stop_forgotten", run=lambda pk: circles.stop_forgotten_round(int(pk)), due=circles.rounds_to_stop)
register("circles.erase_wishes", run=lambda pk: circles.erase_wishes(int(pk)), due=circles.wishes_to_erase)


def _divide(pk: int | str) -> None:
    from learning_circles.algorithms.composer import compose  # brings scipy, which only this process needs

    circles.divide(int(pk), compose=compose)


register("circles.divide", run=_divide, due=circles.divisions_due)
