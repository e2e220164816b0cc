// SPDX-License-Identifier: Apache-2.0
// Resolvers that make answers up. What they say may become unknown, and is never taken for true.
#include "tests/integration/generated_domain.hpp"
#include "tests/integration/scan_run.hpp"
#include "tests/integration/serving_lab.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace dnslint::tests {
namespace {

using testing::HasSubstr;

// Outcomes that are known and wrong, one a line.
std::string wrong_in(std::vector<generated_domain> const& domains, std::vector<json> const& records)
{
   std::string wrong;
   for (std::size_t i = 0; i != records.size(); ++i) {
      auto const seen = outcomes_of(records[i]);
      for (auto const& [id, outcome] : domains[i].expected)
         if (seen.at(id) != outcome && seen.at(id) != "unknown")
            wrong += fmt::format("{} {}: {}\n", domains[i].name, id, seen.at(id));
   }
   return wrong;
}

// Addresses for every name, and nothing else.
constexpr auto addresses_only = "zones:\n  .: |\n    * A 192.0.2.80\n";

TEST(lying_resolver, that_makes_up_addresses_gives_no_grade)
{
   work_folder const folder;
   serving_lab const server{{folder.write("lab.yaml", addresses_only)}};
   auto const done =
      dnslint({"scan", "shop.com", "--resolver", server.address(), "--format", "jsonl"});
   auto const record = domain_lines(done.out).at(0);
   EXPECT_TRUE(record["grade"].is_null()) << record["grade"].text();
   for (auto const& [id, outcome] : outcomes_of(record))
      EXPECT_NE(outcome, "fail") << id;
   EXPECT_THAT(done.err, HasSubstr("gives addresses to names that do not exist"));
}

struct lies : testing::Test {
   // Three resolvers, of which the second has this lab.
   ended_process scan(std::string const& lying, words const& more = {})
   {
      auto const honest = folder.write("honest.yaml", lab_of(domains));
      serving_lab const first{{honest}};
      serving_lab const second{{folder.write("lying.yaml", lying)}};
      serving_lab const third{{honest}};
      words all{"scan", "-l", folder.write("list", list_of(domains)), "--format", "jsonl"};
      for (auto const* const server : {&first, &second, &third})
         all.insert(all.end(), {"--resolver", server->address()});
      all.insert(all.end(), more.begin(), more.end());
      return dnslint(all);
   }
   void expect_nothing_wrong(ended_process const& done) const
   {
      auto const records = domain_lines(done.out);
      ASSERT_EQ(records.size(), domains.size());
      EXPECT_EQ("", wrong_in(domains, records));
   }

   work_folder folder;
   std::vector<generated_domain> domains = generate_domains(60);
};

// Every zone has its own SOA record, and nothing else.
TEST_F(lies, of_one_that_denies_with_the_right_soa)
{
   auto zones = fmt::format("zones:\n");
   for (auto const& d : domains)
      if (!d.zone.empty())
         zones += fmt::format("  {}: \"\"\n", d.name);
   for (auto const* const workers : {"0", "2"}) {
      auto const done = scan(zones, {"--workers", workers});
      expect_nothing_wrong(done);
      EXPECT_THAT(done.err, HasSubstr("stood against other resolvers")) << workers;
   }
}

// No name below .test exists.
TEST_F(lies, of_one_that_denies_with_the_soa_of_the_parent)
{
   auto const done = scan("zones:\n  test: \"\"\n");
   expect_nothing_wrong(done);
}

}  // namespace
}  // namespace dnslint::tests
