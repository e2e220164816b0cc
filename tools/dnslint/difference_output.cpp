// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/difference_output.hpp"

#include "core/report/difference_text.hpp"

#include <fmt/format.h>
#include <utility>

namespace dnslint::command {
namespace {

template <class Difference>
std::string printed(Difference const& d, std::string_view format)
{
   if (format == "json")
      return report::difference_json(d);
   return format == "markdown" ? report::difference_markdown(d) : report::difference_text(d);
}

}  // namespace

base::result<comparison> print_differences(
   domain_states before, std::string const& file, std::string_view format, bool prints_equal)
{
   comparison all;
   auto const tell_one = [&](report::domain_difference const& d) {
      all.counts.count(d);
      all.is_worse = all.is_worse || is_worse(d);
      if (prints_equal || !d.is_none())
         fmt::print("{}", printed(d, format));
   };
   auto const errors = for_each_domain(file, [&](report::reported_domain const& d) {
      auto known = before.extract(d.record.domain);
      tell_one(report::compare(
         d.record.domain,
         known ? std::optional{std::move(known.mapped())} : std::nullopt,
         report::state_of(d)));
      return true;
   });
   if (!errors.empty())
      return errors;
   for (auto& [domain, state] : before)
      tell_one(report::compare(domain, std::move(state), std::nullopt));
   if (format == "text")
      fmt::print("\n");
   fmt::print("{}", printed(all.counts, format));
   return all;
}

}  // namespace dnslint::command
