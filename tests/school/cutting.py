"""A way to a server that is cut at a chosen message, before or after the server has heard it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Proxy:
    """Passes everything on until the clients' message number `cut_at`, counted from 1, or one with `cut_on`.

    `trips` counts how often a client went on only when the server had answered.
    """

    def __init__(self, port: int) -> None:
        self.target = port
        self.cut_at: int | None = None
        self.cut_on: bytes | None = None
        self.is_heard = False
        self.messages = self.trips = 0
        self._has_answered = True
        self._deaf: socket.socket | None = None
        self._open: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                server = socket.create_connection(("127.0.0.1", self.target))
                self._open += [client, server]
                threading.Thread(target=self._up, args=(client, server), daemon=True).start()
                threading.Thread(target=self._down, args=(server, client), daemon=True).start()

    def _up(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(1 << 20):
                self.messages += 1
                self.trips += self._has_answered
                self._has_answered = False
                if self.messages == self.cut_at or (self.cut_on and self.cut_on in data):
                    if self.is_heard:
                        self._deaf, self._answered = client, threading.Event()
                        server.sendall(data)
                        # A server that answers has done it; to a farewell, or with more to come, none does.
                        self._answered.wait(2)
                    break
                server.sendall(data)
        self._close(client, server)

    def _down(self, server: socket.socket, client: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(1 << 20):
                self._has_answered = True
                if self._deaf is client:
                    self._answered.set()
                    break
                client.sendall(data)
        self._close(client, server)

    @staticmethod
    def _close(*ends: socket.socket) -> None:
        for each in ends:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._listener.close()
        for each in self._open:
            each.close()


@contextmanager
def proxy(port: int) -> Iterator[Proxy]:
    made = Proxy(port)
    try:
        yield made
    finally:
        made.close()
