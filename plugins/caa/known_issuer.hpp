// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace caa {

// The issuer of a well-known certification authority that a name was probably meant to be:
// "letsecrypt.org" resembles "letsencrypt.org". Empty if the name is well known itself, or
// resembles none. Names that are not in the table are not wrong: authorities are many.
std::string_view resembled_issuer(std::string_view issuer);

}  // namespace caa
