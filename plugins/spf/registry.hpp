// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace spf {

// Whether a zone is that of a registry, as far as its name tells: a top-level domain, or a usual
// second level below a country's. A name that such a zone denies is free for anybody.
bool is_registry_zone(std::string_view zone);

}  // namespace spf
