"""A small load generator: kept-alive connections to this machine, one process a client, no dependencies.

Each client writes a request on all its connections, then reads all answers, and so on: the server always has
`connections` requests to work on, and the client costs little beside it.
"""

import multiprocessing
import socket
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Outcome:
    """What a measurement gave: answers per second, how many answers, and how often each status came."""

    per_second: float
    answers: int
    statuses: dict[int, int]


def render(request: dict, port: int) -> bytes:
    """The bytes of one HTTP/1.1 request."""
    body = request["body"].encode()
    lines = [f"{request['method']} {request['path']} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
    lines += [f"{name}: {value}" for name, value in request["headers"].items()]
    if body:
        lines += [f"Content-Length: {len(body)}", f"Origin: http://127.0.0.1:{port}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def measure(port: int, requests: list[bytes], seconds: float, *, connections=8, clients=2, once=False) -> Outcome:
    """Make requests for that long; with `once` each is made at most once and the time stops when they run out."""
    context = multiprocessing.get_context("fork")
    shares = [requests[number::clients] if once else requests for number in range(clients)]
    with context.Pool(clients) as pool:
        jobs = [pool.apply_async(_client, (port, share, seconds, connections // clients, once)) for share in shares]
        results = [job.get(seconds + 120) for job in jobs]
    statuses: dict[int, int] = {}
    for _count, _seconds, seen in results:
        for status, count in seen.items():
            statuses[status] = statuses.get(status, 0) + count
    return Outcome(sum(count / taken for count, taken, _seen in results), sum(r[0] for r in results), statuses)


def _client(port: int, requests: list[bytes], seconds: float, connections: int, once: bool):
    lines = [_Connection(port) for _number in range(max(1, connections))]
    statuses: dict[int, int] = {}
    done = sent = 0
    started = time.perf_counter()
    while time.perf_counter() - started < seconds:
        busy = []
        for line in lines:
            if once and sent >= len(requests):
                break
            line.send(requests[sent % len(requests)])
            sent += 1
            busy.append(line)
        if not busy:
            break
        for line in busy:
            status = line.receive()[0]
            statuses[status] = statuses.get(status, 0) + 1
            done += 1
    taken = time.perf_counter() - started
    for line in lines:
        line.close()
    return done, taken, statuses


class _Connection:
    """One kept-alive connection; opens again when the server closes it."""

    def __init__(self, port: int):
        self._port = port
        self._open()

    def _open(self) -> None:
        self._socket = socket.create_connection(("127.0.0.1", self._port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._buffer = b""

    def send(self, request: bytes) -> None:
        self._socket.sendall(request)

    def receive(self) -> tuple[int, dict[str, str], bytes]:
        """(status, headers in lower case, body) of the next answer; the server must give a length."""
        while b"\r\n\r\n" not in self._buffer:
            self._more()
        head, self._buffer = self._buffer.split(b"\r\n\r\n", 1)
        first, *rest = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _colon, value in (line.partition(":") for line in rest)}
        if "content-length" not in headers:
            raise ConnectionError(f"an answer without a length: {first}")
        length = int(headers["content-length"])
        while len(self._buffer) < length:
            self._more()
        body, self._buffer = self._buffer[:length], self._buffer[length:]
        if headers.get("connection", "").lower() == "close":
            self.close()
            self._open()
        return int(first.split()[1]), headers, body

    def _more(self) -> None:
        piece = self._socket.recv(262_144)
        if not piece:
            raise ConnectionError("the server closed the connection in the middle of an answer")
        self._buffer += piece

    def close(self) -> None:
        self._socket.close()


def ask(port: int, request: dict) -> tuple[int, dict[str, str], bytes]:
    """Make one request; (status, headers, body)."""
    line = _Connection(port)
    try:
        line.send(render(request, port))
        return line.receive()
    finally:
        line.close()
