"""Fields look like fields of this house, whatever they ask."""

import pytest
from django import forms

from portal.core.forms import Form


@pytest.mark.parametrize("kind", ["text", "email", "number", "date", "time", "datetime-local"])
def test_what_people_type_in_has_the_look_of_the_house(kind):
    class Asked(Form):
        moment = forms.CharField(widget=forms.TextInput(attrs={"type": kind}))

    field = str(Asked()["moment"])
    assert f'type="{kind}"' in field
    assert "utrecht-textbox utrecht-textbox--html-input" in field
    assert ("field--short" in field) == (kind in ("date", "time", "datetime-local"))
