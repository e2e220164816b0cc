// SPDX-License-Identifier: Apache-2.0
#include "core/dns/edns_option.hpp"

#include "core/base/encode.hpp"
#include "core/dns/presentation.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>

namespace dnslint::dns {
namespace {

using fields = std::vector<option_field>;

std::uint8_t byte_at(std::string_view s, std::size_t i) noexcept
{
   return static_cast<std::uint8_t>(s[i]);
}

std::uint64_t u16_at(std::string_view s, std::size_t i) noexcept
{
   return std::uint64_t{byte_at(s, i)} << 8U | byte_at(s, i + 1);
}

// RFC 5001 section 2.3: bytes, which most servers make a text.
fields nsid(std::string_view data)
{
   return {{"text", utf8_or_escaped(data)}};
}

// RFC 7871 section 6: the address without the zero bytes behind the prefix.
fields client_subnet(std::string_view data)
{
   if (data.size() < 4)
      return {};
   auto const family = u16_at(data, 0);
   auto const prefix = byte_at(data, 2);
   auto const address = data.substr(4);
   std::size_t const size = family == 1 ? 4 : 16;
   bool const known = family == 1 || family == 2;
   if (!known || prefix > size * 8 || address.size() != (prefix + 7U) / 8U)
      return {};
   std::string padded{address};
   padded.resize(size);
   std::array<char, INET6_ADDRSTRLEN> text{};
   inet_ntop(family == 1 ? AF_INET : AF_INET6, padded.data(), text.data(), text.size());
   return {
      {"family", family},
      {"source_prefix", std::uint64_t{prefix}},
      {"scope_prefix", std::uint64_t{byte_at(data, 3)}},
      {"address", std::string{text.data()}}};
}

// RFC 7873 section 4: 8 bytes of the client, and none or 8 to 32 of the server.
fields cookie(std::string_view data)
{
   if (data.size() != 8 && (data.size() < 16 || data.size() > 40))
      return {};
   fields out{{"client", base::hex(data.substr(0, 8))}};
   if (data.size() > 8)
      out.push_back({"server", base::hex(data.substr(8))});
   return out;
}

// RFC 7828 section 3.1: in units of 100 milliseconds; without a value in a question.
fields keepalive(std::string_view data)
{
   if (data.size() != 2)
      return {};
   return {{"timeout_ms", u16_at(data, 0) * 100}};
}

fields padding(std::string_view data)
{
   return {{"length", std::uint64_t{data.size()}}};
}

// IANA "Extended DNS Error Codes", by number.
constexpr std::array<std::string_view, 30> errors{
   "Other Error",
   "Unsupported DNSKEY Algorithm",
   "Unsupported DS Digest Type",
   "Stale Answer",
   "Forged Answer",
   "DNSSEC Indeterminate",
   "DNSSEC Bogus",
   "Signature Expired",
   "Signature Not Yet Valid",
   "DNSKEY Missing",
   "RRSIGs Missing",
   "No Zone Key Bit Set",
   "NSEC Missing",
   "Cached Error",
   "Not Ready",
   "Blocked",
   "Censored",
   "Filtered",
   "Prohibited",
   "Stale NXDOMAIN Answer",
   "Not Authoritative",
   "Not Supported",
   "No Reachable Authority",
   "Network Error",
   "Invalid Data",
   "Signature Expired before Valid",
   "Too Early",
   "Unsupported NSEC3 Iterations Value",
   "Unable to conform to policy",
   "Synthesized"};

// RFC 8914 section 2. Some servers end the text with a zero byte, which receivers are to bear.
fields extended_error(std::string_view data)
{
   if (data.size() < 2)
      return {};
   auto const number = u16_at(data, 0);
   fields out{{"info_code", number}};
   if (number < errors.size())
      out.push_back({"meaning", std::string{errors[number]}});
   auto text = data.substr(2);
   if (text.ends_with('\0'))
      text.remove_suffix(1);
   out.push_back({"text", utf8_or_escaped(text)});
   return out;
}

struct option_row {
   std::uint16_t code;
   std::string_view name;
   fields (*read)(std::string_view);
};

constexpr std::array rows{
   option_row{3, "NSID", nsid},
   option_row{5, "DAU", nullptr},
   option_row{6, "DHU", nullptr},
   option_row{7, "N3U", nullptr},
   option_row{8, "CLIENT-SUBNET", client_subnet},
   option_row{9, "EXPIRE", nullptr},
   option_row{10, "COOKIE", cookie},
   option_row{11, "TCP-KEEPALIVE", keepalive},
   option_row{12, "PADDING", padding},
   option_row{13, "CHAIN", nullptr},
   option_row{14, "KEY-TAG", nullptr},
   option_row{15, "EDE", extended_error},
   option_row{18, "REPORT-CHANNEL", nullptr},
   option_row{19, "ZONEVERSION", nullptr}};

option_row const* find_row(std::uint16_t code)
{
   auto const* const at = std::ranges::find(rows, code, &option_row::code);
   return at == rows.end() ? nullptr : at;
}

}  // namespace

std::string option_name(std::uint16_t code)
{
   auto const* const row = find_row(code);
   return row != nullptr ? std::string{row->name} : "OPTION" + std::to_string(code);
}

std::vector<option_field> option_fields(edns_option const& option)
{
   auto const* const row = find_row(option.code);
   return row != nullptr && row->read != nullptr ? row->read(option.data) : fields{};
}

}  // namespace dnslint::dns
