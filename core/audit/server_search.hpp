// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/lookup_question.hpp"
#include "core/base/outcome.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::rules {
enum class asked_at : std::uint8_t;
}

namespace dnslint::audit {

// An address of a name server, or the cause why none is known.
struct name_server {
   std::string host;
   std::string address;  // empty: see `why`
   base::cause why;

   // "ns1.example.net (192.0.2.1)"
   std::string to_text() const;
};

// The servers to ask for a lookup with `at`, as far as the answers show them.
struct found_servers {
   lookup_questions next;               // questions to ask first; empty when the search has ended
   std::vector<name_server> servers;    // of the zone, or of the zone above it
   std::optional<base::cause> unknown;  // why no servers are known
};

// `lookup` is the lookup's own key; the questions have it with a server_search.
found_servers find_servers(
   lookup_key const& lookup,
   dns::name const& name,
   rules::asked_at at,
   lookup_answers const& answers);

}  // namespace dnslint::audit
