// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/lab_audit.hpp"

#include "core/base/virtual_loop.hpp"
#include "core/lab/lab_https.hpp"

#include <utility>

namespace dnslint::authoring {
namespace {

constexpr unsigned most_questions = 1000;

// A resolver, name servers and hosts that have what the lab has.
class lab_world {
public:
   explicit lab_world(resolver::lab const& in)
   : shared_{loop_, source_of(loop_, in), {}, 0}
   , direct_{
        loop_,
        [this, &in](resolver::server_address const& server) {
           return resolver::make_lab_source(loop_, in.at_server(server.address));
        },
        {.each = {}, .only_global = false}}
   , https_{resolver::make_lab_https(
        loop_, in, [this](dns::question const& q, std::function<void(resolver::answer_ptr)> then) {
           shared_.ask(q, std::move(then), {.recurs = true});
        })}
   {}

   resolver::shared_resolver& shared() { return shared_; }
   resolver::direct_resolver& direct() { return direct_; }
   hosts::https_source& https() { return *https_; }
   void run()
   {
      loop_.run([] {
         return false;
      });
   }

private:
   static std::vector<std::unique_ptr<resolver::source>> source_of(
      base::event_loop& loop, resolver::lab const& in)
   {
      std::vector<std::unique_ptr<resolver::source>> one;
      one.push_back(resolver::make_lab_source(loop, in));
      return one;
   }

   base::virtual_loop loop_;
   resolver::shared_resolver shared_;
   resolver::direct_resolver direct_;
   std::unique_ptr<hosts::https_source> https_;
};

struct ended_audit {
   audit::domain_record record;
   audit::usage used;
};

std::optional<ended_audit> run_in_lab(
   audit::plan const& plan,
   resolver::lab const& in,
   audit::subject about,
   std::chrono::sys_seconds now,
   audit::public_suffix_list const& suffixes)
{
   lab_world lab{in};
   audit::environment world;
   world.plan = &plan;
   world.suffixes = &suffixes;
   world.resolver = &lab.shared();
   world.direct = &lab.direct();
   world.https = &lab.https();
   world.now = now;
   std::optional<ended_audit> ended;
   audit::audit_domain(world, std::move(about), [&](audit::domain_record r, audit::usage used) {
      ended = ended_audit{std::move(r), used};
   });
   lab.run();
   return ended;
}

}  // namespace

std::optional<audit::domain_record> audit_in_lab(
   audit::plan const& plan,
   resolver::lab const& in,
   audit::subject about,
   std::chrono::sys_seconds now,
   audit::public_suffix_list const& suffixes)
{
   auto ended = run_in_lab(plan, in, std::move(about), now, suffixes);
   return ended ? std::optional{std::move(ended->record)} : std::nullopt;
}

std::optional<unsigned> questions_in_lab(
   audit::plan const& plan,
   resolver::lab const& in,
   audit::subject about,
   audit::public_suffix_list const& suffixes)
{
   auto const ended = run_in_lab(plan, in, std::move(about), {}, suffixes);
   return ended ? std::optional{ended->used.questions} : std::nullopt;
}

audit::lookup_answers ask_lab(audit::lookup_questions const& questions, resolver::lab const& in)
{
   lab_world lab{in};
   resolver::domain_memo memo{lab.shared(), {most_questions}, [](resolver::exchange const&) {}};
   audit::lookup_answers answers;
   for (auto const& [key, question] : questions)
      ask_lookup(memo, &lab.direct(), question, [&answers, name = key](resolver::answer_ptr a) {
         answers[name] = std::move(a);
      });
   lab.run();
   return answers;
}

}  // namespace dnslint::authoring
