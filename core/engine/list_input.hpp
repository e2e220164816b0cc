// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/engine/input_buffer.hpp"
#include "core/engine/run_config.hpp"
#include "core/engine/run_input.hpp"
#include "core/scan/domain_list.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::engine {

// The domains of `names`, then those of a list, as far as they belong to the list's shard. Waiting
// for a list that comes from a pipe ends when `stop` says so; it may be empty. Owns the list's
// stream, borrows the intake.
class list_input final : public run_input {
public:
   list_input(
      std::vector<std::string> names,
      list_identity const& list,
      scan::domain_intake& intake,
      std::function<bool()> stop = {});
   ~list_input() override;

   bool is_open() const noexcept { return descriptor_ >= 0 || !list_; }

   std::optional<scan::domain_input> next() override;
   bool is_ready() const override;
   int descriptor() const noexcept override { return is_stream_ ? descriptor_ : -1; }
   bool is_at_most(std::size_t domains) override;
   bool is_broken() const override { return list_ && list_->broken() && !buffer_->was_stopped(); }
   std::size_t bad_lines() const override { return intake_->bad_lines(); }

private:
   std::optional<scan::domain_input> next_given();

   scan::domain_intake* intake_;
   scan::domain_arguments names_;
   int descriptor_ = -1;
   std::optional<input_buffer> buffer_;
   std::istream stream_{nullptr};
   std::unique_ptr<scan::domain_list> list_;
   std::deque<scan::domain_input> ahead_;
   std::uint32_t shard_;
   std::uint32_t shards_;
   bool is_stream_;  // can be read only once, and may keep a reader waiting
};

// The digest of names and list, and about how many domains they have, found before they are read.
// Both are 0 for a list that can be read only once.
struct list_extent {
   std::uint64_t digest = 0;
   std::size_t lines = 0;
};
list_extent measure_list(std::vector<std::string> const& names, std::string const& file);

// Which of `shards` parts a name belongs to, from 1 on; the same in every list.
std::uint32_t shard_of(dns::name const& n, std::uint32_t shards);

}  // namespace dnslint::engine
