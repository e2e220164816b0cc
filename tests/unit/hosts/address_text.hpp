// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/hosts/host_address.hpp"

#include <string_view>

namespace dnslint::hosts {

inline host_address at(std::string_view text)
{
   return host_address::from_text(text).value();
}

}  // namespace dnslint::hosts
