// SPDX-License-Identifier: Apache-2.0
#include "core/resolver/shared/lookup.hpp"

#include "core/base/encode.hpp"

namespace dnslint::resolver {

std::uint64_t jitter_of(lookup_steps const& steps, answer const& got, std::uint64_t seed)
{
   if (got.state != status::unknown)
      return 0;
   auto key = to_text(steps.open());
   key.push_back(static_cast<char>(steps.current().number));
   return base::digest64(key, base::digest64(key, seed));
}

}  // namespace dnslint::resolver
