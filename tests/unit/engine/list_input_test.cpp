// SPDX-License-Identifier: Apache-2.0
#include "core/engine/list_input.hpp"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <unistd.h>

namespace dnslint {
namespace {

using testing::ElementsAre;

class lists : public testing::Test {
protected:
   lists()
   : file_{std::filesystem::temp_directory_path() / ("dnslint-list-" + std::to_string(getpid()))}
   {}
   ~lists() override { std::filesystem::remove(file_); }

   std::string write(std::string const& text)
   {
      std::ofstream{file_} << text;
      return file_.string();
   }

   static std::vector<std::string> names_in(engine::run_input& input)
   {
      std::vector<std::string> all;
      while (auto const d = input.next())
         all.push_back(d->name.to_text());
      return all;
   }

   std::filesystem::path file_;
   scan::domain_intake intake_{{1, 2}, [](base::diagnostic const&) {}};
};

TEST_F(lists, come_after_the_names_of_the_command_line)
{
   engine::list_input input{{"b.test", "a.test"}, {write("c.test\nb.test\n\nx y\n")}, intake_};
   EXPECT_TRUE(input.is_open());
   EXPECT_THAT(names_in(input), ElementsAre("b.test", "a.test", "c.test"));
   EXPECT_EQ(input.bad_lines(), 1U);
   EXPECT_FALSE(input.is_broken());
}

TEST_F(lists, lose_nothing_when_it_is_asked_how_long_they_are)
{
   engine::list_input input{{"a.test"}, {write("b.test\nc.test\n")}, intake_};
   EXPECT_FALSE(input.is_at_most(2));
   EXPECT_TRUE(input.is_at_most(3));
   EXPECT_THAT(names_in(input), ElementsAre("a.test", "b.test", "c.test"));
}

TEST_F(lists, are_parted_into_shards_without_loss)
{
   std::string text;
   for (int i = 0; i != 50; ++i)
      text += "n" + std::to_string(i) + ".test\n";
   auto const path = write(text);
   std::vector<std::string> all;
   for (std::uint32_t shard = 1; shard != 4; ++shard) {
      scan::domain_intake intake{{1, 2}, [](base::diagnostic const&) {}};
      engine::list_input input{{}, {path, 0, shard, 3}, intake};
      auto const part = names_in(input);
      EXPECT_GT(part.size(), 5U);
      all.insert(all.end(), part.begin(), part.end());
   }
   std::ranges::sort(all);
   EXPECT_EQ(all.size(), 50U);
   EXPECT_EQ(std::ranges::adjacent_find(all), all.end());
}

TEST_F(lists, that_are_not_there_are_not_open)
{
   engine::list_input const input{{}, {"/nonexistent/list"}, intake_};
   EXPECT_FALSE(input.is_open());
}

TEST_F(lists, are_told_apart_by_all_that_names_domains)
{
   auto const path = write("a.test\nb.test\n");
   auto const extent = engine::measure_list({"c.test"}, path);
   EXPECT_EQ(extent.lines, 3U);
   EXPECT_NE(extent.digest, engine::measure_list({}, path).digest);
   EXPECT_NE(extent.digest, engine::measure_list({"c.test"}, write("a.test\nx.test\n")).digest);
   EXPECT_EQ(engine::measure_list({"c.test"}, "-").digest, 0U) << "it can be read only once";
}

}  // namespace
}  // namespace dnslint
