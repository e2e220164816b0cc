# SPDX-License-Identifier: Apache-2.0
"""The files of the repository, as the rules see them: a path from the top and a text."""

import os
import re
import sys
from pathlib import Path

root = Path(sys.argv[1]).resolve()
command = sys.argv[2]
del sys.argv[1:]

CPP = {".cpp", ".hpp", ".h", ".c"}


def files(*folders):
    """(path, text) of each text file below these folders, in order; no build trees, no fuzz inputs."""
    for folder in folders or (".",):
        for where, below, names in os.walk(root / folder):
            below[:] = sorted(b for b in below if not b.startswith((".git", "build", "corpus", "__")))
            for name in sorted(set(names) - {".git"}):  # a file in a second working tree
                path = Path(where, name)
                try:
                    yield str(path.relative_to(root)), path.read_text(encoding="utf-8")
                except (UnicodeDecodeError, FileNotFoundError):
                    continue


def sources(*folders):
    return ((path, text) for path, text in files(*folders) if Path(path).suffix in CPP)


def includes(text):
    """(line number, what stands in the directive with its quotes or brackets)."""
    for number, line in enumerate(text.splitlines(), 1):
        found = re.match(r'\s*#\s*include\s*("[^"]*"|<[^>]*>)', line)
        if found:
            yield number, found[1]
