// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dkim {

// What a provider's customers publish. Lists have blanks between their words; names have no final
// dot.
struct provider {
   std::string_view name;
   std::string_view
      selectors;             // the usual ones, the likeliest first; empty: they cannot be guessed
   std::string_view mx;      // ends of the names of its exchanges
   std::string_view spf;     // ends of the names that customers include
   std::string_view alias;   // ends of the names that CNAME records of keys lead to
   bool is_shared = false;   // all customers have the same keys
   bool is_fixed = false;    // customers cannot choose other selectors
   std::string_view source;  // where it is stated, with the grade of selection
};

// provider_table.cpp says when its sources were read.
std::span<provider const> provider_table();

// What a domain's records say of who handles its mail.
struct mail_hints {
   std::vector<std::string> exchanges;  // of MX records
   std::vector<std::string> includes;   // of include and redirect in the SPF record
};

// Providers that the records name, in the order of the table.
std::vector<provider const*> recognized_providers(mail_hints const& hints);

// The provider that a CNAME record leads to; null if none is known.
provider const* provider_of_alias(std::string_view target);

// Whether a name is `end` or stands below it. Labels are compared as a whole.
bool is_at_or_below(std::string_view name, std::string_view end);

// The words of a list.
std::vector<std::string_view> words_in(std::string_view list);

}  // namespace dkim
