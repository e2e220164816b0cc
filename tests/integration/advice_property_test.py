# SPDX-License-Identifier: Apache-2.0
"""Follows the advice for many generated domains at once: advice_property_test.py DNSLINT [--count N] [--seed N]

Domains are put together from what people publish about mail, well and badly. All are audited; then all again under an
overlay that has the first edit of each, then the second, and at last all edits of each. The check of an edit must pass,
no check that passed may fail or become unknown, and the score must not fall because of what fails anew. What mail depends on must stay: hosts that
SPF lets send may send again, and no policy becomes stricter, unless the owner has said so.
"""
import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from advice_faults import faults_after

SOA = ["ns1.host.test. h.{d} 7 14400 3600 1209600 3600", "ns1.host.test. h.{d} 7 14400 99999 1209600 3600",
       "ns1.host.test. h.{d} 7 60 30 80 900000"]
MX = [[], ["MX 0 ."], ["MX 10 mx.{d}"], ["MX 10 mx.{d}", "MX 20 mx.host.test."], ["MX 10 ."],
      ["MX 0 .", "MX 10 mx.{d}"]]
ADDRESSES = [[], ["{d} A 192.0.2.80"], ["mx.{d} A 192.0.2.1"], ["mx.{d} A 192.0.2.1", "mx.{d} AAAA 2001:db8::1"]]
SPF = [[], ["v=spf1 -all"], ["v=spf1 mx -all"], ["v=spf1 mx ~all"], ["v=spf1 mx ?all"], ["v=spf1 +all"],
       ["v=spf1 ip4:192.0.2.7 include:host.test ~all"], ["v=spf1 mx -all", "v=spf1 a -all"], ["v=spf1 mx"],
       ["v=spf1 ip4:192.0.2.300 -all"], ["v=spf1 redirect=host.test"]]
POLICY = ["p=none", "p=quarantine", "p=reject", "p=reject; sp=none", "p=none; np=reject", "p=quarantine; t=y", "sp=none",
          "p=rejct"]
TAGS = ["", "; rua=mailto:r@{d}", "; rua=mailto:r@host.test", "; fo=1; rua=mailto:r@host.test", "; ruf=mailto:f@{d}",
        ";;  x=\\\\\\\"y ", "; pct=50"]
TLS = [[], ["v=TLSRPTv1; rua=mailto:t@host.test"], ["v=TLSRPTv1; rua=t@host.test"], ["v=TLSRPTv1"]]
CAA = [[], ['CAA 0 issue "ca.test"'], ['CAA 0 issue ";"'], ['CAA 0 issue "ca.test"', 'CAA 0 iodef "h"']]
KEY = "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQC2"
DKIM = [[], [f's1._domainkey.{{d}} TXT "v=DKIM1; p={KEY}"'],
        [f's1._domainkey.{{d}} TXT "v=DKIM1; t=y; p={KEY}"', f's2._domainkey.{{d}} TXT "p={KEY}A"'],
        ['s1._domainkey.{d} TXT "v=DKIM1; p="']]
ALIGNMENT = ["", "; adkim=s", "; aspf=s; adkim=r"]
OTHER = [[], ['TXT "token=1"'], ['TXT "a" "b"', 'TXT "' + "x" * 200 + '"']]
BASE = """zones:
  test: |
    @ NS a.nic.test.
  host.test: |
    @ NS a.nic.test.
    @ TXT "v=spf1 ip4:192.0.2.9 -all"
    @ MX 10 mx
    mx A 192.0.2.9
    *._report._dmarc TXT "v=DMARC1"
"""
STATED = {
    "nothing stated": [],
    "stated": ["--set", "advice.rua=box@host.test", "--set", "advice.tls_rua=box@host.test",
               "--set", "advice.issuer=ca.test"],
    "senders known": ["--set", "advice.rua=box@host.test", "--set", "advice.enforce=yes"],
    "parked": ["--profile", "parked"],
}
# Nobody has said that the senders are known, or that there are none.
CAREFUL = ("nothing stated", "stated")
STRICTNESS = {None: 0, "none": 0, "quarantine": 1, "reject": 2}


def quoted(text):
    return '"' + text[:200] + '"' + (f' "{text[200:]}"' if len(text) > 200 else "")


def generate(rng, domain):
    """Lines of a master file with absolute names."""
    lines = [f"{domain} SOA " + rng.choice(SOA), f"{domain} NS ns1.host.test.", f"{domain} NS ns2.host.test."]
    lines += [f"{domain} {mx}" for mx in rng.choice(MX)] + rng.choice(ADDRESSES)
    lines += [f"{domain} TXT {quoted(spf)}" for spf in rng.choice(SPF)] + [f"{domain} {r}" for r in rng.choice(OTHER)]
    for _ in range(rng.choices((0, 1, 2), (3, 9, 1))[0]):
        tags = rng.choice(POLICY) + rng.choice(TAGS) + rng.choice(ALIGNMENT)
        lines.append(f"_dmarc.{domain} TXT " + quoted("v=DMARC1; " + tags))
    lines += rng.choice(DKIM)
    lines += [f"_smtp._tls.{domain} TXT {quoted(tls)}" for tls in rng.choice(TLS)]
    lines += [f"{domain} {caa}" for caa in rng.choice(CAA)]
    return [line.format(d=domain) for line in dict.fromkeys(lines)]


def scan(dnslint, folder, domains, options):
    ran = subprocess.run([dnslint, "scan", "-l", folder / "list", "--zone", folder / "lab.yaml", "--format", "jsonl",
                          "--workers", "2", "-q", "--no-rehearsal", *options], capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 1, 3):
        sys.exit(f"scan: {ran.returncode} {ran.stderr}")
    records = [json.loads(line) for line in ran.stdout.splitlines()]
    found = {r["domain"]: r for r in records if "domain" in r}
    if len(found) != len(domains):
        sys.exit(f"{len(found)} of {len(domains)} domains: {ran.stderr}")
    return found


def edits_of(record):
    """The different edits of a domain, each with the checks that it is for."""
    edits = {}
    for f in record["findings"]:
        if "add" in f.get("fix", {}):
            edits.setdefault((tuple(f["fix"].get("remove", ())), tuple(f["fix"]["add"])), []).append(f["id"])
    return [(removed, added, checks) for (removed, added), checks in edits.items()]


def text_of(line):
    return "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', line))


def tag(text, name):
    found = re.search(rf"(?:^|;)\s*{name}\s*=\s*(\w+)", text)
    return found.group(1) if found else None


def faults_of_senders(removed, added):
    """A host that may send today may send again, and no unaligned sender is refused that is not today."""
    for line in added:
        new = text_of(line)
        olds = [text_of(old) for old in removed]
        if new.startswith("v=spf1"):
            terms = {term for old in olds for term in old.split()[1:] if not term.endswith("all")}
            if olds and not terms <= set(new.split()):
                yield f"SPF loses {sorted(terms - set(new.split()))}"
            if new.endswith("-all") and not any(old.endswith("-all") for old in olds):
                yield f"SPF refuses what it did not: {olds} -> {new}"
        if new.startswith("v=DMARC1"):
            for name in ("p", "sp", "np"):
                before = max((STRICTNESS.get(tag(old, name), 0) for old in olds), default=0)
                if STRICTNESS.get(tag(new, name), 0) > before:
                    yield f"DMARC {name} is stricter: {olds} -> {new}"
            if any(tag(old, "t") == "y" for old in olds) and tag(new, "t") != "y":
                yield f"DMARC is no test any more: {olds} -> {new}"


def record_in(line):
    """Owner, type and text of a line of a master file."""
    owner, *words = line.split(None, 5)
    while words[0].isdigit() or words[0] == "IN":
        words.pop(0)
    return owner, words[0], text_of(line) or words[-1]


def texts_at(records, owner):
    return [text for name, kind, text in records if name == owner and kind == "TXT"]


def policy_in(text):
    """What a DMARC record asks of receivers for mail of its own domain: t=y makes it one step milder."""
    steps = STRICTNESS.get(tag(text, "p"), 0)
    return max(0, steps - 1) if tag(text, "t") == "y" else steps


def delivered(records, domain, hosts):
    """The mail that passes: of hosts that SPF names, of keys that sign, aligned with the domain and not."""
    dmarc = [text for text in texts_at(records, f"_dmarc.{domain}") if text.startswith("v=DMARC1")]
    spf = [text.split()[1:] for text in texts_at(records, domain) if text.startswith("v=spf1")]
    policy = policy_in(dmarc[0]) if len(dmarc) == 1 else 0
    terms = spf[0] if len(spf) == 1 else []
    for host in hosts:
        passes = host in terms
        if passes or (policy == 0 and "-all" not in terms):
            yield "spf", host
    for owner, kind, text in records:
        if kind == "TXT" and owner.endswith(f"._domainkey.{domain}") and tag(text, "p"):
            strict = len(dmarc) == 1 and tag(dmarc[0], "adkim") == "s"
            yield "dkim", owner
            if policy == 0 or not strict:
                yield "dkim of a subdomain", owner
    if policy == 0:
        yield "unaligned", ""


def faults_of_mail(lines, domain, edits):
    """Mail of every sender that can be seen passes after the edits as it did before."""
    before = [record_in(line) for line in lines]
    gone = [record_in(line) for removed, _, _ in edits for line in removed]
    after = [r for r in before if r not in gone] + [record_in(line) for _, added, _ in edits for line in added]
    hosts = {term for text in texts_at(before, domain) if text.startswith("v=spf1") for term in text.split()[1:]
             if not term.endswith("all")}
    lost = set(delivered(before, domain, hosts)) - set(delivered(after, domain, hosts))
    if lost:
        yield f"mail is lost: {sorted(lost)}"


def faults_of_score(before, after):
    failed = {f["id"] for f in after["findings"]}
    has_new = not failed <= {f["id"] for f in before["findings"]}
    if (after["score"] or 0) < (before["score"] or 0) and has_new:
        yield f"the score falls from {before['score']} to {after['score']}"


def faults_under(dnslint, folder, stated, before, chosen):
    """Of one audit of all domains under the edits that are chosen of each."""
    overlay = folder / "overlay"
    overlay.write_text("".join(f"{sign} {line}\n" for edits in chosen.values() for removed, added, _ in edits
                               for sign, part in (("-", removed), ("+", added)) for line in part))
    after = scan(dnslint, folder, before, [*STATED[stated], "--overlay", overlay])
    for domain, edits in chosen.items():
        checks = [check for _, _, some in edits for check in some]
        for fault in (*faults_after(before[domain], after[domain], checks),
                      *faults_of_score(before[domain], after[domain])):
            yield f"{domain} ({stated}), {checks}: {fault}"


def rehearse(dnslint, folder, domains, stated):
    before = scan(dnslint, folder, domains, STATED[stated])
    edits = {domain: found for domain, record in before.items() if (found := edits_of(record))}
    tried, faults = 0, []
    rounds = [{d: [found[n]] for d, found in edits.items() if n < len(found)} for n in range(max(map(len, edits.values())))]
    rounds.append({d: found for d, found in edits.items() if len(found) > 1})
    for chosen in filter(None, rounds):
        tried += len(chosen)
        faults += faults_under(dnslint, folder, stated, before, chosen)
    if stated in CAREFUL:
        for domain, found in edits.items():
            lines = domains[domain + "."]
            if not may_send(lines):
                continue
            faults += [f"{domain} ({stated}), {checks}: {fault}" for removed, added, checks in found
                       for fault in faults_of_senders(removed, added)]
            faults += [f"{domain} ({stated}): {fault}" for some in (*([e] for e in found), found)
                       for fault in faults_of_mail(lines, domain + ".", some)]
    return tried, faults


def may_send(lines):
    """Whether anybody may send for the domain today, as far as DNS shows: no null MX stands alone, or SPF names hosts."""
    mx = [line for line in lines if " MX " in line]
    spf = [text_of(line) for line in lines if '"v=spf1' in line]
    is_null = len(mx) == 1 and mx[0].endswith(" .")
    return not is_null or any(len(s.split()) > 2 for s in spf)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("dnslint")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    rng = random.Random(given.seed)
    zones = {f"d{i}.test.": None for i in range(given.count)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lab = [BASE]
        for domain in zones:
            lines = generate(rng, domain)
            zones[domain] = lines
            lab += [f"  {domain[:-1]}: |\n", *(f"    {line}\n" for line in lines)]
        (folder / "lab.yaml").write_text("".join(lab))
        (folder / "list").write_text("".join(d[:-1] + "\n" for d in zones))
        results = [rehearse(given.dnslint, folder, zones, stated) for stated in STATED]
    tried = sum(count for count, _ in results)
    faults = [fault for _, some in results for fault in some]
    print(f"{given.count} domains, {len(STATED)} owners, {tried} rehearsals, {len(faults)} violations")
    for fault in faults[:40]:
        print(fault)
    return 1 if faults or tried < given.count else 0


if __name__ == "__main__":
    sys.exit(main())
