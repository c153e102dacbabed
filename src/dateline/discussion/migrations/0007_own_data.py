from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('discussion', '0006_notifying'),
    ]

    operations = [
        migrations.AddField(
            model_name='reader',
            name='remembered',
            field=models.CharField(blank=True, db_index=True, default='', max_length=64),
        ),
    ]
