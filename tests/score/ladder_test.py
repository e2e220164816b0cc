# SPDX-License-Identifier: Apache-2.0
"""ladder_test.py DNSLINT SOURCE_DIR: audits the domains of the ladder in docs/score.md and compares what the page says."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

command, source = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))
folder = source / "tests/score"
grades = ["A+", "A", "B", "C", "D", "F"]


def run(*words):
    done = subprocess.run([command, *map(str, words)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def rows_of_page():
    """Of each row its number, the expected grade, and the score, or None where the row waits."""
    page = (source / "docs/score.md").read_text(encoding="utf-8")
    for line in page.splitlines():
        if row := re.fullmatch(r"\| (\d+b?) \| .+ \| (A\+?|[BCDF]) \| (?:([\d.]+)|waits: .+) \|", line):
            yield row[1], row[2], row[3] and float(row[3])


class Ladder(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.report = run(
            "scan", "-l", folder / "ladder.csv", "--zone", folder / "ladder.yaml", "--now", "2026-01-31",
            "--format", "jsonl")
        cls.domains = {line["domain"]: line for line in cls.report if line.get("kind") == "domain"}
        cls.rows = list(rows_of_page())

    def test_every_row_is_measured_or_says_what_it_waits_for(self):
        measured = [f"r{number}.test" for number, _, score in self.rows if score is not None]
        self.assertEqual(list(self.domains), measured)
        self.assertGreaterEqual(len(measured), 35)
        self.assertEqual({int(number.rstrip("b")) for number, _, _ in self.rows}, set(range(1, 41)))

    def test_the_command_gives_the_grades_and_scores_of_the_page(self):
        for number, grade, score in self.rows:
            if score is not None:
                domain = self.domains[f"r{number}.test"]
                with self.subTest(row=number):
                    self.assertEqual((domain["grade"], domain["score"]), (grade, score))

    def test_no_row_has_a_better_grade_than_one_above_it(self):
        ranks = [grades.index(grade) for _, grade, _ in self.rows]
        self.assertEqual(ranks, sorted(ranks))
        measured = [grades.index(domain["grade"]) for domain in self.domains.values()]
        self.assertEqual(measured, sorted(measured))

    def test_each_row_below_the_best_grade_has_a_way_up(self):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as report:
            report.writelines(json.dumps(line) + "\n" for line in self.report)
            report.flush()
            for way in run("score", "--what-if", report.name, "--format", "json"):
                with self.subTest(domain=way["domain"]):
                    if way["now"]["grade"] == "A":
                        self.assertEqual(way["steps"], [])
                    else:
                        self.assertLess(grades.index(way["at_least"]), grades.index(way["now"]["grade"]))
                        self.assertTrue(all(step["checks"] for step in way["steps"]))


if __name__ == "__main__":
    unittest.main()
