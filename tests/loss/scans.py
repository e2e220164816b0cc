# SPDX-License-Identifier: Apache-2.0
"""A lab of many domains, served on loopback, and scans of it whose outcomes can be compared."""

import collections
import json
import os
import subprocess
import sys
import time


def in_a_network_of_our_own():
    """Runs this program again in a network namespace, where packets may be dropped without harm."""
    if os.environ.get("DNSLINT_LOSS_NAMESPACE"):
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        return
    os.environ["DNSLINT_LOSS_NAMESPACE"] = "1"
    os.execvp("unshare", ["unshare", "-n", sys.executable, "-B", *sys.argv])


def domain(i):
    return f"d{i}.loss.test"


def zone(i):
    """Three in ten lack something, so that there is absence that could be got wrong."""
    lines = [f'@ TXT "v=spf1 {"mx -all" if i % 3 else "?all"}"']
    if i % 10:
        lines += ["@ MX 10 mx", "mx A 192.0.2.1"]
    if i % 10 != 3:
        lines.append('_dmarc TXT "v=DMARC1; p=reject"')
    if i % 10 == 4:
        lines.append('_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@example.test"')
    return "".join(f"    {line}\n" for line in lines)


def write_lab(folder, count):
    path = f"{folder}/lab.yaml"
    with open(path, "w", encoding="utf-8") as f:
        f.write("zones:\n  test:\n")
        f.writelines(f"  {domain(i)}: |\n{zone(i)}" for i in range(count))
    with open(f"{folder}/list", "w", encoding="utf-8") as f:
        f.writelines(domain(i) + "\n" for i in range(count))
    return path


def serve(command, lab, port):
    server = subprocess.Popen([command, "lab", lab, "--listen", f"127.0.0.1:{port}"], stdout=subprocess.PIPE)
    server.stdout.readline()
    return server


def drop(ports, percent):
    """Loses this share of the packets to these ports, and of those from them, where they arrive."""
    chance = f"numgen random mod 100 < {percent} " if percent < 100 else ""
    rules = "".join(
        f"meta l4proto {{ tcp, udp }} th {side} {port} {chance}drop\n"
        for port in ports for side in ("dport", "sport"))
    chain = "type filter hook input priority 0; policy accept;"
    text = f"table inet loss {{\nchain arriving {{\n{chain}\n{rules}}}\n}}\n"
    subprocess.run(["nft", "-f", "-"], input=text, text=True, check=True)


def drop_nothing():
    subprocess.run(["nft", "delete", "table", "inet", "loss"], check=True)


Scan = collections.namedtuple("Scan", "outcomes said seconds")


def outcomes_of(record):
    outcomes = {check["id"]: check["outcome"] for check in record["findings"]}
    outcomes.update(dict.fromkeys(record["passed"], "pass"))
    for checks in record["not_applicable"].values():
        outcomes.update(dict.fromkeys(checks, "not-applicable"))
    return outcomes


def scan(command, folder, ports, options):
    """The outcomes of all checks by domain and id; what the command said; and how long it took."""
    words = [command, "scan", "-l", f"{folder}/list", "--format", "jsonl", "--verbose", "--send-mode", "spread"]
    for port in ports:
        words += ["--resolver", f"127.0.0.1:{port}"]
    begin = time.monotonic()
    done = subprocess.run([*words, *options], capture_output=True, text=True, check=True)
    seconds = time.monotonic() - begin
    outcomes = {}
    for line in done.stdout.splitlines():
        record = json.loads(line)
        if record["kind"] == "domain":
            outcomes[record["domain"]] = outcomes_of(record)
    return Scan(outcomes, done.stderr, seconds)


def compare(expected, seen):
    """Counts of domains and of checks that are equal, unknown now, or wrong: known, and something else."""
    counts = collections.Counter()
    for name, checks in expected.items():
        verdicts = collections.Counter(
            "equal" if seen[name][check] == outcome else "unknown" if seen[name][check] == "unknown" else "wrong"
            for check, outcome in checks.items())
        counts.update({f"checks {verdict}": n for verdict, n in verdicts.items()})
        counts["domains " + ("wrong" if verdicts["wrong"] else "unknown" if verdicts["unknown"] else "equal")] += 1
    return counts


def show(title, counts):
    print(title)
    for what in ("domains", "checks"):
        total = sum(n for name, n in counts.items() if name.startswith(what))
        shares = ", ".join(f"{counts[f'{what} {v}']} {v} ({100 * counts[f'{what} {v}'] / total:.2f} %)"
                           for v in ("equal", "unknown", "wrong"))
        print(f"  {what}: {total}, {shares}")
