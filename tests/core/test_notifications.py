from datetime import timedelta

import pytest
import time_machine
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.conf import settings as django_settings
from django.core import mail
from django.utils import timezone

from portal.core import jobs, notifications
from portal.core.models import DailyMail, Notification
from portal.core.notifications import notify, settle
from tests.factories import UserFactory
from tests.people import run_jobs

pytestmark = pytest.mark.django_db
MORNING = timezone.datetime(2026, 11, 23, 9, 0, tzinfo=timezone.get_default_timezone())
JOINED = {"name": "Idris", "organisation": "Gemeente Veenmeer"}
ADMITTED = {"organisation": "Gemeente Veenmeer", "reason": "Welkom.", "by": "Hanna"}


def smtp(port: int) -> dict:
    """MAILERS with a mail server on this port; nobody listens on 9."""
    options = {"host": "127.0.0.1", "port": port, "timeout": 5}
    return {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}}


@pytest.fixture
def person():
    return UserFactory(email="noor@veenmeer.example")


def test_an_urgent_message_is_mailed_once(person):
    notify("admission_admitted", to=person, key="a", at=timezone.now(), context=ADMITTED)
    run_jobs()
    run_jobs()
    assert [m.subject for m in mail.outbox] == ["Welkom: Gemeente Veenmeer is lid"]
    assert mail.outbox[0].to == ["noor@veenmeer.example"]


def test_the_same_key_is_one_message(person):
    for _ in range(3):
        notify("admission_admitted", to=person, key="a", at=timezone.now(), context=ADMITTED)
    assert Notification.objects.count() == 1


def test_ordinary_messages_come_in_one_mail_a_day(person):
    for n in range(3):
        notify("colleague_joined", to=person, key=f"{n}", at=MORNING, context=JOINED)
    with time_machine.travel(MORNING, tick=False):
        run_jobs()
        notify("colleague_joined", to=person, key="later", at=MORNING, context=JOINED)
        run_jobs()
    assert [m.subject for m in mail.outbox] == ["3 berichten voor u"]
    assert DailyMail.objects.count() == 1
    with time_machine.travel(MORNING + timedelta(days=1), tick=False):
        run_jobs()
    assert [m.subject for m in mail.outbox] == ["3 berichten voor u", "Idris doet nu mee"]


def test_before_the_hour_of_the_daily_mail_nothing_ordinary_goes_out(person):
    night = MORNING.replace(hour=6)
    notify("colleague_joined", to=person, key="a", at=night, context=JOINED)
    with time_machine.travel(night, tick=False):
        run_jobs()
    assert mail.outbox == []


def test_settled_is_never_sent(person):
    notify("plan_submitted", to=person, key="a", subject="plan:1:read", at=MORNING, context={})
    assert settle("plan:1:read", at=MORNING) == 1
    with time_machine.travel(MORNING, tick=False):
        run_jobs()
    assert mail.outbox == []


def test_a_secret_is_erased_when_sent_and_never_shown(person):
    notify("login_code", to=person.email, key="a", at=timezone.now(), secret_text="482913")
    assert Notification.objects.shown_to(person).count() == 0
    run_jobs()
    assert mail.outbox[0].subject == "482 913 is uw inlogcode"
    assert Notification.objects.get().secret_text == ""


def test_an_undelivered_secret_is_erased_after_15_minutes(person):
    long_ago = timezone.now() - timedelta(minutes=16)
    notify("login_code", to=person, key="a", at=long_ago, secret_text="482913")
    run_jobs()
    assert mail.outbox == []
    assert Notification.objects.get().secret_text == ""


def test_a_failing_server_is_tried_again_later_and_given_up_after_72_hours(person, settings):
    settings.MAILERS = smtp(9)
    start = timezone.now()
    notify("admission_admitted", to=person, key="a", at=start, context=ADMITTED)
    with pytest.raises(jobs.NotNow):
        notifications.send_notification(Notification.objects.get().pk, at=start)
    first = Notification.objects.get()
    assert (first.attempts, first.sent_at, first.failed_at) == (1, None, None)
    assert first.next_attempt_at > start
    with pytest.raises(jobs.NotNow):
        notifications.send_notification(first.pk, at=start + timedelta(hours=73))
    assert Notification.objects.get().failed_at is not None


def test_a_real_smtp_conversation_carries_both_texts_and_a_stable_id(person, settings):
    received = []

    class Sink(Message):
        def handle_message(self, message) -> None:
            received.append(message)

    controller = Controller(Sink(), hostname="127.0.0.1", port=0)
    controller.port = free_port()
    controller.start()
    settings.MAILERS = smtp(controller.port)
    try:
        notify("admission_admitted", to=person, key="a", at=timezone.now(), context=ADMITTED)
        run_jobs()
    finally:
        controller.stop()
    assert len(received) == 1
    message = received[0]
    assert message["Message-ID"] == f"<notification-{Notification.objects.get().pk}@testserver>"
    assert [part.get_content_type() for part in message.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
    ]
    text = message.get_payload()[0].get_payload(decode=True).decode()
    assert f"{django_settings.PORTAL_URL}/mijn/" in text


def free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_every_kind_of_letter_speaks_plain_dutch(person):
    """Average sentence at most 12 words (notes on language); the mails people get, not what they typed."""
    from implementation_plans.letters import network as plan_letters
    from membership import letters as member_letters

    section = [{"number": 4, "title": "Borging"}]
    plan = {"organisation": "Veenmeer", "count": 7, "by": "Hanna", "name": "Noor", "reason": "Fijn gedaan."}
    rows = [
        (member_letters.admission_received, {"organisation": "Veenmeer"}),
        (member_letters.admission_admitted, ADMITTED),
        (member_letters.admission_declined, ADMITTED),
        (member_letters.colleague_joined, JOINED),
        (plan_letters.plan_returned, plan | {"sections": section}),
        (plan_letters.plan_approved, plan),
    ]
    for letter, context in rows:
        made = letter(Notification(context=context))
        text = " ".join([*made.paragraphs, *made.after])
        sentences = [s for s in text.replace("?", ".").replace("!", ".").split(".") if s.strip()]
        words = sum(len(s.split()) for s in sentences) / len(sentences)
        assert words <= 12, f"{letter.__name__}: {words:.1f} words a sentence"


def test_a_daily_mail_that_fails_is_tried_later_and_given_up(person, settings):
    settings.MAILERS = smtp(9)
    notify("colleague_joined", to=person, key="a", at=MORNING, context=JOINED)
    with pytest.raises(jobs.NotNow):
        notifications.send_daily_mail(person.pk, at=MORNING)
    assert Notification.objects.get().attempts == 1
    assert notifications.due_daily_mails(MORNING) == []
    assert DailyMail.objects.count() == 0
    with pytest.raises(jobs.NotNow):
        notifications.send_daily_mail(person.pk, at=MORNING + timedelta(hours=80))
    assert Notification.objects.get().failed_at is not None


def test_a_comma_in_the_name_of_the_sender_is_no_second_address(person):
    from portal.core.models import OperatorSettings

    operator = OperatorSettings.load()
    operator.sender_name = "Netwerk, kennis"
    operator.save()
    notify("admission_admitted", to=person, key="a", at=timezone.now(), context=ADMITTED)
    run_jobs()
    assert mail.outbox[-1].from_email == '"Netwerk, kennis" <portaal@example.org>'


@pytest.fixture
def mail_server(settings):
    """A real mail server that notes who got mail in how many conversations, and answers as told."""
    server = MailServer(hostname="127.0.0.1", port=free_port())
    settings.MAILERS = smtp(server.port)
    server.start()
    yield server
    server.stop()


class MailServer(Controller):
    def __init__(self, **kwargs) -> None:
        self.received: list[str] = []
        self.answers: list[str] = []
        self.conversations = 0
        super().__init__(self, **kwargs)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.conversations += 1
        session.host_name = hostname
        return responses

    async def handle_DATA(self, server, session, envelope) -> str:  # noqa: N802
        self.received.append(envelope.rcpt_tos[0])
        return self.answers.pop(0) if self.answers else "250 OK"


def three_urgent() -> None:
    for n in range(3):
        notify("admission_admitted", to=f"{n}@lid.example", key=f"{n}", at=timezone.now(), context=ADMITTED)


def test_a_sweep_is_one_conversation(mail_server):
    three_urgent()
    assert run_jobs() == 3
    assert mail_server.received == ["0@lid.example", "1@lid.example", "2@lid.example"]
    assert mail_server.conversations == 1


def test_a_refused_mail_does_not_hold_up_the_others(mail_server):
    mail_server.answers = ["554 Not this one"]
    three_urgent()
    run_jobs()
    assert [n.attempts for n in Notification.objects.order_by("pk")] == [1, 0, 0]
    assert Notification.objects.filter(sent_at=None).count() == 1


def test_when_the_server_is_away_the_others_wait_without_trying(settings):
    settings.MAILERS = smtp(9)
    three_urgent()
    notify("login_code", to=UserFactory(), key="old", at=timezone.now() - timedelta(minutes=16), secret_text="482913")
    run_jobs()
    assert sorted(n.attempts for n in Notification.objects.all()) == [0, 0, 0, 1]
    assert not Notification.objects.exclude(secret_text="").exists()
