// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "guesses.hpp"
#include "selector_state.hpp"

#include <dnslint/context.hpp>
#include <dnslint/task.hpp>

#include <optional>
#include <string>
#include <vector>

namespace dkim {

// What may be asked beside the stated selectors.
enum class search_scope {
   stated,    // nothing
   wildcard,  // whether there is a wildcard: of domains that say that they have no mail
   guesses    // all that the mode of guessing allows
};

struct search_request {
   std::string domain;
   std::vector<std::string> stated;
   guess_mode mode = guess_mode::likely;
   search_scope scope = search_scope::guesses;
   mail_hints hints;
};

// What stands at "_domainkey" below the domain.
enum class container_state {
   not_asked,
   exists,     // the name exists, or was not denied
   denied,     // NXDOMAIN, which some servers say although names exist below it
   absent,     // NXDOMAIN, secured by DNSSEC
   delegated,  // NS records: other servers have the keys
   alias       // a CNAME record: another name has the keys
};

std::string_view to_text(container_state state);

enum class wildcard_state { not_asked, none, present, not_known };

// All that was found out about a domain's keys.
struct key_search {
   std::vector<std::string> stated;        // the selectors that the user stated
   std::vector<selector_state> selectors;  // that were asked, and a wildcard
   std::vector<provider const*> providers;
   container_state container = container_state::not_asked;
   std::string served_by;  // the servers or the alias of "_domainkey"
   wildcard_state wildcard = wildcard_state::not_asked;
   std::optional<dnslint::cause> open;  // why a guess, or the search, has no answer
   std::optional<dnslint::cause> rest;  // why further stated selectors were not asked
   std::size_t questions = 0;

   selector_state const* find(std::string_view selector) const;
};

// How many stated selectors are asked.
constexpr std::size_t most_stated = 32;

dnslint::co<key_search> search_keys(dnslint::context cx, search_request request);

}  // namespace dkim
