from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns of statements that may be null are added in place: the table's triggers stay."""

    dependencies = [
        ('archive', '0009_statements_places'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='statement',
            name='decided_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='statement',
            name='was',
            field=models.JSONField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name='statement',
            index=models.Index(condition=models.Q(('decided_at__isnull', False)), fields=['by', '-decided_at'], name='archive_said_decided'),
        ),
        migrations.AddField(
            model_name='founddossier',
            name='left',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='keeper',
            name='letter',
            field=models.BigIntegerField(null=True),
        ),
    ]
