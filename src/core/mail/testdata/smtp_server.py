"""A real SMTP server for the tests: aiosmtpd, behaving as it is told.

Writes each message it takes to SPOOL as NUMBER.eml, with its envelope in NUMBER.json, and the port
it listens on to SPOOL/port. Ends when its standard input closes.
"""

import argparse
import asyncio
import json
import pathlib
import ssl
import sys
import warnings

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

parser = argparse.ArgumentParser()
parser.add_argument("spool", type=pathlib.Path)
parser.add_argument("--port", type=int, default=0)
parser.add_argument("--refuse", default="", help="a recipient answered with 550")
parser.add_argument("--later", type=int, default=0, help="so many recipients are first told 451")
parser.add_argument("--delay", type=float, default=0, help="seconds before DATA is answered")
parser.add_argument("--login", default="", help="user:password that is asked for")
parser.add_argument("--tls", choices=["none", "starttls", "tls"], default="none")
parser.add_argument("--cert", default="")
parser.add_argument("--key", default="")
args = parser.parse_args()


class Handler:
    def __init__(self):
        self.taken = 0
        self.told_later = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address == args.refuse:
            return f"550 5.1.1 <{address}> is nobody here"
        if self.told_later < args.later:
            self.told_later += 1
            return "451 4.7.1 Greylisted, come back"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server, session, envelope):
        await asyncio.sleep(args.delay)
        self.taken += 1
        stem = args.spool / f"{self.taken}"
        stem.with_suffix(".eml").write_bytes(envelope.content)
        facts = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "tls": session.ssl is not None or args.tls == "tls",
            "login": bool(session.authenticated),
        }
        stem.with_suffix(".tmp").write_text(json.dumps(facts))
        stem.with_suffix(".tmp").rename(stem.with_suffix(".json"))
        return "250 2.0.0 Taken"


def authenticate(server, session, envelope, mechanism, data):
    user, _, password = args.login.partition(":")
    good = isinstance(data, LoginPassword) and data.login == user.encode() and data.password == password.encode()
    return AuthResult(success=good, handled=False)


async def main():
    warnings.simplefilter("ignore")
    context = None
    if args.tls != "none":
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(args.cert, args.key)
    handler = Handler()

    def session():
        return SMTP(
            handler,
            hostname="test",
            tls_context=context if args.tls == "starttls" else None,
            require_starttls=args.tls == "starttls",
            authenticator=authenticate if args.login else None,
            auth_required=bool(args.login),
            auth_require_tls=False,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        session, "127.0.0.1", args.port, ssl=context if args.tls == "tls" else None)
    port = server.sockets[0].getsockname()[1]
    (args.spool / "port.tmp").write_text(str(port))
    (args.spool / "port.tmp").rename(args.spool / "port")
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
