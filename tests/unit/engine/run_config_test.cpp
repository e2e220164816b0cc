// SPDX-License-Identifier: Apache-2.0
#include "core/engine/run_config.hpp"

#include "core/resolver/transport/cares_source.hpp"

#include <gmock/gmock.h>

namespace dnslint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// Every member has another value than its default.
engine::run_config uncommon()
{
   engine::run_config c;
   auto& q = c.questions;
   q.resolvers = {
      resolver::upstream_from_text("192.0.2.1:5353").value(),
      resolver::upstream_from_text("tls://[2001:db8::1]:853#dns.example").value()};
   q.tls_ca = "ca.pem";
   q.ca_file = "hosts.pem";
   q.open_networks = {"10.0.0.0/8"};
   q.zones = {"a.yaml", "b \"quoted\".zone"};
   q.timeout = std::chrono::milliseconds{1500};
   q.tries = 4;
   q.cache = false;
   q.send_mode = resolver::send_mode::offload;
   q.rate = 0;
   q.server_rate = 7;
   q.direct_private = true;
   q.trial = false;
   q.dropped = {{"192.0.2.1:5353", resolver::drop_reason::contradictions}};
   q.now = std::chrono::sys_seconds{std::chrono::seconds{1'767'225'600}};
   q.seed = 0xffff'ffff'ffff'ffffU;
   q.psl_file = "list.dat";
   q.record = "r.dnstap";
   q.replay = "p.dnstap";
   c.limits.in_flight = 12;
   c.limits.workers = 0;
   c.limits.sharing = 3;
   c.limits.stuck_after = std::chrono::milliseconds{250};
   c.limits.waits_out_outages = true;
   c.limits.outage_limit = std::chrono::milliseconds{7};
   c.selection.plugin_folders = {"/p"};
   c.selection.rule_paths = {"/r", "x.yaml"};
   c.selection.shipped_packs = "/r";
   c.selection.profile = "strict";
   c.selection.project = "dnslint.yaml";
   c.selection.checks = {"spf/*"};
   c.selection.skip = {"spf/present"};
   c.selection.settings = {{"spf.most_terms", "12"}, {"spf.most_terms", "a=b"}};
   c.lock = "lock.yaml";
   c.records = {true, true, true};
   c.list = {"names.txt", 0x8000'0000'0000'0001U, 2, 5, "Domain name"};
   c.questions.overlays = {"/o", "fixes"};
   return c;
}

std::string with_member(std::string const& json)
{
   return R"({"schema":"dnslint-run-config/1",)" + json + "}";
}

// What is wrong, one message an error.
std::vector<std::string> errors_of(std::string const& json)
{
   std::vector<std::string> messages;
   auto const read = engine::run_config_from_json(json);
   if (!read)
      for (auto const& d : read.errors())
         messages.push_back(d.message);
   return messages;
}

TEST(run_config, comes_back_from_json_as_it_was)
{
   for (auto const& c : {engine::run_config{}, uncommon()}) {
      auto const read = engine::run_config_from_json(to_json(c));
      ASSERT_TRUE(read) << base::to_text(read.errors());
      EXPECT_EQ(*read, c);
      EXPECT_EQ(to_json(*read), to_json(c));
   }
}

// Else the round trip above would say nothing about them.
TEST(run_config, has_no_member_that_the_uncommon_one_leaves_alone)
{
   auto const usual = to_json(engine::run_config{});
   auto const other = to_json(uncommon());
   for (std::size_t at = usual.find('"'); at != std::string::npos; at = usual.find(",\"", at + 1)) {
      auto const end = usual.find_first_of(",}", at + 1);
      auto const member = usual.substr(at, end - at + 1);
      if (member.find("schema") != std::string::npos)
         continue;
      EXPECT_EQ(other.find(member), std::string::npos) << member;
   }
}

TEST(run_config, keeps_names_of_files_that_are_not_utf8)
{
   engine::run_config c;
   c.questions.zones = {"caf\xe9.yaml"};
   c.lock = "\xff";
   auto const read = engine::run_config_from_json(to_json(c));
   ASSERT_TRUE(read) << base::to_text(read.errors());
   EXPECT_EQ(*read, c);
}

TEST(run_config, knows_why_a_resolver_was_dropped_or_refuses_it)
{
   auto const errors_for = [](std::string const& dropped) {
      return errors_of(with_member(R"("questions":{"dropped":)" + dropped + "}"));
   };
   EXPECT_THAT(errors_for(R"([["192.0.2.1:53","control"]])"), testing::IsEmpty());
   for (auto const* const wrong :
        {R"([["192.0.2.1:53","whim"]])",
         R"([["192.0.2.1:53",""]])",
         R"([["192.0.2.1:53"]])",
         R"(["192.0.2.1:53"])"})
      EXPECT_THAT(errors_for(wrong), ElementsAre(HasSubstr("questions.dropped: "))) << wrong;
}

TEST(run_config, has_the_default_of_a_member_that_is_not_there)
{
   auto const read = engine::run_config_from_json(with_member(R"("limits":{"in_flight":7})"));
   ASSERT_TRUE(read) << base::to_text(read.errors());
   engine::run_config expected;
   expected.limits.in_flight = 7;
   EXPECT_EQ(*read, expected);
}

TEST(run_config, refuses_a_member_that_it_does_not_know)
{
   auto const read = engine::run_config_from_json(with_member(R"("limits":{"worker":1})"));
   ASSERT_FALSE(read);
   EXPECT_THAT(read.errors().front().message, HasSubstr("limits.worker: "));
   EXPECT_THAT(read.errors().front().hint, HasSubstr("'workers'"));
   EXPECT_THAT(
      errors_of(with_member(R"("lint":1,"limits":{}, "qestions":{})")), testing::SizeIs(2));
}

TEST(run_config, refuses_a_member_that_is_there_twice)
{
   EXPECT_THAT(
      errors_of(with_member(R"("lock":"a","lock":"b")")),
      ElementsAre(HasSubstr("lock is there twice")));
   EXPECT_THAT(
      errors_of(with_member(R"("questions":{"seed":1,"seed":1})")),
      ElementsAre(HasSubstr("seed is there twice")));
}

TEST(run_config, names_the_member_whose_value_has_another_type)
{
   for (auto const* const member :
        {R"("questions":{"tries":"3"})",
         R"("questions":{"tries":3.0})",
         R"("questions":{"zones":"a.yaml"})",
         R"("questions":{"zones":[1]})",
         R"("questions":{"cache":"no"})",
         R"("questions":{"now":"tomorrow"})",
         R"("questions":{"send_mode":"fast"})",
         R"("questions":{"resolvers":["192.0.2.256"]})",
         R"("questions":{"seed":-1})",
         R"("questions":[])",
         R"("selection":{"settings":[["a","b","c"]]})",
         R"("selection":{"settings":{"a":"b"}})",
         R"("limits":null)",
         R"("list":{"digest":"1"})",
         R"("lock":null)"}) {
      auto const json = with_member(member);
      auto const part = std::string{member}.substr(1, std::string{member}.find('"', 1) - 1);
      EXPECT_THAT(
         errors_of(json),
         ElementsAre(testing::AllOf(
            testing::StartsWith(part), testing::EndsWith(": this has another type"))))
         << json;
   }
}

TEST(run_config, refuses_a_number_out_of_range)
{
   EXPECT_THAT(
      errors_of(with_member(R"("questions":{"tries":11})")),
      ElementsAre("questions.tries: this must be a whole number from 1 to 10"));
   EXPECT_THAT(
      errors_of(with_member(R"("limits":{"workers":65,"sharing":0,"stuck_after_ms":99})")),
      testing::SizeIs(3));
   EXPECT_THAT(
      errors_of(with_member(R"("list":{"shard":3,"shards":2})")),
      ElementsAre(HasSubstr("list.shard")));
}

TEST(run_config, refuses_what_is_no_configuration)
{
   EXPECT_THAT(errors_of("{}"), ElementsAre(HasSubstr("schema")));
   EXPECT_THAT(errors_of(R"({"schema":"dnslint-run-config/2"})"), ElementsAre(HasSubstr("schema")));
   EXPECT_FALSE(errors_of("[]").empty());
   EXPECT_FALSE(errors_of("").empty());
   EXPECT_FALSE(errors_of(to_json(engine::run_config{}) + "x").empty());
}

}  // namespace
}  // namespace dnslint
