"""Each way of a subscriber has hand-overs of its own, also where it has several of a kind."""

from django.db import migrations, models
from django.db.models import Count, Min

SENT = ("push", "drop", "mail")


def attribute(apps, schema_editor):
    """What was sent to somebody with one way of that kind was sent on that way. Of several it is
    not known which: such rows stay as they are."""
    way, handover = apps.get_model("wire", "Way"), apps.get_model("wire", "Handover")
    sent = way.objects.filter(kind__in=SENT)
    _note(handover, sent.values("subscriber", "kind"), lambda found: found["kind"])
    _note(handover, sent.values("subscriber"), lambda found: "notice")


def _note(handover, ways, kind):
    for found in ways.annotate(n=Count("id"), lane=Min("id")).filter(n=1).order_by():
        rows = handover.objects.filter(subscriber=found["subscriber"], way=kind(found))
        rows.update(lane=found["lane"])


class Migration(migrations.Migration):
    dependencies = [("wire", "0002_begin")]
    operations = [
        migrations.AddField("handover", "lane", models.BigIntegerField(default=0)),
        migrations.RemoveConstraint("handover", "wire_handed_once"),
        migrations.RunPython(attribute, migrations.RunPython.noop),
        migrations.AddConstraint("handover", models.UniqueConstraint(
            fields=["subscriber", "way", "lane", "number", "form", "digest"],
            name="wire_handed_on_lane")),
    ]
