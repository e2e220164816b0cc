// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/plugin_check.hpp"

#include "core/audit/plan.hpp"
#include "core/authoring/plugin_check_file.hpp"
#include "core/authoring/plugin_check_process.hpp"
#include "core/authoring/plugin_check_run.hpp"
#include "core/plugin/file_trust.hpp"

#include <fmt/format.h>

namespace dnslint::authoring {
namespace {

using plan_pointer = std::unique_ptr<audit::plan>;

std::string one_line(std::string text)
{
   while (!text.empty() && text.back() == '\n')
      text.pop_back();
   return text;
}

// Everything about one file. The cases stand in the order in which they were tried.
class file_check {
public:
   file_check(std::string const& file, plugin_check_settings const& settings)
   : settings_{&settings}
   {
      checked_.file = file;
   }

   checked_plugin run()
   {
      auto const why = plugin::distrust(checked_.file);
      add("file", "permissions", why ? base::to_text(*why) : "");
      auto const planned = plan();
      add("file", "manifest", planned ? "" : base::to_text(planned.errors()));
      add("file", "one-symbol", wrong_exports(checked_.file));
      add("file", "no-unique-symbols", unique_symbols(checked_.file));
      if (planned && load())
         try_probes(plugin_of(**planned, checked_.file));
      return std::move(checked_);
   }

private:
   void add(std::string group, std::string name, std::string failure)
   {
      checked_.cases.push_back({std::move(group), std::move(name), one_line(std::move(failure))});
   }

   // Companions only where the plugin does not stand alone.
   base::result<plan_pointer> plan()
   {
      auto alone = plan_for(checked_.file, {}, plugin::load_code::no);
      if (alone)
         return alone;
      companions_ = settings_->companions;
      return plan_for(checked_.file, companions_, plugin::load_code::no);
   }

   // True when the plugin can be loaded. What it does while it is loaded stays in that process.
   bool load()
   {
      auto const c = run_contained(
         [&] {
            auto const p = plan_for(checked_.file, companions_, plugin::load_code::yes);
            return p ? std::string{} : base::to_text(p.errors());
         },
         settings_->time_limit);
      auto const failure = c.lost.empty() ? c.said : c.lost;
      add("file", "load", failure);
      return failure.empty();
   }

   void try_probes(plugin::plugin const& p)
   {
      checked_.warnings = manifest_warnings(p.manifest, p.checks);
      auto const labs = plugin_labs(settings_->seed);
      for (auto const& probe : p.manifest.probes) {
         for (auto const& l : labs)
            try_case({checked_.file, companions_, probe.id, &l, {}}, l.name);
         for (auto const& option : p.manifest.options)
            for (auto const& value : bounds_of(option))
               for (auto const& l : labs)
                  if (is_for_options(l))
                     try_case(
                        {checked_.file,
                         companions_,
                         probe.id,
                         &l,
                         {{p.manifest.id + "." + option.name, value}}},
                        fmt::format("{} with {}={}", l.name, option.name, value));
      }
   }

   static std::vector<std::string> bounds_of(rules::variable const& v)
   {
      if (v.declared == facts::type::boolean)
         return {"false", "true"};
      std::vector<std::string> values;
      for (auto const& bound : {v.least, v.most})
         if (bound)
            values.push_back(std::to_string(*bound));
      return values;
   }

   void try_case(probe_case const& c, std::string name)
   {
      auto const ended = run_contained(
         [&] {
            return run_probe_case(c);
         },
         settings_->time_limit);
      add(c.probe, std::move(name), ended.lost.empty() ? ended.said : ended.lost);
   }

   plugin_check_settings const* settings_;
   std::vector<std::string> companions_;
   checked_plugin checked_;
};

}  // namespace

checked_plugin check_plugin(std::string const& file, plugin_check_settings const& settings)
{
   return file_check{file, settings}.run();
}

}  // namespace dnslint::authoring
