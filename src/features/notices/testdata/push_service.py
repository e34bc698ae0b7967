"""A push service for the tests: HTTPS, keeps what it is sent, answers as it is told.

    push_service.py SPOOL CERT KEY

Writes each request to SPOOL/NUMBER.json (headers) and SPOOL/NUMBER.bin (body), the port to SPOOL/port.
The path says the answer: /410/x answers 410; /429/60/x answers 429 with Retry-After: 60. Ends when its
standard input closes.
"""

import http.server
import json
import pathlib
import ssl
import sys
import threading

spool, cert, key = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
taken = 0


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        global taken
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        taken += 1
        (spool / f"{taken}.bin").write_bytes(body)
        facts = {"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}}
        (spool / f"{taken}.tmp").write_text(json.dumps(facts))
        (spool / f"{taken}.tmp").rename(spool / f"{taken}.json")
        parts = self.path.strip("/").split("/")
        self.send_response(int(parts[0]))
        if len(parts) > 2:
            self.send_header("Retry-After", parts[1])
        if parts[0] == "302":
            self.send_header("Location", "/201/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(cert, key)
server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
(spool / "port.tmp").write_text(str(server.server_address[1]))
(spool / "port.tmp").rename(spool / "port")
sys.stdin.read()
