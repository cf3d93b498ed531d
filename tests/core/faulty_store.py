"""`python -m tests.core.faulty_store STORE BACKEND PORT`: an object store, s3 or azure, that is busy now and then.

It refuses every fifth request as a store does that has too many, every eleventh as one that fails, and prints each
refusal. Others go on to the store at port BACKEND of this machine.
"""

import itertools
import sys
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from wsgiref.util import is_hop_by_hop

# of a store: the codes of its errors by their status
CODES = {
    "s3": {503: "SlowDown", 500: "InternalError"},
    "azure": {503: "ServerBusy", 500: "InternalError"},
}
# what a request that is passed on has of its own
ANEW = ("expect", "transfer-encoding")


def refusal(number: int) -> int | None:
    """The status that refuses a request by its number; None if it goes on."""
    return {2: 503}.get(number % 5) or {3: 500}.get(number % 11)


def serve(store: str, backend: int, port: int) -> None:
    """Answer until the process ends."""
    count = itertools.count()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            body = self.body()
            status = refusal(next(count))
            if status is None:
                self.pass_on(body)
                return
            print(status, file=sys.stderr, flush=True)
            code = CODES[store][status]
            error = f"<Error><Code>{code}</Code><Message>later</Message></Error>".encode()
            self.send_response_only(status)
            self.send_header("Content-Type", "application/xml")
            self.send_header("x-ms-error-code", code)
            self.end(error)

        do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do_PATCH = answer  # noqa: N815

        def body(self) -> bytes:
            if self.headers["Transfer-Encoding"] != "chunked":
                return self.rfile.read(int(self.headers["Content-Length"] or 0))
            chunks = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                chunks.append(self.rfile.read(size))
                self.rfile.readline()
            while self.rfile.readline().strip():  # trailers
                pass
            return b"".join(chunks)

        def pass_on(self, body: bytes) -> None:
            connection = HTTPConnection("127.0.0.1", backend)
            headers = {n: v for n, v in self.headers.items() if n.lower() not in ANEW}
            connection.request(self.command, self.path, body, headers)
            response = connection.getresponse()
            data = response.read()
            self.send_response_only(response.status, response.reason)
            for name, value in response.getheaders():
                is_length = name.lower() == "content-length" and self.command != "HEAD"
                if not is_hop_by_hop(name) and not is_length:
                    self.send_header(name, value)
            connection.close()
            self.end(data)

        def end(self, body: bytes) -> None:
            if self.command == "HEAD":
                self.end_headers()
                return
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    ThreadingHTTPServer(("127.0.0.1", port), Handler).serve_forever()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
