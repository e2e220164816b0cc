# SPDX-License-Identifier: Apache-2.0
"""read_reports.py FOLDER: reads one run's reports with Python's parsers; they must say the same.

The folder has report.json and, of all outcomes, report.csv, .html, .junit and .sarif."""
import collections
import csv
import html.parser
import json
import pathlib
import sys
import xml.etree.ElementTree

folder = pathlib.Path(sys.argv[1])
known = json.loads((folder / "report.json").read_bytes())
KINDS = {"pass": "pass", "fail": "fail", "unknown": "open", "not-applicable": "notApplicable"}
VOID = {"meta", "br", "wbr"}
ATTRIBUTES = {"class", "content", "charset", "href", "http-equiv", "id", "lang", "name", "open", "rel", "scope",
              "role", "viewbox", "x", "y", "width", "height", "rx", "d", "tabindex"}


def outcomes_of(domain):
    for check in domain["findings"]:
        yield check["id"], check["outcome"]
    for check in domain["passed"]:
        yield check, "pass"
    for checks in domain["not_applicable"].values():
        for check in checks:
            yield check, "not-applicable"


def findings():
    return collections.Counter(
        (domain["domain"], check, outcome)
        for domain in known["domains"] for check, outcome in outcomes_of(domain))


def agree(what, seen, wanted):
    assert seen == wanted, f"{what}: {seen - wanted} and not {wanted - seen}"


def read_csv():
    with open(folder / "report.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, strict=True))
    agree("csv", collections.Counter((r["domain"], r["check"], r["outcome"]) for r in rows), findings())
    assert len({r["fingerprint"] for r in rows}) == len(rows)
    for row in rows:
        assert None not in row and None not in row.values()
        assert not any(cell.startswith(tuple("=+-@\t\r\n")) for cell in row.values()), row


def read_junit():
    suites = xml.etree.ElementTree.parse(folder / "report.junit").getroot()
    outcomes = {"failure": "fail", "error": "unknown", "skipped": "not-applicable"}
    seen = collections.Counter()
    for suite in suites:
        counts = collections.Counter()
        for case in suite:
            assert case.get("classname") == suite.get("name")
            counts[case[0].tag if len(case) else "passed"] += 1
            seen[suite.get("name"), case.get("name"), outcomes[case[0].tag] if len(case) else "pass"] += 1
        assert int(suite.get("tests")) == len(suite)
        for attribute, tag in ("failures", "failure"), ("errors", "error"), ("skipped", "skipped"):
            assert int(suite.get(attribute)) == counts[tag]
    agree("junit", seen, findings())


def check_rules_of_consumer(log):
    """What GitHub's code scanning demands of SARIF 2.1.0, as its documentation has it: else results are not shown."""
    assert log["version"] == "2.1.0" and log["$schema"].endswith("2.1.0.json"), log["$schema"]
    assert len(log["runs"]) <= 20
    for run in log["runs"]:
        driver = run["tool"]["driver"]
        assert driver["name"] and len(driver["rules"]) <= 25_000 and len(run["results"]) <= 25_000
        for rule in driver["rules"]:
            assert 0 < len(rule["id"]) <= 255 and 0 < len(rule["shortDescription"]["text"]) <= 1024, rule["id"]
            severity = rule.get("properties", {}).get("security-severity", "0.1")
            assert isinstance(severity, str) and 0 <= float(severity) <= 10, severity
            assert len(rule.get("properties", {}).get("tags", ())) <= 20
        for result in run["results"]:
            assert result["message"]["text"] and len(result["message"]["text"]) <= 65_536
            assert result["level"] in ("none", "note", "warning", "error")
            assert 1 <= len(result["locations"]) <= 1000
            physical = result["locations"][0]["physicalLocation"]
            uri = physical["artifactLocation"]["uri"]
            path = uri.removeprefix("file:///")  # of a list that is named by its absolute path
            assert path and not path.startswith("/") and ":" not in path and ".." not in path.split("/"), uri
            assert physical.get("region", {"startLine": 1})["startLine"] >= 1
            assert all(isinstance(value, str) and value for value in result["partialFingerprints"].values())
            assert result["partialFingerprints"]


def read_sarif():
    log = json.loads((folder / "report.sarif").read_bytes())
    check_rules_of_consumer(log)
    run, = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(known["catalogue"])
    seen = collections.Counter()
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert (result["level"] == "none") == (result["kind"] != "fail")
        place, = result["locations"]
        seen[place["logicalLocations"][0]["name"], result["ruleId"], result["kind"]] += 1
    agree("sarif", seen, collections.Counter((d, c, KINDS[o]) for d, c, o in findings().elements()))


class Page(html.parser.HTMLParser):
    """That each element is closed in its turn, and that nothing is loaded or run."""

    def __init__(self):
        super().__init__()
        self.opened = []
        self.domain = ""
        self.anchors = set()
        self.referred = set()
        self.seen = collections.Counter()

    def handle_starttag(self, tag, attrs):
        assert tag not in {"script", "img", "link", "iframe", "object", "form"}, tag
        for name, value in attrs:
            assert name in ATTRIBUTES, name
            if name == "id":
                assert value not in self.anchors, value
                self.anchors.add(value)
            elif name == "href" and value.startswith("#"):
                self.referred.add(value[1:])
            elif name == "href":
                assert value.startswith("https://"), value
        if tag == "a" and self.opened[-1] == "h4":
            self.seen[self.domain, dict(attrs)["href"].removeprefix("#check-")] += 1
        if tag not in VOID:
            self.opened.append(tag)

    def handle_endtag(self, tag):
        assert self.opened.pop() == tag, tag

    def handle_data(self, data):
        if self.opened[-2:] == ["summary", "h3"]:
            self.domain = data


def read_html():
    page = Page()
    page.feed((folder / "report.html").read_text(encoding="utf-8"))
    page.close()
    assert not page.opened and page.referred <= page.anchors
    agree("html", page.seen, collections.Counter((d, c) for d, c, _ in findings().elements()))


for read in read_csv, read_junit, read_sarif, read_html:
    read()
