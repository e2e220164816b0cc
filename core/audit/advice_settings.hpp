// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/facts/value.hpp"
#include "core/rules/variable.hpp"

#include <vector>

namespace dnslint::audit {

// What only the owner of the domains knows, and advice needs: `--set advice.rua=...`, or
// `variables:` of a profile. Expressions read it as facts.advice.
std::vector<rules::variable> const& advice_settings();
facts::declarations advice_declarations();
// The settings as expressions read them: a mailbox that was stated as a URI stands without mailto.
facts::map advice_facts(facts::map stated);

}  // namespace dnslint::audit
