"""A mail server on loopback that takes letters, or fails as a test asks it to."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from email.policy import default

Rule = Callable[[str], str]


class Mailbox:
    """What came in. `answer` may say something else to a command; an empty answer
    hangs up. `taken` is called with each letter before the server says that it took
    it."""

    def __init__(self) -> None:
        self.port = 0
        self.letters: list[Message] = []
        self.recipients: list[str] = []
        self.connections = 0
        self.answer: Rule | None = None
        self.dies_in_data = False
        self.taken: Callable[[Message], None] = lambda letter: None
        self._lock = threading.Lock()

    def ids(self) -> list[str]:
        return [str(letter["Message-ID"]) for letter in self.letters]

    def keep(self, raw: bytes) -> Message:
        letter = message_from_bytes(raw, policy=default)
        with self._lock:
            self.letters.append(letter)
        return letter


class _Talk(socketserver.StreamRequestHandler):
    server: "_Server"

    def handle(self) -> None:
        self.server.box.connections += 1
        self._say("220 mailbox ready")
        for line in self.rfile:
            command = line.decode("ascii", "replace").strip()
            if not self._obey(command):
                return

    def _obey(self, command: str) -> bool:
        """Whether the talk goes on."""
        box = self.server.box
        said = box.answer(command) if box.answer else "250 fine"
        verb = command.split(" ")[0].upper()
        if not said:
            return False
        if not said.startswith("2"):
            self._say(said)
        elif verb == "QUIT":
            self._say("221 bye")
            return False
        elif verb == "DATA":
            return self._take()
        else:
            if verb == "RCPT":
                box.recipients.append(command)
            self._say(said)
        return True

    def _take(self) -> bool:
        self._say("354 go on")
        lines: list[bytes] = []
        for line in self.rfile:
            if self.server.box.dies_in_data:
                return False
            if line == b".\r\n":
                letter = self.server.box.keep(b"".join(lines))
                self.server.box.taken(letter)
                self._say("250 taken")
                return True
            lines.append(line)
        return False

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, box: Mailbox) -> None:
        self.box = box
        super().__init__(("127.0.0.1", box.port), _Talk)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is what some tests are about."""


@contextmanager
def serving(box: Mailbox) -> Iterator[Mailbox]:
    """The server, at the port that the mailbox had before, if any."""
    with _Server(box) as server:
        box.port = int(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()
