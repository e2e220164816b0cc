// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/dns/name.hpp"

#include <optional>

namespace dnslint::dns {

// What the public suffix list says (publicsuffix.org).
class suffix_list {
public:
   suffix_list() = default;
   suffix_list(suffix_list const&) = delete;
   suffix_list& operator=(suffix_list const&) = delete;
   suffix_list(suffix_list&&) = default;
   suffix_list& operator=(suffix_list&&) = default;
   virtual ~suffix_list() = default;

   virtual bool is_public_suffix(name const& n) const = 0;
   // The name's public suffix and one label more; null for a public suffix.
   virtual std::optional<name> registrable_domain(name const& n) const = 0;
};

}  // namespace dnslint::dns
