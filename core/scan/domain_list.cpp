// SPDX-License-Identifier: Apache-2.0
#include "core/scan/domain_list.hpp"

#include <fmt/format.h>
#include <limits>
#include <utility>

namespace dnslint::scan {
namespace {

base::diagnostic duplicate_note(
   domain_input const& input, std::string const& file, std::size_t number)
{
   return {
      base::diagnostic_level::note,
      {number == 0 ? std::string{} : file, static_cast<std::uint32_t>(number), 0, {}},
      fmt::format("{} was given before; it is audited once", input.name.to_text()),
      {}};
}

}  // namespace

domain_intake::domain_intake(digest_key const& seed, report tell)
: seen_{seed}
, tell_{std::move(tell)}
{}

std::optional<domain_input> domain_intake::take(
   std::string_view line, std::string const& file, std::size_t number)
{
   auto parsed = parse_domain_line(line, file, number);
   if (parsed.problem) {
      ++bad_lines_;
      tell_(*parsed.problem);
   }
   if (!parsed.input)
      return std::nullopt;
   if (!seen_.add(parsed.input->name)) {
      tell_(duplicate_note(*parsed.input, file, number));
      return std::nullopt;
   }
   if (parsed.note)
      tell_(*parsed.note);
   return std::move(parsed.input);
}

domain_list::domain_list(std::istream& in, std::string file, domain_intake& into)
: in_{&in}
, file_{std::move(file)}
, into_{&into}
, buffer_(most_line_bytes + 2, '\0')
{}

std::optional<domain_input> domain_list::next()
{
   while (!ended_) {
      auto const line = read_line();
      ended_ = !line.has_value();
      auto input = line ? into_->take(*line, file_, ++line_) : std::nullopt;
      if (input)
         return input;
      if (ended_ && broken())
         into_->tell(base::error_in(
            file_,
            fmt::format("reading the list failed after line {}", line_),
            "is it a file that can be read?"));
   }
   return std::nullopt;
}

// A line that is too long is returned one byte too long, and the rest of it is skipped unread.
std::optional<std::string_view> domain_list::read_line()
{
   in_->getline(buffer_.data(), static_cast<std::streamsize>(buffer_.size()));
   auto const taken = static_cast<std::size_t>(in_->gcount());
   if (in_->bad() || (in_->fail() && taken == 0))
      return std::nullopt;
   if (in_->fail()) {
      in_->clear();
      in_->ignore(std::numeric_limits<std::streamsize>::max(), '\n');
      return std::string_view{buffer_}.substr(0, taken);
   }
   return std::string_view{buffer_}.substr(0, in_->eof() ? taken : taken - 1);
}

domain_arguments::domain_arguments(std::vector<std::string> arguments, domain_intake& into)
: arguments_{std::move(arguments)}
, into_{&into}
{}

std::optional<domain_input> domain_arguments::next()
{
   while (next_ != arguments_.size())
      if (auto input = into_->take(arguments_[next_++], {}, 0))
         return input;
   return std::nullopt;
}

}  // namespace dnslint::scan
