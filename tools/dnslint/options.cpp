// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/options.hpp"

#include "core/base/escape.hpp"
#include "core/lab/lab_server.hpp"
#include "tools/dnslint/option_descriptions.hpp"
#include "tools/dnslint/option_values.hpp"

#include <boost/program_options.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iterator>
#include <sstream>
#include <tuple>

namespace dnslint::command {
namespace {

namespace po = boost::program_options;
using texts = std::vector<std::string>;

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
      o_.selection.profile = one("profile").value_or(std::string{profile::standard_name});
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

   void read_workers()
   {
      integer("workers", 0, 64, [&](auto n) {
         o_.workers = static_cast<std::size_t>(n);
      });
      o_.journal = one("journal").value_or("");
      o_.resume = flag("resume");
      o_.retry_unknown = one("retry-unknown").value_or("");
      o_.statistics = one("statistics").value_or("");
      if (auto const text = one("stuck-after"))
         take(duration_value("--stuck-after", *text, std::chrono::milliseconds{100}), [&](auto t) {
            o_.stuck_after = t;
         });
      if (auto const text = one("shard"))
         take(shard_value(*text), [&](auto shard) {
            std::tie(o_.shard, o_.shards) = shard;
         });
   }

   void read_lists_and_output()
   {
      o_.list = one("list").value_or("");
      integer("in-flight", 1, 10'000, [&](auto n) {
         o_.in_flight = static_cast<std::size_t>(n);
      });
      o_.unordered = flag("unordered");
      o_.dry_run = flag("dry-run");
      o_.no_trial = flag("no-trial");
      read_workers();
      o_.format = one("format").value_or("text");
      o_.output = one("output").value_or("");
      for (auto const& word : comma_list(one("show").value_or("")))
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
      o_.locked = one("locked").value_or("");
      o_.from = one("from").value_or("");
      o_.what_if = one("what-if").value_or("");
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
