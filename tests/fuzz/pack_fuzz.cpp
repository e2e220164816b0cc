// SPDX-License-Identifier: Apache-2.0
// Any bytes as a rule pack: it is read or refused with errors that point into it, and its rules
// judge.
#include "core/base/yaml.hpp"
#include "core/cel/bindings.hpp"
#include "core/rules/pack.hpp"
#include "tests/fuzz/require.hpp"

#include <algorithm>

using namespace dnslint;

namespace {

facts::schema available()
{
   return {{"mx", {{"accepts_mail", {facts::type::boolean, false, ""}}}}};
}

void check_errors(base::diagnostics const& errors, std::string const& text)
{
   auto const lines = static_cast<std::size_t>(std::ranges::count(text, '\n')) + 1;
   for (auto const& d : errors) {
      require(!d.message.empty(), "errors say what is wrong");
      require(d.where.line <= lines, "the line is in the file");
   }
   require(!base::to_text(errors).empty(), "errors have a text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
   std::string const text{reinterpret_cast<char const*>(data), size};
   auto const doc = base::yaml::load("pack.yaml", text);
   if (!doc) {
      check_errors(doc.errors(), text);
      return 0;
   }
   auto const pack = rules::read_pack(*doc, available());
   if (!pack) {
      check_errors(pack.errors(), text);
      return 0;
   }
   cel::bindings with;
   with.domain = "example.test";
   for (auto const& rule : pack->rules) {
      auto const j = rules::judge(rule, with);
      require(j.why.has_value() == (j.result == base::outcome::unknown), "unknown has a cause");
   }
   return 0;
}
