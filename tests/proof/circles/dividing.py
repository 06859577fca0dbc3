"""Two at once at a division: circles are made once, no move is lost, nobody who withdrew is in a circle."""

from collections import Counter

from learning_circles import operations as circles
from learning_circles.algorithms.composer import compose
from learning_circles.models import Circle, CircleMember, Placement
from portal.core.models import Notification
from tests.factories import member, staff
from tests.learning_circles.rounds import desk, divided_round, now
from tests.people import client_of
from tests.proof.faults import together


def statuses(answers: list) -> list:
    return sorted(getattr(answer, "status_code", repr(answer)) for answer in answers)


def two_make_the_circles(browsers: list, people: list) -> bool:
    of, division = divided_round(*people)
    before, known = Circle.objects.count(), CircleMember.objects.count()
    words = {"seen": division.stamp}
    answers = together(*[lambda b=b: b.post(desk(of, "kringen/"), words) for b in browsers])
    placed = division.placements.count()
    told = Counter(Notification.objects.filter(subject=f"circles-made:{of.pk}").values_list("recipient", flat=True))
    return (
        statuses(answers) == [302, 302]
        and Circle.objects.count() - before == len({p.offer_id for p in division.placements.all()})
        and CircleMember.objects.count() - known == placed == len(people)
        and told == Counter(seat.user_id for seat in people)
    )


def two_move_people(browsers: list, people: list) -> bool:
    """Of two who saw the same, one reads what the other did; after that their own move is done as well."""
    of, division = divided_round(*people)
    wishes = list(of.wishes.values_list("pk", flat=True)[:2])
    words = [{"wie": wish, "kring": "0", "seen": division.stamp} for wish in wishes]
    address = desk(of, "voorstel/verplaatsing/")
    answers = together(*[lambda b=b, w=w: b.post(address, w) for b, w in zip(browsers, words, strict=True)])
    if statuses(answers) != [302, 409] or now(of).moved != 1:
        return False
    again = words[1] if answers[1].status_code == 409 else words[0]
    last = browsers[0].post(address, again | {"seen": now(of).stamp})
    left = Placement.objects.filter(division=division, wish__in=wishes).count()
    return last.status_code == 302 and left == 0 and now(of).moved == 2


def two_workers_divide(browsers: list, people: list) -> bool:
    of, division = divided_round(*people)
    asked = circles.ask_division(of, after=division.pk, by=None, seconds=10)
    answers = together(*[lambda: circles.divide(asked.pk, compose=compose) for _ in range(2)])
    asked = now(of)
    return answers == [None, None] and asked.is_ended and asked.placements.count() == len(people)


def one_withdraws_while_circles_are_made(browsers: list, people: list) -> bool:
    of, division = divided_round(*people)
    user = people[0].user
    made, withdrawn = together(
        lambda: browsers[0].post(desk(of, "kringen/"), {"seen": division.stamp}),
        lambda: circles.withdraw_wish(of, user=user),
    )
    is_in = CircleMember.objects.filter(user=user, circle__offer__round=of).exists()
    has_wish = of.wishes.filter(user=user).exists()
    if isinstance(withdrawn, circles.RoundOver):
        return made.status_code == 302 and is_in and has_wish
    return withdrawn is None and made.status_code == 409 and not is_in and not has_wish


def test_two_at_once_at_a_division(flushed_site, size, figure):
    browsers = [client_of(staff(role)) for role in ("adviser", "decider")]
    people = [member() for _ in range(4)]
    wrong, tried = [], 0
    for act in (two_make_the_circles, two_move_people, two_workers_divide, one_withdraws_while_circles_are_made):
        for _ in range(size(2, 25)):
            tried += 1
            if not act(browsers, people):
                wrong.append(act.__name__)
    figure(f"two at once at a division: {tried} races, {len(wrong)} wrong")
    assert wrong == []
