// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sts_record.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mta_sts {

// RFC 8461 section 3.2: the longest time for which a sender may keep a policy.
constexpr std::int64_t longest_age = 31'557'600;

struct line_error {
   std::size_t line = 0;  // from 1
   std::string text;      // a clause: "mode is 'on'"

   bool operator==(line_error const&) const = default;
};

// A policy (RFC 8461 section 3.2). Members that are missing or wrong are empty. Owns its texts.
struct sts_policy {
   std::string mode;                     // "enforce", "testing", "none"
   std::optional<std::int64_t> max_age;  // seconds
   std::vector<std::string> mx;  // patterns, in lower case: "mx.example.com", "*.example.com"
   std::vector<std::string> unknown_keys;
   std::vector<line_error> errors;

   // Senders do not use a policy with errors.
   bool is_valid() const noexcept { return errors.empty(); }
};

// Reads the body of a policy. Of a field that stands twice, all but the first are ignored, but for
// mx; so are keys that are not known.
sts_policy read_sts_policy(std::string_view body);

}  // namespace mta_sts
