// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/authoring_descriptions.hpp"

#include <boost/program_options.hpp>

#include <fmt/format.h>
#include <string>
#include <vector>

namespace dnslint::command {
namespace {

namespace po = boost::program_options;

po::options_description tests()
{
   po::options_description group{"Output"};
   group.add_options()(
      "format", po::value<std::string>()->value_name("NAME"), "text or junit (default: text)")(
      "output,o", po::value<std::string>()->value_name("FILE"), "write the result there");
   return group;
}

po::options_description rule_tests()
{
   po::options_description group{"How"};
   group.add_options()(
      "strict",
      po::bool_switch(),
      "fail, too, where a rule lacks a test for an outcome that it can have")(
      "mutate",
      po::bool_switch(),
      "say what could be removed, negated or fixed to true or false without a test noticing");
   return group;
}

po::options_description rule_sets()
{
   po::options_description group{"What is compared"};
   group.add_options()(
      "old",
      po::value<std::vector<std::string>>()->value_name("PATH"),
      "rule packs or plugins as they are: a file or a folder; repeatable")(
      "new",
      po::value<std::vector<std::string>>()->value_name("PATH"),
      "rule packs or plugins as they would be; repeatable");
   return group;
}

po::options_description rule_lint()
{
   po::options_description group{"Output"};
   group.add_options()(
      "format",
      po::value<std::string>()->value_name("NAME"),
      "text, json or sarif (default: text)")(
      "output,o", po::value<std::string>()->value_name("FILE"), "write the result there")(
      "strict", po::bool_switch(), "exit with 1 for a warning");
   return group;
}

po::options_description scaffold_options()
{
   po::options_description group{"Where to"};
   group.add_options()(
      "in",
      po::value<std::string>()->value_name("DIR"),
      "make it in this folder (default: the current one)");
   return group;
}

po::options_description new_rule()
{
   po::options_description group{"A rule"};
   group.add_options()(
      "from",
      po::value<std::string>()->value_name("REPORT"),
      "make the rule from the finding DOMAIN/CHECK of this report, JSON or JSONL");
   return group;
}

po::options_description plugin_check()
{
   po::options_description group{"How"};
   group.add_options()(
      "plugins",
      po::value<std::vector<std::string>>()->value_name("DIR"),
      "plugins whose facts this one needs are here, too; repeatable")(
      "seed", po::value<std::string>()->value_name("N"), "seed of the random records (default: 0)")(
      "case-time",
      po::value<std::string>()->value_name("TIME"),
      fmt::format(
         "how long one case may take: 500ms, 1m (default: {})",
         fmt::format("{}s", options{}.case_time.count() / 1000))
         .c_str())(
      "format", po::value<std::string>()->value_name("NAME"), "text or junit (default: text)");
   return group;
}

}  // namespace

void add_authoring(po::options_description& all, option_groups groups)
{
   auto const wants = [groups](option_group one) {
      return (groups & static_cast<unsigned>(one)) != 0;
   };
   if (wants(option_group::rule_sets))
      all.add(rule_sets());
   if (wants(option_group::tests))
      all.add(tests());
   if (wants(option_group::rule_tests))
      all.add(rule_tests());
   if (wants(option_group::rule_lint))
      all.add(rule_lint());
   if (wants(option_group::new_rule))
      all.add(new_rule());
   if (wants(option_group::scaffold))
      all.add(scaffold_options());
   if (wants(option_group::plugin_check))
      all.add(plugin_check());
}

}  // namespace dnslint::command
