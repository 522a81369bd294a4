"""A mail server that takes every letter at once and forgets it, in a process of its own: no delay but SMTP itself.

python -m tests.benchmarks.mail_sink PORT
"""

import socketserver
import sys


class Conversation(socketserver.StreamRequestHandler):
    """As much SMTP as a client without login and TLS needs."""

    disable_nagle_algorithm = True

    def handle(self) -> None:
        """Say yes until the client says goodbye."""
        self._say("220 sink")
        in_letter = False
        for line in self.rfile:
            word = line[:4].upper()
            if in_letter:
                if line == b".\r\n":
                    in_letter = False
                    self._say("250 taken")
            elif word == b"DATA":
                in_letter = True
                self._say("354 go on")
            elif word == b"QUIT":
                self._say("221 goodbye")
                return
            else:
                self._say("250 yes")

    def _say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")


class Sink(socketserver.ThreadingTCPServer):
    """Every conversation in a thread."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128


if __name__ == "__main__":
    Sink(("127.0.0.1", int(sys.argv[1])), Conversation).serve_forever()
