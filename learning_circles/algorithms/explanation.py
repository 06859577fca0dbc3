"""Why a date is best, and why another comes after it: Dutch sentences from an option's own numbers."""

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from learning_circles.algorithms.planner import Option
from learning_circles.algorithms.travel import duration

LEAST = 3  # minutes: less is no difference that "ongeveer 5 minuten" may be said of


def explain(option: Option, runner_up: Option | None = None) -> str:
    """What speaks for the best option. With a runner-up of the same merit it says that this one fits as well."""
    people = option.people
    if people.total == 0:
        return _("Er is nog niemand gevraagd.")
    if people.come == 0:
        return " ".join([_("%(option)s: dan kan nog niemand.") % {"option": name(option)}, *_unanswered(option)])
    with_time = runner_up is not None and _is_other_time(option, runner_up)
    sentences = [
        _("%(option)s past het best.") % {"option": name(option, with_time=with_time)},
        _who_come(option),
        *_if_needed(option),
        *_online(option),
        *_room(option),
        *_journey(option),
        *_unanswered(option),
    ]
    if runner_up is not None and runner_up.merit == option.merit:
        sentences.append(_("%(option)s past even goed.") % {"option": name(runner_up, with_time=with_time)})
    return " ".join(sentences)


def compare(best: Option, other: Option) -> str:
    """One sentence that says why `other` comes after `best`: the first measure in which it is less."""
    if other.merit == best.merit:
        later = other.slot.start > best.slot.start
        return _("Dit past even goed, maar is later.") if later else _("Dit past even goed.")
    if other.rank < best.rank:
        raise ValueError("The best option comes first.")
    if other.merit.attendance < best.merit.attendance:
        return _why_fewer(best, other)
    if other.merit.journey > best.merit.journey:
        longer = other.longest - best.longest
        if longer < LEAST:
            return _("De langste reis duurt iets langer.")
        return _("De langste reis duurt %(duration)s langer.") % {"duration": duration(longer)}
    return _("Het reizen is dan minder eerlijk verdeeld over het jaar.")


def name(option: Option, *, with_time: bool = False) -> str:
    """ "Dinsdag 9 maart in Utrecht", in the current time zone."""
    start = localtime(option.slot.start)
    day = capfirst(date_format(start, "l j F"))
    if with_time:
        day = _("%(day)s om %(time)s uur") % {"day": day, "time": date_format(start, "G.i")}
    if option.place is None:
        return _("%(day)s online") % {"day": day}
    where = {"day": day, "place": option.place.name}
    return (_("%(day)s in %(place)s en online") if option.form == "hybrid" else _("%(day)s in %(place)s")) % where


def _is_other_time(option: Option, other: Option) -> bool:
    """Of the same day: then the day alone does not say which of the two."""
    days = {localtime(each.slot.start).date() for each in (option, other)}
    return len(days) == 1 and option.slot.key != other.slot.key


def _who_come(option: Option) -> str:
    come, total = option.people.come, option.people.total
    numbers = {"come": come, "total": total}
    if option.form == "room":
        if come == total:
            return _("Dan kan iedereen komen.")
        few, many = _("Dan kan %(come)d van de %(total)d komen."), _("Dan kunnen %(come)d van de %(total)d komen.")
    else:
        if come == total:
            return _("Dan kan iedereen meedoen.")
        few, many = _("Dan kan %(come)d van de %(total)d meedoen."), _("Dan kunnen %(come)d van de %(total)d meedoen.")
    return (few if come == 1 else many) % numbers


def _if_needed(option: Option) -> list[str]:
    count = option.people.if_needed
    if not count:
        return []
    return [
        ngettext("Daarvan kan %(count)d alleen als het moet.", "Daarvan kunnen %(count)d alleen als het moet.", count)
        % {"count": count}
    ]


def _online(option: Option) -> list[str]:
    count = len(option.online)
    if option.form != "hybrid" or not count:
        return []
    return [
        ngettext("Daarvan doet %(count)d online mee.", "Daarvan doen %(count)d online mee.", count) % {"count": count}
    ]


def _room(option: Option) -> list[str]:
    if not option.lacks_room or option.place is None:
        return []
    return [_("De zaal heeft plaats voor %(capacity)d.") % {"capacity": option.place.capacity}]


def _journey(option: Option) -> list[str]:
    """The longest journey, and of how many it is not known."""
    sentences = []
    if option.longest:
        sentences.append(_("De langste reis is %(duration)s.") % {"duration": duration(option.longest)})
    if count := option.unknown_homes:
        sentences.append(
            ngettext(
                "Van %(count)d persoon kennen wij de woonplaats niet.",
                "Van %(count)d mensen kennen wij de woonplaats niet.",
                count,
            )
            % {"count": count}
        )
    return sentences or [_("Niemand hoeft te reizen.")]


def _unanswered(option: Option) -> list[str]:
    count = option.people.unanswered
    if not count:
        return []
    return [
        ngettext("%(count)d persoon heeft nog niet geantwoord.", "%(count)d mensen hebben nog niet geantwoord.", count)
        % {"count": count}
    ]


def _why_fewer(best: Option, other: Option) -> str:
    """Why fewer are expected: fewer can, more of them only if needed, a smaller room, or none of these."""
    if other.people.come < best.people.come:
        if other.people.come == 0:
            return _("Dan kan nog niemand.")
        return _who_come(other)
    if other.lacks_room:
        return _room(other)[0]
    if other.people.if_needed > best.people.if_needed:
        return ngettext(
            "Dan kan %(count)d alleen als het moet.",
            "Dan kunnen %(count)d alleen als het moet.",
            other.people.if_needed,
        ) % {"count": other.people.if_needed}
    return _("Dan verwachten wij iets minder mensen.")
