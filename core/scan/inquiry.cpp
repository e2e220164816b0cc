// SPDX-License-Identifier: Apache-2.0
#include "core/scan/inquiry.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace dnslint::scan {
namespace {

constexpr std::string_view trial_code = "trial";  // stands in no record: they are not kept

// "acme" of "acme (second)".
std::string plugin_of(std::string const& probe)
{
   return probe.substr(0, probe.find(' '));
}

}  // namespace

bool is_left_out(std::vector<left_out_probe> const& all, std::uint32_t probe)
{
   return std::ranges::find(all, probe, &left_out_probe::probe) != all.end();
}

// The named probe and, over several steps, those whose facts it needs.
std::vector<bool> inquiry::needed() const
{
   std::vector<bool> all(probes_->size());
   std::vector<std::uint32_t> open{named_};
   while (!open.empty()) {
      auto const probe = open.back();
      open.pop_back();
      if (probe >= all.size() || all[probe])
         continue;
      all[probe] = true;
      open.insert(open.end(), (*probes_)[probe].needs.begin(), (*probes_)[probe].needs.end());
   }
   return all;
}

std::vector<left_out_probe> inquiry::left_out() const
{
   std::vector<left_out_probe> all;
   if (stage_ == stage::named_only) {
      auto const runs = needed();
      for (std::uint32_t i = 0; i != runs.size(); ++i)
         if (!runs[i])
            all.push_back({i, std::string{trial_code}, {}});
   } else if (stage_ == stage::without_one) {
      for (auto const probe : suspects_[turn_])
         all.push_back({probe, std::string{crashed_code}, detail()});
   }
   return all;
}

std::string inquiry::detail() const
{
   auto const name_of = [this](std::uint32_t probe) {
      return probe < probes_->size() ? (*probes_)[probe].name : std::string{"an unknown probe"};
   };
   auto text = fmt::format("{} in {}", reason_, name_of(named_));
   if (stage_ != stage::without_one)
      return text;
   auto const& left_out = suspects_[turn_];
   if (std::ranges::find(left_out, named_) == left_out.end())
      text +=
         fmt::format(", which does not happen without {}", plugin_of(name_of(left_out.front())));
   return text;
}

// The plugins of which nothing was left out before, the named probe's own siblings, and itself.
void inquiry::list_suspects(std::vector<left_out_probe> const& before)
{
   std::map<std::uint32_t, std::vector<std::uint32_t>> by_plugin;
   for (std::uint32_t i = 0; i != probes_->size(); ++i)
      if (i != named_ && !is_left_out(before, i))
         by_plugin[(*probes_)[i].plugin].push_back(i);
   suspects_.clear();
   auto siblings = by_plugin.extract((*probes_)[named_].plugin);
   for (auto& [plugin, group] : by_plugin)
      suspects_.push_back(std::move(group));
   if (!siblings.empty())
      suspects_.push_back(std::move(siblings.mapped()));
   suspects_.push_back({named_});
   turn_ = 0;
}

verdict inquiry::judged(std::vector<std::uint32_t> guilty, bool is_proven) const
{
   return {std::move(guilty), detail(), is_proven};
}

std::optional<verdict> inquiry::ended(death const& d, std::vector<left_out_probe> const& before)
{
   switch (stage_) {
      case stage::all_probes:
         named_ = *d.last;
         reason_ = d.reason;
         if (d.is_evident && d.in_probe)
            return judged({named_}, true);
         stage_ = stage::named_only;
         return std::nullopt;
      case stage::named_only:
         return judged({named_}, true);
      case stage::without_one:
         if (++turn_ != suspects_.size())
            return std::nullopt;
         list_suspects(before);
         turn_ = suspects_.size() - 1;  // the named probe
         return judged({named_}, false);
   }
   return std::nullopt;
}

std::optional<verdict> inquiry::completed(std::vector<left_out_probe> const& before)
{
   if (stage_ == stage::without_one)
      return judged(suspects_[turn_], true);
   if (stage_ == stage::named_only) {
      stage_ = stage::without_one;
      list_suspects(before);
   }
   return std::nullopt;
}

}  // namespace dnslint::scan
