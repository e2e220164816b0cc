// SPDX-License-Identifier: Apache-2.0
// Audits of single domains in a lab, with probes of test plugins.
#include "core/audit/domain_audit.hpp"

#include "core/base/virtual_loop.hpp"
#include "core/base/yaml.hpp"
#include "core/lab/lab.hpp"
#include "tests/support/left_behind.hpp"
#include "tests/unit/audit/scratch_plan.hpp"

#include <gmock/gmock.h>
#include <map>

namespace dnslint::audit::test {
namespace {

using base::outcome;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr auto zones = R"yaml(zones:
  example.test: |
    @   SOA ns.hoster.test. h 1 2 3 4 5
    @   TXT "x"
    one TXT "two"
    two TXT "yes"
  other.test: |
    @   SOA ns.hoster.test. h 1 2 3 4 5
    @   TXT "x"
  alone.test: |
    @   SOA ns.alone.test. h 1 2 3 4 5
    @   TXT "x"
faults:
  silent.test: timeout
  broken.test: servfail
)yaml";

constexpr auto two_rounds = R"yaml(pack: acme
version: 1.0.0
rules:
  - id: acme/text
    title: There is a text
    category: c
    control: acme.text
    severity: low
    lookups: { txt: { name: "{domain}", type: TXT } }
    assert: "!txt.absent"
    message: "there is no text"
  - id: acme/chain
    title: The second text is yes
    category: c
    severity: low
    applies_when: "domain == 'example.test'"
    lookups:
      one: { name: "one.{domain}", type: TXT }
      two: { name: "{one.records[0].text}.{domain}", type: TXT }
    assert: "two.records[0].text == 'yes'"
)yaml";

class auditing : public testing::Test {
protected:
   auditing()
   {
      auto const doc = base::yaml::load("lab.yaml", zones);
      auto made = resolver::lab::from_yaml(*doc);
      EXPECT_TRUE(made) << base::to_text(made.errors());
      lab_ = std::move(*made);
      std::vector<std::unique_ptr<resolver::source>> sources;
      sources.push_back(resolver::make_lab_source(loop_, lab_));
      resolver_ = std::make_unique<resolver::shared_resolver>(
         loop_, std::move(sources), resolver::policy{}, 0);
      world_.suffixes = &suffixes_;
      world_.resolver = resolver_.get();
   }

   void use(std::unique_ptr<plan> p)
   {
      ASSERT_TRUE(p);
      plan_ = std::move(p);
      world_.plan = plan_.get();
   }

   void start(subject audited)
   {
      audit_domain(world_, std::move(audited), [this](domain_record r, usage used) {
         order_.push_back(r.domain);
         used_[r.domain] = used.questions;
         auto const name = r.domain;
         records_.emplace(name, std::move(r));
      });
   }
   void start(char const* domain) { start({*dns::name::from_text(domain), domain}); }

   void run()
   {
      loop_.run([] {
         return false;
      });
   }

   domain_record const& audited(char const* domain)
   {
      start(domain);
      run();
      return records_[domain];
   }

   static std::string text(domain_record const& r, std::string_view check)
   {
      auto const* const f = find(r.findings, check);
      if (f == nullptr)
         return "no finding";
      return std::string{base::to_text(f->result)} + (f->why ? " " + f->why->code : "");
   }

   base::virtual_loop loop_;
   resolver::lab lab_;
   std::unique_ptr<resolver::shared_resolver> resolver_;
   public_suffix_list suffixes_ = public_suffix_list::builtin();
   std::unique_ptr<plan> plan_;
   environment world_;
   std::map<std::string, domain_record> records_;
   std::map<std::string, unsigned> used_;
   std::vector<std::string> order_;
};

TEST_F(auditing, judges_what_the_lookups_of_several_rounds_answer)
{
   use(plan_of(two_rounds));
   auto const& r = audited("example.test");
   EXPECT_EQ(r.status, domain_status::audited);
   EXPECT_EQ(text(r, "name/exists"), "pass");
   EXPECT_EQ(text(r, "acme/text"), "pass");
   EXPECT_EQ(text(r, "acme/chain"), "pass");
   EXPECT_EQ(used_["example.test"], 4U) << "SOA and three texts";
   EXPECT_EQ(r.scored.score, 100);
}

TEST_F(auditing, publishes_what_kind_of_name_it_is)
{
   use(plan_of(two_rounds));
   auto const& r = audited("one.example.test");
   EXPECT_EQ(r.facts.at("name").at("kind"), facts::value{"inside-zone"});
   EXPECT_EQ(r.facts.at("name").at("zone"), facts::value{"example.test"});
   EXPECT_EQ(text(r, "acme/chain"), "not-applicable");
}

TEST_F(auditing, asks_nothing_more_about_a_name_that_does_not_exist)
{
   use(plan_of(two_rounds));
   auto const& r = audited("nothing.test");
   EXPECT_EQ(r.status, domain_status::nonexistent);
   EXPECT_EQ(text(r, "name/exists"), "fail");
   EXPECT_EQ(text(r, "acme/text"), "not-applicable");
   EXPECT_EQ(used_["nothing.test"], 1U);
}

TEST_F(auditing, asks_nothing_more_about_a_name_that_nothing_answers_for)
{
   use(plan_of(two_rounds));
   auto const& r = audited("silent.test");
   EXPECT_EQ(r.status, domain_status::audited) << "it is not known to be absent";
   for (auto const* check : {"name/exists", "acme/text", "acme/chain"})
      EXPECT_EQ(text(r, check), "unknown timeout");
   EXPECT_THAT(find(r.findings, "acme/text")->why->detail, HasSubstr("no other was asked"));
   EXPECT_EQ(used_["silent.test"], 1U);
   EXPECT_EQ(r.scored.score, std::nullopt);
}

// SERVFAIL is an answer of somebody: the other questions may fare better.
TEST_F(auditing, goes_on_where_the_zone_could_not_be_found_out)
{
   use(plan_of(two_rounds));
   auto const& r = audited("broken.test");
   EXPECT_EQ(r.status, domain_status::audited);
   EXPECT_EQ(text(r, "name/exists"), "unknown servfail");
   EXPECT_EQ(text(r, "acme/text"), "unknown servfail");
   EXPECT_EQ(text(r, "acme/chain"), "not-applicable");
   EXPECT_GT(used_["broken.test"], 1U);
}

TEST_F(auditing, keeps_what_the_list_says_of_the_domain)
{
   use(plan_of(two_rounds));
   list_columns columns;
   columns.posture = "no_mail";
   subject s{*dns::name::from_text("example.test"), "http://example.test/", 7};
   s.columns = std::make_shared<list_columns const>(columns);
   start(std::move(s));
   run();
   auto const& r = records_["example.test"];
   EXPECT_EQ(r.input, "http://example.test/");
   EXPECT_EQ(r.line, 7U);
   EXPECT_EQ(r.facts.at("list").at("posture"), facts::value{"no_mail"});
}

TEST_F(auditing, ends_in_unknown_when_the_budget_is_used_up)
{
   use(plan_of(two_rounds));
   world_.budget.questions = 2;
   auto const& r = audited("example.test");
   EXPECT_EQ(text(r, "name/exists"), "pass");
   EXPECT_THAT(
      (std::vector{text(r, "acme/text"), text(r, "acme/chain")}),
      testing::Contains("unknown budget"));
}

TEST_F(auditing, marks_failures_that_the_profile_suppresses)
{
   scratch_file const profile{
      "profile: own\nextends: standard\nsuppressions:\n"
      "  - { check: acme/*, domain: '*.test', reason: known, owner: us, expires: 2999-01-01 }\n"};
   selection wanted;
   wanted.profile = profile.path();
   auto rules = std::string{two_rounds};
   rules.replace(rules.find("!txt.absent"), 11, "txt.absent ");
   use(plan_of(rules, wanted));
   auto const& r = audited("example.test");
   auto const* const f = find(r.findings, "acme/text");
   ASSERT_NE(f, nullptr);
   EXPECT_EQ(f->result, outcome::fail);
   ASSERT_TRUE(f->suppression);
   EXPECT_EQ(f->suppression->reason, "known");
   EXPECT_LT(r.scored.score, 100) << "a suppression hides nothing from the score";
}

// Three domains, two of which have the same primary name server.
TEST_F(auditing, takes_turns_with_domains_of_the_same_server)
{
   use(plan_of(two_rounds));
   server_turns turns{1};
   world_.turns = &turns;
   start("example.test");
   start("other.test");
   start("alone.test");
   run();
   EXPECT_EQ(records_.size(), 3U);
   EXPECT_EQ(turns.waiting(), 0U);
   for (auto const& [name, r] : records_)
      EXPECT_EQ(text(r, "acme/text"), "pass") << name;
   auto const place = [this](char const* name) {
      return std::ranges::find(order_, name) - order_.begin();
   };
   EXPECT_LT(place("example.test"), place("other.test"));
   EXPECT_LT(place("alone.test"), place("other.test")) << "another server has nothing to wait for";
}

// As in a process that ends before its audits do.
TEST_F(auditing, that_never_ends_is_left_behind)
{
   tests::left_behind const audits;
   use(plan_of(two_rounds));
   start("example.test");
   EXPECT_THAT(records_, IsEmpty()) << "nothing is answered before the loop runs";
}

// Probes: publishing/silent leaves a fact open, reading/facts needs facts of publishing/all.
class auditing_with_probes : public auditing {
protected:
   void use_checks(std::vector<std::string> checks, std::string const& pack = "")
   {
      selection wanted;
      wanted.plugin_folders = {DNSLINT_TEST_PLUGINS};
      wanted.checks = std::move(checks);
      use(plan_of(pack.empty() ? two_rounds : pack, wanted));
   }
};

TEST_F(auditing_with_probes, keeps_what_they_settle_and_publish)
{
   use_checks({"settling/passes", "settling/fails", "settling/unknown", "settling/not-applicable"});
   auto const& r = audited("example.test");
   EXPECT_EQ(text(r, "settling/passes"), "pass");
   EXPECT_EQ(text(r, "settling/fails"), "fail");
   EXPECT_EQ(text(r, "settling/unknown"), "unknown no-selector");
   EXPECT_EQ(text(r, "settling/not-applicable"), "not-applicable");
   EXPECT_EQ(r.findings.size(), 4U) << "a check that is not selected has no finding";
}

TEST_F(auditing_with_probes, lets_rules_read_their_facts)
{
   use_checks({"acme/*"}, R"yaml(pack: acme
version: 1.0.0
requires: { plugins: [publishing] }
rules:
  - { id: acme/number, title: N, category: c, severity: low, assert: "facts.publishing.number > 0" }
  - { id: acme/open, title: O, category: c, severity: low, assert: "facts.publishing.must > 0" }
)yaml");
   auto const& r = audited("example.test");
   EXPECT_THAT(text(r, "acme/number"), testing::AnyOf("pass", "fail"));
   EXPECT_EQ(text(r, "acme/open"), "unknown not-published");
   EXPECT_TRUE(r.facts.at("publishing").contains("number"));
}

TEST_F(auditing_with_probes, runs_a_probe_when_its_facts_are_there)
{
   use_checks({"acme/*"}, R"yaml(pack: acme
version: 1.0.0
requires: { plugins: [publishing] }
rules:
  - { id: acme/number, title: N, category: c, severity: low, assert: "facts.publishing.number > 0" }
)yaml");
   for (std::size_t i = 0; i != plan_->probes.size(); ++i)
      plan_->runs[i] = plan_->probes[i].owner->manifest.id != "ending";
   std::vector<std::string> lines;
   world_.log = [&lines](std::string_view domain, std::string_view line) {
      lines.push_back(std::string{domain} + ": " + std::string{line});
   };
   auto const& r = audited("example.test");
   EXPECT_EQ(r.status, domain_status::audited);
   EXPECT_THAT(lines, testing::Contains(HasSubstr("example.test: ")));
   EXPECT_THAT(lines, testing::Contains(HasSubstr("kind 'organizational'")));
}

TEST_F(auditing_with_probes, leaves_out_a_probe_that_is_known_to_crash)
{
   use_checks({"settling/passes", "settling/fails"});
   subject s{*dns::name::from_text("example.test"), "example.test"};
   for (std::size_t i = 0; i != plan_->probes.size(); ++i)
      s.left_out.push_back({i, base::internal("plugin-crashed", "SIGSEGV in settling")});
   start(std::move(s));
   run();
   auto const& r = records_["example.test"];
   EXPECT_EQ(text(r, "settling/passes"), "unknown plugin-crashed");
   EXPECT_EQ(text(r, "settling/fails"), "unknown plugin-crashed");
}

TEST(give_up, has_every_check_unknown_for_that_reason)
{
   auto const p = plan_of(two_rounds);
   ASSERT_TRUE(p);
   subject s{*dns::name::from_text("example.test"), "example.test", 3};
   auto const r = give_up(*p, std::move(s), base::internal("worker-died"));
   EXPECT_EQ(r.status, domain_status::aborted);
   EXPECT_EQ(r.domain, "example.test");
   EXPECT_EQ(r.line, 3U);
   ASSERT_EQ(r.findings.size(), p->checks.size());
   for (auto const& f : r.findings)
      EXPECT_EQ(f.why->code, "worker-died") << f.id;
   EXPECT_EQ(r.scored.score, std::nullopt);
   EXPECT_TRUE(r.facts.at("list").at("posture").is_null());
}

}  // namespace
}  // namespace dnslint::audit::test
