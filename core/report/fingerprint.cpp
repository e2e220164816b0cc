// SPDX-License-Identifier: Apache-2.0
#include "core/report/fingerprint.hpp"

#include "core/base/sha256.hpp"

#include <fmt/format.h>

namespace dnslint::report {

std::string fingerprint(std::string_view domain, audit::finding const& f)
{
   return base::sha256(fmt::format("{}\n{}\n{}", f.id, domain, f.subject.bytes())).substr(0, 32);
}

}  // namespace dnslint::report
