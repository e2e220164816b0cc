# SPDX-License-Identifier: Apache-2.0
"""Who may include whom (docs/architecture.md)."""

import re
from pathlib import Path

import tree

# A room of core/ and those that it may include beside itself: what stands for a layer is all of its edges. A room is
# a folder of core/, or one within core/resolver.
LAYERS = {
    "base": set(),
    "heap": set(),
    "dns": {"base"},
    "resolver/answers": {"base", "dns"},
    "resolver/upstream": {"base", "dns", "resolver/answers"},
    "resolver/transport": {"base", "dns", "resolver/answers"},
    "resolver/shared": {"base", "dns", "resolver/answers", "resolver/upstream"},
    "resolver/recording": {"base", "dns", "resolver/answers", "resolver/shared"},
    "hosts": {"base", "dns", "resolver/answers", "resolver/recording", "resolver/transport"},
    "lab": {"base", "dns", "hosts", "resolver/answers", "resolver/transport"},
    "overlay": {"base", "dns", "resolver/answers"},
    "facts": {"base"},
    "cel": {"base", "dns", "facts"},
    "rules": {"base", "cel", "dns", "facts"},
    "plugin": {"base", "cel", "dns", "facts", "hosts", "lab", "resolver/answers", "resolver/shared", "rules"},
    "score": {"base"},
    "profile": {"base", "cel", "rules", "score"},
    "audit": {"base", "cel", "dns", "facts", "plugin", "profile", "resolver/answers", "resolver/shared", "rules",
              "score"},
    "authoring": {"audit", "base", "cel", "dns", "facts", "lab", "plugin", "resolver/answers", "resolver/shared",
                  "rules"},
    "report": {"audit", "base", "dns", "facts", "score"},
    "scan": {"audit", "base", "cel", "dns", "facts", "heap", "overlay", "plugin", "profile", "report", "resolver/answers",
             "resolver/shared", "resolver/upstream", "rules", "score"},
    "engine": {"audit", "base", "cel", "dns", "facts", "hosts", "lab", "overlay", "plugin", "profile", "report",
               "resolver/answers", "resolver/recording", "resolver/shared", "resolver/transport", "resolver/upstream", "rules", "scan",
               "score"},
}

# Third-party headers, the folders that know them, and in how many .cpp files at most.
THIRD_PARTY = {
    r"ares": (["core/resolver/transport"], 1),
    r"boost/asio": (["core/lab", "core/resolver/transport"], 4),
    r"boost/dll": (["core/plugin"], 1),
    r"boost/json": (["core/report"], 5),
    r"libdeflate": (["core/base"], 1),
    r"zstd": (["core/base"], 1),
    r"boost/program_options": (["tools/dnslint"], 3),
    r"boost/version": (["tools/dnslint"], 1),
    r"yaml-cpp/": (["core/base"], 1),
    r"ldns/": (["core/dns"], 2),
    r"mimalloc": (["core/heap"], 1),
    r"libpsl": (["core/audit"], 1),
    r"idn2": (["core/dns"], 1),
    r"re2/": (["core/cel"], 1),
    r"curl/": (["core/hosts"], 2),
    r"openssl/": (["core/base", "core/hosts", "core/resolver/transport"], 6),
}
# {fmt} may be used anywhere outside of the SDK and the plugins, but not in headers.
FMT = r"fmt/"

# C headers of POSIX that a plugin may use: conversion of addresses, without I/O.
POSIX_OF_PLUGINS = {"<arpa/inet.h>"}
STANDARD = re.compile(r"<[a-z_0-9]+>|<(stddef|stdint)\.h>")


def room_of(path):
    """ "dns" of core/dns/name.hpp, "resolver/answers" of core/resolver/answers/answer.hpp; None outside of core/."""
    found = re.match(r"core/((resolver/)?[a-z]+)/", path)
    return found[1] if found else None


def layers(path, text):
    room = room_of(path)
    folder = path.split("/")[1]
    for line, what in tree.includes(text):
        found = room_of(what.strip('"')) if what.startswith('"') else None
        if found and found != room and found not in LAYERS.get(room, set()):
            yield f"{path}:{line}: core/{room} must not include core/{found}"
        if what.startswith('"') and not found:
            yield f"{path}:{line}: {what}: core is included by its path from the top"
        if re.match(r"[<\"].*dnslint/", what) and (folder, what) != ("plugin", "<dnslint/abi.h>"):
            yield f"{path}:{line}: only core/plugin includes the SDK, and only <dnslint/abi.h>"


def third_party(path, text):
    for line, what in tree.includes(text):
        if Path(path).suffix != ".cpp" and re.match(f"<({'|'.join([*THIRD_PARTY, FMT])})", what):
            yield f"{path}:{line}: {what}: third-party headers stay in .cpp files"
        for library, (folders, _) in THIRD_PARTY.items():
            if re.match(f"<{library}", what) and str(Path(path).parent) not in folders:
                yield f"{path}:{line}: {what} belongs to {', '.join(folders)}"


def third_party_counts(sources):
    """What more files include than were agreed."""
    users = {library: set() for library in THIRD_PARTY}
    for path, text in sources:
        for _, what in tree.includes(text):
            for library in THIRD_PARTY:
                if re.match(f"<{library}", what):
                    users[library].add(path)
    for library, paths in users.items():
        most = THIRD_PARTY[library][1]
        if len(paths) > most:
            yield f"<{library}...> is in {len(paths)} files, {most} at most: {', '.join(sorted(paths))}"


def plugin(path, text):
    """A plugin is built as a stranger's is: the SDK, the standard library, its own folder."""
    for line, what in tree.includes(text):
        own = re.fullmatch(r'"[a-z_0-9]+\.hpp"', what)
        sdk = re.fullmatch(r"<dnslint/[a-z_0-9]+\.(hpp|h)>", what)
        tests = "/tests/" in path and re.fullmatch(r"<(gtest/gtest|gmock/gmock)\.h>", what)
        if not (own or sdk or tests or STANDARD.fullmatch(what) or what in POSIX_OF_PLUGINS):
            yield f"{path}:{line}: a plugin includes the SDK and the standard library only, not {what}"


def sdk(path, text):
    for line, what in tree.includes(text):
        if not re.fullmatch(r"<dnslint/[a-z_]+\.(hpp|h)>", what) and not STANDARD.fullmatch(what):
            yield f"{path}:{line}: the SDK includes the standard library only, not {what}"
