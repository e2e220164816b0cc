// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <dnslint/task.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace spf {

enum class record_type : std::uint8_t { txt, a, aaaa, mx, ptr };
std::string_view to_text(record_type t);  // "TXT"

enum class lookup_status : std::uint8_t {
   records,
   no_records,  // the name exists, or leads by CNAME to one that does
   no_name,     // NXDOMAIN, also at the end of a chain of CNAMEs
   failed       // timeout, SERVFAIL and the like: not known
};

// The answer to one question.
struct lookup {
   lookup_status status = lookup_status::failed;
   // TXT: each record's strings put together; addresses as text; MX exchanges by preference, then
   // name; PTR names.
   std::vector<std::string> values;
   dnslint::cause why;       // of failed
   std::string denied_by{};  // of no_name: the zone whose SOA denies the name; may be empty

   bool is_void() const
   {
      return status == lookup_status::no_records || status == lookup_status::no_name;
   }
};

// Answers the questions of evaluation and survey. Names are in the form of RFC 7208 (dots between
// labels, no escapes).
class asker {
public:
   asker() = default;
   asker(asker const&) = delete;
   asker& operator=(asker const&) = delete;
   virtual ~asker() = default;

   virtual dnslint::co<lookup> ask(std::string name, record_type type) = 0;
};

}  // namespace spf
