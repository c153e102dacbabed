"""Which story a version translates stands beside its document, to be found by."""

from django.db import migrations, models

_FILL = {
    "sqlite": """UPDATE record_version
SET translation_of = json_extract(document, '$.translation_of')
WHERE json_extract(document, '$.translation_of') <> ''""",
    "postgresql": """UPDATE record_version
SET translation_of = document->>'translation_of'
WHERE document->>'translation_of' <> ''""",
}


def fill(apps, schema_editor):
    schema_editor.execute(_FILL[schema_editor.connection.vendor])


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0005_front_page'),
    ]

    operations = [
        migrations.AddField(
            model_name='version',
            name='translation_of',
            field=models.CharField(max_length=36, null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(
                condition=models.Q(('translation_of__isnull', False)),
                fields=['translation_of'], name='record_translated',
            ),
        ),
    ]
