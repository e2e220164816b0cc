// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/domain_list.hpp"
#include "tools/dnslint/options.hpp"

#include <cstdint>
#include <deque>
#include <fstream>
#include <memory>
#include <optional>

namespace dnslint::command {

// What a scan audits: the domains of the command line, then those of the list; of them a shard, and
// none that `done` names. Owns the list's stream, borrows the rest.
class scan_input {
public:
   scan_input(options const& o, scan::domain_intake& into);

   bool opened() const noexcept { return opened_; }
   // The list could not be read to its end; it has been told.
   bool broken() const { return list_ && list_->broken(); }

   std::optional<scan::domain_input> next();
   // Domains that are audited already.
   void leave_out(scan::name_set const* done) { done_ = done; }
   // Instead of arguments and list.
   void use(std::deque<scan::domain_input> domains) { instead_ = std::move(domains); }
   // The list ends within so many domains. Reads that far, so a pipe is not asked.
   bool is_at_most(std::size_t domains);

   // False when nothing can be read from standard input without waiting.
   bool is_ready() const;
   // To wait for when it is not; -1 where nothing has to be waited for.
   int descriptor() const noexcept { return is_standard_input_ ? 0 : -1; }

private:
   bool is_wanted(dns::name const& n) const;
   std::optional<scan::domain_input> next_given();

   scan::domain_arguments arguments_;
   std::ifstream file_;
   std::unique_ptr<scan::domain_list> list_;
   std::deque<scan::domain_input> ahead_;
   std::optional<std::deque<scan::domain_input>> instead_;
   scan::name_set const* done_ = nullptr;
   std::uint32_t shard_;
   std::uint32_t shards_;
   bool opened_ = true;
   bool is_standard_input_;
   bool is_stream_;
};

// What a list holds before it is read: its digest and its lines; 0 for what can be read only once.
struct list_extent {
   std::uint64_t digest = 0;
   std::size_t lines = 0;
};
list_extent measure_list(options const& o);

// Which of `shards` parts a name belongs to, from 1 on; the same in every list.
std::uint32_t shard_of(dns::name const& n, std::uint32_t shards);

}  // namespace dnslint::command
