# SPDX-License-Identifier: Apache-2.0
"""`dnslint rules lint`, `rules test` and `rules schema`, run as authors of rules run them.

rules_command_test.py DNSLINT SOURCE. Needs Debian's Python with python3-jsonschema and python3-yaml.
"""

import json
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree
from pathlib import Path

import jsonschema
import yaml

DNSLINT, SOURCE = sys.argv.pop(1), Path(sys.argv.pop(1))
PACKS = sorted(SOURCE.glob("rules/*.yaml"))
LABS = [SOURCE / "tools/sample/lab.yaml", SOURCE / "sdk/template/rule-lab/lab.yaml"]
# What SARIF 2.1.0 (OASIS) requires of the objects that are written: sections 3.13, 3.14, 3.18, 3.19, 3.27 to 3.30.
SARIF = {
    "type": "object", "required": ["version", "runs"],
    "properties": {"version": {"const": "2.1.0"}, "runs": {"type": "array", "items": {
        "type": "object", "required": ["tool", "results"], "additionalProperties": False, "properties": {
            "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
            "tool": {"type": "object", "required": ["driver"], "properties": {"driver": {
                "type": "object", "required": ["name"], "properties": {"rules": {"type": "array", "uniqueItems": True, "items": {
                    "type": "object", "required": ["id"]}}}}}},
            "results": {"type": "array", "items": {
                "type": "object", "required": ["message"], "additionalProperties": False, "properties": {
                    "ruleId": {"type": "string"}, "level": {"enum": ["none", "note", "warning", "error"]},
                    "message": {"type": "object", "required": ["text"]},
                    "locations": {"type": "array", "items": {"type": "object", "properties": {"physicalLocation": {
                        "type": "object", "required": ["artifactLocation"], "properties": {
                            "artifactLocation": {"type": "object", "properties": {"uri": {"type": "string", "format": "uri-reference"}}},
                            "region": {"type": "object", "properties": {
                                "startLine": {"type": "integer", "minimum": 1},
                                "startColumn": {"type": "integer", "minimum": 1}}}}}}}}}}}}}}}}
RULE = """pack: demo
version: 1.0.0
VARIABLES
rules:
  - id: demo/x
    title: X
    category: c
    severity: low
    lookups:
      txt: { name: "{domain}", type: TXT }
      more: { name: "b.{domain}", type: A }
    assert: ASSERT
    message: "not so"
    MORE
    tests:
TESTS
"""
PASS = "      - { zone: '@ TXT a', expect: pass }\n"
FAIL = "      - { zone: '@ TXT b', expect: fail }\n"
UNKNOWN = "      - { zone: '', faults: { '@': timeout }, expect: unknown }\n"


def pack(verdict, tests=PASS + FAIL + UNKNOWN, more="fix: do it", variables=""):
    text = RULE.replace("ASSERT", json.dumps(verdict)).replace("TESTS\n", tests)
    return text.replace("MORE", more).replace("VARIABLES\n", variables)


class RulesCommand(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_rules(self, *words, status=0):
        done = subprocess.run([DNSLINT, "rules", *map(str, words)], capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        return done

    def write(self, text, name="demo.yaml"):
        (self.folder / name).write_text(text, encoding="utf-8")
        return self.folder / name

    def codes(self, text, status=0):
        done = self.run_rules("lint", self.write(text), "--format", "json", status=status)
        return [problem["code"] for problem in json.loads(done.stdout)["problems"]]


class Shipped(RulesCommand):
    def test_every_pack_lints_without_a_warning(self):
        self.assertEqual(len(PACKS), 6)
        self.assertEqual(self.run_rules("lint", "--strict", *PACKS).stderr, "")

    def test_every_pack_tests_strictly_and_takes_every_branch(self):
        out = self.run_rules("test", "--strict", *PACKS).stdout
        self.assertRegex(out, r"^\d+ passed, 0 failed, 0 gaps\n$")

    def test_every_file_names_its_schema_and_keeps_to_it(self):
        for kind, files in (("pack", PACKS), ("lab", LABS)):
            validator = self.validator(kind)
            for file in files:
                with self.subTest(file=file):
                    text = file.read_text(encoding="utf-8")
                    self.assertEqual([e.message for e in validator.iter_errors(yaml.safe_load(text))], [])
                    first = text.split("\n", 1)[0]
                    if "template" not in file.parts:
                        schema = file.parent / first.removeprefix("# yaml-language-server: $schema=")
                        self.assertTrue(schema.exists(), first)

    def validator(self, kind):
        schema = json.loads(self.run_rules("schema", kind).stdout)
        jsonschema.Draft7Validator.check_schema(schema)
        return jsonschema.Draft7Validator(schema)

    # What the schema refuses the loader refuses, and the other way round.
    def test_schema_and_loader_agree(self):
        validator = self.validator("pack")
        whole = yaml.safe_load(pack("txt.absent || more.absent", variables="variables: { v: { type: int, default: 1 } }\n"))

        def both(change, where):
            made = json.loads(json.dumps(whole))
            change(made)
            accepted = validator.is_valid(made)
            done = subprocess.run(
                [DNSLINT, "rules", "lint", str(self.write(yaml.safe_dump(made)))], capture_output=True, text=True, check=False)
            self.assertEqual(accepted, done.returncode == 0, (where, done.stderr))
            return accepted

        self.assertTrue(both(lambda made: None, "whole"))
        places = {
            "pack": lambda made: made, "rule": lambda made: made["rules"][0],
            "lookup": lambda made: made["rules"][0]["lookups"]["txt"], "test": lambda made: made["rules"][0]["tests"][0],
            "variable": lambda made: made["variables"]["v"]}
        for name, place in places.items():
            self.assertFalse(both(lambda made, place=place: place(made).update(no_such_key=1), name))
            for key in place(whole):
                if (name, key) not in {("pack", "variables"), ("rule", "lookups")}:
                    both(lambda made, place=place, key=key: place(made).pop(key), (name, key))
                if (name, key) != ("variable", "default"):
                    self.assertFalse(both(lambda made, place=place, key=key: place(made).update({key: [[1]]}), (name, key)))


class Lint(RulesCommand):
    def test_warns_of_each_doubt(self):
        sound = "txt.records[0].text == 'a' && !more.absent"
        self.assertEqual(self.codes(pack(sound)), [])
        self.assertEqual(self.codes(pack(sound, more="control: spf.policy")), ["no-fix"])
        self.assertEqual(self.codes(pack(sound, more="fix: x\n    control: spf.polcy")), ["unknown-control"])
        self.assertEqual(self.codes(pack(sound).split("    tests:")[0]), ["no-tests"])
        self.assertEqual(self.codes(pack("txt.absent")), ["unused-lookup"])
        self.assertEqual(self.codes(pack("txt.absent || !more.absent || 1 < 2")), ["never-fails"])
        self.assertEqual(self.codes(pack("txt.absent && !more.absent && false")), ["never-passes"])
        self.assertEqual(self.codes(pack(sound, more="fix: x\n    applies_when: '1 == 1'")), ["constant-condition"])
        self.assertEqual(
            self.codes(pack(sound, variables="variables: { v: { type: int, default: 1 } }\n")), ["unused-variable"])

    # What can be known when nothing is known of a domain is no constant.
    def test_leaves_alone_what_looks_at_the_unknown(self):
        for verdict in ("is_unknown(txt) || more.absent", "txt.status == 'unknown' || more.absent", "domain != '' || more.absent"):
            self.assertNotIn("never-fails", self.codes(pack(verdict)))

    def test_strict_fails_for_a_warning(self):
        self.run_rules("lint", "--strict", self.write(pack("txt.absent")), status=1)
        self.run_rules("lint", self.write(pack("txt.absent")), status=0)

    def test_a_fix_that_is_no_record_is_an_error(self):
        wrong = pack("txt.absent && more.absent", more="""fix: { record: '{domain}. 3600 IN TXTT "x"' }""")
        done = self.run_rules("lint", self.write(wrong), status=2)
        self.assertIn("no record in master-file form", done.stderr)
        self.assertIn("demo.yaml:13:20", done.stderr)

    def test_writes_sarif(self):
        for text, status in ((pack("txt.absent"), 0), ("pack: 7\n", 2), (pack("txt.absent || !more.absent"), 0)):
            done = self.run_rules("lint", "--format", "sarif", self.write(text, "a b.yaml"), status=status)
            jsonschema.Draft7Validator(SARIF).validate(json.loads(done.stdout))
        done = self.run_rules("lint", "--format", "sarif", self.write(pack("txt.absent"), "a b.yaml"))
        result = json.loads(done.stdout)["runs"][0]["results"][0]
        place = result["locations"][0]["physicalLocation"]
        self.assertEqual((result["ruleId"], result["level"]), ("unused-lookup", "warning"))
        self.assertTrue(place["artifactLocation"]["uri"].endswith("a%20b.yaml"))
        self.assertEqual(place["region"], {"startLine": 10, "startColumn": 13})


class Test(RulesCommand):
    def output(self, text, *more, status=0):
        return self.run_rules("test", self.write(text), *more, status=status).stdout

    def test_shows_expected_and_actual_with_what_was_seen(self):
        out = self.output(pack("txt.records[0].text == 'b' || !more.absent"), status=1)
        self.assertIn("demo/x is fail, not so; the test expects pass", out)
        self.assertIn("   saw record: example.test. TXT \"a\"", out)
        self.assertIn("1 passed, 2 failed", out)

    def test_notes_the_parts_that_are_never_true_or_false(self):
        out = self.output(pack("txt.records[0].text == 'a' && (more.absent || domain == 'x.test')"))
        self.assertIn("11:45: note: demo/x: never false: more.absent || domain == 'x.test'\n", out)
        self.assertIn("11:45: note: demo/x: never false: more.absent\n", out)
        self.assertIn("never true: domain == 'x.test'", out)
        self.assertNotIn("txt.records", out)

    def test_strict_fails_for_an_outcome_without_a_test(self):
        for left_out, name in ((PASS, "pass"), (FAIL, "fail"), (UNKNOWN, "unknown")):
            text = pack("txt.records[0].text == 'a'", (PASS + FAIL + UNKNOWN).replace(left_out, ""))
            self.assertIn(f"error: demo/x: no test expects {name}\n", self.output(text, "--strict", status=1))
            self.assertIn(f"note: demo/x: no test expects {name}\n", self.output(text))
        text = pack("txt.records[0].text == 'a'", more="applies_when: domain != 'x.test'")
        self.assertIn("no test expects not-applicable", self.output(text, "--strict", status=1))

    def test_strict_asks_only_unknown_of_what_nothing_can_show(self):
        text = pack("unobservable('x')", "      - { zone: '', expect: { outcome: unknown, cause: not-in-dns } }\n")
        self.assertEqual(self.output(text, "--strict"), "1 passed, 0 failed, 0 gaps\n")

    def test_mutate_says_what_no_test_notices(self):
        out = self.output(pack("txt.records[0].text == 'a' && (more.absent || domain == 'x.test')"), "--mutate")
        self.assertIn("this could be removed: domain == 'x.test'", out)
        self.assertNotIn("removed: txt.records", out)
        useless = self.output(pack("txt.records[0].text == 'a' && (true || more.absent)"), "--mutate")
        self.assertIn("10:13: note: demo/x: no test notices that the lookup 'more' could be removed", useless)

    def test_a_test_has_a_clock_settings_a_cause_and_a_message(self):
        variables = "variables: { v: { type: int, default: 1, max: 5 } }\n"
        tests = (
            "      - { zone: '', now: '2030-01-01T00:00:00Z', set: { v: 2 }, expect: pass }\n"
            "      - { zone: '', now: '2030-01-01T00:00:00Z', expect: { outcome: fail, message: 'not so' } }\n"
            "      - { zone: '', set: { v: 2 }, expect: fail }\n"
            "      - { zone: '', set: { v: 7 }, expect: fail }\n"
            "      - { zone: '', expect: { outcome: fail, message: other } }\n")
        out = self.output(pack("now > timestamp('2029-01-01T00:00:00Z') && vars.v == 2", tests, variables=variables), status=1)
        self.assertIn("7 is more than 5", out)
        self.assertIn("the test expects fail, 'other'", out)
        self.assertIn("3 passed, 2 failed", out)

    def test_probes_run_the_plugins(self):
        text = pack("facts.mx.null_mx", "      - { zone: '@ MX 0 .', probes: true, expect: pass }\n"
                    "      - { zone: '@ MX 1 a', probes: true, expect: fail }\n")
        text = text.replace("rules:", "requires: { plugins: [mx] }\nrules:", 1)
        self.assertIn("2 passed, 0 failed", self.output(text))
        both = text.replace("probes: true,", "probes: true, facts: { mx: { null_mx: true } },", 1)
        done = self.run_rules("test", self.write(both), status=2)
        self.assertIn("the facts are what the plugins publish", done.stderr)

    def test_says_the_same_every_time(self):
        runs = {self.run_rules("test", "--mutate", *PACKS).stdout for _ in range(5)}
        self.assertEqual(len(runs), 1)

    def test_writes_junit(self):
        text = pack("txt.records[0].text == 'b'", PASS + UNKNOWN)
        root = xml.etree.ElementTree.fromstring(self.output(text, "--format", "junit", "--strict", status=1))
        suite = root.find("testsuite")
        self.assertEqual((root.tag, suite.get("tests"), suite.get("failures")), ("testsuites", "3", "2"))
        self.assertEqual([case.find("failure") is not None for case in suite], [True, False, True])


AT = """pack: at
version: 1.0.0
rules:
  - id: at/same
    title: Every server says the same
    category: dns
    severity: low
    lookups:
      all: { name: "{domain}", type: TXT }
      own: { name: "{domain}", type: TXT, at: each-nameserver }
    assert: "own.records == all.records"
    message: "{each} differs"
"""
AT_LAB = """zones:
  good.test: |
    @ NS ns1
    ns1 A 192.0.2.1
    @ TXT a
  bad.test: |
    @ NS ns1
    @ NS ns2
    ns1 A 192.0.2.1
    ns2 A 192.0.2.2
    @ TXT a
servers:
  192.0.2.2: { zones: { bad.test: "@ TXT b" } }
"""


class Servers(RulesCommand):
    def finding(self, domain, *more):
        done = subprocess.run(
            [DNSLINT, "scan", domain, "--rules", self.write(AT, "at.yaml"), "--checks", "at/*", "--format", "json", *more],
            capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        domain = json.loads(done.stdout)["domains"][0]
        if domain["passed"]:
            return {"outcome": "pass"}
        return domain["findings"][0]

    def test_are_asked_by_a_scan(self):
        lab = str(self.write(AT_LAB, "lab.yaml"))
        self.assertEqual(self.finding("good.test", "--zone", lab)["outcome"], "pass")
        bad = self.finding("bad.test", "--zone", lab)
        self.assertEqual((bad["outcome"], bad["message"]), ("fail", "ns2.bad.test (192.0.2.2) differs"))
        self.assertEqual([(i["subject"], i["outcome"]) for i in bad["items"]], [
            ("ns1.bad.test (192.0.2.1)", "pass"), ("ns2.bad.test (192.0.2.2)", "fail")])

    def test_are_replayed_from_a_recording(self):
        lab, record = str(self.write(AT_LAB, "lab.yaml")), str(self.folder / "record")
        for domain in ("good.test", "bad.test"):
            made = self.finding(domain, "--zone", lab, "--record", record)
            self.assertEqual(self.finding(domain, "--replay", record), made)


class Chosen(RulesCommand):
    def checks(self, *more):
        done = subprocess.run([DNSLINT, "checks", *more], capture_output=True, text=True, check=True)
        return done.stdout

    def test_only_the_baseline_runs_unasked(self):
        self.assertIn("baseline/", self.checks())
        self.assertNotIn("parked/", self.checks())
        self.assertIn("parked/null-mx", self.checks("--rules", "parked"))
        self.assertNotIn("baseline/", self.checks("--no-default-rules"))


if __name__ == "__main__":
    unittest.main()
