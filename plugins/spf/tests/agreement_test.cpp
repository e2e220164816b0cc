// SPDX-License-Identifier: Apache-2.0
// What is said of a record without a message must be what an evaluation finds out message by
// message.
#include "allowed.hpp"
#include "check_host.hpp"
#include "survey.hpp"
#include "synthetic_dns.hpp"
#include "void_limit.hpp"

#include <gtest/gtest.h>
#include <random>

namespace spf::tests {
namespace {

using enum record_type;
using table = std::map<synthetic_dns::key, std::vector<std::string>>;

// Makes records that use each other, over hosts of which some have one family or no address at all.
class record_maker {
public:
   record_maker(unsigned seed, bool refuses)
   : random_{seed}
   , refuses_{refuses}
   {}

   table make()
   {
      table records;
      for (int i = 0; i != 4; ++i)
         records[{domain(i), txt}] = {record(i)};
      for (int i = 0; i != 6; ++i) {
         if (one_in(2))
            records[{host(i), a}] = {ip4()};
         if (one_in(3))
            records[{host(i), aaaa}] = {ip6()};
         if (one_in(3))
            records[{host(i), mx}] = {host(i + 1), host(i + 2), host(i + 3)};
      }
      return records;
   }

private:
   unsigned below(unsigned n) { return static_cast<unsigned>(random_() % n); }
   bool one_in(unsigned n) { return below(n) == 0; }
   static std::string domain(int i)
   {
      return i == 0 ? "e.test" : "r" + std::to_string(i) + ".test";
   }
   static std::string host(int i) { return "h" + std::to_string(i % 6) + ".test"; }
   std::string ip4() { return "192.0.2." + std::to_string(below(16)); }
   std::string ip6() { return "2001:db8::" + std::string(1, "0123456789abcdef"[below(16)]); }

   std::string record(int number)
   {
      std::string text = "v=spf1";
      for (auto n = 1 + below(5); n != 0; --n)
         text += ' ' + qualifier() + mechanism(number);
      if (number != 3 && one_in(4))
         return text + " redirect=" + domain(number + 1);
      return text + " " + (one_in(8) ? "+" : "-") + "all";
   }

   std::string qualifier() { return refuses_ && one_in(3) ? std::string(1, "-~?"[below(3)]) : ""; }

   // A record uses those behind it alone, so that there are no circles.
   std::string mechanism(int number)
   {
      auto const prefix = std::to_string(28 + below(5));
      switch (below(number == 3 ? 5U : 7U)) {
         case 0:
            return "ip4:" + ip4() + '/' + prefix;
         case 1:
            return "ip6:" + ip6() + '/' + std::to_string(124 + below(5));
         case 2:
            return "mx:" + host(static_cast<int>(below(6)));
         case 3:
            return "exists:" + host(static_cast<int>(below(6)));
         case 4:
            return "a:" + host(static_cast<int>(below(6))) + '/' + prefix;
         default:
            return "include:" + domain(number + 1 + static_cast<int>(below(3U - number)));
      }
   }

   std::mt19937 random_;
   bool refuses_;
};

std::vector<address> all_clients()
{
   std::vector<address> clients{*read_address("198.51.100.1"), *read_address("2001:db8:1::1")};
   for (int i = 0; i != 16; ++i) {
      clients.push_back(*read_address("192.0.2." + std::to_string(i)));
      clients.push_back(*read_address(
         "2001:db8::" + std::string(1, "0123456789abcdef"[static_cast<unsigned>(i)])));
   }
   return clients;
}

bool is_in(network_sets const& set, address const& client)
{
   network_set one;
   one.add(client, client.is_ip6 ? 128 : 32);
   return one.without(client.is_ip6 ? set.ip6 : set.ip4).empty();
}

// What the evaluation of every client came to.
struct sight {
   allowed_hosts allowed;
   void_victims victims;
   std::size_t results = 0;  // that were no errors
   std::size_t stopped = 0;  // who would pass, but for the limit of void lookups
   std::string text;
};

sight look_at_all(table const& records)
{
   synthetic_dns dns{records};
   survey_limits const limits;
   auto const s = run(survey_records(dns, "e.test", limits));
   sight seen;
   seen.allowed = find_allowed(s.records, "e.test");
   seen.victims = find_void_victims(s.records, "e.test", seen.allowed.all);
   for (auto const& [key, values] : records)
      seen.text += key.first + ": " + values.front() + '\n';
   for (auto const& client : all_clients()) {
      auto const about = make_identity(client, "e.test", "", "");
      auto const done = run(check_host(dns, about));
      bool const allowed = is_in(seen.allowed.all, client);
      if (done.value == result::permerror) {
         bool const by_voids = done.reason.find("void") != std::string::npos;
         seen.stopped += allowed && by_voids ? 1 : 0;
         continue;
      }
      ++seen.results;
      EXPECT_EQ(allowed, done.value == result::pass) << readable(client) << '\n' << seen.text;
   }
   return seen;
}

TEST(agreement, who_is_allowed_is_who_passes)
{
   std::size_t results = 0;
   for (unsigned seed = 0; seed != 600; ++seed) {
      auto const seen = look_at_all(record_maker{seed, true}.make());
      results += seen.results;
      if (HasFailure())
         return;
   }
   EXPECT_GT(results, 8'000U);
}

TEST(agreement, who_is_named_for_void_lookups_is_who_would_pass_but_for_them)
{
   std::size_t stopped = 0;
   for (unsigned seed = 0; seed != 600; ++seed) {
      auto const seen = look_at_all(record_maker{seed, false}.make());
      EXPECT_FALSE(seen.victims.open);
      EXPECT_EQ(seen.victims.terms.empty(), seen.stopped == 0) << seen.text;
      stopped += seen.stopped;
      if (HasFailure())
         return;
   }
   EXPECT_GT(stopped, 200U);
}

}  // namespace
}  // namespace spf::tests
