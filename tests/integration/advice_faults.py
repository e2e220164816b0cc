# SPDX-License-Identifier: Apache-2.0
"""What the tests that follow advice hold of two audits of a domain."""


def is_overlaid(finding):
    """Whether it is unknown only because an overlay hides it."""
    return finding.get("cause", {}).get("code") == "overlaid"


def faults_after(before, after, checks):
    """The checks that edits are for must pass, and no check that passed may fail or become unknown."""
    failed = {f["id"]: f for f in after["findings"]}
    for check in checks:
        if check in failed:
            yield f"{check} is still {failed[check]['outcome']}: {failed[check]['message']}"
    for check in before["passed"]:
        if check in failed and not is_overlaid(failed[check]):
            yield f"{check} passed, and is {failed[check]['outcome']}: {failed[check]['message']}"
