// SPDX-License-Identifier: Apache-2.0
#include "core/audit/core_manifest.hpp"

namespace dnslint::audit {

// clang-format off
std::string_view const core_manifest = R"yaml(plugin: name
version: 1.0.0
title: The name itself
checks:
  - id: name/exists
    title: The domain exists
    category: dns.delegation
    severity: medium
    judges_nonexistent: true
    assert: "facts.name.kind != 'nonexistent'"
    message: "the name does not exist (NXDOMAIN)"
    fix: "Correct the name in the list, or register the domain."
    docs: |
      The resolver proved that the name does not exist. Nothing else is judged for it: a mistyped
      name, or a registration that has lapsed, is the likeliest reason.
    references: [RFC 8020 section 2]
)yaml";
// clang-format on

}  // namespace dnslint::audit
