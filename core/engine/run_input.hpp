// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scan/domain_line.hpp"

#include <cstddef>
#include <optional>

namespace dnslint::engine {

// The domains that a run audits, one after the other.
class run_input {
public:
   run_input() = default;
   run_input(run_input const&) = delete;
   run_input& operator=(run_input const&) = delete;
   virtual ~run_input() = default;

   // Null at the end. Called only while is_ready().
   virtual std::optional<scan::domain_input> next() = 0;
   // False when next() would wait.
   virtual bool is_ready() const { return true; }
   // The descriptor to wait for when it is not ready; -1 where it always is.
   virtual int descriptor() const noexcept { return -1; }
   // The input ends within so many domains. An input that must not be read ahead says no.
   virtual bool is_at_most(std::size_t domains) = 0;
   // The input could not be read to its end.
   virtual bool is_broken() const { return false; }
   // Lines that name no domain, as far as it has been read.
   virtual std::size_t bad_lines() const { return 0; }
};

}  // namespace dnslint::engine
