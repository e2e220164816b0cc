// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/report/report_file.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::report {

// What became of a check on a domain between two reports. A check that only one report has counts
// as one that did not apply in the other.
enum class change : std::uint8_t {
   broken,         // fails, and did not fail before
   newly_unknown,  // is unknown, and was not
   altered,        // fails as before, for another reason
   fixed,          // failed, and does not fail any more
   known_again     // was unknown, and is not any more
};
std::string_view to_text(change c);  // "new", "newly unknown", "changed", "fixed", "known again"

// A check's outcome and what it says of it, as text from DNS may have made it.
struct check_state {
   base::outcome result = base::outcome::not_applicable;
   std::optional<base::cause> why;  // of unknown
   base::untrusted statement;       // the message; of unknown the cause

   bool operator==(check_state const&) const = default;
};

struct changed_check {
   std::string id;
   base::severity severity = base::severity::info;
   change became = change::broken;
   check_state before;
   check_state after;
};

// A fact that both reports tell, "spf.record", as JSON. Facts that stand in a report only because a
// check failed that rests on them are in one alone, and tell of no change.
struct changed_fact {
   std::string name;
   std::string before;
   std::string after;
};
// Texts and lists of texts are what people publish; numbers and maps follow from them.
bool is_for_people(changed_fact const& f);

// What a difference is made from: a domain of a report without all that stays out of it.
struct domain_state {
   audit::domain_status status = audit::domain_status::audited;
   score::scores scored;                                    // without categories and controls
   std::map<std::string, check_state, std::less<>> checks;  // failed and unknown ones
   std::map<std::string, base::severity, std::less<>> severities;  // of these
   std::map<std::string, std::string, std::less<>> facts;
   std::vector<std::uint64_t> passed;  // digests of the ids of checks that passed, sorted

   // How the check ended; one that the report does not have did not apply.
   check_state of(std::string const& check) const;
};
domain_state state_of(reported_domain const& d);

// "B 82.3", "no grade", "nonexistent". A grade is any text that a profile has, so it is to be made
// safe.
std::string standing_of(domain_state const& s);
std::string standing_of(audit::rehearsed_scores const& s);

struct domain_difference {
   std::string domain;
   std::optional<domain_state> before;  // null: the domain is new in the list
   std::optional<domain_state> after;   // null: the domain has left the list
   std::vector<changed_check> checks;   // broken ones first, then as `change` is ordered; by id
   std::vector<changed_fact> facts;     // by name

   bool is_none() const;
};

// Of a domain that one report may lack.
domain_difference compare(
   std::string domain, std::optional<domain_state> before, std::optional<domain_state> after);

// A check that passed does not pass any more, or others fail or are unknown now and the score has
// fallen. A check that did not apply before may fail now: a first DMARC record is judged by what it
// asks for. A score may fall alone, where checks that passed do not apply any more. What is unknown
// only because an overlay hides it (causes.md) is not worse.
bool is_worse(domain_difference const& d);

// The differences of two lists, counted.
struct difference_counts {
   std::size_t domains = 0;    // that both reports have
   std::size_t differing = 0;  // of these
   std::size_t added = 0;
   std::size_t removed = 0;
   std::map<change, std::size_t> changes;
   std::map<std::string, std::map<change, std::size_t>, std::less<>> by_check;

   void count(domain_difference const& d);
};

}  // namespace dnslint::report
