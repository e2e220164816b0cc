// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace dnslint::cel {

enum class token_kind : std::uint8_t {
   end,
   identifier,
   quoted_identifier,  // with its backticks; only after a '.'
   integer,
   unsigned_integer,
   number,
   string,
   bytes,
   symbol
};

// A piece of the source (CEL language definition, "Syntax"). Borrows the source.
struct token {
   token_kind kind = token_kind::end;
   std::size_t offset = 0;
   std::string_view text;

   bool is(std::string_view symbol) const { return kind == token_kind::symbol && text == symbol; }
   bool is_word(std::string_view word) const
   {
      return kind == token_kind::identifier && text == word;
   }
};

// Splits an expression into tokens, one at a time. Throws compile_error.
class lexer {
public:
   explicit lexer(std::string_view source)
   : source_{source}
   {}

   token next();

private:
   void skip_blanks_and_comments();
   token take(token_kind kind, std::size_t length);
   token number();
   token quoted(std::size_t prefix, token_kind kind);
   token word();
   token quoted_identifier();
   token symbol();
   std::string_view rest() const { return source_.substr(at_); }

   std::string_view source_;
   std::size_t at_ = 0;
};

}  // namespace dnslint::cel
