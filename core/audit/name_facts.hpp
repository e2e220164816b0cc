// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/public_suffix.hpp"
#include "core/facts/value.hpp"
#include "core/resolver/answers/answer.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace dnslint::audit {

// The facts about the audited name that the core finds out before any probe runs: whether it
// exists, which kind of name it is, and in which zone it lies. docs/writing-a-check.md has the
// kinds.
struct name_facts {
   facts::value kind;                // a string, or unknown
   facts::value zone;                // a string, null for a name that does not exist, or unknown
   facts::value registrable_domain;  // a string, or null for a public suffix; never unknown

   bool nonexistent() const;
   facts::map to_map() const;
};

// The declarations of the core's own facts: facts.name.* and facts.list.*.
facts::schema core_facts();

// The owner of the SOA record that is the answer to a question for SOA, or that proves its absence.
std::optional<dns::name> zone_of(resolver::answer const& soa);

// The zone's primary name server: the MNAME of that SOA record. Null without one.
std::optional<std::string> primary_server_of(resolver::answer const& soa);

// Finds the zone of `domain`: says whose SOA to ask for next, answer by answer.
class zone_search {
public:
   explicit zone_search(dns::name domain);

   // The next name to ask SOA of; null when the search has ended.
   std::optional<dns::name> next() const;
   void answered(resolver::answer const& soa);

   // Valid when next() is null.
   name_facts result(public_suffix_list const& suffixes) const;

private:
   dns::name domain_;
   std::optional<dns::name> next_;
   std::optional<dns::name> zone_;
   std::optional<base::cause> unknown_;
   bool nonexistent_ = false;
};

}  // namespace dnslint::audit
