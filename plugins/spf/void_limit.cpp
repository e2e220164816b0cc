// SPDX-License-Identifier: Apache-2.0
#include "void_limit.hpp"

#include "limits.hpp"

#include <dnslint/text.hpp>

#include <cstdint>
#include <set>
#include <utility>

namespace spf {
namespace {

constexpr std::size_t most_victims = 10;

enum class family : std::uint8_t { ip4, ip6 };

// How a lookup counts of which nothing is known: as one that finds something, or as one that does
// not.
enum class reading : std::uint8_t { hopeful, cautious };

// Goes through all terms in the order in which a receiver meets them, for a client of one family
// that nothing matches, until the receiver stops; and from there on for the terms that it misses.
class walker {
public:
   walker(
      record_tree const& tree,
      std::string const& root,
      network_sets const& allowed,
      family f,
      reading r)
   : tree_{tree}
   , root_{root}
   , allowed_{allowed}
   , family_{f}
   , reading_{r}
   {}

   void walk() { visit(root_); }

   std::vector<std::string> const& victims() const { return victims_; }
   bool misses_unknown_hosts() const { return misses_unknown_; }
   std::optional<dnslint::cause> const& first_unknown() const { return unknown_; }

private:
   enum class state : std::uint8_t { reads, stopped_by_voids, stopped };

   void visit(std::string const& key)
   {
      auto const at = tree_.find(key);
      if (at == tree_.end() || at->second.state == record_state::unseen)
         return hidden(
            at == tree_.end()
               ? dnslint::cause{dnslint::cause_class::withheld, "budget", "an SPF record beyond the budget"}
               : at->second.why);
      if (at->second.state != record_state::readable)
         return stop(state::stopped);
      // A receiver reads a record each time; what it misses stands in it once.
      if (state_ != state::reads && !missed_.insert(key).second)
         return;
      for (auto const& t : at->second.terms)
         read(t, at->second);
   }

   void read(followed_term const& t, followed_record const& record)
   {
      if (state_ == state::reads && costs_lookup(t.written) && ++lookups_ > most_lookups)
         stop(state::stopped);
      bool allows = t.written.kind == term_kind::modifier || t.written.qualifier == '+';
      bool const leads_on = t.written.is("include") || t.written.is_modifier("redirect");
      if (leads_on && !t.target.empty()) {
         auto const outer = std::exchange(counts_, counts_ && allows);
         visit(t.target);
         counts_ = outer;
         return;
      }
      allows = allows && counts_;
      if (state_ == state::reads)
         count_voids(t, allows);
      else if (state_ == state::stopped_by_voids && allows && t.depends_on_sender)
         miss_unknown(sender_dependent(t));
      if (allows)
         take_hosts(t, record);
   }

   static dnslint::cause sender_dependent(followed_term const& t)
   {
      return dnslint::unobservable("sender-dependent", dnslint::printable(t.written.text));
   }

   void count_voids(followed_term const& t, bool allows)
   {
      if (t.depends_on_sender) {
         bool const leads_on = t.written.is("include") || t.written.is_modifier("redirect");
         return leads_on ? hidden(sender_dependent(t)) : count_unknown(sender_dependent(t));
      }
      if (t.exchanges) {
         count(*t.exchanges, t);
         if (t.exchanges->values.size() > most_exchanges)
            return stop(state::stopped);
      }
      for (auto const& host : t.hosts) {
         count(family_ == family::ip4 || t.written.is("exists") ? host.ip4 : host.ip6, t);
         if (state_ == state::reads && allows)
            reached_.add(of_family(matched_by(t.written, host)));
      }
   }

   network_set of_family(network_sets const& both) const
   {
      return family_ == family::ip4 ? both.ip4 : both.ip6;
   }

   void count(lookup const& found, followed_term const& t)
   {
      if (found.status == lookup_status::failed)
         count_unknown(found.why);
      else if (found.is_void() && ++voids_ > most_void_lookups)
         stop_by_voids(t);
   }

   void count_unknown(dnslint::cause const& why)
   {
      note_unknown(why);
      if (reading_ == reading::cautious && ++voids_ > most_void_lookups)
         stop(state::stopped_by_voids);
   }

   // Behind what cannot be seen any number of void lookups may stand, and any host.
   void hidden(dnslint::cause const& why)
   {
      note_unknown(why);
      if (reading_ == reading::cautious)
         stop(state::stopped_by_voids);
      if (state_ == state::stopped_by_voids && counts_)
         misses_unknown_ = true;
   }

   void miss_unknown(dnslint::cause const& why)
   {
      note_unknown(why);
      misses_unknown_ = true;
   }

   void stop_by_voids(followed_term const& t)
   {
      if (state_ == state::reads)
         last_read_ = dnslint::printable(t.written.text);
      stop(state::stopped_by_voids);
   }

   void stop(state s)
   {
      if (state_ == state::reads)
         state_ = s;
   }

   void note_unknown(dnslint::cause const& why)
   {
      if (!unknown_)
         unknown_ = why;
   }

   void take_hosts(followed_term const& t, followed_record const& record)
   {
      auto const hosts = of_family(matched_by(t));
      if (state_ == state::reads)
         return reached_.add(hosts);
      if (state_ != state::stopped_by_voids)
         return;
      if (auto const why = failed_lookup(t))
         miss_unknown(*why);
      auto const missed = hosts.without(reached_);
      auto const would_pass = missed.without(missed.without(of_family(allowed_)));
      if (would_pass.empty() || victims_.size() == most_victims)
         return;
      victims_.push_back(
         label_of(t, record, &record == &tree_.at(root_)) +
         (family_ == family::ip4 ? " for IPv4 clients" : " for IPv6 clients") +
         (last_read_.empty() ? "" : ", behind " + last_read_));
   }

   std::optional<dnslint::cause> failed_lookup(followed_term const& t) const
   {
      if (t.exchanges && t.exchanges->status == lookup_status::failed)
         return t.exchanges->why;
      for (auto const& h : t.hosts) {
         auto const& found = family_ == family::ip4 || t.written.is("exists") ? h.ip4 : h.ip6;
         if (found.status == lookup_status::failed)
            return found.why;
      }
      return std::nullopt;
   }

   record_tree const& tree_;
   std::string const& root_;
   network_sets const& allowed_;
   family family_;
   reading reading_;
   state state_ = state::reads;
   int lookups_ = 0;
   int voids_ = 0;
   bool counts_ = true;  // whether whoever passes here passes at the root
   network_set reached_;
   std::set<std::string> missed_;
   std::string last_read_;  // the term with the third void lookup
   std::vector<std::string> victims_;
   bool misses_unknown_ = false;
   std::optional<dnslint::cause> unknown_;
};

}  // namespace

void_victims find_void_victims(
   record_tree const& tree, std::string const& root, network_sets const& allowed)
{
   void_victims found;
   for (auto const f : {family::ip4, family::ip6}) {
      walker known{tree, root, allowed, f, reading::hopeful};
      known.walk();
      found.terms.insert(found.terms.end(), known.victims().begin(), known.victims().end());
      walker feared{tree, root, allowed, f, reading::cautious};
      feared.walk();
      if (!found.open && (!feared.victims().empty() || feared.misses_unknown_hosts()))
         found.open = feared.first_unknown();
   }
   return found;
}

}  // namespace spf
