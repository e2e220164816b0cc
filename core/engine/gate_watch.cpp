// SPDX-License-Identifier: Apache-2.0
#include "core/engine/gate_watch.hpp"

#include "core/base/escape.hpp"
#include "core/cel/bindings.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace dnslint::engine {
namespace {

std::size_t counted(std::map<std::string, std::size_t> const& all, std::string_view name)
{
   auto const found = all.find(std::string{name});
   return found == all.end() ? 0 : found->second;
}

// Where a count stands, and whether every domain adds at most one to it.
struct gate_count {
   std::size_t now = 0;
   bool is_of_domains = false;
};

gate_count count_named(scan::totals const& t, std::string_view name)
{
   auto const dot = name.find('.');
   auto const group = name.substr(0, dot);
   auto const member = dot == name.npos ? std::string_view{} : name.substr(dot + 1);
   if (auto const severity = base::severity_from_text(member)) {
      auto const i = static_cast<std::size_t>(*severity);
      return {group == "failures" ? t.failures.at(i) : t.regressions.at(i), false};
   }
   if (group == "grades")
      return {counted(t.summary.by_grade, member), true};
   if (group == "suppressed")
      return {t.summary.suppressed, false};
   if (group == "audited")
      return {t.audited, true};
   if (group == "nonexistent")
      return {counted(t.summary.by_status, "nonexistent"), true};
   return {t.summary.domains, true};
}

// A part of a whole, and by how much both may yet grow.
cel::range share_range(double part, double whole, double growth)
{
   if (whole + growth == 0)
      return {0, 0};
   if (std::isinf(growth))
      return {0, 1};
   return {part / (whole + growth), (part + growth) / (whole + growth)};
}

class range_reader {
public:
   range_reader(scan::totals const& t, gate_bounds const& bounds, bool is_whole)
   : t_{&t}
   , checks_{static_cast<double>(bounds.checks)}
   {
      auto const done = t.summary.domains;
      if (!is_whole)
         left_ = bounds.domains && *bounds.domains >= done
                    ? static_cast<double>(*bounds.domains - done)
                    : std::numeric_limits<double>::infinity();
   }

   cel::range of(std::string_view name) const
   {
      if (name == "coverage")
         return coverage();
      if (name == "unknown")
         return unknown();
      auto const count = count_named(*t_, name);
      auto const now = static_cast<double>(count.now);
      auto const endless = std::numeric_limits<double>::infinity();
      auto const growth = count.is_of_domains || left_ == 0 ? left_ : endless;
      return {now, now + growth};
   }

private:
   // Each domain that exists counts alike.
   cel::range coverage() const
   {
      auto const nonexistent = counted(t_->summary.by_status, "nonexistent");
      return share_range(
         static_cast<double>(t_->coverage) / 100,
         static_cast<double>(t_->summary.domains - nonexistent),
         left_);
   }

   cel::range unknown() const
   {
      auto const& by = t_->summary.by_outcome;
      auto const unknown = counted(by, "unknown");
      auto const decided = counted(by, "pass") + counted(by, "fail");
      return share_range(
         static_cast<double>(unknown),
         static_cast<double>(unknown + decided),
         left_ == 0 ? 0 : left_ * checks_);
   }

   scan::totals const* t_;
   double checks_;
   double left_ = 0;  // domains, at most
};

cel::bindings bound_to(cel::ranges const& numbers)
{
   cel::bindings bound;
   for (auto const& [name, number] : numbers)
      bound.given.emplace(
         name,
         profile::is_share(name) ? cel::value{number.least}
                                 : cel::value{static_cast<std::int64_t>(number.least)});
   return bound;
}

gate_state state_of(cel::outlook o)
{
   switch (o) {
      case cel::outlook::never:
         return gate_state::fails;
      case cel::outlook::always:
         return gate_state::holds;
      case cel::outlook::either:
         break;
   }
   return gate_state::undecided;
}

std::string values_text(
   scan::totals const& t, gate_bounds const& bounds, std::vector<std::string> const& used)
{
   std::string text;
   for (auto const& [name, number] : gate_ranges(t, used, bounds, true))
      text += fmt::format(
         "{}{} is {}",
         text.empty() ? "" : ", ",
         name,
         // Downwards, so that 0.9499 is not shown as the 0.95 that was asked for.
         base::json_number(std::floor(number.least * 10'000) / 10'000));
   return text;
}

}  // namespace

cel::ranges gate_ranges(
   scan::totals const& t,
   std::vector<std::string> const& names,
   gate_bounds const& bounds,
   bool is_whole)
{
   range_reader const reader{t, bounds, is_whole};
   cel::ranges made;
   for (auto const& name : names)
      made.emplace(name, reader.of(name));
   return made;
}

gate_watch::gate_watch(profile::profile const& p, gate_bounds bounds)
: names_{profile::gate_names(p)}
, bounds_{bounds}
{
   if (auto gates = profile::gates_of(p))
      gates_ = *std::move(gates);
}

base::diagnostics gate_watch::check(bool has_baseline) const
{
   base::diagnostics errors;
   for (auto const& g : gates_) {
      auto const is_of_news = std::ranges::any_of(g.require.given_used(), [](auto const& name) {
         return name.starts_with("regressions.");
      });
      if (is_of_news && !has_baseline)
         errors.push_back(base::error(
            fmt::format("the gate '{}' asks for regressions, and nothing says what is new", g.id),
            "name an earlier report with --baseline"));
   }
   return errors;
}

bool gate_watch::is_lost(scan::totals const& t)
{
   if (is_lost_ || gates_.empty() || looked_at_ == t.summary.domains)
      return is_lost_;
   looked_at_ = t.summary.domains;
   auto const numbers = gate_ranges(t, names_, bounds_, false);
   is_lost_ = std::ranges::any_of(gates_, [&](profile::gate const& g) {
      return cel::outlook_of(g.require, numbers) == cel::outlook::never;
   });
   return is_lost_;
}

std::vector<gate_result> gate_watch::judge(scan::totals const& t, bool is_whole) const
{
   std::vector<gate_result> all;
   auto const numbers = gate_ranges(t, names_, bounds_, is_whole);
   for (auto const& g : gates_) {
      gate_result r{g.id, g.text, g.require.source(), {}, {}};
      r.values = values_text(t, bounds_, g.require.given_used());
      if (is_whole)
         r.state =
            g.require.evaluate(bound_to(numbers)).is_true() ? gate_state::holds : gate_state::fails;
      else
         r.state = state_of(cel::outlook_of(g.require, numbers));
      all.push_back(std::move(r));
   }
   return all;
}

}  // namespace dnslint::engine
