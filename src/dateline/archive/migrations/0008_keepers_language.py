from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("archive", "0005_saved_searches"),
    ]

    operations = [
        migrations.AddField(
            model_name="keeper",
            name="language",
            field=models.CharField(blank=True, default="", max_length=35),
        ),
        migrations.AddField(
            model_name="offeredsearch",
            name="language",
            field=models.CharField(blank=True, default="", max_length=35),
        ),
    ]
