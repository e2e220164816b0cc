#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Scans generated domains against NSD on loopback and prints what it cost.

NSD runs on the first core, dnslint on the second. Every domain is a zone of its own; one in ten
publishes no mail, one in ten has a weak SPF record, one in ten no DMARC record.
"""
import argparse
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time


def zone_text(i):
    lines = ["$TTL 3600", "@ SOA ns.bench.test. hostmaster.bench.test. 1 7200 3600 1209600 300", "@ NS ns.bench.test."]
    if i % 10 == 1:
        lines += ['@ MX 0 .', '@ TXT "v=spf1 -all"', '_dmarc TXT "v=DMARC1; p=reject"']
        return "\n".join(lines) + "\n"
    spf = "v=spf1 mx ?all" if i % 10 == 2 else "v=spf1 mx ip4:192.0.2.0/24 -all"
    lines += ["@ MX 10 mx1", "@ MX 20 mx2", f'@ TXT "{spf}"', "@ A 192.0.2.1", "www CNAME @"]
    lines += ["mx1 A 192.0.2.10", "mx1 AAAA 2001:db8::10", "mx2 A 192.0.2.11"]
    if i % 10 != 3:
        lines.append('_dmarc TXT "v=DMARC1; p=reject; rua=mailto:dmarc@example.test"')
    if i % 2:
        lines.append('_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@example.test"')
    return "\n".join(lines) + "\n"


def free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def write_zones(folder, count):
    names = [f"d{i}.bench-{i % 97}.test" for i in range(count)]
    config = []
    for i, name in enumerate(names):
        with open(f"{folder}/{name}", "w") as f:
            f.write(zone_text(i))
        config.append(f'zone:\n  name: "{name}"\n  zonefile: "{name}"\n')
    # The parent, so that walks up the tree find an answer with a SOA.
    with open(f"{folder}/test", "w") as f:
        f.write("$TTL 3600\n@ SOA ns.bench.test. hostmaster.bench.test. 1 7200 3600 1209600 300\n@ NS ns.bench.test.\n")
        f.writelines(f"{name}. NS ns.bench.test.\n" for name in names)
    config.append('zone:\n  name: "test"\n  zonefile: "test"\n')
    return names, "".join(config)


def start_nsd(folder, config, port):
    path = f"{folder}/nsd.conf"
    with open(path, "w") as f:
        f.write(f"""server:
  ip-address: 127.0.0.1
  port: {port}
  username: ""
  chroot: ""
  zonesdir: "{folder}"
  pidfile: ""
  database: ""
  zonelistfile: "{folder}/zone.list"
  xfrdfile: "{folder}/xfrd.state"
  server-count: 1
  rrl-ratelimit: 0
remote-control:
  control-enable: no
{config}""")
    nsd = subprocess.Popen(["taskset", "-c", "0", "/usr/sbin/nsd", "-d", "-c", path],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    probe = b"\x12\x34\x01\x00\x00\x01\x00\x00\x00\x00\x00\x00\x04test\x00\x00\x06\x00\x01"
    for _ in range(300):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s:
            s.settimeout(0.1)
            try:
                s.sendto(probe, ("127.0.0.1", port))
                s.recv(512)
                return nsd
            except OSError:
                time.sleep(0.1)
    nsd.kill()
    sys.exit("NSD did not answer")


def scan(dnslint, folder, port, extra):
    command = ["taskset", "-c", "1", dnslint, "scan", "-l", f"{folder}/list", "--resolver", f"127.0.0.1:{port}",
               "--format", "jsonl", "-o", f"{folder}/report.jsonl", "--verbose", *extra]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True)
    elapsed = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    line = re.search(r"(\d+) domains; (\d+) questions, (\d+) sent, .*", done.stderr)
    if line is None:
        sys.exit(f"dnslint exited with {done.returncode}: {done.stderr[-2000:]}")
    user = after.ru_utime - before.ru_utime
    system = after.ru_stime - before.ru_stime
    return elapsed, user, system, after.ru_maxrss, line


def dnsperf(folder, names, port):
    """CPU seconds per million questions of dnsperf on the same names, for a ratio from one run."""
    with open(f"{folder}/questions", "w") as f:
        for name in names:
            f.writelines(f"{q} {t}\n" for q, t in ((name, "SOA"), (name, "MX"), (name, "TXT"),
                                                   (f"_dmarc.{name}", "TXT"), (f"mx1.{name}", "A"),
                                                   (f"mx1.{name}", "AAAA"), (f"_smtp._tls.{name}", "TXT")))
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(["taskset", "-c", "1", "dnsperf", "-s", "127.0.0.1", "-p", str(port), "-d",
                           f"{folder}/questions", "-n", "2", "-c", "1", "-T", "1", "-q", "100"],
                          stdout=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    sent = int(re.search(r"Queries sent:\s+(\d+)", done.stdout)[1])
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    print(f"dnsperf: {sent} questions, CPU {cpu / sent * 1e6:.1f} s per million")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dnslint", default="build/bin/dnslint")
    parser.add_argument("--domains", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dnsperf", action="store_true", help="measure dnsperf in the same run, too")
    parser.add_argument("extra", nargs="*", help="further options of dnslint scan, after --")
    given = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="dnslint-bench-")
    os.chmod(folder, 0o755)
    try:
        names, config = write_zones(folder, given.domains)
        with open(f"{folder}/list", "w") as f:
            f.writelines(name + "\n" for name in names)
        port = free_port()
        nsd = start_nsd(folder, config, port)
        try:
            for _ in range(given.rounds):
                elapsed, user, system, peak, line = scan(given.dnslint, folder, port, given.extra)
                domains, questions, sent = (int(line[i]) for i in (1, 2, 3))
                print(f"{domains} domains in {elapsed:.2f} s: {domains / elapsed:.0f} domains/s, "
                      f"{questions / domains:.1f} questions and {sent / domains:.1f} sent per domain, "
                      f"CPU {(user + system) / sent * 1e6:.1f} s per million sent "
                      f"(user {user:.2f} s, system {system:.2f} s), peak {peak / 1024:.0f} MiB")
                print("  " + line[0])
            if given.dnsperf:
                dnsperf(folder, names, port)
        finally:
            nsd.terminate()
            nsd.wait()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
