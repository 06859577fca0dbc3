"""Rows of a round of wishes as the composer knows them: wishes are people, offers are circles. No solver here."""

from collections.abc import Iterable
from functools import cached_property

from learning_circles.algorithms.division import Circle, Composition, Participant, Rules
from learning_circles.models import CircleWish, Division, OfferedCircle, Placement, WishRound


class Question:
    """What a round asks of the composer, as it stands now: three queries for any number of people and circles."""

    def __init__(self, of: WishRound) -> None:
        self.round = of
        wishes = of.wishes.select_related("user", "organisation").prefetch_related("themes__theme")
        self.wishes: dict[int, CircleWish] = {wish.pk: wish for wish in wishes}
        offers = of.offers.select_related("theme", "circle")
        self.offers: dict[int, OfferedCircle] = {offer.pk: offer for offer in offers}

    @cached_property
    def people(self) -> tuple[Participant, ...]:
        return tuple(participant(wish) for wish in self.wishes.values())

    @cached_property
    def circles(self) -> tuple[Circle, ...]:
        return tuple(circle(offer) for offer in self.offers.values())

    @property
    def rules(self) -> Rules:
        return Rules(
            most_of_one_organisation=self.round.most_of_one_organisation,
            firm_days=self.round.firm_days,
            earlier=self.round.earlier,
        )

    def composition(self, division: Division, placements: Iterable[Placement]) -> Composition:
        """A division with its moves by hand, among the wishes of now: who came after it has no place.

        Without a bound when wishes, offers or rules changed since.
        """
        where = {placement.wish_id: placement.offer_id for placement in placements}
        return Composition(
            self.people,
            self.circles,
            self.rules,
            where,
            bound=division.bound if division.is_of_now else None,
            is_optimal=division.is_optimal and division.is_of_now and not division.moved,
            is_edited=bool(division.moved),
        )


def participant(wish: CircleWish) -> Participant:
    """Themes and regions in words: they stand in sentences. With `themes__theme` prefetched no query."""
    return Participant(
        key=wish.pk,
        organisation=wish.organisation_id,
        phase=wish.phase,
        size=wish.size,
        kind=wish.kind,
        region=wish.get_province_display() or None,
        themes=tuple(wished.theme.quoted for wished in wish.themes.all()),
        days=frozenset(wish.days),
        earlier=wish.earlier_id,
    )


def circle(offer: OfferedCircle) -> Circle:
    return Circle(
        key=offer.pk,
        theme=offer.theme.quoted,
        day=offer.day,
        region=offer.get_province_display() or None,
        minimum=offer.smallest,
        maximum=offer.largest,
    )
