// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/message.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace dnslint::dns {

// What a usual response states at first sight.
struct glance {
   enum class result_kind : std::uint8_t { records, denial };

   result_kind result = result_kind::records;
   rcode code = rcode::noerror;
   bool authentic = false;  // AD
   // Of a denial: how many bytes the owner of its SOA record has in wire form. The owner is the
   // asked name or above it, so this says which.
   std::uint8_t zone_size = 0;

   bool operator==(glance const&) const = default;
};

// Reads a response without allocation, as strictly as decode() does. Not null only when it is whole
// and well-formed, of class IN, answers `asked`, has no extended error, and either holds nothing
// but the records asked for in its answer section (records), or nothing there and a SOA record that
// covers the name (denial). Whatever else it is wants decode() and a closer look.
std::optional<glance> glance_at(std::string_view wire, question const& asked);

}  // namespace dnslint::dns
