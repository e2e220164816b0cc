// SPDX-License-Identifier: Apache-2.0
#include "core/plugin/settlement.hpp"

#include "core/base/causes.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::plugin {
namespace {

void complete(base::finding& f)
{
   if (f.result == base::outcome::unknown && !f.why)
      f.why =
         base::because(base::causes::no_cause, "the probe settled it as unknown without a cause");
   if (f.result == base::outcome::not_applicable && f.reason.empty()) {
      f.result = base::outcome::unknown;
      f.why = base::because(
         base::causes::no_reason, "the probe settled it as not-applicable without a reason");
   }
}

}  // namespace

settlement::settlement(std::vector<std::string> checks)
: checks_{std::move(checks)}
{}

base::finding* settlement::settle(std::string_view id, base::outcome o)
{
   if (std::ranges::find(checks_, id) == checks_.end()) {
      misuse(fmt::format("the probe settled '{}', which is not its own", id));
      return nullptr;
   }
   if (std::ranges::any_of(settled_, [&](base::finding const& f) {
          return f.id == id;
       })) {
      misuse(fmt::format("the probe settled '{}' twice", id));
      return nullptr;
   }
   auto& f = settled_.emplace_front();
   f.id = id;
   f.result = o;
   return &f;
}

void settlement::cover(base::cause why)
{
   if (!cover_)
      cover_ = std::move(why);
}

void settlement::misuse(std::string mistake)
{
   if (!mistake_)
      mistake_ = std::move(mistake);
}

base::cause settlement::cause_of_open(base::cause const& otherwise) const
{
   if (mistake_)
      return base::because(base::causes::misuse, *mistake_);
   return cover_.value_or(otherwise);
}

std::vector<base::finding> settlement::close(base::cause const& otherwise)
{
   std::vector<base::finding> all;
   all.reserve(checks_.size());
   if (mistake_)
      settled_.clear();
   for (auto& f : settled_) {
      complete(f);
      all.push_back(std::move(f));
   }
   settled_.clear();
   for (auto const& id : checks_) {
      if (std::ranges::any_of(all, [&](base::finding const& f) {
             return f.id == id;
          }))
         continue;
      base::finding open;
      open.id = id;
      open.why = cause_of_open(otherwise);
      all.push_back(std::move(open));
   }
   std::ranges::sort(all, {}, &base::finding::id);
   return all;
}

}  // namespace dnslint::plugin
