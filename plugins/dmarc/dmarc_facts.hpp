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

// What stands at the domain's own "_dmarc" name.
void publish_own(
   dnslint::keyed_writer const& facts, walk_step const& own, dnslint::answer const& a);

// The first `steps` questions of the walk.
void publish_walk(
   dnslint::keyed_writer const& facts,
   std::vector<walk_step> const& walk,
   answers const& asked,
   std::size_t steps);

// What a record says, whatever becomes of it.
void publish_tags(dnslint::keyed_writer const& facts, dmarc_record const& record);

// What its policies and modes come to, whoever sends.
void publish_asked(dnslint::keyed_writer const& facts, dmarc_record const& record);

// The record that applies and what it asks for; null where none does.
void publish_record(
   dnslint::keyed_writer const& facts,
   std::vector<walk_step> const& walk,
   std::optional<std::size_t> source,
   existence const& name);

// Every fact of publish_record().
void publish_unknown_record(dnslint::keyed_writer const& facts, dnslint::cause const& why);

}  // namespace dmarc
