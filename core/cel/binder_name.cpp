// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/base/suggestion.hpp"
#include "core/cel/binder.hpp"
#include "core/cel/foreign_word.hpp"
#include "core/cel/member.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

template <class Map>
std::vector<std::string> keys(Map const& map)
{
   std::vector<std::string> all;
   all.reserve(map.size());
   for (auto const& entry : map)
      all.push_back(entry.first);
   return all;
}

static_type known_member(
   node const& n,
   std::string_view owner,
   std::optional<static_type> const& type,
   std::vector<std::string> const& members)
{
   if (!type && !n.optional)
      throw compile_error{
         n.offset,
         fmt::format("{} has no member '{}'", owner, n.member),
         base::suggestion(n.member, members)};
   return type.value_or(static_type{});
}

std::string list_member_hint(std::string const& member)
{
   if (auto const instead = hint_for_foreign_function(member); member == "size" || !instead.empty())
      return member == "size" ? "write x.size()" : std::string{instead};
   return fmt::format("name an element, such as x[0].{0}, or use x.all(e, e.{0} ...)", member);
}

}  // namespace

std::string qualified_text(node const& n)
{
   if (n.form == node_kind::name)
      return n.text;
   if (n.form != node_kind::select || n.optional)
      return {};
   auto text = qualified_text(*n.children[0]);
   return text.empty() ? text : text + '.' + n.member;
}

binder::bound const* binder::local(node const& n) const
{
   if (n.rooted)
      return nullptr;
   auto const found = std::find_if(bound_.rbegin(), bound_.rend(), [&n](bound const& b) {
      return b.name == n.text;
   });
   return found == bound_.rend() ? nullptr : &*found;
}

void binder::name(node& n)
{
   if (auto const* const b = local(n)) {
      n.form = node_kind::local;
      n.slot = b->slot;
      n.type = b->type;
   } else if (give_meaning(n, n.text)) {
      return;
   } else if (n.text == "domain") {
      n.form = node_kind::domain;
      n.type = only(one(kind::string));
   } else if (n.text == "now") {
      n.form = node_kind::now;
      n.type = only(one(kind::timestamp));
   } else if (auto const found = names_->lookups.find(n.text); found != names_->lookups.end()) {
      n.form = node_kind::lookup;
      n.type = only(one(kind::lookup));
      n.type.records = found->second;
      used_->lookups.insert(n.text);
   } else {
      unknown_name(n);
   }
}

// A given value, or the name of a type; either may be qualified.
bool binder::give_meaning(node& n, std::string const& text)
{
   if (auto const found = names_->given.find(text); found != names_->given.end()) {
      n.form = node_kind::given;
      n.text = text;
      n.type = found->second;
      n.children.clear();
      used_->given.insert(text);
      return true;
   }
   for (unsigned i = 0; i <= last_kind; ++i)
      if (auto const k = static_cast<kind>(i); to_text(k) == text) {
         n.form = node_kind::constant;
         n.constant = value{k};
         n.type = only(one(kind::type));
         n.children.clear();
         return true;
      }
   return false;
}

bool binder::qualified(node& n)
{
   auto const text = qualified_text(n);
   if (text.empty())
      return false;
   auto const* root = &n;
   while (root->form == node_kind::select)
      root = root->children[0].get();
   return local(*root) == nullptr && give_meaning(n, text);
}

void binder::unknown_name(node const& n) const
{
   if (n.text == "facts")
      fail(n, "'facts' needs a plugin and a fact", "for example facts.mx.accepts_mail");
   if (n.text == "vars")
      fail(n, "'vars' needs the name of a variable", "for example vars.limit");
   if (auto const found = names_->out_of_reach.find(n.text); found != names_->out_of_reach.end())
      fail(n, fmt::format("'{}' cannot be used here", n.text), found->second);
   if (auto const instead = hint_for_foreign_name(n.text); !instead.empty())
      fail(n, fmt::format("nothing is called '{}' here", n.text), std::string{instead});
   auto known = keys(names_->lookups);
   // ".x" is no variable of a macro.
   if (!n.rooted)
      for (auto const& b : bound_)
         known.push_back(b.name);
   for (auto const& entry : names_->given)
      known.push_back(entry.first);
   for (auto const* const root : {"domain", "now", "facts", "vars"})
      known.emplace_back(root);
   fail(n, fmt::format("nothing is called '{}' here", n.text), base::suggestion(n.text, known));
}

bool binder::is_root(node const& n, std::string_view word) const
{
   return n.form == node_kind::name && n.text == word && local(n) == nullptr;
}

void binder::select(node& n)
{
   auto& of = *n.children[0];
   if (qualified(n))
      return;
   if (is_root(of, "vars"))
      return variable(n);
   if (of.form == node_kind::select && is_root(*of.children[0], "facts"))
      return fact(n, of);
   if (is_root(of, "facts"))
      return lone_plugin(n);
   visit(of);
   member(n, of);
}

void binder::variable(node& n)
{
   auto const found = names_->variables.find(n.member);
   if (found == names_->variables.end())
      fail(
         n,
         fmt::format("there is no variable '{}'", n.member),
         base::suggestion(n.member, keys(names_->variables)));
   n.form = node_kind::variable;
   n.text = n.member;
   auto const elements = names_->variable_elements.find(n.member);
   n.type = elements == names_->variable_elements.end()
               ? type_of_fact(found->second)
               : type_of_fact({found->second, false, {}, elements->second});
   n.children.clear();
   used_->variables.insert(n.text);
}

// True when the plugin is loaded, false when it is known to be absent.
bool binder::is_loaded(node const& plugin) const
{
   if (names_->facts.contains(plugin.member))
      return true;
   if (names_->absent_plugins.contains(plugin.member))
      return false;
   auto known = keys(names_->facts);
   known.insert(known.end(), names_->absent_plugins.begin(), names_->absent_plugins.end());
   auto const near = base::nearest(plugin.member, known);
   fail(
      plugin,
      fmt::format("no plugin '{}' publishes facts", plugin.member),
      near.empty()
         ? fmt::format("if it is not loaded here: requires: {{ plugins: [{}] }}", plugin.member)
         : fmt::format("did you mean '{}'?", near));
}

void binder::lone_plugin(node const& n) const
{
   is_loaded(n);
   fail(n, fmt::format("'facts.{}' needs the name of a fact", n.member));
}

void binder::fact(node& n, node const& plugin)
{
   n.plugin_absent = !is_loaded(plugin);
   n.type = {};
   if (!n.plugin_absent) {
      auto const& declared = names_->facts.find(plugin.member)->second;
      auto const found = declared.find(n.member);
      if (found == declared.end())
         fail(
            n,
            fmt::format("'{}' publishes no fact '{}'", plugin.member, n.member),
            base::suggestion(n.member, keys(declared)));
      n.type = type_of_fact(found->second);
   }
   n.form = node_kind::fact;
   n.text = plugin.member;
   used_->facts.insert(n.text + '.' + n.member);
   n.children.clear();
}

void binder::member(node& n, node const& of) const
{
   auto const type = names_->is_checked ? member_type(n, of.type) : static_type{};
   bool const is_optional = n.optional || of.type.is_only(kind::optional);
   n.type = is_optional ? optional_of(type) : type;
}

// Of the member that is selected, of an optional of the member of what it holds.
static_type binder::member_type(node const& n, static_type const& of) const
{
   constexpr auto with_members =
      one(kind::map) | one(kind::record) | one(kind::lookup) | one(kind::optional);
   if ((of.may_be & with_members) == 0)
      mismatch(
         n.offset,
         fmt::format("{} has no members", to_text(of)),
         of.is_only(kind::list) ? list_member_hint(n.member) : std::string{});
   if (of.is_only(kind::optional, with_members))
      return member_type(n, element_of(of));
   if (of.is_only(kind::map, with_members))
      return map_member_type(n, of);
   if (of.is_only(kind::lookup, with_members))
      return known_member(
         n,
         "a lookup",
         lookup_member_type(n.member, of.records.value_or(dns::rrtype{})),
         lookup_member_names());
   if (of.is_only(kind::record, with_members) && of.records)
      return known_member(
         n,
         fmt::format("a record of type {}", dns::to_text(*of.records)),
         record_member_type(n.member, *of.records),
         record_member_names(*of.records));
   return {};
}

static_type binder::map_member_type(node const& n, static_type const& of) const
{
   if (!has(key_of(of).may_be, kind::string))
      mismatch(n.offset, fmt::format("the keys of {} are no strings", to_text(of)), "write x[key]");
   return element_of(of);
}

}  // namespace dnslint::cel
