// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "key_search.hpp"

#include <dnslint/facts.hpp>

namespace dkim {

// Publishes all facts of a search under their names.
void publish_search(dnslint::keyed_writer const& facts, key_search const& found);

// Publishes the tags of one key record and what they mean. Of several records at one name receivers
// can use none for sure.
void publish_record(
   dnslint::keyed_writer const& into, key_record const& key, bool is_single = true);

}  // namespace dkim
