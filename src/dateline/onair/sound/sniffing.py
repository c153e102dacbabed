"""What kind of sound a file is, by its first bytes. Only the demuxer of that kind is then opened:
ffmpeg's own guess could take a playlist, and open what it names."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from dateline.onair.sound.decoding import NotSound

HEAD = 4096
"""Bytes that are looked at."""


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken."""

    demuxer: str
    media_type: str
    suffix: str
    codecs: tuple[str, ...]
    """What may be in it; a `pcm_` stands for all of them."""


MPEG = Kind("mp3", "audio/mpeg", ".mp3", ("mp3float", "mp3"))
ADTS = Kind("aac", "audio/aac", ".aac", ("aac",))
MP4 = Kind("mp4", "audio/mp4", ".m4a", ("aac", "alac"))
OGG = Kind("ogg", "audio/ogg", ".ogg", ("opus", "vorbis", "flac"))
FLAC = Kind("flac", "audio/flac", ".flac", ("flac",))
WAV = Kind("wav", "audio/wav", ".wav", ("pcm_",))
KINDS = (MPEG, ADTS, MP4, OGG, FLAC, WAV)


def kind_of(head: bytes) -> Kind:
    """The kind of a file that begins like this. Raises NotSound."""
    if head[:3] == b"ID3":
        return MPEG
    for magic, kind in ((b"OggS", OGG), (b"fLaC", FLAC)):
        if head.startswith(magic):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return WAV
    if head[4:8] == b"ftyp":
        return MP4
    if len(head) > 2 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return ADTS if head[1] & 0xF6 == 0xF0 else MPEG
    raise NotSound(_("This is no file of sound that is taken: MP3, M4A, AAC, Ogg (Opus or Vorbis), "
                     "FLAC or WAV."))
