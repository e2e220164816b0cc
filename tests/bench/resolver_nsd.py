#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""The shared resolver alone against dnsperf, in turns, on the same questions.

NSD runs on the first core, the client on the second. Prints CPU microseconds per question, and the
ratio of the medians.
"""
import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import tempfile

import scan_nsd


def write_zone(folder, count):
    """One zone with everything, as NSD's cost is not what is measured; and the questions."""
    lines = ["$TTL 3600", "@ SOA ns.bench.test. hostmaster.bench.test. 1 7200 3600 1209600 300", "@ NS ns.bench.test."]
    questions = []
    for i in range(count):
        d = f"d{i}.bench-{i % 97}"
        lines += [f"{d} MX 10 mx1.{d}", f'{d} TXT "v=spf1 mx ip4:192.0.2.0/24 -all"', f"{d} A 192.0.2.1",
                  f"mx1.{d} A 192.0.2.10", f"mx1.{d} AAAA 2001:db8::10",
                  f'_dmarc.{d} TXT "v=DMARC1; p=reject; rua=mailto:dmarc@example.test"']
        questions += [f"{d}.test A", f"{d}.test AAAA", f"{d}.test MX", f"{d}.test TXT", f"{d}.test NS", f"{d}.test CAA",
                      f"_dmarc.{d}.test TXT", f"_mta-sts.{d}.test TXT", f"_smtp._tls.{d}.test TXT",
                      f"mx1.{d}.test A", f"mx1.{d}.test AAAA", f"default._domainkey.{d}.test TXT"]
    with open(f"{folder}/test", "w") as f:
        f.write("\n".join(lines) + "\n")
    with open(f"{folder}/questions", "w") as f:
        f.write("\n".join(questions) + "\n")
    return len(questions), 'zone:\n  name: "test"\n  zonefile: "test"\n'


def measured(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(["taskset", "-c", "1", *command], stdout=subprocess.PIPE, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime, done.stdout


def lost_by_kernel():
    with open("/proc/net/snmp") as f:
        names, values = [line.split() for line in f if line.startswith("Udp:")]
    return int(values[names.index("RcvbufErrors")])


def dnsperf(folder, port, in_flight):
    user, system, out = measured(["dnsperf", "-s", "127.0.0.1", "-p", str(port), "-d", f"{folder}/questions", "-n", "1",
                                  "-c", "1", "-T", "1", "-q", str(in_flight)])
    sent = int(re.search(r"Queries sent:\s+(\d+)", out)[1])
    return user / sent * 1e6, system / sent * 1e6, re.search(r"Queries lost:.*", out)[0]


def ours(folder, port, bench, words):
    _, _, out = measured([bench, f"127.0.0.1:{port}", f"{folder}/questions", *words])
    got = dict(word.split("=") for word in out.split())
    count = int(got["questions"])
    return float(got["user"]) / count * 1e6, float(got["system"]) / count * 1e6, out.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", default="build-bench/bin/resolver_bench")
    parser.add_argument("--names", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--in-flight", type=int, default=1000)
    parser.add_argument("--dnsperf-in-flight", type=int, default=100, help="its own default")
    parser.add_argument("words", nargs="*", help="further words for resolver_bench")
    given = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="dnslint-bench-")
    os.chmod(folder, 0o755)
    try:
        count, config = write_zone(folder, given.names)
        port = scan_nsd.free_port()
        nsd = scan_nsd.start_nsd(folder, config, port)
        try:
            rows = {"dnsperf": [], "dnslint": []}
            for _ in range(given.rounds):
                rows["dnsperf"].append(dnsperf(folder, port, given.dnsperf_in_flight))
                lost = lost_by_kernel()
                rows["dnslint"].append(ours(folder, port, given.bench, [str(given.in_flight), *given.words]))
                print(rows["dnslint"][-1][2], f"RcvbufErrors={lost_by_kernel() - lost}")
        finally:
            nsd.terminate()
            nsd.wait()
    finally:
        shutil.rmtree(folder)
    costs = {}
    for who, all_rounds in rows.items():
        user, system = (statistics.median(r[i] for r in all_rounds) for i in (0, 1))
        costs[who] = statistics.median(r[0] + r[1] for r in all_rounds)
        print(f"{who}: {costs[who]:.2f} us per question (user {user:.2f}, system {system:.2f}), {count} questions, "
              f"median of {given.rounds}")
    print(f"ratio {costs['dnslint'] / costs['dnsperf']:.2f}")


if __name__ == "__main__":
    main()
