// SPDX-License-Identifier: Apache-2.0
#include "tests/integration/generated_domain.hpp"

#include <array>
#include <sstream>

namespace dnslint::tests {

namespace {

constexpr std::string_view apex =
   "@ SOA ns1 hostmaster 1 7200 3600 1209600 300\n"
   "@ NS ns1\n@ NS ns2\nns1 A 192.0.2.53\nns2 A 198.51.100.53\n"
   "default._domainkey TXT \"v=DKIM1; "
   "p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDNA81QnqwHr4VyVu8M3jhkT2iLZvCVfOwA"
   "Tko0DXkioF191gYP3sKKh7ai/AG6JmWSi7Pf5pZ9VL7XsFOnBhUBfnOQ2UTwCTswdxskcUPc"
   "Co1t3qsv1rmowG9FOtBupSXS4k0ecN6XKWA0sP2Um5Pbk1j4kQYsFKJdX6N0P66SmQIDAQAB\"\n";
constexpr std::string_view mail = "@ MX 10 mx\nmx A 192.0.2.1\nmx AAAA 2001:db8::1\n";
constexpr std::string_view spf = "@ TXT \"v=spf1 mx -all\"\n";
constexpr std::string_view dmarc =
   "_dmarc TXT \"v=DMARC1; p=reject; rua=mailto:dmarc@reports.test\"\n";

struct kind {
   std::string_view name;
   std::vector<std::string_view> zone;  // beside the apex
   std::map<std::string, std::string, std::less<>> expected;
};

std::map<std::string, std::string, std::less<>> mostly_good(
   std::map<std::string, std::string, std::less<>> but)
{
   but.merge(std::map<std::string, std::string, std::less<>>{
      {"name/exists", "pass"},
      {"ns/at-least-two", "pass"},
      {"ns/resolvable", "pass"},
      {"soa/mailbox", "pass"},
      {"mx/explicit", "pass"},
      {"mx/reachable", "pass"},
      {"mx/exchange-addresses", "pass"},
      {"mx/ipv6", "pass"},
      {"mx/null-mx-published", "not-applicable"},
      {"spf/present", "pass"},
      {"spf/one-record", "pass"},
      {"spf/syntax", "pass"},
      {"spf/pass-all", "pass"},
      {"dkim/published", "pass"},
      {"dkim/key-1024-bits", "pass"},
      {"dkim/key-2048-bits", "fail"},
      {"dmarc/present", "pass"},
      {"dmarc/policy-enforced", "pass"},
      {"dmarc/reports", "fail"}});  // reports.test has not agreed
   return but;
}

std::vector<kind> const& kinds()
{
   static std::vector<kind> const all{
      {"good", {mail, spf, dmarc}, mostly_good({})},
      {"no-spf",
       {mail, dmarc},
       mostly_good(
          {{"spf/present", "fail"},
           {"spf/one-record", "not-applicable"},
           {"spf/syntax", "not-applicable"},
           {"spf/pass-all", "not-applicable"}})},
      {"two-spf",
       {mail, spf, "@ TXT \"v=spf1 -all\"\n", dmarc},
       mostly_good(
          {{"spf/one-record", "fail"},
           {"spf/syntax", "not-applicable"},
           {"spf/pass-all", "not-applicable"}})},
      {"bad-spf",
       {mail, "@ TXT \"v=spf1 ip4:192.0.2.300 -all\"\n", dmarc},
       mostly_good({{"spf/syntax", "fail"}})},
      {"open-spf",
       {mail, "@ TXT \"v=spf1 mx +all\"\n", dmarc},
       mostly_good({{"spf/pass-all", "fail"}})},
      {"other-txt",
       {mail, "@ TXT \"v=spf10 mx -all\"\n@ TXT \"anything\"\n", dmarc},
       mostly_good(
          {{"spf/present", "fail"},
           {"spf/one-record", "not-applicable"},
           {"spf/syntax", "not-applicable"},
           {"spf/pass-all", "not-applicable"}})},
      {"null-mx",
       {"@ MX 0 .\n@ TXT \"v=spf1 -all\"\n", dmarc},
       mostly_good(
          {{"mx/null-mx-published", "pass"},
           {"dkim/published", "not-applicable"},
           {"dkim/key-1024-bits", "not-applicable"},
           {"dkim/key-2048-bits", "not-applicable"},
           {"dmarc/reports", "not-applicable"},
           {"mx/reachable", "not-applicable"},
           {"mx/exchange-addresses", "not-applicable"},
           {"mx/ipv6", "not-applicable"}})},
      {"gone-mx",
       {"@ MX 10 mx\n@ MX 20 gone\nmx A 192.0.2.1\n", spf, dmarc},
       mostly_good({{"mx/exchange-addresses", "fail"}, {"mx/ipv6", "fail"}})},
      {"dead-mx",
       {"@ MX 10 gone\n", spf, dmarc},
       mostly_good(
          {{"mx/reachable", "fail"}, {"mx/exchange-addresses", "fail"}, {"mx/ipv6", "fail"}})},
      {"implicit-mx",
       {"@ A 192.0.2.80\n", "@ TXT \"v=spf1 a -all\"\n", dmarc},
       mostly_good(
          {{"mx/explicit", "fail"},
           {"mx/reachable", "not-applicable"},
           {"mx/exchange-addresses", "not-applicable"},
           {"mx/ipv6", "not-applicable"}})},
      {"no-mail",
       {"@ TXT \"v=spf1 -all\"\n", dmarc},
       mostly_good(
          {{"mx/explicit", "not-applicable"},
           {"mx/null-mx-published", "not-applicable"},
           {"dkim/published", "not-applicable"},
           {"dkim/key-1024-bits", "not-applicable"},
           {"dkim/key-2048-bits", "not-applicable"},
           {"dmarc/reports", "not-applicable"},
           {"mx/reachable", "not-applicable"},
           {"mx/exchange-addresses", "not-applicable"},
           {"mx/ipv6", "not-applicable"}})},
      {"no-dmarc",
       {mail, spf},
       mostly_good(
          {{"dmarc/present", "fail"},
           {"dmarc/policy-enforced", "not-applicable"},
           {"dmarc/reports", "not-applicable"}})},
      {"dmarc-none",
       {mail, spf, "_dmarc TXT \"v=DMARC1; p=none\"\n"},
       mostly_good({{"dmarc/policy-enforced", "fail"}})},
      {"nowhere",
       {},
       {{"name/exists", "fail"},
        {"mx/reachable", "not-applicable"},
        {"spf/present", "not-applicable"},
        {"dmarc/present", "not-applicable"}}}};
   return all;
}

generated_domain make_domain(kind const& of, std::size_t number)
{
   generated_domain made;
   made.name = std::string{of.name} + std::to_string(number) + ".test";
   made.expected = of.expected;
   if (of.zone.empty())
      return made;
   made.zone = apex;
   for (auto const part : of.zone)
      made.zone += part;
   return made;
}

void append_zone(std::ostringstream& out, std::string_view name, std::string const& zone)
{
   out << "  " << name << ": |\n";
   std::istringstream lines{zone};
   for (std::string line; std::getline(lines, line);)
      out << "    " << line << "\n";
}

}  // namespace

std::vector<generated_domain> generate_domains(std::size_t count)
{
   std::vector<generated_domain> all;
   all.reserve(count);
   for (std::size_t i = 0; i != count; ++i)
      all.push_back(make_domain(kinds()[i % kinds().size()], i));
   return all;
}

std::string_view top_zone()
{
   return apex;
}

std::string list_of(std::vector<generated_domain> const& domains)
{
   std::string list;
   for (auto const& d : domains)
      list += d.name + "\n";
   return list;
}

std::string lab_of(std::vector<generated_domain> const& domains)
{
   std::ostringstream out;
   out << "zones:\n";
   append_zone(out, "test", std::string{top_zone()});
   for (auto const& d : domains)
      if (!d.zone.empty())
         append_zone(out, d.name, d.zone);
   return out.str();
}

}  // namespace dnslint::tests
