// SPDX-License-Identifier: Apache-2.0
#ifndef DNSLINT_VALUE_HPP
#define DNSLINT_VALUE_HPP

#include <dnslint/abi.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace dnslint {

namespace detail {

constexpr dnslint_str to_abi(std::string_view s) noexcept
{
   return {s.data(), s.size()};
}
constexpr std::string_view from_abi(dnslint_str s) noexcept
{
   return {s.data, static_cast<std::size_t>(s.size)};
}

}  // namespace detail

// A record type by its number; any 16-bit value may be cast to one.
enum class rrtype : std::uint16_t {
   a = 1,
   ns = 2,
   cname = 5,
   soa = 6,
   ptr = 12,
   hinfo = 13,
   mx = 15,
   txt = 16,
   rp = 17,
   aaaa = 28,
   loc = 29,
   srv = 33,
   naptr = 35,
   dname = 39,
   ds = 43,
   sshfp = 44,
   rrsig = 46,
   nsec = 47,
   dnskey = 48,
   nsec3 = 50,
   nsec3param = 51,
   tlsa = 52,
   smimea = 53,
   cds = 59,
   cdnskey = 60,
   openpgpkey = 61,
   svcb = 64,
   https = 65,
   uri = 256,
   caa = 257
};

enum class outcome : std::uint32_t {
   pass = DNSLINT_PASS,
   fail = DNSLINT_FAIL,
   unknown = DNSLINT_OUTCOME_UNKNOWN,
   not_applicable = DNSLINT_NOT_APPLICABLE
};

enum class cause_class : std::uint32_t {
   transient = DNSLINT_TRANSIENT,
   unobservable = DNSLINT_UNOBSERVABLE,
   withheld = DNSLINT_WITHHELD,
   internal = DNSLINT_INTERNAL
};

// Why something is not known. Owns its texts.
struct cause {
   cause_class kind = cause_class::internal;
   std::string code;    // kebab-case
   std::string detail;  // one line for people

   bool operator==(cause const&) const = default;
};

inline cause unobservable(std::string code, std::string detail = {})
{
   return {cause_class::unobservable, std::move(code), std::move(detail)};
}

namespace detail {

inline dnslint_cause to_abi(cause const& c) noexcept
{
   return {
      sizeof(dnslint_cause), static_cast<std::uint32_t>(c.kind), to_abi(c.code), to_abi(c.detail)};
}
inline cause from_abi(dnslint_cause const& c)
{
   return {
      static_cast<cause_class>(c.cause_class),
      std::string{from_abi(c.code)},
      std::string{from_abi(c.detail)}};
}
inline dnslint_value empty_value() noexcept
{
   return {sizeof(dnslint_value), DNSLINT_NULL, 0, 0, {nullptr, 0}};
}

}  // namespace detail

}  // namespace dnslint

#endif
