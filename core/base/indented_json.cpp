// SPDX-License-Identifier: Apache-2.0
#include "core/base/indented_json.hpp"

#include <utility>

namespace dnslint::base {
namespace {

class layout {
public:
   explicit layout(std::string_view json)
   : json_{json}
   {}

   std::string made()
   {
      while (at_ != json_.size())
         if (json_[at_] == '"')
            string();
         else
            symbol(json_[at_++]);
      return std::move(out_);
   }

private:
   // To its closing quote.
   void string()
   {
      auto end = at_ + 1;
      while (json_[end] != '"')
         end += json_[end] == '\\' ? 2 : 1;
      out_ += json_.substr(at_, end + 1 - at_);
      at_ = end + 1;
   }

   void symbol(char c)
   {
      if (c == '}' || c == ']') {
         --depth_;
         if (out_.back() != '{' && out_.back() != '[')
            new_line();
      }
      out_ += c;
      if (c == '{' || c == '[')
         open();
      else if (c == ',')
         new_line();
      else if (c == ':')
         out_ += ' ';
   }

   void open()
   {
      ++depth_;
      if (json_[at_] != '}' && json_[at_] != ']')
         new_line();
   }

   void new_line()
   {
      out_ += '\n';
      out_.append(3 * depth_, ' ');
   }

   std::string_view json_;
   std::string out_;
   std::size_t at_ = 0;
   std::size_t depth_ = 0;
};

}  // namespace

std::string indented_json(std::string_view json)
{
   return layout{json}.made();
}

}  // namespace dnslint::base
