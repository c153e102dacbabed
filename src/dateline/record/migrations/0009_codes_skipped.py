from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0008_past_languages'),
    ]

    operations = [
        migrations.AddField(
            model_name='ledger',
            name='codes_skipped',
            field=models.BigIntegerField(default=0),
        ),
    ]
