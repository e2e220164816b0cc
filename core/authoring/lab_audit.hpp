// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/audit/domain_audit.hpp"
#include "core/audit/lookup_question.hpp"
#include "core/lab/lab.hpp"

#include <optional>

namespace dnslint::authoring {

// Audits one domain in a lab, in which nothing takes time. Null when the audit did not end.
std::optional<audit::domain_record> audit_in_lab(
   audit::plan const& plan,
   resolver::lab const& in,
   audit::subject about,
   std::chrono::sys_seconds now,
   audit::public_suffix_list const& suffixes);

// How many questions such an audit asks, before answers are shared. Null when it did not end.
std::optional<unsigned> questions_in_lab(
   audit::plan const& plan,
   resolver::lab const& in,
   audit::subject about,
   audit::public_suffix_list const& suffixes);

// The answers that the lab gives, by the keys of the questions.
audit::lookup_answers ask_lab(audit::lookup_questions const& questions, resolver::lab const& in);

}  // namespace dnslint::authoring
