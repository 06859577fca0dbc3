import io
import subprocess
import sys
from datetime import date, datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from portal.core import documents
from portal.core.documents.sheets import Sheet

DANGEROUS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", "=cmd|'/c calc'!A1", "\n=1"]


def reopened(*sheets: Sheet):
    return openpyxl.load_workbook(io.BytesIO(documents.xlsx(sheets)))


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_text_stays_a_text(text):
    cell = reopened(Sheet("Plannen", ["Naam"], [[text]])).active["A2"]
    assert (cell.data_type, cell.value.strip()) == ("s", text.strip())
    assert cell.quotePrefix, "also after somebody clicks in it and out again"


@given(st.text(max_size=40))
def test_any_text_can_be_in_a_sheet(text):
    kept = reopened(Sheet("Plannen", ["Naam"], [[text]])).active["A2"].value or ""
    assert kept.splitlines() == documents.plain_text(text).splitlines()


def test_headings_are_bold_and_stay_in_sight_and_columns_fit():
    tab = reopened(Sheet("Plannen", ["Nr", "Naam"], [[1, "Gemeente Veenmeer"], [2, "x" * 300]])).active
    assert [cell.font.bold for cell in tab[1]] == [True, True]
    assert tab.freeze_panes == "A2"
    assert (tab.column_dimensions["A"].width, tab.column_dimensions["B"].width) == (8, 60)


def test_dates_are_dates_and_moments_are_in_dutch_time():
    moment = datetime(2027, 7, 1, 22, 30, tzinfo=ZoneInfo("UTC"))
    row = reopened(Sheet("x", ["a", "b", "c", "d", "e"], [[date(2027, 1, 2), moment, True, None, 4]])).active[2]
    assert row[0].value == datetime(2027, 1, 2)
    assert row[0].number_format == "dd-mm-yyyy"
    assert row[1].value == datetime(2027, 7, 2, 0, 30)
    assert [cell.value for cell in row[2:]] == ["ja", None, 4]


def test_two_sheets_with_odd_names():
    book = reopened(Sheet("Plannen: [2027]/?", ["a"], []), Sheet("", ["a"], []))
    assert book.sheetnames == ["Plannen   2027", "Blad 2"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_of_a_csv_file_is_never_a_formula(text):
    assert documents.csv_safe(text) == f"'{text}"


def test_numbers_and_plain_words_are_left_alone_in_a_csv_file():
    assert [documents.csv_safe(v) for v in (-5, None, "Veenmeer", "2 = twee", "a\x00b")] == [
        -5,
        None,
        "Veenmeer",
        "2 = twee",
        "ab",
    ]


def test_the_web_loads_no_heavy_library():
    """A web worker keeps what it imports for as long as it lives."""
    program = (
        "import os, sys; os.environ['DJANGO_SETTINGS_MODULE'] = 'portal.settings.test';"
        "import portal.wsgi, portal.urls;"
        "from django.urls import get_resolver; get_resolver().url_patterns;"
        "print([m for m in ('weasyprint', 'openpyxl', 'scipy', 'pikepdf') if m in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"
