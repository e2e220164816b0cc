// SPDX-License-Identifier: Apache-2.0
#include "core/hosts/host_lookup.hpp"

#include "core/base/causes.hpp"
#include "tests/unit/hosts/address_text.hpp"
#include "tests/unit/resolver/messages.hpp"

#include <gmock/gmock.h>
#include <map>

namespace dnslint::hosts {
namespace {

using namespace resolver::tests;
using testing::ElementsAre;
using testing::IsEmpty;

// Answers by type; a text of records, or nothing for unknown.
found_addresses looked_up(std::map<dns::rrtype, std::optional<std::string>> const& says)
{
   found_addresses got;
   auto const look_up = make_address_lookup([&](dns::question const& q, auto const& on_answer) {
      auto const& text = says.at(q.type);
      on_answer(
         text ? std::make_shared<resolver::answer const>(resolver::interpret(received(
                   q,
                   text->empty()
                      ? with_authority(response(q), "test. 300 SOA a.test. b.test. 1 2 3 4 5")
                      : with_answer(response(q), *text))))
              : resolver::make_unknown(q, base::because(base::causes::servfail)));
   });
   look_up("a.test", [&got](found_addresses found) {
      got = std::move(found);
   });
   return got;
}

TEST(address_lookup, finds_both_families)
{
   auto const found = looked_up(
      {{dns::rrtype::a, "a.test. 300 A 192.0.2.2\na.test. 300 A 192.0.2.1"},
       {dns::rrtype::aaaa, "a.test. 300 AAAA 2001:db8::1"}});
   EXPECT_THAT(found.all, ElementsAre(at("192.0.2.1"), at("192.0.2.2"), at("2001:db8::1")));
   EXPECT_EQ(found.unknown, std::nullopt);
}

TEST(address_lookup, follows_aliases)
{
   auto const found = looked_up(
      {{dns::rrtype::a, "a.test. 300 CNAME b.test.\nb.test. 300 A 192.0.2.1"},
       {dns::rrtype::aaaa, ""}});
   EXPECT_THAT(found.all, ElementsAre(at("192.0.2.1")));
   EXPECT_EQ(found.unknown, std::nullopt);
}

TEST(address_lookup, tells_proved_absence_from_what_is_unknown)
{
   auto const none = looked_up({{dns::rrtype::a, ""}, {dns::rrtype::aaaa, ""}});
   EXPECT_THAT(none.all, IsEmpty());
   EXPECT_EQ(none.unknown, std::nullopt);
   auto const half = looked_up({{dns::rrtype::a, ""}, {dns::rrtype::aaaa, std::nullopt}});
   EXPECT_THAT(half.all, IsEmpty());
   EXPECT_EQ(half.unknown, base::because(base::causes::servfail));
}

}  // namespace
}  // namespace dnslint::hosts
