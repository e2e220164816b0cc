// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/overlay/zone_changes.hpp"

#include <optional>

namespace dnslint::overlay {

struct changed_reply {
   dns::message reply;
   // The RRset is gone, and the reply has no SOA record to prove that yet.
   bool lacks_soa = false;
};

// What a resolver would reply to the question once the changes are published, by what it replies
// today. Null where that stays the same. The reply of an alias whose target is concerned ends at
// the alias, so that the target is asked for by itself. The reply keeps the flags of today's: a
// signed zone is taken to be signed again.
std::optional<changed_reply> reply_after(
   zone_changes const& changes, dns::question const& asked, dns::message const& today);

// Completes such a reply by the reply to the question for the SOA record of the same name. Null
// where that proves nothing.
std::optional<dns::message> with_soa(dns::message reply, dns::message const& of_soa);

}  // namespace dnslint::overlay
