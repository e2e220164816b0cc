// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/yaml.hpp"
#include "core/rules/check.hpp"

#include <optional>

namespace dnslint::rules {

// Reads one entry of `lookups:`. Adds the lookup to `names`, also when something is wrong with it,
// so that what uses it is not reported, too.
class lookup_reader {
public:
   lookup_reader(
      base::yaml::document const& doc,
      base::yaml::node const& key,
      base::yaml::node const& body,
      cel::scope& names,
      check const& before,
      base::diagnostics& errors);

   std::optional<lookup> read();

private:
   void asked_server(lookup& made);
   void subjects(lookup& made);
   void server_subjects(lookup const& made);
   void asked_type(lookup& made);
   void name(lookup& made);

   base::yaml::document const* doc_;
   base::yaml::node const* key_;
   base::yaml::node const* body_;
   cel::scope* names_;
   check const* before_;  // with the lookups read so far
   base::diagnostics* errors_;
   base::yaml::map_reader map_;
   bool has_type_ = false;
};

}  // namespace dnslint::rules
