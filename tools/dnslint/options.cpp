// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/options.hpp"

#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"
#include "core/lab/lab_server.hpp"
#include "tools/dnslint/option_descriptions.hpp"
#include "tools/dnslint/option_values.hpp"
#include "tools/dnslint/report_targets.hpp"

#include <boost/program_options.hpp>

#include <algorithm>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <iterator>
#include <sstream>
#include <tuple>
#include <type_traits>
#include <typeinfo>

namespace dnslint::command {
namespace {

namespace po = boost::program_options;
using texts = std::vector<std::string>;

// The type of a number that may be left out.
template <class Number>
struct number_of {
   using type = Number;
};
template <class Number>
struct number_of<std::optional<Number>> {
   using type = Number;
};

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
      read_limits();
      read_list();
      read_output();
      read_author_options();
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
   bool is_repeatable(char const* name) const
   {
      return given_.count(name) != 0 && given_[name].value().type() == typeid(texts);
   }

   template <class T>
   void take(base::result<T> value, auto const& use)
   {
      if (value)
         use(*value);
      else
         std::ranges::copy(value.errors(), std::back_inserter(errors_));
   }

   void integer(char const* name, engine::number_range const& allowed, auto& into)
   {
      if (auto const text = one(name))
         take(integer_value("--" + std::string{name}, *text, allowed), [&](auto n) {
            into =
               static_cast<typename number_of<std::remove_reference_t<decltype(into)>>::type>(n);
         });
   }

   void duration(char const* name, std::chrono::milliseconds least, auto& into)
   {
      if (auto const text = one(name))
         take(duration_value("--" + std::string{name}, *text, least), [&](auto t) {
            into = t;
         });
   }

   void read_questions()
   {
      auto& q = o_.run.questions;
      for (auto const& text : all("resolver"))
         take(resolver::upstream_from_text(text), [&](auto const& s) {
            q.resolvers.push_back(s);
         });
      o_.given_resolvers = all("resolver");
      q.tls_ca = one("tls-ca").value_or("");
      q.ca_file = one("ca-file").value_or("");
      q.open_networks = all("allow-network");
      q.zones = all("zone");
      if (!q.zones.empty() && !q.resolvers.empty())
         errors_.push_back(base::error("--zone and --resolver exclude each other"));
      q.overlays = all("overlay");
      read_recordings();
      duration("timeout", q.least_timeout, q.timeout);
      integer("tries", q.tries_range, q.tries);
      integer("rate", q.rate_range, q.rate);
      integer("server-rate", q.rate_range, q.server_rate);
      q.direct_private = flag("direct-private");
      q.cache = !flag("no-cache");
      q.trial = !flag("no-trial");
      if (auto const text = one("send-mode"))
         take(send_mode_value(*text), [&](auto mode) {
            q.send_mode = mode;
         });
      integer("seed", {0, INT64_MAX}, q.seed);
      if (auto const text = one("now"))
         take(time_value("--now", *text), [&](auto t) {
            q.now = t;
         });
      q.psl_file = one("psl-file").value_or("");
   }

   void read_recordings()
   {
      auto& q = o_.run.questions;
      q.record = one("record").value_or("");
      q.replay = one("replay").value_or("");
      if (q.replay.empty())
         return;
      if (!q.zones.empty() || !q.resolvers.empty())
         errors_.push_back(base::error("--replay excludes --zone and --resolver"));
      if (!q.record.empty())
         errors_.push_back(base::error("--record and --replay exclude each other"));
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
      auto& selected = o_.run.selection;
      selected.plugin_folders = all("plugins");
      selected.rule_paths = all("rules");
      if (auto const profile = one("profile"))
         selected.profile = *profile;
      o_.has_profile = one("profile").has_value();
      o_.no_config = flag("no-config");
      o_.no_default_rules = flag("no-default-rules");
      selected.checks = all("checks");
      selected.skip = all("skip");
      for (auto const& text : all("set")) {
         auto const equals = text.find('=');
         if (equals == std::string::npos)
            errors_.push_back(base::error(
               fmt::format("--set {}: there is no '='", text),
               "write --set plugin-or-pack.name=value"));
         else
            selected.settings.emplace_back(text.substr(0, equals), text.substr(equals + 1));
      }
      o_.run.lock = one("locked").value_or("");
   }

   void read_limits()
   {
      auto& limits = o_.run.limits;
      integer("in-flight", limits.in_flight_range, limits.in_flight);
      integer("workers", limits.workers_range, limits.workers);
      duration("stuck-after", limits.least_stuck_after, limits.stuck_after);
      duration("outage-limit", limits.least_outage_limit, limits.outage_limit);
      // Names on the command line are asked for by somebody who waits himself.
      limits.waits_out_outages = one("list").has_value() || one("retry-unknown").has_value();
   }

   void read_list()
   {
      auto& list = o_.run.list;
      list.file = one("list").value_or("");
      list.column = one("column").value_or("");
      if (auto const text = one("shard"))
         take(shard_value(*text), [&](auto shard) {
            std::tie(list.shard, list.shards) = shard;
         });
      o_.dry_run = flag("dry-run");
   }

   void read_output()
   {
      auto& to = o_.output;
      read_targets();
      to.rows = one("rows").value_or("");
      to.journal = one("journal").value_or("");
      to.resume = flag("resume");
      to.keep_going = flag("keep-going");
      to.packed = flag("compress");
      to.retry_unknown = one("retry-unknown").value_or("");
      to.statistics = one("statistics").value_or("");
      to.ordered = !flag("unordered");
      to.verbose = flag("verbose");
      o_.run.records.all_facts = flag("facts");
      o_.no_rehearsal = flag("no-rehearsal");
      o_.quiet = flag("quiet");
      o_.no_color = flag("no-color");
      for (auto const& word : comma_list(one("show").value_or("")))
         if (auto const outcome = base::outcome_from_text(word))
            to.show.push_back(*outcome);
         else
            errors_.push_back(base::error(
               fmt::format("--show {}: this is no outcome", word),
               base::suggestion(word, {"pass", "fail", "unknown", "not-applicable"})));
      o_.run.records.passes = flag("evidence") || to.verbose ||
                              std::ranges::find(to.show, base::outcome::pass) != to.show.end();
      if (auto const text = one("max-unknown"))
         take(share_value("--max-unknown", *text), [&](double share) {
            to.most_unknown = share;
         });
      to.baseline = one("baseline").value_or("");
      if (auto const word = one("fail-on"))
         read_fail_on(*word);
   }

   // Only reports may be several.
   void read_targets()
   {
      auto& to = o_.output;
      if (!is_repeatable("output")) {
         to.format = one("format").value_or(to.format);
         to.file = one("output").value_or("");
         return;
      }
      take(report_targets(all("output"), one("format")), [&](auto const& targets) {
         to.format = targets.front().format;
         to.file = targets.front().file;
         to.also.assign(targets.begin() + 1, targets.end());
      });
   }

   void read_fail_on(std::string_view word)
   {
      constexpr std::string_view only_new = "new:";
      o_.only_new_fail = word.starts_with(only_new);
      auto const severity = word.substr(o_.only_new_fail ? only_new.size() : 0);
      o_.fail_on = base::severity_from_text(severity);
      if (!o_.fail_on)
         errors_.push_back(base::error(
            fmt::format("--fail-on {}: this is no severity", word),
            base::suggestion(severity, {"info", "low", "medium", "high", "critical"})));
      if (o_.only_new_fail && o_.output.baseline.empty())
         errors_.push_back(base::error(
            fmt::format("--fail-on {}: nothing says which failures are new", word),
            "name an earlier report with --baseline"));
   }

   void read_author_options()
   {
      o_.strict = flag("strict");
      o_.mutate = flag("mutate");
      o_.old_rules = all("old");
      o_.new_rules = all("new");
      if (auto const folder = one("in"))
         o_.folder = *folder;
      o_.from = one("from").value_or("");
      o_.what_if = one("what-if").value_or("");
      duration("case-time", o_.least_case_time, o_.case_time);
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
