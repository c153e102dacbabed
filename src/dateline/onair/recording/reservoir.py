"""MP3 frames that borrow from frames that were cut away (ISO 11172-3 2.4.3.1, main_data_begin).

A frame may have its sound in the bytes of the frames before it. Where these are gone it is made
silent (for at most some hundredths of a second), instead of a decoder finding an error there.
"""

from __future__ import annotations

from collections.abc import Iterator

from dateline.onair.recording.frames import Frame

_MPEG1 = 3


def whole(frames: Iterator[Frame]) -> Iterator[Frame]:
    """The same frames; the first ones, and those after a gap, are silent as far as they lack sound.
    """
    held, lacking, due = 0, True, -1
    for frame in frames:
        if frame.offset != due:
            held, lacking = 0, True
        due = frame.offset + len(frame.data)
        side = _side(frame.data) if lacking else None
        if side is None:
            yield frame
            continue
        start, length, borrowed = side
        if borrowed > held:
            yield Frame(_silent(frame.data, start, length), frame.offset, frame.at, frame.length)
        else:
            lacking = borrowed > 0 and held < 511
            yield frame
        held += len(frame.data) - start - length


def _side(data: bytes) -> tuple[int, int, int] | None:
    """Where the side information begins, its length, and how many bytes the frame borrows."""
    if len(data) < 40 or data[0] != 0xFF or data[1] & 0xE6 != 0xE2:
        return None
    mpeg1, mono = (data[1] >> 3) & 3 == _MPEG1, data[3] >> 6 == 3
    start = 4 if data[1] & 1 else 6
    length = (17 if mono else 32) if mpeg1 else (9 if mono else 17)
    borrowed = (data[start] << 1 | data[start + 1] >> 7) if mpeg1 else data[start]
    return start, length, borrowed


def _silent(data: bytes, start: int, length: int) -> bytes:
    """No sound in it; its other bytes stay, for the frames after it to borrow."""
    made = bytearray(data)
    made[start : start + length] = bytes(length)
    if start == 6:
        made[4:6] = _crc(bytes(made[2:4]) + bytes(length)).to_bytes(2, "big")
    return bytes(made)


def _crc(data: bytes) -> int:
    """CRC-16 of ISO 11172-3 2.4.3.1: x16 + x15 + x2 + 1, from all ones."""
    value = 0xFFFF
    for byte in data:
        value ^= byte << 8
        for _ in range(8):
            value = (value << 1 ^ 0x8005 if value & 0x8000 else value << 1) & 0xFFFF
    return value
