# SPDX-License-Identifier: Apache-2.0
"""Compares `dnslint spf --ip` with pyspf (python3-spf) over generated records and zones.

spf_test.py DNSLINT [--count N] [--seed N]. Needs Debian's own Python. Differences that follow from what pyspf
does otherwise than RFC 7208 are counted by their reason; any other fails.
"""

import argparse
import collections
import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import spf

from spf_cases import Generator


def in_zone(zone, apex):
    return {name: types for name, types in zone.items() if name == apex or name.endswith("." + apex)}


def text_of(kind, value):
    if kind == "TXT":  # strings of at most 255 bytes
        parts = [value[i : i + 255] for i in range(0, len(value), 255)] or [""]
        return " ".join(
            '"%s"' % part.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\009") for part in parts
        )
    if kind == "MX":
        return "%d %s." % value
    return value + "." if kind in ("CNAME", "PTR") else value


def lab_of(zone):
    lines = ["zones:"]
    faults = []
    for apex in ("example.test", "in-addr.arpa"):
        lines.append("  %s: |" % apex)
        lines.append("    @ HINFO x y")
        for name, types in sorted(in_zone(zone, apex).items()):
            if "FAIL" in types:
                faults.append('  "%s": servfail' % name)
            for kind, values in sorted(types.items()):
                for value in values:
                    lines.append("    %s. %s %s" % (name, kind, text_of(kind, value)))
    return "\n".join(lines + (["faults:"] + faults if faults else [])) + "\n"


def answers_of(zone, name, kind, chain=()):
    """What a resolver gives pyspf: ((name, type), value) pairs, CNAMEs first."""
    types = zone.get(name.lower().rstrip("."), {})
    if "FAIL" in types:
        raise spf.TempError("DNS SERVFAIL")
    found = []
    if "CNAME" in types and name not in chain:
        target = types["CNAME"][0]
        if "FAIL" in zone.get(target, {}):
            return []  # a fault of the lab is about the name that is asked for; behind an alias nothing is there
        if target == name:
            raise spf.TempError("DNS loop")
        if target in chain:
            raise spf.TempError("DNS loop")
        found.append(((name, "CNAME"), target))
        return found + answers_of(zone, target, kind, (*chain, name))
    values = types.get(kind, [])
    if kind == "TXT":
        values = [(v.encode(),) for v in values]
    if kind == "MX":
        values = sorted(values)
    return found + [((name, kind), v) for v in values]


def reference(zone, message):
    class Query(spf.query):
        """Says why it stopped, and how often a lookup found nothing."""

    spf.DNSLookup = lambda name, kind, *_: answers_of(zone, name, kind)
    query = Query(i=message["ip"], s=message["sender"], h=message["helo"], receiver="unknown", querytime=0)
    return (*query.check(), query.void_lookups)


def ours(dnslint, folder, number, zone, message):
    lab = Path(folder) / ("%d.yaml" % number)
    lab.write_text(lab_of(zone))
    words = [dnslint, "spf", "example.test", "--ip", message["ip"], "--mail-from", message["sender"], "--helo",
             message["helo"], "--zone", str(lab), "--format", "json"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    lab.unlink()
    if done.returncode != 0:
        raise SystemExit("case %d: status %d: %s" % (number, done.returncode, done.stderr))
    return json.loads(done.stdout)


# What pyspf lets pass, by a part of our reason. RFC 7208 sections 7.1, 7.3 and 5.7.
LENIENT = {
    "a macro cannot keep 0 labels": "pyspf lets %{d0} pass",
    "has no place in a macro": "pyspf lets a macro pass that does not end, or has odd letters",
    "the macro has no closing": "pyspf lets a macro pass that does not end, or has odd letters",
    "'exists' needs ':'": "pyspf lets exists pass without a domain name",
}


def reason(mine, theirs, why, zone):
    """Why pyspf may differ; empty when nothing explains it."""
    asks_reverse = any(q["type"] == "PTR" for q in mine["questions"])
    if "trivial recursion" in why:
        return "pyspf refuses a record that includes itself even when an earlier term matches"
    if "Void lookup" in why and asks_reverse:
        return "pyspf counts what the client's own reverse names lead to as void lookups of the domain"
    has_p = any("{p" in text.lower() for types in zone.values() for text in types.get("TXT", []))
    if has_p and ("Void lookup" in why or theirs == "temperror"):
        return "pyspf expands the macro p of terms that are never reached"
    if "Void lookup" in why and any(q["type"] == "MX" for q in mine["questions"]):
        return "pyspf looks up the addresses of all exchanges before it compares the first"
    names_no_domain = any(
        re.search(r"ptr:(xxxx|\S*\.\.)", text) for types in zone.values() for text in types.get("TXT", [])
    )
    if names_no_domain and ("Void lookup" in why or theirs == "temperror"):
        return "pyspf asks for reverse names though the term names what can be no domain"
    if theirs == "temperror" and asks_reverse:
        return "pyspf ends where a reverse name cannot be validated; RFC 7208 section 5.5 skips it"
    if "Void lookup" in why and any("CNAME" in types for types in zone.values()):
        return "pyspf counts a chain of CNAMEs to nothing once for each link"
    if mine["result"] == "permerror":
        for part, known in LENIENT.items():
            if part in mine["reason"]:
                return known
    return ""


def compare(dnslint, folder, number, seed):
    zone, message = Generator("%d/%d" % (seed, number)).case()
    return number, zone, message, ours(dnslint, folder, number, zone, message)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dnslint")
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    results, explained, wrong = collections.Counter(), collections.Counter(), 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as workers:
        cases = workers.map(lambda n: compare(options.dnslint, folder, n, options.seed), range(options.count))
        for number, zone, message, mine in cases:
            theirs, _, why, _ = reference(zone, message)
            results[mine["result"]] += 1
            if mine["result"] == theirs:
                continue
            known = reason(mine, theirs, why, zone)
            if known:
                explained[known] += 1
                continue
            wrong += 1
            if wrong <= 10:
                print("case %d: dnslint %s (%s), pyspf %s (%s)" % (number, mine["result"], mine["reason"], theirs, why))
                print("  %s\n  %s" % (message, zone))
    print(dict(results))
    for known, count in explained.items():
        print("%5d  %s" % (count, known))
    print("%d cases, %d unexplained differences" % (options.count, wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
