import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

EDITOR = "Medewerkers: redacteur"
FIGURES = [
    {
        "code": "organisations",
        "label": "organisaties doen mee",
        "definition": "Alle organisaties die op deze dag lid zijn, in niveau 1 of in niveau 2.",
        "source": "Ledenregister van het netwerk",
        "counted_by": "register",
        "position": 1,
    },
    {
        "code": "participants",
        "label": "mensen kregen begeleiding met de aanpak",
        "definition": (
            "Zoveel mensen begeleidden onze leden samen in een kalenderjaar. Leden geven dit één keer per jaar op. "
            "Wij ronden het totaal af op tientallen."
        ),
        "source": "Opgave van de leden, bevestigd door het netwerk",
        "counted_by": "members",
        "position": 2,
    },
    {
        "code": "level_2",
        "label": "organisaties werken al met de aanpak, in niveau 2",
        "definition": "Leden met een goedgekeurd implementatieplan, op deze dag.",
        "source": "Ledenregister van het netwerk",
        "counted_by": "register",
        "position": 3,
    },
    {
        "code": "level_1",
        "label": "organisaties leren de aanpak kennen, in niveau 1",
        "definition": "Leden die nog aan hun implementatieplan werken, op deze dag.",
        "source": "Ledenregister van het netwerk",
        "counted_by": "register",
        "position": 4,
    },
]


def begin(apps, schema_editor):
    """The four figures there are; editors choose their words, and nobody adds one that nothing counts."""
    for facts in FIGURES:
        apps.get_model("membership", "Figure").objects.get_or_create(code=facts["code"], defaults=facts)
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="membership", model="figure"
    )
    editor = apps.get_model("auth", "Group").objects.get(name=EDITOR)
    for deed in ("change", "view"):
        permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=kind, codename=f"{deed}_figure", defaults={"name": f"Can {deed} figure"}
        )
        editor.permissions.add(permission)


class Migration(migrations.Migration):

    dependencies = [
        ('membership', '0015_reconciling'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Figure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(editable=False, max_length=40, unique=True)),
                ('label', models.CharField(max_length=140, verbose_name='wat het getal telt')),
                ('definition', models.TextField(max_length=600, verbose_name='wat wij ermee bedoelen')),
                ('source', models.CharField(max_length=160, verbose_name='bron')),
                ('counted_by', models.CharField(choices=[('register', 'Het ledenregister'), ('members', 'Opgave van de leden')], editable=False, max_length=10)),
                ('stale_after_months', models.PositiveSmallIntegerField(default=18, help_text='Is het cijfer ouder? Dan staat het in het grijs, met die zin erbij.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(120)], verbose_name='verouderd na (maanden)')),
                ('is_public', models.BooleanField(default=True, verbose_name='staat op de site')),
                ('position', models.PositiveSmallIntegerField(default=10, help_text='De eerste drie met een waarde staan op de voorpagina.', verbose_name='volgorde')),
            ],
            options={
                'verbose_name': 'cijfer',
                'verbose_name_plural': 'cijfers',
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FigureValue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='peildatum')),
                ('value', models.PositiveIntegerField(verbose_name='waarde')),
                ('reported_by', models.PositiveIntegerField(blank=True, null=True, verbose_name='organisaties die het opgaven')),
                ('asked', models.PositiveIntegerField(blank=True, null=True, verbose_name='organisaties die wij het vroegen')),
                ('confirmed_at', models.DateTimeField(verbose_name='bevestigd')),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_because', models.CharField(blank=True, max_length=300, verbose_name='reden')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('figure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='values', to='membership.figure')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'waarde van een cijfer',
                'verbose_name_plural': 'waarden van cijfers',
                'ordering': ['-day', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('figure', 'day'), name='one_standing_value_of_a_day'), models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', '')), models.Q(('withdrawn_at__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='figure_withdrawn_with_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='ParticipantReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='jaar')),
                ('participants', models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(1000000)], verbose_name='aantal mensen')),
                ('reported_at', models.DateTimeField(verbose_name='opgegeven')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True, verbose_name='bevestigd')),
                ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participant_reports', to='membership.organisation')),
                ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'opgave van deelnemers',
                'verbose_name_plural': 'opgaven van deelnemers',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'year'), name='one_report_of_participants_a_year'), models.CheckConstraint(condition=models.Q(('participants__lte', 1000000)), name='participants_fewer_than_the_country_has')],
            },
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
