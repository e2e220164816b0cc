// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace dnslint::plugin {
struct manifest;
}
namespace dnslint::rules {
struct check;
}

namespace dnslint::authoring {

// What can be seen of a plugin while it is data. The first two give what is wrong, else nothing.

// A second exported symbol can take the place of another library's.
std::string wrong_exports(std::string const& file);
// They would keep the library mapped for ever.
std::string unique_symbols(std::string const& file);

// What a manifest may leave out, and people miss then.
std::vector<std::string> manifest_warnings(
   plugin::manifest const& manifest, std::vector<rules::check> const& checks);

}  // namespace dnslint::authoring
