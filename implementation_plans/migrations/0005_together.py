"""Written together, read by several, decided with a letter that can be undone.

Sections that did not change are shared between versions; a decision stands or was undone; judgements are per
criterion. What existed is carried over: no version, judgement or decision is lost.
"""

import hashlib
import json

import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models

import portal.accounts.models

BEFORE = """
DROP TRIGGER version_section_frozen ON implementation_plans_versionsection;
INSERT INTO implementation_plans_versionpart (version_id, section_id)
  SELECT version_id, id FROM implementation_plans_versionsection;
UPDATE implementation_plans_versionsection section SET plan_id = version.plan_id
  FROM implementation_plans_planversion version WHERE version.id = section.version_id;
UPDATE implementation_plans_decision SET standing_for_id = version_id;
INSERT INTO implementation_plans_judgement (review_id, number, verdict, reaction)
  SELECT id, 1, verdict, reaction FROM implementation_plans_sectionreview;
INSERT INTO implementation_plans_reading (version_id, reader_id, assigned_at, assigned_by_id, completed_at)
  SELECT section.version_id, review.reader_id, min(review.saved_at), review.reader_id, max(review.saved_at)
  FROM implementation_plans_sectionreview review
  JOIN implementation_plans_versionsection section ON section.id = review.section_id
  WHERE review.reader_id IS NOT NULL GROUP BY section.version_id, review.reader_id;
"""
#: An approval counts while it stands. What a version is made of, and how a decision was undone, is frozen as well.
AFTER = """
SET CONSTRAINTS ALL IMMEDIATE;
CREATE TRIGGER version_section_frozen BEFORE UPDATE ON implementation_plans_versionsection
  FOR EACH ROW EXECUTE FUNCTION plans_submitted_is_frozen();
CREATE TRIGGER version_part_frozen BEFORE UPDATE ON implementation_plans_versionpart
  FOR EACH ROW EXECUTE FUNCTION plans_submitted_is_frozen();
DROP TRIGGER decision_frozen ON implementation_plans_decision;
CREATE TRIGGER decision_frozen BEFORE UPDATE OF version_id, outcome, reason, letter, decided_at
  ON implementation_plans_decision FOR EACH ROW EXECUTE FUNCTION plans_submitted_is_frozen();
CREATE TRIGGER undone_frozen BEFORE UPDATE OF standing_for_id, undone_at, undone_because
  ON implementation_plans_decision FOR EACH ROW WHEN (OLD.undone_at IS NOT NULL)
  EXECUTE FUNCTION plans_submitted_is_frozen();
CREATE OR REPLACE FUNCTION plans_refuse_level_2_without_approval() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  refused bigint;
BEGIN
  SELECT term.organisation_id INTO refused
  FROM membership_term term
  WHERE term.level = 2
    AND (term."end" IS NULL OR term."end" > (now() AT TIME ZONE 'Europe/Amsterdam')::date)
    AND (term."end" IS NULL OR term."end" > term.start)
    AND (TG_TABLE_NAME <> 'membership_term' OR term.id = NEW.id)
    AND NOT EXISTS (
      SELECT 1
      FROM implementation_plans_decision decision
      JOIN implementation_plans_planversion version ON version.id = decision.standing_for_id
      JOIN implementation_plans_plan plan ON plan.id = version.plan_id
      WHERE plan.organisation_id = term.organisation_id AND decision.outcome = 'approved'
    )
  LIMIT 1;
  IF refused IS NOT NULL THEN
    RAISE EXCEPTION 'organisation % has an open level-2 term without an approved plan', refused
      USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'level_2_needs_approved_plan';
  END IF;
  RETURN NULL;
END $$;
"""


def fill(apps, schema_editor) -> None:
    """Digests of what was submitted before there were any, as `operations.digest_of` makes them."""
    sections = apps.get_model("implementation_plans", "VersionSection").objects
    for section in sections.prefetch_related("files__file").iterator(chunk_size=500):
        answers = sorted((q["code"], q["text"]) for q in section.content["questions"])
        files = sorted(f.file.sha256 for f in section.files.all())
        whole = json.dumps([answers, files], ensure_ascii=False)
        sections.filter(pk=section.pk).update(sha256=hashlib.sha256(whole.encode()).hexdigest())


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("implementation_plans", "0004_versions_by_moment"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ConflictOfInterest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="waarom")),
                ("declared_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "belang bij een plan",
                "verbose_name_plural": "belangen bij een plan",
            },
        ),
        migrations.CreateModel(
            name="DecisionDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("approved", "Goedgekeurd"),
                            ("returned", "Terug om aan te vullen"),
                            ("refused", "Niet goedgekeurd"),
                        ],
                        max_length=10,
                        verbose_name="besluit",
                    ),
                ),
                ("letter", models.JSONField()),
                ("answer_by", models.DateField(blank=True, null=True, verbose_name="graag terug voor")),
                ("saved_at", models.DateTimeField()),
                ("proposed_at", models.DateTimeField(blank=True, null=True)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("declined_because", models.TextField(blank=True, max_length=2000, verbose_name="waarom niet")),
            ],
            options={
                "verbose_name": "concept van een besluit",
                "verbose_name_plural": "concepten van besluiten",
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="EmbeddingCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="jaar na de goedkeuring")),
                ("opened_at", models.DateTimeField()),
                ("due_on", models.DateField(verbose_name="graag voor")),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "terugblik op een plan",
                "verbose_name_plural": "terugblikken op een plan",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[("good", "Goed"), ("almost", "Bijna"), ("add", "Aanvullen")],
                        max_length=10,
                        verbose_name="oordeel",
                    ),
                ),
                ("reaction", models.TextField(blank=True, max_length=4000, verbose_name="reactie")),
            ],
            options={
                "verbose_name": "oordeel over een punt",
                "verbose_name_plural": "oordelen over punten",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="KeptText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("section_title", models.CharField(max_length=80)),
                ("question", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("kept_at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "bewaarde tekst",
                "verbose_name_plural": "bewaarde teksten",
                "ordering": ["kept_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanShare",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("email", portal.accounts.models.AddressField(max_length=254, verbose_name="e-mailadres")),
                ("name", models.CharField(max_length=150, verbose_name="naam")),
                (
                    "right",
                    models.CharField(
                        choices=[
                            ("read", "Lezen"),
                            ("remark", "Lezen en opmerkingen maken"),
                            ("write", "Meeschrijven"),
                        ],
                        max_length=10,
                        verbose_name="wat mag deze persoon?",
                    ),
                ),
                ("until", models.DateField(verbose_name="tot")),
                ("invited_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "gedeeld plan",
                "verbose_name_plural": "gedeelde plannen",
                "ordering": ["invited_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="PlanUserObjectPermission",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Promise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("section_title", models.CharField(max_length=80)),
                ("text", models.TextField(max_length=2000, verbose_name="wat u beloofde")),
                (
                    "state",
                    models.CharField(
                        blank=True,
                        choices=[("done", "Gedaan"), ("partly", "Deels"), ("dropped", "Niet meer")],
                        max_length=10,
                        verbose_name="hoe staat het ermee?",
                    ),
                ),
                ("why", models.TextField(blank=True, max_length=2000, verbose_name="toelichting")),
            ],
            options={
                "verbose_name": "belofte uit een plan",
                "verbose_name_plural": "beloften uit een plan",
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("assigned_at", models.DateTimeField()),
                ("completed_at", models.DateTimeField(blank=True, null=True)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "lezing van een plan",
                "verbose_name_plural": "lezingen van een plan",
                "ordering": ["assigned_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=2000, verbose_name="opmerking")),
                ("at", models.DateTimeField()),
                ("resolved_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "opmerking van een collega",
                "verbose_name_plural": "opmerkingen van collega’s",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="StaffNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=2000, verbose_name="notitie")),
                ("at", models.DateTimeField()),
            ],
            options={
                "verbose_name": "interne notitie",
                "verbose_name_plural": "interne notities",
                "ordering": ["at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="VersionPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "verbose_name": "onderdeel van een versie",
                "verbose_name_plural": "onderdelen van een versie",
            },
        ),
        migrations.AlterModelOptions(
            name="decision",
            options={"ordering": ["decided_at", "pk"], "verbose_name": "besluit", "verbose_name_plural": "besluiten"},
        ),
        migrations.RemoveConstraint(
            model_name="sectionreview",
            name="review_add_has_a_reaction",
        ),
        migrations.RemoveConstraint(
            model_name="versionsection",
            name="version_section_once",
        ),
        migrations.RenameField(
            model_name="sectionreview",
            old_name="saved_by",
            new_name="reader",
        ),
        migrations.AddField(
            model_name="decision",
            name="answer_by",
            field=models.DateField(blank=True, null=True, verbose_name="graag terug voor"),
        ),
        migrations.AddField(
            model_name="decision",
            name="letter",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="decision",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="standing_for",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decision",
                to="implementation_plans.planversion",
            ),
        ),
        migrations.AddField(
            model_name="decision",
            name="undone_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="decision",
            name="undone_because",
            field=models.TextField(blank=True, max_length=4000, verbose_name="waarom herroepen"),
        ),
        migrations.AddField(
            model_name="decision",
            name="undone_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="plansection",
            name="due_on",
            field=models.DateField(blank=True, null=True, verbose_name="voor wanneer"),
        ),
        migrations.AddField(
            model_name="plansection",
            name="reply",
            field=models.TextField(blank=True, max_length=2000, verbose_name="antwoord op de reactie van het netwerk"),
        ),
        migrations.AddField(
            model_name="plansection",
            name="writer",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="sections_to_write",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken"),
        ),
        migrations.AddField(
            model_name="planversion",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="versionsection",
            name="plan",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="version_sections",
                to="implementation_plans.plan",
            ),
        ),
        migrations.AddField(
            model_name="versionsection",
            name="sha256",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AlterField(
            model_name="decision",
            name="outcome",
            field=models.CharField(
                choices=[
                    ("approved", "Goedgekeurd"),
                    ("returned", "Terug om aan te vullen"),
                    ("refused", "Niet goedgekeurd"),
                ],
                max_length=10,
                verbose_name="besluit",
            ),
        ),
        migrations.AlterField(
            model_name="decision",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="decisions",
                to="implementation_plans.planversion",
            ),
        ),
        migrations.AlterField(
            model_name="plantemplate",
            name="sections",
            field=wagtail.fields.StreamField(
                [("section", 18)],
                block_lookup={
                    0: ("wagtail.blocks.CharBlock", (), {"label": "Naam van het onderdeel", "max_length": 80}),
                    1: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"help_text": "Voor de tabbladen van de lezers.", "label": "Korte naam", "max_length": 16},
                    ),
                    2: ("wagtail.blocks.CharBlock", (), {"label": "Waar gaat het over?", "max_length": 300}),
                    3: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {"label": "Hoeveel minuten kost het?", "max_value": 240, "min_value": 1},
                    ),
                    4: ("wagtail.blocks.TextBlock", (), {"label": "Hulp bij het schrijven", "required": False}),
                    5: ("wagtail.blocks.PageChooserBlock", (), {}),
                    6: (
                        "wagtail.blocks.ListBlock",
                        (5,),
                        {
                            "help_text": "Pagina’s uit de kennisbank die de schrijver verder helpen.",
                            "label": "Voorbeelden",
                            "max_num": 5,
                            "required": False,
                        },
                    ),
                    7: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {
                            "help_text": "Bijvoorbeeld: een planning. Laat leeg als er geen bestand nodig is.",
                            "label": "Welk bestand verwacht u?",
                            "max_length": 120,
                            "required": False,
                        },
                    ),
                    8: (
                        "wagtail.blocks.MultipleChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("municipality", "Gemeente"),
                                ("non_profit", "Maatschappelijke organisatie"),
                                ("joint_service", "Samenwerking van gemeenten"),
                                ("housing", "Woningcorporatie"),
                                ("other", "Andere organisatie"),
                            ],
                            "help_text": "Kiest u niets? Dan krijgt iedereen dit onderdeel.",
                            "label": "Voor welke organisaties?",
                            "required": False,
                        },
                    ),
                    9: ("wagtail.blocks.CharBlock", (), {"label": "Vraag", "max_length": 200}),
                    10: (
                        "wagtail.blocks.CharBlock",
                        (),
                        {"label": "Uitleg bij de vraag", "max_length": 300, "required": False},
                    ),
                    11: (
                        "wagtail.blocks.IntegerBlock",
                        (),
                        {
                            "help_text": "Een advies voor de schrijver. Korter of langer mag ook.",
                            "label": "Hoeveel woorden ongeveer?",
                            "max_value": 2000,
                            "min_value": 20,
                            "required": False,
                        },
                    ),
                    12: (
                        "wagtail.blocks.ChoiceBlock",
                        [],
                        {
                            "choices": [
                                ("what", "Wat wij gaan doen"),
                                ("why", "Waarom"),
                                ("who", "Wie verantwoordelijk is"),
                                ("ask", "Welk besluit wij vragen"),
                                ("next", "De volgende stap"),
                            ],
                            "help_text": "Het antwoord komt dan op het ene A4 voor wethouder of directeur.",
                            "label": "Plek op de bestuurspagina",
                            "required": False,
                        },
                    ),
                    13: (
                        "wagtail.blocks.BooleanBlock",
                        (),
                        {
                            "help_text": "Een jaar na de goedkeuring vragen wij per zin of alinea wat ervan kwam.",
                            "label": "Dit zijn beloften",
                            "required": False,
                        },
                    ),
                    14: (
                        "wagtail.blocks.StructBlock",
                        [[("label", 9), ("hint", 10), ("words", 11), ("board_part", 12), ("is_promise", 13)]],
                        {},
                    ),
                    15: ("wagtail.blocks.ListBlock", (14,), {"label": "Vragen", "max_num": 8, "min_num": 1}),
                    16: ("wagtail.blocks.CharBlock", (), {"max_length": 200}),
                    17: (
                        "wagtail.blocks.ListBlock",
                        (16,),
                        {"label": "Hier letten wij op", "max_num": 8, "min_num": 1},
                    ),
                    18: (
                        "wagtail.blocks.StructBlock",
                        [
                            [
                                ("title", 0),
                                ("short_title", 1),
                                ("lead", 2),
                                ("minutes", 3),
                                ("guidance", 4),
                                ("examples", 6),
                                ("expected_file", 7),
                                ("kinds", 8),
                                ("questions", 15),
                                ("criteria", 17),
                            ]
                        ],
                        {},
                    ),
                },
                verbose_name="onderdelen",
            ),
        ),
        migrations.AlterField(
            model_name="sectionreview",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="implementation_plans.versionsection",
            ),
        ),
        migrations.AddConstraint(
            model_name="sectionreview",
            constraint=models.UniqueConstraint(fields=("section", "reader"), name="one_review_per_reader"),
        ),
        migrations.AddField(
            model_name="conflictofinterest",
            name="declared_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="conflictofinterest",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conflictofinterest",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="conflicts", to="implementation_plans.plan"
            ),
        ),
        migrations.AddField(
            model_name="conflictofinterest",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="plan_conflicts", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="decisiondraft",
            name="declined_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decisiondraft",
            name="proposed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="decisiondraft",
            name="saved_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="decisiondraft",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drafts",
                to="implementation_plans.planversion",
            ),
        ),
        migrations.AddField(
            model_name="embeddingcheck",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="embedding_checks",
                to="implementation_plans.plan",
            ),
        ),
        migrations.AddField(
            model_name="embeddingcheck",
            name="sent_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="embeddingcheck",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="implementation_plans.planversion"
            ),
        ),
        migrations.AddField(
            model_name="judgement",
            name="review",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="judgements",
                to="implementation_plans.sectionreview",
            ),
        ),
        migrations.AddField(
            model_name="kepttext",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="kept_texts", to="implementation_plans.plan"
            ),
        ),
        migrations.AddField(
            model_name="planshare",
            name="invited_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="planshare",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="shares", to="implementation_plans.plan"
            ),
        ),
        migrations.AddField(
            model_name="planshare",
            name="revoked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planshare",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="plan_shares",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="planuserobjectpermission",
            name="content_object",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="implementation_plans.plan"),
        ),
        migrations.AddField(
            model_name="planuserobjectpermission",
            name="permission",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission"),
        ),
        migrations.AddField(
            model_name="planuserobjectpermission",
            name="user",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="promise",
            name="check_of",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="promises",
                to="implementation_plans.embeddingcheck",
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="assigned_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="ended_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="reader",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="readings", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reading",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="readings",
                to="implementation_plans.planversion",
            ),
        ),
        migrations.AddField(
            model_name="remark",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="remark",
            name="resolved_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="remark",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="remarks",
                to="implementation_plans.plansection",
            ),
        ),
        migrations.AddField(
            model_name="staffnote",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="staffnote",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="notes",
                to="implementation_plans.versionsection",
            ),
        ),
        migrations.AddField(
            model_name="versionpart",
            name="section",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="implementation_plans.versionsection",
            ),
        ),
        migrations.AddField(
            model_name="versionpart",
            name="version",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="implementation_plans.planversion"
            ),
        ),
        migrations.AddField(
            model_name="planversion",
            name="sections",
            field=models.ManyToManyField(
                related_name="versions",
                through="implementation_plans.VersionPart",
                to="implementation_plans.versionsection",
            ),
        ),
        migrations.AddConstraint(
            model_name="planversion",
            constraint=models.CheckConstraint(
                condition=models.Q(("withdrawn_by", None), ("withdrawn_at__isnull", False), _connector="OR"),
                name="version_withdrawn_with_moment",
            ),
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunSQL(AFTER, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("standing_for", models.F("version")), ("undone_at", None), ("undone_because", "")),
                    models.Q(
                        ("standing_for", None),
                        ("undone_at__isnull", False),
                        models.Q(("undone_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="decision_stands_or_is_undone_with_a_reason",
            ),
        ),
        migrations.AlterField(
            model_name="versionsection",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="version_sections",
                to="implementation_plans.plan",
            ),
        ),
        migrations.RemoveField(
            model_name="sectionreview",
            name="reaction",
        ),
        migrations.RemoveField(
            model_name="sectionreview",
            name="verdict",
        ),
        migrations.RemoveField(
            model_name="versionsection",
            name="version",
        ),
        migrations.AddConstraint(
            model_name="conflictofinterest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("plan", "user"), name="one_standing_conflict_per_person"
            ),
        ),
        migrations.AddConstraint(
            model_name="conflictofinterest",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="conflict_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="decisiondraft",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)), fields=("version",), name="one_open_draft"
            ),
        ),
        migrations.AddConstraint(
            model_name="decisiondraft",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("declined_because", ""),
                    models.Q(("closed_at__isnull", False), ("proposed_at__isnull", False)),
                    _connector="OR",
                ),
                name="draft_declined_after_it_was_proposed",
            ),
        ),
        migrations.AddConstraint(
            model_name="embeddingcheck",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="one_embedding_check_a_year"),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="one_judgement_per_criterion"),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict", "good"), models.Q(("reaction", ""), _negated=True), _connector="OR"),
                name="judgement_with_a_wish_has_a_reaction",
            ),
        ),
        migrations.AddConstraint(
            model_name="judgement",
            constraint=models.CheckConstraint(
                condition=models.Q(("verdict__in", ["good", "almost", "add"])), name="judgement_is_a_known_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="planshare",
            constraint=models.UniqueConstraint(
                condition=models.Q(("revoked_at", None)), fields=("plan", "email"), name="one_open_share_per_address"
            ),
        ),
        migrations.AddConstraint(
            model_name="planshare",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("accepted_at", None), ("user", None)),
                    models.Q(("accepted_at__isnull", False), ("user__isnull", False)),
                    _connector="OR",
                ),
                name="share_accepted_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="planshare",
            constraint=models.CheckConstraint(
                condition=models.Q(("revoked_by", None), ("revoked_at__isnull", False), _connector="OR"),
                name="share_revoked_with_moment",
            ),
        ),
        migrations.AlterUniqueTogether(
            name="planuserobjectpermission",
            unique_together={("user", "permission", "content_object")},
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.UniqueConstraint(fields=("check_of", "number"), name="promise_number_once"),
        ),
        migrations.AddConstraint(
            model_name="promise",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["", "done", "partly", "dropped"])), name="promise_state_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="reading",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("version", "reader"), name="one_reading_each"
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(
                condition=models.Q(("resolved_by", None), ("resolved_at__isnull", False), _connector="OR"),
                name="remark_resolved_with_moment",
            ),
        ),
        migrations.AddConstraint(
            model_name="remark",
            constraint=models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="remark_has_text"),
        ),
        migrations.AddConstraint(
            model_name="staffnote",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="staff_note_has_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="versionpart",
            constraint=models.UniqueConstraint(fields=("version", "section"), name="version_part_once"),
        ),
    ]
