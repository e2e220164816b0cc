// SPDX-License-Identifier: Apache-2.0
#include "core/rules/fix_record.hpp"

#include "core/dns/zone_text.hpp"

#include <array>

namespace dnslint::rules {
namespace {

// What a placeholder may stand for in a record.
constexpr std::array<std::string_view, 6> stand_ins{
   "example.test", "1", "192.0.2.1", "2001:db8::1", "00", "@"};
constexpr std::string_view sample_domain = "example.test";

std::string parse(std::string const& text)
{
   auto const read = dns::parse_zone_text(text, *dns::name::from_text(sample_domain), {});
   if (!read)
      return read.errors().front().message;
   return read->empty() ? "there is no record" : "";
}

}  // namespace

std::string wrong_record(text_template const& record)
{
   static facts::tree const nothing;
   static facts::map const no_variables;
   cel::bindings with;
   with.domain = sample_domain;
   with.facts = &nothing;
   with.variables = &no_variables;
   std::string first;
   for (auto const stand_in : stand_ins) {
      auto const wrong = parse(record.sample(with, stand_in));
      if (wrong.empty())
         return {};
      if (first.empty())
         first = wrong;
   }
   return first;
}

}  // namespace dnslint::rules
