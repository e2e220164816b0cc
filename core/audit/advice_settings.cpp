// SPDX-License-Identifier: Apache-2.0
#include "core/audit/advice_settings.hpp"

#include "core/base/escape.hpp"

#include <utility>

namespace dnslint::audit {
namespace {

rules::variable setting(std::string name, facts::value initial, std::string description)
{
   rules::variable v;
   v.name = std::move(name);
   v.declared = initial.as<bool>() != nullptr ? facts::type::boolean : facts::type::string;
   v.initial = std::move(initial);
   v.description = std::move(description);
   return v;
}

}  // namespace

std::vector<rules::variable> const& advice_settings()
{
   static std::vector<rules::variable> const all{
      setting("rua", "", "the mailbox that reads aggregate reports of DMARC: dmarc@example.com"),
      setting("tls_rua", "", "the mailbox that reads reports of TLS: tls@example.com"),
      setting("issuer", "", "the authority that issues the certificates, as CAA names it"),
      setting(
         "enforce",
         false,
         "all servers that send for the domains are known: records that tighten a policy are "
         "offered")};
   return all;
}

facts::map advice_facts(facts::map stated)
{
   constexpr std::string_view scheme = "mailto:";
   for (auto const* const mailbox : {"rua", "tls_rua"})
      if (auto* const text = std::get_if<std::string>(&stated[mailbox].get()))
         if (base::equal_ignoring_case(text->substr(0, scheme.size()), scheme))
            text->erase(0, scheme.size());
   return stated;
}

facts::declarations advice_declarations()
{
   facts::declarations declared;
   for (auto const& v : advice_settings())
      declared[v.name] = {v.declared, false, v.description};
   return declared;
}

}  // namespace dnslint::audit
