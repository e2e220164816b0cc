// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace caa {

// RFC 8659 section 3: the names asked for CAA records until one has some, the domain itself and its
// ancestors without the root, in that order.
std::vector<std::string> climb(std::string_view domain);

}  // namespace caa
