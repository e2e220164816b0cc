// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/dns/name.hpp"
#include "core/dns/suffix_list.hpp"

#include <memory>
#include <optional>
#include <string>

namespace dnslint::audit {

// The public suffix list (publicsuffix.org), by libpsl. Both of its sections count, and a top-level
// domain that the list lacks is a public suffix. Movable; owns the list.
class public_suffix_list : public dns::suffix_list {
public:
   static public_suffix_list builtin();
   static base::result<public_suffix_list> load(std::string const& path);

   bool is_public_suffix(dns::name const& n) const override;
   // The name's public suffix and one label more; null for a public suffix.
   std::optional<dns::name> registrable_domain(dns::name const& n) const override;
   // When the list was made, "2023-02-09"; the file's date for a loaded one.
   std::string const& date() const noexcept { return date_; }

private:
   struct closer {
      void operator()(void* list) const noexcept;
   };
   public_suffix_list(std::unique_ptr<void, closer> owned, void const* list, std::string date);

   std::unique_ptr<void, closer> owned_;
   void const* list_;
   std::string date_;
};

}  // namespace dnslint::audit
