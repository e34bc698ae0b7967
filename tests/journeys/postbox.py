"""A mail server for the journeys: prints each message it takes as a line of JSON.

    /usr/bin/python3 postbox.py PORT
"""

import asyncio
import email
import email.policy
import json
import sys

from aiosmtpd.controller import UnthreadedController


class Postbox:
    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        text = message.get_body(("plain",))
        html = message.get_body(("html",))
        print(
            json.dumps(
                {
                    "to": envelope.rcpt_tos[0],
                    "subject": str(message["subject"]),
                    "text": text.get_content() if text else "",
                    "html": html.get_content() if html else "",
                    "unsubscribe": str(message["list-unsubscribe"] or ""),
                    "from": str(message["from"]),
                    "replyTo": str(message["reply-to"] or ""),
                    "raw": envelope.content.decode("latin-1"),
                }
            ),
            flush=True,
        )
        return "250 OK"


loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
UnthreadedController(Postbox(), hostname="127.0.0.1", port=int(sys.argv[1]), loop=loop).begin()
print("{}", flush=True)
loop.run_forever()
