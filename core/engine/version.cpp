// SPDX-License-Identifier: Apache-2.0
#include "core/engine/version.hpp"

namespace dnslint::engine {

std::string_view version()
{
   return DNSLINT_VERSION;
}

}  // namespace dnslint::engine
