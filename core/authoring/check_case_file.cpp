// SPDX-License-Identifier: Apache-2.0
#include "core/authoring/check_case.hpp"
#include "core/base/yaml.hpp"

#include <fmt/format.h>

namespace dnslint::authoring {
namespace {

using base::yaml::document;
using base::yaml::map_reader;
using base::yaml::node;

void complain(
   base::diagnostics& errors, base::location where, std::string message, std::string hint = {})
{
   errors.push_back(
      {base::diagnostic_level::error, std::move(where), std::move(message), std::move(hint)});
}

// An expectation is an outcome, or a map with the outcome and more.
expectation read_expectation(document const& doc, node const& value, base::diagnostics& errors)
{
   expectation e;
   e.where = doc.locate(value);
   std::string word = value.text;
   if (value.is_map()) {
      map_reader reader{doc, value, "an expectation", errors};
      word = reader.required_text("outcome").value_or("pass");
      e.cause = reader.text("cause");
      e.message = reader.text("message");
      reader.done();
   }
   if (auto const known = base::outcome_from_text(word))
      e.result = *known;
   else
      complain(
         errors,
         e.where,
         fmt::format("'{}' is no outcome", word),
         base::yaml::suggestion(word, {"pass", "fail", "unknown", "not-applicable"}));
   return e;
}

// A YAML value as the JSON of the fact that it is compared with.
std::string to_json(node const& value)
{
   switch (value.type) {
      case node::kind::null:
         return "null";
      case node::kind::scalar:
         break;
      case node::kind::list: {
         std::string out;
         for (auto const& item : value.items)
            out += (out.empty() ? "" : ",") + to_json(item);
         return "[" + out + "]";
      }
      case node::kind::map: {
         std::map<std::string, std::string> sorted;
         for (auto const& [key, item] : value.entries)
            sorted.emplace(key.text, to_json(item));
         std::string out;
         for (auto const& [key, item] : sorted)
            out += (out.empty() ? "" : ",") + base::json_string(key) + ":" + item;
         return "{" + out + "}";
      }
   }
   auto const plain = value.written == base::yaml::style::plain;
   auto const number =
      !value.text.empty() && value.text.find_first_not_of("-0123456789") == std::string::npos;
   if (plain && (number || value.text == "true" || value.text == "false"))
      return value.text;
   return base::json_string(value.text);
}

dns::name read_domain(
   document const& doc, node const& entry, map_reader& reader, base::diagnostics& errors)
{
   auto const text = reader.text("domain").value_or("example.test");
   auto const name = dns::name::from_text(text);
   if (!name)
      complain(
         errors, doc.locate(*entry.find("domain")), fmt::format("'{}' is no domain name", text));
   return name.value_or(dns::name{});
}

// `list:` of a test.
std::shared_ptr<audit::list_columns const> read_columns(
   document const& doc, node const& entry, base::diagnostics& errors)
{
   map_reader reader{doc, entry, "what the list says", errors};
   auto made = std::make_shared<audit::list_columns>();
   made->selectors = reader.texts("selectors");
   made->posture = reader.text("posture").value_or("");
   made->profile = reader.text("profile").value_or("");
   made->tags = reader.texts("tags");
   reader.done();
   return made;
}

check_test read_test(document const& doc, node const& entry, base::diagnostics& errors)
{
   map_reader reader{doc, entry, "a test", errors};
   check_test t;
   t.where = doc.locate(entry);
   t.name = reader.required_text("name").value_or("");
   t.domain = read_domain(doc, entry, reader, errors);
   auto zones = std::make_shared<resolver::lab>();
   resolver::lab::sections parts;
   parts.zones = reader.map("zones");
   parts.faults = reader.map("faults");
   parts.hosts = reader.map("hosts");
   for (auto const& e : zones->read(doc, parts))
      errors.push_back(e);
   t.zones = std::move(zones);
   if (auto const* settings = reader.map("set"))
      for (auto const& [key, value] : settings->entries)
         t.settings.emplace_back(key.text, value.text);
   if (auto const* list = reader.map("list"))
      t.columns = read_columns(doc, *list, errors);
   if (auto const* expect = reader.map("expect"))
      for (auto const& [key, value] : expect->entries)
         t.checks.emplace(key.text, read_expectation(doc, value, errors));
   if (auto const* facts = reader.map("facts"))
      for (auto const& [key, value] : facts->entries)
         t.facts.emplace(key.text, to_json(value));
   if (t.checks.empty() && t.facts.empty())
      complain(errors, t.where, "the test expects nothing", "say `expect:` or `facts:`");
   reader.done();
   return t;
}

}  // namespace

base::result<std::vector<check_test>> read_check_tests(document const& doc)
{
   base::diagnostics errors;
   std::vector<check_test> tests;
   map_reader reader{doc, doc.root(), "the file", errors};
   if (auto const* list = reader.list("tests"))
      for (auto const& entry : list->items)
         tests.push_back(read_test(doc, entry, errors));
   reader.done();
   if (!errors.empty())
      return errors;
   return tests;
}

}  // namespace dnslint::authoring
