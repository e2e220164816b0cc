// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace spf {

// Whether a zone is a registry's, judged by its name: it is a top-level domain, or a usual second
// level below a country's. Anybody can register a name that such a zone denies.
bool is_registry_zone(std::string_view zone);

}  // namespace spf
