// SPDX-License-Identifier: Apache-2.0
#include "core/scan/domain_list.hpp"

#include <fmt/format.h>
#include <limits>
#include <utility>

namespace dnslint::scan {
namespace {

base::diagnostic duplicate_note(domain_input const& input, std::string const& file)
{
   auto const number = input.line;
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

std::optional<domain_input> domain_intake::take(parsed_line parsed, std::string const& file)
{
   if (parsed.problem) {
      ++bad_lines_;
      tell_(*parsed.problem);
   }
   if (parsed.input && !seen_.add(parsed.input->name)) {
      tell_(duplicate_note(*parsed.input, file));
      return std::nullopt;
   }
   if (parsed.note)
      tell_(*parsed.note);
   return std::move(parsed.input);
}

domain_list::domain_list(
   std::istream& in, std::string file, domain_intake& into, std::string column)
: in_{&in}
, file_{std::move(file)}
, reader_{file_, std::move(column)}
, into_{&into}
, buffer_(most_record_bytes + 2, '\0')
{}

std::optional<domain_input> domain_list::next()
{
   while (!ended_) {
      auto const record = read_record();
      auto input = record ? into_->take(reader_.read(*record, number_), file_) : std::nullopt;
      ended_ = !record || reader_.ended();
      if (input)
         return input;
      if (ended_ && broken())
         into_->tell(base::error_in(
            file_,
            fmt::format("reading the list failed after line {}", line_ - 1),
            "is it a file that can be read?"));
   }
   return std::nullopt;
}

std::optional<std::string_view> domain_list::read_record()
{
   auto line = read_line();
   number_ = ++line_;
   if (!line || !reader_.goes_on(*line, 1))
      return line;
   record_ = *line;
   for (std::size_t lines = 1; reader_.goes_on(record_, lines); ++lines) {
      line = read_line();
      if (!line)
         break;
      ++line_;
      (record_ += '\n') += *line;
   }
   return record_;
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
      if (auto input = into_->take(parse_domain_line(arguments_[next_++], {}, 0), {}))
         return input;
   return std::nullopt;
}

}  // namespace dnslint::scan
