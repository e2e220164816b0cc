#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""What one more domain costs, counted and not timed: instructions, allocations, bytes of record, questions.

Every world is audited with few and with many of its domains, over zones in memory and in one process; the
difference is what the domains cost without the start. The result is compared with tests/bench/cost.json, which
--record writes anew: more by 3 % is an error.
"""
import argparse
import json
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
RECORDED = os.path.join(ROOT, "tests/bench/cost.json")
FEW, MANY = 20, 120
TOLERANCE = 1.03

KEY = ("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAuzxqDHW3yAMXnBtkkYHU8AyelORotsPatYUn85up/KQsE2ghRifMvtaO+56RBrN1Pq"
       "MWZQFNdMBIf/3IJ3GxwFNjxNDbkl2LRjD/zGzi0PsFyARjA6EUj3Ae+EG3COPTe0+KJV+q8VFcRLjJO/PzU+MjLDrb3qfwpUh3S0pSUtfrpYhvR9"
       "T4px7DNCLO", "96KdJp1i99+AbJGyylxxaYA68eLWQzGja7ddgIDhu5+aNdXJA50rmpeX5GYFkGK60rALQ9lRtaIpcVqoH3Sz2Fcu4LZ5GtGOo+LQ"
       "GK32kJ/99usm3r9+z65EKc9UNazSXS7fWG/joFDjMbaMrYS3ANOtMQIDAQAB")

COMMON = """@ SOA ns1.host.test. hostmaster 2026010100 14400 3600 1209600 3600
@ NS ns1.host.test.
@ NS ns2.host.test."""

WORLDS = {
    "good": COMMON + f"""
@ MX 10 mx1
@ MX 20 mx2
mx1 A 192.0.2.1
mx1 AAAA 2001:db8::1
mx2 A 192.0.2.2
@ A 192.0.2.80
@ TXT "v=spf1 mx -all"
_dmarc TXT "v=DMARC1; p=reject; rua=mailto:dmarc@host.test"
default._domainkey TXT "v=DKIM1; k=rsa; p={KEY[0]}" "{KEY[1]}"
_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@host.test"
@ CAA 0 issue "ca.example"
@ CAA 0 issuewild ";"
@ CAA 0 iodef "mailto:security@host.test\"""",
    "bad": COMMON + """
@ MX 10 mx
@ MX 20 gone
mx CNAME host
host A 192.0.2.21
@ TXT "v=spf1 mx +all"
@ TXT "v=spf1 ip4:192.0.2.0/24 -all"
_dmarc TXT "v=DMARC1; p=none; ruf=here"
@ CAA 0 issue "ca.example; policy\"""",
    "parked": COMMON + """
@ MX 0 .
@ TXT "v=spf1 -all"
_dmarc TXT "v=DMARC1; p=reject; rua=mailto:dmarc@host.test\"""",
}

HOST = """  host.test: |
    @ SOA ns1 hostmaster 2026010100 14400 3600 1209600 3600
    @ NS ns1
    @ NS ns2
    ns1 A 192.0.2.53
    ns2 A 198.51.100.53
    *._report._dmarc TXT "v=DMARC1"
  test: |
    @ NS a.nic
    a.nic A 192.0.2.153
"""


def write_world(folder, zone):
    """The path of a lab, and the names of its domains."""
    names = [f"d{i:05}.test" for i in range(MANY)]
    lab = os.path.join(folder, "lab.yaml")
    with open(lab, "w", encoding="ascii") as f:
        f.write("zones:\n" + HOST)
        for name in names:
            f.write(f"  {name}: |\n" + "".join(f"    {line}\n" for line in zone.splitlines()))
    return lab, names


def calls_in(counts):
    """How often each function was called, by what callgrind wrote."""
    names, calls, called = {}, {}, ""
    for line in counts:
        if line.startswith(("fn=", "cfn=")):
            number, _, name = line.split("=", 1)[1].strip().partition(" ")
            called = names.setdefault(number, name)
        elif line.startswith("calls="):
            calls[called] = calls.get(called, 0) + int(line[6:].split()[0])
    return calls


def scanned(dnslint, folder, lab, names):
    """What one scan of these names costs in one process."""
    listed, report, seen = (os.path.join(folder, name) for name in ("list", "report.jsonl", "counts"))
    with open(listed, "w", encoding="ascii") as f:
        f.writelines(name + "\n" for name in names)
    if os.path.exists(report):
        os.remove(report)
    words = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={seen}",
             dnslint, "scan", "-l", listed, "--zone", lab, "--in-flight", "20", "--workers", "0", "--format", "jsonl",
             "-o", report, "--now", "2026-06-01T00:00:00Z", "--verbose", "--no-rehearsal"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)} exited with {done.returncode}:\n{done.stderr[-2000:]}")
    with open(seen, encoding="utf-8", errors="replace") as f:
        calls = calls_in(f)
    return {
        "instructions": int(re.search(r"Collected : (\d+)", done.stderr)[1]),
        "allocations": sum(calls.get(name, 0) for name in ("malloc", "calloc", "realloc", "aligned_alloc")),
        "bytes of record": os.path.getsize(report),
        "questions": int(re.search(r"(\d+) questions", done.stderr)[1]),
        "questions sent": int(re.search(r"(\d+) sent", done.stderr)[1]),
    }


def cost_of(dnslint, zone):
    with tempfile.TemporaryDirectory() as folder:
        lab, names = write_world(folder, zone)
        few, many = (scanned(dnslint, folder, lab, names[:count]) for count in (FEW, MANY))
    return {what: round((many[what] - few[what]) / (MANY - FEW), 1) for what in many}


def grown(recorded, seen):
    """What is dearer than recorded."""
    return [f"{world}: {what}: {seen[world][what]} instead of {value}"
            for world, values in recorded.items() for what, value in values.items()
            if seen[world][what] > value * TOLERANCE]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dnslint", default=os.path.join(ROOT, "build/bin/dnslint"))
    parser.add_argument("--record", action="store_true", help="write what was counted to tests/bench/cost.json")
    given = parser.parse_args()
    seen = {name: cost_of(given.dnslint, zone) for name, zone in WORLDS.items()}
    print(json.dumps(seen, indent=3))
    if given.record:
        with open(RECORDED, "w", encoding="ascii") as f:
            f.write(json.dumps(seen, indent=3) + "\n")
        return 0
    with open(RECORDED, encoding="ascii") as f:
        faults = grown(json.load(f), seen)
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
