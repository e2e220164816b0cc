// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/causes.hpp"
#include "core/scan/message.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::scan {

// A probe of the plan, as far as it matters for who is guilty of a worker's end.
struct probe_entry {
   std::string name;                    // as users know it: "acme" or "acme (second)"
   std::uint32_t plugin = 0;            // equal for the probes of one plugin
   std::vector<std::uint32_t> needs{};  // the probes whose facts it reads
};

// How a worker ended, as its supervisor sees it.
struct death {
   std::string reason;                 // "SIGSEGV", "exit status 3", "no return within 10 s"
   bool in_probe = false;              // it ended within the code of the last probe
   std::optional<std::uint32_t> last;  // the probe whose code ran last, and its domain
   std::uint64_t domain = 0;
   bool is_evident = false;  // the worker's own watch, or the clock, has seen the deed itself
};

// The probes that are guilty, and how the reports put it.
struct verdict {
   std::vector<std::uint32_t> probes;
   std::string detail;     // "SIGSEGV in acme"
   bool is_proven = true;  // false: the probe is left out because nothing explains the end
};

// Finds out which probe ends the worker that audits one domain. The domain is audited alone, again
// and again, in processes that nobody else's code has run in:
// 1. with every probe. A worker that ends names a probe, which may be the victim of another one.
// 2. with the named probe only, and those whose facts it needs. If the worker ends again, then the
//    named probe is guilty.
// 3. without the probes of each other plugin in turn, at last without the named probe. The first
//    audit that is completed tells who is guilty, and its record is kept.
class inquiry {
public:
   enum class stage : std::uint8_t { all_probes, named_only, without_one };

   explicit inquiry(std::vector<probe_entry> const& probes)
   : probes_{&probes}
   {}

   stage at() const noexcept { return stage_; }
   // What the next trial leaves out, beside what was found guilty before.
   std::vector<left_out_probe> left_out() const;
   // The worker ended within the trial, and `d` names a probe.
   std::optional<verdict> ended(death const& d, std::vector<left_out_probe> const& before);
   // The audit was completed.
   std::optional<verdict> completed(std::vector<left_out_probe> const& before);

private:
   void list_suspects(std::vector<left_out_probe> const& before);
   std::vector<bool> needed() const;
   std::string detail() const;
   verdict judged(std::vector<std::uint32_t> guilty, bool is_proven) const;

   std::vector<probe_entry> const* probes_;
   stage stage_ = stage::all_probes;
   std::uint32_t named_ = 0;
   std::string reason_;
   std::vector<std::vector<std::uint32_t>> suspects_;  // the probes of one plugin each
   std::size_t turn_ = 0;
};

constexpr auto crashed_code = base::causes::plugin_crashed.code;

bool is_left_out(std::vector<left_out_probe> const& all, std::uint32_t probe);

}  // namespace dnslint::scan
