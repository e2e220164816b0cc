// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mx {

// One MX record. The name is in presentation form, lower case, without the trailing dot; the root
// is ".".
struct mx_record {
   std::int64_t preference = 0;
   std::string exchange;
};

// The MX records of a domain, read as a sender reads them (RFC 5321 section 5.1, RFC 7505).
struct mx_set {
   std::size_t records = 0;
   std::size_t nulls = 0;  // records whose exchange is the root
   std::optional<std::int64_t> null_preference;
   std::vector<mx_record> exchanges;     // each host once, by preference, then name; never the root
   std::vector<std::string> duplicates;  // hosts that several records name, sorted

   // RFC 7505 section 3: a null MX stands alone.
   bool is_null_mx() const noexcept { return records == 1 && nulls == 1; }
};

mx_set read_mx_set(std::vector<mx_record> records);

}  // namespace mx
