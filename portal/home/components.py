"""Examples for the living page of components."""

from django import forms

from portal.core.forms import Form, email_field

EXAMPLES = {
    "statuses": [
        ("done", "Klaar"),
        ("busy", "Begonnen"),
        ("todo", "Nog doen"),
        ("you", "U bent hier"),
        ("attention", "Aanvullen"),
        ("stopped", "Gestopt"),
        ("level-1", "Niveau 1"),
        ("level-2", "Niveau 2"),
    ],
    "arch": ["done", "done", "done", "now", "todo", "todo", "todo"],
}


class ExampleForm(Form):
    name = forms.CharField(label="Naam", help_text="Zoals op uw visitekaartje.")
    email = email_field("E-mailadres")
    kind = forms.ChoiceField(label="Soort", choices=[("a", "Gemeente"), ("b", "Stichting")], widget=forms.RadioSelect)
    province = forms.ChoiceField(label="Provincie", choices=[("", "Kies"), ("ut", "Utrecht")])
    tasks = forms.MultipleChoiceField(
        label="Taken",
        choices=[("c", "Contactpersoon"), ("i", "Facturen")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = forms.CharField(label="Toelichting", widget=forms.Textarea, required=False)
