#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Scans a lab through three upstreams, of which one, the first, is dead, slow or lying: what that costs, and who is named.

upstream_run.py COMMAND [--domains N] [--timeout TIME]

The dead one answers nothing, the slow one 400 ms late, the lying one with neither records nor SOA. Needs root and
nft; runs in a network namespace of its own. Fails when an outcome is wrong.
"""

import argparse
import heapq
import os
import select
import signal
import socket
import sys
import tempfile
import time

import scans

GOOD = [5300, 5301]
BAD = 5302
LATENESS = 0.4


def lie(query):
    """NOERROR with the question and nothing else (RFC 2308 would have it prove nothing)."""
    end = 12
    while query[end]:
        end += query[end] + 1
    return query[:2] + b"\x81\x80" + b"\0\1" + bytes(6) + query[12:end + 5]


class Middle:
    """Stands between the scan and a good server, over UDP, in a process of its own."""

    def __init__(self, port, kind):
        self.process = os.fork()
        if self.process:
            return
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        self.outside = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.outside.bind(("127.0.0.1", port))
        self.serve_lies() if kind == "lying" else self.serve_late()

    def end(self):
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)

    def serve_lies(self):
        while True:
            query, client = self.outside.recvfrom(4096)
            self.outside.sendto(lie(query), client)

    def serve_late(self):
        inside = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        inside.connect(("127.0.0.1", GOOD[0]))
        clients, waiting = {}, []
        while True:
            pause = max(0, waiting[0][0] - time.monotonic()) if waiting else None
            for ready in select.select([self.outside, inside], [], [], pause)[0]:
                packet, sender = ready.recvfrom(4096)
                if ready is inside:
                    heapq.heappush(waiting, (time.monotonic() + LATENESS, packet, clients.pop(packet[:2], None)))
                else:
                    clients[packet[:2]] = sender
                    inside.send(packet)
            while waiting and waiting[0][0] <= time.monotonic():
                _, packet, client = heapq.heappop(waiting)
                if client:
                    self.outside.sendto(packet, client)


def run(command, folder, options, expected, kind):
    middle = Middle(BAD, kind) if kind in ("slow", "lying") else None
    if kind == "dead":
        scans.drop([BAD], 100)
    try:
        seen = scans.scan(command, folder, [BAD, *GOOD], options)
    finally:
        if middle:
            middle.end()
        if kind == "dead":
            scans.drop_nothing()
    counts = scans.compare(expected.outcomes, seen.outcomes)
    scans.show(f"one of three {kind}: {seen.seconds:.1f} s, {seen.seconds / expected.seconds:.2f} times", counts)
    named = [line for line in seen.said.splitlines() if line.startswith("warning:")]
    print("  " + ("\n  ".join(named) or "nobody is named"))
    return counts["domains wrong"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command")
    parser.add_argument("--domains", type=int, default=2000)
    parser.add_argument("--timeout", default="2s")
    given = parser.parse_args()
    scans.in_a_network_of_our_own()
    options = ["--timeout", given.timeout, "--rate", "2000"]
    with tempfile.TemporaryDirectory() as folder:
        lab = scans.write_lab(folder, given.domains)
        servers = [scans.serve(given.command, lab, port) for port in GOOD]
        try:
            third = scans.serve(given.command, lab, BAD)
            well = scans.scan(given.command, folder, [BAD, *GOOD], options)
            third.kill()
            third.wait()
            print(f"three that are well: {well.seconds:.1f} s")
            wrong = sum(run(given.command, folder, options, well, kind) for kind in ("dead", "slow", "lying"))
        finally:
            for server in servers:
                server.kill()
                server.wait()
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
