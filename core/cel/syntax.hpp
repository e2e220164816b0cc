// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/cel/static_type.hpp"
#include "core/cel/value.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace dnslint::cel {

struct function;
class pattern;

enum class node_kind : std::uint8_t {
   constant,
   name,  // until it is bound
   domain,
   now,
   fact,      // text: plugin, member: fact
   variable,  // text
   lookup,    // text
   given,     // text: a value of scope::given
   local,     // slot: what a macro binds
   select,    // children[0].member
   index,     // children[0][children[1]]
   call,      // text(children), or children[0].text(the others) with `receiver`
   negate,
   logical_not,
   arithmetic,   // text: + - * / %
   relation,     // text: == != < <= > >= in
   logical_and,  // of two or more children
   logical_or,
   conditional,
   list,
   map,            // key, value, key, value
   comprehension,  // children[0] is the range, `macro` what is done with it
   bind,           // cel.bind(): slot holds children[0] while children[1] is evaluated
   optional_map,   // optMap, optFlatMap: children[0] is the optional
   has,            // children[0] is the member whose presence is asked
   broken          // text: why; of an expression whose types are not checked
};

enum class macro_kind : std::uint8_t {
   none,
   all,
   exists,
   exists_one,
   map,
   filter,
   transform_list,
   transform_map,
   transform_map_entry,
   sort_by,
   optional_map,
   optional_flat_map
};

// A node of an expression's tree. Parsing fills it, resolving completes it, evaluation only reads
// it.
struct node {
   node_kind form = node_kind::constant;
   macro_kind macro = macro_kind::none;
   std::uint32_t offset = 0;  // into the source, of what an error should point at
   std::uint32_t begin = 0;   // of the node's first character
   std::uint16_t height = 1;
   bool receiver = false;
   bool plugin_absent = false;   // of a fact
   bool rooted = false;          // of a name: written ".x", so no macro's variable is meant
   bool optional = false;        // of select and index: "?." and "[?"
   bool optional_entry = false;  // of an element of a list, or a key of a map: "?x"
   std::uint32_t slot = 0;       // of a macro's first variable; the second is in the next
   value constant;
   std::string text;
   std::string member;                 // of a macro: its first variable
   std::optional<std::string> second;  // of a macro: its second variable
   std::vector<std::unique_ptr<node>> children;

   static_type type;
   function const* target = nullptr;         // of a call
   std::shared_ptr<pattern const> compiled;  // of matches() with a constant pattern
};
using node_pointer = std::unique_ptr<node>;

}  // namespace dnslint::cel
