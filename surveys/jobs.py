"""What happens by itself: rounds that end, reminders, and making outcomes. Each may run twice."""

from portal.core.jobs import register
from surveys import operations as surveys
from surveys.models import Round


def _make(pk: int | str) -> None:
    from surveys.making import make  # brings scipy, which only this process needs

    surveys.make_release(int(pk), publish=make)


register("surveys.close_round", run=lambda pk: surveys.close_round(Round(pk=int(pk))), due=surveys.rounds_to_close)
register("surveys.remind", run=lambda pk: surveys.remind_of_survey(int(pk)), due=surveys.participations_to_remind)
register("surveys.make_release", run=_make, due=surveys.releases_to_make)
