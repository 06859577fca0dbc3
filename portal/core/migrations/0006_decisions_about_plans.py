import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0005_prepared_file"),
    ]

    operations = [
        migrations.AddField(
            model_name="operatorsettings",
            name="how_to_object",
            field=models.TextField(
                blank=True,
                default="Bent u het niet eens met ons besluit? Schrijf ons binnen 6 weken waarom. Dan kijkt een ander ernaar.",
                help_text="Deze zin staat onder elke brief met een besluit.",
                max_length=400,
                verbose_name="bezwaar: zo kan het",
            ),
        ),
        migrations.AddField(
            model_name="operatorsettings",
            name="weeks_to_answer",
            field=models.PositiveSmallIntegerField(
                default=3,
                help_text="Dit beloven wij aan wie een plan verstuurt.",
                validators=[django.core.validators.MinValueValidator(2), django.core.validators.MaxValueValidator(26)],
                verbose_name="weken waarin u antwoord geeft op een plan",
            ),
        ),
        migrations.AlterField(
            model_name="operatorsettings",
            name="two_pairs_of_eyes",
            field=models.BooleanField(
                default=False,
                help_text="De een stelt een besluit over een plan voor. Een ander neemt het.",
                verbose_name="twee paar ogen",
            ),
        ),
    ]
