from dateline.desk.public import Block, Copy, Tag, check, file_story, publish


def test_a_story_is_published_and_read(house, reader, noon):
    guid = file_story(Copy("A bridge opens", "Politics", dossiers=("Floods",),
                           blocks=(Block("paragraph", "Text."),), tags=(Tag("Iraq", "place"),)))
    done = publish(guid, at=noon)
    assert "A bridge opens" in reader.get(done.address).text
    assert list(check())
