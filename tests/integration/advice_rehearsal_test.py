# SPDX-License-Identifier: Apache-2.0
"""Rehearses every record that dnslint advises: advice_rehearsal_test.py DNSLINT

Each domain of some worlds is audited, each offered edit is applied to the zones by itself, and then all of a domain
together; after that the domain is audited again. The check must pass, no check that passed may fail or become unknown,
and what is to be removed must have been published. Records that nobody asked for must not be offered. The same audit
with the edits as an overlay must say the same as the one of the changed zones, but for what no server shows yet.
"""

import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from advice_faults import faults_after, is_overlaid

# By zone, in lines of master files with absolute names and no TTL.
BASE = {"test.": ["test. IN NS a.nic.test."],
        "host.test.": ["host.test. IN NS a.nic.test.", 'host.test. IN TXT "v=spf1 ip4:192.0.2.9 -all"',
                       "host.test. IN MX 10 mx.host.test.", "mx.host.test. IN A 192.0.2.9",
                       '*._report._dmarc.host.test. IN TXT "v=DMARC1"'],
        "cyber.dhs.gov.": ["cyber.dhs.gov. IN NS a.nic.test.", "dmarc.cyber.dhs.gov. IN MX 10 mx.host.test.",
                           '*._report._dmarc.dmarc.cyber.dhs.gov. IN TXT "v=DMARC1"']}
MX = ["{d} IN MX 10 mx.{d}", "mx.{d} IN A 192.0.2.1", "mx.{d} IN A 192.0.2.2", "mx.{d} IN AAAA 2001:db8::1"]
SPF = ['{d} IN TXT "v=spf1 mx -all"']
SOA = "{d} IN SOA ns1.host.test. hostmaster.{d} 7 %s"
GOOD_SOA = SOA % "14400 3600 1209600 3600"
WORLDS = {
    "nothing.test.": [],
    "website.test.": ["{d} IN A 192.0.2.80"],
    "watching.test.": [*MX, *SPF, '_dmarc.{d} IN TXT "v=DMARC1; p=none; sp=none; fo=1; rua=mailto:r@{d}"'],
    "testing.test.": [*MX, *SPF, '_dmarc.{d} IN TXT "v=DMARC1;p=quarantine; t=y ;rua=mailto:r@{d};"'],
    "unread.test.": [*MX, *SPF, '_dmarc.{d} IN TXT "v=DMARC1; p=reject; ruf=mailto:f@{d}"'],
    "tagless.test.": [*MX, *SPF, '_dmarc.{d} IN TXT "v=DMARC1; np=reject; rua=mailto:r@{d}"'],
    "twice.test.": [*MX, *SPF, '_dmarc.{d} IN TXT "v=DMARC1; p=none"', '_dmarc.{d} IN TXT "v=DMARC1; p=reject"'],
    "unprotected.test.": [*MX],
    "softly.test.": [*MX, '{d} IN TXT "v=spf1 mx ~all"', '_dmarc.{d} IN TXT "v=DMARC1; p=none; rua=mailto:r@{d}"'],
    "null-mx.test.": ["{d} IN MX 0 ."],
    "null-mx-10.test.": ["{d} IN MX 10 .", '{d} IN TXT "v=spf1 -all"', '_dmarc.{d} IN TXT "v=DMARC1; p=reject"'],
    "null-mx-mild.test.": ["{d} IN MX 0 .", '{d} IN TXT "v=spf1 -all"',
                           '_dmarc.{d} IN TXT "v=DMARC1; p=none; sp=none; rua=mailto:box@host.test"'],
    "null-mx-sends.test.": ["{d} IN MX 0 .", '{d} IN TXT "v=spf1 ip4:192.0.2.7 -all"'],
    "long-key.test.": [*MX, '{d} IN TXT "v=spf1 ' + " ".join(f"ip4:192.0.2.{i}" for i in range(12))[:220] + '" " -all"',
                       '_dmarc.{d} IN TXT "v=DMARC1; p=none; rua=mailto:' + "a" * 60 + '@{d}" "; fo=1; pct=100"'],
    "slow-soa.test.": [SOA % "14400 99999 1209600 3600", *MX, *SPF],
    "odd-soa.test.": [SOA % "60 30 80 900000", *MX, *SPF],
}
STATED = {
    "nothing stated": [],
    "stated": ["--set", "advice.rua=box@host.test", "--set", "advice.tls_rua=box@host.test",
               "--set", "advice.issuer=ca.test"],
    "senders known": ["--set", "advice.rua=box@host.test", "--set", "advice.enforce=yes"],
    "parked": ["--profile", "parked"],
    "all packs": ["--rules", "bod-18-01", "--rules", "nist-800-177", "--rules", "mail-strict", "--rules", "bulk-sender",
                  "--set", "advice.enforce=yes", "--set", "advice.rua=box@host.test"],
}
TIGHTENS = re.compile(r"p=(quarantine|reject)|-all")


def zones_of(world, domain):
    lines = [line.format(d=domain) for line in world]
    if not any(" IN SOA " in line for line in lines):
        lines.append(GOOD_SOA.format(d=domain))
    return [*lines, f"{domain} IN NS ns1.host.test.", f"{domain} IN NS ns2.host.test."]


def plain(line):
    """The line without its TTL, and a text as one string."""
    line = re.sub(r"^(\S+)\s+(\d+\s+)?IN ", r"\1 IN ", line.strip())
    return line.replace('" "', "")


def audit(dnslint, folder, domain, lines, options):
    lab = folder / "lab.yaml"
    zones = {**BASE, domain: lines}
    lab.write_text("zones:\n" + "".join(
        f"  {apex[:-1]}: |\n" + "".join(f"    {line}\n" for line in text) for apex, text in zones.items()))
    ran = subprocess.run([dnslint, "scan", domain[:-1], "--zone", str(lab), "--format", "json", "--no-rehearsal", *options],
                         capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 1, 3):
        sys.exit(f"{domain}: {ran.stderr}")
    return json.loads(ran.stdout)["domains"][0]


def applied(lines, edits):
    """The zone with the edits, which must fit; None when they do not."""
    left = [plain(line) for line in lines]
    for removed, added in edits:
        for line in removed:
            if plain(line) not in left:
                return None
            left.remove(plain(line))
        left += [line for line in added if plain(line) not in left]
    return left


def faults_of_overlay(folder, after, lines, edits, run):
    overlay = folder / "fix.overlay"
    overlay.write_text("".join(f"{sign} {line}\n" for removed, added in edits
                               for sign, part in (("-", removed), ("+", added)) for line in part))
    seen = run(lines, ["--overlay", str(overlay)])
    hidden = {f["id"] for f in seen["findings"] if is_overlaid(f)}
    told = {f["id"]: (f["outcome"], f["message"]) for f in seen["findings"] if f["id"] not in hidden}
    want = {f["id"]: (f["outcome"], f["message"]) for f in after["findings"] if f["id"] not in hidden}
    if told != want or (not hidden and seen["score"] != after["score"]):
        yield f"the overlay says {sorted(told.items() ^ want.items())}, {seen['score']} instead of {after['score']}"


def edits_of(record):
    return {f["id"]: (f["fix"].get("remove", []), f["fix"]["add"]) for f in record["findings"] if "add" in f.get("fix", {})}


def faults_of_offer(world, lines, stated, edits):
    """What may be said of the edits before any is applied."""
    has_mail = any(" IN MX " in line and not line.endswith(" .")
                   or '"v=spf1 ' in line and '"v=spf1 -all"' not in line for line in world)
    places = {}
    for check, (_, added) in edits.items():
        if has_mail and stated in ("nothing stated", "stated"):
            old = " ".join(lines)
            if not all(t.group() in old for line in added for t in TIGHTENS.finditer(line)):
                yield f"{check} tightens unasked: {added}"
        for line in added:
            owner, kind = re.match(r"(\S+) (?:\d+ )?IN (\S+)", line).groups()
            if places.setdefault((owner, kind), added) != added:
                yield f"two different records for {owner} {kind}"


def faults_of_rehearsal(folder, lines, before, chosen, run):
    changed = applied(lines, chosen)
    if changed is None:
        yield f"removes what is not published: {[removed for removed, _ in chosen]}"
        return
    after = run(changed, [])
    if (after["score"] or 0) < (before["score"] or 0):
        yield f"lowers the score from {before['score']} to {after['score']}"
    yield from faults_of_overlay(folder, after, lines, chosen, run)
    yield after


def rehearse(dnslint, stated, domain):
    """The number of rehearsals of one domain, and what went wrong."""
    options, world, faults = STATED[stated], WORLDS[domain], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)

        def run(zone, more):
            return audit(dnslint, folder, domain, zone, [*options, *more])

        lines = zones_of(world, domain)
        before = run(lines, [])
        edits = edits_of(before)
        faults += faults_of_offer(world, lines, stated, edits)
        tried = [[check] for check in edits] + [list(edits)] * (len(edits) > 1)
        for checks in tried:
            chosen = list({str(edits[check]): edits[check] for check in checks}.values())
            for fault in faults_of_rehearsal(folder, lines, before, chosen, run):
                told = [fault] if isinstance(fault, str) else faults_after(before, fault, checks)
                faults += [f"{checks}: {text}" for text in told]
    return len(tried), [f"{domain} ({stated}): {fault}" for fault in faults]


def main(dnslint):
    with ThreadPoolExecutor(2) as pool:
        work = [pool.submit(rehearse, dnslint, stated, domain) for stated in STATED for domain in WORLDS]
        results = [w.result() for w in work]
    edits = sum(count for count, _ in results)
    faults = [fault for _, some in results for fault in some]
    print(f"{len(results)} domains, {edits} rehearsals, {len(faults)} violations")
    for fault in faults:
        print(fault)
    return 1 if faults or edits < 20 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
