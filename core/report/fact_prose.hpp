// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace dnslint::report {

// A fact as evidence has it, `spf.all: "+all"`, as people write it: `spf.all: +all`. Of a list of
// maps the names, `mx.exchanges: mx1.example.org, mx2.example.org`. What is cut, or has no short
// form, stays as it is. As hostile as its input.
std::string fact_prose(std::string_view text);

}  // namespace dnslint::report
