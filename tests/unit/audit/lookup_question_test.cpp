// SPDX-License-Identifier: Apache-2.0
// Questions of lookups to the resolver, and to name servers in turn.
#include "core/audit/lookup_question.hpp"

#include "core/base/virtual_loop.hpp"
#include "core/base/yaml.hpp"
#include "core/lab/lab.hpp"

#include <gmock/gmock.h>

namespace dnslint::audit {
namespace {

using testing::ElementsAre;

// The first server is silent about silent.test, refuses refused.test and closes connections about
// closing.test; what it has of example.test differs from what the others have.
constexpr auto zones = R"yaml(zones:
  example.test: "@ TXT resolver"
  silent.test: "@ TXT second"
  refused.test: "@ TXT second"
  closing.test: "@ TXT second"
servers:
  192.0.2.1:
    zones: { example.test: "@ TXT first" }
    faults: { silent.test: timeout, refused.test: refused, closing.test: tcp-refused }
)yaml";

class lookup_questions_in_a_lab : public testing::Test {
protected:
   lookup_questions_in_a_lab()
   {
      auto const doc = base::yaml::load("lab.yaml", zones);
      auto made = resolver::lab::from_yaml(*doc);
      EXPECT_TRUE(made) << base::to_text(made.errors());
      lab_ = std::move(*made);
      std::vector<std::unique_ptr<resolver::source>> sources;
      sources.push_back(resolver::make_lab_source(loop_, lab_));
      shared_ = std::make_unique<resolver::shared_resolver>(
         loop_, std::move(sources), resolver::policy{}, 0);
      direct_ = std::make_unique<resolver::direct_resolver>(
         loop_,
         [this](resolver::server_address const& server) {
            return resolver::make_lab_source(loop_, lab_.at_server(server.address));
         },
         resolver::direct_limits{.each = {}, .only_global = false});
   }

   // "first", or why there is no answer.
   std::string asked(char const* name, std::vector<std::string> const& servers, bool may_ask = true)
   {
      lookup_question q{{*dns::name::from_text(name), dns::rrtype::txt}};
      for (auto const& s : servers)
         q.servers.push_back({s});
      resolver::domain_memo memo{*shared_, {}, {}, q.asked.asked};
      resolver::answer_ptr got;
      ask_lookup(memo, may_ask ? direct_.get() : nullptr, q, [&](resolver::answer_ptr a) {
         EXPECT_EQ(got, nullptr) << "it is answered once";
         got = std::move(a);
      });
      EXPECT_EQ(got, nullptr) << "never inline";
      loop_.run([] {
         return false;
      });
      if (got == nullptr)
         return "not answered";
      if (got->state == resolver::status::unknown)
         return base::to_text(got->why);
      return dns::rdata_to_text(got->records().at(0));
   }

   base::virtual_loop loop_;
   resolver::lab lab_;
   std::unique_ptr<resolver::shared_resolver> shared_;
   std::unique_ptr<resolver::direct_resolver> direct_;
};

TEST_F(lookup_questions_in_a_lab, without_servers_go_to_the_resolver)
{
   EXPECT_EQ(asked("example.test", {}), "\"resolver\"");
   EXPECT_EQ(asked("example.test", {}, false), "\"resolver\"");
}

TEST_F(lookup_questions_in_a_lab, go_to_the_first_server)
{
   EXPECT_EQ(asked("example.test", {"192.0.2.1", "192.0.2.2"}), "\"first\"");
   EXPECT_EQ(asked("example.test", {"192.0.2.2", "192.0.2.1"}), "\"resolver\"");
}

TEST_F(lookup_questions_in_a_lab, go_to_the_next_server_where_one_is_silent)
{
   EXPECT_EQ(asked("silent.test", {"192.0.2.1", "192.0.2.2"}), "\"second\"");
   EXPECT_THAT(asked("silent.test", {"192.0.2.1"}), testing::HasSubstr("transient: timeout"));
}

TEST_F(lookup_questions_in_a_lab, go_to_the_next_server_where_no_connection_comes_about)
{
   EXPECT_THAT(asked("closing.test", {"192.0.2.1"}), testing::HasSubstr("transient: tcp-failed"));
   EXPECT_EQ(asked("closing.test", {"192.0.2.1", "192.0.2.2"}), "\"second\"");
}

// Another server would not know better: this one has said what it has to say.
TEST_F(lookup_questions_in_a_lab, stay_with_a_server_that_answers)
{
   EXPECT_THAT(
      asked("refused.test", {"192.0.2.1", "192.0.2.2"}), testing::HasSubstr("transient: refused"));
}

TEST_F(lookup_questions_in_a_lab, without_the_power_are_withheld)
{
   EXPECT_EQ(
      asked("example.test", {"192.0.2.1"}, false),
      "withheld: power-not-granted (dnslint.dns-direct/1)");
}

}  // namespace
}  // namespace dnslint::audit
