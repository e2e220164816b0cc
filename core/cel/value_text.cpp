// SPDX-License-Identifier: Apache-2.0
#include "core/base/escape.hpp"
#include "core/cel/bindings.hpp"
#include "core/cel/function.hpp"
#include "core/cel/value.hpp"

#include <cmath>
#include <fmt/format.h>

namespace dnslint::cel {
namespace {

constexpr int deepest_shown = 16;

// As CEL's string() does: shortest form that reads back as the same double.
std::string double_text(double d)
{
   if (std::isnan(d))
      return "NaN";
   if (std::isinf(d))
      return d < 0 ? "-Infinity" : "Infinity";
   return fmt::format(
      "{}",
      d == std::trunc(d) && std::abs(d) < 1e15 ? fmt::format("{:.0f}", d) : fmt::format("{}", d));
}

// Writes until it has written enough.
class writer {
public:
   explicit writer(std::size_t limit)
   : limit_{limit}
   {}

   std::string take()
   {
      if (out_.size() > limit_)
         out_ = std::string{base::first_characters(out_, limit_)} + "...";
      return std::move(out_);
   }

   void write(value const& v, int depth)
   {
      switch (v.type()) {
         case kind::null:
            out_ += "null";
            break;
         case kind::boolean:
            out_ += v.get<bool>() ? "true" : "false";
            break;
         case kind::integer:
            out_ += fmt::format("{}", v.get<std::int64_t>());
            break;
         case kind::unsigned_integer:
            out_ += fmt::format("{}", v.get<std::uint64_t>());
            break;
         case kind::number:
            out_ += double_text(v.get<double>());
            break;
         case kind::string:
            string(v, depth);
            break;
         case kind::bytes:
            out_ += fmt::format("b{}", base::json_string(v.characters().substr(0, limit_)));
            break;
         case kind::list:
            list(v.get<list_value>(), depth);
            break;
         case kind::map:
            map(v.get<map_value>(), depth);
            break;
         case kind::record:
            out_ += dns::to_text(*v.get<dns::record const*>());
            break;
         case kind::lookup:
            out_ += v.get<lookup_result const*>()->status;
            break;
         case kind::timestamp:
            out_ += to_text(v.get<timestamp>());
            break;
         case kind::duration:
            out_ += to_text(v.get<duration>());
            break;
         case kind::type:
            out_ += to_text(v.get<kind>());
            break;
         case kind::optional:
            optional(v.get<optional_value>(), depth);
            break;
         case kind::address:
            out_ += to_text(v.get<ip_address>());
            break;
         case kind::network:
            out_ += to_text(v.get<ip_network>());
            break;
         case kind::error:
         case kind::unknown:
            out_ += "(unknown)";
            break;
      }
   }

private:
   bool full(int depth) const { return depth > deepest_shown || out_.size() > limit_; }

   void string(value const& v, int depth)
   {
      auto const shown = v.characters().substr(0, limit_ + 1);
      out_ += depth == 0 ? std::string{shown} : base::json_string(shown);
   }

   void optional(optional_value const& o, int depth)
   {
      if (!o.has_value()) {
         out_ += "optional.none()";
         return;
      }
      out_ += "optional.of(";
      if (!full(depth))
         write(o.get(), depth + 1);
      out_ += ')';
   }

   void list(list_value const& l, int depth)
   {
      out_ += '[';
      for (std::size_t i = 0; i != l.size() && !full(depth); ++i) {
         out_ += i == 0 ? "" : ", ";
         write(l.at(i), depth + 1);
      }
      out_ += ']';
   }

   void map(map_value const& m, int depth)
   {
      out_ += '{';
      bool first = true;
      for (auto const& [key, held] : m.all()) {
         if (full(depth))
            break;
         out_ += std::exchange(first, false) ? "" : ", ";
         write(key, depth + 1);
         out_ += ": ";
         write(held, depth + 1);
      }
      out_ += '}';
   }

   std::size_t limit_;
   std::string out_;
};

}  // namespace

std::string to_text(value const& v, std::size_t limit)
{
   writer w{limit};
   w.write(v, 0);
   return w.take();
}

}  // namespace dnslint::cel
