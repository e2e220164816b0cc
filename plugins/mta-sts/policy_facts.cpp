// SPDX-License-Identifier: Apache-2.0
#include "policy_facts.hpp"

namespace mta_sts {
namespace {

// Null where the text is empty.
std::optional<std::string_view> text_or_null(std::string const& text)
{
   return text.empty() ? std::nullopt : std::optional<std::string_view>{text};
}

}  // namespace

void publish_texts(
   dnslint::keyed_writer const& into, std::string_view name, std::vector<std::string> const& texts)
{
   auto const list = into.list(name);
   for (auto const& t : texts)
      list.add(std::string_view{t});
}

void publish_record(dnslint::keyed_writer const& into, sts_record const& record)
{
   into.set("id", text_or_null(record.id));
   publish_texts(into, "unknown_fields", record.unknown_fields);
}

void publish_policy(dnslint::keyed_writer const& into, sts_policy const& policy)
{
   into.set("mode", text_or_null(policy.mode));
   into.set("max_age", policy.max_age);
   publish_texts(into, "mx", policy.mx);
   publish_texts(into, "unknown_keys", policy.unknown_keys);
   auto const list = into.list("policy_errors");
   for (auto const& e : policy.errors) {
      auto const entry = list.add_map();
      entry.set("line", e.line);
      entry.set("text", std::string_view{e.text});
   }
}

void publish_request(dnslint::keyed_writer const& into, found_policy const& found)
{
   into.set("policy_alias", text_or_null(found.alias));
   into.set("policy_has_address", found.has_address);
   into.set(
      "certificate_errors",
      text_or_null(dnslint::certificate_errors_text(found.certificate_errors)));
   into.set("policy_status", found.status);
   into.set("policy_media_type", text_or_null(found.media_type));
   into.set("policy_redirect", text_or_null(found.location));
}

}  // namespace mta_sts
