"""The lists that staff take along as a spreadsheet."""

import io

import openpyxl
import pytest

from portal.core.documents.sheets import RISKY
from tests.factories import member, staff
from tests.people import client_of

NAMES = ["=HYPERLINK(evil)", "@evil", "Een\x01twee"]


@pytest.mark.django_db
def test_the_lists_of_staff_are_safe_to_open():
    for name in NAMES:
        member(name=name)
    browser = client_of(staff("adviser"))
    book = openpyxl.load_workbook(io.BytesIO(exported(browser, "xlsx")))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert {"=HYPERLINK(evil)", "@evil", "Eentwee"} <= {cell.value for cell in cells}
    text = exported(browser, "csv").decode()
    assert not [cell for line in text.splitlines() for cell in line.split(",") if cell.strip('"').startswith(RISKY)]
    assert "'=HYPERLINK(evil)" in text


def exported(browser, kind: str) -> bytes:
    response = browser.get(f"/beheer/organisaties/?export={kind}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)
