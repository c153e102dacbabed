"""Tracks and playlists."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Track(models.Model):
    """A file of sound that was uploaded: kept as it came, in `audio/` of the data folder."""

    title = models.CharField(max_length=300)
    artist = models.CharField(max_length=300, blank=True)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of the file; its name there."""
    kind = models.CharField(max_length=40)
    """Media type."""
    size = models.PositiveBigIntegerField()
    seconds = models.FloatField()
    loudness = models.FloatField()
    """LUFS, integrated (ITU-R BS.1770, EBU R 128)."""
    peak = models.FloatField()
    """dBFS of the loudest sample."""
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True,
                                 on_delete=models.SET_NULL, related_name="+")


class Playlist(models.Model):
    """Tracks in an order, or shuffled."""

    name = models.CharField(max_length=200, unique=True)
    shuffle = models.BooleanField(default=False)


class PlaylistItem(models.Model):
    """A track's place in a playlist."""

    playlist = models.ForeignKey(Playlist, on_delete=models.CASCADE, related_name="items")
    track = models.ForeignKey(Track, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position"]
