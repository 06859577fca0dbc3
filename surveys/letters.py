"""What people read about a round, in their mail of the day."""

from datetime import date

from django.urls import reverse

from portal.core.models import Notification
from portal.core.notifications import Letter, register
from portal.core.templatetags.portal import day

CONTACT = "U krijgt dit bericht omdat u contactpersoon of beheerder bent van {organisation}."


def survey_invitation(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Vult u de vragenlijst van {context['year']} in?",
        title=f"De vragenlijst van {context['year']} staat klaar",
        paragraphs=[
            f"Wij vragen {context['organisation']} en alle andere leden wat goed gaat, wat niet, en wat u nodig hebt.",
            f"Invullen kan tot en met {_last(context)}. U kunt stoppen en later verdergaan. Collega’s kunnen meedoen.",
        ],
        points=["Bij elke vraag staat wie uw antwoord ziet.", "U kunt de vragen eerst printen."],
        action=("Bekijk de vragenlijst", reverse("surveys:round", args=[context["year"]])),
        reason=CONTACT.format(**context),
    )


def survey_entrusted(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"Zorgt u voor de vragenlijst van {context['year']}?",
        title="Een collega vraagt u om de vragenlijst",
        paragraphs=[
            f"Wilt u de vragenlijst van {context['year']} invullen voor {context['organisation']}?",
            f"Dat kan tot en met {_last(context)}. U hoeft het niet in één keer te doen.",
        ],
        action=("Ga naar de vragenlijst", reverse("surveys:round", args=[context["year"]])),
        reason=f"U krijgt dit bericht omdat een collega van {context['organisation']} u dit vroeg.",
    )


def survey_reminder(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"De vragenlijst van {context['year']} kan tot en met {_last(context)}",
        title="De vragenlijst staat nog voor u klaar",
        paragraphs=[
            f"{context['organisation']} stuurde de vragenlijst nog niet in. Dat kan tot en met {_last(context)}.",
            "Komt het dit jaar niet uit? Laat het ons weten op dezelfde pagina. Dan vragen wij er niet meer naar.",
        ],
        action=("Ga verder met de vragenlijst", reverse("surveys:round", args=[context["year"]])),
        reason=CONTACT.format(**context),
    )


def survey_results(notification: Notification) -> Letter:
    context = notification.context
    return Letter(
        subject=f"De uitkomsten van {context['year']} staan online",
        title=f"Lees de uitkomsten van {context['year']}",
        paragraphs=[
            "Wij maakten de uitkomsten van de vragenlijst. U ziet uw eigen antwoord naast dat van het netwerk.",
            "Niemand kan het antwoord van één organisatie aflezen. Wij leggen uit hoe dat kan.",
        ],
        action=("Bekijk de uitkomsten", reverse("surveys:results", args=[context["year"]])),
        reason=CONTACT.format(**context),
    )


def _last(context: dict) -> str:
    return day(date.fromisoformat(context["closes_on"]))


for letter in (survey_invitation, survey_entrusted, survey_reminder, survey_results):
    register(letter.__name__, letter)
