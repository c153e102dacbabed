"""The first community standards, and links by which readers join and sign in."""

from django.db import migrations, models
from django.utils import timezone

OPENING = """These standards hold for everybody who writes here: readers, guests and the newsroom's own people. Each restriction of a comment or a person names the clause it rests on.

Disagree with ideas as hard as you like. Leave people whole."""
CLAUSES = (
    ("1", "Who speaks", "Comments are signed, and readers know whom they are talking with."),
    ("1.1", "One person, one account", "Nobody writes under several names, or lends an account to somebody else."),
    ("1.2", "A name of your own", "A name must not pass for another reader, a public person or this newsroom."),
    ("2", "How we speak", "A comment is about the matter and about what others have said of it."),
    ("2.1", "No insults", "Criticise what somebody says or does; do not call people names."),
    ("2.2", "No hatred", "Nobody is put down for origin, skin, faith, sex, whom they love, age, illness or disability."),
    ("2.3", "No threats", "No violence is threatened, wished for or praised."),
    ("2.4", "Private stays private", "No addresses, telephone numbers, pictures or affairs of people who did not make them public."),
    ("3", "To the point", "A discussion is for those who read it."),
    ("3.1", "Say it once", "The same text is not sent again and again, here or under other stories."),
    ("3.2", "No advertising", "Links belong to what is being discussed; nothing is sold and nobody is recruited."),
    ("3.3", "Leave room", "Nobody floods a discussion with comments."),
    ("3.4", "Keep to the subject", "What has nothing to do with the story has its place elsewhere."),
    ("4", "What the law asks", "Some things no newsroom may publish."),
    ("4.1", "Nothing illegal", "No comment breaks the law, or asks others to."),
    ("4.2", "Courts and children", "No comment prejudges a pending trial, or names a minor who is part of a story."),
    ("5", "How we decide", "People decide; what a program decides, people look at when they are asked to."),
    ("5.1", "Reasons", "Whoever is restricted is told what, why, for how long, and by which clause."),
    ("5.2", "Objection", "Whoever is restricted can object for 184 days; somebody who did not decide first decides then."),
)


def begin(apps, schema_editor):
    standards = apps.get_model("discussion", "Standards")
    if standards.objects.exists():
        return
    first = standards.objects.create(version=1, opening=OPENING, at=timezone.now())
    apps.get_model("discussion", "Clause").objects.bulk_create(
        apps.get_model("discussion", "Clause")(
            standards=first, position=place, number=number, title=title, text=text)
        for place, (number, title, text) in enumerate(CLAUSES, start=1))


class Migration(migrations.Migration):
    dependencies = [("discussion", "0002_begin")]
    operations = [
        migrations.CreateModel(
            name="EntryLink",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("email", models.EmailField(max_length=254)),
                ("onward", models.CharField(blank=True, max_length=200)),
                ("expires_at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["email"], name="discussion_entry_email")]},
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
