"""What the bench of listeners measures: our port, and the trial it is to beat.

Both are fed frames of 384 bytes in real time by a thread, five at a time as our encoder gives them.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path

FRAMES = bytes([0xFF, 0xFB, 0x94, 0x64]) + bytes(380)
"""Looks like a frame at 128 kbit/s; nobody decodes it here."""


def feed(hand: Callable[[bytes, str], None]) -> None:
    """Hand frames in real time, for ever."""
    began, told = time.monotonic() - 5, 0
    while True:
        due = int((time.monotonic() - began) / 0.024)
        while told < due:
            hand(FRAMES, f"Title {told // 208}")
            told += 1
        time.sleep(0.12)


def ours() -> None:
    """Our listeners, behind the radio's own port."""
    from dateline.lib import clock
    from dateline.onair.out.air import Air
    from dateline.onair.out.listeners import Listeners
    from dateline.onair.out.titles import block
    from dateline.onair.shapes import Heard, Plan, State
    from dateline.onair.source.listening import Listener

    plan = Plan("Bench", "", "UTC", "en", 128, 96, 3, ("studio",), None, None, (), ())
    listeners = Listeners(lambda: plan, lambda: State(clock.now(), Heard("live", ""), 0.0))
    air = Air(128)
    listeners.on(air, 128)
    threading.Thread(target=feed, args=(lambda data, title: air.hand(data, block(title)),),
                     daemon=True).start()

    async def serve() -> None:
        listener = Listener(None, None, lambda: ("studio",), listeners.answer)  # type: ignore[arg-type]
        await listener.start("127.0.0.1", 0)
        print(*listener.ports, flush=True)
        await asyncio.Event().wait()

    asyncio.run(serve())


def trial() -> None:
    """The usual: for each listener a task, a queue, a writer that is drained, a counter to the
    next title; every piece that comes wakes every task."""
    queues: set[asyncio.Queue[tuple[bytes, bytes]]] = set()
    loop = asyncio.new_event_loop()

    def spread(piece: tuple[bytes, bytes]) -> None:
        for queue in queues:
            if not queue.full():
                queue.put_nowait(piece)

    def hand(data: bytes, title: str) -> None:
        text = f"StreamTitle='{title}';".encode()
        length = -(-len(text) // 16)
        loop.call_soon_threadsafe(spread, (data, bytes([length]) + text.ljust(length * 16, b"\0")))

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        titles = b"Icy-MetaData: 1" in await reader.readuntil(b"\r\n\r\n")
        metaint = b"icy-metaint: 16000\r\n" if titles else b""
        writer.write(b"HTTP/1.0 200 OK\r\nContent-Type: audio/mpeg\r\n" + metaint + b"\r\n")
        queue: asyncio.Queue[tuple[bytes, bytes]] = asyncio.Queue(800)
        queues.add(queue)
        left, told = 16_000, b""
        try:
            while True:
                data, title = await queue.get()
                if titles and len(data) >= left:
                    writer.write(data[:left] + (b"\0" if title == told else title) + data[left:])
                    left, told = 16_000 - len(data) + left, title
                else:
                    writer.write(data)
                    left -= len(data)
                await writer.drain()
        except OSError:
            pass
        finally:
            queues.discard(queue)
            writer.close()

    threading.Thread(target=feed, args=(hand,), daemon=True).start()
    loop.run_until_complete(_serve(connected))


async def _serve(
    connected: Callable[[asyncio.StreamReader, asyncio.StreamWriter], object]
) -> None:
    import resource

    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    server = await asyncio.start_server(connected, "127.0.0.1", 0, backlog=4096)  # type: ignore[arg-type]
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def radio(folder: str) -> None:
    """The whole way of the sound, as `dateline radio` has it, without a database: sources in, the
    mixer, listeners and segments out, tapes beside it."""
    from dateline.onair.out.listeners import Listeners
    from dateline.onair.recording.spooling import Spool
    from dateline.onair.rewind.segmenting import Segments
    from dateline.onair.shapes import Plan, Who
    from dateline.onair.sound.mixer import Mixer
    from dateline.onair.source.listening import Listener

    plan = Plan("Bench", "", "UTC", "en", 128, 96, 3, ("studio",), None, None, (), ())
    listeners = Listeners(lambda: plan, lambda: mixer.state())
    mixer = Mixer([listeners.outlet(128), Segments(Path(folder), 96, 3)],
                  on_heard=lambda heard, now: None, on_alarm=lambda kind, mount, began: None)
    mixer.follow(plan)
    threading.Thread(target=mixer.run, daemon=True).start()
    intake = Spool(Path(folder) / "spool").tee(mixer)

    async def serve() -> None:
        listener = Listener(intake, lambda *said: Who(1, "Ann"), lambda: ("studio",),
                            listeners.answer)
        await listener.start("127.0.0.1", 0)
        print(*listener.ports, flush=True)
        await asyncio.Event().wait()

    asyncio.run(serve())
