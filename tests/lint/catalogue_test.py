# SPDX-License-Identifier: Apache-2.0
"""Every check that can be reported has what its readers need, and data tests of each outcome."""

import json
import re
import subprocess
import unittest

import tree
import yaml

EVERY_CHECK = ("pass", "fail", "unknown")

# Checks that have no data test for an outcome, and why.
WITHOUT = {
    "name/exists": ({"pass", "fail", "unknown"}, "settled by the engine itself; tests/unit/audit and tests/integration"),
    "dkim/published": ({"fail"}, "an absence that DNSSEC proves, which no lab serves; plugins/dkim/tests/key_verdict_test.cpp"),
    "soa/one-record": ({"fail"}, "a zone of several SOA records: the lab refuses to serve one"),
}


def checks():
    packs = [word for file in sorted((tree.root / "rules").glob("*.yaml")) for word in ("--rules", str(file))]
    listed = subprocess.run([tree.command, "checks", "--format", "json", *packs], capture_output=True, check=True)
    return json.loads(listed.stdout)


def documents(*folders):
    for path, text in tree.files(*folders):
        if path.endswith(".yaml"):
            yield path, yaml.safe_load(text) or {}


def unobservable():
    """Rules that say of a requirement that no question can tell."""
    for _, document in documents("rules"):
        for rule in document.get("rules", []):
            if str(rule["assert"]).startswith("unobservable("):
                yield rule["id"]


def outcome_of(expected):
    return expected.get("outcome") if isinstance(expected, dict) else expected


def of_plugins():
    """(check, outcome) of each expectation in plugins/*/tests/*.yaml."""
    for path, document in documents("plugins"):
        if "/tests/" in path:
            for test in document.get("tests", []):
                for check, expected in test.get("expect", {}).items():
                    yield check, outcome_of(expected)


def of_rules():
    for _, document in documents("rules"):
        for rule in document.get("rules", []):
            for test in rule.get("tests", []):
                yield rule["id"], outcome_of(test.get("expect"))


class catalogue(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.checks = checks()
        cls.tested = set(of_plugins()) | set(of_rules())

    def test_there_are_checks(self):
        self.assertGreater(len(self.checks), 20)

    def test_ids_are_unique_and_well_formed(self):
        ids = [c["id"] for c in self.checks]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual([i for i in ids if not re.fullmatch(r"[a-z][a-z0-9-]*/[a-z][a-z0-9-]*", i)], [])

    def test_every_check_says_what_it_is(self):
        for c in self.checks:
            for key in ("title", "severity", "category", "docs", "references"):
                with self.subTest(check=c["id"], key=key):
                    self.assertTrue(c.get(key))

    def test_titles_are_unique(self):
        titles = [c["title"] for c in self.checks]
        self.assertEqual(sorted(t for t in set(titles) if titles.count(t) > 1), [])

    def test_every_check_is_tested_with_each_outcome(self):
        without = {**WITHOUT, **{check: ({"pass", "fail"}, "no question can tell") for check in unobservable()}}
        missing = [
            f"{c['id']}: {outcome}"
            for c in self.checks
            for outcome in EVERY_CHECK
            if (c["id"], outcome) not in self.tested and outcome not in without.get(c["id"], (set(),))[0]
        ]
        self.assertEqual(missing, [])

    def test_tests_name_checks_that_exist(self):
        known = {c["id"] for c in self.checks}
        self.assertEqual(sorted({check for check, _ in self.tested} - known), [])

    def test_exceptions_are_of_checks_that_exist(self):
        self.assertLessEqual(set(WITHOUT), {c["id"] for c in self.checks})


if __name__ == "__main__":
    unittest.main()
