#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Scans a lab through three upstreams, of which one, the first, is dead, slow or lying: what that costs, and who is named.

upstream_run.py COMMAND [--domains N] [--timeout TIME] [--rate N] [--workers N] [--runs N]

The dead one answers nothing, the slow one 400 ms late, the lying one with neither records nor SOA. Needs root and
nft; runs in a network namespace of its own. Fails when an outcome is wrong.
"""

import argparse
import heapq
import os
import select
import signal
import socket
import statistics
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


def scan_with(kind, command, folder, lab, options):
    """One scan through three upstreams, of which the first is of this kind."""
    middle = Middle(BAD, kind) if kind in ("slow", "lying") else None
    third = scans.serve(command, lab, BAD) if kind == "well" else None
    if kind == "dead":
        scans.drop([BAD], 100)
    try:
        return scans.scan(command, folder, [BAD, *GOOD], options)
    finally:
        if middle:
            middle.end()
        if third:
            third.kill()
            third.wait()
        if kind == "dead":
            scans.drop_nothing()


def report(kind, well, seen):
    """The middle of all runs, against those with three that are well. Counts wrong domains."""
    took, usual = (statistics.median(s.seconds for s in runs) for runs in (seen, well))
    counts = scans.compare(well[0].outcomes, seen[-1].outcomes)
    scans.show(f"one of three {kind}: {took:.1f} s, {took / usual:.2f} times", counts)
    named = [line for line in seen[-1].said.splitlines() if line.startswith("warning:")]
    print("  " + ("\n  ".join(named) or "nobody is named"))
    return counts["domains wrong"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command")
    parser.add_argument("--domains", type=int, default=5000)
    parser.add_argument("--timeout", default="2s")
    parser.add_argument("--rate", default="0")
    parser.add_argument("--workers", default="1")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    scans.in_a_network_of_our_own()
    options = ["--timeout", given.timeout, "--rate", given.rate, "--workers", given.workers]
    kinds = ("well", "dead", "slow", "lying")
    seen = {kind: [] for kind in kinds}
    with tempfile.TemporaryDirectory() as folder:
        lab = scans.write_lab(folder, given.domains)
        servers = [scans.serve(given.command, lab, port) for port in GOOD]
        try:
            for _ in range(given.runs):
                for kind in kinds:
                    seen[kind].append(scan_with(kind, given.command, folder, lab, options))
        finally:
            for server in servers:
                server.kill()
                server.wait()
    print(f"three that are well: {statistics.median(s.seconds for s in seen['well']):.1f} s")
    wrong = sum(report(kind, seen["well"], seen[kind]) for kind in kinds[1:])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
