"""The network cable of one desk: forwards a port of the loopback address to central; stop it and the desk is off line.

python build/tasks/relay.py --listen PORT --to PORT
"""

from __future__ import annotations

import argparse
import asyncio

CHUNK_BYTES = 65_536
HOST = "127.0.0.1"


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(CHUNK_BYTES):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass
    finally:
        writer.close()


async def serve(listen: int, to: int) -> None:
    """Forward every connection until the process ends; nobody at the other end refuses it."""

    async def joined(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection(HOST, to)
        except OSError:
            writer.close()
            return
        await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))

    server = await asyncio.start_server(joined, HOST, listen)
    await server.serve_forever()


def main() -> None:
    """Run the relay."""
    parser = argparse.ArgumentParser(prog="relay.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--listen", type=int, required=True)
    parser.add_argument("--to", type=int, required=True)
    chosen = parser.parse_args()
    asyncio.run(serve(chosen.listen, chosen.to))


if __name__ == "__main__":
    main()
