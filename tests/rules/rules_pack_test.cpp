// SPDX-License-Identifier: Apache-2.0
// Each test beside a rule of each pack in rules/ is one test here, named PACK/RULE.lineN.
#include "core/audit/name_facts.hpp"
#include "core/authoring/rule_test_run.hpp"
#include "core/cel/branch.hpp"
#include "core/plugin/plugin_set.hpp"
#include "core/rules/pack.hpp"

#include <algorithm>
#include <cctype>
#include <gmock/gmock.h>
#include <map>
#include <set>

namespace {

using namespace dnslint;

class beside_rule : public testing::Test {
public:
   beside_rule(rules::pack const& from, rules::rule_test const& test)
   : from_{&from}
   , test_{&test}
   {}

   void TestBody() override
   {
      auto const done = authoring::run_rule_test(*from_, *test_);
      EXPECT_EQ(base::to_text(done.problems), "");
      if (done.judged && done.judged->result == base::outcome::fail)
         expect_texts(*done.judged);
   }

private:
   // An expression in a text that has no value reads as "(unknown)".
   static void expect_texts(audit::finding const& f)
   {
      using testing::HasSubstr;
      using testing::Not;
      EXPECT_FALSE(f.message.empty());
      for (auto const* const text : {&f.message, &f.fix_text, &f.fix_record})
         EXPECT_THAT(text->bytes(), Not(HasSubstr("(unknown)")));
   }

   rules::pack const* from_;
   rules::rule_test const* test_;
};

// A rule without a test for each outcome that it can have is not finished.
class tests_of_rule : public testing::Test {
public:
   tests_of_rule(rules::pack const& from, rules::check const& rule)
   : from_{&from}
   , rule_{&rule}
   {}

   void TestBody() override
   {
      std::set<base::outcome> expected;
      for (auto const& t : from_->tests)
         if (t.rule == rule_->id)
            expected.insert(t.expected);
      using enum base::outcome;
      if (cel::is_never_observable(*rule_->verdict))
         EXPECT_THAT(expected, testing::Contains(unknown));
      else
         EXPECT_THAT(expected, testing::IsSupersetOf({pass, fail, unknown}));
      EXPECT_EQ(expected.contains(not_applicable), rule_->applies_when.has_value());
   }

private:
   rules::pack const* from_;
   rules::check const* rule_;
};

class complete_rule : public testing::Test {
public:
   explicit complete_rule(rules::check const& rule)
   : rule_{&rule}
   {}

   void TestBody() override
   {
      EXPECT_TRUE(rule_->message);
      EXPECT_TRUE(rule_->how_to_fix.text || rule_->how_to_fix.record);
      EXPECT_FALSE(rule_->docs.empty());
      EXPECT_FALSE(rule_->references.empty());
      EXPECT_EQ(rule_->applies_when.has_value(), !rule_->not_applicable_reason.empty());
   }

private:
   rules::check const* rule_;
};

class broken : public testing::Test {
public:
   explicit broken(std::string errors)
   : errors_{std::move(errors)}
   {}
   void TestBody() override { FAIL() << errors_; }

private:
   std::string errors_;
};

std::string identifier(std::string_view text)
{
   std::string name{text};
   std::ranges::replace_if(
      name,
      [](unsigned char c) {
         return std::isalnum(c) == 0;
      },
      '_');
   return name;
}

template <class Test, class... Arguments>
void add(
   std::string const& suite,
   std::string const& name,
   base::location const& where,
   Arguments const&... arguments)
{
   testing::RegisterTest(
      suite.c_str(),
      name.c_str(),
      nullptr,
      nullptr,
      where.file.c_str(),
      static_cast<int>(where.line),
      [arguments = std::tuple<Arguments const&...>{arguments...}]() -> testing::Test* {
         return std::apply(
            [](auto const&... a) {
               return new Test(a...);
            },
            arguments);
      });
}

void add_pack(rules::pack const& p)
{
   for (auto const& rule : p.rules) {
      add<tests_of_rule>(identifier(rule.id), "HasTests", rule.where, p, rule);
      add<complete_rule>(identifier(rule.id), "IsComplete", rule.where, rule);
   }
   for (auto const& test : p.tests)
      add<beside_rule>(
         identifier(test.rule), "line" + std::to_string(test.where.line), test.where, p, test);
}

// Kept for the whole run: the registered tests look into them.
struct loaded {
   plugin::plugin_set plugins;
   std::vector<rules::pack> packs;
   std::vector<std::string> broken;
};

loaded load_all()
{
   loaded all;
   all.plugins =
      plugin::load_plugins({DNSLINT_PLUGIN_DIR}, audit::core_facts(), plugin::load_code::no);
   for (auto const& refused : all.plugins.refused)
      all.broken.push_back(base::to_text(refused));
   auto const files = rules::pack_files(DNSLINT_SOURCE_DIR "/rules");
   if (!files)
      all.broken.push_back(base::to_text(files.errors()));
   for (auto const& file : files ? *files : std::vector<std::string>{}) {
      auto pack = rules::load_pack(file, all.plugins.facts);
      if (pack)
         all.packs.push_back(std::move(*pack));
      else
         all.broken.push_back(base::to_text(pack.errors()));
   }
   if (all.packs.empty())
      all.broken.emplace_back("no pack was loaded");
   return all;
}

}  // namespace

int main(int argc, char** argv)
{
   testing::InitGoogleTest(&argc, argv);
   auto const all = load_all();
   for (auto const& errors : all.broken)
      add<broken>("rules", "load", {}, errors);
   for (auto const& pack : all.packs)
      add_pack(pack);
   return RUN_ALL_TESTS();
}
