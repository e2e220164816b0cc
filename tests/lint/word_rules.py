# SPDX-License-Identifier: Apache-2.0
"""The words of docs/style.md, as far as a program can hold them."""

import re
from pathlib import Path

import tree

# Identifiers that name nothing, and what they were called for.
BANNED = {
    "how_bad": "severity",
    "rests_on": "evidence",
}
# A member or parameter of these names leaves out its noun.
NOUNLESS = re.compile(r"^ +(?! )(?!return\b|//|else\b|case\b)[\w:<>,&* ]*[\w>&*] (what|by|says|how)( = [^;()]*)?;", re.MULTILINE)
# The same of a parameter.
NOUNLESS_PARAMETER = re.compile(r"^(?! *//)[^/\n]*[(,] *[\w:<>,]+(?: const)?[&*]* (what|by|says|with)(?=[,)]| = )", re.MULTILINE)
# The pages that are read first stay short.
MOST_WORDS = {"docs/architecture.md": 1000}
MOST_README_LINES = 60


def identifiers(path, text):
    if Path(path).suffix in tree.CPP:
        for number, line in enumerate(text.splitlines(), 1):
            for word in BANNED:
                if re.search(rf"\b{word}\b", line):
                    yield f"{path}:{number}: {word}: call it {BANNED[word]}"


def members(path, text):
    """In headers, where names are read by others than their author."""
    if Path(path).suffix == ".hpp":
        for found in NOUNLESS.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{path}:{line}: a member called '{found[1]}' leaves out its noun"
        for found in NOUNLESS_PARAMETER.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            yield f"{path}:{line}: a parameter called '{found[1]}' leaves out its noun"


def page_length(path, text):
    most = MOST_WORDS.get(path)
    if most and len(text.split()) > most:
        yield f"{path}: {len(text.split())} words, {most} at most"
    if re.fullmatch(r"core/[a-z]+/README\.md", path) and text.count("\n") > MOST_README_LINES:
        yield f"{path}: {text.count(chr(10))} lines, {MOST_README_LINES} at most"


def product_file_name(path):
    """A file of the product whose name says that it is a test is not found by who looks for tests."""
    if re.match(r"(core|tools|sdk)/", path) and path.endswith("_test.cpp"):
        yield f"{path}: only tests are called *_test.cpp"
