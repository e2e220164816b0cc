// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace dnslint::report {

// The page's beginning up to its <main>: it may load nothing and run nothing, and has the style of
// these pages, which is the only one that applies.
std::string html_head();

}  // namespace dnslint::report
