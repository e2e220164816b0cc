// SPDX-License-Identifier: Apache-2.0
#include "core/audit/list_columns.hpp"

namespace dnslint::audit {
namespace {

facts::value text_or_null(std::string const& text)
{
   return text.empty() ? facts::value{} : facts::value{text};
}

facts::list list_of(std::vector<std::string> const& texts)
{
   return {texts.begin(), texts.end()};
}

}  // namespace

std::vector<std::string> const& posture_words()
{
   static std::vector<std::string> const words{
      "no_mail", "no_mail_declared", "no_mail_undeclared", "receive_only", "send_only", "full"};
   return words;
}

facts::map list_facts(list_columns const* columns)
{
   static list_columns const nothing;
   auto const& said = columns != nullptr ? *columns : nothing;
   return {
      {"posture", text_or_null(said.posture)},
      {"profile", text_or_null(said.profile)},
      {"selectors", list_of(said.selectors)},
      {"tags", list_of(said.tags)}};
}

facts::declarations list_fact_declarations()
{
   return {
      {"posture", {facts::type::string, true, "what the list states about the domain's mail"}},
      {"profile", {facts::type::string, true, "the profile that the list names for the domain"}},
      {"selectors",
       {facts::type::list, false, "the DKIM selectors that the list names", facts::type::string}},
      {"tags",
       {facts::type::list, false, "the tags that the list gives the domain", facts::type::string}}};
}

}  // namespace dnslint::audit
