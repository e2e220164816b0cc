// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/rules/arithmetic.hpp"
#include "core/rules/compile_error.hpp"
#include "core/rules/function.hpp"
#include "core/rules/member.hpp"
#include "core/rules/pattern.hpp"
#include "core/rules/program.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <optional>

namespace dnslint::rules {
namespace {

constexpr auto boolean = one(kind::boolean);
constexpr auto list_or_map = one(kind::list) | one(kind::map);
constexpr auto ordered = number_kinds | boolean | one(kind::string) | one(kind::bytes) |
                         one(kind::timestamp) | one(kind::duration);

static_type only(kinds k)
{
   return {k, any_kind, std::nullopt};
}

template <class Map>
std::vector<std::string> keys(Map const& map)
{
   std::vector<std::string> all;
   for (auto const& entry : map)
      all.push_back(entry.first);
   return all;
}

// Walks the tree once, from the leaves to the root.
class binder {
public:
   binder(scope const& names, uses& used)
   : names_{&names}
   , used_{&used}
   {}

   std::uint32_t slots() const { return slots_; }

   void visit(node& n)
   {
      switch (n.what) {
         case node_kind::name:
            return name(n);
         case node_kind::select:
            return select(n);
         case node_kind::has:
            return presence(n);
         case node_kind::comprehension:
            return comprehension(n);
         default:
            break;
      }
      for (auto& child : n.children)
         visit(*child);
      switch (n.what) {
         case node_kind::constant:
            n.type = only(one(n.constant.what()));
            break;
         case node_kind::index:
            index(n);
            break;
         case node_kind::call:
            call(n);
            break;
         case node_kind::negate:
            negate(n);
            break;
         case node_kind::arithmetic:
            arithmetic_of(n);
            break;
         case node_kind::relation:
            relation(n);
            break;
         case node_kind::logical_not:
         case node_kind::logical_and:
         case node_kind::logical_or:
            logical(n);
            break;
         case node_kind::conditional:
            conditional(n);
            break;
         case node_kind::list:
            list(n);
            break;
         case node_kind::map:
            map(n);
            break;
         default:
            break;
      }
   }

private:
   struct bound {
      std::string name;
      std::uint32_t slot;
      static_type type;
   };

   [[noreturn]] static void fail(node const& at, std::string message, std::string hint = {})
   {
      throw compile_error{at.offset, std::move(message), std::move(hint)};
   }

   static void require(node const& at, kinds allowed, std::string_view what)
   {
      if ((at.type.may_be & allowed) == 0)
         throw compile_error{
            at.begin,
            fmt::format(
               "{} must be {}, this is {}", what, to_text(only(allowed)), to_text(at.type)),
            {}};
   }

   void name(node& n)
   {
      auto const local = std::find_if(bound_.rbegin(), bound_.rend(), [&n](bound const& b) {
         return b.name == n.text;
      });
      if (local != bound_.rend()) {
         n.what = node_kind::local;
         n.slot = local->slot;
         n.type = local->type;
      } else if (n.text == "domain") {
         n.what = node_kind::domain;
         n.type = only(one(kind::string));
      } else if (n.text == "now") {
         n.what = node_kind::now;
         n.type = only(one(kind::timestamp));
      } else if (names_->lookups.contains(n.text)) {
         n.what = node_kind::lookup;
         n.type = only(one(kind::lookup));
         n.type.records = names_->lookups.find(n.text)->second;
         used_->lookups.insert(n.text);
      } else if (!type_name(n)) {
         unknown_name(n);
      }
   }

   static bool type_name(node& n)
   {
      for (unsigned i = 0; i <= static_cast<unsigned>(kind::type); ++i)
         if (to_text(static_cast<kind>(i)) == n.text) {
            n.what = node_kind::constant;
            n.constant = value{static_cast<kind>(i)};
            n.type = only(one(kind::type));
            return true;
         }
      return false;
   }

   [[noreturn]] void unknown_name(node const& n) const
   {
      if (n.text == "facts")
         fail(n, "'facts' needs a plugin and a fact", "for example facts.mx.accepts_mail");
      if (n.text == "vars")
         fail(n, "'vars' needs the name of a variable", "for example vars.limit");
      auto known = keys(names_->lookups);
      for (auto const& b : bound_)
         known.push_back(b.name);
      for (auto const* const root : {"domain", "now", "facts", "vars"})
         known.emplace_back(root);
      fail(
         n,
         fmt::format("nothing is called '{}' here", n.text),
         base::yaml::suggestion(n.text, known));
   }

   bool is_root(node const& n, std::string_view word) const
   {
      return n.what == node_kind::name && n.text == word &&
             std::ranges::find(bound_, word, &bound::name) == bound_.end();
   }

   void select(node& n)
   {
      auto& of = *n.children[0];
      if (is_root(of, "vars"))
         return variable(n);
      if (of.what == node_kind::select && is_root(*of.children[0], "facts"))
         return fact(n, of);
      if (is_root(of, "facts"))
         return lone_plugin(n);
      visit(of);
      member(n, of);
   }

   void variable(node& n)
   {
      auto const found = names_->variables.find(n.member);
      if (found == names_->variables.end())
         fail(
            n,
            fmt::format("there is no variable '{}'", n.member),
            base::yaml::suggestion(n.member, keys(names_->variables)));
      n.what = node_kind::variable;
      n.text = n.member;
      n.type = type_of_fact(found->second);
      n.children.clear();
      used_->variables.insert(n.text);
   }

   // True when the plugin is loaded, false when it is known to be absent.
   bool is_loaded(node const& plugin) const
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

   void lone_plugin(node const& n) const
   {
      is_loaded(n);
      fail(n, fmt::format("'facts.{}' needs the name of a fact", n.member));
   }

   void fact(node& n, node const& plugin)
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
               base::yaml::suggestion(n.member, keys(declared)));
         n.type = type_of_fact(found->second.declared);
      }
      n.what = node_kind::fact;
      n.text = plugin.member;
      used_->facts.insert(n.text + '.' + n.member);
      n.children.clear();
   }

   void member(node& n, node const& of) const
   {
      constexpr auto with_members = one(kind::map) | one(kind::record) | one(kind::lookup);
      if ((of.type.may_be & with_members) == 0)
         fail(
            n,
            fmt::format("{} has no members", to_text(of.type)),
            of.type.is_only(kind::list) ? "name an element first, such as x[0]" : "");
      if (of.type.is_only(kind::lookup))
         known_member(
            n,
            "a lookup",
            lookup_member_type(n.member, of.type.records.value_or(dns::rrtype{})),
            lookup_member_names());
      else if (of.type.is_only(kind::record) && of.type.records)
         known_member(
            n,
            fmt::format("a record of type {}", dns::to_text(*of.type.records)),
            record_member_type(n.member, *of.type.records),
            record_member_names(*of.type.records));
      else
         n.type = {};
   }

   static void known_member(
      node& n,
      std::string_view what,
      std::optional<static_type> const& type,
      std::vector<std::string> const& members)
   {
      if (!type)
         fail(
            n,
            fmt::format("{} has no member '{}'", what, n.member),
            base::yaml::suggestion(n.member, members));
      n.type = *type;
   }

   void presence(node& n)
   {
      visit(*n.children[0]);
      n.type = only(boolean);
   }

   void index(node& n) const
   {
      auto const& of = *n.children[0];
      auto const& at = *n.children[1];
      require(of, list_or_map, "what is indexed");
      if (of.type.is_only(kind::list))
         require(at, number_kinds, "the index of a list");
      n.type = has(of.type.may_be, kind::map) ? static_type{} : element_of(of.type);
   }

   void call(node& n) const
   {
      n.target = find_function(n.text, n.receiver, n.children.size());
      if (n.target == nullptr)
         unknown_function(n);
      for (std::size_t i = 0; i != n.children.size(); ++i)
         require(
            *n.children[i],
            n.target->parameters.at(i),
            n.receiver && i == 0 ? fmt::format("what {}() is called on", n.text)
                                 : fmt::format("this argument of {}()", n.text));
      n.type = only(n.target->result);
      if (n.text == "split")
         n.type.elements = one(kind::string);
      compile_pattern(n);
   }

   [[noreturn]] static void unknown_function(node const& n)
   {
      bool called = false;
      bool other_style = false;
      for (auto const& f : functions())
         if (f.name == n.text) {
            called = true;
            other_style = other_style || f.arity == n.children.size();
         }
      if (other_style)
         fail(
            n,
            fmt::format("{}() is not called so", n.text),
            n.receiver ? fmt::format("write {}(x)", n.text) : fmt::format("write x.{}()", n.text));
      if (called)
         fail(n, fmt::format("wrong number of arguments for {}()", n.text));
      fail(n, fmt::format("there is no function '{}'", n.text), near_function(n.text));
   }

   static std::string near_function(std::string_view name)
   {
      auto const near = base::nearest(name, function_names());
      return near.empty() ? std::string{} : fmt::format("did you mean '{}'?", near);
   }

   static void compile_pattern(node& n)
   {
      if (
         n.text != "matches" || n.children[1]->what != node_kind::constant ||
         !n.children[1]->constant.is(kind::string))
         return;
      auto compiled = pattern::compile(n.children[1]->constant.characters());
      if (auto const* const wrong = std::get_if<std::string>(&compiled))
         fail(*n.children[1], fmt::format("not a regular expression: {}", *wrong));
      n.compiled = std::get<0>(std::move(compiled));
   }

   static void negate(node& n)
   {
      constexpr auto allowed = one(kind::integer) | one(kind::number);
      require(*n.children[0], allowed, "what '-' is written before");
      n.type = only(n.children[0]->type.may_be & allowed);
   }

   static void arithmetic_of(node& n)
   {
      auto const& a = n.children[0]->type;
      auto const& b = n.children[1]->type;
      auto const possible = arithmetic_result(n.text[0], a.may_be, b.may_be);
      if (possible == 0)
         fail(
            n,
            fmt::format("there is no {} {} {}", to_text(a), n.text, to_text(b)),
            conversion_hint(a, b));
      n.type = either(a, b);
      n.type.may_be = possible;
   }

   static std::string conversion_hint(static_type const& a, static_type const& b)
   {
      auto const both = a.may_be | b.may_be;
      if ((a.may_be & number_kinds) != 0 && (b.may_be & number_kinds) != 0)
         return "convert one of them with int(), uint() or double()";
      if (has(both, kind::bytes) && has(both, kind::string))
         return "write b\"...\" for bytes, or string(x)";
      if (has(both, kind::string))
         return "convert with string(x)";
      return {};
   }

   static void relation(node& n)
   {
      n.type = only(boolean);
      if (n.text == "in")
         return require(*n.children[1], list_or_map, "what stands after 'in'");
      auto const& a = n.children[0]->type;
      auto const& b = n.children[1]->type;
      bool const equality = n.text == "==" || n.text == "!=";
      auto const shared = common(a.may_be, b.may_be) & (equality ? any_kind : ordered);
      if (shared == 0)
         fail(
            n,
            fmt::format(
               "{} and {} {}",
               to_text(a),
               to_text(b),
               equality ? "are never equal" : "have no order"),
            conversion_hint(a, b));
   }

   // Numbers of different types can be compared.
   static kinds common(kinds a, kinds b)
   {
      bool const numbers = (a & number_kinds) != 0 && (b & number_kinds) != 0;
      return (a & b) | (numbers ? number_kinds : 0);
   }

   static void logical(node& n)
   {
      auto const* const what = n.what == node_kind::logical_not   ? "what '!' is written before"
                               : n.what == node_kind::logical_and ? "each side of '&&'"
                                                                  : "each side of '||'";
      for (auto const& child : n.children)
         require(*child, boolean, what);
      n.type = only(boolean);
   }

   static void conditional(node& n)
   {
      require(*n.children[0], boolean, "the condition before '?'");
      n.type = either(n.children[1]->type, n.children[2]->type);
   }

   static void list(node& n)
   {
      n.type = only(one(kind::list));
      if (n.children.empty())
         return;
      auto element = n.children[0]->type;
      for (auto const& child : n.children)
         element = either(element, child->type);
      n.type = list_of(element);
   }

   static void map(node& n)
   {
      constexpr auto key_kinds =
         one(kind::boolean) | one(kind::integer) | one(kind::unsigned_integer) | one(kind::string);
      for (std::size_t i = 0; i < n.children.size(); i += 2)
         require(*n.children[i], key_kinds, "a key of a map");
      n.type = only(one(kind::map));
   }

   void comprehension(node& n)
   {
      auto& range = *n.children[0];
      visit(range);
      require(range, list_or_map, fmt::format("what {}() is called on", n.text));
      auto const element =
         has(range.type.may_be, kind::map) ? static_type{} : element_of(range.type);
      n.slot = depth_;
      bound_.push_back({n.member, depth_, element});
      slots_ = std::max(slots_, ++depth_);
      for (std::size_t i = 1; i != n.children.size(); ++i)
         visit(*n.children[i]);
      bound_.pop_back();
      --depth_;
      bool const transforms = n.text == "map" && n.children.size() == 2;
      if (!transforms)
         require(*n.children[1], boolean, fmt::format("the condition of {}()", n.text));
      if (n.text == "filter")
         n.type = has(range.type.may_be, kind::map) ? only(one(kind::list)) : range.type;
      else if (n.text == "map")
         n.type = list_of(n.children.back()->type);
      else
         n.type = only(boolean);
   }

   scope const* names_;
   uses* used_;
   std::vector<bound> bound_;
   std::uint32_t depth_ = 0;
   std::uint32_t slots_ = 0;
};

}  // namespace

void bind_names(node& root, scope const& names, uses& used, std::uint32_t& slots)
{
   binder b{names, used};
   b.visit(root);
   slots = b.slots();
}

}  // namespace dnslint::rules
