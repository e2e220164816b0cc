#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""How long the reports of good domains are, plain and compressed, and how fast other formats are made of them.

The domains are those of tools/sample's good.test, audited over zones in memory.
"""
import argparse
import os
import pathlib
import subprocess
import tempfile
import time

import yaml

SAMPLE = pathlib.Path(__file__).resolve().parents[2] / "tools/sample/lab.yaml"


def write_lab(folder, count):
    zone = yaml.safe_load(SAMPLE.read_text())["zones"]["good.test"]
    files = []
    for begin in range(0, count, 4000):  # a lab file has 16 MiB at most
        files.append(f"{folder}/{begin}.yaml")
        with open(files[-1], "w") as f:
            f.write("zones:\n")
            for i in range(begin, min(begin + 4000, count)):
                name = f"d{i}.example{i % 97}.test"
                f.write(f"  {name}: |\n")
                f.writelines(f"    {line}\n" for line in zone.replace("good.test", name).splitlines())
    with open(f"{folder}/list", "w") as f:
        f.writelines(f"d{i}.example{i % 97}.test\n" for i in range(count))
    return files


def timed(words):
    before = os.times()
    began = time.monotonic()
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    after = os.times()
    if done.returncode not in (0, 1):
        raise SystemExit(f"{words}: {done.stderr.decode()[-1000:]}")
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return cpu, time.monotonic() - began


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dnslint", default="build/bin/dnslint")
    parser.add_argument("--plain-only", action="store_true", help="for a dnslint that cannot compress")
    parser.add_argument("domains", nargs="*", type=int, default=[2000])
    given = parser.parse_args()
    for count in given.domains:
        with tempfile.TemporaryDirectory() as folder:
            words = [given.dnslint, "scan", "-q", "-l", f"{folder}/list", "--now", "2026-01-31", "--format", "jsonl"]
            for file in write_lab(folder, count):
                words += ["--zone", file]
            forms = {"plain": []} if given.plain_only else {"plain": [], "compressed": ["--compress"]}
            sizes = {}
            for form, option in forms.items():
                cpu, _ = timed([*words, "-o", f"{folder}/{form}", *option])
                sizes[form] = os.path.getsize(f"{folder}/{form}")
                print(f"{count} domains, {form}: {sizes[form]} bytes, {sizes[form] / count:.0f} a domain, CPU {cpu:.2f} s")
            for form in forms:
                for target in ("jsonl", "csv", "html"):
                    cpu, _ = timed([given.dnslint, "report", f"{folder}/{form}", "--format", target, "-o", f"{folder}/out"])
                    made = os.path.getsize(f"{folder}/out")
                    print(f"  {target} of {form}: CPU {cpu:.2f} s, {sizes['plain'] / cpu / 1e6:.0f} MB of lines a second, "
                          f"{made / cpu / 1e6:.0f} MB written a second")
            if "compressed" in forms:
                last = f"d{count - 1}.example{(count - 1) % 97}.test"
                for form in forms:
                    cpu, _ = timed([given.dnslint, "explain", f"{last}/spf/present", "--from", f"{folder}/{form}"])
                    print(f"  explain of the last domain, {form}: CPU {cpu:.2f} s")


if __name__ == "__main__":
    main()
