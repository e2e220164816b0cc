// SPDX-License-Identifier: Apache-2.0
#include "core/engine/world.hpp"

#include "core/base/virtual_loop.hpp"
#include "core/engine/world_parts.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

namespace dnslint::engine {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class making_world : public testing::Test {
protected:
   making_world()
   {
      std::string name = fs::temp_directory_path() / "dnslint-world-XXXXXX";
      folder = mkdtemp(name.data());
      config.questions.zones = {file("lab.yaml", "zones: { a.test: '@ A 192.0.2.1' }\n")};
   }
   ~making_world() override { fs::remove_all(folder); }

   std::string file(std::string const& name, std::string const& text) const
   {
      std::ofstream{folder / name} << text;
      return folder / name;
   }
   std::string error_of() const
   {
      auto const made = make_world(config);
      return made ? "it was made" : base::to_text(made.errors());
   }
   static resolver::answer_ptr ask(world& w, std::string_view name)
   {
      resolver::answer_ptr got;
      w.resolver->ask({*dns::name::from_text(name), dns::rrtype::a}, [&](resolver::answer_ptr a) {
         got = std::move(a);
      });
      dynamic_cast<base::virtual_loop&>(*w.loop).run([&] {
         return got != nullptr;
      });
      return got;
   }

   fs::path folder;
   run_config config;
};

TEST_F(making_world, of_zones_answers_from_them)
{
   auto w = make_world(config);
   ASSERT_TRUE(w) << base::to_text(w.errors());
   EXPECT_EQ(w->source, "zone");
   EXPECT_EQ(ask(*w, "a.test")->state, resolver::status::records);
   EXPECT_EQ(ask(*w, "b.test")->state, resolver::status::absent);
   EXPECT_NE(w->direct, nullptr);
   EXPECT_FALSE(w->trials) << "zones are not tried";
}

TEST_F(making_world, tells_a_time_that_was_fixed)
{
   EXPECT_EQ(make_world(config)->now_text, "");
   config.questions.now = std::chrono::sys_days{std::chrono::year{2026} / 1 / 31};
   auto const w = make_world(config);
   ASSERT_TRUE(w);
   EXPECT_EQ(w->now, *config.questions.now);
   EXPECT_EQ(w->now_text, "2026-01-31T00:00:00Z");
   EXPECT_THAT(w->options_text, HasSubstr("now=2026-01-31T00:00:00Z"));
}

TEST_F(making_world, tells_the_settings_that_decide_what_is_found)
{
   config.questions.tries = 7;
   config.questions.timeout = std::chrono::milliseconds{1234};
   config.questions.direct_private = true;
   config.selection.checks = {"spf/*", "mx/*"};
   config.selection.skip = {"mx/x"};
   config.selection.settings = {{"spf.most_terms", "12"}};
   auto const w = make_world(config);
   ASSERT_TRUE(w);
   for (auto const* const part :
        {"timeout=1234",
         "tries=7",
         "checks=spf/*,mx/*",
         "skip=mx/x",
         "spf.most_terms=12",
         "direct-private",
         "lab.yaml"})
      EXPECT_THAT(w->options_text, HasSubstr(part));
}

// What changes no finding does not make another run of it.
TEST_F(making_world, does_not_tell_what_decides_nothing)
{
   auto const before = make_world(config)->options_text;
   config.questions.seed = 9;
   config.questions.rate = 5;
   config.limits.in_flight = 3;
   config.limits.workers = 2;
   EXPECT_EQ(make_world(config)->options_text, before);
}

TEST_F(making_world, refuses_files_that_do_not_load)
{
   config.questions.psl_file = file("suffixes", "");
   EXPECT_THAT(error_of(), HasSubstr("public suffix list"));
   config.questions.psl_file.clear();
   config.questions.zones = {folder / "absent.yaml"};
   EXPECT_THAT(error_of(), HasSubstr("absent.yaml"));
   config.questions.zones.clear();
   config.questions.replay = file("recording", "this is none");
   EXPECT_THAT(error_of(), HasSubstr("recording"));
   config.questions.replay = folder / "absent";
   EXPECT_THAT(error_of(), HasSubstr("absent"));
}

TEST_F(making_world, has_the_suffixes_of_a_file)
{
   config.questions.psl_file = file("suffixes", "a.test\n");
   auto const w = make_world(config);
   ASSERT_TRUE(w) << base::to_text(w.errors());
   EXPECT_TRUE(w->suffixes.is_public_suffix(*dns::name::from_text("a.test")));
}

TEST_F(making_world, records_and_replays)
{
   config.questions.record = folder / "record";
   {
      auto w = make_world(config);
      ASSERT_TRUE(w) << base::to_text(w.errors());
      ask(*w, "a.test");
      EXPECT_TRUE(finish_recording(*w).empty());
   }
   config.questions.record.clear();
   config.questions.zones.clear();
   config.questions.replay = folder / "record";
   auto w = make_world(config);
   ASSERT_TRUE(w) << base::to_text(w.errors());
   EXPECT_EQ(w->source, "zone") << "of the recording";
   EXPECT_EQ(ask(*w, "a.test")->state, resolver::status::records);
   EXPECT_TRUE(finish_recording(*w).empty());
   EXPECT_EQ(ask(*w, "b.test")->why.code, "not-recorded");
   auto const told = finish_recording(*w);
   ASSERT_EQ(told.size(), 1U);
   EXPECT_THAT(told.front().message, HasSubstr("the first is b.test"));
}

TEST(shares_of_rates, are_at_least_one_question_a_second)
{
   run_limits limits;
   EXPECT_EQ(share_of(100, limits), 100U);
   limits.sharing = 4;
   EXPECT_EQ(share_of(100, limits), 25U);
   EXPECT_EQ(share_of(3, limits), 1U);
   EXPECT_EQ(share_of(std::nullopt, limits), std::nullopt);
}

TEST(direct_limits, follow_the_configuration)
{
   run_config c;
   EXPECT_TRUE(direct_limits_for(c).only_global);
   EXPECT_TRUE(direct_limits_for(c).each->per_second);
   c.questions.direct_private = true;
   c.questions.tries = 5;
   c.questions.server_rate = 0;
   auto const limits = direct_limits_for(c);
   EXPECT_FALSE(limits.only_global);
   EXPECT_EQ(limits.asking.tries, 5U);
   EXPECT_EQ(limits.each->per_second, std::nullopt) << "0 is no limit";
   c.questions.server_rate = 40;
   c.limits.sharing = 8;
   EXPECT_EQ(direct_limits_for(c).each->per_second, 5U);
}

std::vector<resolver::upstream_address> resolvers(std::size_t count)
{
   std::vector<resolver::upstream_address> all;
   for (std::size_t i = 0; i != count; ++i)
      all.push_back(*resolver::upstream_from_text("127.0.0.1:" + std::to_string(7001 + i)));
   return all;
}

TEST_F(making_world, of_resolvers_knows_those_that_an_earlier_run_has_dropped)
{
   config.questions.zones.clear();
   config.questions.resolvers = resolvers(3);
   config.questions.dropped = {
      {"127.0.0.1:7002", resolver::drop_reason::control},
      {"127.0.0.1:9", resolver::drop_reason::control}};
   auto const w = make_world(config);
   ASSERT_TRUE(w) << base::to_text(w.errors());
   resolver::upstream_drops const expected{{1, resolver::drop_reason::control}};
   EXPECT_EQ(w->dropped, expected);
   EXPECT_EQ(w->resolver->dropped(), expected);
}

TEST_F(making_world, of_resolvers_takes_no_more_than_their_sets_hold)
{
   config.questions.zones.clear();
   config.questions.resolvers = resolvers(64);
   EXPECT_EQ(error_of(), "it was made");
   config.questions.resolvers = resolvers(65);
   EXPECT_THAT(error_of(), HasSubstr("there are 65 resolvers"));
}

}  // namespace
}  // namespace dnslint::engine
