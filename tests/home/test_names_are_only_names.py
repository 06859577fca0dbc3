"""What people call themselves stays a name in every medium: page, mail, workbook (R-69)."""

from io import BytesIO

import openpyxl
import pytest

from membership.models import Admission
from portal.core import mail
from portal.core.models import Notification
from portal.core.notifications import letter_for
from tests.factories import AdmissionFactory, NotificationFactory, UserFactory, member, staff
from tests.people import client_of

pytestmark = pytest.mark.django_db

MARKUP = '<img src=x onerror="alert(1)">'
FORMULAS = ['=HYPERLINK("http://a.example","klik")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1"]


def test_a_page_shows_markup_in_a_name_as_text():
    seat = member(user=UserFactory(first_name=MARKUP, last_name=MARKUP))
    browser = client_of(seat.user)
    for address in ("/mijn/", "/mijn/collegas/", "/mijn/gegevens/", f"/mijn/collegas/{seat.pk}/"):
        page = browser.get(address).content.decode()
        assert MARKUP not in page
        assert "&lt;img src=x" in page


def test_a_mail_has_the_name_on_one_line_and_as_text(mailoutbox):
    name = f"Noor\r\nBcc: a@a.example {MARKUP}"
    note = NotificationFactory(kind="colleague_joined", context={"name": name, "organisation": "Gemeente"})
    mail.send_letter(letter_for(Notification.objects.get(pk=note.pk)), to="b@b.example", message_id="x")
    message = mailoutbox[0].message()
    assert "\n" not in message["Subject"]
    assert message["Bcc"] is None
    html = mailoutbox[0].alternatives[0].content
    assert MARKUP not in html


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_workbook_has_a_formula_in_a_name_as_text(formula):
    admission = AdmissionFactory(submitted=True)
    Admission.objects.filter(pk=admission.pk).update(organisation_name=formula)
    response = client_of(staff("adviser")).get("/beheer/aanvragen/?export=xlsx")
    content = b"".join(response.streaming_content) if response.streaming else response.content
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert all(cell.data_type != "f" for cell in cells)
    assert any(str(cell.value).strip("'").strip() == formula.strip() for cell in cells)
