// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "key_record.hpp"

#include <string>

namespace dkim {

// "RSA, 2048 bits, t=y (testing)"
std::string key_summary(key_record const& key);

}  // namespace dkim
