// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_plugins/probe_bench.hpp"

#include "core/base/yaml.hpp"
#include "core/plugin/plugin_set.hpp"
#include "core/resolver/shared/direct_resolver.hpp"
#include "core/resolver/shared/resolver.hpp"

#include <algorithm>
#include <stdexcept>

namespace dnslint::tests {
namespace {

// More work than any run here needs: one that goes on for ever ends the test, not the machine.
constexpr unsigned most_work = 200'000;

resolver::lab lab_from(std::string_view text)
{
   if (text.empty())
      return {};
   auto const doc = base::yaml::load("lab", std::string{text});
   if (!doc)
      throw std::invalid_argument{base::to_text(doc.errors())};
   auto lab = resolver::lab::from_yaml(*doc);
   if (!lab)
      throw std::invalid_argument{base::to_text(lab.errors())};
   return std::move(*lab);
}

std::size_t index_of(plugin::plugin const& p, std::string_view probe)
{
   auto const found = std::ranges::find(p.manifest.probes, probe, &plugin::probe_definition::id);
   if (found == p.manifest.probes.end())
      throw std::invalid_argument{"no such probe: " + std::string{probe}};
   return static_cast<std::size_t>(found - p.manifest.probes.begin());
}

// Replies after ten milliseconds.
class scripted_hosts final : public hosts::https_source {
public:
   scripted_hosts(
      base::event_loop& loop,
      std::map<std::string, hosts::https_reply> const& replies,
      unsigned& cancelled)
   : loop_{&loop}
   , replies_{&replies}
   , cancelled_{&cancelled}
   {}

   call get(hosts::https_request const& request, done on_done) override
   {
      if (auto const found = replies_->find(request.url); found != replies_->end())
         loop_->run_after(
            base::event_loop::duration{10}, [on_done = std::move(on_done), &reply = found->second] {
               on_done(reply);
            });
      return ++last_;
   }
   void cancel(call) override { ++*cancelled_; }

private:
   base::event_loop* loop_;
   std::map<std::string, hosts::https_reply> const* replies_;
   unsigned* cancelled_;
   call last_ = 0;
};

void keep(bench_result& kept, plugin::run_result r)
{
   ++kept.times_done;
   kept.ended = true;
   for (auto& f : r.findings)
      kept.findings.emplace(f.id, std::move(f));
   kept.facts = std::move(r.facts);
   kept.defect = std::move(r.defect);
}

// Kept until the process ends, as the plugins' code is.
plugin::plugin_set const& plugins_of(std::string const& folder)
{
   static std::map<std::string, plugin::plugin_set> kept;
   auto const known = kept.find(folder);
   if (known != kept.end())
      return known->second;
   auto set = plugin::load_plugins({folder}, core_facts(), plugin::load_code::yes);
   return kept.emplace(folder, std::move(set)).first->second;
}

}  // namespace

facts::schema core_facts()
{
   facts::declaration text;
   text.declared = facts::type::string;
   return {{"name", {{"kind", text}, {"zone", text}}}};
}

probe_bench::probe_bench(std::string_view id, std::string_view lab)
: probe_bench{DNSLINT_TEST_PLUGINS, id, lab}
{}

probe_bench::probe_bench(std::string const& folder, std::string_view id, std::string_view lab)
: lab_{lab_from(lab)}
{
   auto const& set = plugins_of(folder);
   auto const found = std::ranges::find(set.plugins, id, [](plugin::plugin const& p) {
      return std::string_view{p.manifest.id};
   });
   if (found == set.plugins.end())
      throw std::invalid_argument{
         "no plugin " + std::string{id} + " in " + folder + "\n" + base::to_text(set.refused)};
   plugin_ = &*found;
   for (auto const& option : plugin_->manifest.options)
      options.emplace(option.name, option.initial);
}

std::vector<std::string> probe_bench::checks_of(std::string_view probe) const
{
   std::vector<std::string> ids;
   for (auto const& c : plugin_->checks)
      if (c.probe == probe)
         ids.push_back(c.id);
   return ids;
}

bench_result probe_bench::run(std::string_view probe)
{
   base::virtual_loop loop;
   std::vector<std::unique_ptr<resolver::source>> sources;
   sources.push_back(resolver::make_lab_source(loop, lab_));
   resolver::shared_resolver shared{loop, std::move(sources), {}, 1};
   resolver::direct_limits limits;
   limits.only_global = false;
   resolver::direct_resolver direct{
      loop,
      [&](resolver::server_address const&) {
         return resolver::make_lab_source(loop, lab_);
      },
      limits};
   resolver::domain_memo memo{shared, {budget}, {}};
   bench_result kept;
   scripted_hosts over_https{loop, replies, kept.cancelled};
   plugin::run_environment where;
   where.https = has_hosts ? &over_https : nullptr;
   where.loop = &loop;
   where.memo = &memo;
   where.direct = &direct;
   where.domain = "example.test";
   where.now = std::chrono::sys_seconds{std::chrono::seconds{1'700'000'000}};
   where.facts = &facts;
   where.options = &options;
   where.granted = &granted;
   where.log = [&](std::string_view text) {
      kept.log.emplace_back(text);
   };
   plugin::probe_run::start(
      *plugin_, index_of(*plugin_, probe), checks_of(probe), where, [&](plugin::run_result r) {
         keep(kept, std::move(r));
         kept.took = loop.now();
      });
   unsigned work = 0;
   loop.run([&] {
      return ++work == most_work;
   });
   kept.questions = memo.questions();
   return kept;
}

}  // namespace dnslint::tests
