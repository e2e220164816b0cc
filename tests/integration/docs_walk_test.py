# SPDX-License-Identifier: Apache-2.0
"""Walks a page as a reader does: runs its commands, makes its files, compares what it shows.

docs_walk_test.py SOURCE BUILD PAGE: a page of docs/, or `scaffold` for the README of a new plugin,
the last step of its workflow, and a plugin as it is made in a source tree.
What stands in fenced blocks is understood so:
- ```sh: commands. They must end well, or as the line before says: "It exits with 2:".
- a block without a language right after one of these: all that the commands wrote.
- after a line that begins with `FILE`: a part of that file, or the whole.
- after a line that begins with "Write `FILE`" or "Add to the end of `FILE`": done so.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
IN_TREE = """mkdir -p ~/source/sdk/cmake ~/source/plugins; cd ~/source
dnslint new plugin acme-tree --in plugins
printf '%s\\n' 'cmake_minimum_required(VERSION 3.25)' 'project(tree LANGUAGES CXX)' 'find_package(dnslint REQUIRED)' \\
   'add_subdirectory(plugins/acme-tree)' >CMakeLists.txt
cmake -S . -B build
cmake --build build
dnslint test plugins --plugins build/plugins/acme-tree"""
STEP = 'source "$STATE"; {commands}\ndeclare -px >"$STATE"; printf "cd %q" "$PWD" >>"$STATE"'


class Reader:
    """One shell session in a home of its own, from one block to the next."""

    def __init__(self, home, build):
        self.home = home
        self.state = home / ".state"
        self.seen = None
        tree = home / "tree"
        tree.mkdir()
        (tree / "build").symlink_to(build)
        self.state.write_text(f"cd {tree}\n")
        strict = "-Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror"
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": str(home), "STATE": str(self.state), "LC_ALL": "C.UTF-8",
            "CMAKE_GENERATOR": "Ninja", "CXXFLAGS": strict, **forwarded("CXX", "CC", "CCACHE_DIR", "ASAN_OPTIONS"),
        }

    def run(self, commands, *statuses):
        ended = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", STEP.format(commands=commands)],
            env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600, check=False)
        self.seen = ended.stdout
        if ended.returncode not in (statuses or (0,)):
            fail(f"exit status {ended.returncode}, not {statuses or 0}, of:\n{commands}\n{ended.stdout}")

    def folder(self):
        return Path(re.findall(r"cd (.*)$", self.state.read_text())[-1])

    def shows(self, file, text):
        if text not in (self.folder() / file).read_text():
            fail(f"{file} does not hold what the page shows of it:\n{text}")

    def saw(self, text):
        if text != self.seen:
            fail(f"the page shows:\n{text}\nbut the commands wrote:\n{self.seen}")


def forwarded(*names):
    return {name: os.environ[name] for name in names if name in os.environ}


def fail(message):
    sys.exit(message)


def line_before(text, at):
    lines = text[:at].rstrip().rsplit("\n\n", 1)[-1]
    return " ".join(lines.split("\n"))


def walk(reader, page, *others):
    """Returns how many blocks of commands were run. `others` are exit statuses that will do, too."""
    text = page.read_text()
    runs = 0
    after_commands = False
    for block in FENCE.finditer(text):
        before = line_before(text, block.start())
        language, body = block.groups()
        named = re.match(r"(Write |Add to the end of |)`([\w./-]+\.\w+)`", before)
        if language == "sh":
            status = re.search(r"exits with (\d)", before)
            reader.run(body, int(status[1]) if status else 0, *others)
            runs += 1
        elif not language and after_commands:
            reader.saw(body)
        elif language and named and named[1]:
            with open(reader.folder() / named[2], "w" if named[1].startswith("Write") else "a", encoding="utf-8") as file:
                file.write(body)
        elif language and named and before.endswith(":"):
            reader.shows(named[2], body)
        after_commands = language == "sh"
    return runs


def walk_page(reader, source, page):
    if page == "writing-a-check":  # which installs by itself
        return walk(reader, source / "docs" / f"{page}.md")
    reader.run("cmake --install build --prefix ~/dnslint >/dev/null; export PATH=~/dnslint/bin:$PATH; cd ~")
    if page != "scaffold":
        return walk(reader, source / "docs" / f"{page}.md")
    reader.run("dnslint new plugin acme-mail; cd acme-mail")
    # No resolver answers here, so that nothing is found out of the domain that the page audits.
    runs = walk(reader, reader.folder() / "README.md", 3)
    workflow = yaml.safe_load((reader.folder() / ".github/workflows/ci.yml").read_text())
    reader.run(workflow["jobs"]["test"]["steps"][-1]["run"])
    reader.run(IN_TREE)
    return runs


def main():
    source, build, page = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    with tempfile.TemporaryDirectory() as home:
        runs = walk_page(Reader(Path(home).resolve(), build), source, page)
    if runs == 0:
        fail(f"{page} has no commands")
    print(f"{runs} blocks of commands were run")


main()
