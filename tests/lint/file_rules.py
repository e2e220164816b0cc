# SPDX-License-Identifier: Apache-2.0
"""What holds for each file by itself."""

import re
from pathlib import Path

LICENCE = "SPDX-License-Identifier: Apache-2.0"
MOST_LINES = 500
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
# Of one machine or one person, and not of every Debian.
FOREIGN_PATH = re.compile(r"(?<![\w./*-])/(home|root|work|workspace|Users|mnt|tmp/[\w-]*build)/?[\w-]*")


def is_source(path):
    return Path(path).suffix in {".cpp", ".hpp", ".h", ".c", ".py", ".sh"}


def licence(path, text):
    if is_source(path) or text.startswith("#!"):
        if not any(LICENCE in line for line in text.splitlines()[:3]):
            yield f"{path}:1: {LICENCE} is missing"


def guard(path, text):
    guarded = re.search(r"^#ifndef (\w+)\n#define \1$", text, re.MULTILINE)
    if Path(path).suffix in {".hpp", ".h"} and not guarded and "#pragma once" not in text.splitlines():
        yield f"{path}: neither #pragma once nor an include guard"


def length(path, text):
    if is_source(path) and text.count("\n") > MOST_LINES:
        yield f"{path}: {text.count(chr(10))} lines, {MOST_LINES} at most"


def finished(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        if UNFINISHED.search(line):
            yield f"{path}:{number}: unfinished: {line.strip()}"


def own_paths(path, text):
    for number, line in enumerate(text.splitlines(), 1):
        found = FOREIGN_PATH.search(line)
        if found:
            yield f"{path}:{number}: a path outside of the repository: {found[0]}"


def regex(path, text):
    """std::regex overflows the stack on long subjects, and takes exponential time on others."""
    if is_source(path) and Path(path).suffix != ".py" and re.search(r"#include <regex>", text):
        yield f"{path}: <regex>"
