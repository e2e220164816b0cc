// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/resolver/answer.hpp"
#include "core/resolver/upstream_health.hpp"

namespace dnslint::resolver {

// What an upstream's answer says of the upstream itself.
reply upstream_reply(answer const& got);

}  // namespace dnslint::resolver
