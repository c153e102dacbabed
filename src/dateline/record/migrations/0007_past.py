"""The past is found by eras of the log, and days by how many stories they have."""

import django.db.models.expressions
from django.db import migrations, models


_DAY = {
    "sqlite": "substr(sort_at, 1, 10)", "postgresql": "(sort_at AT TIME ZONE 'UTC')::date",
}
_FILL = """INSERT INTO record_day (day, era, change)
SELECT day, era, SUM(change) FROM (
    SELECT {day} AS day, from_seq >> 15 AS era, 1 AS change
    FROM record_version WHERE state = 'live'
    UNION ALL
    SELECT {day}, to_seq >> 15, -1
    FROM record_version WHERE state = 'live' AND to_seq IS NOT NULL
) AS changes GROUP BY day, era"""


def fill(apps, schema_editor):
    schema_editor.execute(_FILL.format(day=_DAY[schema_editor.connection.vendor]))


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0006_translations'),
    ]

    operations = [
        migrations.CreateModel(
            name='Day',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('era', models.BigIntegerField()),
                ('change', models.BigIntegerField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name='placement',
            name='record_placed_as_of',
        ),
        migrations.RemoveIndex(
            model_name='version',
            name='record_headline',
        ),
        migrations.RemoveIndex(
            model_name='version',
            name='record_latest_as_of',
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['at', 'seq'], name='record_entered'),
        ),
        migrations.AddIndex(
            model_name='placement',
            index=models.Index(models.F('term'), django.db.models.expressions.CombinedExpression(models.F('from_seq'), '>>', models.Value(15)), models.OrderBy(models.F('sort_at'), descending=True), models.OrderBy(models.F('story'), descending=True), models.F('from_seq'), models.F('to_seq'), name='record_placed_then'),
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(condition=models.Q(('state', 'live'), ('to_seq', None)), fields=['language', '-sort_at', '-story'], name='record_latest_in'),
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(condition=models.Q(('state', 'live')), fields=['headline_key'], name='record_headed'),
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(django.db.models.expressions.CombinedExpression(models.F('from_seq'), '>>', models.Value(15)), models.OrderBy(models.F('sort_at'), descending=True), models.OrderBy(models.F('story'), descending=True), models.F('from_seq'), models.F('to_seq'), models.F('state'), models.F('language'), name='record_latest_then'),
        ),
        migrations.AddIndex(
            model_name='version',
            index=models.Index(condition=models.Q(('to_seq__isnull', False)), fields=['to_seq', 'sort_at', 'state'], name='record_closed'),
        ),
        migrations.AddConstraint(
            model_name='day',
            constraint=models.UniqueConstraint(fields=('day', 'era'), name='record_day_once'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
