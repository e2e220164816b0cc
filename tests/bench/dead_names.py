#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The shared resolver with 5 % of names dead against none, from a server 20 ms away.

The server runs on the first core, the client on the second. Prints CPU microseconds per question and
questions per second of both, and the ratios.
"""
import argparse
import statistics
import subprocess
import tempfile
import time

import resolver_nsd
import scan_nsd


def write_questions(path, count, dead_percent):
    with open(path, "w") as f:
        for i in range(count):
            f.write(f"{'dead' if i * 37 % 100 < dead_percent else 'live'}-{i}.test A\n")


def run(folder, port, bench, words):
    _, _, out = resolver_nsd.measured([bench, f"127.0.0.1:{port}", f"{folder}/questions", *words])
    got = {k: float(v) for k, v in (word.split("=") for word in out.split())}
    return (got["user"] + got["system"]) / got["questions"] * 1e6, got["questions"] / got["seconds"], out.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", default="build-bench/bin")
    parser.add_argument("--questions", type=int, default=500000)
    parser.add_argument("--in-flight", type=int, default=10000)
    parser.add_argument("--delay", type=int, default=20, help="milliseconds")
    parser.add_argument("--dead", type=int, default=5, help="percent")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    port = scan_nsd.free_port()
    server = subprocess.Popen(["taskset", "-c", "0", f"{given.bin}/delay_server", str(port), str(given.delay)])
    time.sleep(0.3)
    rows = {0: [], given.dead: []}
    try:
        with tempfile.TemporaryDirectory() as folder:
            for _ in range(given.rounds):
                for dead, seen in rows.items():
                    write_questions(f"{folder}/questions", given.questions, dead)
                    seen.append(run(folder, port, f"{given.bin}/resolver_bench", [str(given.in_flight)]))
                    print(f"{dead} % dead:", seen[-1][2])
    finally:
        server.terminate()
    (healthy_cost, healthy_rate), (cost, rate) = (
        [statistics.median(r[i] for r in seen) for i in (0, 1)] for seen in rows.values())
    print(f"healthy {healthy_cost:.2f} us per question, {healthy_rate:.0f} a second; {given.dead} % dead {cost:.2f} us, "
          f"{rate:.0f} a second; ratios {cost / healthy_cost:.2f} and {rate / healthy_rate:.2f}")


if __name__ == "__main__":
    main()
