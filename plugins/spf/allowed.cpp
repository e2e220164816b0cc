// SPDX-License-Identifier: Apache-2.0
#include "allowed.hpp"

#include <dnslint/special_address.hpp>
#include <dnslint/text.hpp>

#include <algorithm>
#include <set>

namespace spf {
namespace {

constexpr std::size_t most_labels = 5;
// Of IPv4 these are 8 bits: a term that allows a 256th of the widest one does not matter.
constexpr std::size_t most_order_behind = 32;
constexpr std::size_t most_special = 20;
// Ranges that are copied from record to record: an include bomb must not take long.
constexpr std::size_t most_copied_ranges = 1'000'000;
// The few addresses of a name are many hosts only with a wider prefix.
constexpr std::int64_t widest_of_few_ip4 = 16;
constexpr std::int64_t widest_of_few_ip6 = 32;

address unspecified(bool is_ip6)
{
   address a;
   a.is_ip6 = is_ip6;
   return a;
}

network_sets everybody()
{
   network_sets all;
   all.ip4.add(unspecified(false), 0);
   all.ip6.add(unspecified(true), 0);
   return all;
}

std::string_view bytes_of(address const& a)
{
   // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): bytes to chars
   return {reinterpret_cast<char const*>(a.bytes.data()), a.is_ip6 ? 16U : 4U};
}

// Private, loopback and link-local networks and the like have no host on the Internet, so that
// nobody passes by them. Section 5: a client with an IPv4-mapped address is looked at as the IPv4
// host that it is, so that no network of IPv6 matches it.
void add_network(network_sets& to, address const& network, std::size_t prefix)
{
   if (network.is_ip6 && prefix >= 96 && !without_mapping(network).is_ip6)
      return;
   if (!dnslint::special_use(bytes_of(network), prefix).empty())
      return;
   (network.is_ip6 ? to.ip6 : to.ip4).add(network, prefix);
}

std::size_t prefix_for(term const& t, address const& a)
{
   return static_cast<std::size_t>(a.is_ip6 ? *t.ip6_prefix : *t.ip4_prefix);
}

template <class Function>
void for_each_network(term const& t, host_lookup const& host, Function f)
{
   for (auto const* found : {&host.ip4, &host.ip6})
      for (auto const& text : found->values)
         if (auto const a = read_address(text))
            f(*a, prefix_for(t, *a));
}

// Each network of ip4, ip6, a and mx.
template <class Function>
void for_each_network(followed_term const& t, Function f)
{
   if (t.written.is("ip4") || t.written.is("ip6"))
      if (auto const network = read_address(*t.written.argument))
         f(*network, prefix_for(t.written, *network));
   if (t.written.is("a") || t.written.is("mx"))
      for (auto const& host : t.hosts)
         for_each_network(t.written, host, f);
}

bool has_many_hosts(term const& t)
{
   return t.is("exists") || t.ip4_prefix.value_or(32) < widest_of_few_ip4 ||
          t.ip6_prefix.value_or(128) < widest_of_few_ip6;
}

// Why it is not known whom the term matches, when a lookup failed.
std::optional<dnslint::cause> why_hidden(followed_term const& t)
{
   if (t.exchanges && t.exchanges->status == lookup_status::failed)
      return t.exchanges->why;
   for (auto const& h : t.hosts) {
      if (h.ip4.status == lookup_status::failed)
         return h.ip4.why;
      if (!t.written.is("exists") && h.ip6.status == lookup_status::failed)
         return h.ip6.why;
   }
   return std::nullopt;
}

class finder {
public:
   finder(record_tree const& tree, std::string const& root)
   : tree_{tree}
   , root_{root}
   {}

   allowed_hosts find()
   {
      found_.all = passing(root_, true);
      if (!found_.few_open)
         found_.few_open = found_.open;
      std::ranges::stable_sort(widest_, {}, &sized_label::order);
      for (auto const& w : widest_)
         if (
            found_.widest.size() != most_labels &&
            w.order <= widest_.front().order + most_order_behind &&
            std::ranges::find(found_.widest, w.label) == found_.widest.end())
            found_.widest.push_back(w.label);
      return std::move(found_);
   }

private:
   struct sized_label {
      std::size_t order = 0;  // smaller for those that allow more
      std::string label;
   };

   // Those who pass by the record at `key`. `counts`: whether whoever passes there passes at the
   // root.
   network_sets passing(std::string const& key, bool counts)
   {
      if (auto const known = known_.find(key); known != known_.end())
         return copied(known->second);
      auto const at = tree_.find(key);
      if (at == tree_.end()) {
         open({dnslint::cause_class::withheld, "budget", "an SPF record beyond the budget"});
         return {};
      }
      if (at->second.state == record_state::unseen)
         open(at->second.why);
      if (at->second.state != record_state::readable || !above_.insert(key).second)
         return {};
      auto passes = read(at->second, counts);
      above_.erase(key);
      return known_.emplace(key, std::move(passes)).first->second;
   }

   network_sets read(followed_record const& record, bool counts)
   {
      network_sets passes;
      network_sets matched;  // whatever the result is: later terms do not see them
      for (auto const& t : record.terms) {
         bool const allows = t.written.kind == term_kind::modifier || t.written.qualifier == '+';
         auto const found = match(t, record, counts && allows);
         if (allows)
            passes.add(found.without(matched));
         matched.add(found);
      }
      return passes;
   }

   network_sets match(followed_term const& t, followed_record const& record, bool counts)
   {
      if (t.written.is("include") || t.written.is_modifier("redirect"))
         return t.target.empty() ? network_sets{} : passing(t.target, counts);
      auto found = matched_by(t);
      if (auto const why = why_hidden(t); why && has_many_hosts(t.written))
         open(*why);
      else if (why && !found_.few_open)
         found_.few_open = why;
      if (counts)
         remember(t, record, found);
      return found;
   }

   void remember(followed_term const& t, followed_record const& record, network_sets const& found)
   {
      auto const label = label_of(t, record, &record == &tree_.at(root_));
      auto const order = std::min(4 * width_of(found.ip4, 32), width_of(found.ip6, 128));
      if (!found.ip4.empty() || !found.ip6.empty())
         widest_.push_back({order, label});
      for_each_network(t, [&](address const& network, std::size_t prefix) {
         auto const use = dnslint::special_use(bytes_of(network), prefix);
         if (use.empty())
            return;
         bool const is_host = t.written.is("a") || t.written.is("mx");
         auto const named = label + (is_host ? " (" + readable(network) + ")" : "");
         if (use.starts_with("IPv4-mapped"))
            add_name(found_.mapped, named);
         else
            add_name(found_.special, named + ": " + std::string{use});
      });
   }

   static void add_name(std::vector<std::string>& names, std::string name)
   {
      if (names.size() != most_special)
         names.push_back(std::move(name));
   }

   network_sets copied(network_sets const& from)
   {
      copied_ += from.ip4.ranges() + from.ip6.ranges();
      if (copied_ <= most_copied_ranges)
         return from;
      open({dnslint::cause_class::withheld, "budget", "the SPF records use each other too often"});
      return {};
   }

   void open(dnslint::cause const& why)
   {
      if (!found_.open)
         found_.open = why;
   }

   record_tree const& tree_;
   std::string const& root_;
   allowed_hosts found_;
   std::vector<sized_label> widest_;
   std::map<std::string, network_sets> known_;
   std::set<std::string> above_;
   std::size_t copied_ = 0;
};

}  // namespace

void network_sets::add(network_sets const& other)
{
   ip4.add(other.ip4);
   ip6.add(other.ip6);
}

network_sets network_sets::without(network_sets const& other) const
{
   return {ip4.without(other.ip4), ip6.without(other.ip6)};
}

network_sets matched_by(followed_term const& t)
{
   bool const exists = t.written.is("exists") && !t.hosts.empty() &&
                       t.hosts.front().ip4.status == lookup_status::records;
   if (t.written.is("all") || exists)
      return everybody();
   network_sets found;
   for_each_network(t, [&](address const& network, std::size_t prefix) {
      add_network(found, network, prefix);
   });
   return found;
}

network_sets matched_by(term const& t, host_lookup const& host)
{
   network_sets found;
   for_each_network(t, host, [&](address const& network, std::size_t prefix) {
      add_network(found, network, prefix);
   });
   return found;
}

std::string label_of(followed_term const& t, followed_record const& in, bool of_root)
{
   auto text = dnslint::printable(t.written.text);
   return of_root ? text : text + " of " + in.domain;
}

allowed_hosts find_allowed(record_tree const& tree, std::string const& root)
{
   return finder{tree, root}.find();
}

bool allows_everybody_ip4(network_sets const& allowed)
{
   return width_of(allowed.ip4, 32) == 0;
}

bool allows_everybody_ip6(network_sets const& allowed)
{
   constexpr std::size_t global_bits = 3;
   auto global = unspecified(true);
   global.bytes[0] = 0x20;
   network_set unicast;
   unicast.add(global, global_bits);
   auto const both = unicast.without(unicast.without(allowed.ip6));
   return width_of(both, 128) <= global_bits;
}

}  // namespace spf
