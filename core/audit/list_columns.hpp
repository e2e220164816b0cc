// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dnslint::audit {

// What a list states about a domain beside its name. A member is empty where it states nothing.
struct list_columns {
   std::vector<std::string> selectors;  // of DKIM keys, in lower case
   std::string posture;                 // one of posture_words()
   std::string profile;
   std::vector<std::string> tags;

   bool operator==(list_columns const&) const = default;
};

// What a list may state about the mail of a domain: no_mail and those of facts.posture.mail.
std::vector<std::string> const& posture_words();

// The core's facts.list.*, and their declarations. `columns` is null for a list without columns.
facts::map list_facts(list_columns const* columns);
facts::declarations list_fact_declarations();

}  // namespace dnslint::audit
