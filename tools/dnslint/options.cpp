// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/options.hpp"

#include "core/base/escape.hpp"
#include "core/resolver/lab_server.hpp"
#include "tools/dnslint/option_values.hpp"

#include <boost/program_options.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iterator>
#include <sstream>

namespace dnslint::command {
namespace {

namespace po = boost::program_options;
using texts = std::vector<std::string>;

bool has(option_groups groups, option_group one)
{
   return (groups & static_cast<unsigned>(one)) != 0;
}

po::options_description questions()
{
   po::options_description group{"Questions"};
   group.add_options()(
      "resolver",
      po::value<texts>()->value_name("ADDR[:PORT]"),
      "ask this resolver; repeat it for more (default: the system's). "
      "tls://ADDR[:PORT]#NAME asks over TLS only (port 853), and nothing before the server has "
      "proved "
      "NAME")(
      "tls-ca",
      po::value<std::string>()->value_name("FILE"),
      "trust these certificate authorities (PEM) instead of the system's, for tls:// resolvers")(
      "zone",
      po::value<texts>()->value_name("FILE"),
      "answer from this zone or lab file, without a network; repeatable")(
      "timeout",
      po::value<std::string>()->value_name("TIME"),
      "how long to wait for one answer: 300ms, 5s (default: 2s)")(
      "tries",
      po::value<std::string>()->value_name("N"),
      "how often to ask in all, 1 to 10 (default: 3)")(
      "rate",
      po::value<std::string>()->value_name("N"),
      "questions a second to each resolver; 0 for no limit (default: 100, no limit on loopback)")(
      "server-rate",
      po::value<std::string>()->value_name("N"),
      "questions a second to each name server that is asked by itself; 0 for no limit (default: "
      "20)")(
      "direct-private",
      po::bool_switch(),
      "ask name servers at private and loopback addresses by themselves, too")(
      "no-cache", po::bool_switch(), "ask again what another domain has asked")(
      "send-mode",
      po::value<std::string>()->value_name("MODE"),
      "spread: at most 100 questions a source port; offload: 1,000, and fewer packets through the "
      "kernel (default: offload on loopback, else spread)")(
      "record",
      po::value<std::string>()->value_name("FILE"),
      "write every exchange there, as dnstap frames")(
      "replay",
      po::value<std::string>()->value_name("FILE"),
      "answer from what --record wrote, without a network")(
      "psl-file", po::value<std::string>()->value_name("FILE"), "a newer public suffix list")(
      "now",
      po::value<std::string>()->value_name("TIME"),
      "judge as of this time: 2026-01-31T12:00:00Z")(
      "seed",
      po::value<std::string>()->value_name("N"),
      "seed of the jitter between tries, and of a lab's 'drop' and 'reorder' (default: 0)");
   return group;
}

po::options_description serving()
{
   po::options_description group{"Serving"};
   group.add_options()(
      "listen",
      po::value<texts>()->value_name("ADDR:PORT"),
      "serve here, over UDP and TCP; port 0 picks one; repeatable (default: 127.0.0.1:0)")(
      "allow-remote", po::bool_switch(), "listen on addresses that are not loopback, too")(
      "seed",
      po::value<std::string>()->value_name("N"),
      "seed of the faults 'drop' and 'reorder' (default: 0)");
   return group;
}

po::options_description what_runs()
{
   po::options_description group{"What runs"};
   group.add_options()(
      "plugins",
      po::value<texts>()->value_name("DIR"),
      "load plugins from here, too; a folder or a file; repeatable")(
      "rules",
      po::value<texts>()->value_name("PATH"),
      "load rule packs from here, too; a folder, a file, or the name of one that comes with "
      "dnslint: "
      "parked, bulk-sender, bod-18-01, mail-strict, nist-800-177; repeatable")(
      "no-default-rules", po::bool_switch(), "leave out the rule pack baseline")(
      "checks", po::value<texts>()->value_name("GLOB"), "only these checks: spf/*; repeatable")(
      "skip", po::value<texts>()->value_name("GLOB"), "not these checks; repeatable")(
      "set",
      po::value<texts>()->value_name("NAME=VALUE"),
      "an option of a plugin or a variable of a pack: mx.most_exchanges=5");
   return group;
}

po::options_description plugin_folders()
{
   po::options_description group{"Plugins"};
   group.add_options()(
      "plugins",
      po::value<texts>()->value_name("DIR"),
      "load plugins from here, too; a folder or a file; repeatable");
   return group;
}

po::options_description lists()
{
   po::options_description group{"Lists"};
   group.add_options()(
      "list,l",
      po::value<std::string>()->value_name("FILE"),
      "read domains from a file, one a line; - for standard input")(
      "in-flight",
      po::value<std::string>()->value_name("N"),
      "domains audited at once, 1 to 10000 (default: 100)")(
      "unordered",
      po::bool_switch(),
      "write each domain as it is done, not in the order of the list")(
      "dry-run",
      po::bool_switch(),
      "ask nothing: say what would be asked, and whom; --format text or json");
   return group;
}

po::options_description output()
{
   po::options_description group{"Output"};
   group.add_options()(
      "format",
      po::value<std::string>()->value_name("NAME"),
      "text, json or jsonl (default: text)")(
      "output,o", po::value<std::string>()->value_name("FILE"), "write the report there")(
      "show",
      po::value<std::string>()->value_name("LIST"),
      "outcomes in the text: fail,unknown,pass,not-applicable (default: the first two)")(
      "fail-on",
      po::value<std::string>()->value_name("SEVERITY"),
      "exit with 1 for a failure this severe: info, low, medium, high, critical")(
      "verbose,v", po::bool_switch(), "all checks, evidence, and what plugins log")(
      "quiet,q", po::bool_switch(), "no progress and no notes")(
      "no-color", po::bool_switch(), "plain text (so does the environment's NO_COLOR)");
   return group;
}

po::options_description format_only()
{
   po::options_description group{"Output"};
   group.add_options()(
      "format", po::value<std::string>()->value_name("NAME"), "text or json (default: text)");
   return group;
}

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

po::options_description scaffold()
{
   po::options_description group{"Where to"};
   group.add_options()(
      "in",
      po::value<std::string>()->value_name("DIR"),
      "make it in this folder (default: the current one)");
   return group;
}

po::options_description plugin_check()
{
   po::options_description group{"How"};
   group.add_options()(
      "plugins",
      po::value<texts>()->value_name("DIR"),
      "plugins whose facts this one needs are here, too; repeatable")(
      "seed", po::value<std::string>()->value_name("N"), "seed of the random records (default: 0)")(
      "case-time",
      po::value<std::string>()->value_name("TIME"),
      "how long one case may take: 500ms, 1m (default: 10s)")(
      "format", po::value<std::string>()->value_name("NAME"), "text or junit (default: text)");
   return group;
}

po::options_description described(option_groups groups)
{
   po::options_description all;
   if (has(groups, option_group::questions))
      all.add(questions());
   if (has(groups, option_group::serving))
      all.add(serving());
   if (has(groups, option_group::selection))
      all.add(what_runs());
   if (has(groups, option_group::plugin_folders))
      all.add(plugin_folders());
   if (has(groups, option_group::lists))
      all.add(lists());
   if (has(groups, option_group::output))
      all.add(output());
   if (has(groups, option_group::format))
      all.add(format_only());
   if (has(groups, option_group::tests))
      all.add(tests());
   if (has(groups, option_group::rule_tests))
      all.add(rule_tests());
   if (has(groups, option_group::rule_lint))
      all.add(rule_lint());
   if (has(groups, option_group::scaffold))
      all.add(scaffold());
   if (has(groups, option_group::plugin_check))
      all.add(plugin_check());
   po::options_description help{"Help"};
   help.add_options()("help,h", po::bool_switch(), "this text");
   return all.add(help);
}

// Copies what Program_options read into the options, gathering every error.
class reading {
public:
   explicit reading(po::variables_map const& given)
   : given_{given}
   {}

   base::result<options> read()
   {
      read_questions();
      read_serving();
      read_selection();
      read_lists_and_output();
      read_plugin_check();
      o_.strict = flag("strict");
      o_.mutate = flag("mutate");
      o_.help = flag("help");
      o_.arguments = all("argument");
      if (!errors_.empty())
         return errors_;
      return std::move(o_);
   }

private:
   bool flag(char const* name) const { return given_.count(name) != 0 && given_[name].as<bool>(); }

   std::optional<std::string> one(char const* name) const
   {
      return given_.count(name) != 0 ? std::optional{given_[name].as<std::string>()} : std::nullopt;
   }
   texts all(char const* name) const
   {
      return given_.count(name) != 0 ? given_[name].as<texts>() : texts{};
   }

   template <class T>
   void take(base::result<T> value, auto const& use)
   {
      if (value)
         use(*value);
      else
         std::ranges::copy(value.errors(), std::back_inserter(errors_));
   }

   void integer(char const* name, std::int64_t least, std::int64_t most, auto const& use)
   {
      if (auto const text = one(name))
         take(integer_value("--" + std::string{name}, *text, least, most), use);
   }

   void read_questions()
   {
      for (auto const& text : all("resolver"))
         take(resolver::upstream_from_text(text), [&](auto const& s) {
            o_.resolvers.push_back(s);
         });
      o_.tls_ca = one("tls-ca").value_or("");
      o_.zones = all("zone");
      if (!o_.zones.empty() && !o_.resolvers.empty())
         errors_.push_back(base::error("--zone and --resolver exclude each other"));
      read_recordings();
      if (auto const text = one("timeout"))
         take(duration_value("--timeout", *text, std::chrono::milliseconds{1}), [&](auto t) {
            o_.policy.timeout = t;
         });
      integer("tries", 1, 10, [&](auto n) {
         o_.policy.tries = static_cast<unsigned>(n);
      });
      integer("rate", 0, 1'000'000, [&](auto n) {
         o_.rate = static_cast<unsigned>(n);
      });
      integer("server-rate", 0, 1'000'000, [&](auto n) {
         o_.server_rate = static_cast<unsigned>(n);
      });
      o_.direct_private = flag("direct-private");
      o_.no_cache = flag("no-cache");
      if (auto const text = one("send-mode"))
         take(send_mode_value(*text), [&](auto mode) {
            o_.sending = mode;
         });
      integer("seed", 0, INT64_MAX, [&](auto n) {
         o_.seed = static_cast<std::uint64_t>(n);
      });
      if (auto const text = one("now"))
         take(time_value("--now", *text), [&](auto t) {
            o_.now = t;
         });
      o_.psl_file = one("psl-file").value_or("");
   }

   void read_recordings()
   {
      o_.record = one("record").value_or("");
      o_.replay = one("replay").value_or("");
      if (o_.replay.empty())
         return;
      if (!o_.zones.empty() || !o_.resolvers.empty())
         errors_.push_back(base::error("--replay excludes --zone and --resolver"));
      if (!o_.record.empty())
         errors_.push_back(base::error("--record and --replay exclude each other"));
   }

   void read_plugin_check()
   {
      if (auto const text = one("case-time"))
         take(duration_value("--case-time", *text, std::chrono::milliseconds{1}), [&](auto t) {
            o_.case_time = t;
         });
   }

   void read_serving()
   {
      for (auto const& text : all("listen"))
         take(resolver::listen_address_from_text(text), [&](auto const& at) {
            o_.listen.push_back(at);
         });
      o_.allow_remote = flag("allow-remote");
   }

   void read_selection()
   {
      o_.selection.plugin_folders = all("plugins");
      o_.selection.rule_paths = all("rules");
      o_.no_default_rules = flag("no-default-rules");
      o_.selection.checks = all("checks");
      o_.selection.skip = all("skip");
      for (auto const& text : all("set")) {
         auto const equals = text.find('=');
         if (equals == std::string::npos)
            errors_.push_back(base::error(
               fmt::format("--set {}: there is no '='", text),
               "write --set plugin-or-pack.name=value"));
         else
            o_.selection.settings.emplace_back(text.substr(0, equals), text.substr(equals + 1));
      }
   }

   void read_lists_and_output()
   {
      o_.list = one("list").value_or("");
      integer("in-flight", 1, 10'000, [&](auto n) {
         o_.in_flight = static_cast<std::size_t>(n);
      });
      o_.unordered = flag("unordered");
      o_.dry_run = flag("dry-run");
      o_.format = one("format").value_or("text");
      o_.output = one("output").value_or("");
      for (auto const& word : comma_list(one("show").value_or("fail,unknown")))
         if (auto const outcome = base::outcome_from_text(word))
            o_.show.push_back(*outcome);
         else
            errors_.push_back(base::error(
               fmt::format("--show {}: this is no outcome", word),
               base::yaml::suggestion(word, {"pass", "fail", "unknown", "not-applicable"})));
      if (auto const word = one("fail-on")) {
         o_.fail_on = base::severity_from_text(*word);
         if (!o_.fail_on)
            errors_.push_back(base::error(
               fmt::format("--fail-on {}: this is no severity", *word),
               base::yaml::suggestion(*word, {"info", "low", "medium", "high", "critical"})));
      }
      o_.verbose = flag("verbose");
      o_.quiet = flag("quiet");
      o_.no_color = flag("no-color");
      o_.folder = one("in").value_or(".");
   }

   po::variables_map const& given_;
   options o_;
   base::diagnostics errors_;
};

// An unknown option names the nearest known one.
base::diagnostic explain(po::error const& e, po::options_description const& known)
{
   auto const* unknown = dynamic_cast<po::unknown_option const*>(&e);
   if (unknown == nullptr)
      return base::error(e.what(), "`dnslint --help` has the options");
   texts names;
   for (auto const& option : known.options())
      names.push_back("--" + option->long_name());
   auto const near = base::nearest(unknown->get_option_name(), names);
   return base::error(
      fmt::format("{}: there is no such option", unknown->get_option_name()),
      near.empty() ? "`--help` has the options" : fmt::format("did you mean '{}'?", near));
}

}  // namespace

base::result<options> parse_options(std::vector<std::string> const& arguments, option_groups groups)
{
   auto const visible = described(groups);
   po::options_description accepted{visible};
   accepted.add_options()("argument", po::value<texts>());
   po::positional_options_description positional;
   positional.add("argument", -1);
   using style = po::command_line_style::style_t;
   try {
      po::variables_map given;
      po::store(
         po::command_line_parser{arguments}
            .options(accepted)
            .positional(positional)
            .style(style::unix_style & ~style::allow_guessing)
            .run(),
         given);
      return reading{given}.read();
   } catch (po::error const& e) {
      return explain(e, visible);
   }
}

std::string describe_options(option_groups groups)
{
   std::ostringstream text;
   text << described(groups);
   return text.str();
}

}  // namespace dnslint::command
