#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Scans a lab with and without loss, and compares the outcomes: loss may make them unknown, never wrong.

loss_run.py COMMAND [--domains N] [--loss PERCENT] [--tries N] [--timeout TIME] [--workers N] [--in-flight N]

Each packet, of a question or of an answer, UDP or TCP, is lost with this probability. Needs root and nft; runs
in a network namespace of its own. Fails when an outcome is wrong.
"""

import argparse
import sys
import tempfile

import scans

PORT = 5300


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command")
    parser.add_argument("--domains", type=int, default=10000)
    parser.add_argument("--loss", type=int, default=30)
    parser.add_argument("--tries", default="5")
    parser.add_argument("--timeout", default="500ms")
    parser.add_argument("--workers", default="1")
    parser.add_argument("--in-flight", default="200")
    given = parser.parse_args()
    scans.in_a_network_of_our_own()
    options = ["--tries", given.tries, "--timeout", given.timeout, "--workers", given.workers,
               "--in-flight", given.in_flight]
    with tempfile.TemporaryDirectory() as folder:
        server = scans.serve(given.command, scans.write_lab(folder, given.domains), PORT)
        try:
            whole = scans.scan(given.command, folder, [PORT], ["--timeout", "10s", "--in-flight", "20"])
            scans.drop([PORT], given.loss)
            lossy = scans.scan(given.command, folder, [PORT], options)
        finally:
            server.kill()
            server.wait()
    unknown = sum(o == "unknown" for checks in whole.outcomes.values() for o in checks.values())
    print(f"without loss: {whole.seconds:.1f} s, {unknown} checks unknown")
    counts = scans.compare(whole.outcomes, lossy.outcomes)
    scans.show(f"{given.loss} % loss both ways, {given.tries} tries of {given.timeout}: {lossy.seconds:.1f} s", counts)
    print("  " + lossy.said.strip().replace("\n", "\n  "))
    return 1 if counts["domains wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
