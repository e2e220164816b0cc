// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "discovery.hpp"
#include "effective.hpp"

#include <dnslint/answer.hpp>
#include <dnslint/facts.hpp>

#include <span>
#include <string>
#include <vector>

namespace dmarc {

using answers = std::vector<dnslint::answer>;

walk_step read_step(std::string domain, dnslint::answer const& a);

// Publishes how many records, and which lookalikes, stand at the domain's own "_dmarc" name.
void publish_own(
   dnslint::keyed_writer const& facts, walk_step const& own, dnslint::answer const& a);

// Publishes the first `steps` steps of the walk.
void publish_walk(
   dnslint::keyed_writer const& facts,
   std::vector<walk_step> const& walk,
   answers const& asked,
   std::size_t steps);

// Publishes the tags and URIs of a record, whether receivers apply it or not.
void publish_tags(dnslint::keyed_writer const& facts, dmarc_record const& record);

// Publishes the policies and modes that a record asks for.
void publish_asked(dnslint::keyed_writer const& facts, dmarc_record const& record);

// Publishes the record that applies and the policy that it asks for. Without such a record these
// facts are null.
void publish_record(
   dnslint::keyed_writer const& facts,
   std::vector<walk_step> const& walk,
   std::optional<std::size_t> source,
   existence const& name);

// Sets every fact of publish_record() to unknown.
void publish_unknown_record(dnslint::keyed_writer const& facts, dnslint::cause const& cause);

}  // namespace dmarc
