from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns that may be null are added in place: the table's triggers on SQLite stay."""

    dependencies = [
        ('archive', '0008_keepers_language'),
    ]

    operations = [
        migrations.AddField(
            model_name='statementbook',
            name='rules',
            field=models.SmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='statement',
            name='place',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='statement',
            name='rules',
            field=models.SmallIntegerField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('place__isnull', False), ('to_seq', None)), fields=['place', '-id'], name='archive_said_there'),
        ),
    ]
