// SPDX-License-Identifier: Apache-2.0
#include <dnslint/plugin.hpp>

#include <stdexcept>
#include <string>

namespace {

using dnslint::command_context;
using dnslint::task;

task echo(command_context cx)
{
   {
      auto const words = cx.values().list("words");
      for (std::uint64_t i = 0; i != cx.argument_count(); ++i)
         words.add(cx.argument(i));
   }
   cx.values().set("tone", cx.given("tone"));
   cx.values().set("empty", cx.given("empty"));
   cx.values().set("input", cx.input());
   cx.values().set("beyond", cx.argument(cx.argument_count()));
   cx.values().set("domain", cx.domain());
   cx.values().set("most", cx.option("most", std::int64_t{0}));
   cx.text("first \x1b[31m line\nsecond line\n");
   if (cx.argument_count() == 0)
      co_return cx.status(dnslint::exit_status::usage);
   cx.status(cx.argument(0) == "wrong" ? dnslint::exit_status::wrong : dnslint::exit_status::done);
}

task count_records(command_context cx)
{
   auto const answer = co_await cx.query(cx.argument(0), dnslint::rrtype::txt);
   if (answer.unknown())
      cx.values().set("records", answer.cause());
   else
      cx.values().set("records", answer.records().size());
   cx.values().set("now", cx.now().time_since_epoch().count());
   cx.text(std::to_string(answer.records().size()) + " records\n");
}

task throws(command_context)
{
   throw std::runtime_error{"thrown"};
   co_return;
}

task blind(command_context cx)
{
   co_await cx.query("example.test", dnslint::rrtype::txt);
}

task late(command_context cx)
{
   auto const answer = co_await cx.query("silent.example.test", dnslint::rrtype::txt);
   cx.values().set("code", answer.unknown() ? answer.cause().code : std::string{"known"});
}

task wrong_status(command_context cx)
{
   cx.status(static_cast<dnslint::exit_status>(3));
   co_return;
}

}  // namespace

DNSLINT_PLUGIN(
   "commanding",
   "1.0.0",
   dnslint::make_command<echo>("echo"),
   dnslint::make_command<count_records>("count records"),
   dnslint::make_command<throws>("throw"),
   dnslint::make_command<blind>("blind"),
   dnslint::make_command<late>("late"),
   dnslint::make_command<wrong_status>("wrong-status"))
