// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/outcome.hpp"
#include "core/cel/value.hpp"
#include "core/dns/record.hpp"
#include "core/dns/suffix_list.hpp"
#include "core/facts/value.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace dnslint::cel {

struct watch;

// What a lookup brought; borrowed from the resolver's answer for the time of an evaluation.
struct lookup_result {
   std::string_view name;             // as asked, presentation form
   std::string_view status;           // "records", "absent", "unknown"
   base::cause const* why = nullptr;  // of unknown
   std::string_view rcode;
   bool secure = false;
   std::span<dns::record const> records;
   std::span<dns::record const> chain;
};

// The values behind the names; everything is borrowed.
struct bindings {
   std::string_view domain;
   std::chrono::sys_seconds now{};
   facts::tree const* facts = nullptr;  // an undeclared plugin or unpublished fact reads as unknown
   facts::map const* variables = nullptr;
   std::map<std::string, lookup_result, std::less<>> lookups;
   std::map<std::string, value, std::less<>> given;
   dns::suffix_list const* suffixes = nullptr;
   watch* watched = nullptr;  // null outside of tests
};

}  // namespace dnslint::cel
