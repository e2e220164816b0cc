#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""writers.py DNSLINT [--count N]: the speed and memory of each writer of reports, and of `dnslint diff`.

Generated domains, good and bad ones, are audited once over zones in memory; each format is then written from the journal,
which is read alike for all of them. CPU time is counted, since machines are shared."""
import argparse
import os
import pathlib
import subprocess
import tempfile

FORMATS = "text json jsonl csv html sarif junit markdown prometheus".split()
SPF = ["v=spf1 mx -all", "v=spf1 mx +all", "v=spf1 ~all", None, "v=spf1 include:nowhere.d0.test ?all"]
DMARC = ["v=DMARC1; p=reject; rua=mailto:d@{}", "v=DMARC1; p=none", None]


def zone(name, i):
    yield from ("@ NS ns1", "@ NS ns2", "ns1 A 192.0.2.1", "ns2 A 198.51.100.1", "@ MX 10 mx", "mx A 192.0.2.9")
    if SPF[i % len(SPF)]:
        yield f'@ TXT "{SPF[i % len(SPF)]}"'
    if DMARC[i % len(DMARC)]:
        yield f'_dmarc TXT "{DMARC[i % len(DMARC)].format(name)}"'


def write_lab(folder, count, shift=0):
    with open(folder / "lab.yaml", "w", encoding="ascii") as lab:
        lab.write("zones:\n")
        for i in range(count):
            lab.write(f"  d{i}.test: |\n")
            lab.writelines(f"    {line}\n" for line in zone(f"d{i}.test", i + shift))
    (folder / "list").write_text("".join(f"d{i}.test\n" for i in range(count)))


def measured(*words):
    """CPU seconds and MiB of the largest resident set."""
    process = subprocess.Popen([str(w) for w in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, 1), words
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def scan(dnslint, folder, report):
    done = subprocess.run([dnslint, "scan", "-q", "-l", folder / "list", "--zone", folder / "lab.yaml", "--now",
                           "2026-01-31", "-o", f"jsonl={report}"], check=False)
    assert done.returncode == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("dnslint")
    parser.add_argument("--count", type=int, default=20_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        old, new = folder / "old.jsonl", folder / "new.jsonl"
        write_lab(folder, given.count)
        scan(given.dnslint, folder, old)
        write_lab(folder, given.count, shift=1)
        scan(given.dnslint, folder, new)
        size = old.stat().st_size / 1e6
        print(f"{given.count} domains, a journal of {size:.0f} MB\n")
        print("| what | MB written | CPU s | MB of journal a second | MiB |\n|---|---|---|---|---|")
        for form in FORMATS:
            out = folder / "out"
            seconds, memory = measured(given.dnslint, "report", old, "--format", form, "-o", out)
            print(f"| {form} | {out.stat().st_size / 1e6:.1f} | {seconds:.2f} | {size / seconds:.0f} | {memory:.0f} |")
            out.unlink()
        for what, with_report in ("diff, nothing changed", old), ("diff, every domain changed", new):
            seconds, memory = measured(given.dnslint, "diff", old, with_report)
            print(f"| {what} | | {seconds:.2f} | {2 * size / seconds:.0f} of both | {memory:.0f} |")


main()
