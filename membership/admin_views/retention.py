"""Who comes, stays and goes, by year: a table, a sentence and a picture of the same numbers."""

import csv
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from membership import retention
from membership.retention import BACK, END, JOINED, LEFT, START, Year
from portal.accounts.access import ADVISER, DECIDER, staff_role_required
from portal.accounts.admin_views import staff_page
from portal.core.documents import csv_safe

WIDTH, HEIGHT, FOOT = 700, 200, 28


@dataclass(frozen=True)
class Bar:
    """Members when a year ends, and who left in it, in the units of the picture."""

    year: int
    count: int
    x: int
    width: int
    y: int
    height: int
    left: int
    left_height: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2

    @property
    def left_x(self) -> int:
        return self.x + self.width - self.width // 4

    @property
    def left_width(self) -> int:
        return self.width // 4

    @property
    def left_y(self) -> int:
        return self.y + self.height - self.left_height

    @property
    def above(self) -> int:
        return self.y - 6


def bars(found: list[Year]) -> list[Bar]:
    most = max([year.total[END] for year in found] + [year.total[LEFT] for year in found] + [1])
    step = WIDTH // max(1, len(found))
    room = HEIGHT - FOOT - 24

    def tall(count: int) -> int:
        return round(room * count / most)

    return [
        Bar(
            year=year.year,
            count=year.total[END],
            x=step * place + step // 8,
            width=step - step // 4,
            y=HEIGHT - FOOT - tall(year.total[END]),
            height=tall(year.total[END]),
            left=year.total[LEFT],
            left_height=tall(year.total[LEFT]),
        )
        for place, year in enumerate(found)
    ]


def sentence(year: Year, *, is_running: bool) -> str:
    """The year in words, from the same numbers."""
    of = year.total
    facts = {"year": year.year, "start": of[START], "joined": of[JOINED], "back": of[BACK], "left": of[LEFT]}
    facts |= {"end": of[END]}
    words = _("%(year)s begon met %(start)s leden. Nieuw: %(joined)s. Terug: %(back)s. Weg: %(left)s.")
    now = _("Vandaag zijn het er %(end)s.") if is_running else _("Het jaar eindigde met %(end)s.")
    kept = "" if year.kept_percent is None else _("Van wie er aan het begin waren, bleef %s%%.") % year.kept_percent
    return f"{words % facts} {now % facts} {kept}".strip()


@require_safe
@staff_role_required(ADVISER, DECIDER)
def course(request: HttpRequest) -> HttpResponse:
    """All years in a table; of one year (`jaar`, else this one) who came and who went."""
    known = retention.years_known()
    chosen = _chosen(request, known)
    found = retention.years(known[0], known[-1])
    shown = found[chosen - known[0]]
    moved = retention.moves(chosen)
    context = {
        "years": found,
        "shown": shown,
        "sentence": sentence(shown, is_running=chosen == timezone.localdate().year),
        "bars": bars(found),
        "left": [move for move in moved if move.what == LEFT],
        "back": [move for move in moved if move.what == BACK],
        "joined": [move for move in moved if move.what == JOINED],
    }
    return staff_page(request, "beheer/course.html", context, trail=[(_("Verloop van leden"), "")])


@require_safe
@staff_role_required(ADVISER, DECIDER)
def course_csv(request: HttpRequest) -> HttpResponse:
    known = retention.years_known()
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verloop.csv"'
    writer = csv.writer(response)
    writer.writerow(retention.HEADINGS)
    for year in retention.years(known[0], known[-1]):
        writer.writerow([csv_safe(cell) for cell in year.row])
    return response


def _chosen(request: HttpRequest, known: list[int]) -> int:
    asked = request.GET.get("jaar", str(known[-1]))
    if asked not in map(str, known):
        raise Http404
    return int(asked)
