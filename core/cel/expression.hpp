// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/base/result.hpp"
#include "core/cel/static_type.hpp"
#include "core/cel/value.hpp"
#include "core/dns/name.hpp"
#include "core/dns/record.hpp"
#include "core/dns/suffix_list.hpp"
#include "core/facts/value.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dnslint::cel {

struct compile_error;
struct watch;
class program_memory;

// The names that an expression may use, known when it is compiled.
struct scope {
   facts::schema facts;
   // Required but not loaded, with `_` for `-`: any fact name of theirs is fine.
   std::set<std::string, std::less<>> absent_plugins;
   std::map<std::string, facts::type, std::less<>> variables;
   // What variables of the types list and map hold, where that is known.
   std::map<std::string, facts::type, std::less<>> variable_elements;
   // Names that have a meaning elsewhere, and what to do instead of using them here.
   std::map<std::string, std::string, std::less<>> out_of_reach;
   std::map<std::string, dns::rrtype, std::less<>> lookups;
   // Other values by their names, which may be qualified: "each", "a.b".
   std::map<std::string, static_type, std::less<>> given;
   // What cannot be resolved, or is of a wrong type, then fails when it is evaluated.
   bool is_checked = true;
   // Borrowed; null: expressions are not bounded together.
   program_memory* memory = nullptr;
};

// What a lookup brought; borrowed from the resolver's answer for the time of an evaluation.
struct lookup_result {
   std::string_view name;             // as asked, presentation form
   std::string_view status;           // "records", "absent", "unknown"
   base::cause const* why = nullptr;  // of unknown
   std::string_view rcode;
   bool secure = false;
   std::span<dns::record const> records;
   std::span<dns::record const> chain;
};

// The values behind the names; everything is borrowed.
struct bindings {
   std::string_view domain;
   std::chrono::sys_seconds now{};
   facts::tree const* facts = nullptr;  // an undeclared plugin or unpublished fact reads as unknown
   facts::map const* variables = nullptr;
   std::map<std::string, lookup_result, std::less<>> lookups;
   std::map<std::string, value, std::less<>> given;
   dns::suffix_list const* suffixes = nullptr;
   watch* watched = nullptr;  // null outside of tests
};

// Finds the place of a byte of an expression's source.
using place_finder = std::function<base::location(std::size_t offset)>;

// A compiled CEL expression. Immutable, cheap to copy. Parsing bounds its size and depth,
// evaluation its cost, so that neither hangs whatever it is given.
class expression {
public:
   // Errors are all that were found. Their places have no file, and count lines within `source`.
   static base::result<expression> compile(std::string_view source, scope const& names);
   // The same for a source that stands in a file: `place` finds a byte of the source there.
   static base::result<expression> compile(
      std::string_view source, scope const& names, place_finder const& place);

   // The value may borrow from `bound` and from this expression.
   value evaluate(bindings const& bound) const;

   std::string const& source() const noexcept;
   // The place of a byte of the source, as above.
   base::location locate(std::uint32_t offset) const;
   static_type const& type() const noexcept;
   // What is known of the value's type: "bool", "int or null_type", "dyn".
   std::string result_type() const;
   // False when the value can be nothing but something else.
   bool may_be(kind k) const noexcept;
   // "mx.accepts_mail" for each facts.mx.accepts_mail it names, sorted.
   std::vector<std::string> const& facts_used() const noexcept;
   std::vector<std::string> const& lookups_used() const noexcept;
   std::vector<std::string> const& variables_used() const noexcept;
   std::vector<std::string> const& given_used() const noexcept;

private:
   friend struct expression_tree;
   struct program;
   explicit expression(std::shared_ptr<program const> p);
   static std::shared_ptr<program const> build(
      std::string_view source, scope const& names, std::vector<compile_error>& errors);

   std::shared_ptr<program const> program_;
};

}  // namespace dnslint::cel
