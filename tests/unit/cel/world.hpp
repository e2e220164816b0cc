// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/bindings.hpp"
#include "core/cel/expression.hpp"
#include "core/cel/scope.hpp"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::cel {

inline std::string characters(std::string_view text)
{
   return static_cast<char>(text.size()) + std::string{text};
}

inline dns::record made(char const* owner, dns::rrtype type, std::uint32_t ttl, std::string rdata)
{
   auto r = dns::make_record(*dns::name::from_text(owner), type, ttl, std::move(rdata));
   EXPECT_TRUE(r) << owner;
   return r.value_or(dns::record{});
}

inline dns::record mx(std::uint8_t preference, char const* exchange)
{
   return made(
      "example.test",
      dns::rrtype::mx,
      300,
      std::string{'\0', static_cast<char>(preference)} +
         std::string{dns::name::from_text(exchange)->wire()});
}

inline dns::record txt(std::vector<std::string> const& strings)
{
   std::string rdata;
   for (auto const& s : strings)
      rdata += characters(s);
   return made("example.test", dns::rrtype::txt, 60, rdata);
}

// Names with values that most tests of expressions use: a scope, and bindings for it.
struct world {
   world()
   {
      names.facts["mx"] = {
         {"accepts_mail", {facts::type::boolean, false, ""}},
         {"count", {facts::type::integer, false, ""}},
         {"exchanges", {facts::type::list, false, ""}},
         {"broken", {facts::type::boolean, false, ""}},
         {"later", {facts::type::integer, false, ""}},
         {"hosts", {facts::type::map, false, ""}},
         {"names", {facts::type::list, false, "", facts::type::string}},
         {"sizes", {facts::type::map, false, "", facts::type::integer}},
         {"anything", {facts::type::dyn, false, ""}},
         {"ratio", {facts::type::number, false, ""}},
         {"name", {facts::type::string, false, ""}},
         {"nothing", {facts::type::integer, true, ""}}};
      names.facts["spf"] = {{"present", {facts::type::boolean, false, ""}}};
      names.absent_plugins = {"dane"};
      names.variables = {{"limit", facts::type::integer}, {"suffixes", facts::type::list}};
      names.lookups = {
         {"mail", dns::rrtype::mx},
         {"tlsrpt", dns::rrtype::txt},
         {"denial", dns::rrtype::nsec},
         {"gone", dns::rrtype::txt},
         {"failed", dns::rrtype::txt},
         {"later", dns::rrtype::txt},
         {"caa", dns::rrtype::caa}};
      tree["mx"] = {
         {"accepts_mail", true},
         {"count", 2},
         {"exchanges", facts::list{"a.example", "b.example"}},
         {"broken", servfail},
         {"hosts", facts::map{{"a", 1}, {"b", servfail}}},
         {"names", facts::list{"a.example", servfail}},
         {"sizes", facts::map{{"a", 1}}},
         {"anything", facts::list{1, "two", facts::list{servfail, 3}}},
         {"ratio", 0.5},
         {"name",
          "b\xc3\xbc"
          "cher"},
         {"nothing", facts::value{}}};
      values = {{"limit", 10}, {"suffixes", facts::list{".example", ".test"}}};
      with.domain = "example.test";
      with.now = std::chrono::sys_seconds{std::chrono::seconds{1'700'000'000}};
      with.facts = &tree;
      with.variables = &values;
      with.lookups["mail"] = {"example.test", "records", nullptr, "NOERROR", true, mail, {}};
      with.lookups["tlsrpt"] = {
         "_smtp._tls.example.test", "records", nullptr, "NOERROR", false, texts, {}};
      with.lookups["denial"] = {"a.example.test", "records", nullptr, "NOERROR", true, nsec, {}};
      with.lookups["gone"] = {"gone.example.test", "absent", nullptr, "NXDOMAIN", false, {}, {}};
      with.lookups["failed"] = {
         "failed.example.test", "unknown", &servfail, "SERVFAIL", false, {}, {}};
      with.lookups["later"] = {"later.example.test", "unknown", &timeout, "", false, {}, {}};
   }
   world(world const&) = delete;
   world& operator=(world const&) = delete;

   base::cause servfail = base::transient("servfail", "192.0.2.1");
   base::cause timeout = base::transient("timeout");
   std::vector<dns::record> mail{mx(10, "a.example"), mx(20, "b.example")};
   std::vector<dns::record> texts{txt({"v=TLSRPTv1; ", "rua=mailto:a@b.example"}), txt({"\xff"})};
   // Types A and MX (RFC 4034 section 4.1.2).
   std::vector<dns::record> nsec{
      made("a.example.test", dns::rrtype::nsec, 300, std::string{"\0\0\2\x40\1", 5})};
   scope names;
   facts::tree tree;
   facts::map values;
   bindings with;
};

// The value as a test can compare it: "int 3", "string x", "error ...", "unknown transient: ...".
inline std::string shown(value const& v)
{
   if (v.is(kind::error))
      return "error: " + v.error_message();
   if (v.is(kind::unknown))
      return "unknown: " + base::to_text(v.why_unknown());
   return std::string{to_text(v.type())} + " " + to_text(v);
}

inline std::string evaluated(std::string_view source, scope const& names, bindings const& with)
{
   auto const compiled = expression::compile(source, names);
   if (!compiled)
      return "does not compile: " + compiled.errors()[0].message;
   return shown(compiled->evaluate(with));
}

}  // namespace dnslint::cel
