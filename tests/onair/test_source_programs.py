"""What broadcasters really use, on a live port: the sound comes, mistakes are told."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from dateline.onair.source import lines
from onair_sources import Kept, free_pair, on_air, until

TITLE = "Čaj – 日本 \"a\""
FORMATS = {
    "mp3": ("audio/mpeg", "mp3", ["-c:a", "libmp3lame", "-f", "mp3"]),
    "aac": ("audio/aac", "aac", ["-c:a", "aac", "-f", "adts"]),
    "opus": ("audio/ogg", "opus", ["-c:a", "libopus", "-f", "ogg"]),
    "vorbis": ("application/ogg", "vorbis", ["-c:a", "libvorbis", "-f", "ogg"]),
}
SINE = ["-f", "lavfi", "-i", "sine=440:r=48000,volume=0.1"]


def needs(*programs: str) -> pytest.MarkDecorator:
    """Skip where one of them is not there."""
    absent = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(bool(absent), reason=f"not installed: {', '.join(absent)}")


@asynccontextmanager
async def running(*command: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A program for the length of the block; what it says is thrown away but kept readable."""
    program = await asyncio.create_subprocess_exec(
        *command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT)
    try:
        yield program
    finally:
        if program.returncode is None:
            program.kill()
        await program.communicate()


def codec(data: bytes) -> str:
    """What ffprobe hears in what came."""
    found = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0", "-"],
        input=data, capture_output=True, check=True)
    return found.stdout.decode().strip()


def sound(form: str, seconds: float, path: Path) -> Path:
    """A file of a tone."""
    made = ["ffmpeg", "-v", "error", *SINE, "-t", str(seconds), *FORMATS[form][2], str(path)]
    subprocess.run(made, check=True)
    return path


def came(source: Kept, form: str) -> bool:
    """Whether it is whole sound of the format, said to be of the right kind."""
    expected = FORMATS[form][0].replace("application/ogg", "audio/ogg")
    return source.kind == expected and codec(bytes(source.data)) == FORMATS[form][1]


@needs("ffmpeg", "ffprobe")
@pytest.mark.parametrize("form", FORMATS)
def test_ffmpeg(form: str):
    async def case():
        async with on_air() as station:
            sends = ["ffmpeg", "-v", "error", *SINE, "-t", "3", *FORMATS[form][2],
                     "-content_type", FORMATS[form][0]]
            address = f"127.0.0.1:{station.port}/live"
            async with running(*sends, f"icecast://ann:secret@{address}") as right:
                said = (await asyncio.wait_for(right.communicate(), 10))[0].decode()
            assert not said and right.returncode == 0
            source = await station.source()
            await until(lambda: source.ended)
            assert came(source, form) and source.ended == ["ended"]
            async with running(*sends, f"icecast://ann:wrong@{address}") as wrong:
                said = (await asyncio.wait_for(wrong.communicate(), 10))[0].decode()
            assert "401" in said and len(station.mixer.sources) == 1

    asyncio.run(case())


@needs("ffmpeg", "ffprobe")
def test_the_command_on_the_page(tmp_path: Path):
    page = (Path(__file__).parents[2] / "docs" / "onair-sources.md").read_text()
    command = next(line for line in page.splitlines() if line.startswith("    ffmpeg ")).split()
    wave = tmp_path / "talk.wav"
    subprocess.run(["ffmpeg", "-v", "error", *SINE, "-t", "1", str(wave)], check=True)

    async def case():
        async with on_air() as station:
            told = [word.replace("talk.wav", str(wave)).replace(
                "radio.example:8010", f"127.0.0.1:{station.port}") for word in command]
            async with running(*told) as ffmpeg:
                await asyncio.wait_for(ffmpeg.communicate(), 20)
            source = await station.source()
            await until(lambda: source.ended)
            assert ffmpeg.returncode == 0 and came(source, "mp3") and source.mount == "live"

    asyncio.run(case())


@needs("ffmpeg", "ffprobe")
@pytest.mark.parametrize("form", ["mp3", "aac"])
def test_ffmpeg_in_the_legacy_way(form: str, monkeypatch: pytest.MonkeyPatch):
    """It does not wait for our answer, nor read it; so it is killed while it sends."""
    monkeypatch.setattr(lines, "_LINGER", 0.2)

    async def case():
        async with on_air() as station:
            sends = ["ffmpeg", "-v", "error", "-re", *SINE, *FORMATS[form][2], "-flush_packets",
                     "1", "-content_type", FORMATS[form][0], "-legacy_icecast", "1"]
            address = f"127.0.0.1:{station.port}/live"
            async with running(*sends, f"icecast://ann:secret@{address}"):
                source = await station.source(data=4000)
            await until(lambda: source.ended)
            assert came(source, form) and source.ended == ["ended"]
            async with running(*sends, f"icecast://ann:wrong@{address}") as wrong:
                await asyncio.wait_for(wrong.communicate(), 10)
            assert wrong.returncode and len(station.mixer.sources) == 1
            assert station.asked[-1] == ("live", "ann", "wrong")

    asyncio.run(case())


@needs("curl", "ffmpeg")
@pytest.mark.parametrize("more", [
    ["-T", "-"], ["-T", "-", "-H", "Expect: 100-continue"], ["-T", "-", "-H", "Expect:"],
    ["-T", "FILE", "-H", "Expect: 100-continue"], ["-T", "FILE", "--http1.0"],
    ["-T", "-", "--anyauth"], ["-T", "FILE", "-X", "SOURCE"],
])
def test_curl(more: list[str], tmp_path: Path):
    file = sound("mp3", 1, tmp_path / "tone.mp3")

    async def case():
        async with on_air() as station:
            sends = ["curl", "-s", "-S", "-i", "-H", "Content-Type: audio/mpeg",
                     *(str(file) if word == "FILE" else word for word in more),
                     f"http://127.0.0.1:{station.port}/live"]
            async with running(*sends, "-u", "ann:secret") as curl:
                told = await asyncio.wait_for(curl.communicate(file.read_bytes()), 10)
                said = told[0].decode()
            assert curl.returncode == 0 and " 200 OK" in said, said
            source = await station.source()
            await until(lambda: source.ended)
            assert bytes(source.data) == file.read_bytes() and source.ended == ["ended"]
            async with running(*sends, "-u", "ann:wrong", "-f") as wrong:
                said = (await asyncio.wait_for(wrong.communicate(b"sound"), 10))[0].decode()
            assert "401" in said and wrong.returncode != 0

    asyncio.run(case())


LIQUIDSOAP = """
settings.init.allow_root.set(true)
settings.log.level.set(2)
settings.log.stdout.set(true)
s = insert_metadata(sine())
thread.run(delay=0.7, {s.insert_metadata([("title", "Čaj – 日本 \\"a\\"")])})
"""


@needs("liquidsoap", "ffprobe")
def test_liquidsoap(tmp_path: Path):
    ways = {
        "source": ("%mp3(bitrate=64)", "", "mp3"),
        "put": ("%mp3(bitrate=64)", 'method="put",', "mp3"),
        "post": ("%mp3(bitrate=64)", 'method="post",', "mp3"),
        "chunked": ("%mp3(bitrate=64)", 'method="put", chunked=true,', "mp3"),
        "opus": ("%opus(bitrate=64)", "", "opus"), "vorbis": ("%vorbis", "", "vorbis"),
    }
    rest = 'host="127.0.0.1", port={port}, user="ann", mount="{mount}", '
    outputs = [f'output.icecast({form}, {rest.replace("{mount}", "/" + mount)}{more} '
               'password="secret", s)' for mount, (form, more, _) in ways.items()]
    wrong = rest.replace("{mount}", "/wrong")
    outputs.append(f'output.icecast(%mp3, {wrong} password="wrong", s)')

    async def case():
        async with on_air(*ways, "wrong") as station:
            script = tmp_path / "all.liq"
            script.write_text(LIQUIDSOAP + "\n".join(outputs).replace("{port}", str(station.port)))
            async with running("liquidsoap", str(script)):
                await until(lambda: len(station.mixer.sources) == len(ways) and all(
                    len(one.data) > 8000 for one in station.mixer.sources), 40)
                mp3s = [one for one in station.mixer.sources if one.kind == "audio/mpeg"]
                await until(lambda: all((TITLE, "") in one.titles for one in mp3s), 20)
            assert len(mp3s) == 4 and ("wrong", "ann", "wrong") in station.asked
            for source in station.mixer.sources:
                assert came(source, ways[source.mount][2]), source.mount

    asyncio.run(case())


@needs("liquidsoap", "ffprobe")
def test_liquidsoap_as_shoutcast_on_the_next_port(tmp_path: Path):
    async def case():
        port = free_pair()
        async with on_air(port=port) as station:
            await station.listener.start("127.0.0.1", port + 1)
            script = tmp_path / "icy.liq"
            sends = f'output.shoutcast(%mp3, host="127.0.0.1", port={port}, user="ann", '
            outputs = [f'{sends}password="{password}", s)\n' for password in ("secret", "wrong")]
            script.write_text(LIQUIDSOAP + "".join(outputs))
            async with running("liquidsoap", str(script)):
                source = await station.source(data=4000, seconds=40)
                await until(lambda: (TITLE, "") in source.titles, 20)
            assert came(source, "mp3") and len(station.mixer.sources) == 1
            assert ("live", "ann", "wrong") in station.asked

    asyncio.run(case())


ICES = """<ices><background>0</background><logpath>{folder}</logpath><logfile>ices.log</logfile>
<consolelog>0</consolelog><stream><metadata><name>x</name></metadata><input>
<module>playlist</module><param name="type">basic</param><param name="file">{folder}/list</param>
</input><instance><hostname>127.0.0.1</hostname><port>{port}</port><username>ann</username>
<password>{password}</password><mount>/live</mount><reconnectattempts>1</reconnectattempts>
<reconnectdelay>1</reconnectdelay></instance></stream></ices>"""


@needs("ices2", "ffmpeg", "ffprobe")
@pytest.mark.parametrize("password", ["secret", "wrong"])
def test_ices(password: str, tmp_path: Path):
    file = sound("vorbis", 20, tmp_path / "tone.ogg")
    (tmp_path / "list").write_text(f"{file}\n")

    async def case():
        async with on_air() as station:
            settings = tmp_path / "ices.xml"
            settings.write_text(ICES.format(folder=tmp_path, port=station.port, password=password))
            async with running("ices2", str(settings)):
                await until(lambda: station.asked)
                if password == "secret":
                    assert came(await station.source(data=8000), "vorbis")
                else:
                    said = tmp_path / "ices.log"
                    await until(lambda: "Failed" in said.read_text())
                    assert not station.mixer.sources

    asyncio.run(case())
