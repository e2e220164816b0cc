// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answers/upstream_set.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::scan {

// Which upstreams' answers the records of a journal rest on: a bit for each upstream and record, so
// that ten million records cost 1.25 MB for each upstream. Of each upstream the first few domains
// are known by name.
class record_basis {
public:
   explicit record_basis(std::size_t upstreams);

   // The next record of the journal.
   void add(resolver::upstream_set on, std::string_view domain);
   // Records up to this number of which nobody knows what they rest on: they may rest on all.
   void fill(std::size_t records);

   std::size_t records() const noexcept { return records_; }
   // How many rest on any of these.
   std::size_t count(resolver::upstream_set on) const;
   // A bit for each record, from the lowest one of the first byte on; empty when none rests on it.
   std::string bits(std::size_t upstream) const;
   std::vector<std::string> const& first_domains(std::size_t upstream) const;

private:
   struct column {
      std::vector<std::uint8_t> bits;
      std::vector<std::string> first_domains;
   };

   std::vector<column> columns_;  // by upstream
   std::size_t records_ = 0;
};

}  // namespace dnslint::scan
