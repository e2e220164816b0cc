// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/virtual_loop.hpp"
#include "core/hosts/https.hpp"
#include "core/lab/lab.hpp"
#include "core/plugin/plugin_set.hpp"
#include "core/plugin/probe_run.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::tests {

// What one run of a probe came to, by name.
struct bench_result {
   std::map<std::string, base::finding> findings;
   facts::map facts;
   std::optional<base::cause> defect;
   std::vector<std::string> log;
   unsigned questions = 0;              // that reached the domain's memo
   unsigned cancelled = 0;              // requests over HTTPS
   base::event_loop::duration took{0};  // on the virtual clock, until the result was there
   bool ended = false;                  // done was called
   unsigned times_done = 0;             // and how often, once the loop was empty
};

// Runs probes of one plugin on example.test over zones in memory; a deadline costs no time. Owns
// everything that a run borrows, for one run at a time.
class probe_bench {
public:
   // One of the test plugins. `lab` is the text of a lab file.
   explicit probe_bench(std::string_view id, std::string_view lab = {});
   // The plugin `id` of a folder; a folder is loaded once for each process.
   probe_bench(std::string const& folder, std::string_view id, std::string_view lab);

   bench_result run(std::string_view probe);

   plugin::plugin const& loaded() const { return *plugin_; }

   facts::tree facts;   // what earlier probes published
   facts::map options;  // the manifest's defaults
   std::set<std::string> granted{"dnslint.dns/1"};
   unsigned budget = 500;
   // By URL; nothing replies for another one.
   std::map<std::string, hosts::https_reply> replies;
   bool has_hosts = true;

private:
   std::vector<std::string> checks_of(std::string_view probe) const;

   plugin::plugin const* plugin_ = nullptr;
   resolver::lab lab_;
};

// The core's own, name.kind and name.zone.
facts::schema core_facts();

}  // namespace dnslint::tests
