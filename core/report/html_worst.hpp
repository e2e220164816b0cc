// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/worst_domains.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace dnslint::report {

// What the heat map of a page shows of a domain: the score of each category.
using category_scores = std::map<std::string, double, std::less<>>;

// The worst domains of a page, by failures and categories, each with a link to its part.
std::string worst_html(
   std::vector<domain_row> const& rows,
   std::map<std::size_t, category_scores> const& categories,
   std::size_t left_out);

// The anchor of a domain, by its number in the report.
std::string html_domain_anchor(std::size_t number);

// The domains of which a page has a line and no part.
std::string brief_html(domain_row const& d);

// The first domains on which a check failed.
struct failing_domains {
   static constexpr std::size_t most = 20;
   std::size_t count = 0;
   std::vector<std::pair<std::size_t, std::string>> first;  // number and name

   void add(std::size_t number, std::string const& domain);
};
std::string failing_html(failing_domains const& of);

}  // namespace dnslint::report
