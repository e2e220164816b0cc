// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/run_config.hpp"
#include "core/engine/run_input.hpp"
#include "core/scan/domain_list.hpp"

#include <cstdint>
#include <deque>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace dnslint::engine {

// The domains of `names`, then those of a list, as far as they belong to the list's shard. Owns the
// list's stream, borrows the intake.
class list_input final : public run_input {
public:
   list_input(
      std::vector<std::string> names, list_identity const& list, scan::domain_intake& intake);

   bool is_open() const noexcept { return open_; }

   std::optional<scan::domain_input> next() override;
   bool is_ready() const override;
   int descriptor() const noexcept override { return is_standard_input_ ? 0 : -1; }
   bool is_at_most(std::size_t domains) override;
   bool is_broken() const override { return list_ && list_->broken(); }
   std::size_t bad_lines() const override { return intake_->bad_lines(); }

private:
   std::optional<scan::domain_input> next_given();

   scan::domain_intake* intake_;
   scan::domain_arguments names_;
   std::ifstream file_;
   std::unique_ptr<scan::domain_list> list_;
   std::deque<scan::domain_input> ahead_;
   std::uint32_t shard_;
   std::uint32_t shards_;
   bool open_ = true;
   bool is_standard_input_;
   bool is_stream_;
};

// What names and list hold before they are read: their digest and about how many domains; 0 for
// what can be read only once.
struct list_extent {
   std::uint64_t digest = 0;
   std::size_t lines = 0;
};
list_extent measure_list(std::vector<std::string> const& names, std::string const& file);

// Which of `shards` parts a name belongs to, from 1 on; the same in every list.
std::uint32_t shard_of(dns::name const& n, std::uint32_t shards);

}  // namespace dnslint::engine
