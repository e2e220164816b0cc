// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sts_policy.hpp"

#include <dnslint/context.hpp>
#include <dnslint/task.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mta_sts {

// The records at _mta-sts of a domain.
struct found_records {
   std::optional<dnslint::cause> why_unknown;  // null: the rest is known
   std::vector<std::string> records;           // texts that begin as a record does
   std::vector<std::string> ignored;           // texts that resemble one
};

// What became of the request for the policy. The policy host is mta-sts.<domain>.
struct found_policy {
   std::string host;
   std::string alias;                          // where an alias at the host leads; empty: nowhere
   std::optional<dnslint::cause> why_unknown;  // null: the rest is known
   bool has_address = false;
   std::uint32_t certificate_errors = 0;  // DNSLINT_CERTIFICATE_...; with one there is no response
   std::optional<std::uint32_t> status;   // null: there is no response
   std::string media_type;
   std::string location;              // where a redirect leads, which senders do not follow
   std::optional<sts_policy> policy;  // of a response with status 200
};

constexpr std::int64_t https_port = 443;

// "_mta-sts.example.com"
std::string record_name(std::string_view domain);
// "https://mta-sts.example.com/.well-known/mta-sts.txt"; the port only where it is not 443.
std::string policy_url(std::string_view domain, std::int64_t port);

dnslint::co<found_records> find_records(dnslint::context cx, std::string domain);
dnslint::co<found_policy> find_policy(dnslint::context cx, std::string domain, std::int64_t port);

}  // namespace mta_sts
