"""The words that stories are found by: FTS5 on SQLite, a table with a GIN index on PostgreSQL."""

from django.db import migrations, models

from dateline.lib.words import words

TEXTS = ("headline", "short_headline", "slugline", "standfirst")
MAKE = {
    "sqlite": [
        "CREATE VIRTUAL TABLE desk_search"
        " USING fts5(words, tokenize='ascii', detail=none, columnsize=0, prefix='3 4 5 6')",
    ],
    "postgresql": [
        "CREATE TABLE desk_search (rowid bigint PRIMARY KEY, words text NOT NULL, found tsvector"
        " GENERATED ALWAYS AS (array_to_tsvector(string_to_array(words, ' '))) STORED)",
        "CREATE INDEX desk_search_words ON desk_search USING gin (found)",
    ],
}


def make(apps, schema_editor):
    for statement in MAKE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    schema_editor.execute("DROP TABLE desk_search")


def fill(apps, schema_editor):
    stories = apps.get_model("desk", "Story").objects.order_by("pk").values_list("pk", *TEXTS)
    last = 0
    while rows := list(stories.filter(pk__gt=last)[:2000]):
        kept = [(pk, " ".join(words(" ".join(texts)))) for pk, *texts in rows]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany("INSERT INTO desk_search (rowid, words) VALUES (%s, %s)", kept)
        last = rows[-1][0]


class Migration(migrations.Migration):
    dependencies = [("desk", "0009_glance")]
    operations = [
        migrations.CreateModel(
            "Words",
            [
                ("rowid", models.BigIntegerField(primary_key=True, serialize=False)),
                ("words", models.TextField()),
            ],
            options={"managed": False, "db_table": "desk_search"},
        ),
        migrations.RunPython(make, drop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
