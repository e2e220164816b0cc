// SPDX-License-Identifier: Apache-2.0
#include "core/report/sarif.hpp"

#include "core/base/escape.hpp"

#include <fmt/format.h>

namespace dnslint::report::sarif {

std::string begin(std::string_view version)
{
   return fmt::format(
      R"({{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[)"
      R"({{"tool":{{"driver":{{"name":"dnslint","version":{},"rules":[)",
      base::json_string(version));
}

std::string_view middle()
{
   return R"(]}},"columnKind":"unicodeCodePoints","results":[)";
}

std::string_view end()
{
   return "]}]}\n";
}

std::string end_of_run(bool is_whole)
{
   return fmt::format("],\"invocations\":[{{\"executionSuccessful\":{}}}]}}]}}\n", is_whole);
}

std::string uri_of(std::string_view path)
{
   std::string uri{path.starts_with('/') ? "file://" : ""};
   for (auto const c : path) {
      auto const byte = static_cast<unsigned char>(c);
      bool const is_plain = byte > 0x20 && byte < 0x7f &&
                            std::string_view{"%\"<>?#[]\\^`{|}"}.find(c) == std::string_view::npos;
      uri += is_plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
   }
   return uri;
}

std::string message_string(std::string_view text)
{
   std::string out;
   for (char const c : text) {
      if (c == '(' && out.ends_with(']'))
         out += ' ';
      out.append(c == '{' || c == '}' ? 2 : 1, c);
   }
   return out;
}

std::string_view level_of(base::severity s)
{
   if (s >= base::severity::high)
      return "error";
   return s == base::severity::medium ? "warning" : "note";
}

void append_physical_location(
   base::json_writer& json, std::string_view path, std::uint64_t line, std::uint64_t column)
{
   json.begin_object("physicalLocation");
   json.begin_object("artifactLocation");
   json.member("uri", uri_of(path));
   json.end_object();
   if (line != 0) {
      json.begin_object("region");
      json.member("startLine", line);
      if (column != 0)
         json.member("startColumn", column);
      json.end_object();
   }
   json.end_object();
}

}  // namespace dnslint::report::sarif
