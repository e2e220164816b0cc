// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "spf_record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace spf {

// What the terms of a record amount to, by themselves: the records that include and redirect lead
// to are not looked at.
struct policy {
   std::optional<std::string> all;  // the first one with its qualifier: "-all", "+all"
   std::optional<std::string> redirect;
   std::optional<std::string> exp;
   std::vector<bool> is_ignored;  // of each term: a mechanism behind `all`, a redirect beside it
   std::vector<std::string> after_all;            // mechanisms behind `all`, as published
   std::vector<std::string> duplicates;           // mechanisms that repeat an earlier one
   std::vector<std::string> unknown_modifiers;    // but not the misspelt mechanisms
   std::vector<std::string> misspelt_mechanisms;  // "include=example.com"
   std::vector<std::string> malformed_domains;    // arguments that can be no domain name
   std::int64_t lookups_direct = 0;
};

policy read_policy(spf_record const& record);

}  // namespace spf
