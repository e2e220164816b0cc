// SPDX-License-Identifier: Apache-2.0
#include "core/dns/record.hpp"

#include "core/dns/rdata.hpp"

#include <tuple>

namespace dnslint::dns {

std::strong_ordering record::operator<=>(record const& other) const
{
   return std::tie(owner, type, rdata, ttl) <=>
          std::tie(other.owner, other.type, other.rdata, other.ttl);
}

std::optional<record> make_record(
   name owner, rrtype type, std::uint32_t ttl, std::string_view rdata)
{
   constexpr std::size_t max_rdata = 65535;
   if (rdata.size() > max_rdata || type == rrtype::opt)
      return std::nullopt;
   wire_reader in{rdata, wire_reader::pointers::refused};
   auto canonical = read_rdata(in, type);
   if (in.failed())
      return std::nullopt;
   return record{std::move(owner), type, ttl, std::move(canonical)};
}

}  // namespace dnslint::dns
