// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lookup.hpp"
#include "record_tree.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace spf {

// A number that may be larger than what is known of it.
struct bound {
   std::int64_t known = 0;
   std::optional<dnslint::cause> open;  // why it may be larger
};

// One line of the tree: a record where `term` is empty, else one of its terms.
struct survey_line {
   std::size_t depth = 0;
   std::string domain;
   std::string term;
   bound cost;        // lookups, with all that is below
   std::string note;  // "has no SPF record", "depends on the sender"
};

// A domain that an include or a redirect leads to, and why that is an error.
struct bad_target {
   std::string domain;
   std::string why;
};

// What the record of a domain costs, with all records that it uses, for a message that no term
// matches. The counts go on beyond the limits of receivers.
struct survey {
   bound lookups;    // terms that count towards the limit of 10
   bound voids_ip4;  // lookups without an answer, for an IPv4 client
   bound voids_ip6;
   std::vector<bad_target> missing;       // without an SPF record; the names without any
   std::vector<bad_target> unregistered;  // those among them that anybody can register
   std::vector<bad_target> broken;        // with several records, or with syntax errors
   std::vector<bad_target> loops;         // that are above themselves
   std::vector<dnslint::cause> unseen;    // why records could not be looked up
   record_tree records;                   // all that was followed; the domain's own in lower case
   std::vector<survey_line> tree;         // its first lines
};

// The budget of one survey. What is beyond it is unknown (withheld: budget).
struct survey_limits {
   std::size_t records = 64;
   std::size_t questions = 250;
   std::size_t depth = 32;
   std::size_t lines = 300;
   std::size_t terms = 512;  // of a record
};

// `dns` and `limits` outlive the coroutine.
dnslint::co<survey> survey_records(asker& dns, std::string domain, survey_limits const& limits);

}  // namespace spf
