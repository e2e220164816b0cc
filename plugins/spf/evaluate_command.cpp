// SPDX-License-Identifier: Apache-2.0
#include "check_host.hpp"
#include "commands.hpp"
#include "dns_asker.hpp"
#include "survey_command.hpp"

#include <dnslint/text.hpp>

namespace spf {
namespace {

// The receiver's name if the user gives none.
constexpr std::string_view default_receiver = "unknown";

std::string_view to_text(lookup_status s)
{
   switch (s) {
      case lookup_status::records:
         return "records";
      case lookup_status::no_records:
         return "nodata";
      case lookup_status::no_name:
         return "nxdomain";
      case lookup_status::failed:
         break;
   }
   return "failed";
}

void publish_trace(dnslint::keyed_writer const& values, std::vector<trace_step> const& steps)
{
   auto const list = values.list("trace");
   for (auto const& s : steps) {
      auto const step = list.add_map();
      step.set("depth", s.depth);
      step.set("domain", s.domain);
      step.set("term", s.term);
      step.set("outcome", s.outcome);
   }
}

void publish_questions(
   dnslint::keyed_writer const& values, std::vector<asked_question> const& questions)
{
   auto const list = values.list("questions");
   for (auto const& q : questions) {
      auto const question = list.add_map();
      question.set("name", dnslint::printable(q.name));
      question.set("type", to_text(q.type));
      question.set("status", to_text(q.status));
   }
}

void publish(dnslint::keyed_writer const& values, evaluation const& e)
{
   values.set("result", to_text(e.value));
   values.set("explanation", e.explanation);
   values.set("term", e.term.empty() ? std::optional<std::string>{} : dnslint::printable(e.term));
   values.set("reason", e.reason.empty() ? std::optional<std::string>{} : e.reason);
   values.set("lookups", e.lookups);
   values.set("voids", e.voids);
   publish_questions(values, e.questions);
   publish_trace(values, e.trace);
}

std::string line_of(trace_step const& s)
{
   std::string const indent(3 + 6 * s.depth, ' ');
   if (s.term.empty())
      return indent + s.domain + ": " + s.outcome + '\n';
   return indent + "   " + s.term + "  " + s.outcome + '\n';
}

void write(dnslint::command_context const& cx, evaluation const& e)
{
   cx.text(std::string{to_text(e.value)} + '\n');
   if (!e.term.empty())
      cx.text("   decided by " + dnslint::printable(e.term) + '\n');
   if (!e.reason.empty())
      cx.text("   because " + e.reason + '\n');
   if (e.explanation)
      cx.text("   the domain explains: " + *e.explanation + '\n');
   cx.text(
      "   " + std::to_string(e.lookups) + " of 10 lookups, " + std::to_string(e.voids) +
      " of 2 void lookups, " + std::to_string(e.questions.size()) + " questions\n\n");
   for (auto const& s : e.trace)
      cx.text(line_of(s));
}

void refuse(dnslint::command_context const& cx, std::string const& why)
{
   cx.text(why + "\ndnslint spf DOMAIN [--ip ADDRESS --mail-from ADDRESS --helo NAME]\n");
   cx.status(dnslint::exit_status::usage);
}

// The domain that check_host() evaluates: the argument, else the sender's, else the HELO name.
std::string domain_of(dnslint::command_context const& cx)
{
   if (cx.argument_count() != 0)
      return std::string{cx.argument(0)};
   auto const sender = cx.given("mail-from").value_or("");
   if (sender.empty())
      return std::string{cx.given("helo").value_or("")};
   auto const at = sender.rfind('@');
   return std::string{at == std::string_view::npos ? sender : sender.substr(at + 1)};
}

}  // namespace

dnslint::task spf_command(dnslint::command_context cx)
{
   if (cx.argument_count() > 1)
      co_return refuse(cx, "there is more than one domain");
   auto domain = domain_of(cx);
   if (!cx.given("ip")) {
      if (cx.argument_count() == 0 || cx.given("mail-from") || cx.given("helo"))
         co_return refuse(cx, "name a domain, and --ip to evaluate a message");
      co_return co_await survey_command(cx, std::move(domain));
   }
   if (cx.argument_count() == 0 && !cx.given("mail-from") && !cx.given("helo"))
      co_return refuse(cx, "name a domain, a sender or a HELO name");
   auto const client = read_address(*cx.given("ip"));
   if (!client)
      co_return refuse(cx, "'" + std::string{*cx.given("ip")} + "' is no IP address");
   auto about = make_identity(
      *client,
      std::move(domain),
      cx.given("mail-from").value_or(""),
      std::string{cx.given("helo").value_or("")});
   about.receiver = cx.given("receiver").value_or(default_receiver);
   about.now = cx.now().time_since_epoch().count();
   dns_asker dns{cx, denial::believed};
   auto const done = co_await check_host(dns, about);
   publish(cx.values(), done);
   write(cx, done);
}

}  // namespace spf
