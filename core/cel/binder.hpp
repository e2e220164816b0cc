// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/program.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace dnslint::cel {

// Walks a tree once, from the leaves to the root: gives names their meaning and expressions their
// types. Goes on after an error, with a type that is not known.
class binder {
public:
   binder(scope const& names, uses& used)
   : names_{&names}
   , used_{&used}
   {}

   void visit(node& n);
   std::uint32_t slots() const { return slots_; }
   std::vector<compile_error> take_errors();

private:
   struct bound {
      std::string name;
      std::uint32_t slot;
      static_type type;
   };

   [[noreturn]] static void fail(node const& at, std::string message, std::string hint = {});
   // An error of types, which is none where types are not checked.
   void mismatch(std::size_t offset, std::string message, std::string hint = {}) const;
   void require(
      node const& at, kinds allowed, std::string_view subject, std::string hint = {}) const;

   void bind(node& n);
   void visit_children(node& n);

   // binder_name.cpp
   void name(node& n);
   void select(node& n);
   bool qualified(node& n);
   bool give_meaning(node& n, std::string const& text);
   bound const* local(node const& n) const;
   bool is_root(node const& n, std::string_view word) const;
   void unknown_name(node const& n) const;
   void variable(node& n);
   bool is_loaded(node const& plugin) const;
   void lone_plugin(node const& n) const;
   void fact(node& n, node const& plugin);
   void member(node& n, node const& of) const;
   static_type member_type(node const& n, static_type const& of) const;
   static_type map_member_type(node const& n, static_type const& of) const;

   // binder_call.cpp
   void presence(node& n);
   void call(node& n);
   void argument(node const& n, std::size_t i) const;
   void namespaced(node& n);
   void unknown_function(node const& n) const;
   void compile_pattern(node& n) const;
   void constant_argument(node const& n) const;
   void comprehension(node& n);
   void comprehension_type(node& n, node const& range) const;
   void binding(node& n);
   void optional_map(node& n);
   void within(node& n, static_type const& first, static_type const& second, std::size_t from);

   // binder_operator.cpp
   void index(node& n) const;
   static_type index_type(node const& n, static_type const& of) const;
   void negate(node& n) const;
   void arithmetic_of(node& n) const;
   void relation(node& n) const;
   void membership(node const& n) const;
   void logical(node& n) const;
   void conditional(node& n) const;
   void list(node& n) const;
   void map(node& n) const;
   static_type held_by(node const& optional_entry) const;

   scope const* names_;
   uses* used_;
   std::vector<bound> bound_;
   std::vector<compile_error> errors_;
   std::uint32_t depth_ = 0;
   std::uint32_t slots_ = 0;
};

// "a.b.c" of a name and selections from it; empty for anything else.
std::string qualified_text(node const& n);

}  // namespace dnslint::cel
