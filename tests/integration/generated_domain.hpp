// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::tests {

// A domain whose audit is known before it is made, since its zone was written for it.
struct generated_domain {
   std::string name;
   std::string zone;                                          // empty: the domain does not exist
   std::map<std::string, std::string, std::less<>> expected;  // check id -> outcome
};

// `count` domains below .test, of all kinds in turn.
std::vector<generated_domain> generate_domains(std::size_t count);

// The zone of .test itself, which proves that names without a zone do not exist.
std::string_view top_zone();

std::string list_of(std::vector<generated_domain> const& domains);
// As a lab file, .test included.
std::string lab_of(std::vector<generated_domain> const& domains);

}  // namespace dnslint::tests
