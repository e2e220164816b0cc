// SPDX-License-Identifier: Apache-2.0
#include "tools/dnslint/option_descriptions.hpp"

#include "core/engine/report_format.hpp"
#include "core/resolver/shared/direct_resolver.hpp"
#include "tools/dnslint/authoring_descriptions.hpp"

#include <boost/program_options.hpp>

#include <fmt/format.h>
#include <string>
#include <vector>

namespace dnslint::command {
namespace {

namespace po = boost::program_options;
using texts = std::vector<std::string>;

bool has(option_groups groups, option_group one)
{
   return (groups & static_cast<unsigned>(one)) != 0;
}

// "2s", "300ms"
std::string text_of(std::chrono::milliseconds t)
{
   return t.count() % 1000 == 0 ? fmt::format("{}s", t.count() / 1000)
                                : fmt::format("{}ms", t.count());
}

// What makes a run give the same again.
void add_repeatable(po::options_description& group)
{
   group.add_options()(
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
}

// How patiently questions are asked, and how fast.
void add_pace(po::options_description& group)
{
   engine::question_config const usual;
   group.add_options()(
      "timeout",
      po::value<std::string>()->value_name("TIME"),
      fmt::format(
         "how long to wait for one answer: 300ms, 5s (default: {})", text_of(usual.timeout))
         .c_str())(
      "tries",
      po::value<std::string>()->value_name("N"),
      fmt::format(
         "how often to ask in all, {0} to {1} (default: {2}); from 2 on, up to {1} times where "
         "datagrams are seen to be lost",
         usual.tries_range.least,
         usual.tries_range.most,
         usual.tries)
         .c_str())(
      "rate",
      po::value<std::string>()->value_name("N"),
      fmt::format(
         "questions a second to each resolver; 0 for no limit (default: {}, no limit on loopback)",
         usual.usual_rate)
         .c_str())(
      "server-rate",
      po::value<std::string>()->value_name("N"),
      fmt::format(
         "questions a second to each name server that is asked by itself; 0 for no limit "
         "(default: {})",
         resolver::direct_limits{}.each->per_second.value_or(0))
         .c_str())(
      "direct-private",
      po::bool_switch(),
      "ask name servers at private and loopback addresses by themselves, too")(
      "no-cache", po::bool_switch(), "ask again what another domain has asked")(
      "send-mode",
      po::value<std::string>()->value_name("MODE"),
      "spread: at most 100 questions a source port; offload: 1,000, and fewer packets through the "
      "kernel (default: offload on loopback, else spread)");
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
      "ca-file",
      po::value<std::string>()->value_name("FILE"),
      "trust these certificate authorities (PEM) instead of the system's, of HTTPS hosts")(
      "allow-network",
      po::value<texts>()->value_name("CIDR"),
      "speak over HTTPS to hosts in this range, too, which is not global; repeatable")(
      "zone",
      po::value<texts>()->value_name("FILE[@ZONE]"),
      "answer from this zone or lab file, without a network; repeatable")(
      "overlay",
      po::value<texts>()->value_name("FILE"),
      "audit as if these records were published, over what is: zone text, or what dnslint fix "
      "printed; repeatable");
   add_pace(group);
   add_repeatable(group);
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
      "dnslint: parked, bulk-sender, bod-18-01, mail-strict, nist-800-177; repeatable")(
      "profile",
      po::value<std::string>()->value_name("NAME|PATH"),
      fmt::format(
         "what runs and how it is scored: a profile that ships, or a file (default: {})",
         profile::standard_name)
         .c_str())(
      "no-default-rules", po::bool_switch(), "leave out the rule packs that the profile names")(
      "no-config", po::bool_switch(), "do not read dnslint.yaml of this folder or one above")(
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
      "load plugins from here, too; a folder or a file; repeatable")(
      "set",
      po::value<texts>()->value_name("NAME=VALUE"),
      "an option of the command's plugin: acme.most_records=5");
   return group;
}

void add_about_the_run(po::options_description& group)
{
   group.add_options()(
      "statistics",
      po::value<std::string>()->value_name("FILE"),
      "write the run's counters there at the end, as JSON")(
      "dry-run",
      po::bool_switch(),
      "ask nothing: say what would be asked, and whom; --format text or json")(
      "no-trial",
      po::bool_switch(),
      "do not try at the start what the resolvers are like; --record leaves it out, too");
}

po::options_description lists()
{
   engine::run_limits const usual;
   po::options_description group{"Lists"};
   group.add_options()(
      "list,l",
      po::value<std::string>()->value_name("FILE"),
      "read domains from a file, one a line; - for standard input")(
      "column",
      po::value<std::string>()->value_name("NAME|N"),
      "the column of a CSV list that has the domains, where it is not called domain")(
      "in-flight",
      po::value<std::string>()->value_name("N"),
      fmt::format(
         "domains audited at once, {} to {} (default: {} for each worker)",
         usual.in_flight_range.least,
         usual.in_flight_range.most,
         usual.usual_in_flight)
         .c_str())(
      "unordered",
      po::bool_switch(),
      "write each domain as it is done, not in the order of the list")(
      "workers",
      po::value<std::string>()->value_name("N"),
      fmt::format(
         "audit with so many processes, {} to {}; 0: in this one (default: one for each core for a "
         "list of more than {}, else 0)",
         usual.workers_range.least,
         usual.workers_range.most,
         usual.handful)
         .c_str())(
      "journal",
      po::value<std::string>()->value_name("FILE"),
      "keep every finished domain there, safe from crashes; --format jsonl -o FILE does so too")(
      "resume", po::bool_switch(), "go on with the run whose journal that is: audit what it lacks")(
      "retry-unknown",
      po::value<std::string>()->value_name("JOURNAL"),
      "audit again the domains of that journal that have checks without an answer (transient), "
      "and take over the others")(
      "shard",
      po::value<std::string>()->value_name("K/N"),
      "audit the K-th of N parts of the list; `dnslint merge` joins them")(
      "stuck-after",
      po::value<std::string>()->value_name("TIME"),
      fmt::format(
         "end a worker whose plugin code has not returned for so long, or has used so much CPU "
         "time "
         "on one domain (default: {})",
         text_of(usual.stuck_after))
         .c_str())(
      "outage-limit",
      po::value<std::string>()->value_name("TIME"),
      fmt::format(
         "while no resolver answers a list waits, and ends after so long (default: {})",
         text_of(usual.outage_limit))
         .c_str());
   add_about_the_run(group);
   return group;
}

po::options_description output()
{
   po::options_description group{"Output"};
   group.add_options()(
      "format",
      po::value<std::string>()->value_name("NAME"),
      fmt::format("{} (default: {})", engine::report_format_names(), engine::output_config{}.format)
         .c_str())(
      "output,o",
      po::value<texts>()->value_name("[FORMAT=]FILE"),
      "write the report there; with FORMAT= repeatable, for several at once: -o html=r.html -o "
      "jsonl=r.jsonl. Standard output has one more if --format is given without a FILE of its own")(
      "rows",
      po::value<std::string>()->value_name("KIND"),
      "a line of CSV for each: findings (what failed or is unknown), checks, domains (default: "
      "findings)")(
      "compress",
      po::bool_switch(),
      "journal and JSONL report as Zstandard frames; every command reads them as they are")(
      "show",
      po::value<std::string>()->value_name("LIST"),
      "outcomes in the report: fail,unknown,pass,not-applicable (default: the first two, and all "
      "in json, jsonl and junit)")(
      "fail-on",
      po::value<std::string>()->value_name("SEVERITY"),
      "exit with 1 for a failure this severe: info, low, medium, high, critical; new:high, say, "
      "for "
      "one that --baseline lacks")(
      "baseline",
      po::value<std::string>()->value_name("REPORT"),
      "count failures as new that this earlier report, JSON or JSONL, does not have")(
      "keep-going",
      po::bool_switch(),
      "audit the whole list, even if a gate of the profile cannot hold any more")(
      "max-unknown",
      po::value<std::string>()->value_name("SHARE"),
      "a domain with a larger share of unknown checks counts as not audited: 0 to 1, or 0% to 100% "
      "(default: 1; one of which nothing is known always does)")(
      "facts", po::bool_switch(), "all facts in json and jsonl, and not only the usual ones")(
      "evidence", po::bool_switch(), "in json and jsonl also what passed checks rest on")(
      "no-rehearsal",
      po::bool_switch(),
      "do not try the offered records, as is done for up to 20 domains")(
      "verbose,v", po::bool_switch(), "all checks, evidence, and what plugins log")(
      "quiet,q", po::bool_switch(), "no progress and no notes")(
      "no-color", po::bool_switch(), "plain text (so does the environment's NO_COLOR)");
   return group;
}

po::options_description journals()
{
   po::options_description group{"Journals"};
   group.add_options()(
      "list,l",
      po::value<std::string>()->value_name("FILE"),
      "the list that was audited: merge says which of its domains are missing, SARIF points at its "
      "lines")(
      "column",
      po::value<std::string>()->value_name("NAME|N"),
      "the column of a CSV list that has the domains, where it is not called domain");
   return group;
}

po::options_description format_only()
{
   po::options_description group{"Output"};
   group.add_options()(
      "format", po::value<std::string>()->value_name("NAME"), "text or json (default: text)");
   return group;
}

po::options_description comparison()
{
   po::options_description group{"Output"};
   group.add_options()(
      "format",
      po::value<std::string>()->value_name("NAME"),
      "text, json or markdown (default: text)")(
      "quiet,q", po::bool_switch(), "no progress and no notes");
   return group;
}

po::options_description names()
{
   po::options_description group{"Domains"};
   group.add_options()(
      "list,l",
      po::value<std::string>()->value_name("FILE"),
      "read domains from a file, one a line")(
      "column",
      po::value<std::string>()->value_name("NAME|N"),
      "the column of a CSV list that has the domains, where it is not called domain");
   return group;
}

po::options_description zone_edits()
{
   po::options_description group{"Output"};
   group.add_options()(
      "format",
      po::value<std::string>()->value_name("NAME"),
      "text, bind, nsupdate, octodns or dnscontrol (default: text, which --overlay reads, as it "
      "does bind)")("quiet,q", po::bool_switch(), "no progress and no notes");
   return group;
}

po::options_description finding()
{
   po::options_description group{"A finding"};
   group.add_options()(
      "from",
      po::value<std::string>()->value_name("REPORT"),
      "explain DOMAIN/CHECK as it stands in this report, JSON or JSONL");
   return group;
}

po::options_description what_if()
{
   po::options_description group{"What if"};
   group.add_options()(
      "what-if",
      po::value<std::string>()->value_name("REPORT|DOMAIN"),
      "the cheapest steps to the next grade of each domain of this report, or of this domain");
   return group;
}

po::options_description locked()
{
   po::options_description group{"Integrity"};
   group.add_options()(
      "locked",
      po::value<std::string>()->value_name("FILE"),
      "run only with the profiles, packs and plugins that this lock names");
   return group;
}

po::options_description lock_output()
{
   po::options_description group{"Output"};
   group.add_options()(
      "output,o",
      po::value<std::string>()->value_name("FILE"),
      "write the lock there (default: standard output)");
   return group;
}

}  // namespace

po::options_description described(option_groups groups)
{
   po::options_description all;
   if (has(groups, option_group::questions))
      all.add(questions());
   if (has(groups, option_group::serving))
      all.add(serving());
   if (has(groups, option_group::selection))
      all.add(what_runs());
   if (has(groups, option_group::locked))
      all.add(locked());
   if (has(groups, option_group::lock_output))
      all.add(lock_output());
   if (has(groups, option_group::finding))
      all.add(finding());
   if (has(groups, option_group::what_if))
      all.add(what_if());
   if (has(groups, option_group::plugin_folders))
      all.add(plugin_folders());
   if (has(groups, option_group::lists))
      all.add(lists());
   if (has(groups, option_group::output))
      all.add(output());
   if (has(groups, option_group::journals))
      all.add(journals());
   if (has(groups, option_group::format))
      all.add(format_only());
   if (has(groups, option_group::names))
      all.add(names());
   if (has(groups, option_group::comparison))
      all.add(comparison());
   if (has(groups, option_group::zone_edits))
      all.add(zone_edits());
   add_authoring(all, groups);
   po::options_description help{"Help"};
   help.add_options()("help,h", po::bool_switch(), "this text");
   return all.add(help);
}

}  // namespace dnslint::command
