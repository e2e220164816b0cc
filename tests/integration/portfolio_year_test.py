# SPDX-License-Identifier: Apache-2.0
"""portfolio_year_test.py DNSLINT: a portfolio of domains is scanned each week of a year while its zones change.

What `dnslint diff` says of two weeks must be what was planted between them, and nothing else. The same of the whole
year at once, and of `--baseline`."""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

DNSLINT = sys.argv[1]
WEEKS = 52
ZONE = """@ NS ns1
@ NS ns2
ns1 A 192.0.2.1
ns1 AAAA 2001:db8::1
ns2 A 198.51.100.1
ns2 AAAA 2001:db8:1::1
@ MX 10 mx1
mx1 A 192.0.2.9"""

# What may stand in a zone, by part and state: its lines, and the checks that fail by it.
PARTS = {
    "second exchange": {"there": ("@ MX 20 mx2\nmx2 A 198.51.100.9", set()),
                        "gone": ("", {"baseline/second-exchange"})},
    "ipv6": {"there": ("mx1 AAAA 2001:db8::9", set()), "gone": ("", {"mx/ipv6"})},
    "caa": {"there": ('@ CAA 0 issue "ca.example"\n@ CAA 0 issuewild ";"', set()), "gone": ("", {"caa/present"})},
    "spf": {"strict": ('@ TXT "v=spf1 mx -all"', set()), "soft": ('@ TXT "v=spf1 mx ~all"', set()),
            "open": ('@ TXT "v=spf1 mx +all"', {"spf/pass-all"})},
    "dmarc": {"reports": ('_dmarc TXT "v=DMARC1; p=reject; rua=mailto:d@{domain}"', set()),
              "silent": ('_dmarc TXT "v=DMARC1; p=reject"', {"dmarc/reports"})},
    "tls": {"there": ('_smtp._tls TXT "v=TLSRPTv1; rua=mailto:t@{domain}"', set()),
            "gone": ("", {"tls-rpt/present"}), "unknown": ("", set())},
}
RECORDS = {"spf": "spf.record", "dmarc": "dmarc.record"}


def lab_of(portfolio):
    text, faults = "zones:\n", ""
    for domain, state in portfolio.items():
        lines = ZONE + "".join("\n" + PARTS[part][of][0] for part, of in state.items())
        text += f"  {domain}: |\n" + "".join(
            f"    {line}\n" for line in lines.replace("{domain}", domain).splitlines() if line)
        if state["tls"] == "unknown":
            faults += f'  "_smtp._tls.{domain} TXT": servfail\n'
    return text + ("faults:\n" + faults if faults else "")


def fresh():
    return {part: next(iter(states)) for part, states in PARTS.items()}


def change(rng, portfolio, week):
    """The portfolio a week later: some states have changed, a domain may come or go."""
    later = {domain: dict(state) for domain, state in portfolio.items()}
    for state in later.values():
        if rng.random() < 0.3:
            part = rng.choice(list(PARTS))
            state[part] = rng.choice([s for s in PARTS[part] if s != state[part]])
    if week % 7 == 0:
        del later[rng.choice(list(later))]
    if week % 5 == 0:
        later[f"new{week}.test"] = fresh()
    return later


def failures(state):
    return set().union(*(PARTS[part][of][1] for part, of in state.items()))


def planted(before, after):
    """By domain: the changes of checks, and the records that changed. Of TLS-RPT only whether it is unknown."""
    all_changes = {}
    for domain in before.keys() & after.keys():
        old, new = before[domain], after[domain]
        checks = {(c, "new") for c in failures(new) - failures(old)}
        checks |= {(c, "fixed") for c in failures(old) - failures(new)}
        if "unknown" in (old["tls"], new["tls"]) and old["tls"] != new["tls"]:
            checks = {c for c in checks if c[0] != "tls-rpt/present"}
            checks.add(("tls-rpt", "newly unknown" if new["tls"] == "unknown" else "known again"))
            if new["tls"] == "gone":
                checks.add(("tls-rpt/present", "new"))
        records = {fact for part, fact in RECORDS.items() if old[part] != new[part]}
        if checks or records:
            all_changes[domain] = checks, records
    return all_changes


def told(text):
    lines = [json.loads(line) for line in text.splitlines()]
    assert lines[-1]["kind"] == "summary"
    all_changes, added, removed = {}, set(), set()
    for line in lines[:-1]:
        if line.get("before") is None:
            added.add(line["domain"])
        elif line.get("after") is None:
            removed.add(line["domain"])
        else:
            checks = {(c["id"], c["change"]) for c in line["checks"]}
            unknown = {"newly unknown", "known again"}
            checks = {("tls-rpt", c) if i.startswith("tls-rpt/") and c in unknown else (i, c) for i, c in checks}
            records = {p["name"] for p in line["published"]} & set(RECORDS.values())
            if checks or records:
                all_changes[line["domain"]] = checks, records
    return all_changes, added, removed


def run(*words):
    return subprocess.run([DNSLINT, *map(str, words)], capture_output=True, text=True, check=False)


def scan(folder, week, portfolio, *more):
    (folder / "lab.yaml").write_text(lab_of(portfolio))
    (folder / "list").write_text("".join(f"{domain}\n" for domain in portfolio))
    report = folder / f"week{week}.jsonl"
    done = run("scan", "-l", folder / "list", "--zone", folder / "lab.yaml", "--now", "2026-01-31", "--workers", 0,
               "--skip", "mta-sts/*", "-o", f"jsonl={report}", *more)
    assert done.returncode in (0, 1), done.stderr
    return report, done


def compare(before, after, old_report, new_report, what):
    done = run("diff", old_report, new_report, "--format", "json")
    changes, added, removed = told(done.stdout)
    wanted = planted(before, after)
    assert changes == wanted, f"{what}: {changes}\nbut planted were {wanted}"
    assert added == after.keys() - before.keys(), f"{what}: {added}"
    assert removed == before.keys() - after.keys(), f"{what}: {removed}"
    return wanted


def main():
    rng = random.Random(20260131)
    portfolio = {f"domain{i}.test": fresh() for i in range(12)}
    count = 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        first, first_report = portfolio, scan(folder, 0, portfolio)[0]
        report = first_report
        for week in range(1, WEEKS + 1):
            later = change(rng, portfolio, week)
            later_report, done = scan(folder, week, later, "--baseline", report, "--fail-on", "new:low")
            wanted = compare(portfolio, later, report, later_report, f"week {week}")
            news = sum(1 for checks, _ in wanted.values() for c, how in checks if how == "new" and c != "mx/ipv6")
            assert (done.returncode == 1) == (news != 0), f"week {week}: {news} new, status {done.returncode}"
            count += sum(len(checks) + len(records) for checks, records in wanted.values())
            portfolio, report = later, later_report
        compare(first, portfolio, first_report, report, "the year")
    assert count > 150, count
    print(f"{WEEKS} weeks, {count} changes, each told and nothing else")


main()
