// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/escape.hpp"
#include "core/base/outcome.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::base {

// A record, a server or a term that a judgement rests on.
struct evidence {
   std::string kind;  // "record", "fact", "text"
   untrusted text;
   bool operator==(evidence const&) const = default;
};

// One of several subjects that a check judged at once.
struct finding_item {
   untrusted subject;
   outcome result = outcome::fail;
   untrusted message;
};

// By whom and until when a failure is accepted.
struct suppressed {
   std::string reason;
   std::string owner;
   std::string expires;  // the last day of it, "2027-01-31"

   suppressed(std::string why, std::string who, std::string until)
   : reason{std::move(why)}
   , owner{std::move(who)}
   , expires{std::move(until)}
   {}
   bool operator==(suppressed const&) const = default;
};

// A check's outcome on one domain. Its fingerprint is id, domain and subject.
struct finding {
   std::string id;
   outcome result = outcome::unknown;
   std::optional<cause> why;  // of unknown
   std::string reason;        // of not-applicable
   untrusted message;
   untrusted subject;
   std::vector<finding_item> items;
   std::vector<base::evidence> evidence;
   untrusted fix_text;
   untrusted fix_record;                // to publish, in master-file form
   std::vector<untrusted> fix_removed;  // the records that it takes the place of
   // Of a failure that the profile accepts. It stays one, and is scored as one.
   std::shared_ptr<suppressed const> suppression{};
};

}  // namespace dnslint::base
