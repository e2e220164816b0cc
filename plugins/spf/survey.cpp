// SPDX-License-Identifier: Apache-2.0
#include "survey.hpp"

#include "limits.hpp"
#include "policy.hpp"
#include "registry.hpp"
#include "selection.hpp"
#include "spf_record.hpp"
#include "target.hpp"

#include <dnslint/text.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace spf {
namespace {

using dnslint::co;

// Counts end here: those of an include bomb grow without end.
constexpr std::int64_t most_counted = 1'000'000'000'000'000;

void add(bound& to, bound const& more)
{
   to.known = std::min(most_counted, to.known + more.known);
   if (!to.open)
      to.open = more.open;
}

// What the terms of one record cost, with all records that they use.
struct totals {
   bound lookups;
   bound voids_ip4;
   bound voids_ip6;
};

void add(totals& to, totals const& more)
{
   add(to.lookups, more.lookups);
   add(to.voids_ip4, more.voids_ip4);
   add(to.voids_ip6, more.voids_ip6);
}

void open_all(totals& t, dnslint::cause const& why)
{
   add(t, {{0, why}, {0, why}, {0, why}});
}

void open_voids(totals& t, dnslint::cause const& why)
{
   add(t, {{}, {0, why}, {0, why}});
}

dnslint::cause over_budget()
{
   return {
      dnslint::cause_class::withheld, "budget", "the SPF records use more than an audit follows"};
}

class surveyor {
public:
   surveyor(asker& dns, std::string root, survey_limits const& limits)
   : dns_{dns}
   , root_{std::move(root)}
   , limits_{limits}
   {}

   co<survey> run()
   {
      auto const all = co_await visit(root_, 0);
      done_.lookups = all.lookups;
      done_.voids_ip4 = all.voids_ip4;
      done_.voids_ip6 = all.voids_ip6;
      co_return std::move(done_);
   }

private:
   // Returns the line's number. Lines beyond the limit are not kept.
   std::size_t line(std::size_t depth, std::string const& domain, std::string const& term)
   {
      if (done_.tree.size() < limits_.lines)
         done_.tree.push_back(
            {depth, dnslint::printable(domain), dnslint::printable(term), {}, {}});
      return done_.tree.size() - 1;
   }

   void note(std::size_t depth, std::string const& domain, std::string text)
   {
      if (done_.tree.size() < limits_.lines)
         done_.tree.push_back({depth, dnslint::printable(domain), {}, {}, std::move(text)});
   }

   co<lookup> ask(std::string name, record_type type)
   {
      lookup found;
      found.why = over_budget();
      if (++questions_ <= limits_.questions)
         found = co_await dns_.ask(std::move(name), type);
      co_return found;
   }

   co<totals> visit(std::string const domain, std::size_t depth)
   {
      auto const key = dnslint::to_lower(domain);
      if (auto const known = known_.find(key); known != known_.end()) {
         note(depth, domain, "as above");
         co_return known->second;
      }
      if (!open_.insert(key).second) {
         done_.loops.push_back({dnslint::printable(domain), "uses itself"});
         note(depth, domain, "is above itself: a loop");
         co_return totals{};
      }
      totals t;
      if (depth > limits_.depth || known_.size() >= limits_.records)
         open_all(t, over_budget());
      else
         t = co_await read(domain, depth);
      open_.erase(key);
      known_.emplace(key, t);
      co_return t;
   }

   co<totals> read(std::string const domain, std::size_t depth)
   {
      totals t;
      auto& followed = done_.records[dnslint::to_lower(domain)];
      followed.domain = dnslint::printable(domain);
      auto const txt = co_await ask(domain, record_type::txt);
      if (txt.status == lookup_status::failed) {
         done_.unseen.push_back(txt.why);
         note(depth, domain, "could not be looked up: " + txt.why.code);
         followed.state = record_state::unseen;
         followed.why = txt.why;
         open_all(t, txt.why);
         co_return t;
      }
      auto const text = select(domain, txt, depth);
      if (!text) {
         followed.state = std::ranges::any_of(txt.values, is_spf_record) ? record_state::broken
                                                                         : record_state::missing;
         auto const voids = txt.is_void() ? 1 : 0;
         co_return totals{{}, {voids, {}}, {voids, {}}};
      }
      note(depth, domain, dnslint::printable(*text));
      auto const record = read_record(*text, limits_.terms);
      if (!record.errors.empty()) {
         followed.state = record_state::broken;
         done_.broken.push_back({dnslint::printable(domain), to_text(record.errors.front())});
      }
      if (record.unread != 0) {
         followed.state = record_state::unseen;
         followed.why = over_budget();
         open_all(t, over_budget());
      }
      auto const below = co_await read_terms(record, domain, depth, followed);
      add(t, below);
      co_return t;
   }

   std::optional<std::string> select(
      std::string const& domain, lookup const& txt, std::size_t depth)
   {
      std::vector<std::string> found;
      for (auto const& text : txt.values)
         if (is_spf_record(text))
            found.push_back(text);
      if (found.size() == 1)
         return found.front();
      if (found.empty())
         no_record(domain, txt);
      else
         done_.broken.push_back({dnslint::printable(domain), "has several SPF records"});
      note(depth, domain, found.empty() ? "has no SPF record" : "has several SPF records");
      return std::nullopt;
   }

   void no_record(std::string const& domain, lookup const& txt)
   {
      bool const exists = txt.status != lookup_status::no_name;
      done_.missing.push_back(
         {dnslint::printable(domain), exists ? "has no SPF record" : "does not exist"});
      if (!exists && is_registry_zone(txt.denied_by))
         done_.unregistered.push_back({dnslint::printable(domain), "is registered by nobody"});
   }

   co<totals> read_terms(
      spf_record const record, std::string const domain, std::size_t depth, followed_record& into)
   {
      totals all;
      auto const policy = read_policy(record);
      for (std::size_t i = 0; i != record.terms.size(); ++i) {
         if (policy.is_ignored[i])
            continue;
         auto const& t = record.terms[i];
         auto const at = line(depth, domain, t.text);
         followed_term followed;
         followed.written = t;
         totals cost;
         if (costs_lookup(t))
            cost = co_await read_term_of(followed, domain, depth);
         into.terms.push_back(std::move(followed));
         if (at < done_.tree.size() && done_.tree[at].term == dnslint::printable(t.text)) {
            done_.tree[at].cost = cost.lookups;
            if (costs_lookup(t) && depends_on_sender(t.macros))
               done_.tree[at].note = "depends on the sender";
         }
         add(all, cost);
      }
      co_return all;
   }

   // Of a term that costs a lookup.
   co<totals> read_term_of(followed_term& followed, std::string const domain, std::size_t depth)
   {
      auto const& t = followed.written;
      totals all;
      all.lookups.known = 1;
      if (depends_on_sender(t.macros) || t.is("ptr")) {
         followed.depends_on_sender = true;
         open_sender_dependent(all, t);
         co_return all;
      }
      auto const target = t.argument ? target_name(*t.argument, domain, root_) : domain;
      if (target.empty())
         co_return all;
      if (t.is("include") || t.is_modifier("redirect")) {
         followed.target = dnslint::to_lower(target);
         auto const below = co_await visit(target, depth + 1);
         add(all, below);
      } else if (t.is("mx")) {
         co_await read_exchanges(all, followed, target);
      } else {
         co_await read_addresses(all, followed, target);
      }
      co_return all;
   }

   static void open_sender_dependent(totals& all, term const& t)
   {
      auto const why = dnslint::unobservable("sender-dependent", dnslint::printable(t.text));
      if (t.is("include") || t.is_modifier("redirect"))
         return open_all(all, why);
      open_voids(all, why);
   }

   static void count(bound& voids, lookup const& found)
   {
      if (found.status == lookup_status::failed)
         add(voids, {0, found.why});
      else if (found.is_void())
         add(voids, {1, {}});
   }

   // `exists` asks for A records, also for an IPv6 client (section 5.7).
   co<> read_addresses(totals& all, followed_term& followed, std::string const name)
   {
      host_lookup host;
      host.name = name;
      host.ip4 = co_await ask(name, record_type::a);
      count(all.voids_ip4, host.ip4);
      if (followed.written.is("exists")) {
         count(all.voids_ip6, host.ip4);
      } else {
         host.ip6 = co_await ask(name, record_type::aaaa);
         count(all.voids_ip6, host.ip6);
      }
      followed.hosts.push_back(std::move(host));
   }

   co<> read_exchanges(totals& all, followed_term& followed, std::string const name)
   {
      auto const mx = co_await ask(name, record_type::mx);
      followed.exchanges = mx;
      count(all.voids_ip4, mx);
      count(all.voids_ip6, mx);
      // Receivers stop at more than ten with permerror: the hosts beyond cost questions and tell
      // nothing.
      auto const count = std::min(mx.values.size(), most_exchanges);
      for (std::size_t i = 0; i != count; ++i)
         if (mx.values[i] != ".")
            co_await read_addresses(all, followed, mx.values[i]);
   }

   asker& dns_;
   std::string root_;
   survey_limits const& limits_;
   survey done_;
   std::map<std::string, totals> known_;
   std::set<std::string> open_;
   std::size_t questions_ = 0;
};

}  // namespace

co<survey> survey_records(asker& dns, std::string domain, survey_limits const& limits)
{
   surveyor s{dns, std::move(domain), limits};
   co_return co_await s.run();
}

}  // namespace spf
