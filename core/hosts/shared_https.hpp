// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/event_loop.hpp"
#include "core/hosts/https.hpp"

#include <memory>

namespace dnslint::hosts {

// What one run remembers of replies.
struct remembered_replies {
   std::size_t replies = 4096;
   std::size_t bytes = std::size_t{32} << 20U;  // of bodies and chains
};

// Lets all askers of a run share one source: an equal request is made once, and its reply is given
// to everybody who asks for it, whenever that is. The least recently used replies are forgotten.
// A request goes on until all who wait for it have cancelled it. Borrows the loop.
std::unique_ptr<https_source> make_shared_https(
   std::unique_ptr<https_source> from, base::event_loop& loop, remembered_replies limits = {});

}  // namespace dnslint::hosts
