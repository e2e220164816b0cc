// SPDX-License-Identifier: Apache-2.0
#include "core/audit/server_search.hpp"

#include "core/audit/name_facts.hpp"
#include "core/base/causes.hpp"
#include "core/rules/check.hpp"

#include <fmt/format.h>

namespace dnslint::audit {
namespace {

using dns::rrtype;
using resolver::status;

std::string text_of(dns::record const& r, std::string_view field)
{
   auto const held = dns::field(r, field);
   auto const* const text = held ? std::get_if<std::string>(&*held) : nullptr;
   return text == nullptr ? std::string{} : *text;
}

class search {
public:
   search(lookup_key const& lookup, lookup_answers const& answers)
   : lookup_{&lookup}
   , answers_{&answers}
   {}

   found_servers find(dns::name const& name, rules::asked_at at)
   {
      auto zone = zone_with(name);
      if (zone && at == rules::asked_at::parent)
         zone = zone_above(*zone);
      if (zone)
         servers_of(
            *zone,
            at == rules::asked_at::parent ? rules::most_parent_servers : rules::most_name_servers);
      return std::move(found_);
   }

private:
   // Null: it has to be asked first.
   resolver::answer const* answer_to(dns::name const& name, rrtype type)
   {
      lookup_key key{lookup_->lookup, lookup_->subject, dns::question{name, type}};
      auto const known = answers_->find(key);
      if (known != answers_->end())
         return known->second.get();
      found_.next.emplace(std::move(key), lookup_question{{name, type}});
      return nullptr;
   }

   std::optional<dns::name> no_zone(base::cause why)
   {
      found_.unknown = std::move(why);
      return std::nullopt;
   }

   // An alias shows the zone of its target, so its own is found above it (see zone_search).
   std::optional<dns::name> zone_with(dns::name name)
   {
      for (std::size_t asked = 0; asked != rules::most_zone_questions; ++asked) {
         auto const* const soa = answer_to(name, rrtype::soa);
         if (soa == nullptr)
            return std::nullopt;
         if (soa->state == status::unknown)
            return no_zone(soa->why);
         if (soa->chain().empty() || name.is_root()) {
            auto const zone = zone_of(*soa);
            return zone ? zone : no_zone(base::because(base::causes::no_zone));
         }
         name = name.parent();
      }
      return no_zone(base::because(base::causes::no_zone, "too many aliases above one another"));
   }

   std::optional<dns::name> zone_above(dns::name const& zone)
   {
      if (zone.is_root())
         return no_zone(base::because(base::causes::no_name_servers, "the root has no parent"));
      return zone_with(zone.parent());
   }

   void servers_of(dns::name const& zone, std::size_t most)
   {
      auto const* const ns = answer_to(zone, rrtype::ns);
      if (ns == nullptr)
         return;
      if (ns->state == status::unknown)
         found_.unknown = ns->why;
      else if (ns->state == status::absent)
         found_.unknown = base::because(
            base::causes::no_name_servers, "there is no NS record at " + zone.to_text());
      std::size_t count = 0;
      for (auto const& r : ns->records())
         if (++count <= most)
            add(text_of(r, "nsdname"));
         else
            found_.servers.push_back(
               {text_of(r, "nsdname"),
                {},
                base::because(
                   base::causes::too_many_subjects, fmt::format("{} were asked", most))});
   }

   void add(std::string const& host)
   {
      auto const name = dns::name::from_text(host);
      bool any = false;
      std::optional<base::cause> why;
      for (auto const type : {rrtype::a, rrtype::aaaa}) {
         auto const* const a = name ? answer_to(*name, type) : nullptr;
         if (a == nullptr)
            continue;
         for (auto const& r : a->records()) {
            found_.servers.push_back({host, text_of(r, "address"), {}});
            any = true;
         }
         if (a->state == status::unknown)
            why = a->why;
      }
      if (why || !any)
         found_.servers.push_back(
            {host, {}, why.value_or(base::because(base::causes::no_address, "of " + host))});
   }

   lookup_key const* lookup_;
   lookup_answers const* answers_;
   found_servers found_;
};

}  // namespace

std::string name_server::to_text() const
{
   return address.empty() ? host : fmt::format("{} ({})", host, address);
}

found_servers find_servers(
   lookup_key const& lookup,
   dns::name const& name,
   rules::asked_at at,
   lookup_answers const& answers)
{
   return search{lookup, answers}.find(name, at);
}

}  // namespace dnslint::audit
