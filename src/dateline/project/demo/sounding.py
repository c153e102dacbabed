"""Makes the demo's sound: chords, and a few words where espeak-ng is installed. Run by a job."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import django

RATE = 48_000
LOUD = 0.25
"""The highest sample of a chord, of 1: about −15 LUFS."""
NOTES = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
PIECES: dict[str, tuple[tuple[str, str], ...]] = {
    "morning": (("First Light over the Sound", "C4E4G4 F4A4C5 G4B4D5 C4E4G4"),
                ("Gulls, Ascending", "D4F4A4 G4B4D5 A4C5E5 D4F4A4")),
    "day": (("Signal Wharf, Noon", "G3B3D4 C4E4G4 D4F4A4 G3B3D4"),
            ("Three of Four Bridges", "A3C4E4 F3A3C4 C4E4G4 G3B3D4")),
    "night": (("Sandbank", "A2E3A3 F2C3F3 G2D3G3 A2E3A3"),
              ("What the Bats Heard", "D3A3D4 B2F3B3 G2D3G3 D3A3D4")),
}
WORDS = {
    "morning": "This is Halyard Radio. Good morning from Signal Wharf.",
    "day": "Halyard Radio. News of countries that are on no map.",
    "night": "Halyard Radio, through the night. The next boat is in the morning.",
}
CHORD, FADE = 6.0, 1.5
"""Seconds of a chord, and of its beginning and end."""


def main() -> None:
    """Make every piece and put it into its playlist; those that are there already stay."""
    django.setup()
    from dateline.lib import clock  # noqa: PLC0415 - after Django is ready
    from dateline.onair.public import add_track, fill  # noqa: PLC0415
    from dateline.project.demo.house import STAFF  # noqa: PLC0415
    from dateline.project.demo.staff import engaged  # noqa: PLC0415
    from dateline.project.demo.station import ARTIST  # noqa: PLC0415

    by = engaged()[STAFF[0].name]
    with tempfile.TemporaryDirectory() as folder:
        for name in PIECES:
            tracks = []
            for title, path in _made(name, Path(folder)):
                with path.open("rb") as file:
                    tracks.append(add_track(
                        by, file, clock.now(), title=title, artist=ARTIST).pk)
            fill(f"Demo: {name}", tracks)


def _made(name: str, folder: Path) -> Iterator[tuple[str, Path]]:
    for number, (title, chords) in enumerate(PIECES[name]):
        path = folder / f"{name}-{number}.wav"
        path.write_bytes(piece(chords.split()))
        yield title, path
        if number == 0 and spoken(WORDS[name], folder / f"{name}.wav"):
            yield f"Station Call, {name}", folder / f"{name}.wav"


def piece(chords: Sequence[str]) -> bytes:
    """Chords such as `C4E4G4`, each fading into the next, as a WAV file in stereo."""
    import numpy

    step = int((CHORD - FADE) * RATE)
    whole: Any = numpy.zeros((step * len(chords) + int(FADE * RATE), 2))
    for place, chord in enumerate(chords):
        whole[place * step:place * step + int(CHORD * RATE)] += _chord(chord)
    whole *= LOUD / abs(whole).max()
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(2)
        written.setsampwidth(2)
        written.setframerate(RATE)
        written.writeframes((whole * 32767).astype("<i2").tobytes())
    return file.getvalue()


def _chord(notes: str) -> Any:
    """A soft organ: three partials a note, a slow beat between left and right."""
    import numpy

    at = numpy.arange(int(CHORD * RATE)) / RATE
    side = []
    for detuned in (-0.15, 0.15):
        sound = numpy.zeros_like(at)
        for pitch in map(frequency, (notes[n:n + 2] for n in range(0, len(notes), 2))):
            for partial, share in ((1, 1.0), (2, 0.35), (3, 0.12)):
                sound += share * numpy.sin(2 * numpy.pi * (pitch * partial + detuned) * at)
        side.append(sound)
    swell = numpy.clip(numpy.minimum(at, CHORD - at) / FADE, 0, 1)
    return numpy.stack(side, axis=1) * (swell ** 0.5)[:, None]


def frequency(note: str) -> float:
    """Of a note such as `A4`, in equal temperament (ISO 16: A4 is 440 Hz)."""
    return float(440 * 2 ** ((NOTES[note[0]] - NOTES["A"]) / 12 + int(note[1]) - 4))


def spoken(words: str, path: Path) -> bool:
    """Say something by espeak-ng into a file; False where it is not installed, or fails."""
    program = shutil.which("espeak-ng")
    if program is None:
        return False
    said = subprocess.run([program, "-v", "en", "-s", "150", "-w", str(path), words],  # noqa: S603
                          check=False, timeout=20, capture_output=True)
    return said.returncode == 0 and path.exists()


if __name__ == "__main__":
    main()
