// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"

#include <string>
#include <string_view>

namespace dnslint::dns {

// A name with U-labels by its A-labels: the mapping of UTS 46, non-transitional, then IDNA 2008
// with the Bidi rule (RFC 5893). The characters of the outcome are still to be checked: the mapping
// makes '/' of some and lets '_' and '*' pass.
base::result<std::string> to_alabels(std::string_view utf8);

// The U-label of an A-label, "xn--..." (RFC 5890 section 2.3.2.1); of what is no A-label the label
// itself. No A-label is one that is malformed, or whose characters IDNA 2008 does not allow or
// writes in another A-label.
std::string unicode_label(std::string_view label);

}  // namespace dnslint::dns
