#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""A list of domains some of which never answer: in the order of the list, in any order, and without dead ones.

A lab is served on the first core, dnslint runs on the second. Prints domains per second, peak memory, and the
ratios to the list without dead domains.
"""
import argparse
import os
import resource
import statistics
import subprocess
import tempfile
import time

import scan_nsd


def write_lab(path, count, dead_percent):
    dead = [i for i in range(count) if i * 37 % 100 < dead_percent]
    with open(path, "w") as f:
        f.write("zones:\n")
        for i in range(count):
            text = scan_nsd.zone_text(i).replace("\n", "\n    ").rstrip()
            f.write(f"  d{i}.test: |\n    {text}\n")
        f.write("  bench.test: ''\n")
        if dead:
            f.write("faults:\n")
            f.writelines(f"  d{i}.test: timeout\n" for i in dead)


def serve(dnslint, lab, port):
    server = subprocess.Popen(["taskset", "-c", "0", dnslint, "lab", lab, "--listen", f"127.0.0.1:{port}"],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    server.stdout.readline()
    return server


def scan(given, folder, port, extra):
    command = ["taskset", "-c", "1", given.dnslint, "scan", "-l", f"{folder}/list", "--resolver", f"127.0.0.1:{port}",
               "--in-flight", str(given.in_flight), "--format", "jsonl", "-o", f"{folder}/report.jsonl", "--quiet",
               *extra, *given.extra]
    began = time.monotonic()
    child = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(child.pid, 0)
    elapsed = time.monotonic() - began
    with open(f"{folder}/report.jsonl") as f:
        lines = sum(1 for _ in f) - 2
    os.remove(f"{folder}/report.jsonl")
    return lines / elapsed, used.ru_maxrss / 1024, lines


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dnslint", default="build/bin/dnslint")
    parser.add_argument("--domains", type=int, default=20000)
    parser.add_argument("--in-flight", type=int, default=1000)
    parser.add_argument("--dead", type=int, default=5, help="percent")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("extra", nargs="*", help="further options of dnslint scan, after --")
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/list", "w") as f:
            f.writelines(f"d{i}.test\n" for i in range(given.domains))
        servers = {}
        for dead in (0, given.dead):
            write_lab(f"{folder}/{dead}.yaml", given.domains, dead)
            port = scan_nsd.free_port()
            servers[dead] = (serve(given.dnslint, f"{folder}/{dead}.yaml", port), port)
        kinds = {"healthy": (0, []), "unordered": (given.dead, ["--unordered"]), "ordered": (given.dead, [])}
        seen = {kind: [] for kind in kinds}
        try:
            for _ in range(given.rounds):
                for kind, (dead, extra) in kinds.items():
                    seen[kind].append(scan(given, folder, servers[dead][1], extra))
                    rate, peak, lines = seen[kind][-1]
                    print(f"{kind}: {lines} domains, {rate:.0f} a second, peak {peak:.0f} MiB", flush=True)
        finally:
            for server, _ in servers.values():
                server.terminate()
                server.wait()
    rates = {kind: statistics.median(s[0] for s in all_of) for kind, all_of in seen.items()}
    print(", ".join(f"{kind} {rate / rates['healthy']:.2f} of healthy" for kind, rate in rates.items()))


if __name__ == "__main__":
    main()
