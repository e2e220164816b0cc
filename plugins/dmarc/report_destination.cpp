// SPDX-License-Identifier: Apache-2.0
#include "report_destination.hpp"

#include "tag_list.hpp"

#include <algorithm>

namespace dmarc {
namespace {

using dnslint::rrtype;

// True, false or not known.
struct tristate {
   bool value = false;
   std::optional<dnslint::cause> unknown;
};

struct destination {
   std::string domain;
   tristate external;    // of another organization
   tristate authorised;  // true where it is not external
   tristate accepts_mail;
};

std::vector<std::string> destinations_of(std::vector<std::string> const& uris)
{
   std::vector<std::string> all;
   for (auto const& uri : uris) {
      auto domain = destination_of(uri);
      if (!domain.empty() && std::ranges::find(all, domain) == all.end())
         all.push_back(std::move(domain));
   }
   return all;
}

dnslint::co<tristate> is_external(
   dnslint::context cx, std::string const domain, std::string const source, organization const own)
{
   if (domain == source)
      co_return tristate{false, {}};
   auto const theirs = co_await look_up_organization(cx, domain);
   if (own.unknown || theirs.unknown)
      co_return tristate{false, own.unknown ? own.unknown : theirs.unknown};
   co_return tristate{theirs.domain != own.domain, {}};
}

// RFC 9990 section 4: a record that begins with the version is enough; wildcards make one.
dnslint::co<tristate> is_authorised(
   dnslint::context cx, std::string const domain, std::string const source)
{
   auto const name = authorisation_name(source, domain);
   auto const answer = co_await cx.query(name, rrtype::txt);
   if (answer.unknown())
      co_return tristate{false, answer.cause()};
   tristate found;
   for (auto const r : answer.records())
      found.value = found.value || has_dmarc_version(r.text());
   co_return found;
}

// RFC 5321 section 5.1: by an MX that is no null MX, or without any MX by an address.
dnslint::co<tristate> does_accept_mail(dnslint::context cx, std::string const domain)
{
   auto const mx = co_await cx.query(domain, rrtype::mx);
   if (mx.unknown())
      co_return tristate{false, mx.cause()};
   if (mx.has_records())
      co_return tristate{mx.records().size() != 1 || mx.records()[0].text("exchange") != ".", {}};
   std::vector<dnslint::question> const questions{{domain, rrtype::a}, {domain, rrtype::aaaa}};
   auto const addresses = co_await cx.query_all(questions);
   for (auto const& a : addresses)
      if (a.has_records())
         co_return tristate{true, {}};
   for (auto const& a : addresses)
      if (a.unknown())
         co_return tristate{false, a.cause()};
   co_return tristate{};
}

void publish(dnslint::map_writer const& entry, std::string_view key, tristate const& t)
{
   if (t.unknown)
      entry.set(key, *t.unknown);
   else
      entry.set(key, t.value);
}

dnslint::co<destination> look_at(
   dnslint::context cx, std::string const domain, std::string const source, organization const own)
{
   destination d;
   d.domain = domain;
   d.external = co_await is_external(cx, domain, source, own);
   d.authorised = {true, {}};
   if (d.external.unknown || d.external.value)
      d.authorised = co_await is_authorised(cx, domain, source);
   // Where it is authorised, it does not matter whether it is external.
   if (d.external.unknown && !d.authorised.value && !d.authorised.unknown)
      d.authorised.unknown = d.external.unknown;
   d.accepts_mail = co_await does_accept_mail(cx, domain);
   co_return d;
}

}  // namespace

std::string destination_of(std::string_view uri)
{
   constexpr std::string_view scheme = "mailto:";
   if (!uri.starts_with(scheme))
      return {};
   auto const address = uri.substr(scheme.size(), uri.find('?') - scheme.size());
   auto const at = address.rfind('@');
   if (at == std::string_view::npos)
      return {};
   auto domain = lower_case(address.substr(at + 1));
   if (domain.ends_with('.'))
      domain.pop_back();
   return domain;
}

std::string authorisation_name(std::string_view domain, std::string_view destination)
{
   return std::string{domain} + "._report._dmarc." + std::string{destination};
}

dnslint::co<> publish_destinations(
   dnslint::context cx,
   std::vector<std::string> const uris,
   std::string const source,
   organization const own)
{
   auto domains = destinations_of(uris);
   bool const too_many = domains.size() > most_destinations;
   domains.resize(std::min(domains.size(), most_destinations));
   std::vector<destination> seen;
   for (auto const& domain : domains)
      seen.push_back(co_await look_at(cx, domain, source, own));
   auto const list = cx.facts().list("report_destinations");
   for (auto const& d : seen) {
      auto const entry = list.add_map();
      entry.set("domain", d.domain);
      publish(entry, "external", d.external);
      publish(entry, "authorised", d.authorised);
      publish(entry, "accepts_mail", d.accepts_mail);
   }
   if (too_many)
      list.add(dnslint::cause{
         dnslint::cause_class::withheld,
         "budget",
         "further report addresses were not asked about"});
}

}  // namespace dmarc
