// SPDX-License-Identifier: Apache-2.0
// Any bytes as an expression: it compiles or says where it does not, and then evaluates to the same
// value each time, within its cost. What checking refuses evaluates, too, and its value is JSON
// that reads back.
#include "core/base/escape.hpp"
#include "core/cel/bindings.hpp"
#include "core/cel/expression.hpp"
#include "core/cel/json_value.hpp"
#include "core/cel/scope.hpp"
#include "tests/fuzz/require.hpp"

using namespace dnslint;

namespace {

// Names of every type behind short words, so that mutations find them.
struct world {
   world()
   {
      names.facts["p"] = {
         {"b", {facts::type::boolean, false, ""}},
         {"i", {facts::type::integer, false, ""}},
         {"l", {facts::type::list, false, ""}},
         {"m", {facts::type::map, false, ""}},
         {"u", {facts::type::dyn, false, ""}},
         {"s", {facts::type::string, false, ""}}};
      names.absent_plugins = {"q"};
      names.variables = {{"v", facts::type::integer}};
      names.given["g"] = {};
      with.given["g"] = cel::value{cel::ip_address{}};
      names.lookups = {{"x", dns::rrtype::mx}, {"y", dns::rrtype::txt}, {"z", dns::rrtype::caa}};
      tree["p"] = {
         {"b", true},
         {"i", 7},
         {"l", facts::list{1, "a", 0.5, timeout}},
         {"m", facts::map{{"k", 1}}},
         {"u", timeout},
         {"s", "text"}};
      values = {{"v", 3}};
      with.domain = "example.test";
      with.facts = &tree;
      with.variables = &values;
      with.lookups["x"] = {"x.test", "records", nullptr, "NOERROR", true, mail, {}};
      with.lookups["y"] = {"y.test", "absent", nullptr, "NXDOMAIN", false, {}, {}};
      with.lookups["z"] = {"z.test", "unknown", &timeout, "", false, {}, {}};
   }
   world(world const&) = delete;
   world& operator=(world const&) = delete;

   base::cause timeout = base::transient("timeout");
   std::vector<dns::record> mail{*dns::make_record(
      *dns::name::from_text("x.test"), dns::rrtype::mx, 60, std::string{"\0\1\1m\0", 5})};
   cel::scope names;
   facts::tree tree;
   facts::map values;
   cel::bindings with;
};

void check_error(base::diagnostic const& d, std::string_view source)
{
   require(!d.message.empty(), "errors say what is wrong");
   require(d.where.line >= 1 && d.where.column >= 1, "errors have a place");
   require(d.where.column <= base::character_count(source) + 1, "the place is in the source");
}

void check_value(cel::value const& v)
{
   auto const json = cel::to_json(v);
   if (!json)
      return;
   auto const back = cel::value_from_json(*json);
   bool const is_dns = json->find("\"record\"") != std::string::npos ||
                       json->find("\"lookup\"") != std::string::npos;
   constexpr std::size_t few = 10'000;
   if (json->size() < few && !is_dns && back)
      require(cel::to_json(*back) == json, "the JSON is that of the same value");
}

void check_unchecked(std::string_view source, cel::scope names, cel::bindings const& with)
{
   names.is_checked = false;
   auto const compiled = cel::expression::compile(source, names);
   if (!compiled)
      return;
   auto const v = compiled->evaluate(with);
   if (v.is(cel::kind::error)) {
      auto const at = compiled->locate(v.error_place().value_or(~0U));
      require(at.column <= base::character_count(source) + 1, "an error has its place");
   }
   check_value(v);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   static world const w;
   std::string_view const source{reinterpret_cast<char const*>(data), size};
   auto const compiled = cel::expression::compile(source, w.names);
   check_unchecked(source, w.names, w.with);
   if (!compiled) {
      check_error(compiled.errors().at(0), source);
      return 0;
   }
   auto const first = compiled->evaluate(w.with);
   auto const again = compiled->evaluate(w.with);
   require(first.type() == again.type(), "the same bindings give the same type");
   auto const text = cel::to_text(first);
   require(text == cel::to_text(again), "the same bindings give the same value");
   require(text.size() < 1100, "texts are cut");
   require(first.is_abnormal() || compiled->may_be(first.type()), "the type was foreseen");
   return 0;
}
