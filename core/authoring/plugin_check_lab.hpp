// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"
#include "core/resolver/answers/source.hpp"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::authoring {

// A way for all of DNS to be. `answer` gives the reply to the nth different question that was
// asked; none: nobody answers.
struct plugin_lab {
   std::string name;
   std::function<std::optional<dns::message>(dns::question const&, std::size_t nth)> answer;
   bool may_fail = true;  // false: nothing is known, so no check can have failed
   bool cancels = false;  // the deadline of the probe passes while its questions are open
};

// "nxdomain", "nodata", "servfail"...; what is random in them follows from the seed alone.
std::vector<plugin_lab> plugin_labs(std::uint64_t seed);
// Those among them that the bounds of options are tried in, too.
bool is_for_options(plugin_lab const& l);

// Borrows both.
std::unique_ptr<resolver::source> make_lab_source(base::event_loop& loop, plugin_lab const& l);

}  // namespace dnslint::authoring
