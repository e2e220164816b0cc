// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/name_storage.hpp"

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace dnslint::dns {

// A fully qualified domain name (RFC 1035 section 3.1), always in lower case (RFC 4034
// section 6.2), so that equal names have equal bytes. Holds its uncompressed wire form: 1 to 255
// bytes, each label 1 to 63 bytes of any value. Owns its bytes; a value like a string.
class name {
public:
   name() = default;  // the root

   // Presentation form (RFC 1035 section 5.1): "\." and "\DDD" are understood; a trailing dot is
   // optional and changes nothing. Null for an empty label, a label over 63 bytes, a name over 255
   // bytes, a bad escape or empty text. "." is the root.
   static std::optional<name> from_text(std::string_view text);
   // An uncompressed wire form, exactly. Null when it is not one.
   static std::optional<name> from_wire(std::string_view wire);

   // Presentation form without the trailing dot; the root is ".". Printable ASCII only: dots,
   // backslashes and specials within a label are "\c", other bytes "\DDD".
   std::string to_text() const;
   // The same with the trailing dot, as master files want it.
   std::string to_absolute_text() const;

   std::string_view wire() const noexcept { return bytes_.view(); }
   bool is_root() const noexcept { return wire().size() == 1; }
   std::size_t label_count() const noexcept;  // without the root label
   // Label `i` from the left, raw bytes.
   std::string_view label(std::size_t i) const noexcept;

   // Without the leftmost label; the root's parent is the root.
   name parent() const;
   // The rightmost `count` labels; the whole name when it has no more.
   name suffix(std::size_t count) const;
   // Null when the result would be over 255 bytes or `label` is not 1 to 63 bytes.
   std::optional<name> child(std::string_view label) const;
   // Equal names are subdomains of each other here.
   bool is_subdomain_of(name const& ancestor) const noexcept;

   bool operator==(name const& other) const noexcept { return wire() == other.wire(); }
   // Canonical order (RFC 4034 section 6.1).
   std::strong_ordering operator<=>(name const& other) const noexcept;

private:
   explicit name(std::string_view wire)
   : bytes_{wire}
   {}

   name_storage bytes_{std::string_view{"\0", 1}};
};

}  // namespace dnslint::dns

template <>
struct std::hash<dnslint::dns::name> {
   std::size_t operator()(dnslint::dns::name const& n) const noexcept
   {
      return std::hash<std::string_view>{}(n.wire());
   }
};
