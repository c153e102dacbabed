"""Frames that are all there: a source that was killed leaves the beginning of one."""

from __future__ import annotations

_MPEG1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""kbit/s of layer III (ISO 11172-3 2.4.2.3, ISO 13818-3 2.4.2.3)."""
_RATES = (44_100, 48_000, 32_000)


def is_whole(data: bytes, codec: str) -> bool:
    """Whether it is a frame of MP3, or of AAC in ADTS, is as long as it says; others always are."""
    if codec == "mp3":
        if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE0 != 0xE0:
            return False
        return _mp3_length(data) in (0, len(data))
    if codec == "aac" and data[:1] == b"\xff" and len(data) > 6:
        return ((data[3] & 3) << 11 | data[4] << 3 | data[5] >> 5) == len(data)
    return codec != "aac" or len(data) > 1


def _mp3_length(data: bytes) -> int:
    """Bytes that the header announces; 0: no layer III, or of any bit rate."""
    if data[1] & 0xE6 != 0xE2:
        return 0
    version, rate = (data[1] >> 3) & 3, (data[2] >> 2) & 3
    kbits = data[2] >> 4
    if rate == 3 or kbits in (0, 15) or version == 1:
        return 0
    mpeg1 = version == 3
    hertz = _RATES[rate] >> (0 if mpeg1 else 1 if version == 2 else 2)
    bits = (_MPEG1 if mpeg1 else _MPEG2)[kbits] * 1000
    return (144 if mpeg1 else 72) * bits // hertz + (data[2] >> 1 & 1)
